"""Values that stand in many answers: a name in two languages, something with a key, where the ledger stood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from marsad.api.asked import AskedList, next_address
from marsad.api.cursors import write_cursor
from marsad.domain.codebook import Label
from marsad.store.models.localised import Named as NamedRow
from marsad.store.queries.cuts import Place
from marsad.store.queries.report import ledger_head


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Arabic and in English; "" where the record holds none in that language."""

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a key that never changes, and its name."""

    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value of the codebook: its key, and what it is called."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The last entry of the public ledger that the answer rests on: cite it with the figures."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Archived:
    """The archived page of a quote: its number, its address here, whence and when it came, and the SHA-256 of its bytes."""

    number: int
    page: str
    url: str
    fetched_at: dt.datetime | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What every answer says: the day as of which it is known, and where the ledger stood."""

    as_of: dt.date
    ledger: LedgerHead


@dataclass(frozen=True, slots=True)
class ListAnswer(Answer):
    """What every list says besides: the address of its next part, and the cursor in it; null where nothing follows."""

    next: str | None
    next_cursor: str | None


def words(ar: str, en: str) -> Words:
    """Return a text in both languages."""
    return Words(ar, en)


def pair(told: tuple[str, str]) -> Words:
    """Return a text that is told as Arabic and English."""
    return Words(*told)


def label(of: Label) -> Words:
    """Return a label of a codebook."""
    return Words(of.ar, of.en)


def named(row: NamedRow) -> Named:
    """Return a row with its key and name."""
    return Named(row.key, Words(row.name_ar, row.name_en))


def head(known_on: dt.date | None) -> LedgerHead:
    """Return where the ledger stood, today or at the end of a day."""
    return LedgerHead(*ledger_head(known_on))


def day_of(known_on: dt.date | None) -> dt.date:
    """Return the day as of which an answer is known."""
    return known_on or timezone.localdate()


def page_address(name: str, *parts: object, known_on: dt.date | None = None) -> str:
    """Return the whole address of a page of the site, which says the same for people."""
    query = f"?as_of={known_on.isoformat()}" if known_on else ""
    return f"{settings.OPERATOR.base_url}{reverse(name, args=parts)}{query}"


@dataclass(frozen=True, slots=True)
class ListHead:
    """The values that a list's answer begins with."""

    as_of: dt.date
    ledger: LedgerHead
    next: str | None
    next_cursor: str | None

    @property
    def values(self) -> tuple[dt.date, LedgerHead, str | None, str | None]:
        """In the order of `ListAnswer`."""
        return self.as_of, self.ledger, self.next, self.next_cursor


def list_head(request: HttpRequest, asked: AskedList, after: Place | None) -> ListHead:
    """Return what the answer to *asked* begins with; *after* is the place of its last row, None at the list's end."""
    cursor = write_cursor(after, asked.question) if after is not None else None
    follows = next_address(request, settings.OPERATOR.base_url, cursor) if cursor is not None else None
    return ListHead(day_of(asked.known_on), head(asked.known_on), follows, cursor)
