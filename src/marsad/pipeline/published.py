"""Find the day on which a page was published, or say that it is unknown. Never takes a page's clock or a crawl for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from marsad.pipeline.blocks import Block, squeeze
from marsad.pipeline.furniture import CLOCK, POSTED, TAIL, is_prose, line_kind, text_lines
from marsad.pipeline.metadata import Metadata
from marsad.text.dates import find_dates
from marsad.text.fold import fold

_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "og:published_time", "pubdate",
    "publishdate", "publish-date", "publish_date", "published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "article_date_original", "cxenseparse:recs:publishtime",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?$")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?=[/_.-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)")
_UTC = re.compile(r"T(?:2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d(?=$|T)")
_TODAY = re.compile(r"(?:^|[\s(،])ال?يوم(?:[\s،(]+\S+){0,2}[\s،(]*$")
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100
# How far from the headline a date still speaks of the article (characters), and what else a date line may hold.
_NEAR = 300
_LONGEST_DATE_LINE = 140
_LONGEST_REST = 60
_ELEMENTS_BEHIND = 6
_FEWEST_LETTERS = 10


def iso_day(value: str) -> str | None:
    """Return the ISO day that a meta tag's *value* names in any usual notation, or None where it names none."""
    text = squeeze(value)[:120]
    found = _YEAR_FIRST.search(text) or _COMPACT.match(text)
    if found:
        return _checked(found.groups())
    if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}", text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError):
            return None
    return next(iter(_days_in(text)), (None,))[0]


def _checked(parts: Sequence[str | None]) -> str | None:
    year, month, day = (int(part) for part in parts if part)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if _EARLIEST_YEAR <= year <= _LATEST_YEAR else None


def _days_in(line: str) -> list[tuple[str, int, int]]:
    """Return (ISO day, start, end) of each full date that *line* gives by itself."""
    found = []
    for mention in find_dates(line, None):
        if mention.value and not mention.is_doubtful and _DAY.match(mention.value) and "/" not in mention.value:
            day = mention.value[:10]
            if _EARLIEST_YEAR <= int(day[:4]) <= _LATEST_YEAR:
                found.append((day, mention.start, mention.end))
    return found


def url_day(url: str | None) -> str | None:
    """Return the day in the path of *url* (/2025/12/23/ or /20251223/), or None."""
    try:
        found = _IN_URL.search(urlsplit(unquote(url or "")).path)
    except ValueError:
        return None
    return _checked([part for part in found.groups() if part]) if found else None


def dateline_day(line: str) -> str | None:
    """Return the day of a line that is there to give a date: labelled as published, or with little else on it.

    A page clock («آخر تحديث») gives none. A sentence gives one only where it says «اليوم» of a full date.
    """
    kind = line_kind(line)
    if kind == CLOCK:
        return None
    head = line[:_NEAR]
    days = _days_in(head)
    if not days:
        return None
    day, start, end = days[0]
    if kind == POSTED:
        return day
    if is_prose(line) or len(line) > _LONGEST_DATE_LINE:
        # «26 نوفمبر 2024/ صحيفة …/ النص» opens with its date; «أعلنت اليوم الأحد (18 كانون الثاني 2026)» says it.
        opens = not line[:start].strip() and re.match(r"\s*[/|–—:-]", line[end:]) is not None
        return day if opens or _says_today(line, days) else None
    rest = len(line) - sum(found[2] - found[1] for found in days)
    return day if rest <= _LONGEST_REST else None


def is_bare_date(line: str) -> bool:
    """Tell whether *line* has a full date and hardly a letter besides («الخميس 25 يناير 2024 - 10:29 م»)."""
    if len(line) > _LONGEST_DATE_LINE:
        return False
    rest = line
    for _day, start, end in reversed(_days_in(line)):
        rest = rest[:start] + rest[end:]
    return rest != line and len(re.findall(r"[^\W\d_]", rest)) <= _FEWEST_LETTERS


def _says_today(line: str, days: Iterable[tuple[str, int, int]]) -> bool:
    return any(_TODAY.search(line[max(0, start - 60) : start]) or line.startswith("اليوم", start) for _day, start, _end in days)


def day_near_headline(lines: Sequence[str], title: str | None) -> str | None:
    """Return the day that a line near the headline gives: below it any date line, above it only one labelled as published.

    Where no line is the headline, the first lines count as standing below it.
    """
    key = fold(title or "")
    places = [number for number, line in enumerate(lines) if key and fold(line) == key]
    first = places[0] if places else -1
    distance = 0
    for line in lines[first + 1 :]:
        if key and fold(line) == key:
            continue
        if line_kind(line) == TAIL or distance > _NEAR:
            break
        day = dateline_day(line)
        if day:
            return day
        distance += len(line)
        if is_prose(line):
            break
    above = lines[max(0, first - 5) : first] if first > 0 else []
    return next(filter(None, (dateline_day(line) for line in above if line_kind(line) == POSTED)), None)


def publication_day_of_text(text: str, title: str | None) -> str | None:
    """Return the ISO day on which the plain *text* says it was published, or None where it does not."""
    head = [line.text for line in text_lines(text[:4000])]
    return day_near_headline(head[:20], title)


def publication_day(metadata: Metadata, root: Any, page: Sequence[Block], title: str | None, url: str | None) -> str | None:
    """Return the ISO day on which a page was published, or None where no source says it.

    In turn: structured data, meta tags, marked <time> elements, the address, the lines near the headline.
    """
    lines = [block.text for block in page]
    stated = {thing["datePublished"] for thing in metadata.articles if isinstance(thing.get("datePublished"), str)}
    for value in (*(sorted(stated) if len(stated) == 1 else ()), *filter(None, map(metadata.first, _PUBLISHED_NAMES))):
        day = iso_day(value)
        if day:
            return _local(day, value, lines, title)
    return _marked_day(root) or url_day(url) or day_near_headline(lines, title)


def _local(day: str, value: str, lines: Sequence[str], title: str | None) -> str:
    """Return the day on the outlet's own clock: late in the evening UTC it is already tomorrow there, if the page says so."""
    if _UTC.search(value.strip()):
        shown = day_near_headline(lines, title)
        if shown and (date.fromisoformat(shown) - date.fromisoformat(day)).days == 1:
            return shown
    return day


def _marked_day(root: Any) -> str | None:
    """Return the day of the one element marked as the date of publication, else of the first <time> behind the headline."""
    marked = {
        iso_day(element.get("content") or element.get("datetime") or "".join(element.itertext()))
        for element in root.iter("time", "span", "div", "p", "abbr")
        if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
    } - {None}
    if len(marked) == 1:
        return marked.pop()
    behind = 0
    for element in root.iter("h1", "p", "time"):
        if element.tag == "h1" or behind:
            behind = 1 if element.tag == "h1" else behind + 1
        if element.tag != "time" or not 0 < behind <= _ELEMENTS_BEHIND:
            continue
        around = squeeze("".join(element.getparent().itertext()))[:_LONGEST_DATE_LINE]
        day = iso_day(element.get("datetime") or "")
        if day and line_kind(around) != CLOCK:
            return day
    return None
