"""Watching outlets end to end: a real server on loopback, real tables, real archive; only the clock is ours."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from marsad.domain.outlet_reader import OutletReader
from marsad.gather.fetch import Fetcher, FetchLimits
from marsad.gather.outlets import Outlet, Source
from marsad.newsroom import founding, watching
from marsad.store.models import Document, FailureRow, Snapshot
from marsad.store.models import Source as SourceRow
from marsad.store.record.sources import save_outlet
from tests.gather.conftest import Answer, Clock, Rewired, Site

pytestmark = pytest.mark.django_db
WORDS = "قال وزير النقل إن الرصيف الثالث في ميناء الفاو اكتمل، وإن العمل مستمر في الرصيف الرابع حتى نهاية العام. "


def at(path):
    return f"http://port.example{path}"


def article(number):
    return Answer(f"<html><title>خبر {number}</title><body><article><p>{number} {WORDS * 4}</p></article></body></html>".encode())


def feed(*numbers):
    items = "".join(f"<item><title>خبر {n}</title><link>{at(f'/news/{n}')}</link></item>" for n in numbers)
    body = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
    return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"}, validators=(f'"{len(items)}"', "x"))


@pytest.fixture
def site():
    made = Site()
    made.answers |= {f"/news/{n}": article(n) for n in (1, 2, 3)}
    made.answers["/feed"] = feed(1, 2)
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def outlet(site):
    sources = (Source("feed", at("/feed")),)
    made = Outlet("port", "جريدة الميناء", "Port Gazette", "iq", at("/"), "paper", sources, delay_s=1)
    save_outlet("port", sources=[("feed", at("/feed"))], name_ar=made.name_ar, site=made.site)
    return made


def watch(site, outlet):
    polled, clock = [], Clock()
    fetcher = Fetcher(
        FetchLimits(delay_s=0),
        now=lambda: datetime.now(UTC),
        clock=clock.clock,
        sleep=clock.sleep,
        resolver=lambda host, port: ("93.184.216.34",),
        network=Rewired(site),
    )
    summary = watching.watch((outlet,), on_polled=polled.append, progress=lambda so_far: None, fetcher=fetcher)
    return summary, polled[0]


def test_new_pages_come_in_once_with_their_outlet(site, outlet):
    summary, polled = watch(site, outlet)
    assert (summary.new_documents, polled.new) == (2, 2)
    assert {document.outlet.key for document in Document.objects.all()} == {"port"}
    again, _ = watch(site, outlet)
    assert (again.pages, Snapshot.objects.count()) == (0, 2)


def test_a_watched_outlets_own_reader_is_used(site, outlet):
    told = OutletReader("port.example", body="article", drop=(".line",))
    line = f"<p class='line'>سطر {WORDS}</p>"
    for path in ("/news/1", "/news/2"):
        site.answers[path] = Answer(site.answers[path].body.replace(b"<article>", f"<article>{line}".encode()))
    watch(site, replace(outlet, readers=(told,)))
    assert [document.text.startswith("سطر") for document in Document.objects.all()] == [False, False]


def test_what_the_feed_adds_is_all_that_is_fetched(site, outlet):
    watch(site, outlet)
    site.asked.clear()
    site.answers["/feed"] = feed(1, 2, 3)
    summary, _ = watch(site, outlet)
    assert summary.new_documents == 1
    assert [path for path in site.paths() if path.startswith("/news")] == ["/news/3"]


def test_an_unchanged_feed_is_asked_for_conditionally(site, outlet):
    watch(site, outlet)
    site.asked.clear()
    watch(site, outlet)
    headers = dict(site.asked)["/feed"]
    assert headers["if-none-match"] == SourceRow.objects.get().etag


def test_robots_txt_is_obeyed_and_told(site, outlet):
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /news/\n", headers={"Content-Type": "text/plain"})
    summary, _ = watch(site, outlet)
    assert summary.pages == 0
    assert "robots.txt" in FailureRow.objects.first().reason


def test_a_page_that_fails_is_stored_and_the_rest_comes_in(site, outlet):
    site.answers["/news/1"] = Answer(b"gone", 410)
    summary, _ = watch(site, outlet)
    assert summary.new_documents == 1
    assert FailureRow.objects.get().page_id == at("/news/1")


def test_a_page_that_fails_again_and_again_is_given_up(site, outlet):
    site.answers["/news/1"] = Answer(b"gone", 410)
    for turn in range(watching.GIVEN_UP_AFTER + 2):
        site.answers["/feed"] = feed(1, *range(10, 10 + turn))
        watch(site, outlet)
    assert site.paths().count("/news/1") == watching.GIVEN_UP_AFTER


def test_a_source_that_is_down_says_so(site, outlet):
    site.answers["/feed"] = Answer(b"", 503)
    watch(site, outlet)
    row = SourceRow.objects.get()
    assert row.failed_times == 1
    assert "503" in row.failure


def test_a_crash_while_reading_loses_no_page(site, outlet, monkeypatch):
    def crash(rows, **options):
        assert len(list(rows)) == 2
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(watching, "ingest", crash)
        with pytest.raises(KeyboardInterrupt):
            watch(site, outlet)
    summary, _ = watch(site, outlet)
    assert summary.new_documents == 2


def test_the_outlets_that_ship_are_declared(db):
    assert founding.declare_outlets() >= 8
    assert SourceRow.objects.count() >= 8
