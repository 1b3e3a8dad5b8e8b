"""Read an observatory's own page about a promise: its status, sector, words, grounds, dated findings and past ratings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from marsad.domain.reading import DateMention, Reading
from marsad.text.align import level
from marsad.text.tokens import sentences

_SECTOR = re.compile(r"القطاع\s*:\s*(?P<name>.+)")
_GROUNDS = re.compile(r"التبرير\s*:?\s*")
_APPEAL = re.compile(level("اذا كانت لديك معلومات|يمكنك ارسال مستندات|استخدام النموذج ادناه"))
_RATED = re.compile(level("(حدث|حدد|غير|رفع|خفض|يؤشر|أشر|قيم)[ \t]+(فريق[ \t]+)?المرصد"))
_BEGUN = re.compile(level("بدء[ \t]+تنفيذ"))


class ObservatoryPageError(ValueError):
    """A page that does not look like an observatory's page about a promise; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A dated finding: the words start..end of the page, and the value of the date that stands in them."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A past rating told in the page: the codebook's verdict, its day where told, and the paragraph that tells it."""

    verdict: str
    value: str | None
    start: int
    end: int
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class PromisePage:
    """What an observatory's page holds. Spans are of the page's text; *appeal* is the call for information (furniture)."""

    verdict: str
    title: str
    sector: str
    promise: str
    grounds: tuple[str, ...]
    findings: tuple[Found, ...]
    ratings: tuple[Rating, ...]
    appeal: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    text: str


def _paragraphs(text: str) -> tuple[_Paragraph, ...]:
    return tuple(
        _Paragraph(found.start(), found.end(), found.group()) for found in re.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", text)
    )


def _verdict_in(words: str, statuses: Mapping[str, str]) -> str | None:
    """Return the verdict whose status word stands last in *words* (levelled), the longest of those that overlap."""
    hits = [
        (words.rfind(level(name)) + len(name), len(name), verdict) for name, verdict in statuses.items() if level(name) in words
    ]
    if hits:
        return max(hits)[2]
    return statuses.get("بدأ التنفيذ") if _BEGUN.search(words) else None


def _first_day(text: str, dates: tuple[DateMention, ...], start: int, end: int) -> DateMention | None:
    inside = (date for date in dates if start <= date.start and date.end <= end and date.value)
    return next((date for date in inside if len((date.value or "").split("/")[0]) >= 7), None)


def _findings(reading: Reading, paragraph: _Paragraph, without: DateMention | None = None) -> Iterator[Found]:
    """Yield for each dated clause of *paragraph* its words; a sentence with several dates is cut at the commas between them."""
    for begin, finish in sentences(paragraph.text):
        start, end = paragraph.start + begin, paragraph.start + finish
        dates = [d for d in reading.dates if start <= d.start and d.end <= end and d.value and len(d.value) >= 7]
        cuts = [start]
        for before, after in pairwise(dates):
            comma = max(reading.text.rfind(mark, before.end, after.start) for mark in "،,؛")
            cuts.append(comma + 1 if comma >= before.end else cuts[-1])
        for number, date in enumerate(dates):
            stop = next((cut for cut in cuts[number + 1 :] if cut > date.end), end)
            if date is not without and date.value:
                yield Found(_skip(reading.text, cuts[number]), stop, date.value)


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def read_promise_page(reading: Reading, statuses: Mapping[str, str]) -> PromisePage:
    """Return what the observatory's page *reading* (with its dates read) says.

    *statuses* maps every status word, in Arabic, to the codebook's verdict. Raises ObservatoryPageError where the page
    has no sector line, or no status and title above it.
    """
    paragraphs = _paragraphs(reading.text)
    appeal = next((p for p in paragraphs if _APPEAL.search(level(p.text))), None)
    body = tuple(p for p in paragraphs if appeal is None or p.start < appeal.start)
    place = next((n for n, p in enumerate(body) if _SECTOR.fullmatch(p.text)), None)
    if place is None:
        raise ObservatoryPageError("no line names the sector («القطاع : …»); is this an observatory's page about one promise?")
    known = {level(name): verdict for name, verdict in statuses.items()}
    status = next(((n, known[level(p.text)]) for n, p in enumerate(body[:place]) if level(p.text) in known), None)
    if status is None:
        raise ObservatoryPageError(f"no line above the sector is a status; those known are {', '.join(statuses)}")
    title = next((p.text for n, p in enumerate(body[:place]) if n > status[0]), None) or reading.title
    if not title or place + 1 >= len(body):
        raise ObservatoryPageError("the page has no title or no promise text around the sector line")
    sector = _SECTOR.fullmatch(body[place].text)
    assert sector is not None
    rest = tuple(p for p in body[place + 2 :] if not _GROUNDS.fullmatch(p.text))
    ratings: list[Rating] = []
    findings: list[Found] = []
    for paragraph in rest:
        rated = _rating(reading, paragraph, statuses)
        if rated:
            ratings.append(rated)
        else:
            findings += _findings(reading, paragraph)
    return PromisePage(
        verdict=status[1],
        title=title,
        sector=sector["name"].strip(),
        promise=body[place + 1].text,
        grounds=tuple(p.text for p in rest),
        findings=tuple(findings),
        ratings=tuple(ratings),
        appeal=(appeal.start, paragraphs[-1].end) if appeal else None,
    )


def _rating(reading: Reading, paragraph: _Paragraph, statuses: Mapping[str, str]) -> Rating | None:
    words = level(paragraph.text)
    told = _RATED.search(words)
    if not told:
        return None
    sentence = next(((s, e) for s, e in sentences(paragraph.text) if s <= told.start() < e), (told.start(), len(words)))
    verdict = _verdict_in(words[told.start() : sentence[1]], statuses)
    if verdict is None:
        return None
    # The rating's own day stands between the verb and the status word: «حدث فريق المرصد في الثاني عشر من حزيران … بنصف منجز».
    begun = _BEGUN.search(words, told.end())
    status_at = max((words.find(level(name), told.end()) for name, v in statuses.items() if v == verdict), default=-1)
    until = status_at if status_at > 0 else begun.start() if begun else sentence[1]
    own = _first_day(reading.text, reading.dates, paragraph.start + told.start(), paragraph.start + until)
    return Rating(verdict, own.value if own else None, paragraph.start, paragraph.end, tuple(_findings(reading, paragraph, own)))
