"""A promise in a frame of another's page, the one page that others may frame; and oEmbed, by which they find it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from marsad.domain.card_words import CARD_LANGUAGES, card_word
from marsad.domain.oembed import Embed, describe, write_oembed_json, write_oembed_xml
from marsad.site.addresses import base_url, whole, whole_in
from marsad.site.as_of import known_day
from marsad.site.cards import EMBED_KEPT_S, CardWords, card_words, demo_word, interface_language
from marsad.site.freshness import made_of_the_ledger
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.cards import PromiseCard, read_card
from marsad.store.queries.checks import checks_stand_at
from marsad.store.queries.revisions import read_withdrawal

THEMES = ("light", "dark")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors *"
)
_MOST_PIXELS = 4
_P = ParamSpec("_P")
_View = Callable[Concatenate[HttpRequest, _P], HttpResponse]


def _for_frames(view: _View[_P]) -> _View[_P]:
    """Let anybody frame the answer. The headers stand on a 304 too, or a browser would put the strict ones in their place."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Content-Security-Policy"] = POLICY
        response["X-Robots-Tag"] = "noindex"
        response["Cross-Origin-Opener-Policy"] = "unsafe-none"  # with any other, browsers show nothing in a sandboxed frame
        return response

    return xframe_options_exempt(answer)


def embed_language(request: HttpRequest) -> str:
    """Return the language that `?lang=` asks for, else that of the address."""
    asked = request.GET.get("lang", "")
    language = asked if asked in CARD_LANGUAGES else (get_language() or "ar")
    return language if language in CARD_LANGUAGES else "ar"


@kept_as_rendered
@_for_frames
@require_safe
@made_of_the_ledger(EMBED_KEPT_S, state=checks_stand_at)
def promise_embed(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the card of a promise, today or, with `?as_of=`, as known on a day; `?lang=` and `?theme=` choose how."""
    language, known_on = embed_language(request), known_day(request)
    card = read_card(key, known_on)
    if card is not None:
        return HttpResponse(_page(request, language, card=card))
    word, status = ("gone", 410) if read_withdrawal(key, known_on) else ("missing", 404)
    return HttpResponse(_page(request, language, told=card_word(word, language)), status=status)


def _page(request: HttpRequest, language: str, card: PromiseCard | None = None, told: str = "") -> str:
    """Return the page. It is rendered without the request: nothing in it asks who the reader is, and no cookie is set."""
    pages_in = interface_language(language)
    words: CardWords | None = card_words(card, language) if card else None
    url = whole_in(pages_in, "site:promise", card.promise.key) if card else whole_in(pages_in, "site:home")
    if card and card.known_on:
        url += f"?as_of={card.known_on.isoformat()}"
    theme = request.GET.get("theme", "")
    context = {
        "language": language,
        "is_rtl": not language.startswith("en"),
        "theme": theme if theme in THEMES else "",
        "site_name": settings.SITE_NAME,
        "home_url": whole_in(pages_in, "site:home"),
        "url": url,
        "told": told,
        "words": words,
        "demo": demo_word(language),
        "more": card_word(("evidence" if card.standing.verdict else "proof") if card else "visit", language),
    }
    with translation.override(pages_in):
        return render_to_string("site/embed.html", context)


def make_embed(card: PromiseCard, language: str, *, known_on: str = "") -> Embed:
    """Return how the promise of *card* is embedded, in *language*."""
    pages_in, key = interface_language(language), card.promise.key
    words = card_words(card, language)
    asked = {"lang": language} | ({"as_of": known_on} if known_on else {})
    with translation.override(settings.LANGUAGE_CODE):
        frame_url = whole(f"{reverse('site:embed', args=[key])}?{urlencode(asked)}")
    return Embed(
        title=f"{words.title}: {words.verdict}",
        site_name=settings.SITE_NAME,
        site_url=whole_in(pages_in, "site:home"),
        frame_url=frame_url,
        picture_url=whole_in(pages_in, "site:card", key),
        kept_s=EMBED_KEPT_S,
    )


@require_safe
@made_of_the_ledger(EMBED_KEPT_S)
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer how the promise at `?url=` is embedded: 404 for any other address, 501 for a form that is neither JSON nor XML."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return HttpResponse("format is json or xml", status=501, content_type="text/plain; charset=utf-8")
    key, language, known_on = _asked_for(request.GET.get("url", ""))
    card = read_card(key) if key else None
    if card is None:
        return HttpResponse("url is the address of no promise here", status=404, content_type="text/plain; charset=utf-8")
    told = describe(
        make_embed(card, language, known_on=known_on),
        _pixels(request.GET.get("maxwidth", ""), 10**_MOST_PIXELS),
        _pixels(request.GET.get("maxheight", ""), 0),
    )
    if form == "xml":
        return HttpResponse(write_oembed_xml(told), content_type="text/xml; charset=utf-8")
    return HttpResponse(write_oembed_json(told), content_type="application/json; charset=utf-8")


def _pixels(asked: str, otherwise: int) -> int:
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= _MOST_PIXELS else otherwise


def _asked_for(url: str) -> tuple[str, str, str]:
    """Return the promise, the language and the past day that *url* is of; "" for the promise where it is of none of ours."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", ""
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() != urlsplit(base_url()).netloc.lower():
        return "", "", ""
    language = translation.get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return "", "", ""
    if match.view_name != "site:promise":
        return "", "", ""
    return str(match.kwargs["key"]), language, _day(parse_qs(parts.query).get("as_of", [""])[0])


def _day(asked: str) -> str:
    with suppress(ValueError):
        return dt.date.fromisoformat(asked).isoformat()
    return ""
