"""Whole addresses of the site's pages, for feeds, calendars, sitemaps and cards: those the operator set, never a caller's."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

FOUNDED = "2026"  # the year in which tag: names began to be given; it never changes, for names are for ever (RFC 4151)


def base_url() -> str:
    """Return where the site is, without a slash at its end."""
    return str(settings.OPERATOR.base_url)


def whole(path: str) -> str:
    """Return the whole address of *path*, which begins with a slash."""
    return base_url() + path


def whole_of(name: str, *parts: object, **query: str) -> str:
    """Return the whole address of the page *name* in the language in use."""
    address = whole(reverse(name, args=parts))
    asked = {key: value for key, value in query.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def whole_in(language: str, name: str, *parts: object) -> str:
    """Return the whole address of the page *name* in *language*."""
    with translation.override(language):
        return whole_of(name, *parts)


def host() -> str:
    """Return the name of the machine that the site is read at."""
    return urlsplit(base_url()).hostname or "localhost"


def tag(*parts: object) -> str:
    """Return a name that stays: a tag: URI (RFC 4151) of the site's host and *parts*."""
    return f"tag:{host()},{FOUNDED}:{'/'.join(str(part) for part in parts)}"
