from dataclasses import replace

import pytest

from tests.domain.rule_cases import FACT, OTHER, SAID, codes, day, findings, levels


@pytest.mark.parametrize(
    ("said_on", "found"),
    [
        ("2024-02-01", {}),  # of the day itself
        ("2024-02-02", {"evidence-later": "block"}),
        (None, {"evidence-undated": "warn"}),
    ],
)
def test_no_verdict_rests_on_what_came_after_it(said_on, found):
    assert levels(replace(FACT, evidence=(SAID, OTHER, replace(SAID, id="3", said_on=said_on and day(said_on))))) == found


def test_the_distance_is_told_in_days_and_the_evidence_named():
    fact = replace(FACT, effective_on=day("2020-06-12"), term_began_on=day("2020-05-07"))
    fact = replace(fact, evidence=tuple(replace(item, said_on=day("2020-06-11")) for item in fact.evidence))
    late = replace(SAID, id="9", said_on=day("2020-08-21"))
    (found,) = findings(replace(fact, evidence=(*fact.evidence, late)))
    assert (found.code, found.level, found.evidence) == ("evidence-later", "block", "9")
    assert "70 days later than the rating of 2020-06-12" in found.en
    assert "بـ 70 يوما" in found.ar


def test_withdrawn_evidence_blocks_and_nobody_sets_it_aside():
    fact = replace(FACT, evidence=(SAID, OTHER, replace(SAID, id="3", is_withdrawn=True)))
    assert levels(fact) == {"evidence-withdrawn": "block"}
    assert levels(replace(fact, overrides=frozenset({"evidence-withdrawn"}))) == {"evidence-withdrawn": "block"}


def test_an_open_conflict_is_named_at_its_evidence():
    (found,) = findings(replace(FACT, evidence=(SAID, replace(OTHER, is_disputed=True))))
    assert (found.code, found.level, found.evidence) == ("conflict-open", "warn", "2")


@pytest.mark.parametrize(
    ("effective", "found"),
    [("2024-04-24", {}), ("2024-04-25", {"evidence-stale": "warn"}), ("2025-01-01", {"evidence-stale": "warn"})],
)
def test_evidence_older_than_the_codebook_allows_is_pointed_out(effective, found):
    assert levels(replace(FACT, effective_on=day(effective))) == found


def test_one_fresh_piece_is_enough():
    fact = replace(FACT, effective_on=day("2025-01-01"))
    assert codes(replace(fact, evidence=(SAID, replace(OTHER, said_on=day("2024-12-30"))))) == set()


@pytest.mark.parametrize(
    ("stories", "found"),
    [(("1", "2"), set()), (("1", "1"), {"one-story", "too-few-sources"}), (("", ""), set()), (("1",), set())],
)
def test_evidence_that_is_all_one_text_is_pointed_out(stories, found):
    evidence = tuple(replace(SAID, id=str(n), story=story, source=f"s{story or n}") for n, story in enumerate(stories))
    fact = replace(FACT, evidence=evidence) if len(stories) > 1 else replace(FACT, verdict="started", evidence=evidence)
    assert codes(fact) == found
