"""How fast the encoders read, by texts at once, and what a look-up among kept vectors costs; `python bench/encoders.py [NAME…]`.

Processor time, best of two; the pages are those of the demonstration.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from marsad import plugins
from marsad.encoders.kept import keep
from marsad.pipeline.matching.encoder import VectorPlace
from marsad.shipped import SHIPPED
from marsad.text.tokens import sentences

SIZES = (1, 6, 32, 128)
MOST_TEXTS = 384


def texts() -> list[str]:
    """Return sentences of the demonstration's pages, each once."""
    found: dict[str, None] = {}
    for path in sorted(file for file in (SHIPPED / "demo" / "pages").rglob("*") if file.is_file()):
        text = re.sub(
            r"<(script|style).*?</\1>|<[^>]+>", " ", path.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL
        )
        found |= dict.fromkeys(text[start:end] for start, end in sentences(text) if 60 < end - start < 400)
    return list(found)[:MOST_TEXTS]


def best(work: Callable[[], object]) -> float:
    """Return the least processor time of two goes at *work*, in seconds."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def measure(name: str) -> None:
    """Print a line for each number of texts at once, as the model itself takes them, and one for kept vectors."""
    encoder, wanted = plugins.load("encoder", name), texts()
    encoder.encode(wanted[:2])
    # UseEncoder gives its model one text at a time, whatever it is given; what batches would gain shows beneath it.
    model: Callable[[list[str]], object] = encoder._model.encode if name == "use" else encoder.encode
    for size in SIZES:
        taken = best(partial(run, model, parted(wanted, size)))
        print(f"{name}: {size:4} at once {len(wanted) / taken:8.0f} texts a second")
    with tempfile.TemporaryDirectory() as folder:
        kept = keep(encoder, VectorPlace(Path(folder) / "vectors.sqlite3"))
        kept.encode(wanted)
        taken = best(partial(run, kept.encode, parted(wanted, 6)))
        print(f"{name}: kept, 6 at once {len(wanted) / taken:8.0f} texts a second")


def run(model: Callable[[list[str]], object], parts: list[list[str]]) -> None:
    """Have *model* read each of *parts*."""
    for part in parts:
        model(part)


def parted(wanted: list[str], size: int) -> list[list[str]]:
    """Return *wanted* in parts of *size*."""
    return [wanted[first : first + size] for first in range(0, len(wanted), size)]


if __name__ == "__main__":
    for named in sys.argv[1:] or ["use"]:
        measure(named)
