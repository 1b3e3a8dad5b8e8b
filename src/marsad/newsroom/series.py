"""Series: find what the pages of one promise count again and again; make one, choose its points, publish, withdraw, dismiss."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from marsad import __version__
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.series.discover import Proposal, propose, series_key
from marsad.pipeline.series.gather import Material, SeriesPoint, gather
from marsad.pipeline.series.told import unit_key
from marsad.store.models import Document, Evidence, Person, Promise, SeriesPointRow, SeriesRow
from marsad.store.queries import series as read
from marsad.store.queries.readings import reading_of
from marsad.store.record import series as record
from marsad.store.record.ledger import hold_tail

# Why the machine's proposal is no series, in the order of the desk's list; they may teach it one day.
DISMISSALS = ("mixed", "part_of_whole", "targets", "batches", "not_telling", "misread", "other")
LEAST_CHOSEN = 2  # one number is no course
_Status = SeriesRow.Status


def find(promises: Iterable[Promise]) -> int:
    """Look for series among the documents that bear on each of *promises*; return how many are newly proposed.

    New points of the series that stand are recorded, for somebody to choose. What the machine proposed, nobody touched, and is
    no longer found, goes.
    """
    return sum(_find(promise) for promise in promises)


def _find(promise: Promise) -> int:
    material, documents = _material(promise)
    if not material.told and not read.series_of(promise):
        return 0
    return _keep_found(promise, material, documents, propose(material))  # found first: the record is not held meanwhile


@transaction.atomic
def _keep_found(promise: Promise, material: Material, documents: Mapping[str, Document], proposals: Collection[Proposal]) -> int:
    hold_tail()  # before any row, as whoever publishes one of these series does
    standing = read.series_of(promise)
    now, new, taken = timezone.now(), 0, set()
    proposed_keys = {proposal.key for proposal in proposals}
    for row in standing:
        points = gather(material, row.about, row.unit)
        is_ours = row.status == _Status.PROPOSED and row.finder_version != record.BY_A_PERSON and not row.is_touched  # type: ignore[attr-defined]
        if is_ours and row.key not in proposed_keys:
            record.drop_series(row)
            continue
        record.keep_points(row, points, documents, at=now)
        taken |= {(point.page_id, point.start) for point in points}
    keys = {row.key for row in standing}
    for proposal in proposals:
        if proposal.key not in keys and not _is_told_already(proposal.points, taken):
            row, is_new = record.keep_series(
                promise, unit=proposal.unit, about=proposal.about, key=proposal.key, version=__version__, at=now
            )
            record.keep_points(row, proposal.points, documents, at=now)
            new += is_new
    return new


def _material(promise: Promise) -> tuple[Material, dict[str, Document]]:
    documents = {str(row.pk): row for row in read.bearing_documents(promise)}
    return Material(reading_of(row) for row in documents.values()), documents


def _is_told_already(points: Collection[SeriesPoint], taken: Collection[tuple[str, int]]) -> bool:
    """Return whether half of *points* stand in other series of the promise: the machine found the same thing by other words."""
    return 2 * sum((point.page_id, point.start) in taken for point in points) >= len(points)


def find_with(evidence: Evidence) -> None:
    """Bring the series up to date in which the document of newly accepted *evidence* tells a point."""
    if evidence.document_id is not None and read.is_in_a_series(evidence.promise, evidence.document_id):
        find([evidence.promise])


@recorded("series.make")
@transaction.atomic
def make(promise: Promise, person: Person, *, unit: str, about: str) -> SeriesRow:
    """Make a series by hand, of a unit and the words that must stand beside it; raise Refusal where nothing is found."""
    unit, about = " ".join(unit.split()), " ".join(about.split())
    if not unit_key(unit):
        raise Refusal("unit", "اكتب ما يُعد: جندي، عائلة، %.", "Say what is counted: جندي, عائلة, %.")
    if any(character.isdecimal() for character in unit):
        raise Refusal(
            "unit", "الوحدة بلا رقم: اكتب «جندي» لا «5200 جندي».", "The unit without a number: «جندي», not «5200 جندي»."
        )
    material, documents = _material(promise)
    if not material.terms(about):
        raise Refusal("about", "اكتب كلمة تميز ما يُعد عن غيره.", "Give a word that tells this thing from others.")
    key = series_key(unit, about)
    if SeriesRow.objects.filter(promise=promise, key=key).exists():
        raise Refusal("about", "هذه السلسلة موجودة على هذا الوعد.", "This promise has that series already.")
    points = gather(material, about, unit)
    if not points:
        raise Refusal(
            "about",
            "لا رقم بهذه الوحدة وهذه الكلمات في صفحات هذا الوعد؛ جرب كلمات أقل.",
            "No number with this unit and these words on the pages of this promise; try fewer words.",
        )
    now = timezone.now()
    row, _ = record.keep_series(promise, unit=unit, about=about, key=key, version=record.BY_A_PERSON, at=now)
    record.keep_points(row, points, documents, at=now)
    return row


def _check_editor(person: Person) -> None:
    if not person.is_editor:
        raise Refusal("", "ما يُنشر للقراء شأن المحررين.", "What readers are told is the editors' to decide.")


def _check_open(row: SeriesRow) -> None:
    if row.status not in {_Status.PROPOSED, _Status.PUBLISHED}:
        name = row.decided_by.public_name if row.decided_by else ""
        raise Refusal(
            "", f"سبق أن بتّ {name} في هذه السلسلة؛ حدّث الصفحة.", f"{name} has already decided this series; reload the page."
        )


@recorded("series.keep")
@transaction.atomic
def keep(
    series_id: int, person: Person, *, points: Collection[int], shown: Collection[int], title_ar: str = "", title_en: str = ""
) -> SeriesRow:
    """Keep what was chosen of the points *shown*, and the titles, without publishing; raise Refusal where it cannot be."""
    row = record.lock_series(series_id)
    _check_open(row)
    if row.status == _Status.PUBLISHED:
        raise Refusal("", "هذه السلسلة منشورة؛ انشر ما غيّرت.", "Readers see this series: publish what you changed.")
    record.choose(row, points, shown)
    record.name_series(row, ar=title_ar.strip(), en=title_en.strip())
    return row


@recorded("series.publish")
@transaction.atomic
def publish(
    series_id: int, person: Person, *, points: Collection[int], shown: Collection[int], title_ar: str = "", title_en: str = ""
) -> SeriesRow:
    """Publish the chosen points of a series, or a new choice of them; raise Refusal where it cannot be."""
    _check_editor(person)
    row = record.lock_series(series_id)
    _check_open(row)
    if not title_ar.strip():
        raise Refusal("title_ar", "سمّ ما يُعد، ليفهم القارئ الرسم.", "Name what is counted, so that readers understand the chart.")
    if not row.promise.is_published:
        raise Refusal("", "الوعد نفسه لم يُنشر بعد.", "The promise itself is not published yet.")
    record.choose(row, points, shown)
    chosen = SeriesPointRow.objects.filter(series=row, is_chosen=True)  # somebody may have chosen others meanwhile
    if chosen.count() < LEAST_CHOSEN:
        raise Refusal("points", "اختر نقطتين على الأقل.", "Choose two points at least.")
    standing = read.standing_documents(row.promise_id)
    if any(document not in standing for document in chosen.values_list("document_id", flat=True)):
        raise Refusal(
            "points",
            "لا تُنشر نقطة إلا من صفحة قُبلت دليلا على هذا الوعد أو على وعد يتابعه؛ اقبلها أولا أو أزل علامتها.",
            "A point is shown only where its page was accepted as evidence on this promise, or one it continues: "
            "accept it first, or untick it.",
        )
    record.name_series(row, ar=title_ar.strip(), en=title_en.strip())
    record.publish(row, person=person, at=timezone.now())
    return row


@recorded("series.withdraw")
@transaction.atomic
def withdraw(series_id: int, person: Person, *, note: str) -> SeriesRow:
    """Take a published series from readers, saying why; raise Refusal where it cannot be."""
    _check_editor(person)
    row = record.lock_series(series_id)
    if row.status != _Status.PUBLISHED:
        raise Refusal("", "هذه السلسلة غير منشورة.", "Readers do not see this series.")
    if not note.strip():
        raise Refusal("note", "قل لماذا تُسحب.", "Say why it is withdrawn.")
    record.close(row, _Status.WITHDRAWN, note=note.strip(), person=person, at=timezone.now())
    return row


@recorded("series.dismiss")
@transaction.atomic
def dismiss(series_id: int, person: Person, *, reason: str, note: str = "") -> SeriesRow:
    """Close what is no series, for one of DISMISSALS ("other" with a note); raise Refusal where it cannot be."""
    if reason not in DISMISSALS:
        raise Refusal("reason", "اختر لماذا ليست سلسلة.", "Choose why it is no series.")
    if reason == "other" and not note.strip():
        raise Refusal("note", "اكتب السبب في كلمات.", "Say the reason in words.")
    row = record.lock_series(series_id)
    _check_open(row)
    if row.status == _Status.PUBLISHED:
        raise Refusal("", "هذه السلسلة منشورة؛ اسحبها أولا.", "Readers see this series: withdraw it first.")
    record.close(row, _Status.DISMISSED, note=f"{reason}: {note.strip()}".strip(": "), person=person, at=timezone.now())
    return row


@recorded("series.reopen")
@transaction.atomic
def reopen(series_id: int, person: Person) -> SeriesRow:
    """Take a decision back; raise Refusal where there is none, or it was another's and the person is no editor."""
    row = record.lock_series(series_id)
    if row.status == _Status.PROPOSED:
        raise Refusal("", "لا قرار يُتراجع عنه.", "There is no decision to take back.")
    if row.status == _Status.PUBLISHED:
        _check_editor(person)
    if row.decided_by_id != person.pk and not person.is_editor:
        raise Refusal("", "يتراجع عن القرار من اتخذه، أو محرر.", "A decision is taken back by whoever took it, or by an editor.")
    record.reopen(row, person=person, at=timezone.now())
    return row


def reopen_last(person: Person) -> SeriesRow | None:
    """Take this person's latest decision on a series back and return it, or None where there is none."""
    latest = read.last_closed(person)
    return None if latest is None else reopen(latest.pk, person)
