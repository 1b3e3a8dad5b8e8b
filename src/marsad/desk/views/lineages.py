"""Threads of promises at the desk: tie, untie, likely counterparts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.desk.access import at_desk, for_act, for_reviewers, who
from marsad.desk.forms import refuse
from marsad.desk.lineage_forms import TieForm, UntieForm
from marsad.newsroom import lineage as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Lineage
from marsad.store.queries import lineage_desk as read
from marsad.store.queries.desk import desk_counts


@at_desk
@for_reviewers
@require_safe
def lineages(request: HttpRequest) -> HttpResponse:
    """Answer with the ties that stand."""
    page = {"ties": read.standing_ties(), "untie_form": UntieForm(), "person": who(request), "counts": desk_counts()}
    return render(request, "desk/lineages.html", page)


@at_desk
@for_act("lineage.tie")
@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest) -> HttpResponse:
    """Show the form with likely counterparts of `?promise=KEY`, or tie two promises."""
    promises = read.all_promises()
    labels = [(row.pk, f"{row.title} ({row.government.name})") for row in promises]
    about = next((row for row in promises if row.key == request.GET.get("promise", "")), None)
    chosen = {str(row.pk): row for row in promises}.get(request.GET.get("with", ""))
    initial: dict[str, int] = {}
    if about is not None:
        pair = sorted((row for row in (about, chosen) if row is not None), key=lambda row: row.government.began_on)
        initial = {"earlier": pair[0].pk, "later": pair[-1].pk} if len(pair) > 1 else {"later": about.pk}
    form = TieForm(labels, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        try:
            newsroom.tie(asked.pop("earlier"), who(request), later_id=asked.pop("later"), **asked)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Tied. Readers see the thread, and the public ledger tells of it."))
            return redirect("desk:lineages")
    page = {
        "form": form,
        "about": about,
        "counterparts": read.counterparts(about) if about else (),
        "counts": desk_counts(),
    }
    return render(request, "desk/lineage_new.html", page, status=400 if form.errors else 200)


@at_desk
@for_act("lineage.untie")
@require_POST
def untie(request: HttpRequest, lineage_id: int) -> HttpResponse:
    """Untie two promises."""
    form = UntieForm(request.POST)
    if form.is_valid():
        try:
            newsroom.untie(lineage_id, who(request), reason=form.cleaned_data["reason"])
        except Lineage.DoesNotExist as error:
            raise Http404(f"no tie {lineage_id}") from error
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Untied. Pages of past days still show the thread."))
            return redirect("desk:lineages")
    page = {
        "ties": read.standing_ties(),
        "untie_form": form,
        "untied": lineage_id,
        "person": who(request),
        "counts": desk_counts(),
    }
    return render(request, "desk/lineages.html", page, status=400)
