import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.edtf import EdtfError, first_day, last_day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-09-27", "2025-09-27", "2025-09-27"),
        ("2025-09-27T14:30", "2025-09-27", "2025-09-27"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-09/2025-09", "2024-09-01", "2025-09-30"),
    ],
)
def test_a_partial_date_covers_its_days(value, first, last):
    assert first_day(value) == dt.date.fromisoformat(first)
    assert last_day(value) == dt.date.fromisoformat(last)


@pytest.mark.parametrize("value", ["", "soon", "2025-13", "2025-02-30", "2025-9-1", "0000-01-01", "2025-00"])
def test_what_is_no_date_is_refused_with_its_value(value):
    with pytest.raises(EdtfError, match=r"date|calendar"):
        first_day(value)


@given(st.dates())
def test_a_day_covers_itself(day):
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day


def test_an_open_end_tells_no_later_day_than_its_start():
    assert (first_day("2019-03/.."), last_day("2019-03/..")) == (dt.date(2019, 3, 1), dt.date(2019, 3, 31))


def test_an_interval_open_on_both_sides_is_no_date():
    with pytest.raises(EdtfError):
        first_day("../..")
