"""A conflict is a checked value."""

import pytest

from marsad.domain.conflict import Conflict, Statement


def statement(**changes):
    return Statement(**{"page_id": "a", "start": 4, "end": 8, "quote_start": 0, "quote_end": 20, **changes})


def conflict(**changes):
    values = {"left": statement(), "right": statement(page_id="b"), "kind": "amount", "reason_ar": "سبب", "reason_en": "why"}
    return Conflict(**{**values, **changes})


def test_a_conflict_tells_its_pages():
    assert (conflict().a, conflict().b, conflict().is_internal) == ("a", "b", False)
    assert conflict(right=statement(start=10, end=12)).is_internal


@pytest.mark.parametrize("wrong", [{"start": 8}, {"quote_start": 5}, {"end": 21}, {"quote_start": -1}])
def test_words_that_do_not_stand_in_their_quote_are_refused(wrong):
    with pytest.raises(ValueError, match="do not stand in the quote"):
        statement(**wrong)


@pytest.mark.parametrize("wrong", [{"kind": "cause"}, {"reason_ar": ""}, {"reason_en": ""}, {"score": 1.5}])
def test_a_conflict_that_could_not_be_shown_is_refused(wrong):
    with pytest.raises(ValueError):
        conflict(**wrong)
