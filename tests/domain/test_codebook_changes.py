import copy

import pytest

from marsad.domain.codebook import make_codebook
from marsad.domain.codebook_changes import changes
from tests.domain.rule_cases import BODY, CODEBOOK


def changed(path, value):
    body = copy.deepcopy(BODY)
    place = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changes(CODEBOOK, make_codebook(body))


def test_a_codebook_does_not_differ_from_itself():
    assert changes(CODEBOOK, CODEBOOK) == ()


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("verdicts", 1, "requires", "rung"), "funded", "“Started”: the rung required: funded (was: decided)."),
        (("verdicts", 2, "requires", "independent_sources"), 3, "“Half done”: independent sources: 3 (was: 2)."),
        (
            ("verdicts", 1, "requires", "kinds"),
            ["press"],
            "“Started”: kinds of source: a news outlet (was: a news outlet or an official body).",
        ),
        (("verdicts", 4, "requires", "party_counts"), True, "“Done”: what the party publishes of itself now counts."),
        (("verdicts", 5, "causes"), ["blocked"], "“Broken”: causes: Blocked (was: Not prioritised, Blocked"),
        (("verdicts", 0, "definition", "en"), "Nothing yet.", "Verdict “Not started”: its words changed."),
        (("verdicts", 4, "maps", "full_fact"), "In progress", "“Done”: its place on Full Fact Government Tracker changed."),
        (("rules", "leap"), "block", "It now stops publishing (before, it warns)."),
        (("deadline", "grace_days"), 60, "Deadlines: 60 days after one passed only"),
        (("term",), None, "End of term: the rule was dropped."),
        (("staleness_days",), 30, "Days before a promise is stale: 30 (was: 90)."),
        (("double_coding",), "warn", "neither seeing what the other wrote. It now warns (before, it stops publishing)."),
    ],
)
def test_a_change_is_told_in_a_sentence_of_both_languages(path, value, told):
    (found,) = changed(path, value)
    assert told in found.en
    assert found.ar


def test_a_verdict_that_is_gone_and_one_that_is_new_are_named():
    body = copy.deepcopy(BODY)
    body["verdicts"][0]["key"] = "nothing_yet"
    body["aliases"] = {}
    told = [change.en for change in changes(CODEBOOK, make_codebook(body))]
    assert told == ["Verdict “Not started”: added.", "Verdict “Not started”: removed."]
