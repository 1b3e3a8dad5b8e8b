"""Tests that a milestone is a checked value, and of when its day has passed without evidence."""

import datetime as dt
from typing import Any

import pytest

from marsad.domain.edtf import EdtfError
from marsad.domain.milestone import Milestone, Proof, is_overdue, speaks_for

TOLD, LAST = dt.date(2025, 3, 1), dt.date(2025, 9, 30)


def make(**changes: Any) -> Milestone:
    values: dict[str, Any] = {
        "start": 0,
        "end": 40,
        "day_start": 30,
        "day_end": 40,
        "what_start": 0,
        "what_end": 20,
        "day": "2025-09",
    }
    return Milestone(**{**values, **changes})


def test_the_last_day_of_a_partial_date_counts() -> None:
    assert make().last_on == LAST
    assert make(day="2025").last_on == dt.date(2025, 12, 31)
    assert make(day="2025-01/2025-03").last_on == dt.date(2025, 3, 31)


@pytest.mark.parametrize("wrong", [{"day_end": 41}, {"what_start": 5, "what_end": 5}, {"sense": "soon"}, {"certainty": "sure"}])
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"do not stand|is none of"):
        make(**wrong)


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(EdtfError):
        make(day="soon")


def proof(stance: str, rung: str, said_on: dt.date | None, phase: str = "") -> Proof:
    return Proof(stance, rung, said_on, phase)


DAY = dt.date
CASES = [
    # what the evidence says, the milestone's phase, whether it speaks for it
    (proof("supports", "delivered", DAY(2025, 9, 29)), "", True),
    (proof("supports", "delivered", DAY(2025, 3, 2)), "", True),  # early is kept
    (proof("supports", "delivered", DAY(2025, 12, 1)), "", True),  # late, but there is evidence: an editor looks
    (proof("supports", "delivered", DAY(2025, 3, 1)), "", False),  # of the day on which it was promised
    (proof("supports", "delivered", DAY(2024, 9, 1)), "", False),  # of an earlier promise
    (proof("supports", "delivered", None), "", False),  # of no day
    (proof("refutes", "delivered", DAY(2025, 9, 29)), "", False),
    (proof("discusses", "delivered", DAY(2025, 9, 29)), "", False),
    (proof("supports", "under_way", DAY(2025, 9, 1)), "", True),
    (proof("supports", "under_way", DAY(2025, 10, 15)), "", True),
    (proof("supports", "under_way", DAY(2025, 7, 2)), "", True),  # ninety days before
    (proof("supports", "under_way", DAY(2025, 7, 1)), "", False),  # too long before to tell
    (proof("supports", "funded", DAY(2025, 9, 29)), "", False),
    (proof("supports", "decided", DAY(2025, 9, 29)), "", False),
    (proof("supports", "announced", DAY(2025, 9, 29)), "", False),  # announcements show nothing
    (proof("supports", "delivered", DAY(2025, 9, 29), "1"), "2", False),  # of another phase
    (proof("supports", "delivered", DAY(2025, 9, 29), "2"), "2", True),
    (proof("supports", "delivered", DAY(2025, 9, 29), "1"), "", True),
    (proof("supports", "delivered", DAY(2025, 9, 29)), "2", True),
]


@pytest.mark.parametrize(("evidence", "phase", "speaks"), CASES)
def test_evidence_speaks_for_a_milestone_or_not(evidence: Proof, phase: str, speaks: bool) -> None:
    assert speaks_for(evidence, told_on=TOLD, last_on=LAST, phase=phase) is speaks
    late = is_overdue(last_on=LAST, today=DAY(2025, 10, 20), told_on=TOLD, proofs=[evidence], phase=phase)
    assert late is not speaks


def test_a_milestone_is_not_late_on_its_last_day() -> None:
    assert not is_overdue(last_on=LAST, today=LAST, told_on=TOLD, proofs=[])
    assert is_overdue(last_on=LAST, today=LAST + dt.timedelta(days=1), told_on=TOLD, proofs=[])


def test_a_day_that_was_only_ruled_out_is_never_late() -> None:
    assert not is_overdue(last_on=LAST, today=DAY(2026, 1, 1), told_on=TOLD, proofs=[], sense="not_before")


def test_a_proof_of_no_known_stance_or_rung_is_refused() -> None:
    with pytest.raises(ValueError, match="stance"):
        proof("likes", "delivered", LAST)
    with pytest.raises(ValueError, match="rung"):
        proof("supports", "finished", LAST)
