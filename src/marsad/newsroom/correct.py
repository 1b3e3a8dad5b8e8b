"""Correct what was published: one editor says what was wrong, another publishes it. Nothing published is written over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from marsad.domain.rules import Finding
from marsad.newsroom.acts import recorded
from marsad.newsroom.assess import check_told, check_values, pick_evidence
from marsad.newsroom.publish import examine_assessment
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, Correction, Person, Promise
from marsad.store.queries.corrections import corrected_by, subjects_of
from marsad.store.queries.newsroom import read_codebook
from marsad.store.record import assessments, corrections
from marsad.store.record.revisions import lock_promise

_DROPPED_AR = "عدل كاتب التصحيح عنه قبل النشر."


@dataclass(frozen=True, slots=True)
class Told:
    """What a correction tells readers: what was wrong, what is right now, how grave it was, who found it."""

    wrong_ar: str
    right_ar: str
    severity: str
    found_by: str = Correction.Finder.NEWSROOM.value
    wrong_en: str = ""
    right_en: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """The assessment as it should have been."""

    verdict: str
    effective_on: dt.date
    summary_ar: str
    evidence_ids: tuple[int, ...]
    outlook: str = ""
    cause: str = ""
    summary_en: str = ""
    reasons_ar: str = ""


def _check_told(told: Told) -> None:
    if not told.wrong_ar.strip():
        raise Refusal("wrong_ar", "قل للقارئ ما كان الخطأ.", "Tell readers what was wrong.")
    if not told.right_ar.strip():
        raise Refusal("right_ar", "قل للقارئ ما الصواب.", "Tell readers what is right.")
    if told.severity not in Correction.Severity.values:
        raise Refusal("severity", "اختر قدر الخطأ.", "Choose how grave the mistake was.")
    if told.found_by not in Correction.Finder.values:
        raise Refusal("found_by", "اختر من وجد الخطأ.", "Choose who found the mistake.")


def _open_published(assessment_id: int) -> Assessment:
    """Return the published assessment, held; raise Refusal where it cannot be corrected."""
    assessment = assessments.lock_assessment(assessment_id)
    if assessment.status not in {Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED}:
        raise Refusal("", "لا يُصحح إلا حكم منشور لم يُسحب.", "Only a published verdict that was not withdrawn can be corrected.")
    for correction in corrected_by(assessment):
        if correction.status == Correction.Status.PUBLISHED:
            raise Refusal("", "صُحح هذا الحكم من قبل؛ صحح الحكم الذي حل محله.", "It was corrected already; correct its successor.")
        raise Refusal("", "لهذا الحكم تصحيح ينتظر ثانيا.", "A correction of this verdict already waits for a second person.")
    return assessment


def _check_mended(old: Assessment, mended: Mended, told: Told, kept: frozenset[int]) -> None:
    check_values(read_codebook(old.codebook), verdict=mended.verdict, outlook=mended.outlook, cause=mended.cause)
    check_told(summary_ar=mended.summary_ar, effective_on=mended.effective_on)
    judged = (old.verdict, old.outlook, old.cause) != (mended.verdict, mended.outlook, mended.cause)
    if judged != (told.severity == Correction.Severity.VERDICT):
        raise Refusal(
            "severity",
            "تغيّر الحكم، فقل إن الخطأ في الحكم." if judged else "لم يتغير الحكم؛ اختر خطأ في واقعة أو في صياغة.",
            "The verdict changes: say that it was the verdict."
            if judged
            else "The verdict does not change: choose fact or wording.",
        )
    words = (old.effective_on, old.summary_ar, old.summary_en, old.reasons_ar)
    mended_words = (mended.effective_on, mended.summary_ar.strip(), mended.summary_en.strip(), mended.reasons_ar.strip())
    if not judged and words == mended_words and kept == frozenset(mended.evidence_ids):
        raise Refusal("", "لم يتغير شيء: اكتب الحكم كما ينبغي أن يكون.", "Nothing changes: write the verdict as it should be.")


def _columns(told: Told) -> dict[str, str]:
    """Return what is kept of *told*, without blanks around."""
    return {name: value.strip() for name, value in asdict(told).items()}


def _propose(assessment_id: int, author: Person, told: Told, mended: Mended, at: dt.datetime | None) -> Correction:
    _check_told(told)
    old = _open_published(assessment_id)
    _check_mended(old, mended, told, frozenset(old.evidence.values_list("pk", flat=True)))
    moment = at or timezone.now()
    row = assessments.keep_proposal(
        old.promise,
        codebook=old.codebook,
        verdict=mended.verdict,
        cause=mended.cause,
        outlook=mended.outlook,
        effective_on=mended.effective_on,
        is_closing=old.is_closing,
        summary_ar=mended.summary_ar.strip(),
        summary_en=mended.summary_en.strip(),
        reasons_ar=mended.reasons_ar.strip(),
        evidence=pick_evidence(old.promise, mended.evidence_ids, is_held=True),
        author=author,
        at=moment,
        is_imported=old.is_imported,
        corrects=old,
        round=old.round,  # the blind coding that it came of is the same
    )
    return corrections.keep_correction(
        old.promise,
        subject=Correction.Subject.ASSESSMENT,
        subject_key=str(old.pk),
        author=author,
        at=moment,
        mended_by=row,
        **_columns(told),
    )


@transaction.atomic
def examine_correction(assessment_id: int, author: Person, told: Told, mended: Mended) -> Sequence[Finding]:
    """Return what the rules would find in the mended assessment; nothing is kept. Raises Refusal as `propose_correction` does."""
    correction = _propose(assessment_id, author, told, mended, None)
    assert correction.mended_by is not None
    findings = examine_assessment(correction.mended_by)
    transaction.set_rollback(True)
    return findings


@recorded("assessment.correct")
@transaction.atomic
def propose_correction(
    assessment_id: int, author: Person, told: Told, mended: Mended, *, at: dt.datetime | None = None
) -> Correction:
    """Propose how a published assessment should have been, and what readers are told of its mistake.

    It waits for a second person: `publish.publish` of the new assessment publishes the correction with it, and
    `publish.return_to_author` drops it. Raises Refusal for a bad field, Blocked for a broken rule.
    """
    correction = _propose(assessment_id, author, told, mended, at)
    assert correction.mended_by is not None
    findings = examine_assessment(correction.mended_by)
    before = {one["code"] for one in correction.mended_by.corrects.overrides} if correction.mended_by.corrects else set()
    if any(finding.level == "block" and finding.code not in before for finding in findings):
        raise Blocked(findings)  # what a chief editor set aside before, one sets aside again when publishing
    return correction


@recorded("correction.propose")
@transaction.atomic
def propose_notice(
    promise: Promise, author: Person, told: Told, *, subject: str, subject_key: str, at: dt.datetime | None = None
) -> Correction:
    """Propose a correction of something else published on *promise*: its wording, a milestone, series or conflict.

    The thing itself is mended where it is kept; this tells readers so. Raises Refusal for what is not public.
    """
    _check_told(told)
    lock_promise(promise.pk)  # or two proposed at once would not see each other
    if (subject, subject_key) not in {(one.kind, one.key) for one in subjects_of(promise)}:
        raise Refusal("subject", "اختر مما نُشر على هذا الوعد.", "Choose something that is published on this promise.")
    waiting = Correction.objects.filter(subject=subject, subject_key=subject_key, status=Correction.Status.PROPOSED)
    if waiting.exists():
        raise Refusal("subject", "لهذا تصحيح ينتظر ثانيا.", "A correction of it already waits for a second person.")
    return corrections.keep_correction(
        promise,
        subject=subject,
        subject_key=subject_key,
        author=author,
        at=at or timezone.now(),
        mended_by=None,
        **_columns(told),
    )


def _open_waiting(correction_id: int) -> Correction:
    correction = corrections.lock_correction(correction_id)
    if correction.status != Correction.Status.PROPOSED:
        raise Refusal("", "لم يعد هذا التصحيح ينتظر؛ حدّث الصفحة.", "This correction no longer waits; reload the page.")
    return correction


@recorded("correction.publish")
@transaction.atomic
def publish_notice(correction_id: int, person: Person, *, at: dt.datetime | None = None) -> Correction:
    """Publish a correction of something other than an assessment, as its second person."""
    correction = _open_waiting(correction_id)
    if correction.mended_by_id is not None:
        raise Refusal("", "يُنشر هذا التصحيح مع حكمه.", "This correction is published with its assessment.")
    if correction.author_id == person.pk:
        raise Refusal("", "لا ينشر التصحيح من كتبه: يلزم محرر ثان.", "Nobody publishes a correction of their own: ask another.")
    return corrections.publish_correction(correction, seconder=person, at=at or timezone.now())


@recorded("correction.drop")
@transaction.atomic
def drop(correction_id: int, person: Person) -> Correction:
    """Let a correction that waits come to nothing; the assessment proposed with it goes back to its author."""
    mended_by = Correction.objects.filter(pk=correction_id).values_list("mended_by", flat=True).first()
    proposal = assessments.lock_assessment(mended_by) if mended_by else None  # held first, as whoever publishes it does
    correction = _open_waiting(correction_id)
    if proposal is None:
        corrections.drop_correction(correction)
    else:
        assessments.return_proposal(proposal, _DROPPED_AR)
    return correction
