"""Whether a page falls in a government's term."""

import pytest

from marsad.domain.reading import DateMention, Reading
from marsad.pipeline.matching.term import MONTHS_BY_YEARS, days_told, is_within, months_outside, nearest_outside


@pytest.mark.parametrize(
    ("period", "day", "months"),
    [
        ("2022-10/2025", "2024-05-02", 0),
        ("2022-10/2025", "2022-08", 0),
        ("2022-10/2025", "2022-01", 7),
        ("2022-10/2025", "2022", 0),
        ("2020-05/2022-10", "2023-12", 0),
        ("2020-05/2022-10", "2025-11-10", 22),
        ("2020-05/..", "2031-01-01", 0),
        ("../2022-10", "1999", 0),
        ("", "2024", None),
        ("2022-10/2025", None, None),
        ("2022-10/2025", "أمس", None),
    ],
)
def test_months_outside_a_term_and_its_margins(period, day, months):
    assert months_outside(period, day) == months


@pytest.mark.parametrize(
    ("day", "is_inside"), [("2022-10-27", True), ("2022-09-30", False), ("2025-12-31", True), ("2026-01", False), ("أمس", False)]
)
def test_a_term_has_no_margins_where_two_governments_meet(day, is_inside):
    assert is_within("2022-10/2025", day) is is_inside


def told(*values, published=None):
    return Reading(id="a", text="x" * 9, published=published, dates=tuple(DateMention(0, 1, value) for value in values))


def test_the_days_that_a_page_names_stand_in_for_its_own():
    assert days_told(told("2011-03-03", "2014", None, "2015-04")) == ("2011-03-03", "2015-04")
    assert days_told(told("2011-03-03", published="2024-01-01")) == ("2024-01-01",)


def test_the_nearest_of_the_days_counts():
    reading = told("2011-03-03", "2023-04-01")
    assert nearest_outside("2022-10/2025", reading, days_told(reading)) == 0


def test_years_of_long_before_put_a_page_without_a_day_but_little_outside():
    reading = told("2009")
    assert nearest_outside("2022-10/2025", reading, days_told(reading)) == MONTHS_BY_YEARS
    assert nearest_outside("2022-10/2025", told("2024"), ()) == 0


def test_a_page_that_names_no_time_is_not_known_to_lie_outside():
    assert nearest_outside("2022-10/2025", told(None), ()) is None
