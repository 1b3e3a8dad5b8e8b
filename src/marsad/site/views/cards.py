"""Cards as pictures, which others show beside a link: a promise with its verdict, and one for all other pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marsad.domain.card_words import CARD_LANGUAGES
from marsad.site.cards import card_words, picture_card, site_card
from marsad.store.queries.cards import read_card
from marsad.typeset.card import Card
from marsad.typeset.kept_cards import kept_picture
from marsad.typeset.turn import PressBusyError

KEPT_S = 3600
_BUSY = """الصورة قيد الصنع. اطلبها بعد عشر ثوان.
The picture is being made. Ask again in ten seconds.
وێنەکە دروست دەکرێت. دوای دە چرکە دووبارە داوای بکە.
"""


def _language() -> str:
    language = get_language() or "ar"
    return language if language in CARD_LANGUAGES else "ar"


@require_safe
def promise_card(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the picture of a promise as it stands."""
    card = read_card(key)
    if card is None:
        raise Http404("no such promise")
    return _answer(request, f"promise-{key}", picture_card(card_words(card, _language())))


@require_safe
def whole_card(request: HttpRequest) -> HttpResponse:
    """Answer with the picture of the site."""
    return _answer(request, "site", site_card(_language()))


def _answer(request: HttpRequest, name: str, card: Card) -> HttpResponse:
    etag = f'"{card.seal[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = HttpResponse(kept_picture(settings.CARDS_ROOT, name, card), content_type="image/png")
        except PressBusyError:
            response = HttpResponse(_BUSY, status=503, content_type="text/plain; charset=utf-8")
            response["Retry-After"] = "10"
            return response
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=KEPT_S)
    return response
