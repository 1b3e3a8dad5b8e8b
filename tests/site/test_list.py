import pytest

from marsad.store.queries.listing import Wanted, list_promises
from marsad.store.queries.public import UNRATED
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
