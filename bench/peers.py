"""The readers of others, each behind one function; what is not installed is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

Reader = Callable[[Any], object]


def _missing(*modules: str) -> list[str]:
    missing = []
    for module in modules:
        try:
            import_module(module)
        except ImportError:
            missing.append(module)
    return missing


def missing() -> list[str]:
    """Return the peers that are not installed here."""
    return _missing("trafilatura", "dateparser", "resiliparse", "selectolax")


def has_datasketch() -> bool:
    """Return whether datasketch, which only the benchmark of stories reads with, is installed here."""
    return not _missing("datasketch")


def find_dates(text: str, languages: tuple[str, ...] = ("ar",)) -> object:
    """Search *text* for dates with dateparser. What makes it stumble counts as read."""
    from dateparser.search import search_dates

    try:
        return search_dates(text, languages=list(languages) or None)
    except Exception:  # noqa: BLE001 - a peer's fault is not measured here
        return None


def extract(markup: bytes) -> str:
    """Return the text that trafilatura takes for the article."""
    import trafilatura

    return trafilatura.extract(markup) or ""


def read_whole(markup: bytes) -> object:
    """Read a page as one would without us: its text, then the dates in it."""
    return find_dates(extract(markup))


def bare_readers() -> dict[str, Reader]:
    """Return what turns markup into text and does nothing else, by name; lxml is our own and always there."""
    import lxml.html

    readers: dict[str, Reader] = {"lxml": lambda markup: lxml.html.fromstring(markup).text_content()}
    if not _missing("selectolax"):
        from selectolax.lexbor import LexborHTMLParser

        readers["selectolax (lexbor)"] = lambda markup: LexborHTMLParser(markup).text()
    if not _missing("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        readers["resiliparse"] = lambda markup: extract_plain_text(markup.decode("utf-8", "replace"))
    return readers


def near_duplicates(texts: Iterable[tuple[str, list[str]]], *, alike: float = 0.5) -> dict[str, str]:
    """Return id → story of (id, words) with datasketch: MinHash of runs of three words, LSH, whatever meets joined."""
    from datasketch import MinHash, MinHashLSH

    index, top = MinHashLSH(threshold=alike, num_perm=128), {}

    def find(one: str) -> str:
        while top[one] != one:
            top[one] = top[top[one]]
            one = top[one]
        return one

    for id_, words in texts:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        top[id_] = id_
        for other in index.query(sketch):
            top[find(other)] = find(id_)
        index.insert(id_, sketch)
    return {id_: find(id_) for id_ in top}
