import json

import pytest
from click.testing import CliRunner

from marsad.cli.agreement import command
from tests import observatory
from tests.newsroom.coding_rows import second_codebook
from tests.newsroom.test_coding import many_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    second_codebook()
    rows = {name: observatory.person(name, "coder") for name in ("rana", "salma")}
    return rows | {"omar": observatory.person("omar", "editor")}


def test_an_observatory_that_has_coded_nothing_is_told_so(people):
    assert "nothing can be said" in CliRunner().invoke(command).output


def test_alpha_is_told_with_its_interval_and_in_words_where_there_is_none(people):
    many_rounds(people)
    told = CliRunner().invoke(command).output
    assert "14 verdicts coded blind by at least two of 2 people" in told
    assert "alpha 1.00 (95% 1.00 to 1.00; 14 units, 2 coders, raw agreement 100%)" in told
    assert "cannot be told: all gave one value" in told
    assert "too few units to tell" in told


def test_json_holds_the_same_figures_as_known_on_a_day(people):
    many_rounds(people)
    told = json.loads(CliRunner().invoke(command, ["--json"]).output)
    assert told["units"] == 14
    assert {axis["axis"]: axis["metric"] for axis in told["axes"]} == {
        "verdict": "nominal",
        "fulfilment": "ordinal",
        "outlook": "nominal",
        "rung": "ordinal",
    }
    before = json.loads(CliRunner().invoke(command, ["--json", "--as-of", "2025-01-01"]).output)
    assert (before["as_of"], before["units"]) == ("2025-01-01", 0)
