"""Decide on which day a page was published, or that it is unknown. Never takes a page's clock, an update or a crawl for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from marsad.pipeline.blocks import Block, squeeze
from marsad.pipeline.furniture import CLOCK, TAIL, is_prose, line_kind
from marsad.pipeline.metadata import Metadata
from marsad.pipeline.published import (
    LONGEST_DATE_LINE,
    NEAR,
    dateline_day,
    day_near_headline,
    is_bare_date,
    iso_day,
    posted_day,
    url_day,
)
from marsad.pipeline.structured import LIVE_BLOG, kinds_of, text_in
from marsad.text.fold import fold

_STATED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:article:published",
    "datepublished", "date_published", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "publish_time",
    "published-date", "published_date", "publisheddate", "publication_date", "publicationdate", "og:publish_date", "og:pubdate",
    "parsely-pub-date", "sailthru.date", "bt:pubdate", "rnews:datepublished", "shareaholic:article_published_time",
    "mediator_published_time", "cxenseparse:recs:publishtime", "cxenseparse:recs:articlepublishedtime", "article_date_original",
    "originalpublicationdate", "article.published", "article_publish_date", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date.published", "dcterms.available",
    "dc.date", "dcterms.date", "article.created", "release_date", "displaydate", "dateposted", "date-published", "pub_date",
)  # fmt: skip
# What a server may fill with the moment of the crawl: asked last.
_VAGUE = ("date", "dc.date.submitted", "created", "datecreated", "article:created_time", "og:created_time", "video:release_date")
_UTC = re.compile(r"T(?:2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")
# The boxes in which templates put dates of the site, of other articles and of comments.
_ELSEWHERE = re.compile(
    r"related|comment|sidebar|widget|most-?(?:read|view)|latest|popular|ticker|footer|copyright|weather|clock|today|teaser|recommend"
    r"|also|next|prev|breaking|marquee|top-?bar|nav|menu|hijri-now|date-?now|current-?date|datetime-?now|more-?news|slider|carousel"
    r"|updated?|modif",
    re.IGNORECASE,
)
# WordPress calls the date of a page that was never changed «published updated».
_PUBLISHED = re.compile(r"publish|entry-date|post-date|posted-on", re.IGNORECASE)
_HEADER = re.compile(r"(?<![a-z])(?:header|masthead|top)(?![a-z])", re.IGNORECASE)
_ARTICLE = re.compile(r"article|entry|post|single|news|story|content|detail|title|khabar|topic|inner", re.IGNORECASE)
_DATED = "contains(translate({}, 'ADEILMPSTU', 'adeilmpstu'), '{}')"
_DATED_ELEMENTS = "//*[self::time or {}][not(self::script or self::style or self::body or self::html)]".format(
    " or ".join(
        _DATED.format(name, word)
        for name in ("@class", "@id", "@itemprop")
        for word in ("date", "time", "publish", "posted", "tarikh")
    )
)
_MOST_DATED, _LEVELS, _ELEMENTS_BEHIND, _FEWEST_WORDS = 400, 3, 6, 4
_LINES_ABOVE_LEAD = 2


class PageLines:
    """The blocks of a page, cut only once they are asked for: most pages say their day in the head."""

    def __init__(self, cut: Callable[[], Sequence[Block]]) -> None:
        self._cut = cut
        self._blocks: Sequence[Block] | None = None

    @property
    def blocks(self) -> Sequence[Block]:
        """Return the blocks in reading order, nothing left out by its template's names."""
        if self._blocks is None:
            self._blocks = self._cut()
        return self._blocks


def publication_day(
    metadata: Metadata, root: Any, page: PageLines, title: str | None, url: str | None, body: str = ""
) -> str | None:
    """Return the ISO day on which a page was published, or None where no source says it.

    In turn: structured data, meta tags, marked elements, the address, the lines and date boxes near the headline, a label
    anywhere, the dateline of *body*. Where the address and the lines agree on an older day than the head, theirs holds: a
    site that moved stamps its old pages with the day of the move.
    """
    found = _stated(metadata)
    in_address = url_day(url) or url_day(metadata.address)
    if found:
        day, value = found
        if _UTC.search(value) and _next(day) in (in_address or _shown(page, title), in_address):
            return _next(day)
        if in_address and in_address < day and _shown(page, title) == in_address:
            return in_address
        return day
    headlines = Headlines(root, title)
    return (
        _marked_day(metadata, root, headlines)
        or in_address
        or _shown(page, title)
        or _boxed_day(root, headlines)
        or _labelled_day(page)
        or _lead_day(page, body, title, headlines)
        or _first_day(metadata, _VAGUE)
    )


def _stated(metadata: Metadata) -> tuple[str, str] | None:
    """Return the day that structured data or a meta tag gives, and the value that gave it."""
    stated = text_in(metadata.article, "datePublished", "dateCreated", "uploadDate")
    if not stated and LIVE_BLOG in kinds_of(metadata.article):
        stated = text_in(metadata.article, "coverageStartTime")
    for value in (stated, *(metadata.first(name) or "" for name in _STATED)):
        if value and (day := iso_day(value)):
            return day, value.strip()
    return None


def _first_day(metadata: Metadata, names: Sequence[str]) -> str | None:
    return next(filter(None, (iso_day(metadata.first(name) or "") for name in names)), None)


def _next(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


def _lines(page: PageLines) -> list[str]:
    return [block.text for block in page.blocks]


def _shown(page: PageLines, title: str | None) -> str | None:
    """Return the day that the lines around the headline give; None where the page shows no headline."""
    key = fold(title or "")
    blocks = page.blocks
    places = [number for number, block in enumerate(blocks) if block.tag == "h1" and _is_like(fold(block.text), key)]
    places = places or [number for number, block in enumerate(blocks) if key and fold(block.text) == key]
    if not places:
        return None
    place = places[-1] if blocks[places[-1]].tag == "h1" else places[0]
    lines = [block.text for block in blocks[max(0, place - 5) : place + 25]]
    return day_near_headline(lines, blocks[place].text)


def _is_like(heading: str, key: str) -> bool:
    return not key or heading in key or key in heading or heading[:30] == key[:30]


def _marked_day(metadata: Metadata, root: Any, headlines: Headlines) -> str | None:
    """Return the day of what is marked as the date of publication: where several are, of those in one box with the headline."""
    items = {day for name, value in metadata.items if name == "datepublished" and (day := iso_day(value))}
    marked: list[tuple[Any, str]] = []
    for element in root.iter("time", "span", "div", "p", "abbr", "meta"):
        if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None:
            day = iso_day(element.get("content") or element.get("datetime") or _words(element))
            marked += [(element, day)] if day else []
    days = items | {day for _element, day in marked}
    if len(days) == 1:
        return days.pop()
    own = {day for element, day in marked[:_MOST_DATED] if headlines.share_box(element, 6)}
    return own.pop() if len(own) == 1 else None


def _words(element: Any) -> str:
    """Return the first words of *element*: enough for a date line, whatever else it holds."""
    return squeeze("".join(islice(element.itertext(), 40))[: 2 * NEAR])


class Headlines:
    """Where the headline stands in the tree: the boxes that hold it."""

    def __init__(self, root: Any, title: str | None) -> None:
        key = fold(title or "")
        headings = [(heading, fold(_words(heading))) for heading in islice(root.iter("h1", "h2", "h3"), _MOST_DATED)]
        # A site's name may be its pages' first heading: another than the headline counts only where none is the headline.
        own = [heading for heading, words in headings if key and words and (words == key or words in key or key in words)]
        own = own or [heading for heading, words in headings if heading.tag == "h1" and len(words.split()) >= _FEWEST_WORDS]
        self._boxes: set[Any] = {box for heading in own for box in heading.iterancestors()}
        self._first = own[0] if own else None

    def are_in(self, element: Any) -> bool:
        """Tell whether *element* holds the headline."""
        return element in self._boxes

    def times_behind(self, root: Any) -> Iterator[Any]:
        """Yield the <time> elements among the first elements behind the headline."""
        behind = 0
        for element in root.iter("h1", "h2", "h3", "p", "time"):
            behind += 1 if behind or element is self._first else 0
            if behind > _ELEMENTS_BEHIND:
                return
            if element.tag == "time" and behind:
                yield element

    def share_box(self, element: Any, levels: int) -> bool:
        """Tell whether a box up to *levels* above *element*, short of the whole page, holds the headline."""
        for box in islice(element.iterancestors(), levels):
            if box.tag in ("body", "html"):
                return False
            if box in self._boxes:
                return True
        return False


def _boxed_day(root: Any, headlines: Headlines) -> str | None:
    """Return the one day that elements called date or time give in the headline's own box, above it or below it."""
    for element in headlines.times_behind(root):
        day = iso_day(element.get("datetime") or "")
        if day and not _stands_elsewhere(element, headlines) and line_kind(_around(element)) != CLOCK:
            return day
    days = set()
    for element in root.xpath(_DATED_ELEMENTS)[:_MOST_DATED]:
        text = _words(element)
        if len(text) > LONGEST_DATE_LINE or not headlines.share_box(element, _LEVELS) or _stands_elsewhere(element, headlines):
            continue
        day = (iso_day(element.get("datetime") or "") if element.tag == "time" else None) or dateline_day(text)
        if day is None and len(element) > 1:
            # Day, month and year in elements of their own.
            day = dateline_day(squeeze(" ".join(islice(element.itertext(), 12)))[:LONGEST_DATE_LINE])
        if day and not (line_kind(_around(element)) == CLOCK and not dateline_day(_around(element))):
            days.add(day)
    return days.pop() if len(days) == 1 else None


def _around(element: Any) -> str:
    return _words(element.getparent())[:LONGEST_DATE_LINE]


def _stands_elsewhere(element: Any, headlines: Headlines) -> bool:
    """Tell whether *element* stands in a box for dates that are not this article's: header, related items, comments."""
    for box in islice((element, *element.iterancestors()), 9):
        # What holds the headline is the article or the page, whatever it is called.
        if box.tag in ("body", "html") or headlines.are_in(box):
            return False
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag in ("aside", "nav", "footer", "li") or (_ELSEWHERE.search(names) and not _PUBLISHED.search(names)):
            return True
        if (box.tag == "header" or _HEADER.search(names)) and not _ARTICLE.search(names):
            return True
    return False


def _labelled_day(page: PageLines) -> str | None:
    """Return the one day that lines labelled as published give, up to where related news and comments begin."""
    days = set()
    for block in page.blocks:
        text = block.text
        if len(text) <= NEAR:
            if line_kind(text) == TAIL:
                break
            if day := posted_day(text):
                days.add(day)
    return days.pop() if len(days) == 1 else None


def _lead_day(page: PageLines, body: str, title: str | None, headlines: Headlines) -> str | None:
    """Return the day of the dateline that opens *body*, or of the bare date right above it in the same box."""
    lead = next((line for line in body.split("\n")[:2] if is_prose(line)), "")
    if day := dateline_day(lead) if lead else None:
        return day
    blocks = page.blocks
    place = next((number for number, block in enumerate(blocks) if lead and block.text == lead), 0)
    for above in reversed(blocks[max(0, place - _LINES_ABOVE_LEAD) : place]):
        if above.tag == "h1" or fold(above.text) == fold(title or ""):
            break
        if _stands_elsewhere(above.element, headlines):
            continue
        if is_bare_date(above.text) and line_kind(above.text) != CLOCK and _is_near(above.element, blocks[place].element):
            return dateline_day(above.text)
    return None


def _is_near(left: Any, right: Any) -> bool:
    """Tell whether one of two elements holds the other, or one small box holds both."""
    boxes = list(_boxes(left))
    return any(box is other for box in boxes for other in _boxes(right))


def _boxes(element: Any) -> Iterator[Any]:
    for level, box in enumerate((element, *element.iterancestors())):
        if level > 2 or box.tag in ("body", "html"):
            return
        yield box
