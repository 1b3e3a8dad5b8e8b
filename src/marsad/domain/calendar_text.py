"""Write days as an iCalendar file (RFC 5545): escaped, folded by octets, the same bytes for the same events. Knows no clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST_OCTETS = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that is due by the end of a whole day.

    *uid* never changes; *stamped_at* is when it was last told of, *sequence* how often it was told anew; *is_cancelled*: the day
    no longer holds.
    """

    uid: str
    on: dt.date
    summary: str
    description: str
    url: str
    stamped_at: dt.datetime
    sequence: int = 0
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar with its events. *url* is where it is read from; *language* that of its words."""

    name: str
    description: str
    url: str
    language: str
    site_name: str
    events: tuple[CalendarEvent, ...]


def escape_text(text: str) -> str:
    """Return *text* as a value of the type TEXT: breaks of any kind as ``\\n``, other control characters gone."""
    return _CONTROL.sub("", _BREAK.sub("\n", text)).translate(_ESCAPED)


def fold_line(line: str) -> str:
    """Return *line* cut after at most 75 octets of UTF-8, no letter in two, each further piece behind CRLF and a space."""
    octets = line.encode("utf-8", "replace")
    pieces, at, most = [], 0, _MOST_OCTETS
    while len(octets) - at > most:
        end = at + most
        while octets[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(octets[at:end].decode())
        at, most = end, _MOST_OCTETS - 1  # the space that leads a piece is one of its octets
    return "\r\n ".join([*pieces, octets[at:].decode()])


def _address(value: str) -> str:
    """Return a URI as a value: it is not escaped, so what would end the line is taken out."""
    return re.sub(r"[\x00-\x20\x7f]", "", value)


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _event_lines(event: CalendarEvent, language: str) -> Iterator[str]:
    tongue = f";LANGUAGE={language}"
    yield "BEGIN:VEVENT"
    yield f"UID:{escape_text(event.uid)}"
    yield f"DTSTAMP:{_moment(event.stamped_at)}"
    yield f"LAST-MODIFIED:{_moment(event.stamped_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(event.on)}"
    if event.on < dt.date.max:  # without an end a day lasts one day (3.6.1)
        yield f"DTEND;VALUE=DATE:{_day(event.on + dt.timedelta(days=1))}"
    yield f"SUMMARY{tongue}:{escape_text(event.summary)}"
    yield f"DESCRIPTION{tongue}:{escape_text(event.description)}"
    yield f"URL:{_address(event.url)}"
    if event.categories:
        yield f"CATEGORIES{tongue}:{','.join(map(escape_text, event.categories))}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _lines(calendar: Calendar) -> Iterator[str]:
    tongue = f";LANGUAGE={calendar.language}"
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//{escape_text(calendar.site_name)}//Marsad//{calendar.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME{tongue}:{escape_text(calendar.name)}"
    yield f"X-WR-CALNAME:{escape_text(calendar.name)}"  # what readers knew before RFC 7986 named it
    yield f"DESCRIPTION{tongue}:{escape_text(calendar.description)}"
    yield f"X-WR-CALDESC:{escape_text(calendar.description)}"
    yield f"SOURCE;VALUE=URI:{_address(calendar.url)}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    yield "X-PUBLISHED-TTL:P1D"
    for event in calendar.events:
        yield from _event_lines(event, calendar.language)
    yield "END:VCALENDAR"


def write_calendar(calendar: Calendar) -> bytes:
    """Return *calendar* as an iCalendar file, in UTF-8 with CRLF."""
    return _joined(map(fold_line, _lines(calendar)))


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace")
