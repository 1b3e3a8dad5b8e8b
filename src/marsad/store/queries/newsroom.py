"""What the newsroom reads before it acts: the facts of an assessment, the current codebook, the promises to match."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from django.db.models import Q

from marsad.domain.codebook import Codebook, make_codebook
from marsad.domain.ledger import Link
from marsad.domain.reading import PromiseText
from marsad.domain.rules import AssessmentFact
from marsad.store.fit import fit_name
from marsad.store.models import (
    Assessment,
    CodebookVersion,
    Document,
    Entry,
    Evidence,
    FailureRow,
    Outlet,
    Promise,
    Source,
    Submission,
)
from marsad.store.queries.coders import coders_of
from marsad.store.queries.facts import deliverables_of, evidence_facts, standing_fact


class NoCodebookError(LookupError):
    """There is no codebook yet; `marsad codebook load FILE` brings one in."""


def current_codebook() -> CodebookVersion:
    """Return the codebook version in force; raise NoCodebookError where none was loaded."""
    row = CodebookVersion.objects.filter(is_current=True).order_by("-loaded_at").first()
    if row is None:
        raise NoCodebookError("no codebook is loaded: run `marsad codebook load FILE`")
    return row


def read_codebook(row: CodebookVersion) -> Codebook:
    """Return the codebook that *row* keeps."""
    return make_codebook(row.body)


def assessment_fact(
    promise: Promise,
    *,
    verdict: str,
    effective_on: dt.date,
    evidence: Iterable[Evidence],
    is_closing: bool = False,
    author: str = "",
    seconder: str | None = None,
    cause: str = "",
    but: int | None = None,
) -> AssessmentFact:
    """Return what the rules need of an assessment of *promise*; *but* is its own row, where it has one."""
    rows = tuple(evidence)
    return AssessmentFact(
        verdict=verdict,
        effective_on=effective_on,
        term_began_on=promise.government.began_on,
        term_ended_on=promise.government.ended_on,
        deadline_on=promise.deadline_on,
        evidence=evidence_facts(rows),
        is_closing=is_closing,
        author=author,
        seconder=seconder,
        cause=cause,
        standing=standing_fact(promise, but=but),
        deliverables=deliverables_of(promise, rows),
    )


def fact_of(assessment: Assessment, seconder: str | None = None) -> AssessmentFact:
    """Return what the rules need of a recorded assessment."""
    fact = assessment_fact(
        assessment.promise,
        verdict=assessment.verdict,
        effective_on=assessment.effective_on,
        evidence=assessment.evidence.select_related("document__outlet"),
        is_closing=assessment.is_closing,
        author=assessment.author.username,
        seconder=seconder,
        cause=assessment.cause,
        but=assessment.pk,
    )
    return replace(
        fact,
        coders=coders_of(assessment),
        is_adjudicated=assessment.is_adjudicated,
        is_imported=assessment.is_imported,
        is_correction=assessment.corrects_id is not None,
    )


_COUNTRIES = {"IQ": "العراق", "TN": "تونس", "EG": "مصر", "JO": "الأردن", "LB": "لبنان", "SA": "السعودية", "SY": "سوريا"}


def promise_texts() -> tuple[PromiseText, ...]:
    """Return every promise as the matcher needs it."""
    return tuple(
        PromiseText(
            id=promise.key,
            title=promise.title_ar,
            text=promise.text_ar,
            sector=promise.sector.name_ar,
            government=promise.government.name_ar,
            period=f"{promise.government.began_on}/{promise.government.ended_on or ''}".rstrip("/"),
            country=_COUNTRIES.get(promise.government.country, ""),
        )
        for promise in Promise.objects.everything().select_related("sector", "government").order_by("key")
    )


def ledger_links() -> Iterable[Link]:
    """Yield the ledger, in order, as the chain sees it."""
    for row in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        yield Link(row.sequence, row.at, row.actor, row.kind, row.payload, row.previous_hash, row.hash)


def promises_by_key() -> dict[str, Promise]:
    """Return every promise under its key."""
    return {promise.key: promise for promise in Promise.objects.everything()}


def outlets_by_host() -> dict[str, Outlet]:
    """Return every declared outlet under the host of its site."""
    hosts = ((urlsplit(outlet.site).hostname or outlet.site, outlet) for outlet in Outlet.objects.all())
    return {host.removeprefix("www."): outlet for host, outlet in hosts if host}


def is_known_page(key: str, url: str, most_failures: int) -> bool:
    """Return whether a page is in the record, under *key* or listed as *url*, or has failed *most_failures* times."""
    if Document.objects.filter(Q(key=fit_name(key, 1000)) | Q(page_id=fit_name(url, 300))).exists():
        return True
    return FailureRow.objects.filter(page_id=fit_name(url, 1000), times__gte=most_failures).exists()


def source_states() -> list[Source]:
    """Return every source with what its last poll left."""
    return list(Source.objects.all())


def has_foreign_record() -> bool:
    """Return whether the record already holds promises or submissions."""
    return Promise.objects.everything().exists() or Submission.objects.exists()


def known_page_ids() -> frozenset[str]:
    """Return the names under which every document came in."""
    return frozenset(Document.objects.values_list("page_id", flat=True))
