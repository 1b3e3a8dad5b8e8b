"""Decide on which day a page was published, or that it is unknown. Never takes a page's clock, an update or a crawl for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from marsad.pipeline.page.blocks import Block, squeeze
from marsad.pipeline.page.cut import CutPage
from marsad.pipeline.page.date_boxes import ELSEWHERE, MOST_DATED, Headlines, boxed_day, stands_elsewhere, words_of
from marsad.pipeline.page.furniture import CLOCK, TAIL, is_prose, line_kind
from marsad.pipeline.page.metadata import Metadata
from marsad.pipeline.page.published import (
    LONGEST_DATE_LINE,
    NEAR,
    dateline_day,
    day_near_headline,
    is_bare_date,
    iso_day,
    posted_day,
    url_day,
)
from marsad.pipeline.page.structured import LIVE_BLOG, kinds_of, text_in
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
_STATED_NAMES = frozenset(_STATED)
# What a server may fill with the moment of the crawl: asked last.
_VAGUE = ("date", "dc.date.submitted", "created", "datecreated", "article:created_time", "og:created_time", "video:release_date")
_UTC = re.compile(r"T(?:2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FEWEST_SHARED = 2
_LINES_ABOVE_LEAD = 2


def publication_day(
    metadata: Metadata, root: Any, page: CutPage, title: str | None, url: str | None, body: str = ""
) -> str | None:
    """Return the ISO day on which a page was published, or None where no source says it.

    In turn: structured data, meta tags, marked elements, the address, the lines and date boxes near the headline, a label
    anywhere, the dateline of *body*. Where the address and the lines agree on an older day than the head, theirs holds: a
    site that moved stamps its old pages with the day of the move.
    """
    found = _stated(metadata)
    in_address = url_day(url) or url_day(metadata.address)
    if found and _speaks_of_another(metadata, title):
        found = ((in_address or _shown(page, title) or found[0]), found[1])
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
        or _earlier(in_address, _shown(page, title))
        or boxed_day(root, page, headlines)
        or _labelled_day(page)
        or _lead_day(page, body, title, headlines)
        or _beside_day(page, body, title)
        or _first_day(metadata, _VAGUE)
    )


def _stated(metadata: Metadata) -> tuple[str, str] | None:
    """Return the day that structured data or a meta tag gives, and the value that gave it."""
    stated = text_in(metadata.article, "datePublished", "dateCreated", "uploadDate")
    if not stated and LIVE_BLOG in kinds_of(metadata.article):
        stated = text_in(metadata.article, "coverageStartTime")
    given: dict[str, str] = {}
    for name, content in metadata.metas:
        if content and name in _STATED_NAMES:
            given.setdefault(name, content)
    for value in (stated, *(given[name] for name in _STATED if name in given)):
        if value and (day := iso_day(value)):
            return day, value.strip()
    return None


def _speaks_of_another(metadata: Metadata, title: str | None) -> bool:
    """Tell whether the day of the head is only that of structured data under another headline than *title*: the site's, say."""
    stated = _WORD.findall(fold(text_in(metadata.article, "headline", "name")))
    if not stated or not title or any(name in _STATED_NAMES for name, content in metadata.metas if content):
        return False
    own = set(_WORD.findall(fold(title)))
    return len(own) > _FEWEST_SHARED and len(own & set(stated)) < min(_FEWEST_SHARED, len(stated))


def _first_day(metadata: Metadata, names: Sequence[str]) -> str | None:
    return next(filter(None, (iso_day(metadata.first(name) or "") for name in names)), None)


def _next(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


def _lines(page: CutPage) -> list[str]:
    return [block.text for block in page.blocks]


def _shown(page: CutPage, title: str | None) -> str | None:
    """Return the day that the lines around the headline give; None where the page shows no headline."""
    key = fold(title or "")
    blocks = page.blocks
    places = [number for number, block in enumerate(blocks) if block.tag == "h1" and _is_like(fold(block.text), key)]
    places = places or [number for number, block in enumerate(blocks) if key and fold(block.text) == key]
    if not places:
        return None
    place = places[-1] if blocks[places[-1]].tag == "h1" else places[0]
    lines = [_spaced(block) for block in blocks[max(0, place - 5) : place + 25]]
    return day_near_headline(lines, blocks[place].text)


def _spaced(block: Block) -> str:
    """Return the text of *block*; of a short one with its pieces apart: «2024-01-25» and «10:29» side by side are two."""
    if len(block.text) > LONGEST_DATE_LINE or len(block.element) < 2 or not _DIGIT.search(block.text) or dateline_day(block.text):
        return block.text
    words = squeeze(" ".join(islice(block.element.itertext(), 40)))
    return words if words.replace(" ", "") == block.text.replace(" ", "") else block.text


def _is_like(heading: str, key: str) -> bool:
    return not key or heading in key or key in heading or heading[:30] == key[:30]


def _earlier(in_address: str | None, shown: str | None) -> str | None:
    """Return the day in the address, unless the page shows one clearly before it: an address may be of a move to a new site."""
    if in_address and shown and _next(shown) < in_address:
        return shown
    return in_address or shown


def _marked_day(metadata: Metadata, root: Any, headlines: Headlines) -> str | None:
    """Return the day of what is marked as the date of publication: where several are, of those in one box with the headline."""
    items = {day for name, value in metadata.items if name == "datepublished" and (day := iso_day(value))}
    marked: list[tuple[Any, str]] = []
    for element in root.iter("time", "span", "div", "p", "abbr", "meta"):
        is_marked = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
        # Blogs write <abbr class="published" title="2021-03-09T…">.
        is_dated = element.tag == "abbr" and "published" in (element.get("class") or "") and element.get("title")
        if is_marked or is_dated:
            day = iso_day(element.get("content") or element.get("datetime") or element.get("title") or words_of(element))
            marked += [(element, day)] if day else []
    days = items | {day for _element, day in marked}
    if len(days) == 1:
        return days.pop()
    own = {day for element, day in marked[:MOST_DATED] if headlines.share_box(element, 6)}
    own = own or {
        day
        for element in islice(root.iter("time"), MOST_DATED)
        if "published" in (element.get("class") or "").lower()
        and (day := iso_day(element.get("datetime") or ""))
        and headlines.share_box(element, 6)
        and not stands_elsewhere(element, headlines)
    }
    return own.pop() if len(own) == 1 else None


def _labelled_day(page: CutPage) -> str | None:
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


def _lead_day(page: CutPage, body: str, title: str | None, headlines: Headlines) -> str | None:
    """Return the day of the dateline that opens *body*, or of the bare date right above it in the same box."""
    lead = next((line for line in body.split("\n")[:2] if is_prose(line)), "")
    if day := dateline_day(lead) if lead else None:
        return day
    blocks = page.blocks
    place = next((number for number, block in enumerate(blocks) if lead and block.text == lead), 0)
    for above in reversed(blocks[max(0, place - _LINES_ABOVE_LEAD) : place]):
        if above.tag == "h1" or fold(above.text) == fold(title or ""):
            break
        if stands_elsewhere(above.element, headlines):
            continue
        if is_bare_date(above.text) and line_kind(above.text) != CLOCK and _is_near(above.element, blocks[place].element):
            return dateline_day(above.text)
    return None


def _beside_day(page: CutPage, body: str, title: str | None) -> str | None:
    """Return the day of a bare date right above the headline or right behind the last line of *body*, in one box with it."""
    key, last = fold(title or ""), body.rsplit("\n", 1)[-1]
    blocks = page.blocks
    for number, block in enumerate(blocks):
        is_headline = bool(key) and len(block.text) <= 2 * len(key) and fold(block.text) == key
        beside = number - 1 if is_headline else number + 1 if last and block.text == last else -1
        if not 0 <= beside < len(blocks) or not is_bare_date(blocks[beside].text):
            continue
        date_line = blocks[beside]
        box = date_line.element.getparent()
        is_own = box is not None and box is block.element.getparent() and box.tag not in ("body", "html")
        if is_own and beside < number and _is_whole_page(box):
            continue  # old sites set their clock right above the headline, in one form around all
        if is_own and line_kind(date_line.text) != CLOCK and not _is_of_site(date_line.element):
            return dateline_day(date_line.text)
    return None


def _is_whole_page(box: Any) -> bool:
    """Tell whether nothing that is read stands outside *box*."""
    while box is not None and box.tag not in ("body", "html"):
        beside = (other for other in box.getparent() if other is not box and other.tag not in ("script", "style", "noscript"))
        if any(words_of(other).strip() for other in beside):
            return False
        box = box.getparent()
    return True


def _is_of_site(element: Any) -> bool:
    """Tell whether the names of *element* are those of a clock, or of a box that is not the article's."""
    return bool(ELSEWHERE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_near(left: Any, right: Any) -> bool:
    """Tell whether one of two elements holds the other, or one small box holds both."""
    boxes = list(_boxes(left))
    return any(box is other for box in boxes for other in _boxes(right))


def _boxes(element: Any) -> Iterator[Any]:
    for level, box in enumerate((element, *element.iterancestors())):
        if level > 2 or box.tag in ("body", "html"):
            return
        yield box
