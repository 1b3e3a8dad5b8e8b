"""What engines share: tools made once, and a tool that works no longer stops the run."""

import pickle
from functools import partial
from pathlib import Path

import pytest

from marsad import plugins
from marsad.engines.carry import once
from marsad.engines.choose import engine
from marsad.engines.inline import run as run_inline
from marsad.pipeline.step import Step
from tests.engines import roads


def test_tools_made_once_serve_several_runs():
    roads.Stamp.made = 0
    tools = once(roads.TOOLS)
    first = list(run_inline(roads.ROAD, roads.PAGES, tools))
    assert list(run_inline(roads.ROAD, roads.PAGES, tools)) == first
    assert roads.Stamp.made == 1


def test_a_tool_made_already_does_not_travel_to_another_process():
    factory = once({"list": partial(list, (1, 2))})["list"]
    assert factory() is factory()
    there = pickle.loads(pickle.dumps(factory))
    assert there() == [1, 2]
    assert there() is not factory()


def gone(reading, _):
    raise plugins.ToolError("no answer; start the server")
    yield reading


def missing():
    raise plugins.ToolError("there is no such folder")


@pytest.fixture(params=plugins.names("engine"))
def run(request, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    if request.param == "daft":
        pytest.importorskip("daft", reason="the scale extra is not installed")
    return engine(request.param)


def test_a_tool_that_works_no_longer_stops_the_run_out_loud(run):
    with pytest.raises(plugins.ToolError, match=r"^no answer; start the server$"):
        list(run((Step("match", "1", gone),), roads.PAGES[:3], {}))


def test_a_tool_that_cannot_be_made_stops_the_run_out_loud(run):
    with pytest.raises(plugins.ToolError, match=r"^there is no such folder$"):
        list(run(roads.ROAD, roads.PAGES[:3], {"stamp": missing}))
