import datetime as dt
import re

import pytest

from marsad.newsroom import assess, review
from tests import observatory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(codebook, zahra):
    """A verdict of half done that rests on one source alone: a rule stops it."""
    about = observatory.promise()
    piece = review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way")
    return assess.propose(
        about,
        zahra,
        verdict="half_done",
        effective_on=dt.date(2025, 10, 2),
        summary_ar="خرج المستشارون.",
        evidence_ids=[piece.pk],
        despite_rules=True,
    )


@pytest.fixture
def english(sign_in):
    """Return a client that reads the desk in English, in which a person has signed in."""

    def signed_in(person):
        client = sign_in(person)
        client.cookies["django_language"] = "en"
        return client

    return signed_in


def show(client, row):
    return re.sub(r"\s+", " ", client.get(f"/desk/assessments/{row.pk}/").content.decode())


def post(client, row, **fields):
    return client.post(f"/desk/assessments/{row.pk}/publish/", {"has_read": "on"} | fields)


def test_only_a_chief_editor_gets_the_form(english, waiting, omar, layla):
    assert "Only a chief editor may set such a rule aside." in show(english(omar), waiting)
    assert "Publish against the rules" not in show(english(omar), waiting)
    shown = show(english(layla), waiting)
    assert "Publish against the rules" in shown
    assert 'name="reason_ar_too-few-sources"' in shown
    assert "requires 2 independent sources" in shown


def test_a_chief_editor_publishes_against_the_rule_with_a_reason(english, waiting, layla):
    answer = post(english(layla), waiting, **{"reason_ar_too-few-sources": "لا مصدر آخر."})
    assert answer.status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == "published"
    assert [row["reason_ar"] for row in waiting.overrides] == ["لا مصدر آخر."]
    assert "لا مصدر آخر." in show(english(layla), waiting)


def test_without_a_reason_nothing_is_published_and_what_was_typed_stays(english, waiting, layla):
    fields = {"reason_ar_too-few-sources": " ", "reason_en_too-few-sources": "Nobody else was there"}
    answer = post(english(layla), waiting, **fields).content.decode()
    assert "Say why, in Arabic" in answer
    assert "Nobody else was there" in answer
    waiting.refresh_from_db()
    assert waiting.status == "proposed"


def test_an_editor_who_posts_the_form_anyway_is_refused(english, waiting, omar):
    answer = post(english(omar), waiting, **{"reason_ar_too-few-sources": "لأن."})
    assert answer.status_code == 200
    waiting.refresh_from_db()
    assert waiting.status == "proposed"
