import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marsad.domain.conflict import Conflict, Statement
from marsad.domain.reading import AmountMention, DateMention, Page
from marsad.newsroom import disputes, review
from marsad.newsroom.ingest import Incoming, ingest
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.rematch import rematch
from marsad.store.models import ConflictRow, Entry
from marsad.store.queries import conflicts as read
from marsad.store.queries.disputes import read_disputes
from marsad.store.queries.readings import reading_of
from marsad.store.record.conflicts import keep_conflict
from tests import observatory

pytestmark = pytest.mark.django_db
FIRST = "قالت وزارة النفط إن العراق سيوقف حرق الغاز المصاحب كليا بحلول عام 2028."
SECOND = "أعلنت وزارة النفط إنهاء حرق الغاز المصاحب في الحقول الجنوبية بحلول نهاية عام 2029."


def dispute(about, left, right, words=("عام 2028", "عام 2029"), kind="day"):
    """Record that two documents give different years, as the machine does."""
    sides = []
    for document, part in zip((left, right), words, strict=True):
        start = document.text.index(part)
        sides.append(Statement(str(document.pk), start, start + len(part), 0, len(document.text), part[-4:]))
    conflict = Conflict(*sides, kind, "موعدان لشيء واحد.", "Two days for one thing.", ("الغاز",), 0.5)
    documents = {str(document.pk): document for document in (left, right)}
    return keep_conflict(about, conflict, documents, version="tests", at=timezone.now())


@pytest.fixture
def about(noise):
    return observatory.promise("gas", title="إنهاء حرق الغاز")


@pytest.fixture
def two(about):
    return [
        observatory.candidate(about, of=observatory.document(text=FIRST, outlet="وكالة أولى", day="2025-03-01")),
        observatory.candidate(about, of=observatory.document(text=SECOND, outlet="وكالة ثانية", day="2025-07-01")),
    ]


@pytest.fixture
def row(about, two):
    return dispute(about, two[0].document, two[1].document)[0]


@pytest.fixture
def accepted(row, two, zahra):
    """The conflict, once both pages are evidence."""
    for candidate in two:
        review.accept(candidate.pk, zahra, stance="discusses", rung="announced")
    return row


def amounts(document, words, value):
    start = document.text.index(words)
    document.amounts = [{"start": start, "end": start + len(words), "value": value, "unit": "عقدا"}]
    document.save()


def test_what_bears_on_one_promise_is_held_against_itself(about, noise):
    texts = [
        "وقعت وزارة الإعمار اليوم 12 عقدا لتنفيذ جسور جديدة في محافظة نينوى.",
        "قالت وزارة الإعمار إنها وقعت 15 عقدا لتنفيذ جسور جديدة في محافظة نينوى.",
    ]
    for text, value in zip(texts, (12, 15), strict=True):
        made = observatory.document(text=text, day="2025-05-10")
        amounts(made, str(value), value)
        observatory.candidate(about, of=made)
    assert disputes.find([about]) == 1
    found = ConflictRow.objects.get()
    assert (found.promise, found.kind, found.status) == (about, "amount", "open")
    assert "12 عقدا" in found.left_quote + found.right_quote
    assert found.reason_ar
    assert found.reason_en
    assert disputes.find([about]) == 0
    assert ConflictRow.objects.get() == found


def test_pages_of_two_promises_are_not_held_against_each_other(about, noise):
    other = noise[0].promise
    for promise, value in ((about, 12), (other, 15)):
        text = f"وقعت وزارة الإعمار اليوم {value} عقدا لتنفيذ جسور جديدة في محافظة نينوى."
        made = observatory.document(text=text, day="2025-05-10")
        amounts(made, str(value), value)
        observatory.candidate(promise, of=made)
    assert disputes.find([about, other]) == 0


def test_a_reading_is_rebuilt_as_it_was_recorded(about):
    made = observatory.document(text=FIRST)
    start = FIRST.index("عام 2028")
    made.dates = [{"start": start, "end": start + 8, "value": "2028", "is_doubtful": False}]
    made.amounts = [{"start": start, "end": start + 8, "value": 2028.0, "unit": "عام", "relation": "~", "value_to": 2030.0}]
    made.claims.create(start=0, end=20, speaker="وزارة النفط", verb="قالت", via=["رويترز"], source_kind="official")
    made.save()
    reading = reading_of(made)
    assert reading.dates == (DateMention(start, start + 8, "2028"),)
    assert reading.amounts == (AmountMention(start, start + 8, 2028.0, "عام", "~", 2030.0),)
    assert (reading.claims[0].speaker, reading.claims[0].via, reading.story) == (
        "وزارة النفط",
        ("رويترز",),
        str(made.story_id),
    )


def test_only_evidence_and_open_candidates_are_looked_among(about, two, zahra):
    review.accept(two[0].pk, zahra, stance="discusses", rung="announced")
    review.reject(two[1].pk, zahra, reason="old_news")
    late = observatory.candidate(about)
    observatory.candidate(about, score=0.17, suggested=False)  # a page on another matter that names this one in passing
    assert {one.pk for one in read.bearing_documents(about)} == {two[0].document_id, late.document_id}
    assert [one.pk for one in read.bearing_documents(about, only_evidence=True)] == [two[0].document_id]


def test_found_again_with_its_sides_changed_it_is_the_same(about, two, row):
    again, is_new = dispute(about, two[1].document, two[0].document, words=("عام 2029", "عام 2028"))
    assert (again, is_new) == (row, False)


def test_finding_again_changes_nothing_decided(about, two, row, zahra):
    disputes.dismiss(row.pk, zahra, reason="revision")
    again, is_new = dispute(about, two[0].document, two[1].document)
    assert (again.pk, again.status, is_new) == (row.pk, "dismissed", False)
    assert disputes.find([about]) == 0
    assert ConflictRow.objects.get().status == "dismissed"


def test_what_the_machine_no_longer_finds_goes_but_not_what_a_person_noted(about, row):
    ConflictRow.objects.update(finder_version="person")
    disputes.find([about])
    assert ConflictRow.objects.exists()
    ConflictRow.objects.update(finder_version="0.0")
    disputes.find([about])
    assert not ConflictRow.objects.exists()


def test_an_open_conflict_on_a_rejected_page_leaves_the_list(row, two, zahra):
    assert read.open_count() == 1
    review.reject(two[1].pk, zahra, reason="unrelated")
    assert read.open_count() == 0
    assert read.list_conflicts(read.ConflictFilters()) == ()


def test_explaining_publishes_both_quotes_with_their_seals(accepted, about, omar):
    disputes.explain(
        accepted.pk, omar, explanation_ar="  الوزارة نفسها ذكرت سنتين. ", explanation_en="The ministry gave two years."
    )
    entry = Entry.objects.get(kind="conflict.published")
    told = json.loads(entry.payload)
    assert (entry.actor, entry.promise, told["conflict"]) == (omar.public_name, about, accepted.pk)
    assert [side["quote"] for side in told["sides"]] == [FIRST, SECOND]
    assert [side["words"] for side in told["sides"]] == ["عام 2028", "عام 2029"]
    assert [side["outlet"] for side in told["sides"]] == ["وكالة أولى", "وكالة ثانية"]
    assert [side["snapshot_sha256"] for side in told["sides"]] == [
        accepted.left.snapshots.get().sha256,
        accepted.right.snapshots.get().sha256,
    ]
    assert all(side["url"].startswith("https://news.example/") for side in told["sides"])
    (shown,) = read_disputes(about)
    assert (shown.explanation, shown.entry, shown.sides[0].words) == ("الوزارة نفسها ذكرت سنتين.", entry.sequence, "عام 2028")


def test_a_new_wording_is_a_new_entry(accepted, about, omar):
    disputes.explain(accepted.pk, omar, explanation_ar="أولا.")
    disputes.explain(accepted.pk, omar, explanation_ar="ثانيا.")
    assert Entry.objects.filter(kind="conflict.published").count() == 2
    assert [one.explanation for one in read_disputes(about)] == ["ثانيا."]


def test_a_monitor_explains_and_resolves_nothing(accepted, zahra):
    with pytest.raises(Refusal, match="editors"):
        disputes.explain(accepted.pk, zahra, explanation_ar="كلام.")
    with pytest.raises(Refusal, match="editors"):
        disputes.resolve(accepted.pk, zahra, note="حُسم.")
    accepted.refresh_from_db()
    assert accepted.status == "open"


def test_readers_are_told_only_of_evidence_on_a_published_promise(row, two, about, zahra, omar):
    review.accept(two[0].pk, zahra, stance="discusses", rung="announced")
    with pytest.raises(Refusal, match="accept both"):
        disputes.explain(row.pk, omar, explanation_ar="كلام.")
    review.accept(two[1].pk, zahra, stance="discusses", rung="announced")
    about.is_published = False
    about.save()
    with pytest.raises(Refusal, match="published promise"):
        disputes.explain(row.pk, omar, explanation_ar="كلام.")
    assert not Entry.objects.filter(kind__startswith="conflict.").exists()


@pytest.mark.parametrize(
    ("act", "words", "field"),
    [
        ("explain", {"explanation_ar": "  "}, "explanation_ar"),
        ("resolve", {"note": " "}, "note"),
        ("dismiss", {"reason": "boring"}, "reason"),
        ("dismiss", {"reason": "other", "note": " "}, "note"),
    ],
)
def test_a_bad_decision_names_its_field_and_changes_nothing(accepted, omar, act, words, field):
    with pytest.raises(Refusal) as refused:
        getattr(disputes, act)(accepted.pk, omar, **words)
    assert refused.value.field == field
    assert refused.value.ar
    accepted.refresh_from_db()
    assert accepted.status == "open"


def test_what_is_closed_is_not_decided_twice(row, zahra, omar):
    disputes.dismiss(row.pk, zahra, reason="misread")
    with pytest.raises(Refusal, match="الراصد zahra"):
        disputes.resolve(row.pk, omar, note="حُسم.")


def test_a_dismissal_is_taken_back_by_whoever_made_it_or_an_editor(row, zahra, haidar, omar):
    disputes.dismiss(row.pk, zahra, reason="other", note="خبران عن حقلين")
    with pytest.raises(Refusal):
        disputes.reopen(row.pk, haidar)
    assert disputes.reopen_last(haidar) is None
    assert disputes.reopen_last(zahra) == row
    row.refresh_from_db()
    assert (row.status, row.note, row.decided_by, row.decided_at) == ("open", "", None, None)
    disputes.dismiss(row.pk, zahra, reason="misread")
    assert disputes.reopen(row.pk, omar).status == "open"
    with pytest.raises(Refusal):
        disputes.reopen(row.pk, omar)


@pytest.mark.parametrize("act", ["resolve", "dismiss", "reopen"])
def test_taking_it_from_readers_is_told_in_the_ledger_too(accepted, about, omar, zahra, act):
    disputes.explain(accepted.pk, omar, explanation_ar="شرح.")
    for verb, words in (("dismiss", {"reason": "misread"}), ("reopen", {})):
        with pytest.raises(Refusal):
            getattr(disputes, verb)(accepted.pk, zahra, **words)
    words = {"resolve": {"note": "صححت الوكالة خبرها."}, "dismiss": {"reason": "misread"}, "reopen": {}}[act]
    getattr(disputes, act)(accepted.pk, omar, **words)
    assert json.loads(Entry.objects.get(kind="conflict.withdrawn").payload)["conflict"] == accepted.pk
    assert read_disputes(about) == ()


def test_evidence_that_readers_see_in_a_dispute_is_not_taken_back(accepted, two, zahra, omar):
    disputes.explain(accepted.pk, omar, explanation_ar="شرح.")
    with pytest.raises(Refusal, match="dispute"):
        review.undo(two[0].pk, zahra)
    disputes.reopen(accepted.pk, omar)
    assert review.undo(two[0].pk, zahra).status == "waiting"


def test_accepting_looks_for_what_contradicts_the_evidence(about, zahra):
    for value in (12, 15):
        text = f"وقعت وزارة الإعمار اليوم {value} عقدا لتنفيذ جسور جديدة في محافظة نينوى."
        made = observatory.document(text=text, day="2025-05-10")
        amounts(made, str(value), value)
        review.accept(observatory.candidate(about, of=made).pk, zahra, stance="supports", rung="decided")
    assert ConflictRow.objects.get().kind == "amount"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "mood"},
        {"status": "lost"},
        {"score": 1.5},
        {"left_end": 900},
        {"right_quote": ""},
        {"status": "dismissed", "note": "x"},
    ],
)
def test_the_database_refuses_what_cannot_be(row, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConflictRow.objects.filter(pk=row.pk).update(**values)


def test_what_is_explained_or_closed_has_words(row, zahra):
    for status in ("explained", "resolved"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConflictRow.objects.filter(pk=row.pk).update(status=status, decided_by=zahra, decided_at=timezone.now())


def test_pages_that_only_show_how_rare_words_are_are_not_reported(about):
    for value in (12, 15):
        text = f"وقعت وزارة الإعمار اليوم {value} عقدا لتنفيذ جسور جديدة في محافظة نينوى."
        made = observatory.document(text=text, day="2025-05-10")
        amounts(made, str(value), value)
    observatory.candidate(about)
    assert disputes.find([about]) == 0
    assert not ConflictRow.objects.exists()


def test_pages_that_come_in_are_held_against_each_other_and_so_after_matching_anew(noise):
    observatory.promise(
        "bridges",
        title="بناء جسور جديدة في محافظة نينوى",
        text_ar="توقع وزارة الإعمار عقود بناء جسور جديدة في محافظة نينوى وتنجزها.",
        sector="roads",
    )
    pages = [
        Incoming(
            Page(
                id=f"bridges-{value}",
                html=(
                    f'<html lang="ar"><head><title>عقود جسور نينوى</title><meta property="article:published_time" '
                    f'content="2025-05-10T08:00:00+03:00"></head><body><article><h1>عقود جسور نينوى</h1><p>{words}</p></article>'
                ).encode(),
                url=f"https://news.example/bridges-{value}",
            )
        )
        for value, words in (
            (12, "وقعت وزارة الإعمار في العراق اليوم 12 عقدا لتنفيذ جسور جديدة في محافظة نينوى. وحضر المحافظ التوقيع في الموصل."),
            (
                15,
                "قالت وزارة الإعمار العراقية إنها وقعت 15 عقدا لتنفيذ جسور جديدة في محافظة نينوى. وتبدأ الشركات عملها في الصيف.",
            ),
        )
    ]
    ingest(pages)
    found = ConflictRow.objects.get()
    assert (found.promise.key, found.kind) == ("bridges", "amount")
    ConflictRow.objects.all().delete()
    rematch(on_document=lambda: None)
    assert ConflictRow.objects.get().key == found.key


def test_a_person_notes_what_the_machine_missed_and_it_stays(about, two, omar):
    one, other = (review.accept(candidate.pk, omar, stance="discusses", rung="announced") for candidate in two)
    ConflictRow.objects.all().delete()
    said = {"left": one.pk, "right": other.pk, "kind": "who", "reason_ar": "جهتان لفعل واحد."}
    noted = disputes.note("gas", omar, **said)
    assert disputes.note("gas", omar, **said) == noted
    disputes.find([about])
    assert ConflictRow.objects.filter(pk=noted.pk, finder_version="person").exists()


def test_a_note_wants_two_pieces_of_standing_evidence_and_an_editor(about, two, omar, haidar):
    one = review.accept(two[0].pk, omar, stance="discusses", rung="announced")
    for left, right, field in ((one.pk, one.pk, "right"), (one.pk, 0, "right"), (0, one.pk, "left")):
        with pytest.raises(Refusal) as refusal:
            disputes.note("gas", omar, left=left, right=right, kind="who", reason_ar="سبب")
        assert refusal.value.field == field
    with pytest.raises(Refusal):
        disputes.note("gas", haidar, left=one.pk, right=one.pk, kind="who", reason_ar="سبب")


def test_how_rare_words_are_is_counted_once(about, two, monkeypatch):
    read_before = []
    counted = read.newest_documents
    monkeypatch.setattr(read, "newest_documents", lambda number: read_before.append(number) or counted(number))
    disputes.find([about])
    disputes.find([about])
    assert len(read_before) == 1
