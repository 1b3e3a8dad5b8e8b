"""A record in which nothing was published yet: every address answers, and each page says that there is nothing and what to do."""

import re

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from marsad.api.page_urls import urlpatterns as api_patterns
from marsad.newsroom import index
from marsad.site.urls import urlpatterns
from tests import observatory
from tests.browser.sights import NOT_PAGES, desk_sights
from tests.site.conftest import words
from tests.site.test_tongues import SAME
from tests.tongues import strange_words

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en", "ckb")
ASKED = ("", "?as_of=2020-01-01", "?as_of=2999-01-01")


@pytest.fixture(params=["set up", "bare"])
def empty(request, settings):
    """A record as `marsad setup` leaves it, and one without even a codebook."""
    settings.FOLLOW_BY_MAIL = True
    if request.param == "set up":
        observatory.load_codebook()
        index.catch_up()
    return request.param


def pages(language):
    with translation.override(language):
        for row in (*urlpatterns, *api_patterns):
            if row.name not in NOT_PAGES and not row.pattern.converters:
                yield reverse(row.name if row in api_patterns else f"site:{row.name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_an_empty_record_answers_in_its_language(empty, client, language):
    for address in pages(language):
        for asked in ASKED:
            answer = client.get(f"{address}{asked}")
            assert answer.status_code == 200, f"{address}{asked}"
            html = answer.content.decode()
            assert re.search(r'<html lang="(\w+)"', html)[1] == language
            assert len(re.findall(r"<h1\b", html)) == 1, address
            assert "/api/" in address or "None" not in words(answer), address
            strange = strange_words(html, {settings.SITE_NAME})
            assert [line for line in strange if line.partition(": ")[2] not in SAME] == [], address


def _addresses(patterns, before="/"):
    """Yield every address that is a route, with names that nothing bears."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from () if route.startswith(("/operator", "/accounts", "/desk")) else _addresses(one.url_patterns, route)
        elif isinstance(one, URLPattern) and "^" not in route:
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda found: "1" if found[1] == "int" else "none", route)


def test_nothing_of_an_empty_record_breaks(empty, client):
    answers = {address: client.get(address).status_code for address in _addresses(get_resolver().url_patterns)}
    assert len(answers) > 80
    assert {address: status for address, status in answers.items() if status not in (200, 302, 404)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_of_an_empty_record_answers_in_the_chosen_language(empty, client, language):
    observatory.person("nawal", "chief")
    client.post("/accounts/login/", {"login": "nawal", "password": observatory.PASSWORD})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for sight in desk_sights():
        answer = client.get(sight.path)
        assert answer.status_code in (200, 302, 403, 404, 405), sight.name
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            assert re.search(r'<html lang="(\w+)"', answer.content.decode())[1] == language


def test_governments_are_not_to_be_chosen_where_there_are_none(empty, client):
    page = words(client.get("/en/governments/compare/"))
    assert "Fewer than two governments have published promises" in page
    assert "Government 1" not in page
