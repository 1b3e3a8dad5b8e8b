"""Milestones: find the days set on the pages of a promise; confirm, dismiss, say that one was met, missed or put off; undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.utils import timezone

from marsad import __version__
from marsad.domain.milestone import Milestone
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.milestone import find_milestones
from marsad.pipeline.milestones.alike import bears_on
from marsad.store.models import Evidence, MilestoneRow, Person, Promise
from marsad.store.queries import milestones as read
from marsad.store.queries.readings import reading_of
from marsad.store.record import milestones as record
from marsad.store.record.milestones import Told

# Why the machine was wrong, in the order of the desk's list; they may teach it one day.
DISMISSALS = ("no_deadline", "event", "other_promise", "outdated", "misread", "other")
MOST_OF_A_PAGE = 50  # on one promise: a page that sets more days is no news, and would bury the desk
_Status = MilestoneRow.Status


def find(promises: Iterable[Promise]) -> int:
    """Look for milestones on the pages that bear on each of *promises*; return how many are new.

    Pages are accepted evidence and suggested candidates. What people decided, or noted themselves, stays.
    """
    known: dict[int, tuple[Milestone, ...]] = {}  # a page may bear on several promises, and is read once
    return sum(_find(promise, known) for promise in promises)


def _find(promise: Promise, known: dict[int, tuple[Milestone, ...]]) -> int:
    told: list[Told] = []
    for bearing in read.bearing_documents(promise):
        document = bearing.document
        if document.pk not in known:
            known[document.pk] = find_milestones(reading_of(document))
        own = (
            Told(document, milestone)
            for milestone in known[document.pk]
            if milestone.sense != "not_before" and _belongs(milestone, promise, document.text, bearing.spans)
        )
        told += islice(own, MOST_OF_A_PAGE)
    if not told and not MilestoneRow.objects.filter(promise=promise).exists():
        return 0
    return record.keep_found(promise, told, version=__version__, at=timezone.now())


def _belongs(milestone: Milestone, promise: Promise, text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether the sentence is the one that was accepted or proposed, or shares the promise's words."""
    if any(start < milestone.end and milestone.start < end for start, end in spans):
        return True
    return bears_on(text[milestone.start : milestone.end], title=promise.title_ar, words=[promise.text_ar])


def find_with(evidence: Evidence) -> None:
    """Look for milestones on the page of newly accepted *evidence*."""
    document, promise = evidence.document, evidence.promise
    if document is None:
        return
    spans = [(evidence.start, evidence.end)]
    found = (one for one in find_milestones(reading_of(document)) if one.sense != "not_before")
    own = (one for one in found if _belongs(one, promise, document.text, spans))
    for milestone in islice(own, MOST_OF_A_PAGE):
        record.keep_milestone(promise, Told(document, milestone), version=__version__, at=timezone.now())


def _check_editor(person: Person) -> None:
    if not person.is_editor:
        raise Refusal("", "ما يُنشر للقراء شأن المحررين.", "What readers are told is the editors' to decide.")


def _check_status(row: MilestoneRow, *allowed: str) -> None:
    if row.status not in allowed:
        name = row.decided_by.public_name if row.decided_by else ""
        raise Refusal(
            "", f"سبق أن بتّ {name} في هذا الموعد؛ حدّث الصفحة.", f"{name} has already decided this milestone; reload the page."
        )


def _check_wording(what_ar: str) -> None:
    if not what_ar.strip():
        raise Refusal("what_ar", "اكتب ما الذي يُنجز في هذا الموعد.", "Say what is to be done by that day.")


@recorded("milestone.reword")
@transaction.atomic
def reword(milestone_id: int, person: Person, *, what_ar: str, what_en: str = "") -> MilestoneRow:
    """Word anew what is to be done: of a proposal, by anyone at the desk; of what readers see, by an editor, as a new entry."""
    _check_wording(what_ar)
    row = record.lock_milestone(milestone_id)
    _check_status(row, _Status.PROPOSED, _Status.CONFIRMED)
    if row.status == _Status.CONFIRMED:
        return confirm(milestone_id, person, what_ar=what_ar, what_en=what_en)
    record.reword(row, ar=what_ar.strip(), en=what_en.strip())
    return row


@recorded("milestone.confirm")
@transaction.atomic
def confirm(milestone_id: int, person: Person, *, what_ar: str, what_en: str = "") -> MilestoneRow:
    """Show the milestone to readers, or a new wording of it; the one that it puts off is told as put off.

    Raise Refusal where it cannot be.
    """
    _check_editor(person)
    _check_wording(what_ar)
    row = record.lock_milestone(milestone_id)
    _check_status(row, _Status.PROPOSED, _Status.CONFIRMED)
    quotes = read.tellable_quotes(row)
    if not quotes or not row.promise.is_published:
        raise Refusal(
            "",
            "لا يُنشر موعد إلا من صفحة قُبلت دليلا على وعد منشور؛ اقبل الصفحة أولا.",
            "Readers are shown only what a page says that was accepted as evidence on a published promise: accept it first.",
        )
    now = timezone.now()
    record.reword(row, ar=what_ar.strip(), en=what_en.strip())
    record.publish(row, quotes, person=person, at=now)
    if row.replaces_id is not None:
        earlier = record.lock_milestone(row.replaces_id)
        if earlier.status in {_Status.CONFIRMED, _Status.MISSED}:
            record.close(earlier, _Status.POSTPONED, person=person, at=now, to=row)
    return row


@recorded("milestone.dismiss")
@transaction.atomic
def dismiss(milestone_id: int, person: Person, *, reason: str, note: str = "") -> MilestoneRow:
    """Put aside what is no milestone, for one of DISMISSALS ("other" with a note); raise Refusal where it cannot be."""
    if reason not in DISMISSALS:
        raise Refusal("reason", "اختر لماذا ليس موعدا.", "Choose why it is no milestone.")
    if reason == "other" and not note.strip():
        raise Refusal("note", "اكتب السبب في كلمات.", "Say the reason in words.")
    row = record.lock_milestone(milestone_id)
    _check_status(row, _Status.PROPOSED, _Status.CONFIRMED)
    now, was_shown = timezone.now(), row.status == _Status.CONFIRMED
    if was_shown:
        _check_editor(person)
    record.dismiss(row, note=f"{reason}: {note.strip()}".strip(": "), person=person, at=now)
    if was_shown:
        _bring_back(row, person, now)
    return row


@recorded("milestone.meet")
@transaction.atomic
def meet(milestone_id: int, person: Person, *, evidence_id: int | None, note: str = "") -> MilestoneRow:
    """Tell readers that it was done, with the evidence that shows it; raise Refusal where it cannot be."""
    _check_editor(person)
    row = record.lock_milestone(milestone_id)
    _check_status(row, _Status.CONFIRMED, _Status.MISSED)
    standing = Evidence.objects.select_related("document__outlet", "snapshot").filter(withdrawn_at__isnull=True)
    evidence = standing.filter(pk=evidence_id, promise=row.promise_id).first() if evidence_id is not None else None
    if evidence is None:
        raise Refusal("evidence_id", "اختر الدليل الذي يثبت إنجازه.", "Choose the evidence that shows it.")
    record.close(row, _Status.MET, person=person, at=timezone.now(), note=note.strip(), evidence=evidence)
    return row


@recorded("milestone.miss")
@transaction.atomic
def miss(milestone_id: int, person: Person, *, note: str = "", today: dt.date | None = None) -> MilestoneRow:
    """Tell readers that the day passed without evidence; raise Refusal before it has passed (*today*, for the observatory)."""
    _check_editor(person)
    row = record.lock_milestone(milestone_id)
    _check_status(row, _Status.CONFIRMED)
    if row.sense == "not_before" or (today or timezone.localdate()) <= row.last_on:
        raise Refusal(
            "", f"لم يمض الموعد بعد: آخر أيامه {row.last_on}.", f"The day has not passed yet: its last is {row.last_on}."
        )
    record.close(row, _Status.MISSED, person=person, at=timezone.now(), note=note.strip())
    return row


@recorded("milestone.postpone")
@transaction.atomic
def postpone(milestone_id: int, person: Person, *, to_id: int | None, note: str = "") -> MilestoneRow:
    """Tell readers that it was put off to another confirmed milestone of the promise; raise Refusal where it cannot be."""
    _check_editor(person)
    row = record.lock_milestone(milestone_id)
    _check_status(row, _Status.CONFIRMED, _Status.MISSED)
    others = MilestoneRow.objects.filter(promise=row.promise_id, status=_Status.CONFIRMED, last_on__gt=row.last_on)
    other = others.filter(pk=to_id).first() if to_id is not None else None
    if other is None:
        raise Refusal(
            "to_id",
            "اختر الموعد اللاحق الذي حل محله، بعد تأكيده.",
            "Choose the later milestone that took its place; confirm it first.",
        )
    record.replace(other, row)
    record.close(row, _Status.POSTPONED, person=person, at=timezone.now(), note=note.strip(), to=other)
    return row


@recorded("milestone.reopen")
@transaction.atomic
def reopen(milestone_id: int, person: Person) -> MilestoneRow:
    """Take the latest decision back: what became of it, else that readers see it, else its dismissal.

    Raise Refusal where there is none, or it was another's and the person is no editor.
    """
    row = record.lock_milestone(milestone_id)
    if row.status == _Status.PROPOSED:
        raise Refusal("", "لا قرار يُتراجع عنه.", "There is no decision to take back.")
    if row.status in read.PUBLIC:
        _check_editor(person)
    if row.decided_by_id != person.pk and not person.is_editor:
        raise Refusal("", "يتراجع عن القرار من اتخذه، أو محرر.", "A decision is taken back by whoever took it, or by an editor.")
    now = timezone.now()
    if row.status in {_Status.MET, _Status.MISSED, _Status.POSTPONED}:
        if row.status == _Status.POSTPONED:
            record.untie(row)  # or the next wording of the later one would put it off again
        record.publish(row, read.tellable_quotes(row), person=person, at=now)
        return row
    was_shown = row.status == _Status.CONFIRMED
    record.reopen(row, person=person, at=now)
    if was_shown:
        _bring_back(row, person, now)
    return row


def _bring_back(row: MilestoneRow, person: Person, now: dt.datetime) -> None:
    """Tell readers anew of the milestone that *row*, which they see no longer, put off; unless another puts it off too."""
    if row.replaces_id is None:
        return
    earlier = record.lock_milestone(row.replaces_id)
    if earlier.status == _Status.POSTPONED and not read.is_put_off(earlier):
        record.publish(earlier, read.tellable_quotes(earlier), person=person, at=now)


def reopen_last(person: Person) -> MilestoneRow | None:
    """Take this person's latest decision on a milestone back and return it, or None where there is none."""
    latest = read.last_decided(person)
    return None if latest is None else reopen(latest.pk, person)
