from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.codebook import CodebookError, make_codebook
from marsad.domain.coding import AXES, CodedVerdict, agree, differences
from marsad.domain.reading import RUNGS

BOOK = make_codebook(
    yaml.safe_load((Path(__file__).parents[2] / "data/codebooks/iraqi-observatory-2.yml").read_text(encoding="utf-8"))
)
CAUSED = next(verdict for verdict in BOOK.verdicts if len(verdict.causes) > 1)
SAME = CodedVerdict("half_done", "on_track", "", "under_way", frozenset({1, 2}))


@pytest.mark.parametrize(
    ("other", "axes", "does_agree"),
    [
        (CodedVerdict("half_done", "on_track", "", "under_way", frozenset({1, 2})), [], True),
        (CodedVerdict("half_done", "on_track", "", "decided", frozenset({1, 2})), ["rung"], True),
        (CodedVerdict("half_done", "on_track", "", "under_way", frozenset({3})), ["evidence"], True),
        (CodedVerdict("half_done", "at_risk", "", "under_way", frozenset({1, 2})), ["outlook"], False),
        (CodedVerdict("half_done", "", "", "under_way", frozenset({1, 2})), ["outlook"], False),
        (CodedVerdict("started", "on_track", "", "under_way", frozenset({1, 2})), ["verdict"], False),
        (CodedVerdict("started", "at_risk", "", "", frozenset()), ["verdict", "outlook", "rung", "evidence"], False),
    ],
)
def test_what_two_codings_differ_in(other, axes, does_agree):
    assert [difference.axis for difference in differences(SAME, other, BOOK)] == axes
    assert agree(SAME, other, BOOK) is does_agree


def test_a_cause_disputes_where_the_verdict_needs_one():
    one, two = (CodedVerdict(CAUSED.key, cause=cause.key) for cause in CAUSED.causes[:2])
    assert [(found.axis, found.is_dispute) for found in differences(one, two, BOOK)] == [("cause", True)]


def test_an_unknown_verdict_is_told():
    with pytest.raises(CodebookError, match="splendid"):
        agree(CodedVerdict("splendid"), SAME, BOOK)


CODED = st.builds(
    CodedVerdict,
    verdict=st.sampled_from([verdict.key for verdict in BOOK.verdicts]),
    outlook=st.sampled_from(["", *(outlook.key for outlook in BOOK.outlooks)]),
    rung=st.sampled_from(["", *RUNGS]),
    evidence=st.frozensets(st.integers(1, 5)),
)


@given(CODED, CODED)
def test_agreeing_does_not_depend_on_who_came_first(left, right):
    assert differences(left, right, BOOK) == differences(right, left, BOOK)
    assert agree(left, left, BOOK)
    assert {difference.axis for difference in differences(left, right, BOOK)} <= set(AXES)
