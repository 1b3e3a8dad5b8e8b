"""Tests of people's access: invited, changed, left."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from marsad.newsroom import deskwork, invitations, people, sessions
from marsad.newsroom.invitations import ClosedError, PasswordRefusal
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Act, Assignment, DeskSession, Entry, Invitation, Person
from marsad.store.record.ledger import append_entry
from tests import observatory

pytestmark = pytest.mark.django_db
PASSWORD = "four quiet rivers meet"


def open_session(person):
    store = SessionStore()
    store.create()
    sessions.seen(person, store.session_key, agent="Mozilla/5.0 (Windows NT 10.0) Firefox/128.0", address="192.0.2.77")
    return store.session_key


# ── invitations ──
def test_an_invitation_works_once(layla):
    given = invitations.invite("سيڤان", layla, role="editor")
    person = invitations.accept(given.code, username="sivan", password=PASSWORD)
    assert (person.role, person.display_name, person.check_password(PASSWORD)) == ("editor", "سيڤان", True)
    with pytest.raises(ClosedError):
        invitations.accept(given.code, username="another", password=PASSWORD)
    assert {"person.invite", "self.join"} == set(Act.objects.values_list("verb", flat=True))


def test_only_a_hash_of_the_code_is_kept(layla):
    given = invitations.invite("سيڤان", layla, role="editor")
    kept = Invitation.objects.values().get()
    assert given.code not in str(kept)
    assert given.code not in str(list(Act.objects.values()))


def test_an_invitation_runs_out_after_seven_days(layla):
    given = invitations.invite("سيڤان", layla, role="coder")
    assert given.invitation.expires_at - given.invitation.invited_at == dt.timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(ClosedError):
        invitations.look_up(given.code)


def test_another_link_closes_the_one_before(layla):
    first = invitations.invite("سيڤان", layla, role="coder")
    second = invitations.give_anew(first.invitation.pk, layla)
    with pytest.raises(ClosedError):
        invitations.look_up(first.code)
    assert invitations.look_up(second.code).display_name == "سيڤان"


def test_a_revoked_invitation_opens_nothing(layla):
    given = invitations.invite("سيڤان", layla, role="coder")
    invitations.revoke(given.invitation.pk, layla)
    with pytest.raises(ClosedError):
        invitations.accept(given.code, username="sivan", password=PASSWORD)
    with pytest.raises(Refusal):
        invitations.revoke(given.invitation.pk, layla)


@pytest.mark.parametrize("username", ["", "two words", "zahra", "ZAHRA", "a/b"])
def test_a_bad_or_taken_name_is_refused_and_the_link_stays_open(layla, zahra, username):
    given = invitations.invite("سيڤان", layla, role="coder")
    with pytest.raises(Refusal) as refused:
        invitations.accept(given.code, username=username, password=PASSWORD)
    assert refused.value.field == "username"
    assert invitations.look_up(given.code)


@pytest.mark.parametrize("password", ["short", "1234567890", "sivan.hameed", "password123"])
def test_a_weak_password_is_refused_with_its_reason(layla, password):
    given = invitations.invite("سيڤان", layla, role="coder")
    with pytest.raises(PasswordRefusal) as refused:
        invitations.accept(given.code, username="sivan.hameed", password=password)
    assert refused.value.messages
    assert not Person.objects.filter(username="sivan.hameed").exists()


def test_a_chief_editor_makes_no_operator(layla, dilan):
    with pytest.raises(Refusal, match="operator"):
        invitations.invite("غريب", layla, role="operator")
    assert invitations.invite("غريب", dilan, role="operator").code


def test_an_editor_invites_nobody(omar):
    with pytest.raises(Refusal, match="chief editors and operators"):
        invitations.invite("غريب", omar, role="monitor")


def test_a_link_to_come_back_sets_password_and_factor_anew(layla, zahra):
    Authenticator.objects.create(user=zahra, type=Authenticator.Type.TOTP, data={"secret": "x"})
    key = open_session(zahra)
    given = invitations.invite_back(zahra.pk, layla)
    invitations.accept(given.code, username="", password=PASSWORD)
    zahra.refresh_from_db()
    assert zahra.check_password(PASSWORD)
    assert not Authenticator.objects.filter(user=zahra).exists()
    assert not SessionStore().exists(key)


# ── roles, names, leaving ──
def test_a_new_role_ends_the_sessions_of_before(layla, zahra):
    key = open_session(zahra)
    assert people.change_role(zahra.pk, layla, role="editor").role == "editor"
    assert not SessionStore().exists(key)


def test_nobody_changes_their_own_access(layla, sivan):
    people.change_role(sivan.pk, None, role="chief")
    with pytest.raises(Refusal, match="own access"):
        people.change_role(layla.pk, layla, role="editor")
    with pytest.raises(Refusal, match="own access"):
        people.leave(layla.pk, layla)


@pytest.mark.parametrize("who", ["layla", "dilan"])
def test_the_last_chief_editor_and_the_last_operator_stay(who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(Refusal, match="last one"):
        people.leave(person.pk, None)
    with pytest.raises(Refusal, match="last one"):
        people.change_role(person.pk, None, role="monitor")
    observatory.person("another", person.role)
    assert people.leave(person.pk, None).is_active is False


def test_a_chief_editor_does_not_touch_an_operator(layla, dilan):
    observatory.person("another", "operator")
    with pytest.raises(Refusal, match="Only an operator"):
        people.leave(dilan.pk, layla)


def test_who_leaves_loses_access_at_once_and_keeps_their_record(layla, zahra):
    promise = observatory.promise("coalition")
    deskwork.assign(promise, layla, to=zahra)
    Authenticator.objects.create(user=zahra, type=Authenticator.Type.WEBAUTHN, data={"name": "هاتف"})
    key = open_session(zahra)
    back = invitations.invite_back(zahra.pk, layla)
    people.leave(zahra.pk, layla)
    zahra.refresh_from_db()
    assert (zahra.is_active, zahra.has_usable_password(), zahra.left_at is not None) == (False, False, True)
    assert not SessionStore().exists(key)
    assert not DeskSession.objects.exists()
    assert not Authenticator.objects.exists()
    assert not Assignment.objects.exists()
    with pytest.raises(ClosedError):
        invitations.look_up(back.code)
    assert zahra.public_name == "الراصد zahra"
    assert Act.objects.filter(verb="person.leave", key=str(zahra.pk), person=layla).exists()


def test_who_left_comes_back_by_a_link(layla, zahra):
    people.leave(zahra.pk, layla)
    given = invitations.invite_back(zahra.pk, layla)
    assert invitations.accept(given.code, username="", password=PASSWORD).is_active
    zahra.refresh_from_db()
    assert zahra.left_at is None


def test_a_name_that_readers_know_changes_with_an_entry(layla, zahra, haidar):
    with transaction.atomic():
        append_entry("assessment.published", {}, actor="tests", at=timezone.now(), rows=[zahra])
    people.rename(zahra.pk, layla, name="زهراء الجديدة")
    people.rename(haidar.pk, layla, name="حيدر الجديد")
    entry = Entry.objects.get(kind="person.renamed")
    assert "الراصد zahra" in entry.payload
    assert "زهراء الجديدة" in entry.payload
    assert f"person:{zahra.pk}" in entry.payload
    assert entry.actor == layla.public_name


def test_a_session_is_ended_by_its_owner_alone(zahra, haidar):
    open_session(zahra)
    row = DeskSession.objects.get()
    assert (row.device, row.network) == ("Firefox · Windows", "192.0.2.0/24")
    with pytest.raises(Refusal):
        sessions.end_one(row.pk, haidar)
    sessions.end_one(row.pk, zahra)
    assert not DeskSession.objects.exists()


def test_ending_the_others_leaves_this_one_and_writes_no_key_down(zahra):
    here, there = open_session(zahra), open_session(zahra)
    assert sessions.end_others(zahra, but=here) == 1
    assert SessionStore().exists(here)
    assert not SessionStore().exists(there)
    assert here not in str(list(Act.objects.values()))


def test_a_name_that_nobody_has_is_not_kept(zahra):
    sessions.failed("my secret password", address="192.0.2.77")
    sessions.failed("zahra", address="192.0.2.77")
    assert "secret" not in str(list(Act.objects.values()))
    assert [act.person for act in Act.objects.order_by("pk")] == [None, zahra]


# ── links that outlive a role ──
def test_a_link_given_by_a_chief_editor_opens_nothing_once_its_person_is_an_operator(layla, dilan, zahra):
    chiefs, own = invitations.invite_back(zahra.pk, layla), invitations.invite("زميل", layla, role="editor")
    people.change_role(zahra.pk, dilan, role="operator")
    with pytest.raises(ClosedError):
        invitations.accept(chiefs.code, username="", password=PASSWORD)
    assert invitations.look_up(own.code)
    operators = invitations.invite_back(zahra.pk, dilan)
    for act in (invitations.give_anew, invitations.revoke):
        with pytest.raises(Refusal, match="operator"):
            act(operators.invitation.pk, layla)


@pytest.mark.parametrize("username", ["import", "Import"])
def test_nobody_joins_under_the_name_of_what_is_imported(layla, username):
    given = invitations.invite("سيڤان", layla, role="coder")
    with pytest.raises(Refusal, match="taken"):
        invitations.accept(given.code, username=username, password=PASSWORD)
    with pytest.raises(Refusal, match="imported"):
        people.add("import", role="chief", name="غريب", password=PASSWORD)


def test_a_link_to_come_back_gives_the_role_of_today_not_that_of_its_day(layla, zahra, omar):
    given = invitations.invite_back(omar.pk, layla)
    people.change_role(omar.pk, layla, role="monitor")
    assert invitations.accept(given.code, username="", password=PASSWORD).role == "monitor"


def test_who_may_invite_no_more_leaves_no_open_link_behind(layla, dilan):
    mariam = observatory.person("mariam", "chief")
    given, kept = invitations.invite("صديق", mariam, role="chief"), invitations.invite("زميل", layla, role="editor")
    people.change_role(mariam.pk, dilan, role="monitor")
    with pytest.raises(ClosedError):
        invitations.accept(given.code, username="friend", password=PASSWORD)
    assert invitations.accept(kept.code, username="colleague", password=PASSWORD).role == "editor"
