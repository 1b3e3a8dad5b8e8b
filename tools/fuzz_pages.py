"""Read mutated pages until the time is up, and report what raised or took too long, with the seed that makes it again.

Run `.venv/bin/python tools/fuzz_pages.py --seconds 600`; `--seed N --rounds 1` makes one finding again. Pages come from the
demonstration, the page templates of the tests, and any folder or JSON-lines file of pages named behind the options.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from marsad.domain.reading import Page, Reading
from marsad.pipeline.extract import ExtractError
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import road_tools

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "data" / "demo" / "pages", ROOT / "tests" / "pipeline" / "templates", ROOT / "tests" / "pages")
SLOW_S = 2.0
HUNG_S = 30
LONGEST = 400_000
_TAG = re.compile(rb"<[^<>]{1,300}>")
WORDS = (
    "المصدر ",
    "أخبار ذات صلة",
    "12 أيار 2024 ",
    "قال الوزير ",
    "«",
    "مليون و",
    "\u200f",
    "\u0651" * 9,
    "٢٥",
    "|",
    "؟!",
    "&#1593;",
    "\t",
    " " * 40,
)
ENTITIES = (
    "&nbsp;",
    "&amp;quot;",
    "&#x202e;",
    "&#0;",
    "&#55296;",
    "&#9999999999;",
    "&zwnj;",
    "&lt;p&gt;",
    "&;",
    "&#;",
    "&hellip;",
)
NESTED = (
    "<div>",
    "<p>",
    "<a href=1>",
    "<table><tr><td>",
    "<ul><li>",
    "<span>",
    "<b>",
    "<form>",
    "<h1>",
    "<div class=related>",
    "<blockquote>",
    "<br>",
    "<!--",
    "<svg>",
)
ENCODINGS = ("cp1256", "utf-8", "utf-16", "utf-16-le", "iso8859-6", "cp1252", "utf-7", "utf-32")


class TooLong(Exception):
    """A page that was still being read after HUNG_S seconds."""


def flip_bytes(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Change some bytes to others."""
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 5, 40, 400))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def drop_tags(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Drop some tags, or those of one kind."""
    share = chance.random()
    return _TAG.sub(lambda tag: b"" if chance.random() < share else tag.group(), raw)


def repeat_tags(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Write some tags twice or many times."""
    share, most = chance.random() * 0.3, chance.choice((2, 3, 50))
    return _TAG.sub(lambda tag: tag.group() * (most if chance.random() < share else 1), raw)


def truncate(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Cut the page off at its end, or at its beginning."""
    place = chance.randrange(len(raw) + 1)
    return raw[:place] if chance.random() < 0.8 else raw[place:]


def splice(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Put a stretch of another page into this one."""
    other = chance.choice(others)
    start, place = chance.randrange(len(other) + 1), chance.randrange(len(raw) + 1)
    return raw[:place] + other[start : start + chance.randrange(1, 20_000)] + raw[place:]


def nest(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Open a tag many times somewhere."""
    place = chance.randrange(len(raw) + 1)
    return raw[:place] + (chance.choice(NESTED) * chance.choice((10, 500, 3000, 20_000))).encode() + raw[place:]


def crowd(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Repeat a word or entity many times somewhere."""
    place = chance.randrange(len(raw) + 1)
    return raw[:place] + (chance.choice((*WORDS, *ENTITIES)) * chance.choice((3, 300, 20_000))).encode() + raw[place:]


def strew(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Strew control characters, words and entities over the page."""
    parts = [raw]
    for _ in range(chance.choice((3, 30))):
        part = parts.pop(chance.randrange(len(parts)))
        place = chance.randrange(len(part) + 1)
        odd = chance.choice((chr(chance.randrange(32)), chr(chance.randrange(0x7F, 0xA0)), *WORDS, *ENTITIES))
        parts += [part[:place] + odd.encode("utf-8", "replace"), part[place:]]
    return b"".join(parts)


def stretch(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Give some tag a huge attribute, or a great many."""
    tags = list(_TAG.finditer(raw))
    if not tags:
        return raw
    place = chance.choice(tags).end() - 1
    name = chance.choice((b"class", b"id", b"style", b"href", b"itemprop", b"content", b"datetime", b"role"))
    value = chance.choice((b"tag-", b"related ", b"display : ", b"12 ", b"a", "ع".encode())) * chance.choice((10, 5000, 50_000))
    extra = (
        b" " + name + b'="' + value + b'"' if chance.random() < 0.7 else b"".join(b" a%d=1" % number for number in range(3000))
    )
    return raw[:place] + extra + raw[place:]


def recode(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Write the page in another encoding, under whatever label it has."""
    return raw.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def relabel(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Give the page another label for its encoding."""
    return re.sub(rb"(?i)charset=[\"']?[\w-]+", b'charset="' + chance.choice(ENCODINGS).encode() + b'"', raw, count=2)


def double(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Write the page in UTF-8 twice over, as databases under a wrong label do."""
    return raw.decode(chance.choice(("cp1252", "latin-1", "cp1256")), "replace").encode()


MUTATIONS: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    flip_bytes, drop_tags, repeat_tags, truncate, splice, nest, crowd, strew, stretch, recode, relabel, double,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A mutated page that was not read as it should be: the *seed* that makes it, and what happened."""

    seed: int
    what: str
    where: str


def saved_pages(places: Sequence[Path]) -> Iterator[bytes]:
    """Yield the pages under *places*: folders of HTML files, or files with a page a line in JSON."""
    for place in places:
        if place.is_dir():
            yield from (path.read_bytes() for path in sorted(place.glob("*.html")))
        elif place.exists():
            for line in place.open(encoding="utf-8"):
                page = json.loads(line).get("html")
                if page:
                    yield page.encode("utf-8", "replace")


def mutated(seed: int, pages: Sequence[bytes]) -> tuple[bytes, tuple[str, ...]]:
    """Return the page that *seed* makes out of *pages*, and the names of the mutations that made it."""
    chance = random.Random(seed)  # noqa: S311 - the same pages for the same seed
    raw, names = chance.choice(pages), []
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        mutation = chance.choice(MUTATIONS)
        names.append(mutation.__name__)
        raw = mutation(raw, chance, pages)[:LONGEST]
    return raw, tuple(names)


class Reader:
    """Carry one page along the road, without matching, as an engine would."""

    def __init__(self) -> None:
        makers = road_tools()
        self.steps = build_road(with_matching=False)
        self.tools: dict[str, Any] = {step.tool: makers[step.tool]() for step in self.steps if step.tool}

    def read(self, raw: bytes, seed: int) -> int:
        """Return how many readings the page gives. Raises what a step raises."""
        rows: list[Page | Reading] = [Page(str(seed), html=raw, url=f"https://example.org/2024/05/{seed % 28 + 1:02}/a")]
        for step in self.steps:
            tool = self.tools[step.tool] if step.tool else None
            rows = [onward for row in rows for onward in step.run(row, tool)]
        return len(rows)


def ring(_signal: int, _frame: FrameType | None) -> None:
    """Stop a reading that hangs."""
    raise TooLong(f"still reading after {HUNG_S} s")


def fuzz(pages: Sequence[bytes], first: int, rounds: int | None, seconds: float) -> tuple[Counter[str], list[Finding]]:
    """Return how many pages were read and refused, and the findings, of as many *rounds* as fit into *seconds*."""
    reader, counts, findings = Reader(), Counter[str](), list[Finding]()
    ends, seed = time.monotonic() + seconds, first
    signal.signal(signal.SIGALRM, ring)
    while time.monotonic() < ends and (rounds is None or seed < first + rounds):
        raw, names = mutated(seed, pages)
        counts.update(names)
        began = time.process_time()
        signal.alarm(HUNG_S)
        try:
            counts["read"] += bool(reader.read(raw, seed))
        except ExtractError:
            counts["refused"] += 1
        except Exception as error:  # noqa: BLE001 - what else leaves the road is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            findings.append(Finding(seed, f"{type(error).__name__}: {error}"[:200], f"{Path(last.filename).name}:{last.lineno}"))
        finally:
            signal.alarm(0)
        taken = time.process_time() - began
        if taken > SLOW_S:
            findings.append(Finding(seed, f"{taken:.1f} s for {len(raw)} bytes", "+".join(names)))
        counts["pages"] += 1
        seed += 1
    return counts, findings


def main() -> int:
    """Return 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--keep", type=Path, help="a folder for the pages that were found")
    parser.add_argument("places", nargs="*", type=Path)
    given = parser.parse_args()
    pages = tuple(saved_pages((*SOURCES, *given.places)))
    counts, findings = fuzz(pages, given.seed, given.rounds, given.seconds)
    for finding in findings:
        print(f"seed {finding.seed}: {finding.what} ({finding.where})")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{finding.seed}.html").write_bytes(mutated(finding.seed, pages)[0])
    last = given.seed + counts["pages"] - 1
    print(f"{len(pages)} saved pages; {dict(counts)}; {len(findings)} findings; seeds {given.seed}..{last}")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
