"""Tests of what every verb does besides its work: it asks whether its person may, and writes the act down."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from marsad.domain.roles import UnknownActError
from marsad.newsroom.acts import NotAllowedError, recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Act, Person, Promise
from marsad.store.record import people
from tests import observatory

pytestmark = pytest.mark.django_db


@recorded("assessment.propose")
def judge(promise: Promise, person: Person, *, is_bad: bool = False) -> Promise:
    promise.title_ar = "غيّره"
    promise.save()
    if is_bad:
        raise Refusal("verdict", "لا يصح", "not so")
    return promise


@recorded("person.leave")
def leave(username: str) -> bool:
    return bool(username)


def only_act():
    return Act.objects.get()


def test_an_act_is_written_with_who_what_and_on_which_promise(zahra):
    promise = observatory.promise("one")
    judge(promise, zahra)
    act = only_act()
    assert (act.person, act.verb, act.kind, act.key, act.outcome) == (zahra, "assessment.propose", "promise", "one", "done")
    assert act.promise == promise
    assert act.made == ""


def test_a_refused_act_is_undone_and_kept_with_its_reason(zahra):
    promise = observatory.promise("one", title="كما كان")
    with pytest.raises(Refusal):
        judge(promise, zahra, is_bad=True)
    promise.refresh_from_db()
    assert promise.title_ar == "كما كان"
    assert (only_act().outcome, only_act().why_ar, only_act().why_en) == ("refused", "لا يصح", "not so")


@pytest.mark.parametrize("who", ["noor", "dilan"])
def test_a_role_that_may_not_is_refused_before_anything_is_done(who, request):
    promise = observatory.promise("one", title="كما كان")
    with pytest.raises(NotAllowedError):
        judge(promise, request.getfixturevalue(who))
    promise.refresh_from_db()
    assert promise.title_ar == "كما كان"
    assert only_act().outcome == "refused"


def test_one_who_left_may_do_nothing(zahra):
    people.mark_left(zahra, at=timezone.now())
    with pytest.raises(NotAllowedError):
        judge(observatory.promise("one"), zahra)


def test_a_verb_without_a_person_is_the_command_lines():
    leave("zahra")
    assert (only_act().person, only_act().actor, only_act().kind, only_act().key) == (None, "command line", "person", "zahra")


def test_an_act_goes_with_the_work_that_is_rolled_back(zahra):
    promise = observatory.promise("one")
    with transaction.atomic():
        judge(promise, zahra)
        assert Act.objects.exists()
        transaction.set_rollback(True)
    assert not Act.objects.exists()


def test_the_database_refuses_to_change_an_act(zahra):
    judge(observatory.promise("one"), zahra)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Act.objects.update(verb="assessment.publish")
    assert only_act().verb == "assessment.propose"


def test_a_verb_outside_the_table_cannot_be_made():
    with pytest.raises(UnknownActError, match=r"domain/roles\.py"):
        recorded("promise.sell")
