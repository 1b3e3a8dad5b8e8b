"""Read the day of publication out of a value, an address or a line. Which of them speaks for a page is for `page_day`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from marsad.pipeline.page.blocks import squeeze
from marsad.pipeline.page.furniture import CLOCK, POSTED, TAIL, is_prose, line_kind, text_lines
from marsad.text.dates.find import find_dates
from marsad.text.dates.hijri import hijri_day
from marsad.text.fold import fold

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:Z|[+-]\d\d:?\d\d)?)?$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
# Only the American manner writes seconds and a Latin AM or PM behind slashes: month first, whatever the page's language.
_AMERICAN = re.compile(r"^(\d{1,2})/(\d{1,2})/((?:19|20)\d\d),? \d{1,2}:\d\d:\d\d [AP]M\b", re.IGNORECASE)
_HIJRI = re.compile(r"(?<!\d)(1[34]\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)\s?هـ?")
_IN_PATH = re.compile(
    r"/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?=[/_.-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4,6})?(?=[/_.-]|$)"
    r"|/(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>(?:19|20)\d\d)(?=[/_.]|$)"
)
_IN_QUERY = frozenset({"date", "day", "pubdate", "published", "dt", "newsdate", "news_date"})
_DAY = re.compile(r"^\d{4}-\d\d-\d\d(?=$|T)")
_YEAR = re.compile(r"(?<!\d)[12١٢۱۲]\d{3}(?!\d)")
_TODAY = re.compile(r"(?:^|[\s(،])ال?يوم(?:[\s،(]+\S+){0,2}[\s،(]*$")
_UPDATED = (
    r"[اآأ]خر {1,3}(?:تحديث|تعديل)|تاريخ {1,3}ال(?:تحديث|تعديل)|تم {1,3}(?:ال)?(?:تحديث|تعديل)\w{0,3}|(?<!\w)(?:ال)?تحديث {0,2}:"
    r"|(?:last {1,3})?(?<!\w)(?:updated?|modified)\b"
)
_POSTED = (
    r"(?:تاريخ|وقت|موعد|تمّ?|يوم) {0,3}(?:و?وقت {1,3})?(?:ال)?نشر\w{0,2}|(?:ال)?منشور {1,3}في|نُ?شرت?(?: {1,3}(?:في|بتاريخ|يوم))?"
    r"|ال?نشر {0,2}:|[اأ]ُ?ضيفت?(?: {1,3}(?:في|بتاريخ))?|(?:تاريخ {1,3})?ال[إا]ضافة|كُ?تبت? {1,3}(?:في|بتاريخ)"
    r"|حُ?ررت? {1,3}(?:في|بتاريخ)|(?:ال)?تاريخ {0,2}:|التاريخ"
    r"|(?:published|posted|created)(?: {1,3}(?:on|at))?|(?:pub ?)?date {0,2}:"
)
_LABEL = re.compile(rf"(?P<update>{_UPDATED})|(?P<posted>(?<!\w)(?:{_POSTED})(?!\w))", re.IGNORECASE)
_PLACE_LINE = re.compile(
    r"^[^\d.!؟?:؛\n]{2,45}?(?P<mark>[–—\-/،,:(|]\s{0,3}|\s)(?:في\s{1,3}|يوم\s{1,3}){0,2}(?:(?:ال)?[^\W\d]{3,9}[،,]?\s{1,3})?$"
)
_BEHIND_DATELINE = re.compile(r"\s{0,3}(?:\([^()\n]{1,40}\)\s{0,3})?[/|–—:)-]|\s{0,3}\([^()\n]{1,40}\)")
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100
# How far from the headline a date still speaks of the article (characters), and what else a date line may hold.
NEAR = 300
LONGEST_DATE_LINE = 140
_LONGEST_REST = 60
_FEWEST_LETTERS = 10
_MOST_PLACE_WORDS = 5

Found = tuple[str, int, int]


def iso_day(value: str) -> str | None:
    """Return the ISO day that a meta tag's *value* names in any usual notation, or None where it names none."""
    text = squeeze(value)[:120]
    found = _YEAR_FIRST.search(text) or _COMPACT.match(text)
    if found:
        return _checked(found.groups())
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
    if american := _AMERICAN.match(text):
        return _checked([american[3], american[1], american[2]])
    if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}", text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError):
            return None
    return next(iter(days_in(text)), (None,))[0]


def _checked(parts: Sequence[str | None]) -> str | None:
    year, month, day = (int(part) for part in parts if part)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if _EARLIEST_YEAR <= year <= _LATEST_YEAR else None


def days_in(line: str) -> list[Found]:
    """Return (ISO day, start, end) of each full date that *line* gives by itself."""
    if not _YEAR.search(line):
        return []
    found: list[Found] = []
    for mention in find_dates(line, None):
        if mention.value and not mention.is_doubtful and _DAY.match(mention.value) and "/" not in mention.value:
            day = mention.value[:10]
            if _EARLIEST_YEAR <= int(day[:4]) <= _LATEST_YEAR:
                found.append((day, mention.start, mention.end))
    if not found and (hijri := _HIJRI.search(line)):
        day_of = hijri_day(int(hijri[1]), int(hijri[2]), int(hijri[3]))
        found += [(day_of.isoformat(), hijri.start(), hijri.end())] if day_of else []
    return found


def url_day(url: str | None) -> str | None:
    """Return the day in *url*: in its path (/2025/12/23/, /20251223/, /23-12-2025/) or as ?date=…; else None."""
    try:
        parts = urlsplit(unquote(url or ""))
        asked = parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return None
    found = _IN_PATH.search(parts.path)
    if found and found["year"]:
        return _checked([found["year"], found["month"], found["day"]])
    if found:
        return _checked([part for part in found.groups() if part])
    return next((iso_day(value) for name, value in asked if name.lower() in _IN_QUERY and re.search(r"\d{4}", value)), None)


def posted_day(line: str) -> str | None:
    """Return the day of *line* that stands behind a label of publication, or None; one behind «آخر تحديث» is never it."""
    head = line[:NEAR]
    labels = list(_LABEL.finditer(head)) if _YEAR.search(head) else []
    if not any(label["posted"] for label in labels):
        return None
    for day, start, _end in days_in(head):
        label = next((label for label in reversed(labels) if label.end() <= start + 1), None)
        if label and label["posted"] and start - label.end() <= 40 and (label.start() <= 40 or not is_prose(line)):
            return day
    return None


def _governed(line: str, days: Iterable[Found]) -> list[Found]:
    """Return those of *days* that no label of an update stands before."""
    labels = list(_LABEL.finditer(line))
    if not labels:
        return list(days)
    kept = []
    for found in days:
        label = next((label for label in reversed(labels) if label.end() <= found[1] + 1), None)
        kept += [found] if label is None or label["posted"] else []
    return kept


def dateline_day(line: str) -> str | None:
    """Return the day of a line that is there to give a date: labelled as published, or with little else on it.

    A page clock («آخر تحديث») gives none. A sentence gives one only where it says «اليوم» of a full date, or opens with a
    dateline: «بغداد – 25 يناير 2024 –».
    """
    head = line[:NEAR]
    if not _YEAR.search(head):
        return None
    posted = posted_day(line)
    days = _governed(head, days_in(head))
    if posted or not days:
        return posted
    day, start, end = days[0]
    kind = line_kind(line)
    if kind == CLOCK and _LABEL.match(head.lstrip(" *•|-")):
        return None
    if kind == POSTED:
        return day
    if is_prose(line) or len(line) > LONGEST_DATE_LINE:
        return day if _opens(line, start, end) or _says_today(line, days) else None
    rest = len(line) - sum(found[2] - found[1] for found in days)
    return day if rest <= _LONGEST_REST else None


def _opens(line: str, start: int, end: int) -> bool:
    """Tell whether the date at *start* opens the sentence: «26 نوفمبر 2024/ صحيفة …», «بغداد – 25 يناير 2024 – قال …»."""
    before = line[:start]
    if not before.strip():
        return re.match(r"\s*[/|–—:-]", line[end:]) is not None
    found = _PLACE_LINE.match(before)
    if not found or not _BEHIND_DATELINE.match(line[end:]):
        return False
    # Without a mark before it («بغداد في 25 كانون الثاني») only a place stands there, and no sentence.
    return len(before.split()) <= (_MOST_PLACE_WORDS if found["mark"].strip() else 3)


def is_bare_date(line: str) -> bool:
    """Tell whether *line* has a full date and hardly a letter besides («الخميس 25 يناير 2024 - 10:29 م»)."""
    if len(line) > LONGEST_DATE_LINE or not _YEAR.search(line):
        return False
    rest = line
    for _day, start, end in reversed(days_in(line)):
        rest = rest[:start] + rest[end:]
    return rest != line and len(re.findall(r"[^\W\d_]", rest)) <= _FEWEST_LETTERS


def _says_today(line: str, days: Iterable[Found]) -> bool:
    return any(_TODAY.search(line[max(0, start - 60) : start]) or line.startswith("اليوم", start) for _day, start, _end in days)


def day_near_headline(lines: Sequence[str], title: str | None) -> str | None:
    """Return the day that a line near the headline gives: below it any date line, above it only one labelled as published.

    Where no line is the headline, the first lines count as standing below it. Below a standfirst only a line with a date and
    nothing else, or a labelled one, still counts.
    """
    key = fold(title or "")
    places = [number for number, line in enumerate(lines) if key and fold(line) == key]
    first = places[0] if places else -1
    distance, sentences = 0, 0
    for line in lines[first + 1 :]:
        if key and fold(line) == key:
            continue
        if line_kind(line) == TAIL or distance > NEAR:
            break
        day = dateline_day(line) if not sentences or is_bare_date(line) else posted_day(line)
        if day:
            return day
        if is_prose(line):
            sentences += 1
            if sentences > 1:
                break
        else:
            distance += len(line)
    above = lines[max(0, first - 5) : first] if first > 0 else []
    return next(filter(None, map(posted_day, above)), None)


def publication_day_of_text(text: str, title: str | None) -> str | None:
    """Return the ISO day on which the plain *text* says it was published, or None where it does not."""
    head = [line.text for line in text_lines(text[:4000])]
    return day_near_headline(head[:20], title)
