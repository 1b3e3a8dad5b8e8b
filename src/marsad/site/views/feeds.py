"""Feeds of what changed, as Atom and JSON Feed: of all, or one promise, sector, body or government; and their list."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from marsad.domain.feed import Feed, FeedItem, write_atom, write_json_feed
from marsad.site.addresses import scope_page, tag, whole, whole_of
from marsad.site.cards import demo_word
from marsad.site.change_words import change_paragraphs, change_title
from marsad.site.feed_names import FORMS, STREAM_NAMES
from marsad.site.freshness import made_of_the_ledger
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.changes import STREAMS, Change, read_changes
from marsad.store.queries.scopes import EVERYTHING, Scope, list_scopes, read_scope

KEPT_S = 300
_BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_PAGES = {"changes": "site:home", "verdicts": "site:promises", "corrections": "site:corrections", "replies": "site:replies"}


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Answer with all that can be followed."""
    streams = list(STREAM_NAMES.items())
    return render(request, "site/feeds.html", {"streams": streams, "scopes": list_scopes()})


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def stream_feed(request: HttpRequest, stream: str, form: str) -> HttpResponse:
    """Answer with the feed of one kind of change in the whole record."""
    if stream not in STREAMS or form not in FORMS:
        raise Http404("no such feed")
    return _answer(request, stream, EVERYTHING, form)


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def scope_feed(request: HttpRequest, kind: str, key: str, form: str) -> HttpResponse:
    """Answer with the feed of all that changes about a promise, sector, body or government."""
    scope = read_scope(kind, key) if form in FORMS else None
    if scope is None:
        raise Http404("no such feed")
    return _answer(request, "changes", scope, form)


def _answer(request: HttpRequest, stream: str, scope: Scope, form: str) -> HttpResponse:
    asked = request.GET.get("before", "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) <= 15):
        raise Http404("a feed goes on before the number of an entry")
    changes = read_changes(stream, scope, before=int(asked) if asked else None)
    items = tuple(_item(change) for change in changes.rows)
    name = scope.name or str(STREAM_NAMES[stream])
    feed = Feed(
        id=tag("feed", scope.kind or stream, *([scope.key] if scope.key else []), get_language()),
        title=f"{settings.SITE_NAME}: {name}" + (f" ({told})" if (told := demo_word(get_language() or "ar")) else ""),
        description=gettext("What the observatory published, corrected or took back, each act sealed in its public ledger."),
        url=whole(request.get_full_path()),
        page_url=_page(stream, scope),
        language=get_language() or "ar",
        site_name=settings.SITE_NAME,
        icon_url=whole(static("marsad/moon.svg")),
        items=items,
        updated_at=max((item.at for item in items), default=_BEGINNING),
        earlier_url=whole(f"{request.path}?before={changes.earlier}") if changes.earlier else "",
    )
    body = write_atom(feed) if form == "atom" else write_json_feed(feed).encode()
    return HttpResponse(body, content_type=FORMS[form])


def _page(stream: str, scope: Scope) -> str:
    if scope.kind == "promise":
        return whole_of("site:promise", scope.key)
    return scope_page(scope.kind, scope.key) if scope.kind else whole_of(_PAGES[stream])


def _item(change: Change) -> FeedItem:
    entry = change.entry
    entry_url = whole_of("site:ledger_entry", entry.sequence)
    promise = entry.promise if entry.promise is not None and entry.promise.is_published else None
    return FeedItem(
        id=tag("entry", entry.sequence, get_language()),
        title=change_title(change),
        paragraphs=change_paragraphs(change),
        url=whole_of("site:promise", promise.key) if promise else entry_url,
        entry_url=entry_url,
        more=gettext("Entry %(n)s of the public ledger") % {"n": entry.sequence},
        at=change.at,
        author=entry.actor,
        kind=entry.kind,
        categories=tuple((row.key, row.name) for row in (promise.sector, promise.government)) if promise else (),
    )
