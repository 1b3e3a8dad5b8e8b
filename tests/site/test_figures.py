"""What readers see of series: the chart with its words, the table behind it, and the page as known on a day."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.newsroom import publish as publishing
from marsad.newsroom import series
from marsad.site.amount_words import write_amount
from marsad.site.charting import NARROW, WIDE, draw
from marsad.store.models import Entry, SeriesPointRow, SeriesRow
from marsad.store.queries.figures import read_figures
from tests.newsroom.test_series import COUNTS, PLAN, accept, page, publish
from tests.site.conftest import propose, words

HEADING = "بالأرقام"
TITLE = "العائلات في مخيمات دهوك"


def point(day, value, relation="=", *, low=..., high=..., planned=False):
    ends = {"=": (value, value), "~": (value, value), "<": (None, value), ">": (value, None)}[relation]
    low, high = (ends[0] if low is ... else low), (ends[1] if high is ... else high)
    return SimpleNamespace(day=day, value=value, low=low, high=high, relation=relation, is_planned=planned, sources=1)


TROOPS = [
    point("2020-01", 5200),
    point("2020-09", 3000),
    point("2021-01-15", 2500, planned=True),
    point("2021-12-30", 2500, "~"),
    point("2024-09-27", 2500, "~"),
    point("2025-10-01", 2000, "<"),
]


@pytest.fixture
def evidence(rated, zahra):
    return accept([page(rated, row) for row in (*COUNTS, PLAN)], zahra)


@pytest.fixture
def shown(rated, evidence, omar):
    """A published series on the promise, its plan with it."""
    series.find([rated])
    row = SeriesRow.objects.get()
    return publish(row, omar, points=[one.pk for one in row.points.all()])


@pytest.mark.django_db
def test_readers_see_a_chart_with_words_and_a_table_behind_it(client, shown, noise):
    response = client.get("/promises/coalition/")
    html, text = response.content.decode(), words(response)
    assert html.count('role="img" aria-labelledby="chart-') == 2
    assert f'<title id="chart-{shown.pk}-wide-title">{TITLE}</title>' in html
    assert "1 آذار 2023: 41,000؛ مخطط له في 5 آذار 2024: 20,000" not in text
    assert "مخطط له في 5 آذار 2024: 20,000" in text
    for said in (HEADING, TITLE, "41 ألف عائلة", "نحو 38 ألف عائلة", "ما بين 35 و37 ألف عائلة", "وكالة أولى", "1 آذار 2023"):
        assert said in text
    assert "<mark>41 ألف عائلة</mark>" in html
    assert f"القيد {Entry.objects.get(kind='series.published').sequence} في السجل" in text
    assert HEADING not in words(client.get("/promises/other/"))


@pytest.mark.django_db
def test_what_is_proposed_withdrawn_or_taken_back_is_not_shown(client, rated, evidence, omar, noise):
    assert HEADING not in words(client.get("/promises/coalition/"))
    series.find([rated])
    row = SeriesRow.objects.get()
    assert HEADING not in words(client.get("/promises/coalition/"))
    publish(row, omar)
    assert HEADING in words(client.get("/promises/coalition/"))
    series.withdraw(row.pk, omar, note="خلطنا بين مخيمين")
    text = words(client.get("/promises/coalition/"))
    assert HEADING not in text
    assert "خلطنا" not in text


@pytest.mark.django_db
def test_only_chosen_points_are_shown_and_later_ones_wait(client, rated, evidence, omar, zahra):
    series.find([rated])
    row = SeriesRow.objects.get()
    publish(row, omar)
    assert "20 ألف عائلة" not in words(client.get("/promises/coalition/"))
    accept([page(rated, ("2024-08-02", "في مخيمات دهوك أقل من 31 ألف عائلة نازحة.", "قناة الضفة"))], zahra)
    series.find([rated])
    assert "31 ألف عائلة" not in words(client.get("/promises/coalition/"))
    publish(row, omar)
    assert "أقل من 31 ألف عائلة" in words(client.get("/promises/coalition/"))


@pytest.mark.django_db
def test_a_point_whose_evidence_was_withdrawn_is_not_shown(client, rated, shown):
    piece = shown.points.first().document.evidence.get()
    piece.withdrawn_at = timezone.now()
    piece.save()
    assert "41 ألف عائلة" not in words(client.get("/promises/coalition/"))
    assert len(read_figures(rated)[0].points) == 3


@pytest.mark.django_db
def test_a_page_seen_as_known_on_a_day_tells_what_was_told_by_then(client, rated, shown, omar):
    Entry.objects.filter(kind="series.published").update(at="2025-10-04T09:00:00.000000+00:00")
    publish(shown, omar, title_ar="عنوان ثان")
    assert HEADING not in words(client.get("/promises/coalition/?on=2025-10-03"))
    then = words(client.get("/promises/coalition/?on=2025-10-05"))
    assert TITLE in then
    assert "20 ألف عائلة" in then
    assert "عنوان ثان" not in then
    now = words(client.get("/promises/coalition/"))
    assert "عنوان ثان" in now
    assert "20 ألف عائلة" not in now
    series.withdraw(shown.pk, omar, note="خطأ")
    assert TITLE in words(client.get("/promises/coalition/?on=2025-10-05"))
    assert [one.title for one in read_figures(rated, dt.date(2025, 10, 5))] == [TITLE]


@pytest.mark.django_db
def test_the_words_told_stay_as_they_were_published(client, shown):
    SeriesPointRow.objects.update(quote="حرفه أحدهم من القاعدة", value=1)
    SeriesRow.objects.update(title_ar="حرفه أحدهم")
    text = words(client.get("/promises/coalition/"))
    assert "حرفه أحدهم" not in text
    assert TITLE in text


@pytest.mark.django_db
def test_an_archived_page_is_linked_only_where_readers_may_open_it(client, rated, evidence, shown, zahra, omar):
    (figure,) = read_figures(rated)
    assert {one.snapshot for one in figure.points} == {None}
    moved = propose(rated, zahra, [*evidence, *rated.assessments.get().evidence.all()])
    publishing.publish(moved.pk, omar)
    (figure,) = read_figures(rated)
    assert [one.snapshot for one in figure.points] == [one.snapshot_id for one in shown.points.all()]
    assert client.get(f"/archive/{figure.points[0].snapshot}/").status_code == 200


@pytest.mark.django_db
def test_series_cost_the_same_however_many_points(client, rated, zahra, omar, django_assert_max_num_queries):
    for number, thing in enumerate(("عائلة", "مدرسة", "خيمة")):
        rows = [
            (f"202{year}-0{number + 1}-01", f"في مخيمات دهوك {20 + year} {thing} للنازحين من سنجار.", "وكالة")
            for year in range(6)
        ]
        accept([page(rated, row) for row in rows], zahra)
    series.find([rated])
    for row in SeriesRow.objects.all():
        publish(row, omar, title_ar=f"عنوان {row.unit}")
    assert SeriesRow.objects.count() == 3
    with django_assert_max_num_queries(12):
        assert words(client.get("/promises/coalition/")).count("عنوان") >= 3


@pytest.mark.django_db
def test_readers_in_english_get_english_words(client, shown):
    text = words(client.get("/en/promises/coalition/"))
    for said in ("In numbers", "Families in the camps of Duhok", "1 March 2023: 41,000", "about 38,000", "35,000 to 37,000"):
        assert said in text


@pytest.mark.django_db
def test_a_source_address_of_another_kind_is_no_link(client, rated, evidence, omar):
    series.find([rated])
    row = SeriesRow.objects.get()
    for one in row.points.all():
        one.document.url = "javascript:alert(1)"
        one.document.save()
    publish(row, omar)
    assert "javascript:" not in client.get("/promises/coalition/").content.decode()


@pytest.mark.parametrize(
    ("amount", "unit", "ar", "en"),
    [
        (point("2020", 5200), "جندي", "5200", "5200"),
        (point("2020", 41000), "عائلة", "41,000", "41,000"),
        (point("2020", 1_300_000, "~"), "نازح", "نحو 1.3 مليون", "about 1.3 million"),
        (point("2020", 18e9), "متر مكعب", "18 مليار", "18 billion"),
        (point("2020", 67, ">"), "%", "أكثر من 67%", "more than 67%"),
        (point("2020", 2000, "<"), "جندي", "أقل من 2000", "less than 2000"),
        (point("2020", 35000, low=35000, high=37000), "عائلة", "35,000 إلى 37,000", "35,000 to 37,000"),
    ],
)
def test_an_amount_is_written_as_its_page_means_it(amount, unit, ar, en):
    with translation.override("ar"):
        assert write_amount(amount, unit) == ar
    with translation.override("en"):
        assert write_amount(amount, unit) == en


def test_the_scale_starts_at_zero_and_time_runs_evenly():
    drawing = draw(TROOPS, "جندي", WIDE)
    assert drawing.starts_at_zero
    assert drawing.levels[0].text == "0"
    assert [mark.x for mark in drawing.marks] == sorted(mark.x for mark in drawing.marks)
    assert [mark.kind for mark in drawing.marks] == ["exact", "exact", "planned", "rough", "rough", "rough"]
    assert drawing.marks[-1].opens == "down"
    heights = [drawing.floor - mark.y for mark in drawing.marks]
    assert heights[0] / heights[1] == pytest.approx(5200 / 3000, abs=0.02)
    assert drawing.step.count("H") == 4  # the plan is no step
    assert [time.text for time in drawing.times] == ["2020", "2021", "2022", "2023", "2024", "2025"]


def test_what_repeats_the_last_number_is_not_labelled_again():
    with translation.override("ar"):
        assert [label.text for label in draw(TROOPS, "جندي", WIDE).labels].count("نحو 2500") == 1


def test_a_drawing_of_nothing_is_refused():
    with pytest.raises(ValueError, match="needs a point"):
        draw([], "جندي", WIDE)


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1))
VALUES = st.floats(-1e12, 1e13, allow_nan=False).map(lambda value: round(value, 2))


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(DAYS, VALUES, st.sampled_from("=~<>"), st.booleans(), st.sampled_from([4, 7, 10])), min_size=1, max_size=12
    ),
    st.sampled_from([WIDE, NARROW]),
)
def test_everything_drawn_lies_within_its_frame(told, frame):
    points = [
        point(day.isoformat()[:cut], value, relation, planned=planned) for day, value, relation, planned, cut in sorted(told)
    ]
    drawing = draw(points, "جندي", frame)
    for mark in drawing.marks:
        assert frame.start <= mark.from_x <= mark.x <= mark.to_x <= frame.width - frame.end
        assert frame.top - 0.2 <= mark.y <= frame.height - frame.bottom + 0.2
    for text in (*drawing.labels, *drawing.times):
        assert 0 <= text.y <= frame.height
        assert 0 <= text.x <= frame.width
    spread = [(one.x, one.y, len(one.text)) for one in drawing.labels]
    for place, (x, y, size) in enumerate(spread):
        for other_x, other_y, other in spread[:place]:
            assert abs(y - other_y) >= 15.9 or abs(x - other_x) >= (size + other) * 4 - 0.2
    assert re.fullmatch(r"(M[\d.]+ [\d.]+(H[\d.]+V[\d.]+)+)?", drawing.step)
