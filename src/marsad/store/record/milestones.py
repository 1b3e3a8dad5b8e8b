"""Record the milestones found on a promise, what people decide of them, and what of it readers are told."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from marsad.domain.milestone import Milestone
from marsad.pipeline.milestones.alike import is_alike, is_same_day
from marsad.store.fit import fit
from marsad.store.models import Document, Evidence, MilestoneQuoteRow, MilestoneRow, Person, Promise, Snapshot
from marsad.store.record.ledger import append_entry, hold_tail
from marsad.store.record.milestone_entries import SEEN, tell_revised, tell_withdrawn, told_evidence, told_quote

BY_A_PERSON = "person"
_Status = MilestoneRow.Status


@dataclass(frozen=True, slots=True)
class Told:
    """A milestone as one document tells it."""

    document: Document
    milestone: Milestone

    @property
    def quote(self) -> str:
        """The sentence."""
        return self.document.text[self.milestone.start : self.milestone.end]

    @property
    def what(self) -> str:
        """The words that say what is to be done."""
        return fit(self.document.text[self.milestone.what_start : self.milestone.what_end])

    @property
    def key(self) -> str:
        """What stays the same when it is found again."""
        words = self.document.text[self.milestone.day_start : self.milestone.day_end]
        told = "\x1f".join([str(self.document.pk), self.quote, words])
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def keep_found(promise: Promise, found: Iterable[Told], *, version: str, at: dt.datetime) -> int:
    """Record all that the machine now finds on *promise*; return how many milestones are new.

    One that several documents tell is one row with several quotes, whatever was decided of it. What the machine no longer finds
    goes, unless a person noted or decided it.
    """
    hold_tail()  # what somebody confirms meanwhile must not lose its quotes
    rows: defaultdict[tuple[int, int], list[MilestoneRow]] = defaultdict(list)  # by month: what is one ends in one month
    for row in _known(promise):
        rows[row.last_on.year, row.last_on.month].append(row)
    kept: set[int] = set()
    new = 0
    for told in found:
        beside = rows[told.milestone.last_on.year, told.milestone.last_on.month]
        known = next((one for one in beside if _is_one(one, told)), None)
        row = known or _add(promise, told, version=version, at=at)
        kept.add(_keep_quote(row, told, at).pk)
        if known is None:
            prefetch_related_objects([row], "quotes")
            beside.append(row)
            new += 1
    machine = MilestoneRow.objects.filter(promise=promise, status=_Status.PROPOSED).exclude(finder_version=BY_A_PERSON)
    MilestoneQuoteRow.objects.filter(milestone__in=machine).exclude(pk__in=kept).delete()
    gone = machine.filter(quotes__isnull=True)
    untied = list(MilestoneRow.objects.filter(replaces__in=gone))
    gone.delete()
    tell_revised(untied, at)
    _link(promise)
    return new


@transaction.atomic
def keep_milestone(promise: Promise, told: Told, *, version: str, at: dt.datetime) -> tuple[MilestoneRow, bool]:
    """Record one milestone beside those of *promise*, and return its row and whether it is new."""
    hold_tail()
    known = next((one for one in _known(promise) if _is_one(one, told)), None)
    row = known or _add(promise, told, version=version, at=at)
    _keep_quote(row, told, at)
    _link(promise)
    row.refresh_from_db()
    return row, known is None


def _known(promise: Promise) -> list[MilestoneRow]:
    return list(MilestoneRow.objects.filter(promise=promise).prefetch_related("quotes").order_by("pk"))


def _is_one(row: MilestoneRow, told: Told) -> bool:
    milestone = told.milestone
    if row.sense == "not_before" or not is_same_day(row.day, milestone.day):
        return False
    phases = {"left_phase": row.phase, "right_phase": milestone.phase}
    wordings = {row.what_ar, *(quote.what for quote in row.quotes.all())}
    is_quoted = any(quote.document_id == told.document.pk and quote.quote == fit(told.quote) for quote in row.quotes.all())
    return row.key == told.key or is_quoted or any(is_alike(wording, told.what, **phases) for wording in wordings)


def _add(promise: Promise, told: Told, *, version: str, at: dt.datetime) -> MilestoneRow:
    milestone = told.milestone
    values = {
        "day": milestone.day,
        "last_on": milestone.last_on,
        "told_on": told.document.published_on or at.date(),
        "what_ar": told.what,
        "phase": milestone.phase,
        "sense": milestone.sense,
        "certainty": milestone.certainty,
        "is_postponement": milestone.is_postponement,
        "finder_version": version[:80],
        "found_at": at,
    }
    return MilestoneRow.objects.get_or_create(promise=promise, key=told.key, defaults=values)[0]


def _keep_quote(row: MilestoneRow, told: Told, at: dt.datetime) -> MilestoneQuoteRow:
    milestone = told.milestone
    values = {
        "snapshot": Snapshot.objects.filter(document=told.document).order_by("-fetched_at", "-id").first(),
        "end": milestone.end,
        "day_end": milestone.day_end,
        "quote": fit(told.quote),
        "what": told.what,
        "day": milestone.day,
        "speaker": fit(milestone.speaker, 300),
        "speaker_id": milestone.speaker_id[:120],
    }
    own = MilestoneQuoteRow.objects.filter(milestone=row, document=told.document)
    where = {"start": milestone.start, "day_start": milestone.day_start}
    quote, is_new = own.filter(**where).first(), False
    if quote is None:  # or the page was read anew, and the same sentence stands elsewhere in it
        moved = own.filter(quote=fit(told.quote), day=milestone.day)
        offset = milestone.day_start - milestone.start
        quote = next((one for one in moved if one.day_start - one.start == offset), None)
    if quote is None:
        quote, is_new = MilestoneQuoteRow.objects.create(milestone=row, document=told.document, **where, **values), True
    said_on = told.document.published_on
    if is_new and said_on is not None and said_on < row.told_on:
        row.told_on = said_on
        row.save(update_fields=["told_on"])
        tell_revised([row], at)
    return quote


def _link(promise: Promise) -> None:
    """Tie each postponement that nobody decided on to the earlier milestone whose place it takes."""
    rows = list(MilestoneRow.objects.filter(promise=promise).exclude(status=_Status.DISMISSED).order_by("last_on", "pk"))
    for row in rows:
        if row.is_postponement and row.status == _Status.PROPOSED and row.replaces_id is None:
            earlier = [
                one
                for one in rows
                if one.last_on < row.last_on
                and one.told_on <= row.told_on
                and is_alike(one.what_ar, row.what_ar, left_phase=one.phase, right_phase=row.phase)
            ]
            if earlier:
                row.replaces = earlier[-1]
                row.save(update_fields=["replaces"])


def lock_milestone(milestone_id: int) -> MilestoneRow:
    """Return the milestone, held against others until the transaction ends, and the ledger's tail before it.

    One decision may touch two milestones: two people who took them in different order would wait for each other for ever.
    """
    hold_tail()
    return MilestoneRow.objects.select_for_update(no_key=True).get(pk=milestone_id)


def reword(row: MilestoneRow, *, ar: str, en: str) -> None:
    """Record another wording of what is to be done, before readers see it."""
    row.what_ar, row.what_en = ar, en
    row.save(update_fields=["what_ar", "what_en"])


@transaction.atomic
def publish(row: MilestoneRow, quotes: Sequence[MilestoneQuoteRow], *, person: Person, at: dt.datetime) -> None:
    """Show the milestone to readers with *quotes*, and write its entry; of one that was closed, open it again."""
    hold_tail()
    row.status, row.evidence, row.note = _Status.CONFIRMED, None, ""
    _save_decision(row, person, at)
    payload = {
        "certainty": row.certainty,
        "day": row.day,
        "last_on": row.last_on.isoformat(),
        "milestone": row.pk,
        "promise": row.promise.key,
        "quotes": [told_quote(quote) for quote in quotes],
        "replaces": row.replaces_id,
        "sense": row.sense,
        "what": row.what_ar,
        "what_en": row.what_en,
    }
    rows = [row, *row.quotes.all()]
    append_entry("milestone.published", payload, actor=person.public_name, at=at, promise=row.promise, rows=rows)


@transaction.atomic
def close(
    row: MilestoneRow,
    status: str,
    *,
    person: Person,
    at: dt.datetime,
    note: str = "",
    evidence: Evidence | None = None,
    to: MilestoneRow | None = None,
) -> None:
    """Tell readers what became of the milestone: met with *evidence*, missed, or postponed *to* another; and write its entry."""
    hold_tail()
    row.status, row.evidence, row.note = status, evidence, note
    _save_decision(row, person, at)
    payload = {
        "evidence": told_evidence(evidence) if evidence else None,
        "milestone": row.pk,
        "promise": row.promise.key,
        "state": status,
        "to": {"day": to.day, "milestone": to.pk} if to else None,
        "why": note,
    }
    rows = [row, *row.quotes.all()]
    append_entry("milestone.closed", payload, actor=person.public_name, at=at, promise=row.promise, rows=rows)


@transaction.atomic
def dismiss(row: MilestoneRow, *, note: str, person: Person, at: dt.datetime) -> None:
    """Put aside what is no milestone; one that readers saw is withdrawn, with an entry."""
    was_seen = row.status in SEEN
    row.status, row.evidence, row.note = _Status.DISMISSED, None, note
    _save_decision(row, person, at)
    if was_seen:
        tell_withdrawn(row, f"dismissed: {note}", person, at)


@transaction.atomic
def reopen(row: MilestoneRow, *, person: Person, at: dt.datetime) -> None:
    """Make the milestone a proposal again; one that readers saw is withdrawn, with an entry."""
    was_seen = row.status in SEEN
    row.status, row.evidence, row.note = _Status.PROPOSED, None, ""
    _save_decision(row, None, None)
    if was_seen:
        tell_withdrawn(row, "reopened", person, at)


def replace(row: MilestoneRow, earlier: MilestoneRow | None) -> None:
    """Record that *row* puts *earlier* off, or nothing."""
    hold_tail()
    row.replaces = earlier
    row.save(update_fields=["replaces"])
    tell_revised([row], timezone.now())


def untie(row: MilestoneRow) -> None:
    """Record that nothing puts *row* off."""
    hold_tail()
    tied = list(MilestoneRow.objects.filter(replaces=row))
    MilestoneRow.objects.filter(replaces=row).update(replaces=None)
    tell_revised(tied, timezone.now())


def _save_decision(row: MilestoneRow, person: Person | None, at: dt.datetime | None) -> None:
    row.decided_by, row.decided_at = person, at
    row.save(update_fields=["status", "evidence", "note", "decided_by", "decided_at"])
