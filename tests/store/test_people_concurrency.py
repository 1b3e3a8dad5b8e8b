"""Access is changed by several at the same moment, beside others who publish: nobody waits for ever, nobody becomes another."""

import threading

import pytest
from django.db import connection, transaction

from marsad.newsroom import invitations, people, publish
from marsad.store.models import Person
from marsad.store.queries.ledger_check import Check
from marsad.store.record import people as record
from marsad.store.record.ledger import hold_tail
from tests import observatory
from tests.store.test_ledger_concurrency import at_once, kinds, propose, ready

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "قمر ونجمتان وثلاثة أنهار"


def test_a_person_is_renamed_while_they_publish_and_neither_waits_for_ever(monkeypatch):
    about, evidence, zahra, omar, _ = ready("one")
    waiting = propose(about, evidence, zahra)
    tail_is_held, person_is_held = threading.Event(), threading.Event()
    lock = record.lock_person

    def held(person_id):
        found = lock(person_id)
        person_is_held.set()
        return found

    def second():
        with transaction.atomic():
            if connection.vendor == "postgresql":  # on SQLite the other could not even begin
                hold_tail()
                tail_is_held.set()
                person_is_held.wait(timeout=2)
            return publish.publish(waiting.pk, omar)

    def rename():
        tail_is_held.wait(timeout=2)
        return people.rename(omar.pk, None, name="عمر الجديد")

    monkeypatch.setattr(record, "lock_person", held)
    assert kinds(at_once(second, rename)) == {"done": 2}
    assert list(Check().troubles()) == []


def test_of_two_last_chief_editors_who_let_each_other_go_at_once_one_stays():
    first, second = (observatory.person(name, "chief") for name in ("first", "second"))
    outcomes = at_once(lambda: people.leave(first.pk, second), lambda: people.leave(second.pk, first))
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    assert Person.objects.filter(role="chief", is_active=True).count() == 1


def test_of_two_invited_who_choose_one_name_at_once_one_joins_and_keeps_their_password():
    chief = observatory.person("chief", "chief")
    links = {role: invitations.invite("مدعو", chief, role=role) for role in ("monitor", "editor")}
    outcomes = at_once(
        *(
            lambda role=role: invitations.accept(links[role].code, username="zaynab", password=f"{PASSWORD} {role}")
            for role in links
        )
    )
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    joined = Person.objects.get(username="zaynab")
    assert joined.check_password(f"{PASSWORD} {joined.role}")


def test_one_link_used_by_two_at_once_lets_one_in():
    chief = observatory.person("chief", "chief")
    link = invitations.invite("مدعو", chief, role="editor")
    outcomes = at_once(
        *(lambda name=name: invitations.accept(link.code, username=name, password=PASSWORD) for name in ("zaynab", "huda"))
    )
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    assert Person.objects.filter(username__in=["zaynab", "huda"]).count() == 1
