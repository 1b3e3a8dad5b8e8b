"""Read the lines of a report: each promise with the verdict that stands, who signed it and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language

from marsad.domain.codebook import Codebook, CodebookError, Label
from marsad.domain.report import MOST_WITH_QUOTES, ReportLine, ReportQuote, keeping, prints_quotes
from marsad.store.models import Assessment, Evidence, Promise, Snapshot
from marsad.store.models.localised import localised
from marsad.store.queries.names_known import Told, people_as_told
from marsad.store.queries.public import IN_ORDER, PUBLIC, UNRATED, codebooks_behind, end_of, is_known, with_codebook
from marsad.store.queries.report_sources import AS_SAID, Behind, read_behind, stood_on

_DONE, _SETTLED = "done", frozenset({"broken", "not_verifiable"})
_UNSHOWN = ("reasons_ar", "returned_reason", "withdrawn_reason_ar", "withdrawn_reason_en")
_WITH_QUOTES = ("summary_ar", "summary_en")  # shown where quotes are


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the lines are made of, read once for all promises.

    *quotes* are what each verdict rests on, None where they are left to the promises' pages; *withdrawn* counts the verdicts
    that were taken back.
    """

    codebooks: Mapping[int, Codebook]
    courses: Mapping[int, Sequence[Assessment]]
    behind: Mapping[int, Behind]
    quotes: Mapping[int, tuple[ReportQuote, ...]] | None
    day: dt.date
    withdrawn: Mapping[int, int]
    seals: Mapping[int | None, int] = field(default_factory=dict)

    @property
    def shown(self) -> frozenset[int]:
        """The numbers of the codebooks under which the verdicts that stand were given."""
        return frozenset(course[-1].codebook_id for course in self.courses.values())


def language_here() -> str:
    """Return the language in use, "ar", "en" or "ckb"."""
    language = get_language() or "ar"
    return next((code for code in ("en", "ckb") if language.startswith(code)), "ar")


def worded(label: Label) -> str:
    """Return *label* in the language in use."""
    return label.in_language(language_here())


def day_of(moment: dt.datetime | None) -> dt.date:
    """Return the day, here, of something that was published."""
    assert moment is not None, "what is published has its moment"
    return timezone.localtime(moment).date()


def gather(
    promises: Sequence[Promise], known_on: dt.date | None, names: Told, seals: Mapping[int | None, int], *, with_quotes: bool
) -> Gathered:
    """Return what the lines of *promises* are made of, today or on a day; in as many queries however many.

    *seals* are the ledger's entries by the verdict that they tell of. Quotes are read where *with_quotes* asks for them and they
    are few enough to be printed.
    """
    wanted = with_quotes and len(promises) <= MOST_WITH_QUOTES
    courses, withdrawn = _read_courses(promises, known_on, names, with_summaries=wanted)
    standing = [course[-1] for course in courses.values()]
    behind = read_behind([row.pk for row in standing], known_on)
    prints = wanted and prints_quotes(len(promises), sum(one.quotes for one in behind.values()))
    return Gathered(
        codebooks_behind(row for course in courses.values() for row in course),
        courses,
        behind,
        _read_quotes(standing, known_on) if prints else None,
        known_on or timezone.localdate(),
        withdrawn,
        seals,
    )


def _read_courses(
    promises: Sequence[Promise], known_on: dt.date | None, names: Told, *, with_summaries: bool
) -> tuple[dict[int, list[Assessment]], Counter[int]]:
    """Return the verdicts on each promise that stood before the public, the one that stands last; and how many were withdrawn."""
    until = None if known_on is None else end_of(known_on)
    public = Q(published_at__isnull=False, status__in=(*PUBLIC, Assessment.Status.WITHDRAWN))
    rows: Any = with_codebook(Assessment.objects.filter(public, promise__in=[row.pk for row in promises]))
    rows = rows.annotate(is_known=ExpressionWrapper(is_known(known_on), output_field=BooleanField()))
    rows = rows.defer(*_UNSHOWN, *(() if with_summaries else _WITH_QUOTES), "codebook__body")
    courses: defaultdict[int, list[Assessment]] = defaultdict(list)
    withdrawn: Counter[int] = Counter()
    for row in rows.select_related("author", "seconder").order_by(*IN_ORDER):
        if row.withdrawn_at is not None and (until is None or row.withdrawn_at < until):
            withdrawn[row.promise_id] += 1
        if row.is_known:
            people_as_told((row.author, row.seconder), names)
            courses[row.promise_id].append(row)
    return courses, withdrawn


def _read_quotes(standing: Sequence[Assessment], known_on: dt.date | None) -> Mapping[int, tuple[ReportQuote, ...]]:
    """Return the quotes that each of the verdicts rests on, in the order in which they were said."""
    evidence = Evidence.objects.filter(stood_on(known_on)).select_related("document__outlet", "snapshot")
    evidence = evidence.defer("document__text").order_by(*AS_SAID)
    prefetch_related_objects(standing, Prefetch("evidence", queryset=evidence))
    documents = {item.document_id for row in standing for item in row.evidence.all() if item.document_id is not None}
    snapshots = Snapshot.objects.filter(document__in=documents).order_by("fetched_at")
    if known_on is not None:
        snapshots = snapshots.filter(fetched_at__lt=end_of(known_on))
    kept = {row.document_id: row for row in snapshots}
    return {row.pk: tuple(_quote(item, kept) for item in row.evidence.all()) for row in standing}


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


def make_line(promise: Promise, gathered: Gathered) -> ReportLine:
    """Return the line of *promise*."""
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
            withdrawn=gathered.withdrawn.get(promise.pk, 0),
            keeping=keeping(is_done=False, is_settled=False, done_on=None, deadline_on=promise.deadline_on, day=gathered.day),
        )
    row = course[-1]
    codebook = gathered.codebooks[row.codebook_id]
    verdict = codebook.verdict(row.verdict)
    behind = gathered.behind.get(row.pk, Behind())
    assert row.seconder is not None, "what is published has its second person"
    return ReportLine(
        key=promise.key,
        title=promise.title,
        sector_key=promise.sector.key,
        sector=promise.sector.name,
        body=promise.body.name if promise.body else "",
        verdict_key=verdict.key,
        verdict=worded(verdict.label),
        phase=verdict.phase,
        keeping=keeping(
            is_done=verdict.fulfilment == _DONE,
            is_settled=verdict.fulfilment in _SETTLED,
            done_on=_done_on(course, gathered.codebooks),
            deadline_on=promise.deadline_on,
            day=gathered.day,
        ),
        outlook_key=row.outlook,
        outlook=worded(codebook.outlook(row.outlook).label) if row.outlook else "",
        cause_key=row.cause,
        cause=_cause(codebook, row),
        summary="" if gathered.quotes is None else row.summary,
        effective_on=row.effective_on,
        published_on=day_of(row.published_at),
        is_closing=row.is_closing,
        deadline=promise.deadline,
        author=row.author.public_name,
        seconder=row.seconder.public_name,
        entry=gathered.seals.get(row.pk),
        sources=behind.sources,
        outlets=behind.outlets,
        withdrawn=gathered.withdrawn.get(promise.pk, 0),
        quoted=behind.quotes,
        quotes=() if gathered.quotes is None else gathered.quotes[row.pk],
        overrides=tuple(localised(one["reason_ar"], one.get("reason_en", "")) for one in row.overrides),
    )


def _cause(codebook: Codebook, row: Assessment) -> str:
    if not row.cause:
        return ""
    try:
        return worded(codebook.verdict(row.verdict).cause(row.cause).label)
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
