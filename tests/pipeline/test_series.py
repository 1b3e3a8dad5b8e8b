"""Amounts of one thing over time become a series: what stands in it, on which day, and what never does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.pipeline.series.discover import propose, series_key
from marsad.pipeline.series.gather import Material, series
from marsad.pipeline.series.told import unit_key
from tests.pipeline.conflict_pages import read

GUARDS = (
    read("a", "في الوادي نحو 5200 حارس للغابات، بحسب وزارة الزراعة.", "2020-09-01"),
    read("b", "قالت وزارة الزراعة إن حراس الغابات في الوادي صاروا 3000 حارس.", "2020-11-17"),
    read("c", "بقي في الوادي أقل من 2000 حارس للغابات. وفي السدير 700 حارس للسدود.", "2025-01-05"),
    read("d", "في الوادي نحو 5200 حارس للغابات، قال مدير الغابات.", "2020-09-01"),
)
FAMILIES = (
    ("2023-03-01", "قالت الوزارة إن عدد العائلات النازحة في مخيمات دهوك بلغ 41 ألف عائلة."),
    ("2023-09-10", "تقيم في مخيمات دهوك 38 ألف عائلة نازحة، وفق مسؤول محلي."),
    ("2024-02-11", "في مخيمات دهوك ما بين 35 و37 ألف عائلة نازحة."),
    ("2024-08-02", "انخفض عدد العائلات النازحة في مخيمات دهوك إلى نحو 31 ألف عائلة."),
)


def told(*pages, unit="عائلة", about="نازحة"):
    """Return (day, value, relation, is planned) of each point of a series over texts, each with its day."""
    readings = [read(f"p{number}", text, day) for number, (day, text) in enumerate(pages)]
    return [(point.day, point.value, point.relation, point.is_planned) for point in series(readings, about, unit)]


def proposed(*pages):
    readings = [read(f"p{number}", text, day) for number, (day, text) in enumerate(pages)]
    return propose(Material(readings))


def test_amounts_of_one_thing_stand_in_order_of_their_days():
    told = [(point.day, point.value, point.relation) for point in series(GUARDS, "غابات الوادي", "حارس")]
    assert told == [("2020-09-01", 5200.0, "~"), ("2020-11-17", 3000.0, "="), ("2025-01-05", 2000.0, "<")]


def test_what_two_pages_tell_alike_is_one_point_of_two_sources():
    first = series(GUARDS, "غابات الوادي", "حارس")[0]
    assert (first.page_id, first.pages, first.sources) == ("a", ("a", "d"), 2)
    again = series(reversed(GUARDS), "غابات الوادي", "حارس")[0]
    assert again.page_id == "d"
    copies = [replace(GUARDS[0], story="one"), replace(GUARDS[3], story="one")]
    assert [point.sources for point in series(copies, "غابات الوادي", "حارس")] == [1]


def test_two_stories_of_one_agency_are_one_source():
    pages = [replace(GUARDS[0], agencies=("رويترز",)), replace(GUARDS[3], agencies=("القيثارة", "رويترز"))]
    assert [point.sources for point in series(pages, "غابات الوادي", "حارس")] == [1]


def test_a_copy_of_a_later_day_adds_no_point():
    later = replace(GUARDS[0], id="z", published="2020-09-04", story="a")
    (point,) = series([later, GUARDS[0]], "غابات الوادي", "حارس")
    assert (point.day, point.pages, point.sources) == ("2020-09-01", ("z", "a"), 1)


def test_each_point_is_quoted_and_its_words_say_less_than():
    last = series(GUARDS, "غابات الوادي", "حارس")[-1]
    text = next(one.text for one in GUARDS if one.id == last.page_id)
    assert text[last.quote_start : last.quote_end] == "بقي في الوادي أقل من 2000 حارس للغابات."
    assert text[last.start : last.end] == "أقل من 2000 حارس"


def test_a_year_that_the_sentence_names_is_its_day():
    (point,) = series([read("x", "كان في الوادي 900 حارس للغابات في عام 2014.", "2025-01-05")], "غابات الوادي", "حارس")
    assert point.day == "2014"


def test_a_page_of_no_day_gives_no_point():
    assert series([read("x", "في الوادي 900 حارس للغابات.")], "غابات الوادي", "حارس") == ()


def test_without_words_or_unit_there_is_no_series():
    assert series(GUARDS, "", "حارس") == ()
    assert series(GUARDS, "غابات", "") == ()


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("تراوح عدد العائلات النازحة ما بين 35 و37 ألف عائلة.", [(35000.0, 35000.0, 37000.0, "=")]),
        ("في المخيم أكثر من 900 عائلة نازحة.", [(900.0, 900.0, None, ">")]),
        ("لا يزيد عددهم على 900 عائلة نازحة.", [(900.0, None, 900.0, "<=")]),
        ("في المخيم نحو 900 عائلة نازحة.", [(900.0, 900.0, 900.0, "~")]),
    ],
)
def test_ranges_and_relations_are_kept_as_written(text, points):
    found = series([read("x", text, "2024-05-05")], "نازحة", "عائلة")
    assert [(one.value, one.low, one.high, one.relation) for one in found] == points


@pytest.mark.parametrize(
    "text",
    [
        "عادت أمس 300 عائلة نازحة إلى قراها.",
        "أعلنت الوزارة نقل 300 عائلة نازحة من المخيم.",
        "في المخيمات عائلات نازحة كثيرة، منها 300 عائلة نازحة بلا أوراق.",
        "نفت الوزارة أن تكون في المخيم 300 عائلة نازحة.",
        "تحتاج 300 عائلة نازحة إلى خيام.",
        "زاد عدد العائلات النازحة بواقع 300 عائلة.",
        "كانت في المخيم 300 عائلة نازحة.",
        "نزل عدد العائلات النازحة مقارنة بنحو 300 عائلة.",
        "لم يبلغ عدد العائلات النازحة 300 عائلة.",
        "قتل في القصف أكثر من 300 عائلة نازحة.",
        "قضت 300 عائلة نازحة نحبها، وقتل كثيرون.",
        "وصلت مئات العائلات النازحة.",
        "في المخيم عائلتان نازحتان.",
        "استقبل مدير المخيم سعيد بن هلال، صباح أمس السبت، 300 عائلة نازحة.",
    ],
)
def test_a_batch_a_part_a_need_a_change_or_what_was_before_is_no_point(text):
    assert told(("2024-05-05", text)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("تعتزم الوزارة خفض عدد العائلات النازحة إلى 300 عائلة.", "2024-05-05"),
        ("سينخفض عدد العائلات النازحة إلى 300 عائلة.", "2024-05-05"),
        ("يتوقع أن يصل عدد العائلات النازحة إلى 300 عائلة بحلول 1 كانون الأول 2024.", "2024-12-01"),
        ("خصصت الوزارة المخيم لإيواء 300 عائلة نازحة.", "2024-05-05"),
        ("تقدر الوزارة أن تبقى في المخيم 300 عائلة نازحة.", "2024-05-05"),
    ],
)
def test_a_plan_or_forecast_is_marked_with_the_day_that_it_names(text, day):
    assert told(("2024-05-05", text)) == [(day, 300.0, "=", True)]


def test_of_a_fall_from_one_number_to_another_the_second_is_told_and_the_first_where_its_day_is():
    fall = "انخفض عدد العائلات النازحة من 900 عائلة إلى 400 عائلة."
    assert told(("2024-05-05", fall)) == [("2024-05-05", 400.0, "=", False)]
    dated = "صار عدد العائلات النازحة 400 عائلة بعد أن كان 900 عائلة في آذار 2023."
    assert told(("2024-05-05", dated)) == [("2023-03", 900.0, "=", False), ("2024-05-05", 400.0, "=", False)]


def test_what_still_is_is_not_denied():
    assert told(("2024-05-05", "لا تزال 300 عائلة نازحة في المخيم.")) == [("2024-05-05", 300.0, "=", False)]


def test_a_bare_number_counts_what_its_sentence_says_it_counts():
    assert told(("2024-05-05", "بلغ عدد العائلات النازحة في المخيم نحو 400.")) == [("2024-05-05", 400.0, "~", False)]


def test_the_sentence_after_one_that_counts_the_same_is_of_the_same_thing():
    pair = "في المخيم 400 عائلة نازحة. وكانت فيه 700 عائلة في آذار 2023."
    assert told(("2024-05-05", pair)) == [("2023-03", 700.0, "=", False), ("2024-05-05", 400.0, "=", False)]


def test_numbers_of_another_place_are_left_out():
    pages = (*FAMILIES, ("2024-09-01", "تقيم في لبنان 250 ألف عائلة نازحة."))
    assert [value for _, value, _, _ in told(*pages)] == [41000.0, 38000.0, 35000.0, 31000.0]
    assert [value for _, value, _, _ in told(*pages, about="نازحة لبنان")] == [250000.0]


def test_rates_and_totals_do_not_mix():
    pages = (
        ("2024-01-01", "يحرق الحقل 5 ملايين متر مكعب من الغاز يوميا."),
        ("2024-02-01", "يحرق الحقل 4 ملايين متر مكعب من الغاز يوميا."),
        ("2024-03-01", "بلغ الغاز المحروق في الحقل 900 مليون متر مكعب."),
    )
    assert [value for _, value, _, _ in told(*pages, unit="متر مكعب", about="غاز")] == [5e6, 4e6]


def test_a_unit_is_known_however_it_is_written():
    assert len({unit_key(word) for word in ("جندي", "الجنود", "جنود", "عسكري", "والجنود")}) == 1
    assert unit_key("") == ""


def test_what_pages_count_again_and_again_is_proposed():
    (found,) = proposed(*FAMILIES)
    assert (found.unit, found.days) == ("عائلة", 4)
    assert [(point.day, point.value) for point in found.points] == [
        ("2023-03-01", 41000.0),
        ("2023-09-10", 38000.0),
        ("2024-02-11", 35000.0),
        ("2024-08-02", 31000.0),
    ]
    readings = [read(f"p{number}", text, day) for number, (day, text) in enumerate(FAMILIES)]
    assert series(readings, found.about, found.unit) == found.points
    assert found.key == series_key(found.unit, found.about)


def test_percentages_need_two_words_in_common():
    pages = (
        ("2023-01-01", "بلغت نسبة الغاز المستثمر 53 في المئة."),
        ("2024-01-01", "ارتفعت نسبة استثمار الغاز إلى أكثر من 60 في المئة."),
        ("2025-01-01", "نسبة استثمار الغاز المصاحب 74 في المئة."),
    )
    (found,) = proposed(*pages)
    assert [point.value for point in found.points] == [53.0, 60.0, 74.0]
    apart = (pages[0], ("2024-01-01", "ارتفعت نسبة الغاز المستورد إلى 60 في المئة."), ("2025-01-01", "نسبة المدارس 74 في المئة."))
    assert proposed(*apart) == ()


def test_a_plan_counts_for_no_day():
    plan = ("2024-08-02", "تعتزم الوزارة خفض عدد العائلات النازحة في مخيمات دهوك إلى 9 آلاف عائلة.")
    assert proposed(*FAMILIES[:2], plan) == ()


@pytest.mark.parametrize(
    "pages",
    [
        FAMILIES[:2],
        (*FAMILIES[:2], (FAMILIES[1][0], FAMILIES[2][1])),
        [(day, "في مخيمات دهوك 41 ألف عائلة نازحة.") for day, _ in FAMILIES],
        [(day, text.replace("عائلة", "دولار").replace("العائلات", "الدولارات")) for day, text in FAMILIES],
        [(day, f"قتل في القصف {number} قتيلا من النازحين.") for number, (day, _) in enumerate(FAMILIES, 5)],
        [(day, f"استمر النزوح {number} يوما.") for number, (day, _) in enumerate(FAMILIES, 5)],
        [(day, f"في العراق {number} مدرسة.") for number, (day, _) in enumerate(FAMILIES, 500)],
        [(day, f"يقع المخيم الكبير على بعد {number} كيلومترا من دهوك.") for number, (day, _) in enumerate(FAMILIES, 20)],
        [(day, f"في المخيم {number} شخصا.") for number, (day, _) in enumerate(FAMILIES, 20)],
        [(day, f"في مخيمات دهوك {10**number} عائلة نازحة.") for number, (day, _) in enumerate(FAMILIES, 1)],
        [
            (day, f"في ورشة للزراعة، وبعد أن قال هو ومن معه في كل ما كان من قبل ثم من بعد، ذكر أن هناك {number} مدرسة.")
            for number, (day, _) in enumerate(FAMILIES, 500)
        ],
    ],
    ids=[
        "two days",
        "one day twice",
        "never another number",
        "money",
        "tolls",
        "spans of time",
        "no words but a place",
        "a distance",
        "one word of people",
        "other scales",
        "words far off",
    ],
)
def test_what_is_no_course_is_not_proposed(pages):
    assert proposed(*pages) == ()


def test_no_number_stands_in_two_proposals():
    guards = [("2020-09-01", GUARDS[0].text), ("2020-11-17", GUARDS[1].text), ("2025-01-05", GUARDS[2].text)]
    found = proposed(*FAMILIES, *guards)
    places = [(point.page_id, point.start) for one in found for point in one.points]
    assert len(found) == 2
    assert len(places) == len(set(places))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=20), st.text(max_size=10))
def test_no_text_makes_it_fail(text, about, unit):
    assert isinstance(series([read("x", text, "2025-01-05")], about, unit), tuple)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)), st.lists(st.sampled_from(["أقل من", "نحو", "أكثر من", ""]), min_size=4, max_size=4))
def test_the_order_of_pages_does_not_matter(order, relations):
    pages = [
        read(f"p{number}", f"في مخيمات دهوك {relation} {30 + number} ألف عائلة نازحة.", f"2024-0{number + 1}-01")
        for number, relation in enumerate(relations)
    ]
    (one,), (other,) = propose(Material(pages)), propose(Material(pages[place] for place in order))
    assert (one.key, one.points) == (other.key, other.points)
    assert [point.day for point in one.points] == sorted(point.day for point in one.points)
    for point in one.points:
        assert point.quote_start <= point.start < point.end <= point.quote_end
