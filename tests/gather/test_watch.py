"""Watching: what is new is fetched once, what fails comes again, and state goes in and out as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from marsad.domain.reading import Failure
from marsad.gather.fetch import Fetcher
from marsad.gather.outlets import Outlet, Source
from marsad.gather.watch import Checked, Gathered, Polled, SourceState, check, page_of, poll

from .conftest import Answer, Clock, Rewired, Site

pytestmark = pytest.mark.network
HOME = "http://a.iq"
XML = {"Content-Type": "application/rss+xml"}


def feed(*numbers: int) -> Answer:
    items = "".join(
        f"<item><title>خبر {n}</title><link>{HOME}/n/{n}</link><pubDate>Sun, 17 Aug 2025 08:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    return Answer(body, headers=XML, validators=(f'"{numbers}"', "Sun, 17 Aug 2025 08:00:00 GMT"))


def outlet(*sources: Source, is_active: bool = True) -> Outlet:
    return Outlet("a", "الصحيفة", "A", "iq", HOME, "paper", sources, is_active=is_active)


class Watch:
    """A fetcher for which a.iq is the loopback site, and all that one poll after another saw."""

    def __init__(self, site: Site, clock: Clock, make: Callable[..., Fetcher]) -> None:
        network, self.clock = Rewired(site), clock
        self.fetcher = make(resolver=lambda host, port: ("93.184.216.34",), network=network, allow_hosts=frozenset())
        self.seen: set[str] = set()
        self.states: dict[str, SourceState] = {}

    def poll(self, *outlets: Outlet) -> tuple[list[Gathered], list[Failure], list[Polled]]:
        states: Mapping[str, SourceState] = dict(self.states)
        found = list(poll(outlets, self.fetcher, states, is_seen=self.seen.__contains__, now=self.clock.now))
        pages = [one for one in found if isinstance(one, Gathered)]
        done = [one for one in found if isinstance(one, Polled)]
        self.seen |= {one.link.url for one in pages}
        self.states |= {one.source.url: one.state for one in done}
        return pages, [one for one in found if isinstance(one, Failure)], done


@pytest.fixture
def watch(site: Site, clock: Clock, make_fetcher: Callable[..., Fetcher]) -> Watch:
    site.answers |= {f"/n/{n}": Answer() for n in range(10)}
    return Watch(site, clock, make_fetcher)


FEED = Source("feed", f"{HOME}/rss")


def test_new_pages_are_fetched_once_and_an_unchanged_feed_is_not_read_again(site: Site, watch: Watch) -> None:
    site.answers["/rss"] = feed(1, 2)
    pages, failures, (done,) = watch.poll(outlet(FEED))
    assert [one.link.url for one in pages] == [f"{HOME}/n/1", f"{HOME}/n/2"]
    assert (failures, done.listed, done.new, done.left) == ([], 2, 2, 0)
    assert done.state.etag
    site.asked.clear()
    assert watch.poll(outlet(FEED))[0] == []
    assert site.paths() == ["/rss"]
    assert site.asked[0][1]["if-none-match"] == done.state.etag
    site.answers["/rss"] = feed(1, 2, 3)
    assert [one.link.url for one in watch.poll(outlet(FEED))[0]] == [f"{HOME}/n/3"]


def test_a_gathered_page_is_a_page_of_its_outlet(site: Site, watch: Watch) -> None:
    site.answers["/rss"] = feed(1)
    page = page_of(watch.poll(outlet(FEED))[0][0])
    assert (page.url, page.title, page.outlet) == (f"{HOME}/n/1", "خبر 1", "الصحيفة")
    assert page.published == "2025-08-17T08:00:00+00:00"
    assert isinstance(page.html, str)
    assert "نص الخبر" in page.html


def test_a_page_behind_a_redirect_keeps_the_address_that_was_listed(site: Site, watch: Watch) -> None:
    site.answers |= {"/rss": feed(1), "/n/1": Answer(b"", 301, {"Location": "/n/2"})}
    page = page_of(watch.poll(outlet(FEED))[0][0])
    assert (page.id, page.url) == (f"{HOME}/n/1", f"{HOME}/n/2")


def test_a_source_fetches_at_most_its_share_and_the_rest_comes_next_time(site: Site, watch: Watch) -> None:
    site.answers["/rss"] = feed(1, 2, 3, 4, 5)
    source = Source("feed", f"{HOME}/rss", max_pages=2)
    counts = []
    for _ in range(4):
        pages, _, (done,) = watch.poll(outlet(source))
        counts.append((len(pages), done.left))
    assert counts == [(2, 3), (2, 1), (1, 0), (0, 0)]


def test_a_page_that_failed_comes_again(site: Site, watch: Watch) -> None:
    site.answers |= {"/rss": feed(1, 2), "/n/1": Answer(b"", 500)}
    pages, (failure,), (done,) = watch.poll(outlet(FEED))
    assert (len(pages), done.left) == (1, 1)
    assert failure.page_id == f"{HOME}/n/1"
    assert "answered 500" in failure.reason
    site.answers["/n/1"] = Answer()
    assert [one.link.url for one in watch.poll(outlet(FEED))[0]] == [f"{HOME}/n/1"]


def test_a_page_listed_twice_is_fetched_once(site: Site, watch: Watch) -> None:
    site.answers |= {"/rss": feed(1), "/rss2": feed(1)}
    pages, _, done = watch.poll(outlet(FEED, Source("feed", f"{HOME}/rss2")))
    assert (len(pages), len(done)) == (1, 2)


def test_a_link_into_this_servers_own_network_is_a_failure_and_the_rest_is_fetched(site: Site, watch: Watch) -> None:
    body = site.answers["/rss"] = feed(1)
    body.body = body.body.replace(b"<item>", b"<item><link>http://127.0.0.1/admin</link></item><item>", 1)
    watch.fetcher._backend._resolver = lambda host, port: ("127.0.0.1",) if host == "127.0.0.1" else ("93.184.216.34",)
    pages, (failure,), _ = watch.poll(outlet(FEED))
    assert len(pages) == 1
    assert "loopback" in failure.reason


def test_a_source_that_fails_rests_longer_each_time_and_then_works(site: Site, watch: Watch, clock: Clock) -> None:
    site.answers["/rss"] = Answer(b"", 500)
    rests = []
    for _ in range(3):
        _, failures, (done,) = watch.poll(outlet(FEED))
        assert len(failures) == 1
        assert done.state.rest_until is not None
        rests.append(done.state.rest_until - clock.now())
        site.asked.clear()
        assert watch.poll(outlet(FEED))[1] == []
        assert site.paths() == []
        clock.seconds += rests[-1].total_seconds() + 1
    assert rests == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    site.answers["/rss"] = feed(1)
    _, _, (done,) = watch.poll(outlet(FEED))
    assert (done.state.failed_times, done.state.rest_until) == (0, None)


def test_a_host_that_asks_to_be_left_alone_is_left_with_its_pages(site: Site, watch: Watch) -> None:
    site.answers |= {"/rss": feed(1, 2, 3), "/n/1": Answer(b"", 429, {"Retry-After": "3000"})}
    pages, failures, (done,) = watch.poll(outlet(FEED))
    assert (len(pages), len(failures), done.left) == (0, 1, 3)
    assert "/n/2" not in site.paths()


def test_an_index_leads_to_its_newest_sitemaps(site: Site, watch: Watch) -> None:
    children = "".join(f"<sitemap><loc>{HOME}/s{n}.xml</loc><lastmod>2025-08-0{n}</lastmod></sitemap>" for n in range(1, 8))
    site.answers["/sitemap.xml"] = Answer(f"<sitemapindex>{children}</sitemapindex>".encode(), headers=XML)
    site.answers |= {
        f"/s{n}.xml": Answer(f"<urlset><url><loc>{HOME}/n/{n}</loc></url></urlset>".encode(), headers=XML) for n in range(1, 8)
    }
    pages, failures, (done,) = watch.poll(outlet(Source("sitemap", f"{HOME}/sitemap.xml", link_pattern=r"/n/\d")))
    assert failures == []
    assert {one.link.url for one in pages} == {f"{HOME}/n/{n}" for n in range(3, 8)}
    assert done.state == SourceState()


def test_a_listing_is_read(site: Site, watch: Watch) -> None:
    site.answers["/front"] = Answer('<a href="/n/1">خبر</a><a href="/about">عنا</a>'.encode())
    pages, _, _ = watch.poll(outlet(Source("listing", f"{HOME}/front", link_pattern="/n/")))
    assert [one.link.title for one in pages] == ["خبر"]


def test_what_is_no_page_is_a_failure(site: Site, watch: Watch) -> None:
    site.answers |= {"/rss": feed(1), "/n/1": Answer(b"{}", headers={"Content-Type": "application/json"})}
    assert "narrow link_pattern" in watch.poll(outlet(FEED))[1][0].reason


def test_what_is_not_active_is_not_polled(site: Site, watch: Watch) -> None:
    assert watch.poll(outlet(Source("feed", f"{HOME}/rss", is_active=False)), outlet(FEED, is_active=False)) == ([], [], [])
    assert site.paths() == []


def test_a_check_says_of_every_source_what_it_gives_and_fetches_no_page(site: Site, watch: Watch) -> None:
    site.answers |= {"/rss": feed(1, 2), "/front": Answer()}
    sources = (FEED, Source("listing", f"{HOME}/front", link_pattern="/n/"), Source("feed", f"{HOME}/gone", is_active=False))
    good, bare, gone = list(check([outlet(*sources)], watch.fetcher))
    assert isinstance(good, Checked)
    assert (len(good.links), good.reason) == (2, "")
    assert "link_pattern" in bare.reason
    assert "answered 404" in gone.reason
    assert not any(path.startswith("/n/") for path in site.paths())
