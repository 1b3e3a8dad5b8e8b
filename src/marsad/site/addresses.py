"""Whole addresses of the site's pages, for feeds, calendars, sitemaps and cards: those the operator set, never a caller's."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse, translate_url
from django.utils import translation

UNNAMED = ("/desk/", "/accounts/", "/operator/")  # below these no address names its language
FOUNDED = "2026"  # the year in which tag: names began to be given; it never changes, for names are for ever (RFC 4151)


def address(name: str, *parts: object) -> str:
    """Return the address of the page *name* in the language in use; raise NoReverseMatch where there is none."""
    return _address(name, parts, translation.get_language(), get_script_prefix())


@lru_cache(maxsize=8192)  # a page names a hundred addresses, most of them those of every page
def _address(name: str, parts: tuple[object, ...], language: str | None, prefix: str) -> str:
    return reverse(name, args=parts)


def address_in(language: str, name: str, *parts: object) -> str:
    """Return the address of the page *name* in *language*."""
    return _address_in(language, name, parts, (), get_script_prefix())


def in_language(request: HttpRequest, language: str) -> str:
    """Return the address of the page that *request* asked for, without its question, in *language*."""
    match = request.resolver_match
    if match is None:
        found = translate_url(request.path, language)
        # An address that leads nowhere has none in another language: the front page has. The team's pages carry no language.
        if found == request.path and not request.path.startswith(UNNAMED):
            return address_in(language, "site:home")
        return found
    try:
        return _address_in(language, match.view_name, match.args, tuple(match.kwargs.items()), get_script_prefix())
    except NoReverseMatch:  # what an operator's page answers where there is none has no name of its own
        return request.path


@lru_cache(maxsize=8192)  # a page is named in each language twice: in its head, and for the reader to choose
def _address_in(language: str, name: str, parts: tuple[object, ...], named: tuple[tuple[str, object], ...], prefix: str) -> str:
    with translation.override(language):
        return reverse(name, args=parts, kwargs=dict(named))


def base_url() -> str:
    """Return where the site is, without a slash at its end."""
    return str(settings.OPERATOR.base_url)


def whole(path: str) -> str:
    """Return the whole address of *path*, which begins with a slash."""
    return base_url() + path


def whole_of(name: str, *parts: object, **query: str) -> str:
    """Return the whole address of the page *name* in the language in use."""
    page = whole(address(name, *parts))
    asked = {key: value for key, value in query.items() if value}
    return f"{page}?{urlencode(asked)}" if asked else page


def whole_in(language: str, name: str, *parts: object) -> str:
    """Return the whole address of the page *name* in *language*."""
    return whole(address_in(language, name, *parts))


def host() -> str:
    """Return the name of the machine that the site is read at."""
    return urlsplit(base_url()).hostname or "localhost"


def has_page(name: str, *parts: str) -> bool:
    """Return whether the site has a page *name*: a list of pages may name one before it is built."""
    try:
        address(name, *parts)
    except NoReverseMatch:
        return False
    return True


def scope_page(kind: str, key: str) -> str:
    """Return the whole address of the page of a government, sector or body: its own, or the list narrowed to it."""
    return whole_of(f"site:{kind}", key) if has_page(f"site:{kind}", key) else whole_of("site:promises", **{kind: key})


def tag(*parts: object) -> str:
    """Return a name that stays: a tag: URI (RFC 4151) of the site's host and *parts*."""
    return f"tag:{host()},{FOUNDED}:{'/'.join(str(part) for part in parts)}"
