"""Read the final report of a government, in the active language: every promise as it stood on a day, and what of it is told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.utils import timezone

from marsad.domain.report import Agreement, Report, ReportCorrection, ReportDispute
from marsad.domain.report_words import AXIS_WORDS, word
from marsad.store.models import Entry, Government, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.agreement import read_agreement
from marsad.store.queries.corrections import corrections_known
from marsad.store.queries.disputes import DISPUTE_KINDS
from marsad.store.queries.names_known import Told, all_as_told, told_by
from marsad.store.queries.public import ledger_end_of
from marsad.store.queries.report_lines import day_of, gather, language_here, make_line, worded
from marsad.store.queries.wordings import promises_known_of, revisions_known

_NO_LEDGER = "0" * 64


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the report needs of an entry of the ledger on a promise; *words* is its payload where it tells of a dispute."""

    sequence: int
    at: str
    kind: str
    promise_id: int
    assessment_id: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Edition:
    """All that tells two reports apart, and how many *promises* there are: those of one edition are the same, word for word."""

    government: str
    language: str
    as_of: dt.date
    head: str
    observatory: str
    agreement: tuple[Agreement, ...]
    promises: int


def read_edition(key: str, known_on: dt.date | None = None) -> Edition | None:
    """Return the edition of the report of the government named *key*, without reading that; None where there is none."""
    promises = _public(known_on).filter(government__key=key).count()
    if not promises:
        return None
    # Of all that it prints, only how far coders agree is no entry of the ledger.
    _, head = ledger_head(known_on)
    day = known_on or timezone.localdate()
    return Edition(key, language_here(), day, head, settings.SITE_NAME, _agreement(known_on), promises)


def edition_of(report: Report) -> Edition:
    """Return the edition that *report* is."""
    return Edition(
        report.government_key,
        report.language,
        report.as_of,
        report.head_hash,
        report.observatory,
        report.agreement,
        report.total,
    )


def governments_reported(known_on: dt.date | None = None) -> tuple[Government, ...]:
    """Return the governments that have published promises, or had by the end of a day, the newest first."""
    found = Government.objects.filter(pk__in=_public(known_on).order_by().values("government"))
    told = all_as_told(found, told_by(known_on))
    return tuple(sorted(told, key=lambda row: (row.began_on, row.key), reverse=True))


def _public(known_on: dt.date | None) -> QuerySet[Any]:
    return Promise.objects.published() if known_on is None else revisions_known(known_on)


def ledger_head(known_on: dt.date | None) -> tuple[int, str]:
    """Return the number and the hash of the ledger's last entry, today or at the end of a day; 0 and zeros where it is empty."""
    rows = Entry.objects.order_by("-sequence")
    if known_on is not None:
        rows = rows.filter(at__lt=ledger_end_of(known_on))
    return rows.values_list("sequence", "hash").first() or (0, _NO_LEDGER)


def read_report(key: str, *, known_on: dt.date | None = None, with_quotes: bool = True) -> Report | None:
    """Return the report of the government named *key*, today or as known at the end of a day; None where it has no promises.

    The number of queries does not grow with the promises. Quotes are not read without *with_quotes*, nor where there are too
    many to print (`domain.report.prints_quotes`): they are counted.
    """
    names = told_by(known_on)
    promises = _promises(key, known_on, names)
    if not promises:
        return None
    government = promises[0].government  # as it was told of by then
    entries = _read_entries(promises)
    seals = {entry.assessment_id: entry.sequence for entry in entries if entry.kind == "assessment.published"}
    gathered = gather(promises, known_on, names, seals, with_quotes=with_quotes)
    number, head = ledger_head(known_on)
    books = [gathered.codebooks[book] for book in sorted(gathered.shown)]
    rows = {row.pk: row for row in promises}
    return Report(
        language=language_here(),
        observatory=settings.SITE_NAME,
        government_key=government.key,
        government=government.name,
        leader=localised(government.head_ar, government.head_en),
        began_on=government.began_on,
        ended_on=government.ended_on,
        as_of=gathered.day,
        head_sequence=number,
        head_hash=head,
        codebooks=tuple(f"{worded(book.label)} ({book.id} {book.version})" for book in books),
        lines=tuple(make_line(row, gathered) for row in promises),
        disputes=_disputes(rows, entries, known_on),
        corrections=_corrections(rows, known_on),
        agreement=_agreement(known_on),
        has_quotes=gathered.quotes is not None,
    )


def _promises(key: str, known_on: dt.date | None, names: Told) -> tuple[Promise, ...]:
    found = promises_known_of(key, known_on, names)
    return tuple(sorted(found, key=lambda row: (row.sector.place, row.sector.key, row.key)))


def _corrections(promises: Mapping[int, Promise], known_on: dt.date | None) -> tuple[ReportCorrection, ...]:
    found = corrections_known(known_on).filter(promise__in=promises).order_by("-published_at", "-pk")
    told = ((promises[one.promise_id], one) for one in found)
    return tuple(
        ReportCorrection(promise.title, day_of(one.published_at), one.wrong, one.right, promise.key) for promise, one in told
    )


def _read_entries(promises: Sequence[Promise]) -> tuple[_Entry, ...]:
    """Return what the ledger tells of verdicts and disputes; the words of the disputes alone."""
    rows = Entry.objects.filter(kind__in=("assessment.published", *DISPUTE_KINDS), promise__in=[row.pk for row in promises])
    words = Case(When(kind__in=DISPUTE_KINDS, then=F("payload")), default=Value(""), output_field=TextField())
    columns = ("sequence", "at", "kind", "promise_id", "assessment_id", "words")
    return tuple(_Entry(*row) for row in rows.order_by("sequence").annotate(words=words).values_list(*columns))


def _disputes(promises: Mapping[int, Promise], entries: Sequence[_Entry], known_on: dt.date | None) -> tuple[ReportDispute, ...]:
    midnight = ledger_end_of(known_on) if known_on else "later than all"
    latest: dict[int, tuple[_Entry, dict[str, str]]] = {}
    for entry in entries:
        if entry.kind in DISPUTE_KINDS and entry.at < midnight:
            told = json.loads(entry.words)
            latest[told["conflict"]] = (entry, told)
    return tuple(
        ReportDispute(
            promises[entry.promise_id].title,
            localised(told["explanation"], told["explanation_en"]),
            promises[entry.promise_id].key,
        )
        for entry, told in latest.values()
        if entry.kind == DISPUTE_KINDS[0]
    )


def _agreement(known_on: dt.date | None) -> tuple[Agreement, ...]:
    """Return how far blind coders agree on each axis of which there is anything to tell."""
    language, told = language_here(), []
    for axis in read_agreement(known_on).axes:
        found = axis.overall
        if found.alpha is None or axis.axis not in AXIS_WORDS:
            continue
        interval = ""
        if found.low is not None and found.high is not None:
            interval = f" ({word('interval', language)}: {found.low:.2f}–{found.high:.2f})"
        figures = f"{word('alpha', language)} {found.alpha:.2f}{interval}; {word('units', language)}: {found.units}"
        told.append(Agreement(worded(AXIS_WORDS[axis.axis]), figures))
    return tuple(told)
