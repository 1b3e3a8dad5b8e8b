"""Read what the rules of assessment judge: evidence with its voices and conflicts, the verdict that stands, what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from marsad.domain.codebook import make_codebook
from marsad.domain.facts import Deliverable, EvidenceFact, StandingFact
from marsad.pipeline.origins import is_party
from marsad.store.models import Assessment, ConflictRow, Evidence, Promise
from marsad.store.queries.sources import sources_behind, told_by
from marsad.text.deliverables import DELIVERABLES, promised, told_of


def _kind(item: Evidence) -> str:
    if item.document is None:
        return "public"
    return "official" if item.document.outlet and is_party(item.document.outlet.kind) else "press"


def _disputed(promise_id: int, rows: Sequence[Evidence]) -> set[int]:
    """Return the documents of *rows* that stand in an open conflict with another."""
    documents = {item.document_id for item in rows if item.document_id}
    found = ConflictRow.objects.filter(
        Q(left__in=documents) | Q(right__in=documents), promise=promise_id, status=ConflictRow.Status.OPEN
    )
    return {side for pair in found.values_list("left", "right") for side in pair}


def evidence_facts(evidence: Iterable[Evidence]) -> tuple[EvidenceFact, ...]:
    """Return what the rules need of *evidence*; a voice is one source, and so is a submission."""
    rows = tuple(evidence)
    if not rows:
        return ()
    voices, disputed = told_by(sources_behind(rows)), _disputed(rows[0].promise_id, rows)
    facts = []
    for item in rows:
        story = str(item.document.story_id) if item.document else f"submission {item.submission_id}"
        source, is_own = voices[story]
        facts.append(
            EvidenceFact(
                str(item.pk),
                item.said_on,
                item.stance,
                item.rung,
                source,
                is_party=is_own,
                kind=_kind(item),
                story=story,
                is_withdrawn=item.withdrawn_at is not None,
                is_disputed=item.document_id in disputed,
            )
        )
    return tuple(facts)


def standing_fact(promise: Promise, *, but: int | None = None) -> StandingFact | None:
    """Return the verdict that stands on *promise*, other than the assessment *but*; None where there is none."""
    rows = Assessment.objects.filter(promise=promise, status=Assessment.Status.PUBLISHED).exclude(pk=but or 0)
    row = rows.select_related("codebook").first()
    if row is None:
        return None
    fulfilment = make_codebook(row.codebook.body).verdict(row.verdict).fulfilment
    return StandingFact(fulfilment, row.effective_on, frozenset(str(pk) for pk in row.evidence.values_list("pk", flat=True)))


def deliverables_of(promise: Promise, evidence: Iterable[Evidence]) -> tuple[Deliverable, ...]:
    """Return what the words of *promise* say that it will bring, and what *evidence* tells of or says there is none of."""
    asked = promised(f"{promise.title_ar}. {promise.text_ar}")
    told = [(str(item.pk), *told_of(item.quote)) for item in evidence]
    return tuple(
        Deliverable(
            kind.key,
            kind.ar,
            kind.en,
            kind.key in asked,
            affirmed=tuple(pk for pk, affirmed, _ in told if kind.key in affirmed),
            denied=tuple(pk for pk, _, denied in told if kind.key in denied),
        )
        for kind in DELIVERABLES
    )
