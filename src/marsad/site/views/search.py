"""Search in what is published: the page of results, and suggestions while a reader types."""

from __future__ import annotations

from collections.abc import Iterable
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
from marsad.store.queries.public import read_all_codebooks
from marsad.store.queries.search import Found, find
from marsad.store.queries.search_scope import Names, Scope, read_names
from marsad.store.queries.search_shown import Key, show, withdrawn_named
from marsad.text.search.asked import LONGEST_QUESTION

_PAGE = 10
_SUGGESTED = 6
_NARROWS = ("kind", "government", "sector", "verdict", "year")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow: its word, the address that does so, and whether it is chosen: the address then undoes it.

    *count*: how much would be left, where that is known.
    """

    word: str
    url: str
    is_chosen: bool
    count: int | None = None


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
    current, codebooks = read_all_codebooks() if asked else (None, {})
    hits = show(found, tuple(page.object_list), get_language() or "ar", codebooks) if found and page else ()
    shown = {
        "question": question,
        "chosen": chosen,
        "asked": asked,
        "found": found,
        "page": page,
        "hits": hits,
        "mended_url": f"?{urlencode({'q': found.mended, **_given(chosen)})}" if found and found.mended else "",
        "narrowings": _narrowings(question, chosen, names, found, current.verdicts if current else ()) if found else (),
        "withdrawn": withdrawn_named(found.plan) if found and chosen["kind"] in ("", SearchRow.Kind.PROMISE) else (),
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


def _narrowings(
    question: str, chosen: dict[str, str], names: Names, found: Found, verdicts: Iterable[Verdict]
) -> tuple[Choices, ...]:
    """Return what may be narrowed by. Where all that was found is ranked, what would leave nothing is left out."""

    def called(noun: str) -> list[tuple[str, str]]:
        told = ((key, localised(*each)) for key, each in names[noun].items())
        return sorted(told, key=lambda pair: pair[1])

    every = (
        (_("Kind"), "kind", [(kind, kind_word(kind)) for kind in SearchRow.Kind.values]),
        (_("Government"), "government", called("government")),
        (_("Sector"), "sector", called("sector")),
        (_("Verdict"), "verdict", [(verdict.key, str(verdict_word(verdict))) for verdict in verdicts]),
        (_("Year"), "year", [(year, year) for year in sorted(found.counts["year"], reverse=True) if year]),
    )
    groups = ((word, name, [_choice(question, chosen, found, name, *pair) for pair in pairs]) for word, name, pairs in every)
    shown = ((word, tuple(choice for choice in choices if choice)) for word, _name, choices in groups)
    return tuple(Choices(word, choices) for word, choices in shown if choices)


def _choice(question: str, chosen: dict[str, str], found: Found, name: str, key: str, word: str) -> Choice | None:
    """Return how to narrow by *name* to *key*; None where that leaves nothing.

    Another key than the one that is chosen already leads to rows that were not counted.
    """
    is_chosen = chosen[name] == key
    count = found.counts[name].get(key, 0) if is_chosen or not chosen[name] else None
    if count == 0 and not is_chosen:
        if not found.is_cut:
            return None
        count = None
    rest = _given({**chosen, name: "" if is_chosen else key})
    return Choice(word, f"?{urlencode({'q': question, **rest})}", is_chosen, count)
