import datetime as dt

import pytest
from django.utils import timezone

from marsad.store.queries.listing import Wanted, list_promises
from marsad.store.queries.public import ASSESSED, UNRATED
from tests import observatory
from tests.site.conftest import words

pytestmark = pytest.mark.django_db


def keys(**wanted):
    return [standing.promise.key for standing in list_promises(Wanted(**wanted)).standings]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"coalition", "other"}),
        ({"sector": "security"}, {"coalition"}),
        ({"government": "kadhimi"}, {"other"}),
        ({"body": "defence"}, {"coalition"}),
        ({"verdict": "half_done"}, {"coalition"}),
        ({"verdict": UNRATED}, {"other"}),
        ({"verdict": ASSESSED}, {"coalition"}),
        ({"verdict": ASSESSED, "sector": "water"}, set()),
        ({"verdict": "done"}, set()),
        ({"sector": "water", "verdict": "half_done"}, set()),
        ({"sector": "no-such-sector"}, set()),
    ],
)
def test_each_filter_lets_through_only_its_own(rated, noise, wanted, found):
    assert set(keys(**wanted)) == found


@pytest.mark.parametrize("asked", ["التحالف", "الإنهاء مهمّة", "انهاء مهمه", "للتحالف الدولي", "COALITION mission"])
def test_words_are_found_however_they_are_spelt(rated, noise, asked):
    assert keys(words=asked) == ["coalition"]


def test_all_words_must_be_found(rated, noise):
    assert keys(words="التحالف مياه") == []


def test_signs_alone_narrow_nothing(rated, noise):
    assert len(keys(words="؟! %_")) == 2


def test_the_list_can_be_ordered(rated, noise):
    assert keys(order="changed") == ["coalition", "other"]
    assert keys(order="deadline") == ["coalition", "other"]
    assert set(keys(order="title")) == {"coalition", "other"}


def test_the_list_says_how_many_there_are_and_what_to_do_when_there_are_none(client, rated, noise):
    assert "وعدان" in words(client.get("/promises/"))
    assert "لا وعد يطابق هذا كله" in words(client.get("/promises/?q=قنفذ"))


def test_the_form_keeps_what_was_chosen(client, rated, noise):
    html = client.get("/promises/?sector=water&verdict=unrated&sort=title").content.decode()
    for chosen in ('value="water" selected', 'value="unrated" selected', 'value="title" selected'):
        assert chosen in html


def test_a_long_list_is_cut_into_pages_that_keep_the_filter(client, codebook, django_assert_max_num_queries):
    for number in range(35):
        observatory.promise(f"many-{number}")
    with django_assert_max_num_queries(9):
        first = client.get("/promises/?sector=security")
    assert first.content.decode().count("<li>\n<svg") == 30
    assert "sector=security&amp;page=2" in first.content.decode()
    assert client.get("/promises/?sector=security&page=2").content.decode().count("<li>\n<svg") == 5


@pytest.mark.parametrize("query", ["page=-4", "page=x", "page=999", "sort=nonsense", "verdict=%00", "q=%00"])
def test_a_senseless_question_is_still_answered(client, rated, query):
    assert client.get(f"/promises/?{query}").status_code == 200


def test_the_form_keeps_deadline_and_dispute_and_each_choice_can_be_taken_off(client, rated, noise):
    answer = client.get("/en/promises/?deadline=ahead&disputed=1&sector=water&since=2026-01-02&page=1")
    html = answer.content.decode()
    assert 'value="ahead" selected' in html
    assert [chip.words for chip in answer.context["chips"]] == [
        "Sector water",
        "deadline ahead",
        "sources differ",
        "changed since 2 January 2026",
    ]
    assert [chip.without for chip in answer.context["chips"]] == [
        "deadline=ahead&disputed=1&since=2026-01-02",
        "disputed=1&sector=water&since=2026-01-02",
        "deadline=ahead&sector=water&since=2026-01-02",
        "deadline=ahead&disputed=1&sector=water",
    ]


def test_the_address_to_share_asks_for_the_same_list(client, rated, noise):
    answer = client.get("/promises/?verdict=unrated&sort=title&nonsense=1&page=1")
    assert answer.context["shared"] == "verdict=unrated&sort=title"
    again = client.get(f"/promises/?{answer.context['shared']}")
    assert again.context["listing"].standings == answer.context["listing"].standings


@pytest.mark.parametrize("query", ["deadline=nonsense", "since=yesterday", "since=0001-01-01", "disputed=perhaps"])
def test_what_is_no_filter_narrows_nothing(client, rated, noise, query):
    answer = client.get(f"/promises/?{query}")
    assert answer.context["chips"] == ()
    assert answer.context["listing"].page.paginator.count == 2


def test_the_list_can_be_narrowed_to_what_changed_since_a_day(rated, noise):
    today = timezone.localdate()
    assert keys(since=today) == ["coalition"]
    assert keys(since=today + dt.timedelta(days=1)) == []
