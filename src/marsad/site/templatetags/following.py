"""Template tags of what leaves the site: addresses of feeds and calendars, the part of a promise's page that offers them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from marsad.domain.oembed import HEIGHT_AT_ANY_WIDTH, Embed, frame
from marsad.site.addresses import address_in, base_url, whole, whole_of
from marsad.site.cards import EMBED_KEPT_S
from marsad.store.models import Promise
from marsad.store.queries.scopes import Scope

register = template.Library()


@register.simple_tag
def scope_url(scope: Scope, form: str) -> str:
    """Return the address of the feed of *scope* as "atom" or "json", or of its calendar as "ics"."""
    if form == "ics":
        return reverse(f"site:{scope.kind}_calendar", args=[scope.key])
    return reverse(f"site:{scope.kind}_feed", args=[scope.key, form])


@register.inclusion_tag("site/parts/follow.html")
def follow_promise(promise: Promise) -> dict[str, Any]:
    """Offer the feed, the calendar and the card of *promise*."""
    language = get_language() or "ar"
    here = f"{address_in(settings.LANGUAGE_CODE, 'site:embed', promise.key)}?{urlencode({'lang': language})}"
    embed = Embed(promise.title, settings.SITE_NAME, base_url(), whole(here), whole_of("site:card", promise.key), EMBED_KEPT_S)
    return {"promise": promise, "embed_code": frame(embed, "100%", HEIGHT_AT_ANY_WIDTH), "embed_url": here}
