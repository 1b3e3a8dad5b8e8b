"""Every page in every language: what is not in the page's own language is marked as what it is."""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

from marsad.domain.open_tables import TABLES
from marsad.newsroom import follow
from marsad.store import models
from tests import observatory
from tests.browser.sights import desk_sights, public_sights, states_of_pages
from tests.once import ONCE
from tests.store import published_record
from tests.tongues import strange_words

pytestmark = [pytest.mark.django_db, ONCE]
LANGUAGES = ("ar", "en", "ckb")
ASKED = {"«زرافة»", "زرافة", "التحالف"}  # the reader's own words
# The same in every language: what stands for a machine, in a snare for robots, or as an example of Arabic.
SAME = {
    *TABLES, "string", "date", "datetime", "integer", "boolean", "website", "tests", "candidate:12",
    "Creative Commons Attribution 4.0",
    "One noun without a number, such as جندي or عائلة, or the sign of percent. Other forms of it are found too.",
}  # fmt: skip


@pytest.fixture
def record(settings):
    """A record in which every page has something to show, and readers who follow it by mail."""
    settings.FOLLOW_BY_MAIL = True
    with transaction.atomic():
        published_record.build()
    for name in ("one", "two"):
        follow.ask_to_follow(f"{name}@reader.example", language="ar", frequency="weekly", subjects=["all"], caller=name)
    follow.confirm(follow.confirm_code(models.Follower.objects.first()))


@pytest.fixture
def chief(client):
    person = observatory.person("nawal", "chief")
    client.post("/accounts/login/", {"login": "nawal", "password": observatory.PASSWORD})
    return person


def names():
    """Return what the record holds in words of its own."""
    found = {settings.SITE_NAME, *ASKED}
    for table in (
        models.Promise, models.Government, models.Sector, models.Body, models.Outlet, models.Programme,
        models.Document, models.SeriesRow, models.MilestoneRow, models.Assessment, models.SeriesPointRow, models.Person,
    ):  # fmt: skip
        kinds = [field.name for field in table._meta.fields if field.get_internal_type() in ("CharField", "TextField")]
        found |= {value for row in table._base_manager.values_list(*kinds) for value in row if value}
    points = models.SeriesPointRow.objects.all()
    return found | {row.quote[row.start - row.quote_start : row.end - row.quote_start] for row in points}


def strange(client, sights):
    known, found = names(), {}
    for sight in sights:
        answer = client.get(sight.path)
        if answer.status_code == 405 or not answer["Content-Type"].startswith("text/html"):
            continue
        told = [line for line in strange_words(answer.content.decode(), known) if not _is_same(line.partition(": ")[2])]
        found |= {sight.name: told} if told else {}
    return found


def _is_same(text):
    return text in SAME | ASKED or (text.startswith(settings.SITE_NAME) and "?as_of=" in text)  # a citation, to be copied whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_page_is_in_its_own_language(record, client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert strange(client, (*public_sights(language), *states_of_pages(language))) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_desk_is_in_its_own_language(record, client, chief, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert strange(client, desk_sights()) == {}


def _pages_of_accounts():
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and re.match("account|mfa", name):
            for parts in ((), (1,)):
                try:
                    yield name, reverse(name, args=parts)
                except NoReverseMatch:
                    continue


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_accounts_is_in_its_own_language(client, chief, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    found, seen = {}, set()
    for name, address in _pages_of_accounts():
        if name in ("account_logout", "account_reauthenticate"):
            continue
        client.post("/accounts/reauthenticate/", {"password": observatory.PASSWORD})
        for answer in (client.get(address), client.post(address, {})):
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                seen.add(name)
                if told := strange_words(answer.content.decode(), names()):
                    found[name] = told
    told = strange_words(client.get("/accounts/logout/").content.decode(), names())
    assert found | ({"logout": told} if told else {}) == {}
    assert {"account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_inactive"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_signing_in_answers_is_in_the_readers_language(client, language):
    observatory.person("nawal", "chief")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for sent in ({}, {"login": "nawal"}, {"login": "nawal", "password": "wrong"}):
        answer = client.post("/accounts/login/", sent)
        assert answer.status_code == 200
        assert strange_words(answer.content.decode(), names()) == []


def test_marks_of_what_was_changed_are_in_the_pages_language_within_arabic_words():
    pieces = [{"kind": kind, "text": "سد"} for kind in ("gone", "new", "same")]
    with translation.override("ckb"):
        html = render_to_string("site/parts/differences.html", {"pieces": pieces})
    assert strange_words(f'<p lang="ar">{html}</p>') == []
