"""Several people code one promise at the same moment: nothing is lost, nobody is a third, and nobody opens a round twice."""

import threading

import pytest
from django.db import connection

from marsad.newsroom import coding, coding_outcome, publish
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, Coding, CodingRound
from marsad.store.queries.ledger_check import Check
from tests import observatory
from tests.newsroom.coding_rows import DAY, STARTED, hand_in, proven, second_codebook
from tests.store.test_ledger_concurrency import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db):
    second_codebook()
    rows = {name: observatory.person(name, "coder") for name in ("rana", "salma", "tariq")}
    return rows | {name: observatory.person(name, "editor") for name in ("omar", "sivan")}


@pytest.fixture
def evidence(people):
    return proven(observatory.promise("coalition"), people["rana"])


@pytest.fixture
def opened(people, evidence):
    return coding.open_round(evidence[0].promise, people["omar"], effective_on=DAY)


def test_of_three_who_hand_in_at_once_two_are_in_and_the_third_is_told(opened, people, evidence):
    outcomes = at_once(*(lambda name=name: hand_in(opened, people[name], evidence) for name in ("rana", "salma", "tariq")))
    assert sorted(kinds(outcomes).elements()) == ["done", "done", "refused"]
    opened.refresh_from_db()
    assert opened.status == "agreed"
    assert sorted(Coding.objects.values_list("place", flat=True)) == [1, 2]
    assert Assessment.objects.filter(round=opened).count() == 1


def test_one_who_takes_back_while_the_other_hands_in_leaves_a_whole_round(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    at_once(
        lambda: coding.take_back(opened.pk, people["rana"]),
        lambda: hand_in(opened, people["salma"], evidence, **STARTED),
    )
    opened.refresh_from_db()
    standing = Coding.objects.filter(round=opened, withdrawn_at__isnull=True).count()
    assert (opened.status, standing) in {("disputed", 2), ("open", 1)}


def test_two_who_decide_at_once_make_one_assessment(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    hand_in(opened, people["salma"], evidence, **STARTED)
    asked = {key: value for key, value in STARTED.items() if key != "rung"} | {"evidence_ids": [evidence[0].pk]}
    outcomes = at_once(
        *(lambda name=name: coding_outcome.adjudicate(opened.pk, people[name], **asked) for name in ("omar", "sivan"))
    )
    assert sorted(kinds(outcomes).elements()) == ["done", "refused"]
    assert Assessment.objects.filter(round=opened).count() == 1


def test_two_who_open_a_round_on_one_day_at_once_open_one(people, evidence):
    about = evidence[0].promise
    outcomes = at_once(*(lambda name=name: coding.open_round(about, people[name], effective_on=DAY) for name in ("omar", "rana")))
    assert sorted(kinds(outcomes).elements()) == ["done", "refused"]
    assert CodingRound.objects.count() == 1


def test_words_chosen_while_the_verdict_is_published_do_not_change_what_was_sealed(opened, people, evidence, monkeypatch):
    hand_in(opened, people["rana"], evidence)
    hand_in(opened, people["salma"], evidence, summary_ar="خرج المستشارون من قاعدتين.")
    waiting, other = Assessment.objects.get(round=opened), Coding.objects.get(round=opened, place=2)
    was_read, is_published = threading.Event(), threading.Event()
    read = coding_outcome.assessment_of

    def then_wait(found):
        made = read(found)
        was_read.set()
        is_published.wait(timeout=2)
        return made

    def second():
        if connection.vendor == "postgresql":  # on SQLite one of the two waits for the other to end
            was_read.wait(timeout=5)
        try:
            return publish.publish(waiting.pk, people["sivan"])
        finally:
            is_published.set()

    monkeypatch.setattr(coding_outcome, "assessment_of", then_wait)
    at_once(lambda: coding_outcome.choose_words(opened.pk, people["omar"], coding_id=other.pk), second)
    waiting.refresh_from_db()
    assert waiting.status == "published"
    assert list(Check().troubles()) == []


def test_a_round_is_not_opened_in_place_of_another_beside_one_that_is_open(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    hand_in(opened, people["salma"], evidence)
    publish.return_to_author(Assessment.objects.get(round=opened).pk, people["sivan"], reason="ينقصه مصدر.")
    coding.open_round(evidence[0].promise, people["omar"], effective_on=DAY)
    with pytest.raises(Refusal, match="open already"):
        coding_outcome.reopen(opened.pk, people["sivan"], reason="نعيدها")
    opened.refresh_from_db()
    assert opened.status == "agreed"
