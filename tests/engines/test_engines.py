"""One suite over every engine: the same rows from each."""

from pathlib import Path

import pytest

from marsad import plugins
from marsad.domain.reading import Failure, Reading
from marsad.engines.choose import engine
from marsad.engines.inline import run as run_inline
from tests.engines import roads

EXPECTED = list(run_inline(roads.ROAD, roads.PAGES, roads.TOOLS))


@pytest.fixture(params=plugins.names("engine"))
def run(request, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))  # the workers import the roads of these tests
    if request.param == "daft":
        pytest.importorskip("daft", reason="the scale extra is not installed")
    return engine(request.param)


def test_every_engine_gives_the_same_rows_in_the_same_order(run):
    assert list(run(roads.ROAD, roads.PAGES, roads.TOOLS)) == EXPECTED


def test_a_step_that_raises_becomes_a_failure_that_says_where_and_why(run):
    rows = list(run(roads.ROAD, roads.PAGES[:2], roads.TOOLS))
    assert rows == [Reading(id="p0", text="خبر", outlet="ختم"), Failure("p1", "read", "ValueError: نص معطوب")]


def test_a_step_that_fails_half_way_gives_a_failure_and_nothing_else(run):
    assert list(run(roads.ROAD, roads.PAGES[4:5], roads.TOOLS)) == [Failure("p4", "stamp", "RuntimeError: لا حبر")]


def test_a_failure_that_comes_in_goes_out_untouched(run):
    before = Failure("p9", "files", "ملف ناقص")
    assert list(run(roads.ROAD, [before], roads.TOOLS)) == [before]


def test_no_rows_in_gives_no_rows_out(run):
    assert list(run(roads.ROAD, [], roads.TOOLS)) == []


def test_rows_that_all_come_to_nothing_give_no_rows(run):
    assert list(run(roads.ROAD, roads.PAGES[3:4], roads.TOOLS)) == []


def test_a_tool_is_made_once_for_a_worker():
    roads.Stamp.made = 0
    list(run_inline(roads.ROAD, roads.PAGES, roads.TOOLS))
    assert roads.Stamp.made == 1


def test_a_road_without_its_tool_does_not_start():
    with pytest.raises(KeyError, match="stamp"):
        list(run_inline(roads.ROAD, roads.PAGES, {}))


def test_an_unknown_engine_names_the_choices():
    with pytest.raises(ValueError, match="inline, daft"):
        engine("steam")
