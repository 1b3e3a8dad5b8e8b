from dataclasses import replace

import pytest

from marsad.domain.rules import StandingFact
from tests.domain.rule_cases import BROKEN, CLOUDED, CODEBOOK, DONE, FACT, codes, day, findings, levels

ENDED = replace(FACT, term_ended_on=day("2024-01-31"))


@pytest.mark.parametrize("fact", [FACT, DONE, BROKEN, CLOUDED])
def test_a_sound_assessment_has_no_findings(fact):
    assert codes(fact) == set()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"term_began_on": day("2024-02-01")}, {}),
        ({"term_began_on": day("2024-02-02")}, {"before-term": "block"}),
        ({"term_ended_on": day("2024-02-01")}, {}),
        ({"term_ended_on": day("2024-01-31")}, {"after-term": "block"}),
        ({"term_ended_on": day("2024-01-31"), "is_closing": True}, {}),
        ({"term_ended_on": day("2024-02-01"), "is_closing": True}, {}),
        ({"term_ended_on": day("2024-02-02"), "is_closing": True}, {"closing-early": "warn"}),
        ({"is_closing": True}, {"closing-early": "warn"}),
        ({"term_ended_on": day("2024-01-31"), "is_closing": True, "verdict": "started"}, {"closing-verdict": "block"}),
        ({"term_ended_on": day("2024-01-31"), "is_closing": True, "verdict": "likely"}, {"closing-verdict": "block"}),
        ({"term_ended_on": day("2024-01-31"), "is_closing": True, "verdict": "not_started"}, {"closing-verdict": "block"}),
    ],
)
def test_a_verdict_lies_within_the_term_and_a_closing_one_after_it_settles(changes, found):
    assert levels(replace(FACT, **changes)) == found


@pytest.mark.parametrize("fact", [BROKEN, DONE, CLOUDED])
def test_what_settles_a_promise_may_close_it(fact):
    assert codes(replace(fact, term_ended_on=day("2024-01-31"), is_closing=True)) == set()


@pytest.mark.parametrize(
    ("verdict", "due", "found"),
    [
        ("started", None, {}),
        ("started", "2024-02-01", {}),  # the deadline's own day is in time
        ("started", "2024-01-31", {"deadline-passed": "warn"}),
        ("started", "2024-01-02", {"deadline-passed": "warn"}),  # the thirtieth day of grace
        ("started", "2024-01-01", {"deadline-verdict": "block"}),
        ("likely", "2023-06-30", {"deadline-verdict": "block"}),
        ("half_done", "2023-06-30", {"deadline-passed": "warn"}),
        ("not_started", "2023-06-30", {"deadline-verdict": "block"}),
    ],
)
def test_a_deadline_that_passed_leaves_few_verdicts_after_its_days_of_grace(verdict, due, found):
    assert levels(replace(FACT, verdict=verdict, deadline_on=due and day(due))) == found


def test_a_grace_longer_than_any_calendar_is_no_fault():
    endless = replace(CODEBOOK, deadline=replace(CODEBOOK.deadline, grace_days=10**9))
    assert levels(replace(FACT, verdict="started", deadline_on=day("2023-06-30")), endless) == {"deadline-passed": "warn"}


@pytest.mark.parametrize("fact", [BROKEN, CLOUDED])
def test_a_deadline_is_settled_by_a_broken_promise_and_by_one_that_cannot_be_verified(fact):
    assert codes(replace(fact, deadline_on=day("2023-06-30"))) == set()


def test_the_message_names_the_verdicts_that_are_left():
    (found,) = findings(replace(FACT, verdict="started", deadline_on=day("2023-06-30")))
    assert "“Half done”, “Done”, “Broken”, “Not verifiable”" in found.en
    assert "«تعذر التحقق»" in found.ar
    assert "2023-07-30" in found.en


KNOWN = frozenset({"1", "2"})


@pytest.mark.parametrize(
    ("before", "evidence", "verdict", "found"),
    [
        ("started", KNOWN, "half_done", set()),
        ("not_started", KNOWN, "half_done", {"leap"}),
        ("not_started", frozenset({"1"}), "half_done", set()),  # a piece is new
        ("done", KNOWN, "started", {"leap"}),
        ("half_done", KNOWN, "half_done", set()),
        ("not_verifiable", KNOWN, "half_done", set()),
    ],
)
def test_a_verdict_that_leaps_without_new_evidence_is_pointed_out(before, evidence, verdict, found):
    standing = StandingFact(before, day("2023-06-01"), evidence)
    assert codes(replace(FACT, verdict=verdict, standing=standing)) == found


def test_nobody_breaks_a_promise_on_the_evidence_that_it_was_under_way():
    assert codes(replace(BROKEN, standing=StandingFact("half_done", day("2023-06-01"), KNOWN))) == {"leap"}


def test_a_verdict_before_the_one_that_stands_goes_into_history_and_says_so():
    standing = StandingFact("started", day("2024-02-02"), frozenset())
    assert levels(replace(FACT, standing=standing)) == {"effective-backwards": "warn"}
    assert codes(replace(FACT, standing=replace(standing, effective_on=FACT.effective_on))) == set()


def test_a_correction_may_go_back_and_leap():
    standing = StandingFact("not_started", day("2024-02-02"), KNOWN)
    assert codes(replace(FACT, standing=standing)) == {"leap", "effective-backwards"}
    assert codes(replace(FACT, standing=standing, is_correction=True)) == set()
