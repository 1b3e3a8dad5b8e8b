"""Read what the head of a page says of it: structured data, meta tags, title and outlet. Interprets no dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from marsad.pipeline.blocks import squeeze
from marsad.text.fold import fold

_ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "report", "opinionnewsarticle"}
)
_SEPARATOR = re.compile(r"\s+[|–—«»:-]+\s+|\s*\|\s*")
_SITE_WORD = re.compile(r"\b(?:موقع|شبكه|وكاله|صحيفه|قناه|جريده|بوابه|نيوز|news|اونلاين|online|tv|مجله|اذاعه|منصه)\b")
_MOST_NESTED = 40
_LONGEST_TITLE = 600


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head says: names of meta tags are lower case; *articles* are JSON-LD objects that describe an article."""

    metas: tuple[tuple[str, str], ...]
    page_title: str
    headings: tuple[str, ...]
    articles: tuple[dict[str, Any], ...]
    site_name: str

    def first(self, *names: str) -> str | None:
        """Return the first non-empty meta content under one of *names*, tried in the order given."""
        for wanted in names:
            for name, content in self.metas:
                if name == wanted and content:
                    return content
        return None


def _json_objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD document that stand for the page; lists of other pages are not entered."""
    if depth > _MOST_NESTED:
        return
    if isinstance(value, list):
        for item in value:
            yield from _json_objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _json_objects(value.get(name), depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower() in _ARTICLE_TYPES for name in names)


def _read_json_ld(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            document = json.loads(script.text.strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from filter(_is_article, _json_objects(document))


def read_metadata(root: Any, url: str | None) -> Metadata:
    """Return the metadata of the page under *root*; *url* serves to name the site where the page does not."""
    metas = []
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.append((name.strip().lower(), squeeze(meta.get("content") or "")))
    titles = (squeeze("".join(title.itertext())) for title in root.iter("title") if title.getparent().tag != "svg")
    headings = tuple(filter(None, (squeeze("".join(heading.itertext())) for heading in root.iter("h1"))))
    found = Metadata(tuple(metas), next(filter(None, titles), ""), headings, tuple(_read_json_ld(root)), "")
    site = next((content for name, content in metas if name == "og:site_name" and content and "://" not in content), "")
    site = site or found.first("application-name") or ""
    return Metadata(found.metas, found.page_title, found.headings, found.articles, site or host_of(url) or "")


def own_address(root: Any) -> str | None:
    """Return the address that the page under *root* gives as its own (canonical link, else og:url), where it is whole."""
    links = (link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    metas = (meta.get("content") for meta in root.iter("meta") if (meta.get("property") or "").strip().lower() == "og:url")
    for given in (*links, *metas):
        address = (given or "").strip()
        if address.startswith(("http://", "https://")) and host_of(address) and not any(mark.isspace() for mark in address):
            return address
    return None


def host_of(url: str | None) -> str | None:
    """Return the host of *url* without "www.", or None where there is none."""
    try:
        host = urlsplit(unquote(url or "")).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _is_site(part: str, site_keys: frozenset[str]) -> bool:
    key = fold(part)
    return any(key == site or (len(key) > 3 and (key in site or site in key)) for site in site_keys)


def strip_site(title: str, site_keys: frozenset[str]) -> str:
    """Return *title* without the site's name at its end or start: a part after a bar, or one that names the site."""
    marks = list(_SEPARATOR.finditer(title[:_LONGEST_TITLE]))
    if marks:
        first, rest = title[: marks[0].start()], title[marks[0].end() :]
        is_named = _is_site(first, site_keys) or (len(first.split()) <= 4 and bool(_SITE_WORD.match(fold(first))))
        if is_named and len(rest.split()) >= 3:
            title, marks = rest, list(_SEPARATOR.finditer(rest[:_LONGEST_TITLE]))
    while marks:
        head, tail = title[: marks[-1].start()], title[marks[-1].end() :]
        is_short = len(tail.split()) <= 5
        is_named = _is_site(tail, site_keys) or (is_short and bool(_SITE_WORD.search(fold(tail))))
        if not is_named and not ("|" in marks[-1].group() and is_short):
            break
        title = head
        marks.pop()
    return title


def read_title(metadata: Metadata, url: str | None) -> str | None:
    """Return the headline: the first-level heading that the head of the page confirms, else the title without the site's name."""
    site_keys = frozenset(filter(None, (fold(metadata.site_name), fold(host_of(url) or ""))))
    declared = [text for text in (metadata.first("og:title", "twitter:title", "headline"), metadata.page_title) if text]
    keys = [fold(text) for text in declared]
    for heading in metadata.headings:
        key = fold(heading)
        # A template may cut the heading or the title: either may hold the other.
        is_confirmed = any(key in other or (other in key and len(other) > 15) for other in keys)
        if is_confirmed and len(heading.split()) >= 2 and not _is_site(heading, site_keys):
            return heading
    for text in declared:
        stripped = strip_site(text, site_keys).strip()
        if stripped and not _is_site(stripped, site_keys):
            return stripped
    stated = (thing.get("headline") for thing in metadata.articles)
    return next((squeeze(text) for text in (*stated, *metadata.headings) if isinstance(text, str) and text.strip()), None)
