"""Cut a parsed page into blocks of text in reading order, each knowing its element, its links and its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

LONGEST_PAGE = 20_000_000
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER_READ = """
script style noscript template svg math iframe object embed applet canvas audio video map select option optgroup button input
textarea nav footer figcaption dialog title meta link rp rt
"""
_INLINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup
time tt u var wbr
"""
NEVER_READ, INLINE = frozenset(_NEVER_READ.split()), frozenset(_INLINE.split())
# Words in class and id by which templates name what is not the article.
_HINT = re.compile(
    r"(?:^|[\s_-])(?:related|relat\w*|share|sharing|sharer|social|comments?|respond|sidebar|side|breadcrumbs?|menu|navbar|nav|navigation|tags?"
    r"|tagcloud|newsletter|subscribe|subscription|widget|footer|ticker|marquee|breaking|popular|trending|most|mostread|latest|recommended|"
    r"recommend|suggest\w*|read-?more|readmore|more-?news|promo|advert\w*|ads?|adsbygoogle|banner|cookie|popup|modal|login|author-?box|bio|"
    r"caption|pagination|pager|prev-?next|toc|disqus|fb-comments|skip-?link|screen-reader-text|sr-only|print-?only|hidden|topbar|top-bar|"
    r"copyright|also-?like|you-?may|outbrain|taboola|mgid|teaser|carousel|slider|gallery|poll|rating|reactions|wp-caption-text|hdr)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_CONTENT_HINT = re.compile(
    r"(?:^|[\s_-])(?:article-?body|articlebody|entry-content|post-content|article-?content|story-?body|news-?(?:body|text|content|details)"
    r"|content-inner|single-content|article-text|details-?(?:body|text|content)|post-body|body-content)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog", "alert"})
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200b\u3000]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two breaks. *raw* keeps its white space; *linked* counts characters inside links."""

    element: Any
    tag: str
    text: str
    raw: str
    linked: int

    @property
    def link_density(self) -> float:
        """Return the share of the text that stands in links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text)))


def parse(markup: str) -> Any | None:
    """Return the root element of *markup*, however broken, or None where there is none."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=True)
    clean = markup.replace("\x00", "").encode("utf-8", "replace")
    if not clean.strip():
        return None
    try:
        return etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:
        return None


def is_content(element: Any) -> bool:
    """Tell whether the template itself names *element* as the body of the article."""
    if "articlebody" in (element.get("itemprop") or "").lower():
        return True
    return bool(_CONTENT_HINT.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def is_unwanted(element: Any, tag: str, by_hints: bool) -> bool:
    """Tell whether nothing under *element* is to be read; *by_hints* also goes by the words in its class and id."""
    if tag in NEVER_READ:
        return True
    if not by_hints or tag in ("html", "body", "main", "article", "h1"):
        return False
    # ASP.NET wraps a whole page in one form: only forms without a headline and paragraphs are furniture.
    if tag == "form" and element.find(".//h1") is None and len(element.findall(".//p")) < 3:
        return True
    if tag == "aside" or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in _ROLES:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and bool(_HINT.search(names)) and not is_content(element)


def _guarded(root: Any) -> set[Any]:
    """Return the elements that hold a headline or the marked body: layout classes («elementor-widget-wrap») do not drop them."""
    guarded: set[Any] = set()
    for element in root.iter(etree.Element):
        if element.tag == "h1" or (is_content(element) and len(element.findall("p")) >= 2):
            while element is not None and element not in guarded:
                guarded.add(element)
                element = element.getparent()
    return guarded


def squeeze(text: str) -> str:
    """Return *text* with each run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


class _Cutter:
    """Gather text until a break and hand it over as a block."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.parts.append(text)
            self.linked += len(text.strip()) if in_link else 0

    def cut(self, element: Any) -> Iterator[Block]:
        raw = "".join(self.parts)
        text, linked = squeeze(raw), self.linked
        self.parts, self.linked = [], 0
        if text and element is not None:
            yield Block(element, element.tag, text, raw, linked)


def blocks(root: Any, by_hints: bool = True) -> Iterator[Block]:
    """Yield the blocks of text under *root* in reading order. Paragraphs split by <br> are blocks of the same element."""
    cutter = _Cutter()
    owners: list[Any] = []
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: set[Any] = set()
    guarded = _guarded(root) if by_hints else set()
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            if element is not root and is_unwanted(element, tag, by_hints and element not in guarded):
                skipped.add(element)
                walk.skip_subtree()
                continue
            if tag not in INLINE:
                yield from cutter.cut(owners[-1] if owners else None)
                if tag != "br":
                    owners.append(element)
            links += tag == "a"
            cutter.add(element.text, links > 0)
            continue
        if element in skipped:
            skipped.discard(element)
            if tag not in INLINE:
                yield from cutter.cut(owners[-1] if owners else None)
        elif tag not in INLINE and tag != "br":
            yield from cutter.cut(owners.pop())
        links -= tag == "a" and links > 0
        if element is not root:
            cutter.add(element.tail, links > 0)
