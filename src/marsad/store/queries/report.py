"""Read the final report of a government, in the active language: every promise as it stood on a day, with its evidence."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Prefetch,
    Q,
    TextField,
    Value,
    When,
    prefetch_related_objects,
)
from django.utils import timezone
from django.utils.translation import get_language

from marsad.domain.codebook import Codebook, CodebookError, Label
from marsad.domain.origins import Carrier, sources
from marsad.domain.report import Agreement, Report, ReportCorrection, ReportDispute, ReportLine, ReportQuote, keeping
from marsad.domain.report_words import AXIS_WORDS, word
from marsad.store.models import Assessment, Entry, Evidence, Government, Promise, Snapshot
from marsad.store.models.localised import localised
from marsad.store.queries.agreement import read_agreement
from marsad.store.queries.corrections import corrections_known
from marsad.store.queries.disputes import DISPUTE_KINDS
from marsad.store.queries.names_known import Told, people_as_told, told_by
from marsad.store.queries.public import IN_ORDER, PUBLIC, UNRATED, codebooks_behind, end_of, is_known, with_codebook
from marsad.store.queries.sources import carriers_behind, carriers_of
from marsad.store.queries.wordings import promises_known, promises_known_of

_NO_LEDGER = "0" * 64
_DONE, _SETTLED = "done", frozenset({"broken", "not_verifiable"})


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
class _Gathered:
    """What the lines are made of, read once for all promises."""

    codebooks: Mapping[int, Codebook]
    courses: Mapping[int, tuple[Assessment, ...]]
    carried: Mapping[int, tuple[Carrier, ...]]
    kept: Mapping[int | None, Snapshot]
    seals: Mapping[int | None, int]
    entries: tuple[_Entry, ...]
    day: dt.date
    until: dt.datetime
    withdrawn: int


def _language() -> str:
    language = get_language() or "ar"
    return next((code for code in ("en", "ckb") if language.startswith(code)), "ar")


def _worded(label: Label) -> str:
    return label.in_language(_language())


def governments_reported(known_on: dt.date | None = None) -> tuple[Government, ...]:
    """Return the governments that have published promises, or had by the end of a day, the newest first."""
    found = {promise.government for promise in promises_known(known_on)}
    return tuple(sorted(found, key=lambda row: (row.began_on, row.key), reverse=True))


def ledger_head(known_on: dt.date | None) -> tuple[int, str]:
    """Return the number and the hash of the ledger's last entry, today or at the end of a day; 0 and zeros where it is empty."""
    rows = Entry.objects.order_by("-sequence")
    if known_on is not None:
        rows = rows.filter(at__lt=end_of(known_on).astimezone(dt.UTC).isoformat(timespec="microseconds"))
    return rows.values_list("sequence", "hash").first() or (0, _NO_LEDGER)


def read_report(key: str, *, known_on: dt.date | None = None) -> Report | None:
    """Return the report of the government named *key*, today or as known at the end of a day; None where it has no promises.

    The number of queries does not grow with the promises.
    """
    names = told_by(known_on)
    promises = _promises(key, known_on, names)
    if not promises:
        return None
    government = promises[0].government  # as it was told of by then
    gathered = _gather(promises, known_on, names)
    number, head = ledger_head(known_on)
    shown = {course[-1].codebook_id for course in gathered.courses.values() if course}
    books = [gathered.codebooks[book] for book in sorted(shown)]
    rows = {row.pk: row for row in promises}
    return Report(
        language=_language(),
        observatory=settings.SITE_NAME,
        government_key=government.key,
        government=government.name,
        leader=localised(government.head_ar, government.head_en),
        began_on=government.began_on,
        ended_on=government.ended_on,
        as_of=gathered.day,
        head_sequence=number,
        head_hash=head,
        codebooks=tuple(f"{_worded(book.label)} ({book.id} {book.version})" for book in books),
        lines=tuple(_line(row, gathered) for row in promises),
        disputes=_disputes(rows, gathered.entries, known_on),
        corrections=tuple(
            ReportCorrection(rows[one.promise_id].title, _day_of(one.published_at), one.wrong, one.right)
            for one in corrections_known(known_on).filter(promise__in=rows).order_by("-published_at", "-pk")
        ),
        agreement=_agreement(known_on),
        withdrawn=gathered.withdrawn,
    )


def _promises(key: str, known_on: dt.date | None, names: Told) -> tuple[Promise, ...]:
    found = promises_known_of(key, known_on, names)
    return tuple(sorted(found, key=lambda row: (row.sector.place, row.sector.key, row.key)))


def _gather(promises: Sequence[Promise], known_on: dt.date | None, names: Told) -> _Gathered:
    evidence = Evidence.objects.select_related("document__outlet", "snapshot").defer("document__text").order_by("said_on", "pk")
    until = end_of(known_on) if known_on else timezone.now()
    public = Q(published_at__isnull=False, status__in=(*PUBLIC, Assessment.Status.WITHDRAWN))
    rows = with_codebook(Assessment.objects.filter(public, promise__in=[row.pk for row in promises]))
    rows = rows.annotate(is_known=ExpressionWrapper(is_known(known_on), output_field=BooleanField()))
    courses: defaultdict[int, list[Assessment]] = defaultdict(list)
    withdrawn = 0
    for row in rows.select_related("author", "seconder").order_by(*IN_ORDER):
        withdrawn += row.withdrawn_at is not None and (known_on is None or row.withdrawn_at < until)
        if row.is_known:
            people_as_told((row.author, row.seconder), names)
            courses[row.promise_id].append(row)
    standing = [course[-1] for course in courses.values()]
    prefetch_related_objects(standing, Prefetch("evidence", queryset=evidence))
    documents = {item.document for row in standing for item in row.evidence.all() if item.document is not None}
    snapshots = Snapshot.objects.filter(document__in=[document.pk for document in documents]).order_by("fetched_at")
    if known_on is not None:
        snapshots = snapshots.filter(fetched_at__lt=end_of(known_on))
    entries = _read_entries(promises)
    return _Gathered(
        codebooks_behind(row for course in courses.values() for row in course),
        {number: tuple(course) for number, course in courses.items()},
        carriers_of({document.story_id for document in documents}),
        {row.document_id: row for row in snapshots},
        {entry.assessment_id: entry.sequence for entry in entries if entry.kind == "assessment.published"},
        entries,
        known_on or timezone.localdate(),
        until,
        withdrawn,
    )


def _day_of(moment: dt.datetime | None) -> dt.date:
    assert moment is not None, "what is published has its moment"
    return timezone.localtime(moment).date()


def _line(promise: Promise, gathered: _Gathered) -> ReportLine:
    course = gathered.courses.get(promise.pk, ())
    if not course:
        return ReportLine(
            key=promise.key,
            title=promise.title,
            sector_key=promise.sector.key,
            sector=promise.sector.name,
            body=promise.body.name if promise.body else "",
            verdict_key="",
            verdict="",
            phase=UNRATED,
            deadline=promise.deadline,
            keeping=keeping(is_done=False, is_settled=False, done_on=None, deadline_on=promise.deadline_on, day=gathered.day),
        )
    row = course[-1]
    codebook = gathered.codebooks[row.codebook_id]
    verdict = codebook.verdict(row.verdict)
    standing = [item for item in row.evidence.all() if item.withdrawn_at is None or item.withdrawn_at >= gathered.until]
    told = sources(carriers_behind(standing, gathered.carried))
    assert row.seconder is not None, "what is published has its second person"
    return ReportLine(
        key=promise.key,
        title=promise.title,
        sector_key=promise.sector.key,
        sector=promise.sector.name,
        body=promise.body.name if promise.body else "",
        verdict_key=verdict.key,
        verdict=_worded(verdict.label),
        phase=verdict.phase,
        keeping=keeping(
            is_done=verdict.fulfilment == _DONE,
            is_settled=verdict.fulfilment in _SETTLED,
            done_on=_done_on(course, gathered.codebooks),
            deadline_on=promise.deadline_on,
            day=gathered.day,
        ),
        outlook_key=row.outlook,
        outlook=_worded(codebook.outlook(row.outlook).label) if row.outlook else "",
        cause_key=row.cause,
        cause=_cause(codebook, row),
        summary=row.summary,
        effective_on=row.effective_on,
        published_on=_day_of(row.published_at),
        is_closing=row.is_closing,
        deadline=promise.deadline,
        author=row.author.public_name,
        seconder=row.seconder.public_name,
        entry=gathered.seals.get(row.pk),
        sources=told.independent,
        outlets=told.outlets,
        quotes=tuple(_quote(item, gathered.kept) for item in standing),
        overrides=tuple(localised(one["reason_ar"], one.get("reason_en", "")) for one in row.overrides),
    )


def _cause(codebook: Codebook, row: Assessment) -> str:
    if not row.cause:
        return ""
    try:
        return _worded(codebook.verdict(row.verdict).cause(row.cause).label)
    except CodebookError:
        return row.cause


def _done_on(course: Sequence[Assessment], codebooks: Mapping[int, Codebook]) -> dt.date | None:
    """Return the effective day of the first of the verdicts, without a break until the last, that the promise is done."""
    first = None
    for row in reversed(course):
        if codebooks[row.codebook_id].verdict(row.verdict).fulfilment != _DONE:
            break
        first = row.effective_on
    return first


def _quote(item: Evidence, kept: Mapping[int | None, Snapshot]) -> ReportQuote:
    document = item.document
    snapshot = item.snapshot or (kept.get(document.pk) if document else None)
    return ReportQuote(
        words=item.quote,
        outlet=document.source_name if document else "",
        said_on=item.said_on,
        rung=item.rung,
        stance=item.stance,
        snapshot=snapshot.pk if snapshot else None,
        sha256=snapshot.sha256 if snapshot else "",
        url=document.url if document else "",
    )


def _read_entries(promises: Sequence[Promise]) -> tuple[_Entry, ...]:
    """Return what the ledger tells of verdicts and disputes; the words of the disputes alone."""
    rows = Entry.objects.filter(kind__in=("assessment.published", *DISPUTE_KINDS), promise__in=[row.pk for row in promises])
    words = Case(When(kind__in=DISPUTE_KINDS, then=F("payload")), default=Value(""), output_field=TextField())
    columns = ("sequence", "at", "kind", "promise_id", "assessment_id", "words")
    return tuple(_Entry(*row) for row in rows.order_by("sequence").annotate(words=words).values_list(*columns))


def _disputes(promises: Mapping[int, Promise], entries: Sequence[_Entry], known_on: dt.date | None) -> tuple[ReportDispute, ...]:
    midnight = end_of(known_on).astimezone(dt.UTC).isoformat(timespec="microseconds") if known_on else "later than all"
    latest: dict[int, tuple[_Entry, dict[str, str]]] = {}
    for entry in entries:
        if entry.kind in DISPUTE_KINDS and entry.at < midnight:
            told = json.loads(entry.words)
            latest[told["conflict"]] = (entry, told)
    return tuple(
        ReportDispute(promises[entry.promise_id].title, localised(told["explanation"], told["explanation_en"]))
        for entry, told in latest.values()
        if entry.kind == DISPUTE_KINDS[0]
    )


def _agreement(known_on: dt.date | None) -> tuple[Agreement, ...]:
    """Return how far blind coders agree on each axis of which there is anything to tell."""
    language, told = _language(), []
    for axis in read_agreement(known_on).axes:
        found = axis.overall
        if found.alpha is None or axis.axis not in AXIS_WORDS:
            continue
        interval = ""
        if found.low is not None and found.high is not None:
            interval = f" ({word('interval', language)}: {found.low:.2f}–{found.high:.2f})"
        figures = f"{word('alpha', language)} {found.alpha:.2f}{interval}; {word('units', language)}: {found.units}"
        told.append(Agreement(_worded(AXIS_WORDS[axis.axis]), figures))
    return tuple(told)
