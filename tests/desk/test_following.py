import pytest

from marsad.newsroom import channels, follow
from marsad.store.models import Channel, Delivery
from tests.desk.conftest import words
from tests.newsroom.following_rows import ADDRESS, publish_something

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_mail(settings, monkeypatch):
    settings.FOLLOW_BY_MAIL = True
    monkeypatch.setattr("marsad.newsroom.channels.check_url", lambda url, allow_hosts: type("T", (), {"scheme": url[:5]})())


@pytest.fixture
def at_work(client, dilan):
    client.force_login(dilan)
    return client


SENT = {"kind": "webhook", "name": "موقع آخر", "address": "https://other.example/hook", "language": "ar", "subjects": ["all"]}


def test_the_operator_adds_pauses_tests_and_ends_a_channel(at_work):
    publish_something()
    assert "لا قناة بعد" in words(at_work.get("/desk/following/"))
    at_work.post("/desk/following/add/", SENT)
    row = Channel.objects.get()
    page = words(at_work.get("/desk/following/"))
    assert "موقع آخر" in page
    assert channels.secret_of(row) in page
    for act, state in (("pause", "paused"), ("resume", "active"), ("test", "active"), ("end", "ended")):
        at_work.post(f"/desk/following/channels/{row.pk}/{act}/")
        row.refresh_from_db()
        assert row.state == state
    assert at_work.post(f"/desk/following/channels/{row.pk}/explode/").status_code == 404
    assert at_work.post("/desk/following/channels/999/pause/").status_code == 404


def test_a_channel_that_cannot_be_added_says_why(at_work):
    answer = at_work.post("/desk/following/add/", SENT | {"kind": "telegram", "address": "our channel"})
    assert answer.status_code == 400
    assert "كما في تلغرام" in words(answer)


def test_what_failed_is_shown_without_whose_it_is_and_tried_again(at_work):
    follow.ask_to_follow(ADDRESS, language="ar", frequency="each", subjects=["all"], caller="192.0.2.1")
    Delivery.objects.update(state="gave_up", last_error="the mail server answered 451", tries=9)
    answer = at_work.get("/desk/following/")
    assert "the mail server answered 451" in words(answer)
    assert ADDRESS not in answer.content.decode()
    at_work.post(f"/desk/following/deliveries/{Delivery.objects.get().pk}/again/")
    assert (Delivery.objects.get().state, Delivery.objects.get().tries) == ("queued", 0)


@pytest.mark.parametrize("role", ["noor", "zahra", "omar", "layla"])
def test_nobody_but_operators_gets_in(client, request, role):
    client.force_login(request.getfixturevalue(role))
    assert client.get("/desk/following/").status_code == 403
    assert client.post("/desk/following/add/", SENT).status_code == 403
