"""Read the final report of a government, in the active language: every promise as it stood on a day, with its evidence."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language

from marsad.domain.codebook import Codebook, CodebookError, Label
from marsad.domain.origins import Carrier, sources
from marsad.domain.report import Agreement, Report, ReportCorrection, ReportDispute, ReportLine, ReportQuote, keeping
from marsad.domain.report_words import AXIS_WORDS, word
from marsad.store.models import Assessment, Entry, Evidence, Government, Promise, Snapshot
from marsad.store.models.localised import localised
from marsad.store.queries.agreement import read_agreement
from marsad.store.queries.corrections import corrections_of
from marsad.store.queries.disputes import DISPUTE_KINDS
from marsad.store.queries.public import IN_ORDER, UNRATED, end_of, known, read_codebooks
from marsad.store.queries.sources import carriers_behind, carriers_of
from marsad.store.queries.wordings import promises_known, promises_known_among

_NO_LEDGER = "0" * 64
_DONE, _SETTLED = "done", frozenset({"broken", "not_verifiable"})


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the lines are made of, read once for all promises."""

    codebooks: Mapping[int, Codebook]
    courses: Mapping[int, tuple[Assessment, ...]]
    carried: Mapping[int, tuple[Carrier, ...]]
    kept: Mapping[int | None, Snapshot]
    entries: Mapping[int | None, int]
    day: dt.date
    until: dt.datetime


def _language() -> str:
    return "en" if (get_language() or "ar").startswith("en") else "ar"


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
    government = Government.objects.filter(key=key).first()
    if government is None:
        return None
    promises = _promises(government, known_on)
    if not promises:
        return None
    government = promises[0].government  # as it was told of by then
    gathered = _gather(promises, known_on)
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
        disputes=_disputes(rows, known_on),
        corrections=tuple(
            ReportCorrection(rows[one.row.promise_id].title, _day_of(one.row.published_at), one.row.wrong, one.row.right)
            for one in corrections_of(rows, known_on)
        ),
        agreement=_agreement(known_on),
        withdrawn=_withdrawn(rows, known_on),
    )


def _promises(government: Government, known_on: dt.date | None) -> tuple[Promise, ...]:
    numbers = Promise.objects.everything().filter(government=government).values_list("pk", flat=True)
    found = promises_known_among(numbers, known_on).values()
    return tuple(sorted(found, key=lambda row: (row.sector.place, row.sector.key, row.key)))


def _gather(promises: Sequence[Promise], known_on: dt.date | None) -> _Gathered:
    evidence = Evidence.objects.select_related("document__outlet", "snapshot").defer("document__text").order_by("said_on", "pk")
    rows = (
        known(Assessment.objects.filter(promise__in=[row.pk for row in promises]), known_on)
        .select_related("author", "seconder")
        .order_by(*IN_ORDER)
    )
    courses: defaultdict[int, list[Assessment]] = defaultdict(list)
    for row in rows:
        courses[row.promise_id].append(row)
    standing = [course[-1] for course in courses.values()]
    prefetch_related_objects(standing, Prefetch("evidence", queryset=evidence))
    documents = {item.document for row in standing for item in row.evidence.all() if item.document is not None}
    snapshots = Snapshot.objects.filter(document__in=[document.pk for document in documents]).order_by("fetched_at")
    if known_on is not None:
        snapshots = snapshots.filter(fetched_at__lt=end_of(known_on))
    entries = Entry.objects.filter(kind="assessment.published", assessment__in=[row.pk for row in standing])
    return _Gathered(
        read_codebooks(),
        {number: tuple(course) for number, course in courses.items()},
        carriers_of({document.story_id for document in documents}),
        {row.document_id: row for row in snapshots},
        dict(entries.values_list("assessment", "sequence")),
        known_on or timezone.localdate(),
        end_of(known_on) if known_on else timezone.now(),
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
        entry=gathered.entries.get(row.pk),
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


def _disputes(promises: Mapping[int, Promise], known_on: dt.date | None) -> tuple[ReportDispute, ...]:
    rows = Entry.objects.filter(kind__in=DISPUTE_KINDS, promise__in=list(promises)).order_by("sequence")
    if known_on is not None:
        rows = rows.filter(at__lt=end_of(known_on).astimezone(dt.UTC).isoformat(timespec="microseconds"))
    latest: dict[int, tuple[str, int | None, dict[str, str]]] = {}
    for kind, promise, payload in rows.values_list("kind", "promise", "payload"):
        told = json.loads(payload)
        latest[told["conflict"]] = (kind, promise, told)
    return tuple(
        ReportDispute(promises[promise].title, localised(told["explanation"], told["explanation_en"]))
        for kind, promise, told in latest.values()
        if kind == DISPUTE_KINDS[0] and promise is not None
    )


def _withdrawn(promise_ids: Iterable[int], known_on: dt.date | None) -> int:
    rows = Assessment.objects.filter(promise__in=list(promise_ids), status=Assessment.Status.WITHDRAWN)
    return (rows if known_on is None else rows.filter(withdrawn_at__lt=end_of(known_on))).count()


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
