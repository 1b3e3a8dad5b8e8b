"""A monitor's decision on a candidate: accept it as evidence, reject it, defer it, or take the decision back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from marsad.domain.reading import RUNGS, STANCES
from marsad.newsroom import disputes, milestones, series
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, Candidate, CodingRound, Evidence, Person
from marsad.store.queries.conflicts import is_quoted_to_readers
from marsad.store.queries.milestones import is_told_to_readers
from marsad.store.queries.series import is_charted
from marsad.store.record import review as record
from marsad.store.record.ledger import hold_tail

REJECTIONS = ("unrelated", "other_government", "other_country", "old_news", "duplicate", "unreliable", "other")


def _open_candidate(candidate_id: int) -> Candidate:
    candidate = record.lock_candidate(candidate_id)
    if candidate.status not in {Candidate.Status.WAITING, Candidate.Status.DEFERRED}:
        name = candidate.decided_by.public_name if candidate.decided_by else ""
        raise Refusal(
            "", f"سبق أن بتّ {name} في هذا المرشح؛ حدّث الصفحة.", f"{name} has already decided this candidate; reload the page."
        )
    return candidate


def accept(
    candidate_id: int, person: Person, *, stance: str, rung: str, start: int | None = None, end: int | None = None, note: str = ""
) -> Evidence:
    """Accept a candidate's deciding sentence (or start..end of its document) as evidence; raise Refusal where it cannot be."""
    if stance not in STANCES[:3]:
        raise Refusal("stance", "اختر الموقف: يؤيد أو يناقض أو يناقش.", "Choose the stance: supports, refutes or discusses.")
    if rung not in RUNGS:
        raise Refusal("rung", "اختر الدرجة من القائمة.", "Choose the rung from the list.")
    evidence = _keep(candidate_id, person, stance=stance, rung=rung, start=start, end=end, note=note)
    # What these propose takes seconds where a promise has many pages: the record is not held against others meanwhile.
    disputes.find_among_evidence(evidence.promise)
    series.find_with(evidence)
    milestones.find_with(evidence)
    return evidence


@recorded("candidate.accept")
def _keep(
    candidate_id: int, person: Person, *, stance: str, rung: str, start: int | None, end: int | None, note: str
) -> Evidence:
    candidate = _open_candidate(candidate_id)
    decisive = candidate.decisive
    start, end = (decisive[0] if start is None else start), (decisive[1] if end is None else end)
    if not 0 <= start < end <= len(candidate.document.text) or not candidate.document.text[start:end].strip():
        raise Refusal("quote", "حدد كلمات من نص الوثيقة.", "Mark some words of the document.")
    now = timezone.now()
    evidence = record.keep_evidence(candidate, stance=stance, rung=rung, start=start, end=end, person=person, at=now, note=note)
    record.decide(candidate, Candidate.Status.ACCEPTED, person=person, at=now)
    return evidence


@recorded("candidate.reject")
def reject(candidate_id: int, person: Person, *, reason: str, note: str = "") -> Candidate:
    """Reject a candidate for one of REJECTIONS ("other" with a note); raise Refusal where it cannot be."""
    words = _rejection(reason, note)
    candidate = _open_candidate(candidate_id)
    record.decide(candidate, Candidate.Status.REJECTED, person=person, at=timezone.now(), reason=words)
    return candidate


def _rejection(reason: str, note: str) -> str:
    if reason not in REJECTIONS:
        raise Refusal("reason", "اختر سبب الرفض.", "Choose why you reject it.")
    if reason == "other" and not note.strip():
        raise Refusal("note", "اكتب السبب في كلمات.", "Say the reason in words.")
    return f"{reason}: {note}".strip(": ")


@recorded("story.reject")
def reject_story(story_id: int, person: Person, *, reason: str, seen: int, note: str = "") -> tuple[Candidate, ...]:
    """Reject all that is undecided of a story, for one reason, as one act; return what was rejected.

    *seen* is how many the person was shown before agreeing: raises Refusal where there are others by now, or none, or where the
    reason will not do.
    """
    words = _rejection(reason, note)
    candidates = record.lock_open_of_story(story_id)
    if len(candidates) != seen:
        raise Refusal(
            "",
            f"تغيرت القصة في هذه الأثناء: فيها الآن {len(candidates)} بلا قرار وكانت {seen}؛ انظر فيها من جديد ثم أكد.",
            f"The story has changed meanwhile: {len(candidates)} are undecided now, {seen} were; look again, then confirm.",
        )
    if not candidates:
        raise Refusal("", "لا مرشح بلا قرار في هذه القصة.", "No candidate of this story is undecided.")
    record.reject_all(candidates, person=person, at=timezone.now(), reason=words)
    return tuple(candidates)


@recorded("story.undo")
def undo_story(story_id: int, person: Person, *, decided_at: dt.datetime) -> tuple[Candidate, ...]:
    """Take this person's rejection of a story at *decided_at* back as one act; return what waits again.

    Raises Refusal where nothing of it stands any more. What another person decided since stays as it is.
    """
    candidates = record.lock_rejected_at_once(person, decided_at)
    if not candidates:
        raise Refusal("", "لا قرار يُتراجع عنه.", "There is no decision to take back.")
    record.reopen_all(candidates)
    return tuple(candidates)


@recorded("candidate.defer")
def defer(candidate_id: int, person: Person, *, days: int = 7) -> Candidate:
    """Put a candidate off for *days* (1 to 365); raise Refusal where it cannot be."""
    if not 1 <= days <= 365:
        raise Refusal("days", "التأجيل من يوم إلى سنة.", "Defer by one day to a year.")
    candidate = _open_candidate(candidate_id)
    until = timezone.localdate() + dt.timedelta(days=days)
    record.decide(candidate, Candidate.Status.DEFERRED, person=person, at=timezone.now(), deferred_until=until)
    return candidate


@recorded("candidate.undo")
def undo(candidate_id: int, person: Person) -> Candidate:
    """Take a decision back; raise Refusal where something rests on its evidence already, or another decided it."""
    hold_tail()  # whoever publishes what rests on this evidence holds it too: it is published first, or taken back first
    candidate = record.lock_candidate(candidate_id)
    if candidate.status == Candidate.Status.WAITING:
        raise Refusal("", "لا قرار يُتراجع عنه.", "There is no decision to take back.")
    if candidate.decided_by_id != person.pk and not person.is_editor:
        raise Refusal("", "يتراجع عن القرار من اتخذه، أو محرر.", "A decision is taken back by whoever took it, or by an editor.")
    now = timezone.now()
    for evidence in record.lock_evidence(Evidence.objects.filter(candidate=candidate, withdrawn_at__isnull=True)):
        if evidence.assessments.exclude(status=Assessment.Status.RETURNED).exists():
            raise Refusal(
                "",
                "هذا الدليل مستعمل في تقييم؛ أعد التقييم إلى كاتبه أولا.",
                "This evidence stands in an assessment; return that to its author first.",
            )
        if evidence.coding_rounds.filter(status__in=[CodingRound.Status.OPEN, CodingRound.Status.DISPUTED]).exists():
            raise Refusal(
                "",
                "هذا الدليل بين يدي مرمّزين في جولة مفتوحة؛ لتُنه الجولة أولا.",
                "Coders have this evidence before them in a round that is open; have that ended first.",
            )
        if is_quoted_to_readers(evidence):
            raise Refusal(
                "",
                "هذه الصفحة مقتبسة في تضارب منشور؛ ارفعه عن القراء أولا.",
                "This page is quoted in a dispute that readers see; take that back first.",
            )
        if is_charted(evidence):
            raise Refusal(
                "",
                "رقم من هذه الصفحة في سلسلة منشورة؛ أزله منها أو اسحبها أولا.",
                "A number of this page stands in a series that readers see; take it out or withdraw that first.",
            )
        if is_told_to_readers(evidence):
            raise Refusal(
                "",
                "على هذه الصفحة يقوم موعد منشور؛ ارفعه عن القراء أولا.",
                "A milestone that readers see rests on this page; take that back first.",
            )
        record.withdraw(evidence, at=now)
    record.reopen(candidate)
    return candidate


def undo_last(person: Person) -> Candidate | None:
    """Take this person's latest decision back, all of it where it was on a story; return a candidate, or None."""
    latest = (
        Candidate.objects.filter(decided_by=person).select_related("document").order_by("-decided_at", "-score", "pk").first()
    )
    if latest is None or latest.decided_at is None:
        return None
    if Candidate.objects.filter(decided_by=person, decided_at=latest.decided_at).count() > 1:
        return undo_story(latest.document.story_id, person, decided_at=latest.decided_at)[0]
    return undo(latest.pk, person)
