"""Read JSON-LD, what a page says of itself to machines, however badly it is written. Interprets no dates and no titles."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Thing = Mapping[str, Any]

LIVE_BLOG = "liveblogposting"
_ARTICLES = frozenset(
    "newsarticle article reportagenewsarticle blogposting analysisnewsarticle backgroundnewsarticle report opinionnewsarticle "
    f"reviewnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle socialmediaposting {LIVE_BLOG}".split()
)
# Where a template describes no article, what it says of the page as such is the next best.
_PAGES = frozenset({"webpage", "itempage", "videoobject"})
_MOST_NESTED = 40
_MOST_THINGS = 500
# A string, closed or not, is passed over whole: a comma inside one is text.
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*(?:"|$))|,(?=\s*[}\]])', re.DOTALL)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*$")
_SALVAGED_KIND = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"([A-Za-z]{4,40})"')
_SALVAGED_DAY = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"\\<>]{8,60})"')


def load_json(text: str) -> Any | None:
    """Return the document that *text* holds, mended where it has stray commas, comments or escapes, or None."""
    bare = _WRAPPING.sub("", text.strip()).strip().strip(";")
    tries = [bare]
    if "&quot;" in bare or "&#34;" in bare:
        tries.append(html.unescape(bare))
    for attempt in tries:
        for mended in (False, True):
            candidate = _TRAILING_COMMA.sub(lambda found: found.group(1) or "", attempt) if mended else attempt
            try:
                return json.loads(candidate, strict=False)
            except (ValueError, RecursionError):
                continue
    return None


def _salvage(text: str) -> Thing | None:
    """Return what can be trusted in JSON that cannot be read (bare quotes in a headline, say): its kind and its one day."""
    days, kinds = set(_SALVAGED_DAY.findall(text)), [kind.lower() for kind in _SALVAGED_KIND.findall(text)]
    kind = next((kind for kind in kinds if kind in _ARTICLES), None)
    return {"@type": kind, "datePublished": days.pop()} if kind and len(days) == 1 else None


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD document that stand for the page; lists of other pages are not entered."""
    if depth > _MOST_NESTED:
        return
    if isinstance(value, list):
        for item in value[:_MOST_THINGS]:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(name), depth + 1)


def kinds_of(thing: Thing) -> frozenset[str]:
    """Return the types of *thing* in small letters, without the vocabulary's address."""
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(name.rpartition("/")[2].lower() for name in names if isinstance(name, str))


def read_articles(scripts: Iterator[str]) -> tuple[Thing, ...]:
    """Return what the JSON-LD *scripts* of a page describe as articles, else as the page; references to names are filled in."""
    found: list[dict[str, Any]] = []
    salvaged: list[Thing] = []
    for text in scripts:
        document = load_json(text)
        if document is not None:
            found += list(_things(document))[:_MOST_THINGS]
        elif rescued := _salvage(text):
            salvaged.append(rescued)
    known = {thing["@id"]: thing for thing in found if isinstance(thing.get("@id"), str) and thing.get("name")}
    for wanted in (_ARTICLES, _PAGES):
        chosen = [_filled(thing, known) for thing in found if kinds_of(thing) & wanted]
        if chosen or (wanted is _ARTICLES and salvaged):
            return (*chosen, *salvaged)
    return ()


def _filled(thing: Thing, known: Mapping[str, Thing]) -> Thing:
    """Return *thing* with its publisher, source and authors in place of mere references to them."""
    filled = dict(thing)
    for name in ("publisher", "sourceOrganization", "author"):
        value = filled.get(name)
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str) and value["@id"] in known:
            filled[name] = known[value["@id"]]
    return filled


def names_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the names that a property holds: a text, an object with a name, or a list of either."""
    if isinstance(value, str):
        if value.strip() and "://" not in value:
            yield html.unescape(value).strip()
    elif isinstance(value, dict):
        yield from names_in(value.get("name") or value.get("@value"), depth + 1) if depth < 3 else ()
    elif isinstance(value, list) and depth < 3:
        for item in value[:20]:
            yield from names_in(item, depth + 1)


def text_in(thing: Thing, *names: str) -> str:
    """Return the first text that one of the properties *names* holds, with its entities resolved, or ""."""
    return next((found for name in names for found in names_in(thing.get(name))), "")
