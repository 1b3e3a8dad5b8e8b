"""Where those who search the web find the pages: sitemaps, and robots.txt with what is no use to them."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from marsad.domain.sitemap import SitemapAddress, write_index, write_sitemap
from marsad.site.addresses import has_page, whole, whole_in
from marsad.site.freshness import made_of_the_ledger
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.addresses import Changed, count_promises, last_told, promises_changed, scopes_changed

PROMISES_A_PART = 5_000  # each in every language: far below the 50,000 addresses and 50 MB that the protocol allows
KEPT_S = 3600
_PLACE = "the-key-of-a-promise"
_XML = "application/xml; charset=utf-8"
# Pages whose content is the record's, and pages that change with the house alone.
_OF_THE_RECORD = (
    *("home", "promises", "sectors", "bodies", "outlets", "corrections"),
    *("replies", "reports", "compare", "ledger", "data", "feeds"),
)
_STANDING = ("method", "about")
# What costs the server and tells a search nothing: the desk, forms, every page on every past day, searches.
_CLOSED = ("/desk/", "/accounts/", "/operator/", "/receipt/", "/reply/", "/embed/", "/oembed/", "/*/contribute/", "/*/reply/")
_CLOSED_QUERIES = ("as_of", "on", "q", "before")


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def index(request: HttpRequest) -> HttpResponse:
    """Answer with the parts of the sitemap."""
    changed = last_told()
    parts = [SitemapAddress(whole(reverse("sitemap_pages")), changed)]
    addresses = (reverse("sitemap_promises", args=[number]) for number in range(1, _parts() + 1))
    parts += [SitemapAddress(whole(address), changed) for address in addresses]
    return HttpResponse(write_index(parts), content_type=_XML)


def _parts() -> int:
    return -(-count_promises() // PROMISES_A_PART)


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def pages(request: HttpRequest) -> HttpResponse:
    """Answer with the pages that are not of one promise."""
    return HttpResponse(write_sitemap(_pages()), content_type=_XML)


def _pages() -> Iterator[SitemapAddress]:
    changed = last_told()
    for name in (name for name in _OF_THE_RECORD if has_page(f"site:{name}")):
        yield from _in_every_language(f"site:{name}", changed)
    for name in _STANDING:
        yield from _in_every_language(f"site:{name}", "")
    for kind, rows in scopes_changed().items():
        for row in rows:
            if has_page(f"site:{kind}", row.key):
                yield from _in_every_language(f"site:{kind}", row.at, row.key)
            if kind == "government":
                yield from _in_every_language("site:report", row.at, row.key)


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def promises(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with one part of the promises."""
    found = promises_changed((number - 1) * PROMISES_A_PART, PROMISES_A_PART) if number > 0 else ()
    if not found:
        raise Http404("no such part of the sitemap")
    return HttpResponse(write_sitemap(_promises(found)), content_type=_XML)


def _promises(found: tuple[Changed, ...]) -> Iterator[SitemapAddress]:
    # Keys of promises are plain letters: an address is made once in each language, and the keys are put into it.
    halves = {code: whole_in(code, "site:promise", _PLACE).split(_PLACE) for code, _ in settings.LANGUAGES}
    for promise in found:
        yield from _told({code: promise.key.join(half) for code, half in halves.items()}, promise.at)


def _in_every_language(name: str, changed: str, *parts: str) -> Iterator[SitemapAddress]:
    yield from _told({code: whole_in(code, name, *parts) for code, _ in settings.LANGUAGES}, changed)


def _told(urls: dict[str, str], changed: str) -> Iterator[SitemapAddress]:
    others = (*urls.items(), ("x-default", urls[settings.LANGUAGE_CODE]))
    for url in urls.values():
        yield SitemapAddress(url, changed, others)


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with what robots are asked to leave alone, and where the sitemap is."""
    prefixes = [""]
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            prefixes.append(reverse("site:home").rstrip("/"))
    unlisted = [f"Disallow: {prefix}{path}" for prefix in dict.fromkeys(prefixes) for path in _CLOSED]
    asked = [f"Disallow: /*{mark}{name}=" for name in _CLOSED_QUERIES for mark in ("?", "&")]
    lines = ["User-agent: *", *unlisted, *asked, "", f"Sitemap: {whole(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
