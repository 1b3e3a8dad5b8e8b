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
