import dataclasses
import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from marsad.domain.delivering import MOST_TRIES
from marsad.domain.webhook import is_signed
from marsad.newsroom import channels, deliver
from marsad.newsroom.post_telegram import message_of
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.telling import Told
from marsad.store.models import Channel, Delivery
from tests import observatory
from tests.newsroom.following_rows import body, publish_something

pytestmark = [pytest.mark.django_db, pytest.mark.network]
TOKEN = "123456:abcdefghijklmnopqrstuvwxyz"


class FarEnd:
    """A server on loopback: keeps what is posted to it, and answers as it is told."""

    def __init__(self):
        self.got, self.status, self.headers, self.body = [], 200, {}, b"{}"
        far = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self):
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                far.got.append((self.path, {key.lower(): value for key, value in self.headers.items()}, sent))
                self.send_response(far.status)
                for key, value in far.headers.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(far.body)))
                self.end_headers()
                self.wfile.write(far.body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.host = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def texts(self):
        return [json.loads(sent) for _, _, sent in self.got]


@pytest.fixture
def far(settings, db):
    publish_something("noise", body=body())
    one = FarEnd()
    settings.POST_ALLOW_HOSTS = frozenset({one.host})
    settings.TELEGRAM_API = f"http://{one.host}"
    settings.OPERATOR = dataclasses.replace(settings.OPERATOR, telegram_token=TOKEN)
    yield one
    one.server.shutdown()
    one.server.server_close()


def webhook(far, dilan, **changes):
    wanted = {"name": "موقع آخر", "address": f"http://{far.host}/hook", "language": "en", "subjects": ["all"]}
    return channels.add("webhook", dilan, **(wanted | changes))


def telegram(dilan):
    return channels.add("telegram", dilan, name="قناتنا", address="@marsad_test", language="ar", subjects=["all"])


def ahead(hours):
    moment = timezone.now() + dt.timedelta(hours=hours)
    return lambda: moment


def test_a_webhook_gets_each_act_once_signed(far, dilan):
    channel = webhook(far, dilan)
    about = publish_something(title="وعد", title_en="A promise")
    for _ in range(3):
        deliver.deliver()
    [(path, headers, sent)] = far.got
    at = int(headers["webhook-timestamp"])
    secret = channels.secret_of(channel)
    assert path == "/hook"
    assert is_signed(secret, headers["webhook-id"], at, sent, headers["webhook-signature"], now=at)
    told = json.loads(sent)
    assert (told["type"], told["id"], told["language"]) == ("marsad.acts", headers["webhook-id"], "en")
    [act] = told["acts"]
    assert act["title"] == "A promise was published: “A promise”"
    assert act["promise"] == about.key
    assert act["url"].endswith(f"/en/promises/{about.key}/")
    assert channel.secret_code not in secret


def test_a_post_that_failed_keeps_its_key_when_it_is_tried_again(far, dilan):
    webhook(far, dilan)
    publish_something()
    far.status, far.headers = 503, {"Retry-After": "7200"}
    assert deliver.deliver().failed == 1
    far.status = 200
    assert deliver.deliver(clock=ahead(1)).sent == 0  # it asked for two hours
    assert deliver.deliver(clock=ahead(2.1)).sent == 1
    assert len({headers["webhook-id"] for _, headers, _ in far.got}) == 1
    assert len({headers["webhook-signature"] for _, headers, _ in far.got}) == 2  # signed at its own moment


def test_a_far_end_that_is_gone_is_paused_with_its_reason_and_told_all_once_it_goes_on(far, dilan):
    channel = webhook(far, dilan)
    publish_something(title_en="First")
    far.status = 410
    assert deliver.deliver().given_up == 1
    channel.refresh_from_db()
    assert (channel.state, "410" in channel.paused_because) == ("paused", True)
    publish_something(title_en="Second")
    assert deliver.deliver() == deliver.Delivered()
    far.status = 200
    channels.resume(channel.pk, dilan)
    channels.send_again(Delivery.objects.get().pk, dilan)
    assert deliver.deliver(clock=ahead(0.01)).sent == 2
    assert [text["acts"][0]["title"][-7:-1] for text in far.texts()[1:]] in (["“First", "Second"], ["Second", "“First"])


def test_a_redirect_is_not_followed(far, dilan):
    webhook(far, dilan)
    publish_something()
    far.status, far.headers = 302, {"Location": f"http://{far.host}/elsewhere"}
    assert deliver.deliver().failed == 1
    assert [path for path, _, _ in far.got] == ["/hook"]
    assert "redirects" in Delivery.objects.get().last_error


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest",
        "https://10.0.0.1/x",
        "http://example.org/",
        "ftp://example.org/",
        "https://user@example.org/",
        "https://example.org:8443/",
        "example.org",
    ],
)
def test_an_address_of_our_own_network_or_without_https_is_refused(far, dilan, address, monkeypatch):
    monkeypatch.setattr("marsad.gather.address.resolve", lambda host, port: (host,))
    with pytest.raises(Refusal) as refused:
        webhook(far, dilan, address=address)
    assert refused.value.field == "address"


def test_a_name_that_turns_to_our_own_network_later_is_not_posted_to(far, dilan, settings):
    channel = webhook(far, dilan)
    publish_something()
    Channel.objects.filter(pk=channel.pk).update(address="https://localhost/hook")
    assert deliver.deliver().failed == 1
    assert "loopback" in Delivery.objects.get().last_error
    assert far.got == []


def test_telegram_gets_a_message_with_every_text_escaped(far, dilan):
    telegram(dilan)
    publish_something(title="وعد <b>غليظ</b> & غيره")
    deliver.deliver()
    [(path, _, _)] = far.got
    [sent] = far.texts()
    assert path == f"/bot{TOKEN}/sendMessage"
    assert (sent["chat_id"], sent["parse_mode"]) == ("@marsad_test", "HTML")
    assert "&lt;b&gt;غليظ&lt;/b&gt; &amp; غيره" in sent["text"]


def test_telegrams_wish_to_wait_is_heeded_and_its_token_told_nowhere(far, dilan):
    telegram(dilan)
    publish_something()
    far.status = 429
    far.body = json.dumps({"ok": False, "description": f"slow down {TOKEN}", "parameters": {"retry_after": 4000}}).encode()
    assert deliver.deliver().failed == 1
    row = Delivery.objects.get()
    assert row.next_try_at - timezone.now() > dt.timedelta(seconds=3900)
    assert TOKEN not in row.last_error
    far.status, far.body = 200, b'{"ok": true}'
    assert deliver.deliver(clock=ahead(2)).sent == 1


def test_a_bot_that_may_not_post_is_told_at_once(far, dilan):
    channel = telegram(dilan)
    publish_something()
    far.status, far.body = 403, b'{"ok":false,"description":"Forbidden: bot is not a member"}'
    assert deliver.deliver().given_up == 1
    channel.refresh_from_db()
    assert "not a member" in channel.paused_because


def test_a_message_is_never_longer_than_telegram_takes():
    at = timezone.now()
    long = Told(1, at, "x", "ع" * 900, ("<" * 5_000,) * 3, "https://e.example/", "https://e.example/1", "", "", "")
    assert len(message_of([long], "ar")) <= 4_096
    assert 0 < len(message_of([long] * 50, "ar")) <= 4_096


def test_a_test_is_tried_once_and_pauses_nothing(far, dilan):
    channel = webhook(far, dilan)
    far.status = 500
    channels.try_out(channel.pk, dilan)
    assert deliver.deliver().given_up == 1
    channel.refresh_from_db()
    assert channel.state == "active"
    far.status = 200
    channels.try_out(channel.pk, dilan)
    assert deliver.deliver().sent == 1
    assert far.texts()[-1]["type"] == "marsad.test"


def test_nine_tries_and_then_a_channel_is_paused(far, dilan):
    channel = webhook(far, dilan)
    publish_something()
    far.status = 500
    for turn in range(MOST_TRIES + 2):
        deliver.deliver(clock=ahead(25 * turn))
    channel.refresh_from_db()
    assert (len(far.got), channel.state) == (MOST_TRIES, "paused")


def test_a_channel_is_added_once_and_ended_for_good(far, dilan):
    channel = webhook(far, dilan)
    with pytest.raises(Refusal):
        webhook(far, dilan)
    channels.end(channel.pk, dilan)
    webhook(far, dilan)
    for act in (channels.pause, channels.resume, channels.end, channels.try_out):
        with pytest.raises(Refusal):
            act(channel.pk, dilan)


def test_an_editor_adds_no_channel(far):
    with pytest.raises(Refusal):
        webhook(far, observatory.person("omar", "editor"))
