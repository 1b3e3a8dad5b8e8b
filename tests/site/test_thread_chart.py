"""The line on which a thread is drawn: everything stands within it, wide or narrow."""

import datetime as dt
from types import SimpleNamespace

import pytest

from marsad.site.thread_chart import NARROW, WIDE, draw_thread

NAME = "Government of Mohammed Shia al-Sudani"


def column(began, ended, *days, deadline=None):
    government = SimpleNamespace(name=NAME, began_on=began, ended_on=ended)
    course = [SimpleNamespace(assessment=SimpleNamespace(effective_on=day), phase="half") for day in days]
    return SimpleNamespace(promise=SimpleNamespace(government=government, deadline_on=deadline), course=course)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_names_verdicts_and_years_stay_within_the_drawing(width):
    first = column(dt.date(2006, 5, 20), dt.date(2014, 9, 8), dt.date(2006, 5, 20))
    last = column(dt.date(2022, 10, 27), None, dt.date(2026, 1, 1), deadline=dt.date(2028, 12, 31))
    drawing = draw_thread([first, last], dt.date(2026, 6, 1), width)
    assert drawing.width == width
    assert all(0 <= spot.at <= width - 22 for row in drawing.rows for spot in row.spots)
    assert all(0 <= row.name_x <= row.from_x and row.name_x + 6 * len(NAME) < width for row in drawing.rows)
    assert [year.x for year in drawing.years] == sorted(year.x for year in drawing.years)
    assert all(later.x - earlier.x >= 40 for earlier, later in zip(drawing.years, drawing.years[1:], strict=False))
