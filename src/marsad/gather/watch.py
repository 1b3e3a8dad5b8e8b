"""Poll the sources of outlets: find the links not seen before, fetch their pages. State comes in and goes out as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.domain.reading import Failure, Page
from marsad.gather.address import AddressRefused
from marsad.gather.decode import NotTextError, decode_html, decode_text
from marsad.gather.feeds import read_feed
from marsad.gather.fetch import Fetched, Fetcher, FetchError, NotModified
from marsad.gather.links import Link, LinksError, keep_links
from marsad.gather.listing import read_listing
from marsad.gather.outlets import SOURCE_KINDS, Outlet, Source
from marsad.gather.sitemaps import read_sitemap

STEP = "watch"
MAX_CHILD_SITEMAPS = 5
_FIRST_REST = timedelta(minutes=10)
_LONGEST_REST = timedelta(days=1)
_PAGE_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "")


@dataclass(frozen=True, slots=True)
class SourceState:
    """What one poll leaves for the next: what the server said of its version, and how long to leave it in peace."""

    etag: str = ""
    last_modified: str = ""
    failed_times: int = 0
    rest_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A page that a source led to, as fetched."""

    outlet: Outlet
    source: Source
    link: Link
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class Polled:
    """The end of one source's poll: its new state, how many links it listed, how many were new, how many were left."""

    outlet: Outlet
    source: Source
    state: SourceState
    listed: int = 0
    new: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a source gives on a trial: its first links, or why it gives none."""

    outlet: Outlet
    source: Source
    links: tuple[Link, ...] = ()
    reason: str = ""


def poll(
    outlets: Iterable[Outlet],
    fetcher: Fetcher,
    states: Mapping[str, SourceState],
    *,
    is_seen: Callable[[str], bool],
    now: Callable[[], datetime],
) -> Iterator[Gathered | Failure | Polled]:
    """Poll every active source; yield each new page, each failure, and for each source one Polled with its new state.

    *states* are kept by the source's url. *is_seen* says of an address whether its page is already had; one that failed
    comes again next time, until *is_seen* gives it up. A source asks for at most its `max_pages` a run. One that fails
    rests ten minutes, then twice as long each time, at most a day.
    """
    taken: set[str] = set()  # two sources may list one page
    for outlet in outlets:
        for source in outlet.sources if outlet.is_active else ():
            if not source.is_active:
                continue
            state = states.get(source.url, SourceState())
            for found in _poll_source(outlet, source, fetcher, state, lambda url: url in taken or is_seen(url), now):
                if isinstance(found, Gathered):
                    taken.update((found.link.url, found.fetched.final_url))
                yield found


def check(outlets: Iterable[Outlet], fetcher: Fetcher) -> Iterator[Checked]:
    """Try every source once, active or not, and yield what it gives. Fetches no page."""
    for outlet in outlets:
        for source in outlet.sources:
            try:
                _, links = _look(outlet, source, fetcher, SourceState())
            except (FetchError, AddressRefused, LinksError) as error:
                yield Checked(outlet, source, reason=str(error))
            else:
                reason = "" if links else "it was read, but no link in it fits link_pattern"
                yield Checked(outlet, source, links or (), reason)


def page_of(gathered: Gathered) -> Page:
    """Return a gathered page as the road takes it: its id is the address that the source listed, its url where that led.

    *is_seen* must know both, or a page behind a redirect is fetched at every poll. Raises NotTextError for plain text
    that is none.
    """
    fetched, link = gathered.fetched, gathered.link
    content_type = fetched.header("content-type")
    decoded = decode_html(fetched.body, content_type)
    is_text = content_type.split(";")[0].strip().lower() == "text/plain"
    text = None
    if is_text:
        text = decoded if isinstance(decoded, str) else decode_text(decoded)
    return Page(
        id=link.url,
        html=None if is_text else decoded,
        text=text,
        url=fetched.final_url,
        title=link.title,
        published=link.published,
        outlet=gathered.outlet.name_ar,
    )


def _poll_source(
    outlet: Outlet,
    source: Source,
    fetcher: Fetcher,
    state: SourceState,
    is_seen: Callable[[str], bool],
    now: Callable[[], datetime],
) -> Iterator[Gathered | Failure | Polled]:
    """Poll one source."""
    if state.rest_until is not None and now() < state.rest_until:
        yield Polled(outlet, source, state)
        return
    try:
        answered, links = _look(outlet, source, fetcher, state)
    except (FetchError, AddressRefused, LinksError) as error:
        yield Failure(source.url, STEP, str(error))
        yield Polled(outlet, source, _rested(state, now(), error))
        return
    if links is None:
        yield Polled(outlet, source, replace(answered, failed_times=0, rest_until=None))
        return
    fresh = [link for link in links if not is_seen(link.url)]
    left = len(fresh)
    for link in fresh[: source.max_pages]:
        try:
            got = _page(outlet, link, fetcher)
        except (FetchError, AddressRefused, NotTextError) as error:
            yield Failure(link.url, STEP, str(error))
            if isinstance(error, FetchError) and error.retry_after_s is not None:
                break  # the host asks to be left alone
        else:
            left -= 1
            yield Gathered(outlet, source, link, got)
    # While pages are left, the next poll must read the whole source again: "not modified" would hide them.
    yield Polled(outlet, source, SourceState() if left else answered, len(links), len(fresh), left)


def _page(outlet: Outlet, link: Link, fetcher: Fetcher) -> Fetched:
    """Return the page of *link*. Raises FetchError, also for what is no page, and AddressRefused."""
    got = fetcher.fetch(link.url, delay_s=outlet.delay_s)
    if isinstance(got, NotModified):
        raise FetchError(link.url, "answered 'not modified' though nothing was asked about; try again later")
    kind = got.header("content-type").split(";")[0].strip().lower()
    if kind not in _PAGE_KINDS:
        raise FetchError(link.url, f"is {kind}, not a page; narrow link_pattern")
    return got


def _look(outlet: Outlet, source: Source, fetcher: Fetcher, state: SourceState) -> tuple[SourceState, tuple[Link, ...] | None]:
    """Return the source's new state and its links, None where nothing changed. Raises FetchError, AddressRefused, LinksError."""
    got = fetcher.fetch(source.url, etag=state.etag, last_modified=state.last_modified, delay_s=outlet.delay_s)
    if isinstance(got, NotModified):
        return state, None
    answered = SourceState(etag=got.header("etag"), last_modified=got.header("last-modified"))
    if source.kind == "feed":
        return answered, read_feed(got.body, got.final_url, pattern=source.link_pattern)
    if source.kind == "listing":
        content_type = got.header("content-type")
        return answered, read_listing(got.body, got.final_url, pattern=source.link_pattern, content_type=content_type)
    if source.kind == "sitemap":
        return _look_through_sitemap(outlet, source, fetcher, got, answered)
    raise LinksError(f"{source.url}: kind is {source.kind!r}; the choices are {', '.join(SOURCE_KINDS)}")


def _look_through_sitemap(
    outlet: Outlet, source: Source, fetcher: Fetcher, got: Fetched, answered: SourceState
) -> tuple[SourceState, tuple[Link, ...]]:
    """Return the links of a sitemap, or of the newest sitemaps of an index, which need not change when they do."""
    sitemap = read_sitemap(got.body, got.final_url, pattern=source.link_pattern)
    if not sitemap.sitemaps:
        return answered, sitemap.pages
    links: list[Link] = []
    for child in sitemap.sitemaps[:MAX_CHILD_SITEMAPS]:
        part = fetcher.fetch(child.url, delay_s=outlet.delay_s)
        if isinstance(part, Fetched):
            links += read_sitemap(part.body, part.final_url, pattern=source.link_pattern).pages
    return SourceState(), keep_links(sorted(links, key=lambda link: link.published or "", reverse=True))


def _rested(state: SourceState, moment: datetime, error: Exception) -> SourceState:
    """Return the state of a source that failed: it rests, longer each time, and at least as long as it asked."""
    rest = min(_FIRST_REST * 2 ** min(state.failed_times, 10), _LONGEST_REST)
    if isinstance(error, FetchError) and error.retry_after_s is not None:
        rest = max(rest, timedelta(seconds=error.retry_after_s))
    return replace(state, failed_times=state.failed_times + 1, rest_until=moment + rest)
