"""Fetching: polite, bounded, and never past the guard, against a real server."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from marsad.gather.address import AddressRefused
from marsad.gather.fetch import Fetched, Fetcher, FetchError, FetchLimits, NotModified

from .conftest import PAGE, Answer, Clock, Rewired, Site

pytestmark = pytest.mark.network
Make = Callable[..., Fetcher]
HTML = {"Content-Type": "text/html"}


def test_a_page_comes_with_its_bytes_headers_moment_and_digest(site: Site, make_fetcher: Make) -> None:
    site.answers["/%D8%AE%D8%A8%D8%B1"] = Answer()
    got = make_fetcher().fetch(site.url("/خبر"))
    assert isinstance(got, Fetched)
    assert (got.status, got.body, got.sha256) == (200, PAGE, hashlib.sha256(PAGE).hexdigest())
    assert got.header("content-TYPE") == "text/html; charset=utf-8"
    assert got.fetched_at == datetime(2025, 8, 17, tzinfo=UTC)
    assert site.asked[-1][1]["user-agent"].startswith("Marsad/")


def test_robots_txt_is_obeyed_and_asked_once(site: Site, make_fetcher: Make) -> None:
    site.answers |= {"/robots.txt": Answer(b"User-agent: *\nDisallow: /closed\n", headers={}), "/open": Answer()}
    fetcher = make_fetcher()
    fetcher.fetch(site.url("/open"))
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(site.url("/closed/1"))
    assert site.paths() == ["/robots.txt", "/open"]


def test_robots_txt_may_name_us(site: Site, make_fetcher: Make) -> None:
    site.answers |= {"/robots.txt": Answer(b"User-agent: marsad\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "/x": Answer()}
    with pytest.raises(FetchError):
        make_fetcher().fetch(site.url("/x"))
    assert make_fetcher(user_agent="Rasid/2 (+https://r.example)").fetch(site.url("/x"))


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_out_of_reach_forbids_all_for_an_hour(site: Site, make_fetcher: Make, clock: Clock, status: int) -> None:
    site.answers |= {"/robots.txt": Answer(b"", status), "/x": Answer()}
    fetcher = make_fetcher()
    for _ in range(2):
        with pytest.raises(FetchError, match=f"answers {status}"):
            fetcher.fetch(site.url("/x"))
    assert site.paths() == ["/robots.txt"]
    site.answers["/robots.txt"] = Answer(b"", 404)
    clock.seconds += 3601
    assert fetcher.fetch(site.url("/x"))


def test_robots_txt_is_followed_where_it_moved(site: Site, make_fetcher: Make) -> None:
    site.answers |= {
        "/robots.txt": Answer(b"", 301, {"Location": "/r.txt"}),
        "/r.txt": Answer(b"User-agent: *\nDisallow: /x"),
        "/x": Answer(),
    }
    with pytest.raises(FetchError):
        make_fetcher().fetch(site.url("/x"))


def test_a_host_is_asked_no_oftener_than_the_delay(site: Site, make_fetcher: Make, clock: Clock) -> None:
    site.answers |= {"/1": Answer(), "/2": Answer()}
    fetcher = make_fetcher(delay_s=5.0)
    fetcher.fetch(site.url("/1"))
    fetcher.fetch(site.url("/2"))
    clock.seconds += 2
    fetcher.fetch(site.url("/1"), delay_s=9.0)
    assert clock.slept == [5.0, 7.0]


def test_the_delay_that_robots_txt_asks_for_is_kept(site: Site, make_fetcher: Make, clock: Clock) -> None:
    site.answers |= {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 30"), "/1": Answer()}
    fetcher = make_fetcher(delay_s=5.0)
    fetcher.fetch(site.url("/1"))
    fetcher.fetch(site.url("/1"))
    assert clock.slept == [30.0]


def test_a_delay_longer_than_anyone_would_wait_is_reported_and_not_slept(site: Site, make_fetcher: Make, clock: Clock) -> None:
    site.answers |= {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 9000"), "/1": Answer()}
    fetcher = make_fetcher()
    assert fetcher.fetch(site.url("/1"))
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(site.url("/1"))
    assert caught.value.retry_after_s == 9000
    assert clock.slept == []


def test_a_server_that_asks_to_slow_down_is_left_alone(site: Site, make_fetcher: Make) -> None:
    site.answers |= {"/1": Answer(b"", 429, {"Retry-After": "1200"}), "/2": Answer()}
    fetcher = make_fetcher()
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(site.url("/1"))
    assert caught.value.retry_after_s == 1200
    with pytest.raises(FetchError, match="before the next page"):
        fetcher.fetch(site.url("/2"))
    assert "/2" not in site.paths()


def test_a_page_that_did_not_change_is_not_fetched_again(site: Site, make_fetcher: Make) -> None:
    site.answers["/feed"] = Answer(validators=('"v1"', "Sun, 17 Aug 2025 08:00:00 GMT"))
    fetcher = make_fetcher()
    first = fetcher.fetch(site.url("/feed"))
    assert isinstance(first, Fetched)
    again = fetcher.fetch(site.url("/feed"), etag=first.header("etag"), last_modified=first.header("last-modified"))
    assert isinstance(again, NotModified)
    assert isinstance(fetcher.fetch(site.url("/feed"), etag='"v0"'), Fetched)


def test_a_page_over_the_limit_is_refused_with_and_without_a_length(site: Site, make_fetcher: Make) -> None:
    chunks = b"400\r\n" + b"a" * 1024 + b"\r\n"
    site.answers["/long"] = Answer(b"a" * 5000, headers=HTML)
    site.answers["/chunked"] = Answer(chunks * 9 + b"0\r\n\r\n", headers=HTML | {"Transfer-Encoding": "chunked"})
    for path in ("/long", "/chunked"):
        with pytest.raises(FetchError, match="limit of 4,000 bytes"):
            make_fetcher(max_bytes=4000).fetch(site.url(path))


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(
    site: Site, make_fetcher: Make, name: str, pack: Callable[[bytes], bytes]
) -> None:
    site.answers["/bomb"] = Answer(pack(bytes(100_000_000)), headers=HTML | {"Content-Encoding": name})
    with pytest.raises(FetchError, match="limit of 1,000,000 bytes"):
        make_fetcher(max_bytes=1_000_000).fetch(site.url("/bomb"))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_a_packed_body_is_unpacked(site: Site, make_fetcher: Make, name: str, body: bytes) -> None:
    site.answers["/x"] = Answer(body, headers=HTML | {"Content-Encoding": name})
    got = make_fetcher().fetch(site.url("/x"))
    assert isinstance(got, Fetched)
    assert got.body == PAGE


@pytest.mark.parametrize(
    ("name", "body", "word"),
    [
        ("gzip", gzip.compress(PAGE)[:-30], "cut off"),
        ("gzip", PAGE, "damaged"),
        ("br", PAGE, "known are gzip"),
        ("gzip, gzip", PAGE, "known are gzip"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_reported(site: Site, make_fetcher: Make, name: str, body: bytes, word: str) -> None:
    site.answers["/x"] = Answer(body, headers=HTML | {"Content-Encoding": name})
    with pytest.raises(FetchError, match=word):
        make_fetcher().fetch(site.url("/x"))


@pytest.mark.parametrize(
    ("kind", "body", "word"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n", "image/png, not a page"),
        ("image/svg+xml", b"<svg/>", "not a page"),
        ("video/mp4", b"x", "not a page"),
        ("application/pdf", b"%PDF-1.7", "not a page"),
        ("text/html", b"%PDF-1.7 1 0 obj", "though it calls itself text/html"),
        ("text/html", b"\x00\x01\x02", "binary data"),
    ],
)
def test_what_is_no_page_is_refused(site: Site, make_fetcher: Make, kind: str, body: bytes, word: str) -> None:
    site.answers["/x"] = Answer(body, headers={"Content-Type": kind})
    with pytest.raises(FetchError, match=word):
        make_fetcher().fetch(site.url("/x"))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 500, 503])
def test_an_error_says_its_number_and_what_to_do(site: Site, make_fetcher: Make, status: int) -> None:
    site.answers["/x"] = Answer(b"", status)
    with pytest.raises(FetchError, match=f"answered {status}: .+") as caught:
        make_fetcher().fetch(site.url("/x"))
    assert caught.value.status == status


def test_a_redirect_is_followed_and_both_addresses_are_kept(site: Site, make_fetcher: Make) -> None:
    site.answers |= {"/old": Answer(b"", 302, {"Location": "/new?a=1#part"}), "/new?a=1": Answer()}
    got = make_fetcher().fetch(site.url("/old"))
    assert isinstance(got, Fetched)
    assert (got.url, got.final_url) == (site.url("/old"), site.url("/new?a=1"))


def test_a_redirect_loop_ends(site: Site, make_fetcher: Make) -> None:
    site.answers["/a"] = Answer(b"", 302, {"Location": "/a"})
    with pytest.raises(FetchError, match="more than 5 times"):
        make_fetcher().fetch(site.url("/a"))
    assert site.paths().count("/a") == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1/", "http://localhost:22/", "http://[::1]/",
        "http://10.0.0.1/", "//192.168.0.1/", "file:///etc/passwd", "http://0x7f.1/", "http://[::ffff:169.254.169.254]/",
        "http://good.example@127.0.0.1/", "gopher://127.0.0.1/",
    ],
)  # fmt: skip
def test_a_redirect_into_this_servers_own_network_is_refused(site: Site, make_fetcher: Make, location: str) -> None:
    site.answers["/x"] = Answer(b"", 302, {"Location": location})
    with pytest.raises(AddressRefused):
        make_fetcher().fetch(site.url("/x"))


def test_a_redirect_of_robots_txt_into_this_servers_own_network_is_refused(site: Site, make_fetcher: Make) -> None:
    site.answers["/robots.txt"] = Answer(b"", 302, {"Location": "http://169.254.169.254/"})
    with pytest.raises(AddressRefused):
        make_fetcher().fetch(site.url("/x"))


def test_the_connection_goes_to_the_address_that_was_checked_and_to_no_other(site: Site, make_fetcher: Make) -> None:
    answers = itertools.chain([("93.184.216.34",)], itertools.repeat(("127.0.0.1",)))
    network = Rewired(site)
    site.answers |= {"/robots.txt": Answer(b"User-agent: *\nAllow: /"), "/x": Answer()}
    fetcher = make_fetcher(resolver=lambda host, port: next(answers), network=network, allow_hosts=frozenset())
    fetcher.fetch("http://news.example/x")
    assert set(network.connected) == {"93.184.216.34"}
    assert site.asked[-1][1]["host"] == "news.example"


def test_a_name_that_moves_to_this_machine_after_the_check_is_refused(site: Site, make_fetcher: Make) -> None:
    answers = itertools.chain([("93.184.216.34",)], itertools.repeat(("127.0.0.1",)))
    network = Rewired(site)
    site.answers |= {"/robots.txt": Answer(b"", 404, {"Connection": "close"}), "/x": Answer()}
    fetcher = make_fetcher(resolver=lambda host, port: next(answers), network=network, allow_hosts=frozenset())
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1, a loopback address"):
        fetcher.fetch("http://news.example/x")
    assert network.connected == ["93.184.216.34"]


def test_a_server_that_drips_for_ever_is_left(site: Site) -> None:
    site.answers["/slow"] = Answer(before=lambda: time.sleep(1.5))
    limits = FetchLimits(delay_s=0, total_timeout_s=0.3, allow_hosts=frozenset({site.host}))
    slow = Fetcher(limits, now=lambda: datetime.now(UTC), clock=time.monotonic, sleep=time.sleep)
    with slow as fetcher, pytest.raises(FetchError, match="took too long"):
        fetcher.fetch(site.url("/slow"))


def test_a_server_that_is_not_there_is_reported(make_fetcher: Make) -> None:
    with pytest.raises(FetchError, match="connection failed"):
        make_fetcher(allow_hosts=frozenset({"127.0.0.1:9"})).fetch("http://127.0.0.1:9/")


def test_an_answer_shorter_than_it_promised_is_reported(site: Site, make_fetcher: Make) -> None:
    site.answers["/x"] = Answer(PAGE, headers=HTML | {"Content-Length": str(len(PAGE) + 10), "Connection": "close"})
    with pytest.raises(FetchError, match=r"connection failed|took too long"):
        make_fetcher(read_timeout_s=0.5).fetch(site.url("/x"))


@pytest.mark.parametrize("wrong", [{"max_bytes": 0}, {"delay_s": -1}, {"user_agent": " "}, {"total_timeout_s": 0}])
def test_a_limit_that_makes_no_sense_stops_the_start(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        FetchLimits(**wrong)  # type: ignore[arg-type]
