"""The press: a process of its own that sets what it is given. `python -m marsad.typeset.press` takes JSON in, gives a PDF out."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import typst

_HOME = Path(__file__).parent
MOST_SECONDS, MOST_BYTES = 100, 4 * 1024**3


def press(told: str) -> bytes:
    """Return the PDF that the template makes of *told*, the report as JSON; nothing in it is read as markup."""
    template, fonts = _HOME / "report.typ", [_HOME / "fonts"]
    return typst.compile(template, format="pdf", font_paths=fonts, ignore_system_fonts=True, sys_inputs={"report": told})


if __name__ == "__main__":
    os.nice(10)  # readers of pages come first
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    sys.stdout.buffer.write(press(sys.stdin.buffer.read().decode()))
