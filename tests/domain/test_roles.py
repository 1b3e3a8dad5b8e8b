"""Tests of the one table of who may do what."""

import itertools

import pytest

from marsad.domain.roles import (
    EDIT,
    PERMISSIONS,
    ROLES,
    UnknownActError,
    may,
    may_grant,
    permission,
    whose,
)


@pytest.mark.parametrize(
    ("role", "act", "allowed"),
    [
        ("monitor", "candidate.reject", True),
        ("monitor", "coding.hand_in", False),
        ("coder", "coding.hand_in", True),
        ("coder", "assessment.publish", False),
        ("editor", "assessment.publish", True),
        ("editor", "person.invite", False),
        ("chief", "person.invite", True),
        ("chief", "assessment.publish", True),
        ("operator", "person.invite", True),
    ],
)
def test_who_may_do_what(role, act, allowed):
    assert may(role, act) is allowed


def test_an_operator_does_nothing_editorial():
    allowed = {act for act in PERMISSIONS if may("operator", act)}
    assert {act.partition(".")[0] for act in allowed} == {"person", "self", "channel", "delivery"}  # what goes out by machine


def test_each_editorial_role_includes_the_one_below_it():
    ladder = ("monitor", "coder", "editor", "chief")
    for below, above in itertools.pairwise(ladder):
        assert {act for act in PERMISSIONS if may(below, act)} <= {act for act in PERMISSIONS if may(above, act)}


def test_what_readers_see_is_changed_by_editors_alone():
    telling = (".publish", ".explain", ".confirm", ".withdraw", ".restore", ".revise", ".silence", ".conclude", ".tie", ".untie")
    for act, row in PERMISSIONS.items():
        if act.endswith(telling):
            assert row.roles <= EDIT, act


def test_every_act_is_named_in_both_languages():
    for row in PERMISSIONS.values():
        assert row.ar.strip()
        assert row.en.strip()
        assert row.roles <= set(ROLES)


def test_an_unknown_role_or_act_never_falls_through():
    with pytest.raises(ValueError, match="reader"):
        may("reader", "candidate.reject")
    with pytest.raises(UnknownActError, match=r"domain/roles\.py"):
        permission("candidate.sell")


def test_who_may_is_told_in_words():
    assert whose("assessment.publish") == ("المحررين ورؤساء التحرير", "editors and chief editors")
    assert whose("person.invite")[1] == "chief editors and operators"


def test_a_chief_editor_gives_any_role_but_operator():
    assert [role for role in ROLES if may_grant("chief", role)] == ["monitor", "coder", "editor", "chief"]
    assert [role for role in ROLES if may_grant("operator", role)] == list(ROLES)
    assert not any(may_grant(giver, role) for giver in ("monitor", "coder", "editor") for role in ROLES)
