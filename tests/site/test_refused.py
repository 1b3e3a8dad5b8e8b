"""A page that stands alone says what happened in the reader's language, then in both others; a program is told in its own."""

import re

import pytest
from django.conf import settings
from django.test import Client

from marsad.site.refused import tell_alone
from tests.tongues import strange_words

pytestmark = pytest.mark.django_db
SAID = {
    "405": {
        "ar": "لا تُسأل هذه الصفحة هكذا",
        "en": "This page is not asked in that way",
        "ckb": "ئەم پەڕەیە بەم شێوەیە داوا ناکرێت",
    },
    "413": {"ar": "ما أُرسل أكبر مما نقبله", "en": "That is more than we take", "ckb": "ئەمە لەوە زیاترە کە وەری دەگرین"},
    "csrf": {"ar": "انتهت صلاحية النموذج", "en": "The form has expired", "ckb": "کاتی فۆرمەکە بەسەرچوو"},
    "500": {"ar": "تعطل شيء عندنا", "en": "Something of ours broke", "ckb": "شتێک لای ئێمە تێکچوو"},
}
PREFIX = {"ar": "/", "en": "/en/", "ckb": "/ckb/"}


def refused(kind, language, monkeypatch):
    path = PREFIX[language]
    if kind == "405":
        return Client().put(f"{path}promises/")
    if kind == "413":
        return Client().post(f"{path}follow/", CONTENT_LENGTH="9" * 12, content_type="text/plain")
    if kind == "csrf":
        return Client(enforce_csrf_checks=True).post(f"{path}reply/", {"code": "A"})

    def fail(*_, **__):
        raise RuntimeError("secret words")

    monkeypatch.setattr("marsad.site.views.pages.read_outlets", fail)
    return Client(raise_request_exception=False).get(f"{path}method/?none={language}")


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("kind", SAID)
def test_a_page_that_stands_alone_speaks_the_readers_language_first(kind, language, monkeypatch):
    answer = refused(kind, language, monkeypatch)
    page = answer.content.decode()
    assert int(answer.get("Content-Length", len(answer.content))) == len(answer.content), (
        "a server sends no more than is announced"
    )
    assert answer.status_code == {"405": 405, "413": 413, "csrf": 403, "500": 500}[kind]
    assert "text/html" in answer["Content-Type"]
    assert re.search(r'<html lang="(\w+)" dir="(\w+)"', page).groups() == (language, "ltr" if language == "en" else "rtl")
    assert re.search(r"<h1>(.*?)</h1>", page)[1] == SAID[kind][language]
    assert re.search(r"<title>(.*?)</title>", page)[1] == SAID[kind][language]
    assert f'class="btn quiet" href="{PREFIX[language]}"' in page
    assert f'<a class="btn" href="{answer.wsgi_request.path}">' in page
    assert page.count("<p lang=") == 2
    assert all(words in page for words in SAID[kind].values())
    assert strange_words(page) == []
    assert "secret" not in page


@pytest.fixture
def at_the_desk(client, zahra):
    client.force_login(zahra, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_at_the_desk_the_language_is_the_one_chosen_and_the_way_leads_back_there(at_the_desk):
    at_the_desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "ckb"
    page = at_the_desk.put("/desk/").content.decode()
    assert '<html lang="ckb" dir="rtl">' in page
    assert '<a class="btn" href="/desk/">مێزی کار</a>' in page


def test_an_address_for_forms_says_so_to_who_opens_it(at_the_desk):
    answer = at_the_desk.get("/desk/undo/")
    assert answer.status_code == 405
    assert "هذا العنوان لما يرسله نموذج" in answer.content.decode()


def test_a_language_that_somebody_read_before_is_not_the_next_readers(rf):
    from django.utils import translation

    with translation.override("ckb"):
        page = tell_alone(rf.get("/promises/"), "413.html")
    assert '<html lang="ar" dir="rtl">' in page


def test_an_address_that_would_lead_elsewhere_is_not_offered_again(rf):
    page = tell_alone(rf.get("/x/", PATH_INFO="//elsewhere.example/"), "413.html")
    assert "elsewhere" not in page


def test_a_program_is_told_in_its_own_form(client):
    answer = client.put("/api/v1/promises/")
    assert answer.status_code == 405
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_page_that_is_not_there_leads_to_the_front_page_in_other_languages(client, language):
    html = client.get(f"/{language}/nowhere/at/all/").content.decode()
    links = dict(re.findall(r'class="tongue" href="([^"]+)" lang="(\w+)"', html))
    assert links == {PREFIX[code]: code for code in PREFIX if code != language}
