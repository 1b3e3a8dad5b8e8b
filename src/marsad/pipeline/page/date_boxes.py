"""Find the date in the headline's own box, by the names templates give to elements. Dates of other boxes are not the page's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from marsad.pipeline.page.blocks import squeeze
from marsad.pipeline.page.cut import CutPage
from marsad.pipeline.page.furniture import CLOCK, is_prose, line_kind
from marsad.pipeline.page.published import LONGEST_DATE_LINE, NEAR, dateline_day, iso_day, posted_day
from marsad.text.fold import fold

# The boxes in which templates put dates of the site, of other articles and of comments.
ELSEWHERE = re.compile(
    r"related|comment|sidebar|widget|most-?(?:read|view)|latest|popular|ticker|footer|copyright|weather|clock|today|teaser|recommend"
    r"|also|next|prev|breaking|marquee|top-?bar|nav|menu|hijri-now|date-?now|current-?date|datetime-?now|more-?news|slider|carousel"
    r"|updated?|modif",
    re.IGNORECASE,
)
# WordPress calls the date of a page that was never changed «published updated».
_PUBLISHED = re.compile(r"publish|entry-date|post-date|posted-on", re.IGNORECASE)
_HEADER = re.compile(r"(?<![a-z])(?<!date-)(?:header|masthead|top)(?![a-z])", re.IGNORECASE)
_ARTICLE = re.compile(r"article|entry|post|single|news|story|content|detail|title|khabar|topic|inner", re.IGNORECASE)
_DATED = "contains(translate({}, 'ADEILMPSTU', 'adeilmpstu'), '{}')"
_DATED_ELEMENTS = "//*[self::time or {}][not(self::script or self::style or self::body or self::html)]".format(
    " or ".join(
        _DATED.format(name, word)
        for name in ("@class", "@id", "@itemprop")
        for word in ("date", "time", "publish", "posted", "tarikh")
    )
)
MOST_DATED, _LEVELS, _ELEMENTS_BEHIND, _FEWEST_WORDS = 400, 3, 6, 4


def words_of(element: Any) -> str:
    """Return the first words of *element*: enough for a date line, whatever else it holds."""
    return squeeze("".join(islice(element.itertext(), 40))[: 2 * NEAR])


class Headlines:
    """Where the headline stands in the tree: the boxes that hold it."""

    def __init__(self, root: Any, title: str | None) -> None:
        key = fold(title or "")
        headings = [(heading, fold(words_of(heading))) for heading in islice(root.iter("h1", "h2", "h3"), MOST_DATED)]
        # A site's name may be its pages' first heading: another than the headline counts only where none is the headline.
        own = [heading for heading, words in headings if key and words and (words == key or words in key or key in words)]
        own = own or [heading for heading, words in headings if heading.tag == "h1" and len(words.split()) >= _FEWEST_WORDS]
        self._boxes: set[Any] = {box for heading in own for box in (heading, *heading.iterancestors())}
        self._first = own[0] if own else None

    def are_in(self, element: Any) -> bool:
        """Tell whether *element* holds the headline."""
        return element in self._boxes

    def place(self, order: dict[Any, int]) -> int:
        """Return the place of the headline among all elements, -1 where there is none."""
        return order.get(self._first, -1)

    def times_behind(self, root: Any) -> Iterator[Any]:
        """Yield the <time> elements among the first elements behind the headline."""
        behind = sentences = 0
        for element in root.iter("h1", "h2", "h3", "p", "time"):
            behind += 1 if behind or element is self._first else 0
            if behind > _ELEMENTS_BEHIND:
                return
            sentences += element.tag == "p" and is_prose(words_of(element))
            if sentences > 1:
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


def boxed_day(root: Any, page: CutPage, headlines: Headlines) -> str | None:
    """Return the one day that elements called date or time give in the headline's own box, above it or below it."""
    for element in headlines.times_behind(root):
        day = iso_day(element.get("datetime") or "")
        if day and not stands_elsewhere(element, headlines) and line_kind(_around(element)) != CLOCK:
            return day
    order = {element: place for place, element in enumerate(root.iter())}
    story = _story_place(page, order, headlines.place(order))
    days = set()
    for element in root.xpath(_DATED_ELEMENTS)[:MOST_DATED]:
        text = words_of(element)
        if len(text) > LONGEST_DATE_LINE or not headlines.share_box(element, _LEVELS) or stands_elsewhere(element, headlines):
            continue
        place = order.get(element, 0)
        if (place < headlines.place(order) and not _is_of_article(element, headlines)) or (
            place > story and not _is_published(element)
        ):
            continue
        day = (iso_day(element.get("datetime") or "") if element.tag == "time" else None) or dateline_day(text)
        if day is None and len(element) > 1:
            # Day, month and year in elements of their own.
            day = dateline_day(squeeze(" ".join(islice(element.itertext(), 12)))[:LONGEST_DATE_LINE])
        if day and not (line_kind(_around(element)) == CLOCK and not dateline_day(_around(element))):
            days.add(day)
    return days.pop() if len(days) == 1 else None


def _story_place(page: CutPage, order: dict[Any, int], headline: int) -> int:
    """Return the place of the second sentence behind the headline: what comes after it is below the story's beginning."""
    places = (order.get(block.element, 0) for block in page.blocks if is_prose(block.text))
    behind = [place for place in places if place > headline]
    return behind[1] if len(behind) > 1 else behind[0] if behind else len(order)


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_published(element: Any) -> bool:
    """Tell whether a date below the story is called the day of publication, or labelled so."""
    return bool(_PUBLISHED.search(_names(element))) or posted_day(_around(element)) is not None


def _is_of_article(element: Any, headlines: Headlines) -> bool:
    """Tell whether a date above the headline stands with it in a box for articles, not just on the same page."""
    for box in islice((element, *element.iterancestors()), _LEVELS + 1):
        if box.tag in ("article", "main", "header") or _ARTICLE.search(_names(box)):
            return True
        if headlines.are_in(box):
            return False
    return False


def _around(element: Any) -> str:
    return words_of(element.getparent())[:LONGEST_DATE_LINE]


def stands_elsewhere(element: Any, headlines: Headlines) -> bool:
    """Tell whether *element* stands in a box for dates that are not this article's: header, related items, comments."""
    for box in islice((element, *element.iterancestors()), 9):
        # What holds the headline is the article or the page, whatever it is called.
        if box.tag in ("body", "html") or headlines.are_in(box):
            return False
        names = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag in ("aside", "nav", "footer", "li") or (ELSEWHERE.search(names) and not _PUBLISHED.search(names)):
            return True
        if (box.tag == "header" or _HEADER.search(names)) and not _ARTICLE.search(names):
            return True
    return False
