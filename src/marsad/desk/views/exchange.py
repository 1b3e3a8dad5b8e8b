"""Programmes and tables: what was brought in, what it would do, and tables to take away. Each post is one newsroom call."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, for_reviewers, who
from marsad.desk.doing import tell_refusal
from marsad.desk.exchange_forms import (
    PROPOSAL_STATES,
    ProgrammeUploadForm,
    TableConfirmForm,
    TableUploadForm,
)
from marsad.desk.forms import refuse
from marsad.newsroom import exchange as tables
from marsad.newsroom import exchange_programme, exchange_tables
from marsad.newsroom.exchange import Plan
from marsad.newsroom.refusal import Refusal
from marsad.store.models import ProgrammeFile, PromiseProposal
from marsad.store.models.localised import tell_pair
from marsad.store.queries import exchange_pages as read
from marsad.store.queries.desk import desk_counts

SHOWN = 200
_KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def _show(request: HttpRequest, *bound: ProgrammeUploadForm | TableUploadForm, status: int = 200) -> HttpResponse:
    forms = {"programme": ProgrammeUploadForm(auto_id="programme_%s"), "table": TableUploadForm(auto_id="table_%s")}
    for form in bound:
        forms["programme" if isinstance(form, ProgrammeUploadForm) else "table"] = form
    context = {
        "files": read.programme_files(),
        "programmes": read.programmes(),
        "forms": forms,
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/exchange.html", context, status=status)


@at_desk
@for_reviewers
@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """Answer with the programmes that came as files, and the ways in and out for tables."""
    return _show(request)


@at_desk
@for_editors
@require_POST
def take_programme(request: HttpRequest) -> HttpResponse:
    """Take a programme in as a file and go to what was found in it."""
    form = ProgrammeUploadForm(request.POST, request.FILES, auto_id="programme_%s")
    if form.is_valid():
        asked = form.cleaned_data
        try:
            taken = exchange_programme.take_programme(asked["programme"], who(request), file=asked["file"])
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            told = gettext("The programme was read.") if taken.is_new else gettext("This very file was read before; here it is.")
            messages.success(request, told)
            return redirect("desk:programme_file", taken.file.pk)
    return _show(request, form, status=400)


@at_desk
@for_reviewers
@require_safe
def programme_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Answer with what was found in one programme, and what was left out."""
    status = request.GET.get("status", read.OPEN)
    try:
        page = read.find_file(file_id, status if status in read.STATES else read.OPEN)
    except ProgrammeFile.DoesNotExist as error:
        raise Http404(f"no programme's file {file_id}") from error
    names = {state: PROPOSAL_STATES[PromiseProposal.Status(state)] for state in read.STATES[:-1]} | {"all": gettext("All")}
    context = {
        "page": page,
        "file": page.file,
        "status": status,
        "states": [(state, names[state], page.counts[state]) for state in read.STATES],
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/programme_file.html", context)


@at_desk
@for_reviewers
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the promises as a table."""
    try:
        body = tables.export(kind, who(request), government=request.GET.get("government", "")[:80])
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect("desk:exchange")
    response = HttpResponse(body, content_type=_KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="promises-{timezone.localdate().isoformat()}.{kind}"'
    return response


def _plan(request: HttpRequest, token: str, plan: Plan, said: str = "", status: int = 200) -> HttpResponse:
    context = {
        "plan": plan,
        "token": token,
        "said": said,
        "shown": SHOWN,
        "added": plan.added[:SHOWN],
        "changed": plan.changed[:SHOWN],
        "faults": plan.faults[:SHOWN],
        "has_work": bool(plan.added or plan.changed),
        "counts": desk_counts(),
    }
    return render(request, "desk/exchange_plan.html", context, status=status)


@at_desk
@for_editors
@require_POST
def look_at_table(request: HttpRequest) -> HttpResponse:
    """Show what a table would do, before anything is written."""
    form = TableUploadForm(request.POST, request.FILES, auto_id="table_%s")
    if form.is_valid():
        try:
            token, plan = exchange_tables.look_at(form.cleaned_data["file"], who(request))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return _plan(request, token, plan)
    return _show(request, form, status=400)


@at_desk
@for_editors
@require_POST
def take_table(request: HttpRequest) -> HttpResponse:
    """Write what a table says, as it was shown."""
    form = TableConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("desk:exchange")
    asked = form.cleaned_data
    person = who(request)
    try:
        done = exchange_tables.take(asked["token"], person, digest=asked["digest"], only_good=asked["only_good"])
    except Refusal as refusal:
        try:
            plan = exchange_tables.look_again(asked["token"], person)
        except Refusal as gone:
            messages.error(request, tell_pair(gone.ar, gone.en))
            return redirect("desk:exchange")
        return _plan(request, asked["token"], plan, tell_pair(refusal.ar, refusal.en), status=400)
    told = gettext("Written: {added} new promises, {changed} changed.")
    messages.success(request, told.format(added=done.added, changed=done.changed))
    return redirect("desk:promises")
