"""Following by mail: asking, confirming, choosing otherwise, ending it. Writes by newsroom.follow alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import ParamSpec, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from marsad.domain.following import KEYED, Subject
from marsad.newsroom import follow as newsroom
from marsad.newsroom.follow import Chosen, Refusal
from marsad.site.follow_choices import ChoicesForm, FollowForm, frequencies, languages, options_of, read_chosen
from marsad.store.models.localised import tell_pair
from marsad.store.queries.following import name_subjects

P = ParamSpec("P")


class _View(Protocol[P]):
    def __call__(self, request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse: ...


def _of_one_reader(view: _View[P]) -> _View[P]:
    """Guard *view*: what only one reader is to see is kept nowhere on the way, and no search engine lists it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    kept: _View[P] = never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))
    return kept


def _refuse(form: ChoicesForm, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, tell_pair(refusal.ar, refusal.en))


def _choices(chosen: frozenset[Subject], frequency: str, language: str) -> dict[str, object]:
    streams, groups = options_of(chosen)
    return {
        "streams": streams,
        "groups": groups,
        "frequencies": frequencies(frequency),
        "languages": languages(language),
    }


def _asked_for(request: HttpRequest) -> frozenset[Subject]:
    """Return what the address asks to follow: `?promise=coalition`, `?sector=water`; all where it asks for nothing."""
    asked = [f"{kind}:{key}" for kind in KEYED for key in request.GET.getlist(kind)]
    return read_chosen(asked + request.GET.getlist("what")) or frozenset({Subject("all")})


@_of_one_reader
def follow(request: HttpRequest) -> HttpResponse:
    """Show what can be followed and how, or keep what is asked for and say that a letter is on its way, whoever asked."""
    if not newsroom.is_by_mail():
        return render(request, "site/follow.html", {"is_by_mail": False})
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            newsroom.ask_to_follow(
                sent["address"],
                language=sent["language"],
                frequency=sent["frequency"],
                subjects=sent["subjects"],
                caller=str(request.META.get("REMOTE_ADDR", "")),
            )
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return render(request, "site/follow_asked.html", {"address": sent["address"]})
    chosen = read_chosen(request.POST.getlist("subjects")) if form.is_bound else _asked_for(request)
    page = _choices(chosen, request.POST.get("frequency", ""), request.POST.get("language", get_language() or "ar"))
    page |= {"form": form, "is_by_mail": True}
    return render(request, "site/follow.html", page, status=400 if form.errors else 200)


def _closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "site/follow_closed.html", {"reason": tell_pair(refusal.ar, refusal.en)}, status=404)


def _named(subjects: Iterable[Subject]) -> list[tuple[Subject, str]]:
    return sorted(name_subjects(subjects).items())


@_of_one_reader
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the link confirms, or begin it. A GET changes nothing: programs that look into mail follow its links."""
    try:
        if request.method != "POST":
            asked = newsroom.look_up_asked(code)
            return render(request, "site/follow_confirm.html", {"asked": asked, "subjects": _named(asked.subjects)})
        link = newsroom.confirm(code)
    except Refusal as refusal:
        return _closed(request, refusal)
    return _begun(request, newsroom.look_up(link), link, is_begun=True)


@_of_one_reader
def choices(request: HttpRequest, code: str) -> HttpResponse:
    """Show what somebody follows, or follow what they choose now."""
    try:
        chosen = newsroom.look_up(code)
    except Refusal as refusal:
        return _closed(request, refusal)
    if chosen.is_ended or not chosen.is_confirmed:
        return _ended(request)
    form = ChoicesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            newsroom.change(code, language=sent["language"], frequency=sent["frequency"], subjects=sent["subjects"])
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return _begun(request, newsroom.look_up(code), code, is_begun=False)
    subjects = read_chosen(request.POST.getlist("subjects")) if form.is_bound else chosen.subjects
    page = _choices(subjects, request.POST.get("frequency", chosen.frequency), request.POST.get("language", chosen.language))
    return render(request, "site/follow_choices.html", page | {"form": form, "code": code}, status=400 if form.errors else 200)


def _begun(request: HttpRequest, chosen: Chosen, code: str, *, is_begun: bool) -> HttpResponse:
    page = {"chosen": chosen, "code": code, "is_begun": is_begun, "subjects": _named(chosen.subjects)}
    return render(request, "site/follow_begun.html", page)


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "site/follow_ended.html")


@csrf_exempt  # a mail program posts here (RFC 8058), and has no page of ours; the code in the address is what lets it
@_of_one_reader
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether to end it, or end it."""
    try:
        if request.method == "POST":
            newsroom.end(code)
            return _ended(request)
        if newsroom.look_up(code).is_ended:
            return _ended(request)
    except Refusal as refusal:
        return _closed(request, refusal)
    return render(request, "site/follow_end.html", {"code": code})
