"""Every verdict says when the team last decided anything on its promise, and plainly where nobody did since."""

import csv
import datetime as dt
import io

import pytest
from django.db.models import F
from django.utils import timezone

from marsad.domain.roles import PERMISSIONS
from marsad.newsroom import review
from marsad.store.models import Assessment
from marsad.store.queries.checks import DECISIONS
from marsad.store.queries.public import read_codebooks, read_standings
from marsad.store.record.acts import add_act
from tests import observatory
from tests.site.conftest import words

pytestmark = pytest.mark.django_db
NOTHING_SINCE = "the team has decided nothing on it since"


@pytest.fixture
def old(rated, noise):
    """The promise, with a verdict of ten days ago; what was decided on it stands in the audit of today."""
    Assessment.objects.filter(status="published").update(published_at=F("published_at") - dt.timedelta(days=10))
    return rated


def standing(row, known_on=None):
    return read_standings([row], read_codebooks(), known_on=known_on, checked=True)[0]


def test_every_decision_that_counts_is_an_act_of_the_table():
    assert set(DECISIONS) <= set(PERMISSIONS), "an act that was renamed would check nothing from then on"


def test_a_verdict_on_which_nothing_was_decided_since_says_so(client, rated):
    assert NOTHING_SINCE in words(client.get("/en/promises/coalition/"))
    assert not standing(rated).is_checked_since


def test_a_decision_after_the_verdict_is_when_it_was_last_checked(client, old):
    assert standing(old).checked_on == timezone.localdate()
    page = words(client.get("/en/promises/coalition/"))
    assert "Last checked on" in page
    assert NOTHING_SINCE not in page
    assert "last checked on" in words(client.get("/en/promises/"))
    assert "Last checked:" in words(client.get("/embed/promises/coalition/?lang=en"))


def test_on_a_past_day_only_what_had_been_decided_by_then_counts(client, old):
    day = timezone.localdate() - dt.timedelta(days=2)
    assert standing(old, day).checked_on == timezone.localdate() - dt.timedelta(days=10)
    assert NOTHING_SINCE in words(client.get(f"/en/promises/coalition/?as_of={day}"))


def test_a_note_a_refusal_and_what_is_decided_on_another_promise_check_nothing(old, noise, zahra):
    later = timezone.now() + dt.timedelta(days=3)
    add_act("note.write", at=later, person=zahra, promise_id=old.pk)
    add_act("candidate.reject", at=later, person=zahra, promise_id=old.pk, refused=("لا", "no"))
    add_act("candidate.reject", at=later, person=zahra, promise_id=noise["other"].pk)
    assert standing(old).checked_on == timezone.localdate()


def test_a_rejected_candidate_is_a_check_and_the_interface_and_the_table_tell_the_same_day(client, old, zahra):
    review.reject(observatory.candidate(old).pk, zahra, reason="unrelated")
    today = timezone.localdate().isoformat()
    before = client.get("/api/v1/promises/coalition/")
    assert before.json()["item"]["last_checked_on"] == today
    assert {one["key"]: one["last_checked_on"] for one in client.get("/api/v1/promises/").json()["items"]} == {
        "coalition": today,
        "other": None,
    }
    table = b"".join(client.get("/data/files/promises.csv")).decode()
    assert {row["key"]: row["last_checked_on"] for row in csv.DictReader(io.StringIO(table))} == {"coalition": today, "other": ""}
    review.reject(observatory.candidate(old).pk, zahra, reason="unrelated")
    assert client.get("/api/v1/promises/coalition/")["ETag"] != before["ETag"]
