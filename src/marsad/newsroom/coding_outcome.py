"""What comes of a round of blind coding: an assessment, an adjudication, a new round, or nothing, with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from marsad.domain.codebook import Codebook
from marsad.domain.coding import agree
from marsad.domain.rules import Finding
from marsad.newsroom.acts import recorded
from marsad.newsroom.assess import examine_proposal, lay_down
from marsad.newsroom.coding_rounds import begin_round
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, CodingRound, Person
from marsad.store.queries.codings import ReadCoding, assessment_of, evidence_of, read_codings
from marsad.store.queries.newsroom import read_codebook
from marsad.store.record import codings as record
from marsad.store.record.assessments import lock_assessment

_DONE = (Assessment.Status.PROPOSED, Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED, Assessment.Status.WITHDRAWN)


def settle(found: CodingRound, codebook: Codebook, at: dt.datetime) -> None:
    """Settle a round whose last coding is in; where the coders agree, lay their assessment down if the rules let it through.

    A rule that stops it stops nobody from handing in: the round stays agreed, without an assessment, and shows why.
    """
    if found.purpose == CodingRound.Purpose.RECODING:
        record.settle(found, CodingRound.Status.RECODED, at)
        return
    first, second = read_codings(found, codebook)
    if not agree(first.fact, second.fact, codebook):
        record.settle(found, CodingRound.Status.DISPUTED, at)
        return
    record.settle(found, CodingRound.Status.AGREED, at)
    try:
        with transaction.atomic():
            _lay_down_agreed(found, codebook, at)
    except Refusal:
        return


def _lay_down_agreed(found: CodingRound, codebook: Codebook, at: dt.datetime, *, despite_rules: bool = False) -> Assessment:
    codings = read_codings(found, codebook)
    first = codings[0].coding
    return lay_down(
        found.promise,
        first.person,
        codebook_row=found.codebook,
        verdict=first.verdict,
        outlook=first.outlook,
        cause=first.cause,
        effective_on=found.effective_on,
        is_closing=found.is_closing,
        summary_ar=first.summary_ar,
        summary_en=first.summary_en,
        reasons_ar=first.reasons_ar,
        evidence_ids=evidence_of(codings),
        coders=_names(codings),
        despite_rules=despite_rules,
        at=at,
        round=found,
    )


def _names(codings: Sequence[ReadCoding]) -> tuple[str, ...]:
    return tuple(one.coding.person.username for one in codings)


def examine_round(found: CodingRound) -> Sequence[Finding] | Refusal:
    """Return what the rules find in what the coders of an agreed round found, or the refusal that stops it before."""
    codebook = read_codebook(found.codebook)
    codings = read_codings(found, codebook)
    first = codings[0].coding
    try:
        return examine_proposal(
            found.promise,
            verdict=first.verdict,
            cause=first.cause,
            effective_on=found.effective_on,
            evidence_ids=evidence_of(codings),
            is_closing=found.is_closing,
            author=first.person.username,
            coders=_names(codings),
            codebook=codebook,
        )
    except Refusal as refusal:
        return refusal


def _without_assessment(found: CodingRound) -> None:
    made = assessment_of(found)
    if made is not None and made.status in _DONE:
        raise Refusal(
            "",
            "من هذه الجولة تقييم قائم؛ يعيده محرر إلى كاتبه أولا.",
            "An assessment of this round stands; an editor returns it to its author first.",
        )


@recorded("coding.propose")
@transaction.atomic
def propose_agreed(round_id: int, person: Person, *, despite_rules: bool = False) -> Assessment:
    """Lay the assessment of an agreed round down once more, after what stopped it was mended; raise Blocked where it still is.

    With *despite_rules* it waits for a chief editor, who sets the rule aside in public when publishing.
    """
    found = record.lock_round(round_id)
    if found.status != CodingRound.Status.AGREED:
        raise Refusal("", "لم تتفق هذه الجولة.", "The coders of this round did not agree.")
    _without_assessment(found)
    return _lay_down_agreed(found, read_codebook(found.codebook), timezone.now(), despite_rules=despite_rules)


@recorded("coding.adjudicate")
@transaction.atomic
def adjudicate(
    round_id: int,
    person: Person,
    *,
    verdict: str,
    summary_ar: str,
    reasons_ar: str,
    evidence_ids: Sequence[int],
    outlook: str = "",
    cause: str = "",
    summary_en: str = "",
    at: dt.datetime | None = None,
) -> Assessment:
    """Decide between two codings that differ, as a third: either of the two, or another verdict, with reasons.

    Raises Refusal where *person* coded in the round or is no editor, Blocked where a rule stops the verdict.
    """
    found = record.lock_round(round_id)
    codebook = read_codebook(found.codebook)
    codings = read_codings(found, codebook)
    if found.status != CodingRound.Status.DISPUTED:
        raise Refusal("", "لا خلاف قائم في هذه الجولة؛ حدّث الصفحة.", "This round is not in dispute; reload the page.")
    if not person.is_editor or person.username in _names(codings):
        raise Refusal("", "يبتّ محرر ثالث لم يرمّز هنا.", "A third, an editor who coded neither, decides.")
    if not reasons_ar.strip():
        raise Refusal("reasons_ar", "اكتب لماذا قضيت بهذا.", "Say why you decide so.")
    if not set(evidence_ids) <= set(found.evidence.values_list("pk", flat=True)):
        raise Refusal("evidence", "من الأدلة المختارة ما ليس في هذه الجولة.", "Some of the evidence is not in this round.")
    moment = at or timezone.now()
    record.adjudicate(found, person, moment)
    return lay_down(
        found.promise,
        person,
        codebook_row=found.codebook,
        verdict=verdict,
        outlook=outlook,
        cause=cause,
        effective_on=found.effective_on,
        is_closing=found.is_closing,
        summary_ar=summary_ar,
        summary_en=summary_en,
        reasons_ar=reasons_ar,
        evidence_ids=evidence_ids,
        coders=_names(codings),
        at=moment,
        round=found,
        is_adjudicated=True,
    )


@recorded("coding.words")
@transaction.atomic
def choose_words(round_id: int, person: Person, *, coding_id: int) -> Assessment:
    """Let the assessment of an agreed round, not published yet, speak in the words of one of its coders."""
    found = record.lock_round(round_id)
    codings = read_codings(found, read_codebook(found.codebook))
    newest = assessment_of(found)
    made = lock_assessment(newest.pk) if newest is not None else None  # or it could be published while its words are changed
    chosen = next((one.coding for one in codings if one.coding.pk == coding_id), None)
    if found.status != CodingRound.Status.AGREED or made is None or made.status != Assessment.Status.PROPOSED or chosen is None:
        raise Refusal("", "لا يُختار بين الصياغتين إلا قبل النشر.", "The words are chosen only before publishing.")
    if not person.is_editor or person.username in _names(codings):
        raise Refusal("", "يختار الصياغة محرر لم يرمّز هنا.", "An editor who coded neither chooses the words.")
    record.set_words(made, chosen)
    return made


@recorded("coding.abandon")
@transaction.atomic
def abandon(round_id: int, person: Person, *, reason: str) -> CodingRound:
    """End a round without an assessment, with the reason; its opener or an editor may. What was handed in alone stays unseen."""
    found = record.lock_round(round_id)
    _end(found, person, reason)
    return found


def _end(found: CodingRound, person: Person, reason: str) -> None:
    if not reason.strip():
        raise Refusal("reason", "اكتب لماذا تنهي الجولة.", "Say why you end the round.")
    if not person.is_editor and found.opened_by_id != person.pk:
        raise Refusal("", "ينهي الجولة من فتحها أو محرر.", "A round is ended by who opened it, or by an editor.")
    if found.status in {CodingRound.Status.ABANDONED, CodingRound.Status.RECODED}:
        raise Refusal("", "انتهت هذه الجولة.", "This round is over.")
    _without_assessment(found)
    record.abandon(found, person, timezone.now(), reason.strip())


@recorded("coding.reopen")
@transaction.atomic
def reopen(round_id: int, person: Person, *, reason: str) -> CodingRound:
    """End a round and open another in its place, with today's evidence and the codebook in force; return that one."""
    found = record.lock_round(round_id)
    if found.purpose != CodingRound.Purpose.ASSESSMENT:
        raise Refusal("", "لا تُفتح جولة إعادة الترميز مرة أخرى.", "A round that codes again is not opened anew.")
    if not person.may_code:
        raise Refusal("", "يفتح الجولات المرمّزون والمحررون.", "Rounds are opened by coders and editors.")
    _end(found, person, reason)
    return begin_round(
        found.promise,
        person,
        effective_on=found.effective_on,
        is_closing=found.is_closing,
        at=timezone.now(),
        replaces=found,
    )
