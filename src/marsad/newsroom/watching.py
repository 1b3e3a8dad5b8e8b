"""Poll the outlets that an observatory declares, and take what is new into the record."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from marsad.domain.reading import Failure
from marsad.gather.decode import NotTextError
from marsad.gather.fetch import Fetcher, FetchLimits
from marsad.gather.outlets import Outlet, all_readers, load_outlets
from marsad.gather.watch import Checked, Gathered, Polled, SourceState, check, page_of, poll
from marsad.newsroom.ingest import Incoming, Summary, document_key, ingest
from marsad.store.queries.newsroom import is_known_page, source_states
from marsad.store.record import sources as record

GIVEN_UP_AFTER = 5  # failures of one page


def fetch_limits() -> FetchLimits:
    """Return how politely and how much to fetch, as the operator set it."""
    operator = settings.OPERATOR
    return FetchLimits(user_agent=operator.user_agent, delay_s=operator.watch_delay_s, max_bytes=operator.page_mb * 2**20)


def open_fetcher() -> Fetcher:
    """Return a fetcher under the operator's limits; use it as a context manager."""
    return Fetcher(fetch_limits(), now=timezone.now, clock=time.monotonic, sleep=time.sleep)


def _is_seen(url: str) -> bool:
    return is_known_page(document_key(url, ""), url, GIVEN_UP_AFTER)


def watch(
    outlets: tuple[Outlet, ...],
    *,
    on_polled: Callable[[Polled], None],
    progress: Callable[[Summary], None],
    fetcher: Fetcher | None = None,
) -> Summary:
    """Poll every active source of *outlets* once and ingest the new pages; return what came of it.

    How a source's poll went is recorded after its pages are in the record, so that a crash loses no page.
    """
    states = {row.url: SourceState(row.etag, row.last_modified, row.failed_times, row.rest_until) for row in source_states()}
    whole = Summary()
    with fetcher or open_fetcher() as opened:
        for outlet in outlets:
            polled: list[tuple[Polled, str]] = []
            whole += ingest(_rows(outlet, opened, states, polled), progress=progress, readers=all_readers([outlet]))
            for event, reason in polled:
                note(event, reason)
                on_polled(event)
    return whole


def _rows(
    outlet: Outlet, fetcher: Fetcher, states: dict[str, SourceState], polled: list[tuple[Polled, str]]
) -> Iterator[Incoming | Failure]:
    """Yield what polling *outlet* gives, and lay aside in *polled* how each of its sources went."""
    reasons: dict[str, str] = {}
    for event in poll([outlet], fetcher, states, is_seen=_is_seen, now=timezone.now):
        if isinstance(event, Polled):
            polled.append((event, reasons.get(event.source.url, "")))
        elif isinstance(event, Gathered):
            try:
                yield Incoming(page_of(event), event.fetched)
            except NotTextError as error:
                yield Failure(event.link.url, "watch", str(error))
        else:
            reasons[event.page_id] = event.reason
            yield event


def note(polled: Polled, reason: str) -> None:
    """Record how a source's poll went."""
    record.note_poll(
        polled.source.url,
        at=timezone.now(),
        etag=polled.state.etag[:300],
        last_modified=polled.state.last_modified[:100],
        failed_times=polled.state.failed_times,
        rest_until=polled.state.rest_until,
        new_pages=polled.new,
        failure=reason,
    )


def try_sources(outlets: tuple[Outlet, ...]) -> Iterator[Checked]:
    """Try every source once and yield what it gives, recording nothing."""
    with open_fetcher() as fetcher:
        yield from check(outlets, fetcher)


def declared(folder: Path | None) -> tuple[Outlet, ...]:
    """Return the outlets declared in *folder*, or those that ship with Marsad; raise OutletError for a bad file."""
    return load_outlets(folder or settings.DATA_FILES / "outlets")
