"""A template tag for the head of every page: its one address, its other languages, what others show of it, feeds, JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.functional import Promise as Lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from marsad.domain.structured import Thing, data_block
from marsad.site.addresses import address, in_language, whole, whole_of
from marsad.site.structured import about_things, data_things, home_things, promise_things
from marsad.site.templatetags.moons import verdict_word
from marsad.store.models import Body, Government, Outlet, Sector
from marsad.store.queries.public import Standing

register = template.Library()
_Words = str | Lazy
_LOCALES = {"ar": "ar_IQ", "en": "en_GB", "ckb": "ckb_IQ"}
_MOST_TOLD = 300
# Forms, receipts and pages whose address is a secret: nothing is said of them, and no search should list them.
_FORMS = ("receipt", "reply", "reply_receipt", "contribute", "reply_unasked", "snapshot")
_NOT_LISTED = frozenset(f"site:{name}" for name in _FORMS)
_SECRET = ("site:follow_",)
_SCOPES = {"site:sector": "sector", "site:body": "body", "site:government": "government", "site:outlet": ""}
_NARROWING = (
    "government",
    "sector",
    "body",
    "verdict",
    "disputed",
    "page",
)  # what makes of a list another page; all else shows the same one
_DEFAULT = gettext_lazy("Whether governments keep their promises: each with its verdict and the evidence that it rests on.")
_TOLD: dict[str, tuple[_Words, _Words]] = {
    "site:home": ("", _DEFAULT),
    "site:promises": (gettext_lazy("Promises"), gettext_lazy("Every promise, by government, sector, body and verdict.")),
    "site:method": (gettext_lazy("Method"), gettext_lazy("How verdicts are made, by whom, and what each of them requires.")),
    "site:corrections": (gettext_lazy("Corrections"), gettext_lazy("What we published wrongly, and what is right.")),
    "site:replies": (
        gettext_lazy("Right of reply"),
        gettext_lazy("What responsible bodies replied, word for word, with our answers."),
    ),
    "site:reports": (gettext_lazy("Reports"), gettext_lazy("The final report of each government, and the report so far.")),
    "site:report": (
        gettext_lazy("Report of a government"),
        gettext_lazy("What a government promised and kept."),
    ),
    "site:thread": (
        gettext_lazy("A promise through several governments"),
        gettext_lazy("What several governments said of one promise, and what each did."),
    ),
    "site:compare": (gettext_lazy("Governments compared"), gettext_lazy("What governments promised and kept, side by side.")),
    "site:ledger": (
        gettext_lazy("The public ledger"),
        gettext_lazy("Everything published, corrected or taken back, each entry sealed to the one before it."),
    ),
    "site:sectors": (gettext_lazy("Sectors"), gettext_lazy("Promises by sector, and how those of each stand.")),
    "site:bodies": (
        gettext_lazy("Responsible bodies"),
        gettext_lazy("Ministries and other bodies, and how the promises of each stand."),
    ),
    "site:outlets": (
        gettext_lazy("Outlets we read"),
        gettext_lazy("The outlets that are read, and what rests on each."),
    ),
    "site:data": (
        gettext_lazy("Open data"),
        gettext_lazy("The whole record as files: tables, releases with checksums, and an interface for programs."),
    ),
    "site:search": (gettext_lazy("Search"), gettext_lazy("Search in promises, findings, documents and replies.")),
    "site:feeds": (gettext_lazy("Follow"), gettext_lazy("Feeds and calendars of all that changes here, with no account.")),
    "site:about": (gettext_lazy("About"), _DEFAULT),
}


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, or what it holds in another form."""

    url: str
    language: str = ""
    media_type: str = ""
    title: str = ""


@register.inclusion_tag("site/parts/page_meta.html", takes_context=True)
def page_meta(context: Context) -> dict[str, Any]:
    """Say what this page is, to those who read no page: searches, chats, readers of feeds."""
    request, known_on = context.get("request"), context.get("known_on")
    view = _view_name(request)
    is_closed = view in _NOT_LISTED or view.startswith(_SECRET)
    standing, row = _standing(context), _row(view, context)
    if request is None or is_closed or (view not in _TOLD and standing is None and row is None):
        return {"noindex": bool(known_on) or is_closed}
    question = _question(request)
    title, description = _told(view, standing, row)
    picture = whole_of("site:card", standing.promise.key) if standing and not known_on else whole_of("site:site_card")
    return {
        "noindex": bool(known_on) or bool(request.GET.get("q")),
        "canonical": whole(request.path + question),
        "languages": _languages(request, question),
        "feeds": _feeds(view, standing, row),
        "embed": [] if standing is None or known_on else _oembed(standing),
        "title": title or settings.SITE_NAME,
        "description": description,
        "kind": "article" if standing else "website",
        "site_name": settings.SITE_NAME,
        "locale": _LOCALES.get(get_language() or "ar", "ar_IQ"),
        "other_locales": [_LOCALES[code] for code, _ in settings.LANGUAGES if code != get_language() and code in _LOCALES],
        "picture": picture,
        "picture_told": title or settings.SITE_NAME,
        "data": None if known_on else _data(view, standing, context),
    }


def _view_name(request: HttpRequest | None) -> str:
    match = request.resolver_match if request is not None else None
    return match.view_name if match is not None else ""


def _question(request: HttpRequest) -> str:
    """Return what narrows the one address of what is shown: no day, order or words searched for."""
    kept = [(name, request.GET[name]) for name in _NARROWING if request.GET.get(name, "") not in {"", "1"}]
    return f"?{urlencode(kept)}" if kept else ""


def _languages(request: HttpRequest, question: str) -> list[Alternate]:
    urls = [Alternate(whole(in_language(request, code) + question), code) for code, _ in settings.LANGUAGES]
    default = [Alternate(one.url, "x-default") for one in urls if one.language == settings.LANGUAGE_CODE]
    return [*urls, *default]


def _standing(context: Context) -> Standing | None:
    standing = getattr(context.get("dossier"), "standing", None)
    return standing if isinstance(standing, Standing) else None


def _row(view: str, context: Context) -> Government | Sector | Body | Outlet | None:
    """Return what a page of a government, sector, body or outlet is of."""
    row = context.get("row") or getattr(context.get("told"), "outlet", None)
    return row if view in _SCOPES and isinstance(row, Government | Sector | Body | Outlet) else None


def _told(view: str, standing: Standing | None, row: Government | Sector | Body | Outlet | None) -> tuple[str, str]:
    if row is not None:
        return row.name, str(_DEFAULT)
    if standing is None:
        title, description = _TOLD[view]
        return str(title), str(description)
    title = f"{standing.promise.title}: {verdict_word(standing.verdict)}"
    told = standing.assessment.summary if standing.assessment else standing.promise.text
    told = " ".join(told.split())
    return title, told if len(told) <= _MOST_TOLD else told[:_MOST_TOLD].rsplit(" ", 1)[0] + "…"


def _feeds(view: str, standing: Standing | None, row: Government | Sector | Body | Outlet | None) -> list[Alternate]:
    whole_record = gettext("All changes")
    found = [
        Alternate(address("site:feed", "changes", "atom"), "", "application/atom+xml", whole_record),
        Alternate(address("site:feed", "changes", "json"), "", "application/feed+json", whole_record),
    ]
    kind = "promise" if standing is not None else _SCOPES.get(view, "")
    key, own = "", ""
    if standing is not None:
        key, own = standing.promise.key, gettext("Changes of this promise")
    elif row is not None:
        key, own = row.key, row.name
    if not kind or not key:
        return found
    return [
        Alternate(address(f"site:{kind}_feed", key, "atom"), "", "application/atom+xml", own),
        Alternate(address(f"site:{kind}_feed", key, "json"), "", "application/feed+json", own),
        Alternate(address(f"site:{kind}_calendar", key), "", "text/calendar", gettext("Calendar of its deadlines")),
        *found,
    ]


def _oembed(standing: Standing) -> list[Alternate]:
    asked = {"url": whole_of("site:promise", standing.promise.key)}
    forms = (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    return [
        Alternate(whole(f"{address('oembed')}?{urlencode(asked | {'format': form})}"), "", kind, standing.promise.title)
        for form, kind in forms
    ]


def _data(view: str, standing: Standing | None, context: Context) -> SafeString | None:
    things: list[Thing] = []
    if standing is not None:
        things = promise_things(standing, tuple(getattr(context["dossier"].current, "proofs", ())))
    elif view == "site:home":
        things = home_things()
    elif view == "site:about":
        things = about_things()
    elif view in {"site:data", "site:feeds"}:
        things = data_things(view)
    return mark_safe(data_block(things)) if things else None  # noqa: S308 - what could end the element is written as \u003c
