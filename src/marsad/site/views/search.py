"""Search in what is published: the page of results, and suggestions while a reader types."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marsad.domain.codebook import Verdict
from marsad.site.templatetags.moons import verdict_word
from marsad.store.models import SearchRow
from marsad.store.models.localised import localised
from marsad.store.queries.public import read_codebook
from marsad.store.queries.search import find
from marsad.store.queries.search_scope import Names, Scope, read_names
from marsad.store.queries.search_shown import Key, show
from marsad.text.search.asked import LONGEST_QUESTION

_PAGE = 10
_SUGGESTED = 6
_NARROWS = ("kind", "government", "sector", "verdict", "year")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow: its word, the address that does so, and whether it is chosen: the address then undoes it."""

    word: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The ways to narrow by one thing."""

    name: str
    rows: tuple[Choice, ...]


def kind_word(kind: str) -> str:
    """Return what readers call a *kind* of thing that can be found."""
    words = {"promise": _("Promises"), "finding": _("Findings"), "document": _("Documents"), "reply": _("Replies")}
    return words[kind]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer with what `?q=` finds among all that is published, narrowed by what else the address asks for."""
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    chosen = {name: request.GET.get(name, "").replace("\x00", "").strip()[:_LONGEST] for name in _NARROWS}
    if chosen["kind"] not in SearchRow.Kind.values:
        chosen["kind"] = ""
    asked = bool(question or any(chosen.values()))
    names: Names = read_names() if asked else {}
    found = find(question, _scope(chosen, names)) if asked else None
    page: Page[Key] | None = Paginator(found.keys, _PAGE).get_page(request.GET.get("page", "1")) if found else None
    hits = show(found, tuple(page.object_list), get_language() or "ar") if found and page else ()
    shown = {
        "question": question,
        "chosen": chosen,
        "asked": asked,
        "found": found,
        "page": page,
        "hits": hits,
        "mended_url": f"?{urlencode({'q': found.mended, **_given(chosen)})}" if found and found.mended else "",
        "narrowings": _narrowings(question, chosen, names, found.years if found else ()) if asked else (),
        "is_narrowed": any(chosen.values()),
    }
    return render(request, "site/search.html", shown)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with titles of promises that what a reader has typed so far finds, each with its address."""
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    if len(question) < 2:  # one letter finds everything
        return JsonResponse({"suggestions": []})
    found = find(question, Scope(kind=SearchRow.Kind.PROMISE, names={}), most=30, completes=True)
    hits = show(found, found.keys[:_SUGGESTED], get_language() or "ar")
    rows = [
        {
            "title": hit.promise.title,
            "url": reverse("site:promise", args=[hit.promise.key]),
            "verdict": str(verdict_word(hit.verdict)),
        }
        for hit in hits
    ]
    return JsonResponse({"suggestions": rows})


def _scope(chosen: dict[str, str], names: Names) -> Scope:
    return Scope(
        kind=chosen["kind"],
        government=chosen["government"],
        sector=chosen["sector"],
        verdict=chosen["verdict"],
        year=chosen["year"],
        names=names,
    )


def _given(chosen: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if value}


def _narrowings(question: str, chosen: dict[str, str], names: Names, years: tuple[int, ...]) -> tuple[Choices, ...]:
    def called(noun: str) -> list[tuple[str, str]]:
        told = ((key, localised(*each)) for key, each in names[noun].items())
        return sorted(told, key=lambda pair: pair[1])

    codebook = read_codebook()
    verdicts: tuple[Verdict, ...] = codebook.verdicts if codebook else ()
    every = (
        (_("Kind"), "kind", [(kind, kind_word(kind)) for kind in SearchRow.Kind.values]),
        (_("Government"), "government", called("government")),
        (_("Sector"), "sector", called("sector")),
        (_("Verdict"), "verdict", [(verdict.key, str(verdict_word(verdict))) for verdict in verdicts]),
        (_("Year"), "year", [(str(year), str(year)) for year in years]),
    )
    return tuple(
        Choices(word, tuple(_choice(question, chosen, name, *pair) for pair in pairs)) for word, name, pairs in every if pairs
    )


def _choice(question: str, chosen: dict[str, str], name: str, key: str, word: str) -> Choice:
    is_chosen = chosen[name] == key
    rest = _given({**chosen, name: "" if is_chosen else key})
    return Choice(word, f"?{urlencode({'q': question, **rest})}", is_chosen)
