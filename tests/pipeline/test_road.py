"""The road as a whole, on one page of our own."""

from marsad.domain.reading import Page, PromiseText, Reading
from marsad.engines.inline import run
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import road_tools

PAGE = Page(
    id="p1",
    title="افتتاح جسر جديد في البصرة",
    text="قال محافظ البصرة في 3 آذار 2024 إن 4 جسور افتتحت في المدينة ضمن مشروع الجسور.",
    published="2024-03-04",
)
BRIDGES = PromiseText(id="bridges", title="بناء الجسور في البصرة", government="حكومة", period="2022-10/2025")


def test_the_road_reads_dates_amounts_and_matches():
    (reading,) = run(build_road(True), [PAGE], road_tools((BRIDGES,)))
    assert isinstance(reading, Reading)
    assert reading.text == PAGE.text
    assert "2024-03-03" in [date.value for date in reading.dates]
    assert 4 in [amount.value for amount in reading.amounts]
    assert [match.promise_id for match in reading.matches] == ["bridges"]


def test_a_road_without_matching_needs_no_tool():
    (reading,) = run(build_road(False), [PAGE], road_tools())
    assert reading.matches == ()


def test_every_step_has_a_name_of_its_own_and_a_version():
    names = [step.name for step in build_road(True)]
    assert names == ["extract", "normalise", "date", "quantify", "attribute", "name", "match"]
    assert all(step.version for step in build_road(True))
