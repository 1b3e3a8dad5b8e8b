"""A promise's wording at the desk: write it anew with a reason, see its history, withdraw it, show it again."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from marsad.desk.access import at_desk, for_act, for_reviewers, who
from marsad.desk.forms import refuse
from marsad.desk.revision_forms import ReasonForm, WordingForm
from marsad.newsroom import revise as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Promise
from marsad.store.queries.desk import desk_counts
from marsad.store.queries.revisions import last_revision, read_revisions, wording_choices


def _find(key: str) -> Promise:
    ties = ("government", "sector", "body", "programme")
    promise = Promise.objects.everything().select_related(*ties).filter(key=key).first()
    if promise is None:
        raise Http404(f"no promise {key}")
    return promise


def _form(promise: Promise, request: HttpRequest) -> WordingForm:
    choices = wording_choices(promise)
    last = last_revision(promise)
    initial = asdict(newsroom.words_of(promise)) | {"since": last.number if last else None}
    bound = request.POST if request.method == "POST" and "act" not in request.POST else None
    return WordingForm(choices.sectors, choices.bodies, choices.programmes, bound, initial=initial)


def _show(
    request: HttpRequest, promise: Promise, form: WordingForm, shown: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    page = {
        "promise": promise,
        "form": form,
        "shown_form": shown or ReasonForm(auto_id="shown_%s"),
        "revisions": read_revisions(promise),
        "person": who(request),
        "counts": desk_counts(),
    }
    return render(request, "desk/wording.html", page, status=status)


@at_desk
@for_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, key: str) -> HttpResponse:
    """Show the wording with its history, or write it anew."""
    promise = _find(key)
    form = _form(promise, request)
    if request.method != "POST":
        return _show(request, promise, form)
    return _write(request, promise, form)


@for_act("promise.revise")
def _write(request: HttpRequest, promise: Promise, form: WordingForm) -> HttpResponse:
    status = 400
    if form.is_valid():
        try:
            newsroom.revise(promise.pk, who(request), form.words(), form.grounds(), since=form.cleaned_data["since"])
        except Refusal as refusal:
            refuse(form, refusal)
            status = 409 if not refusal.field else 400
        else:
            messages.success(request, gettext("Readers see the new wording; the one before stays on record."))
            return redirect("desk:wording", promise.key)
    return _show(request, promise, form, status=status)


@at_desk
@for_act("promise.withdraw")
@require_POST
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw the promise from readers (act=withdraw), or show it again (act=restore)."""
    promise = _find(key)
    form = ReasonForm(request.POST, auto_id="shown_%s")
    act = newsroom.withdraw_promise if request.POST.get("act") == "withdraw" else newsroom.restore_promise
    status = 400
    if form.is_valid():
        try:
            act(promise.pk, who(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
            status = 409 if not refusal.field else 400
        else:
            messages.success(request, gettext("Done; readers see your reason."))
            return redirect("desk:wording", key)
    return _show(request, _find(key), _form(promise, request), form, status)
