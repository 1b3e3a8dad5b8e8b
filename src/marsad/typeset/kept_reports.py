"""Reports as PDFs kept on disk under the seal of what they tell: few, so that asking for day after day fills no disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

MOST_BYTES = 256 * 2**20


def find_report(folder: Path, seal: str) -> bytes | None:
    """Return the PDF kept in *folder* under *seal*, None where there is none; what was asked for last is given up last."""
    path = folder / f"{seal}.pdf"
    try:
        pages = path.read_bytes()
        os.utime(path)
    except FileNotFoundError:  # or given up between the two
        return None
    return pages


def keep_report(folder: Path, seal: str, pages: bytes) -> None:
    """Keep *pages* in *folder* under *seal*, and give up what was not asked for the longest once all weigh over MOST_BYTES."""
    folder.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=folder, suffix=".draft")
    with os.fdopen(number, "wb") as file:
        file.write(pages)
    Path(draft).replace(folder / f"{seal}.pdf")
    held = 0
    for path in sorted(folder.glob("*.pdf"), key=_used, reverse=True):
        held += path.stat().st_size
        if held > MOST_BYTES:
            path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    return path.stat().st_mtime
