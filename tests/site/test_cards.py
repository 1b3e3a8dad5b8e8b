"""Cards as pictures: set once for what they show, kept on disk, and of nothing that readers do not see."""

import fcntl
import struct

import pytest

from marsad.newsroom import publish
from marsad.typeset import kept_cards
from marsad.typeset.card import Card
from tests import observatory
from tests.site.conftest import DAY, propose, prove

pytestmark = pytest.mark.django_db
CARD = "/cards/coalition.png"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.CARDS_ROOT = tmp_path / "cards"
    return settings.CARDS_ROOT


def test_a_promise_has_a_picture_of_the_size_that_others_show(client, rated):
    answer = client.get(CARD)
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)


def test_it_is_set_once_until_it_shows_something_else(client, rated, zahra, omar, own_folder, monkeypatch):
    first = client.get(CARD)
    monkeypatch.setattr(kept_cards, "set_cards", lambda cards: pytest.fail("it lies there already"))
    assert client.get(CARD).content == first.content
    assert client.get(CARD, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    observatory.promise("unrelated")
    assert client.get(CARD)["ETag"] == first["ETag"]
    monkeypatch.undo()
    evidence = [prove(rated, zahra), prove(rated, zahra, outlet="صحيفة الجبل")]
    publish.publish(propose(rated, zahra, evidence, verdict="likely", effective_on=DAY.replace(day=20)).pk, omar)
    assert client.get(CARD, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
    assert len(list(own_folder.glob("promise-coalition.*.png"))) == 1


def test_each_language_and_the_site_have_their_own(client, rated, own_folder):
    assert client.get(CARD).content != client.get(f"/en{CARD}").content
    assert client.get("/card.png").content != client.get("/en/card.png").content
    assert len(list(own_folder.glob("*.png"))) == 4


def test_what_readers_do_not_see_has_none(client, rated, noise):
    assert client.get("/cards/hidden.png").status_code == 404
    assert client.get("/cards/nothing.png").status_code == 404


def test_a_crowd_at_the_press_is_asked_to_come_back(client, rated, own_folder, monkeypatch):
    monkeypatch.setattr(kept_cards, "_WAITED_S", 0.05)
    own_folder.mkdir()
    with (own_folder / "press.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        answer = client.get(CARD)
    assert answer.status_code == 503
    assert "Ask again in ten seconds." in answer.content.decode()
    assert answer["Retry-After"]
    assert client.get(CARD).status_code == 200


def test_a_card_costs_few_queries(client, rated, django_assert_max_num_queries):
    client.get(CARD)
    with django_assert_max_num_queries(6):
        client.get(CARD)


def test_a_key_that_begins_another_key_keeps_its_own_picture(own_folder, monkeypatch):
    monkeypatch.setattr(kept_cards, "set_cards", lambda cards: (b"picture",))
    for name in ("promise-a", "promise-a-b", "promise-a"):
        kept_cards.kept_picture(own_folder, name, Card("ar", "مرصد", title=name))
    assert len(list(own_folder.glob("*.png"))) == 2
