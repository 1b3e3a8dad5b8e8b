"""The pages and texts that the benchmark reads: the demonstration's always, the shared development sets where they lie beside."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.pipeline import Page, read

ROOT = Path(__file__).resolve().parent.parent
DEMONSTRATION = ROOT / "data" / "demo" / "pages"
SHARED = ROOT.parent / "shared" / "eval"
FEWEST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Dated:
    """A text to find dates in, and the day on which it was published."""

    text: str
    published: str | None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def demonstration_pages() -> list[Page]:
    """Return the demonstration's pages, as bytes."""
    return [Page(path.stem, html=path.read_bytes()) for path in sorted(DEMONSTRATION.glob("*.html"))]


def shared_pages() -> list[Page]:
    """Return the pages with markup of the shared set, or none where it is not there."""
    rows = _rows(SHARED / "pages" / "pages.jsonl")
    return [Page(str(row["id"]), html=row["html"].encode(), url=row.get("url")) for row in rows if row.get("html")]


def shared_articles(most: int) -> list[Dated]:
    """Return up to *most* long texts of the shared articles, or none where they are not there."""
    rows = (row for row in _rows(SHARED / "articles" / "pages.jsonl.gz") if len(row.get("text") or "") >= FEWEST_CHARACTERS)
    return [Dated(row["text"], row.get("published")) for row, _ in zip(rows, range(most), strict=False)]


def shared_copies() -> list[str]:
    """Return the texts of the shared set of copies, or none where it is not there."""
    return [row["text"] for row in _rows(SHARED / "copies" / "pages.jsonl.gz")]


def texts_of(pages: list[Page]) -> list[Dated]:
    """Return the articles of *pages*, as we read them."""
    return [Dated(reading.text, reading.published) for page in pages for reading in read(page)]
