"""Decide on what was found in a programme: accept it as a promise, join two, split one, dismiss it, and take that back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from marsad.domain.programme_text import Line
from marsad.newsroom.acts import recorded
from marsad.newsroom.exchange_programme import gazetteer as names
from marsad.newsroom.exchange_programme import proposal_values, setting_of
from marsad.newsroom.promise_wording import PromiseWording, check_wording
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.promises.likeness import KnownPromises
from marsad.pipeline.promises.propose import Proposal, propose_unit
from marsad.pipeline.promises.units import Unit
from marsad.store.models import Body, Lineage, Person, Promise, PromiseProposal, Sector
from marsad.store.queries import exchange as read
from marsad.store.record import exchange as record
from marsad.store.record import lineages as lineage_record
from marsad.store.record import revisions as promise_record
from marsad.text.fold import fold

# Why it is no promise, in the order of the desk's list.
DISMISSALS = ("no_promise", "vague", "already_there", "background", "misread", "other")
_Status = PromiseProposal.Status
_KEY = re.compile(r"[-a-zA-Z0-9_]{1,80}\Z")


@dataclass(frozen=True, slots=True)
class Wording(PromiseWording):
    """A promise as a person words what was found; *continues* is the key of an earlier promise, *kind* how it is tied."""

    key: str = ""
    continues: str = ""
    kind: str = "continues"


def _check_open(row: PromiseProposal) -> None:
    if row.status != _Status.PROPOSED:
        name = row.decided_by.public_name if row.decided_by else ""
        raise Refusal("", f"سبق أن بتّ {name} في هذا؛ حدّث الصفحة.", f"{name} has already decided this; reload the page.")


def _checked(wording: Wording, row: PromiseProposal) -> tuple[Sector, Body | None, Promise | None, str]:
    sector, body = check_wording(wording)
    key = wording.key.strip() or _new_key(row, wording.text_ar)
    if not _KEY.match(key):
        raise Refusal("key", "المفتاح حتى 80 من a-z وA-Z و0-9 و- و_.", "A key has up to 80 of a-z, A-Z, 0-9, - and _.")
    known = Promise.objects.everything().filter(key=key).first()
    if known is not None:
        raise Refusal(
            "key", f"في السجل وعد بهذا المفتاح: «{known.title_ar}».", f"The record has a promise of that key: “{known.title_ar}”."
        )
    return sector, body, _earlier(wording, row), key


def _earlier(wording: Wording, row: PromiseProposal) -> Promise | None:
    if not wording.continues.strip():
        return None
    earlier = Promise.objects.everything().filter(key=wording.continues.strip()).first()
    if earlier is None or wording.kind not in Lineage.Kind.values:
        raise Refusal("continues", "لا وعد بهذا المفتاح.", "No promise has that key.")
    if earlier.government_id == row.file.programme.government_id:
        raise Refusal("continues", "الصلة بين وعدي حكومتين.", "A tie joins promises of two governments.")
    if earlier.government.began_on > row.file.programme.government.began_on:
        raise Refusal("continues", "هذا وعد حكومة لاحقة.", "That promise is of a later government.")
    return earlier


def _new_key(row: PromiseProposal, text: str) -> str:
    """Return a key for the promise: its government's and a digest of its words, as pages that are imported get theirs."""
    government = row.file.programme.government.key
    head = government if _KEY.match(government) else f"g{row.file.programme.government_id}"
    return f"{head[:71]}-{hashlib.sha256(fold(text).encode()).hexdigest()[:8]}"


@recorded("proposal.accept")
def accept(proposal_id: int, person: Person, *, wording: Wording, is_draft: bool = False) -> PromiseProposal:
    """Make a promise of what was found, worded as *wording* says: shown to readers, or a draft; raise Refusal else."""
    row = record.lock_proposal(proposal_id)
    _check_open(row)
    sector, body, earlier, key = _checked(wording, row)
    programme, now = row.file.programme, timezone.now()
    promise = promise_record.save_promise(
        key,
        actor=person.public_name,
        at=now,
        change=promise_record.Change("original", person=person),
        government=programme.government,
        programme=programme,
        sector=sector,
        body=body,
        title_ar=wording.title_ar.strip(),
        title_en=wording.title_en.strip(),
        text_ar=wording.text_ar.strip(),
        text_en=wording.text_en.strip(),
        justification_ar=wording.justification_ar.strip(),
        page_ref=row.page_ref,
        deadline=wording.deadline.strip(),
        is_published=not is_draft,
    )
    if earlier is not None:
        lineage_record.tie_lineage(earlier, promise, wording.kind, person=person, actor=person.public_name, at=now)
    record.decide(row, _Status.ACCEPTED, person=person, at=now, promise=promise)
    return row


@recorded("proposal.dismiss")
def dismiss(proposal_id: int, person: Person, *, reason: str, note: str = "") -> PromiseProposal:
    """Put aside what is no promise, for one of DISMISSALS ("other" with a note); raise Refusal where it cannot be."""
    if reason not in DISMISSALS:
        raise Refusal("reason", "اختر لماذا ليس وعدا.", "Choose why it is no promise.")
    if reason == "other" and not note.strip():
        raise Refusal("note", "اكتب السبب في كلمات.", "Say the reason in words.")
    row = record.lock_proposal(proposal_id)
    _check_open(row)
    told = f"{reason}: {note.strip()}".strip(": ")
    record.decide(row, _Status.DISMISSED, person=person, at=timezone.now(), note=told)
    return row


@recorded("proposal.join")
def join(proposal_id: int, person: Person, *, other_id: int) -> PromiseProposal:
    """Make one proposal of two that wait, of one programme, their words in its order; return the new one."""
    first, second = sorted((record.lock_proposal(number) for number in (proposal_id, other_id)), key=lambda row: row.first_line)
    if first.pk == second.pk or first.file_id != second.file_id:
        raise Refusal("", "اختر اثنين من برنامج واحد.", "Choose two of one programme.")
    for row in (first, second):
        _check_open(row)
    now = timezone.now()
    text = f"{first.text.rstrip()} {second.text}"
    told = {name: getattr(first, name) or getattr(second, name) for name in ("deadline", "sector_id", "body_id")}
    made = _propose(first, text, first.first_line, max(first.last_line, second.last_line), told)
    for row in (first, second):
        record.decide(row, _Status.JOINED, person=person, at=now, into=made)
    return made


@recorded("proposal.split")
def split(proposal_id: int, person: Person, *, parts: str) -> PromiseProposal:
    """Make two proposals of one; *parts* is its text with a new line where it is cut. Return the first; raise Refusal else."""
    row = record.lock_proposal(proposal_id)
    _check_open(row)
    pieces = [piece.strip() for piece in parts.replace("\r\n", "\n").split("\n") if piece.strip()]
    if len(pieces) != 2:
        raise Refusal("parts", "ضع سطرا جديدا واحدا حيث يُفصل النص.", "Put one new line where the text is to be cut.")
    if "".join("".join(pieces).split()) != "".join(row.text.split()):
        raise Refusal("parts", "أبق ألفاظ البرنامج كما هي؛ السطر الجديد وحده يفصل.", "Leave the words; only cut them.")
    made = [_propose(row, piece, row.first_line, row.last_line, {}, split_from=row) for piece in pieces]
    record.decide(row, _Status.SPLIT, person=person, at=timezone.now())
    return made[0]


def _propose(
    row: PromiseProposal, text: str, first: int, last: int, told: Mapping[str, object], **values: PromiseProposal
) -> PromiseProposal:
    """Record a proposal of *text*, read anew, beside *row*; *told* are columns to take where the words give none."""
    headings = (row.heading,) if row.heading else ()
    unit = Unit(text, first, last, "item", is_opening=True, headings=headings, lead="")
    government = row.file.programme.government.key
    known = KnownPromises(read.known_promises())
    setting = setting_of(row.file.programme)
    found = propose_unit(unit, setting, gazetteer=names(), known=known, government=government, is_wanted=True)
    assert isinstance(found, Proposal)
    lines = [Line(*line) for line in row.file.lines]
    (columns,) = proposal_values([found], lines, row.file.pages)
    columns |= {name: columns[name] or value for name, value in told.items()}
    return record.add_proposal(row.file, place=row.place, **columns, **values)


@recorded("proposal.reopen")
def reopen(proposal_id: int, person: Person) -> PromiseProposal:
    """Take a decision back: a dismissal, a join, a split, or a promise still a draft. Raise Refusal where it cannot be."""
    row = record.lock_proposal(proposal_id)
    if row.status == _Status.PROPOSED:
        origin = row.split_from or row.made_of.first()
        if origin is None:
            raise Refusal("", "لا قرار يُتراجع عنه.", "There is no decision to take back.")
        row = record.lock_proposal(origin.pk)
    if row.decided_by_id != person.pk and not person.is_editor:
        raise Refusal("", "يتراجع عن القرار من اتخذه، أو محرر.", "A decision is taken back by whoever took it, or by an editor.")
    if row.status == _Status.ACCEPTED:
        return _take_back(row, person)
    if row.status == _Status.JOINED and row.joined_into is not None:
        _give_up([row.joined_into])
        parents, made = list(row.joined_into.made_of.all()), row.joined_into
        for parent in parents:
            record.reopen(record.lock_proposal(parent.pk))
        record.remove_proposals([made])
    elif row.status == _Status.SPLIT:
        made_from = list(row.made_from.all())
        _give_up(made_from)
        record.remove_proposals(made_from)
        record.reopen(row)
    else:
        record.reopen(row)
    row.refresh_from_db()
    return row


def _give_up(made: Sequence[PromiseProposal]) -> None:
    if any(row.status != _Status.PROPOSED for row in made):
        raise Refusal("", "بُتّ في ما نتج عنه؛ تراجع عن ذلك أولا.", "What came of it was decided; take that back first.")


def _take_back(row: PromiseProposal, person: Person) -> PromiseProposal:
    promise = row.promise
    assert promise is not None
    if not person.is_editor:
        raise Refusal("", "هذا شأن المحررين.", "This is the editors' to do.")
    record.reopen(row)
    if not record.remove_draft(promise):
        raise Refusal(
            "",
            "ما نُشر أو بُني عليه يبقى في السجل؛ اسحب الوعد من القراء في صفحته.",
            "What was published, or built upon, stays on record; withdraw the promise from readers on its page.",
        )
    return row


def reopen_last(person: Person) -> PromiseProposal | None:
    """Take this person's latest decision on a find of a programme back, and return it; None where there is none."""
    latest = read.last_decided(person)
    return None if latest is None else reopen(latest.pk, person)
