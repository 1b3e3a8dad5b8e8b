"""What a reader asks the list of promises for: read from an address, told as chips to take off, written as an address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from marsad.site.templatetags.moons import verdict_word
from marsad.store.queries.listing import DEADLINES, ORDERS, Choices, Wanted
from marsad.store.queries.public import ASSESSED, UNRATED
from marsad.tables.write import forms_offered
from marsad.text.spoken_days import write_day

DEADLINE_NAMES: dict[str, str | Lazy] = {
    "overdue": _("overdue"),
    "soon": _("due within 90 days"),
    "passed": _("deadline passed"),
    "ahead": _("deadline ahead"),
    "none": _("no deadline"),
}
_KEYS = ("government", "sector", "body", "verdict", "q", "sort", "deadline", "since")
_MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that the list is narrowed by: its words, and the query without it."""

    words: str
    without: str


def read_wanted(query: QueryDict) -> Wanted:
    """Return what *query* asks for; what is no order, deadline or day is as if it were not there."""
    asked = {name: query.get(name, "").replace("\x00", "").strip()[:_MOST_LETTERS] for name in _KEYS}  # PostgreSQL takes no NUL
    return Wanted(
        government=asked["government"],
        sector=asked["sector"],
        body=asked["body"],
        verdict=asked["verdict"],
        words=asked["q"],
        order=asked["sort"] if asked["sort"] in ORDERS else ORDERS[0],
        deadline=asked["deadline"] if asked["deadline"] in DEADLINES else "",
        is_disputed=query.get("disputed") == "1",
        since=_day(asked["since"]),
    )


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 9000 else None  # nearer to the ends, zones have no such moment


def read_chips(query: QueryDict, wanted: Wanted, choices: Choices) -> tuple[Chip, ...]:
    """Return a chip for each thing that *wanted* narrows the list by, in the order of the form."""
    named = {
        name: next((row.name for row in rows if row.key == key), key)
        for name, key, rows in (
            ("government", wanted.government, choices.governments),
            ("sector", wanted.sector, choices.sectors),
            ("body", wanted.body, choices.bodies),
        )
    }
    told = [
        ("q", f"«{wanted.words}»" if wanted.words else ""),
        *named.items(),
        ("verdict", _verdict(wanted.verdict, choices)),
        ("deadline", str(DEADLINE_NAMES[wanted.deadline]) if wanted.deadline else ""),
        ("disputed", gettext("sources differ") if wanted.is_disputed else ""),
        ("since", _since(wanted.since)),
    ]
    return tuple(Chip(words, _without(query, name)) for name, words in told if words)


def _verdict(asked: str, choices: Choices) -> str:
    if asked == ASSESSED:
        return gettext("with a verdict")
    verdict = next((one for one in choices.verdicts if one.key == asked), None)
    return verdict_word(verdict) if verdict or asked == UNRATED else asked


def _since(day: dt.date | None) -> str:
    return gettext("changed since %(day)s") % {"day": write_day(day, get_language() or "ar")} if day else ""


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    kept = [(key, value) for key, values in rest.lists() for value in values if value]
    return urlencode(kept)


def share_query(wanted: Wanted, known_on: dt.date | None) -> str:
    """Return the query that asks for the same list, whatever else the address held; "" for the whole list."""
    return urlencode(_asked(wanted, known_on) | ({"sort": wanted.order} if wanted.order != ORDERS[0] else {}))


@dataclass(frozen=True, slots=True)
class ListFile:
    """The list as a file: its form, such as "csv", and where it is taken from."""

    form: str
    url: str


def read_list_files(wanted: Wanted, known_on: dt.date | None) -> tuple[ListFile, ...]:
    """Return the files of exactly the promises that *wanted* asks for; a file is in the order of keys, whatever is asked."""
    asked = urlencode(_asked(wanted, known_on))
    pages = ((form, reverse(f"files:promises_{form}")) for form in forms_offered())
    return tuple(ListFile(form, f"{page}?{asked}" if asked else page) for form, page in pages)


def _asked(wanted: Wanted, known_on: dt.date | None) -> dict[str, str]:
    """Return what *wanted* narrows the list by, as pages and files alike are asked for it."""
    asked = {
        "government": wanted.government,
        "sector": wanted.sector,
        "body": wanted.body,
        "verdict": wanted.verdict,
        "q": wanted.words,
        "deadline": wanted.deadline,
        "disputed": "1" if wanted.is_disputed else "",
        "since": wanted.since.isoformat() if wanted.since else "",
        "as_of": known_on.isoformat() if known_on else "",
    }
    return {key: value for key, value in asked.items() if value}
