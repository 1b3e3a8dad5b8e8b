"""Amounts of one thing over time become a series."""

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.pipeline.series import series
from tests.pipeline.conflict_pages import read

GUARDS = (
    read("a", "في الوادي نحو 5200 حارس للغابات، بحسب وزارة الزراعة.", "2020-09-01"),
    read("b", "قالت وزارة الزراعة إن حراس الغابات في الوادي صاروا 3000 حارس.", "2020-11-17"),
    read("c", "بقي في الوادي أقل من 2000 حارس للغابات. وفي السدير 700 حارس للسدود.", "2025-01-05"),
    read("d", "في الوادي نحو 5200 حارس للغابات، قال مدير الغابات.", "2020-09-01"),
)


def test_amounts_of_one_thing_stand_in_order_of_their_days():
    told = [(point.day, point.value, point.relation) for point in series(reversed(GUARDS), "غابات الوادي", "حارس")]
    assert told == [("2020-09-01", 5200.0, "~"), ("2020-11-17", 3000.0, "="), ("2025-01-05", 2000.0, "<")]


def test_each_point_is_quoted():
    last = series(GUARDS, "غابات الوادي", "حارس")[-1]
    text = next(one.text for one in GUARDS if one.id == last.page_id)
    assert text[last.quote_start : last.quote_end] == "بقي في الوادي أقل من 2000 حارس للغابات."


def test_a_year_that_the_sentence_names_is_its_day():
    (point,) = series([read("x", "كان في الوادي 900 حارس للغابات في عام 2014.", "2025-01-05")], "غابات الوادي", "حارس")
    assert point.day == "2014"


def test_a_page_of_no_day_gives_no_point():
    assert series([read("x", "في الوادي 900 حارس للغابات.")], "غابات الوادي", "حارس") == ()


def test_without_words_there_is_no_series():
    assert series(GUARDS, "", "حارس") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=20), st.text(max_size=10))
def test_no_text_makes_it_fail(text, about, unit):
    assert isinstance(series([read("x", text, "2025-01-05")], about, unit), tuple)
