import datetime as dt

import pytest
import yaml
from django.utils import timezone

from marsad.newsroom import publish
from marsad.store.record import programme
from tests import observatory
from tests.site.conftest import propose, prove, words

SECOND = yaml.safe_load((observatory.ROOT / "data/codebooks/iraqi-observatory-2.yml").read_text(encoding="utf-8"))
FIRST = yaml.safe_load((observatory.ROOT / "data/codebooks/iraqi-observatory-1.yml").read_text(encoding="utf-8"))


def load(body, day):
    moment = timezone.make_aware(dt.datetime.fromisoformat(day))
    return programme.save_codebook(body, actor="tests", at=moment)


@pytest.fixture
def versions(db):
    """The first version in force from 2021, the second from 2025."""
    load(FIRST, "2021-03-01T10:00")
    return load(SECOND, "2025-01-01T10:00")


def test_the_method_tells_all_that_the_codebook_in_force_says(client, versions):
    shown = words(client.get("/en/method/"))
    for item in (*SECOND["verdicts"], *SECOND["outlooks"], *SECOND["causes"]):
        assert item["labels"]["en"] in shown
        assert " ".join(item["definition"]["en"].split()) in shown
    assert "One of them at least is a news outlet or an official body." in shown
    assert "Once 30 more days have passed" in shown
    assert "found for 90 days" in shown
    assert "Full Fact Government Tracker" in shown
    assert "Kept in part or in the works" in shown


def test_rules_stand_under_how_strict_they_are(client, versions):
    html = client.get("/en/method/").content.decode()
    stops, warns = html.index("stop a verdict from being published"), html.index("These warn who publishes")
    assert stops < html.index('id="rule-evidence-later"') < warns < html.index('id="rule-deliverable-missing"')
    assert "nobody may set it aside" in html


def test_an_earlier_version_is_shown_with_its_own_words_and_says_that_it_is_not_in_force(client, versions):
    shown = words(client.get("/en/method/?codebook=1"))
    assert "This is version 1 of the codebook. The one in force is version 2 ." in shown.replace("2.", "2 .")
    assert "Not verifiable" not in shown.split("Versions of the codebook")[0].split("On the scales of others")[0]
    assert "rules are not asked by this version" in shown


def test_a_past_day_shows_the_version_in_force_then_and_none_that_came_later(client, versions):
    shown = words(client.get("/en/method/?as_of=2023-05-05"))
    assert "Iraqi promise observatory scale , version 1" in shown.replace("scale,", "scale ,")
    assert "Version 2" not in shown
    assert "no codebook was in force" in words(client.get("/en/method/?as_of=2020-01-01"))


def test_what_a_version_changed_is_told_in_words(client, versions):
    shown = words(client.get("/en/method/"))
    assert "Verdict “Not verifiable”: added." in shown
    assert "causes: Not prioritised, Blocked, Reversed, Outside its powers, No longer relevant (was: none)." in shown
    assert "الحكم «تعذر التحقق»: أُضيف." in words(client.get("/method/"))


@pytest.mark.parametrize("query", ["codebook=9", "codebook=1&as_of=2020-01-01", "as_of=soon"])
def test_a_version_or_day_that_never_was_leads_nowhere(client, versions, query):
    assert client.get(f"/method/?{query}").status_code == 404


def test_a_rule_that_was_set_aside_is_told_beside_the_verdict(client, codebook, zahra, layla):
    about = observatory.promise("thin")
    waiting = propose(about, zahra, [prove(about, zahra)], despite_rules=True)
    why = ("لا مصدر آخر في المنطقة.", "No other source reaches the area.")
    publish.publish(waiting.pk, layla, overrides={"too-few-sources": why})
    arabic, english = words(client.get("/promises/thin/")), words(client.get("/en/promises/thin/"))
    assert "قاعدة استُثنيت في هذا الحكم:" in arabic
    assert why[0] in arabic
    assert why[1] in english
    assert layla.public_name in arabic
    assert "number of independent sources that it requires" in english
