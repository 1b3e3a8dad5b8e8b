from dataclasses import replace

import pytest

from tests.domain.rule_cases import CODEBOOK, FACT, levels


@pytest.mark.parametrize(
    ("author", "coders", "seconder", "found"),
    [
        ("zahra", ("zahra", "haidar"), None, {}),
        ("zahra", ("zahra", "haidar"), "omar", {}),
        ("zahra", ("zahra", "haidar"), "haidar", {"own-coding": "block"}),
        ("zahra", ("zahra", "haidar"), "zahra", {"own-coding": "block", "own-seconder": "block"}),
        ("sivan", ("zahra", "haidar"), "sivan", {"own-seconder": "block"}),  # who decided between the two
        ("zahra", (), None, {"single-coding": "warn"}),  # before anyone publishes there is time
        ("zahra", ("zahra",), "omar", {"single-coding": "block"}),
        ("zahra", ("zahra", "zahra"), "omar", {"single-coding": "block"}),
    ],
)
def test_two_code_and_a_third_publishes(author, coders, seconder, found):
    assert levels(replace(FACT, author=author, coders=coders, seconder=seconder)) == found


@pytest.mark.parametrize(
    ("author", "coders", "seconder", "publishes", "found"),
    [
        ("sivan", ("zahra", "haidar"), "sivan", True, {}),
        ("sivan", ("zahra", "haidar"), "sivan", False, {"own-seconder": "block"}),
        ("sivan", ("zahra", "haidar"), "omar", False, {}),
        ("sivan", ("zahra", "haidar"), "zahra", True, {"own-coding": "block"}),
        ("zahra", ("zahra", "haidar"), "zahra", True, {"own-coding": "block", "own-seconder": "block"}),
        ("sivan", ("zahra",), "sivan", True, {"own-seconder": "block", "single-coding": "block"}),  # a third is no second
        ("sivan", ("zahra", "zahra"), "sivan", True, {"own-seconder": "block", "single-coding": "block"}),
        ("sivan", (), "sivan", True, {"own-seconder": "block", "single-coding": "block"}),
    ],
)
def test_who_decided_between_two_may_publish_only_as_a_third_and_where_the_codebook_lets_them(
    author, coders, seconder, publishes, found
):
    fact = replace(FACT, author=author, coders=coders, seconder=seconder, is_adjudicated=True)
    assert levels(fact, replace(CODEBOOK, adjudicator_publishes=publishes)) == found


def test_what_was_carried_over_cannot_be_coded_blind_any_more():
    assert levels(replace(FACT, coders=(), seconder="omar", is_imported=True)) == {"single-coding": "warn"}


def test_a_codebook_that_asks_for_no_second_coding_finds_nothing():
    fact = replace(FACT, coders=(), seconder="omar")
    assert levels(fact, replace(CODEBOOK, double_coding="off")) == {}
    assert levels(fact, replace(CODEBOOK, double_coding="warn")) == {"single-coding": "warn"}


@pytest.mark.parametrize("code", ["own-coding", "own-seconder"])
def test_nobody_sets_aside_a_rule_about_persons(code):
    fact = replace(FACT, seconder="zahra", overrides=frozenset({"own-coding", "own-seconder"}))
    assert levels(fact)[code] == "block"
    assert levels(fact, replace(CODEBOOK, levels=((code, "off"),)))[code] == "block"
