"""Which addresses are asked for: all that the record has a page for, and the lists that their pages narrow to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from marsad.domain.open_tables import TABLES
from marsad.domain.report import GROUPINGS
from marsad.mirror.places import Address
from marsad.store.queries.mirror import Keys
from marsad.store.releases import read_releases
from marsad.tables.write import forms_offered

_PAGES = (
    "home",
    "promises",
    "search",
    "replies",
    "corrections",
    "sectors",
    "bodies",
    "outlets",
    "reports",
    "compare",
    "ledger",
    "method",
    "about",
    "data",
)
# What a page may be asked that makes of it another page; all else stays with the live site.
NARROWS: dict[str, frozenset[str]] = {
    "site:home": frozenset({"government"}),
    "site:promises": frozenset({"government", "sector", "body", "verdict", "deadline", "disputed", "since", "sort", "page"}),
    "site:replies": frozenset({"page"}),
    "site:corrections": frozenset({"page"}),
    "site:ledger": frozenset({"page"}),
    "site:report": frozenset({*GROUPINGS, "page"}),
    "site:outlet": frozenset({"page"}),
    "site:compare": frozenset("ab"),
    "site:method": frozenset({"codebook"}),
    **{f"files:{table}_csv": frozenset({"bom"}) for table in TABLES},
}
# Views that know no past day: they are asked as they are.
TIMELESS = frozenset({"api_page", "api:document"})
# What is set by a press of its own, which a very long report is too much for: it is asked first, and left out where it fails.
MAY_FAIL = frozenset({"site:report_pdf"})
# What takes by far the longest, and so begins before the rest.
LONG = frozenset({"site:report"})
_FORMS = ("atom", "json")
_STREAMS = ("changes", "verdicts", "corrections", "replies")


@dataclass(frozen=True, slots=True)
class Seed:
    """An address that is asked for from the beginning, and the name of its view."""

    address: Address
    view: str


def seeds(keys: Keys, known_on: dt.date | None) -> Iterator[Seed]:
    """Yield every address of *keys*, in every language. Of a past day no feeds, calendars, sitemaps and releases."""
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            yield from _of_pages(keys)
            yield _seed("api_page")
            if known_on is None:
                yield from _of_feeds(keys)
    yield _seed("api:document")
    yield from (_seed(f"files:{table}_{form}") for table in TABLES for form in forms_offered())
    if known_on is None:
        yield from _of_releases()
        yield from (_seed(name) for name in ("robots", "sitemap", "sitemap_pages"))
        parts = -(-len(keys.promises) // 5_000)
        yield from (_seed("sitemap_promises", number) for number in range(1, parts + 1))


def _of_releases() -> Iterator[Seed]:
    for release in read_releases():
        yield _seed("files:release", release.name)
        yield from (_seed("files:released", release.name, file.name) for file in release.files)


def _seed(name: str, *parts: object) -> Seed:
    return Seed(Address(unquote(reverse(name, args=parts))), name)


def _of_pages(keys: Keys) -> Iterator[Seed]:
    yield from (_seed(f"site:{name}") for name in _PAGES)
    single: tuple[tuple[str, tuple[str, ...] | tuple[int, ...]], ...] = (
        ("promise", (*keys.promises, *keys.withdrawn)),
        ("thread", keys.threads),
        ("sector", keys.sectors),
        ("body", keys.bodies),
        ("government", keys.governments),
        ("outlet", keys.outlets),
        ("report", keys.reports),
        ("report_pdf", keys.reports),
        ("snapshot", keys.snapshots),
        ("ledger_entry", tuple(range(1, keys.last + 1))),
    )
    for name, found in single:
        yield from (_seed(f"site:{name}", key) for key in found)
    compare = Address(reverse("site:compare"))
    yield from (Seed(compare.asks(a=a, b=b), "site:compare") for a, b in combinations(keys.compared, 2))


def _of_feeds(keys: Keys) -> Iterator[Seed]:
    yield from (_seed(f"site:{name}") for name in ("feeds", "ledger_feed", "calendar"))
    yield from (_seed("site:feed", stream, form) for stream in _STREAMS for form in _FORMS)
    for kind, found in (
        ("promise", keys.promises),
        ("sector", keys.sectors),
        ("body", keys.bodies),
        ("government", keys.governments),
    ):
        for key in found:
            yield from (_seed(f"site:{kind}_feed", key, form) for form in _FORMS)
            yield _seed(f"site:{kind}_calendar", key)
