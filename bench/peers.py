"""The readers of others, each behind one function; what is not installed is not there."""

from __future__ import annotations

from collections.abc import Callable
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
