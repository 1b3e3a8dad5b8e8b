import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.codebook import FULFILMENTS, LEVELS, SOURCE_KINDS
from marsad.domain.reading import RUNGS, STANCES
from marsad.domain.rule_levels import BY_CODE, RULES, level_of
from marsad.domain.rules import AssessmentFact, Deliverable, EvidenceFact, StandingFact, examine
from tests.domain.rule_cases import BROKEN, CLOUDED, CODEBOOK, DONE, FACT, SAID, codes, day, levels

LATE = replace(FACT, evidence=(*FACT.evidence, replace(SAID, id="9", said_on=day("2024-04-11"))))


def test_every_rule_says_in_both_languages_what_it_asks():
    assert len(BY_CODE) == len(RULES)
    for rule in RULES:
        assert rule.ar
        assert rule.en
        assert rule.level in LEVELS
        assert rule.early in LEVELS


def test_the_codebook_names_a_level_for_every_rule_that_may_have_one():
    free = {rule.code for rule in RULES if not rule.is_firm} - {"single-coding"}
    assert {code for code, _ in CODEBOOK.levels or ()} == free


@pytest.mark.parametrize(
    ("level", "found"), [("block", {"evidence-later": "block"}), ("warn", {"evidence-later": "warn"}), ("off", {})]
)
def test_a_rule_is_as_strict_as_the_codebook_says(level, found):
    assert levels(LATE, replace(CODEBOOK, levels=(("evidence-later", level),))) == found


def test_a_rule_that_the_codebook_leaves_out_keeps_its_own_level_and_an_early_codebook_knows_no_later_rule():
    assert level_of(replace(CODEBOOK, levels=()), "leap") == "warn"
    assert level_of(replace(CODEBOOK, levels=None), "leap") == "off"
    assert level_of(replace(CODEBOOK, levels=None), "evidence-later") == "block"


def test_what_a_chief_editor_sets_aside_is_still_told():
    aside = replace(LATE, overrides=frozenset({"evidence-later"}))
    assert levels(aside) == {"evidence-later": "aside"}
    assert levels(replace(aside, evidence=(replace(SAID, said_on=None), *FACT.evidence))) == {"evidence-undated": "warn"}


DAYS = st.dates(dt.date(2023, 6, 1), dt.date(2025, 6, 1))
EVIDENCE = st.builds(
    EvidenceFact,
    st.integers(1, 999).map(str),
    st.none() | DAYS,
    st.sampled_from(STANCES[:3]),
    st.sampled_from(RUNGS),
    st.sampled_from(["a", "b", "c"]),
    is_party=st.booleans(),
    kind=st.sampled_from(SOURCE_KINDS),
    story=st.sampled_from(["", "1", "2"]),
    is_withdrawn=st.booleans(),
    is_disputed=st.booleans(),
)
IDS = st.lists(st.integers(1, 999).map(str), max_size=3).map(tuple)
PEOPLE = st.sampled_from(["zahra", "omar", "haidar"])
FACTS = st.builds(
    AssessmentFact,
    verdict=st.sampled_from([verdict.key for verdict in CODEBOOK.verdicts]),
    effective_on=DAYS,
    term_began_on=DAYS,
    term_ended_on=st.none() | DAYS,
    deadline_on=st.none() | DAYS,
    evidence=st.lists(EVIDENCE, max_size=6, unique_by=lambda item: item.id).map(tuple),
    is_closing=st.booleans(),
    author=PEOPLE,
    seconder=st.none() | PEOPLE,
    cause=st.sampled_from(["", "blocked", "no_public_data"]),
    coders=st.lists(PEOPLE, max_size=2).map(tuple),
    is_imported=st.booleans(),
    is_adjudicated=st.booleans(),
    is_correction=st.booleans(),
    overrides=st.frozensets(st.sampled_from(list(BY_CODE))),
    standing=st.none() | st.builds(StandingFact, st.sampled_from(FULFILMENTS), DAYS, IDS.map(frozenset)),
    deliverables=st.lists(st.builds(Deliverable, st.just("law"), st.just("قانون"), st.just("law"), st.booleans(), IDS, IDS)).map(
        tuple
    ),
)


@given(FACTS, st.randoms(use_true_random=False))
def test_findings_do_not_hang_on_the_order_of_the_evidence(fact, chance):
    shuffled = list(fact.evidence)
    chance.shuffle(shuffled)
    assert examine(fact, CODEBOOK) == examine(replace(fact, evidence=tuple(shuffled)), CODEBOOK)
    assert examine(fact, CODEBOOK) == examine(fact, CODEBOOK)


@given(FACTS, EVIDENCE)
def test_more_evidence_never_hides_that_some_came_later(fact, more):
    before = {finding for finding in examine(fact, CODEBOOK) if finding.code == "evidence-later"}
    more = replace(more, id="new")
    assert before <= set(examine(replace(fact, evidence=(*fact.evidence, more)), CODEBOOK))


@given(FACTS)
def test_what_blocks_comes_first_and_every_finding_is_a_known_rule_with_words(fact):
    found = examine(fact, CODEBOOK)
    order = [("block", "aside", "warn").index(finding.level) for finding in found]
    assert order == sorted(order)
    assert all(finding.code in BY_CODE and finding.ar and finding.en for finding in found)
    named = {item.id for item in fact.evidence}
    assert all(finding.evidence is None or finding.evidence in named for finding in found)


NEARLY_SOUND = st.builds(
    lambda fact, changes, more: replace(fact, **changes, evidence=(*fact.evidence, *more)),
    st.sampled_from([FACT, DONE, BROKEN, CLOUDED]),
    st.fixed_dictionaries(
        {},
        optional={
            "verdict": st.sampled_from([verdict.key for verdict in CODEBOOK.verdicts]),
            "effective_on": st.dates(dt.date(2024, 1, 20), dt.date(2024, 3, 5)),
            "term_began_on": st.dates(dt.date(2024, 1, 25), dt.date(2024, 2, 5)),
            "term_ended_on": st.dates(dt.date(2024, 1, 25), dt.date(2024, 2, 5)),
            "deadline_on": st.dates(dt.date(2023, 12, 28), dt.date(2024, 2, 5)),
            "is_closing": st.booleans(),
            "author": PEOPLE,
            "seconder": PEOPLE,
            "coders": st.lists(PEOPLE, max_size=2).map(tuple),
            "cause": st.sampled_from(["", "blocked", "no_public_data"]),
            "is_adjudicated": st.booleans(),
        },
    ),
    st.lists(EVIDENCE.map(lambda item: replace(item, id=f"more {item.id}")), max_size=1),
)


@given(NEARLY_SOUND)
@settings(max_examples=400)
def test_what_nothing_stops_keeps_the_rules_of_the_method(fact):
    """The rules again, told another way: what no finding blocks, none of these may break."""
    if any(finding.level in ("block", "aside") for finding in examine(fact, CODEBOOK)):
        return
    verdict = CODEBOOK.verdict(fact.verdict)
    assert all(item.said_on is None or item.said_on <= fact.effective_on for item in fact.evidence)
    assert not any(item.is_withdrawn for item in fact.evidence)
    assert fact.term_began_on <= fact.effective_on
    assert fact.is_closing or fact.term_ended_on is None or fact.effective_on <= fact.term_ended_on
    assert fact.seconder is None or (fact.seconder not in fact.coders and (fact.seconder != fact.author or fact.is_adjudicated))
    assert fact.seconder is None or fact.is_imported or len(set(fact.coders)) == 2
    assert fact.cause in {cause.key for cause in verdict.causes} if verdict.causes else not fact.cause
    if verdict.fulfilment in ("started", "half_done", "done"):
        assert any(item.rung != "announced" and item.stance == "supports" for item in fact.evidence)
    if verdict.fulfilment in ("half_done", "done", "broken"):
        stance = "refutes" if verdict.fulfilment == "broken" else "supports"
        assert len({item.source for item in fact.evidence if item.stance == stance and not item.is_party}) >= 2
    if fact.deadline_on is not None and fact.effective_on > fact.deadline_on + dt.timedelta(days=30):
        assert verdict.key in ("half_done", "done", "broken", "not_verifiable")


@given(FACTS)
def test_setting_aside_changes_levels_and_nothing_else(fact):
    plain = examine(replace(fact, overrides=frozenset()), CODEBOOK)
    aside = examine(fact, CODEBOOK)
    assert {(f.code, f.ar, f.evidence) for f in plain} == {(f.code, f.ar, f.evidence) for f in aside}
    for finding in aside:
        if finding.level == "aside":
            assert finding.code in fact.overrides
            assert not BY_CODE[finding.code].is_firm


@given(FACTS, st.dates(dt.date(2023, 6, 1), dt.date(2025, 6, 1)))
def test_a_later_effective_day_never_adds_evidence_that_came_later(fact, later):
    def late(one):
        return {finding.evidence for finding in examine(one, CODEBOOK) if finding.code == "evidence-later"}

    if later >= fact.effective_on:
        assert late(replace(fact, effective_on=later)) <= late(fact)


def test_a_sound_completion_stays_sound():
    assert codes(DONE) == set()
