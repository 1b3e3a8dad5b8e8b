"""The press of cards, a process of its own: `python -m marsad.typeset.card_press` takes JSON in, gives PNGs out."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import typst

_HOME = Path(__file__).parent
MOST_SECONDS, MOST_BYTES = 100, 4 * 1024**3


def press_cards(told: str) -> list[bytes]:
    """Return the pictures, 1200 by 630, that the template makes of *told*, a list of cards as JSON."""
    pages = typst.compile(
        _HOME / "card.typ",
        format="png",
        ppi=72,  # a point is a pixel
        font_paths=[_HOME / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"cards": told},
    )
    return pages if isinstance(pages, list) else [pages]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    for picture in press_cards(sys.stdin.buffer.read().decode()):
        sys.stdout.buffer.write(len(picture).to_bytes(4, "big") + picture)
