"""Series in the newsroom: found among a promise's pages, made by hand, chosen, published with their entry, and taken back."""

import json

import pytest
from django.db import IntegrityError, transaction

from marsad.domain.reading import Page
from marsad.newsroom import review, series
from marsad.newsroom.ingest import Incoming, ingest
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.rematch import rematch
from marsad.store.models import Entry, SeriesPointRow, SeriesRow
from marsad.store.queries import series as read
from marsad.store.record import programme
from tests import observatory
from tests.pipeline.conflict_pages import read as read_text

pytestmark = pytest.mark.django_db
COUNTS = (
    ("2023-03-01", "بلغ عدد العائلات النازحة في مخيمات دهوك 41 ألف عائلة.", "وكالة أولى"),
    ("2023-09-10", "تقيم في مخيمات دهوك نحو 38 ألف عائلة نازحة.", "وكالة ثانية"),
    ("2024-02-11", "في مخيمات دهوك ما بين 35 و37 ألف عائلة نازحة.", "صحيفة النهر"),
)
PLAN = ("2024-03-05", "تعتزم الوزارة خفض عدد العائلات النازحة في مخيمات دهوك إلى 20 ألف عائلة.", "قناة الضفة")
LATER = ("2024-08-02", "انخفض عدد العائلات النازحة في مخيمات دهوك إلى أقل من 31 ألف عائلة.", "قناة الضفة")


def page(about, row, **values):
    """Record a page as the road reads it, and lay it on the desk for *about*."""
    day, text, outlet = row
    made = observatory.document(text=text, outlet=outlet, day=day, **values)
    reading = read_text("x", text, day)
    made.amounts = [
        {
            "start": one.start,
            "end": one.end,
            "value": one.value,
            "unit": one.unit,
            "relation": one.relation,
            "value_to": one.value_to,
        }
        for one in reading.amounts
    ]
    made.dates = [{"start": one.start, "end": one.end, "value": one.value} for one in reading.dates]
    made.save()
    return observatory.candidate(about, of=made, end=20)


def accept(candidates, person):
    return [review.accept(one.pk, person, stance="discusses", rung="under_way") for one in candidates]


def publish(row, person, **changes):
    """Publish every point of *row* that is no plan."""
    points = list(row.points.all())
    wanted = {
        "points": [point.pk for point in points if not point.is_planned],
        "shown": [point.pk for point in points],
        "title_ar": "العائلات في مخيمات دهوك",
        "title_en": "Families in the camps of Duhok",
    }
    return series.publish(row.pk, person, **(wanted | changes))


@pytest.fixture
def about(noise):
    return observatory.promise("camps", title="إغلاق مخيمات النزوح", sector="displacement")


@pytest.fixture
def counted(about):
    return [page(about, row) for row in COUNTS]


@pytest.fixture
def row(about, counted):
    assert series.find([about]) == 1
    return SeriesRow.objects.get()


@pytest.fixture
def accepted(row, counted, zahra):
    accept(counted, zahra)
    return row


@pytest.fixture
def published(accepted, omar):
    return publish(accepted, omar)


def test_what_is_counted_again_and_again_is_proposed_with_its_points(about, row, counted):
    assert (row.promise, row.unit, row.status, row.finder_version == "person") == (about, "عائلة", "proposed", False)
    assert [(one.day, one.value, one.low, one.high, one.relation) for one in row.points.all()] == [
        ("2023-03-01", 41000.0, 41000.0, 41000.0, "="),
        ("2023-09-10", 38000.0, 38000.0, 38000.0, "~"),
        ("2024-02-11", 35000.0, 35000.0, 37000.0, "="),
    ]
    first = row.points.first()
    assert (first.quote, first.outlets, first.sources, first.is_chosen) == (COUNTS[0][1], ["وكالة أولى"], 1, None)
    assert first.snapshot == counted[0].document.snapshots.get()
    assert first.cut[1] == "41 ألف عائلة"
    assert series.find([about]) == 0
    assert SeriesPointRow.objects.count() == 3


def test_numbers_of_another_promises_pages_are_not_mixed_in(about, noise):
    other = noise[0].promise
    for promise, row in ((about, COUNTS[0]), (about, COUNTS[1]), (other, COUNTS[2])):
        page(promise, row)
    assert series.find([about, other]) == 0


def test_the_pages_of_the_promise_that_it_continues_count_too(about):
    earlier = observatory.promise("camps-before", cabinet=observatory.government("kadhimi", "2020-05-07"))
    programme.tie_lineage(earlier, about)
    page(earlier, COUNTS[0])
    for row in COUNTS[1:]:
        page(about, row)
    assert series.find([about]) == 1
    assert series.find([earlier]) == 0


def test_a_replaced_promise_lends_no_numbers(about):
    earlier = observatory.promise("camps-before", cabinet=observatory.government("kadhimi", "2020-05-07"))
    programme.tie_lineage(earlier, about, "replaces")
    page(earlier, COUNTS[0])
    for row in COUNTS[1:]:
        page(about, row)
    assert series.find([about]) == 0


def test_copies_of_a_story_are_one_source_and_all_their_outlets_are_named(about, counted):
    page(about, ("2023-03-02", COUNTS[0][1], "صحيفة ناقلة"), story=counted[0].document.story)
    series.find([about])
    first = SeriesRow.objects.get().points.first()
    assert (first.outlets, first.sources, len(first.pages)) == (["وكالة أولى", "صحيفة ناقلة"], 1, 2)


def test_accepted_evidence_is_quoted_rather_than_a_candidate(about, zahra, row):
    told = page(about, (COUNTS[0][0], f"{COUNTS[0][1]} وهو أول عد.", "وكالة رابعة"))
    series.find([about])
    assert row.points.first().document.outlet_name == "وكالة أولى"
    accept([told], zahra)
    assert row.points.first().document == told.document
    assert row.points.first().sources == 2


def test_what_the_machine_no_longer_finds_goes_unless_somebody_touched_it(about, row, counted, zahra, haidar):
    review.reject(counted[2].pk, haidar, reason="unrelated")
    series.keep(row.pk, zahra, points=[row.points.first().pk], shown=[row.points.first().pk], title_ar="عنوان")
    series.find([about])
    assert SeriesRow.objects.get() == row
    assert row.points.count() == 2
    SeriesPointRow.objects.update(is_chosen=None)
    series.find([about])
    assert not SeriesRow.objects.exists()


def test_the_same_thing_by_other_words_is_not_proposed_beside_a_standing_one(about, row, zahra):
    series.dismiss(row.pk, zahra, reason="not_telling")
    SeriesRow.objects.update(about="مخيمات", key="of other words")
    assert series.find([about]) == 0
    assert SeriesRow.objects.get().status == "dismissed"


def test_publishing_tells_every_chosen_point_in_the_ledger(accepted, about, omar):
    publish(accepted, omar, points=[one.pk for one in accepted.points.all()][:2])
    entry = Entry.objects.get(kind="series.published")
    told = json.loads(entry.payload)
    assert (entry.actor, entry.promise, told["series"]) == (omar.public_name, about, accepted.pk)
    assert (told["title"], told["title_en"], told["unit"]) == (
        "العائلات في مخيمات دهوك",
        "Families in the camps of Duhok",
        "عائلة",
    )
    assert [(one["day"], one["value"], one["relation"], one["outlet"]) for one in told["points"]] == [
        ("2023-03-01", "41000", "=", "وكالة أولى"),
        ("2023-09-10", "38000", "~", "وكالة ثانية"),
    ]
    for one, point in zip(told["points"], accepted.points.all(), strict=False):
        assert one["quote"] == point.quote
        assert one["quote"][one["words_at"] :].startswith(one["words"])
        assert one["url"].startswith("https://news.example/")
        assert one["snapshot_sha256"] == point.document.snapshots.get().sha256
    assert list(accepted.points.values_list("is_chosen", flat=True)) == [True, True, False]


def test_later_pages_add_points_that_somebody_must_choose(published, about, zahra, omar):
    new = page(about, LATER)
    assert series.find([about]) == 0
    late = published.points.last()
    assert (late.value, late.is_chosen, published.points.filter(is_chosen=True).count()) == (31000.0, None, 3)
    assert read.waiting_count() == 1
    shown = read.find_series(published.pk)
    assert [line.is_picked for line in shown.points] == [True, True, True, False]
    assert shown.fresh == 1
    accept([new], zahra)
    publish(published, omar)
    assert Entry.objects.filter(kind="series.published").count() == 2
    assert read.waiting_count() == 0
    assert len(json.loads(Entry.objects.order_by("sequence").last().payload)["points"]) == 4


def test_plans_are_marked_and_not_ticked(accepted, about, zahra):
    accept([page(about, PLAN)], zahra)
    series.find([about])
    shown = read.find_series(accepted.pk)
    assert [(line.row.is_planned, line.is_picked) for line in shown.points] == [
        (False, True),
        (False, True),
        (False, True),
        (True, False),
    ]


def test_a_chosen_point_keeps_its_quote_when_its_page_is_read_anew(published, about, counted):
    document = counted[0].document
    document.text, document.amounts = "صفحة بلا رقم.", []
    document.save()
    series.find([about])
    assert published.points.first().quote == COUNTS[0][1]


def test_a_monitor_chooses_but_publishes_nothing(accepted, zahra):
    ids = [one.pk for one in accepted.points.all()]
    series.keep(accepted.pk, zahra, points=ids[:1], shown=ids, title_ar=" عنوان ", title_en="Title")
    accepted.refresh_from_db()
    assert (accepted.title_ar, accepted.title_en, accepted.status) == ("عنوان", "Title", "proposed")
    assert list(accepted.points.values_list("is_chosen", flat=True)) == [True, False, False]
    for act in (lambda: publish(accepted, zahra), lambda: series.withdraw(accepted.pk, zahra, note="خطأ")):
        with pytest.raises(Refusal, match="editors"):
            act()
    assert not Entry.objects.filter(kind__startswith="series.").exists()


def test_readers_are_told_only_of_evidence_on_a_published_promise(row, counted, about, zahra, omar):
    accept(counted[:2], zahra)
    with pytest.raises(Refusal, match="accept it first"):
        publish(row, omar)
    accept(counted[2:], zahra)
    about.is_published = False
    about.save()
    with pytest.raises(Refusal, match="not published yet"):
        publish(row, omar)
    assert not Entry.objects.filter(kind__startswith="series.").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title_ar": " "}, "title_ar"), ({"points": []}, "points"), ({"points": [999_999]}, "points")],
)
def test_a_series_without_title_or_points_is_not_published(accepted, omar, changes, field):
    with pytest.raises(Refusal) as refused:
        publish(accepted, omar, **changes)
    assert refused.value.field == field
    assert refused.value.ar
    accepted.refresh_from_db()
    assert (accepted.status, accepted.points.filter(is_chosen__isnull=False).exists()) == ("proposed", False)


def test_a_published_series_is_changed_by_publishing_and_dismissed_after_withdrawing(published, zahra, omar):
    with pytest.raises(Refusal, match="publish what you changed"):
        series.keep(published.pk, zahra, points=[], shown=[])
    with pytest.raises(Refusal, match="withdraw it first"):
        series.dismiss(published.pk, omar, reason="misread")
    with pytest.raises(Refusal):
        series.withdraw(published.pk, omar, note=" ")
    series.withdraw(published.pk, omar, note="خلطنا بين مخيمين.")
    published.refresh_from_db()
    assert (published.status, published.note) == ("withdrawn", "خلطنا بين مخيمين.")
    assert json.loads(Entry.objects.get(kind="series.withdrawn").payload)["why"] == "withdrawn: خلطنا بين مخيمين."
    with pytest.raises(Refusal, match="الراصد omar"):
        publish(published, omar)


def test_a_decision_is_taken_back_by_whoever_took_it_or_an_editor(row, zahra, haidar, omar):
    for words in ({"reason": "boring"}, {"reason": "other", "note": " "}):
        with pytest.raises(Refusal):
            series.dismiss(row.pk, zahra, **words)
    series.dismiss(row.pk, zahra, reason="batches")
    with pytest.raises(Refusal):
        series.reopen(row.pk, haidar)
    assert series.reopen_last(haidar) is None
    assert series.reopen_last(zahra) == row
    row.refresh_from_db()
    assert (row.status, row.note, row.decided_by) == ("proposed", "", None)
    with pytest.raises(Refusal):
        series.reopen(row.pk, omar)


def test_reopening_what_readers_see_is_the_editors_and_told_in_the_ledger(published, zahra, omar):
    with pytest.raises(Refusal):
        series.reopen(published.pk, zahra)
    series.reopen(published.pk, omar)
    assert Entry.objects.filter(kind="series.withdrawn").count() == 1
    assert read.find_series(published.pk).row.title_ar == "العائلات في مخيمات دهوك"


def test_evidence_that_readers_see_in_a_series_is_not_taken_back(published, counted, zahra, omar):
    with pytest.raises(Refusal, match="series"):
        review.undo(counted[0].pk, zahra)
    ids = [one.pk for one in published.points.all()]
    publish(published, omar, points=ids[1:])
    assert review.undo(counted[0].pk, zahra).status == "waiting"


def test_a_person_makes_a_series_by_hand(about, zahra):
    for row in COUNTS[:2]:
        page(about, row)
    made = series.make(about, zahra, unit=" العائلات ", about="نازحة")
    assert (made.finder_version, made.points.count()) == ("person", 2)
    assert series.find([about]) == 0
    assert SeriesRow.objects.get() == made
    page(about, COUNTS[2])
    series.find([about])
    assert made.points.count() == 3


@pytest.mark.parametrize(
    ("unit", "words", "field"),
    [("", "نازحة", "unit"), ("41 ألف عائلة", "نازحة", "unit"), ("عائلة", " من ", "about"), ("عائلة", "فضائية", "about")],
)
def test_a_series_of_nothing_is_not_made(about, counted, zahra, unit, words, field):
    with pytest.raises(Refusal) as refused:
        series.make(about, zahra, unit=unit, about=words)
    assert refused.value.field == field
    assert not SeriesRow.objects.exists()


def test_one_series_is_not_made_twice(about, row, zahra):
    with pytest.raises(Refusal, match="already"):
        series.make(about, zahra, unit="العائلات", about=" ".join(reversed(row.about.split())))


@pytest.mark.parametrize(
    "values",
    [{"status": "lost"}, {"status": "published"}, {"status": "dismissed", "note": "x"}, {"unit": ""}],
)
def test_the_database_refuses_a_series_that_cannot_be(row, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeriesRow.objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("values", [{"relation": "!"}, {"end": 9000}, {"quote": ""}, {"sources": 0}])
def test_the_database_refuses_a_point_that_cannot_be(row, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeriesPointRow.objects.filter(series=row).update(**values)


def test_series_are_found_when_pages_come_in_and_when_they_are_matched_anew(noise):
    observatory.promise(
        "camps",
        title="إغلاق مخيمات النازحين في دهوك",
        text_ar="تغلق وزارة الهجرة مخيمات العائلات النازحة في دهوك وتعيدها إلى مناطقها.",
        sector="displacement",
    )
    head = '<html lang="ar"><head><title>مخيمات النازحين في دهوك</title>'
    head += '<meta property="article:published_time" content="{}T08:00:00"></head>'
    body = "<body><article><h1>مخيمات النازحين في دهوك</h1><p>قالت وزارة الهجرة العراقية: {}</p><p>{}</p></article>"
    rest = ("وزار الوزير المخيم أمس.", "وينتظر السكان قرارا جديدا.", "وتقدم منظمات المعونة للأهالي.")
    ingest(
        Incoming(
            Page(
                id=f"camps-{number}",
                html=(head.format(day) + body.format(text, more)).encode(),
                url=f"https://news.example/camps-{number}",
            )
        )
        for number, ((day, text, _), more) in enumerate(zip(COUNTS, rest, strict=True))
    )
    found = SeriesRow.objects.get()
    assert (found.promise.key, found.points.count()) == ("camps", 3)
    found.delete()
    rematch(on_document=lambda: None)
    assert SeriesRow.objects.get().key == found.key


def test_what_another_chose_meanwhile_is_published_only_if_it_stands_as_evidence(row, counted, zahra, omar):
    accept(counted, zahra)
    points = list(row.points.all())
    series.keep(row.pk, zahra, points=[one.pk for one in points], shown=[one.pk for one in points])
    review.undo(counted[2].pk, zahra)
    shown = [one.pk for one in points[:2]]  # a page opened before the third point came
    with pytest.raises(Refusal) as refusal:
        publish(row, omar, points=shown, shown=shown)
    assert refusal.value.field == "points"
    assert not Entry.objects.filter(kind="series.published").exists()
