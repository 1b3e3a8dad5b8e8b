"""Time the reading of the demonstration's pages, step by step, and show how time grows with a page's length.

Run `.venv/bin/python bench/reading.py`. One core; prints pages a second and, for lengths doubling, seconds and their ratio
(2 means linear).
"""

from __future__ import annotations

import time
from pathlib import Path

from marsad.domain.reading import Page, Reading
from marsad.pipeline.road import build_road

PAGES = Path(__file__).resolve().parent.parent / "data" / "demo" / "pages"


def steps(rows: list[Page]) -> None:
    """Print how many pages a second each step reads."""
    carried: list[Page | Reading] = list(rows)
    for step in build_road(with_matching=False):
        began = time.perf_counter()
        carried = [onward for row in carried for onward in step.run(row, None)]
        print(f"{step.name:12} {len(rows) / (time.perf_counter() - began):8.0f} pages/s")


def growth(words: str) -> None:
    """Print the seconds that the whole reading takes for texts of doubling length."""
    before = 0.0
    for size in (2**exponent for exponent in range(14, 21)):
        text = (words * (size // len(words) + 1))[:size]
        row: Page | Reading = Page("x", text=text, published="2025-01-01")
        began = time.perf_counter()
        for step in build_road(with_matching=False):
            (row,) = step.run(row, None)
        taken = time.perf_counter() - began
        print(f"{size:9} characters {taken:7.2f} s" + (f"  x{taken / before:.2f}" if before else ""))
        before = taken


if __name__ == "__main__":
    saved = [Page(path.stem, html=path.read_bytes()) for path in sorted(PAGES.glob("*.html"))]
    steps(saved)
    growth("أعلنت الوزارة في 12 أيار 2025 إنجاز 70 بالمئة من المشروع، وقال الوزير إن العمل مستمر حتى نهاية العام.\n")
