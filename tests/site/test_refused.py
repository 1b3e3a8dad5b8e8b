"""A request in a way that its address does not take is told so in three languages; a program in its own words."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_that_is_sent_something_says_what_to_do(client):
    answer = client.put("/promises/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "text/html" in answer["Content-Type"]
    page = answer.content.decode()
    for words in ("لا تُسأل هذه الصفحة هكذا", "This page is not asked in that way", "ئەم پەڕەیە بەم شێوەیە داوا ناکرێت"):
        assert words in page


def test_a_program_is_told_in_its_own_form(client):
    answer = client.put("/api/v1/promises/")
    assert answer.status_code == 405
    assert answer["Content-Type"].startswith("application/problem+json")
