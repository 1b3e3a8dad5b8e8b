"""Work shared at the desk: assign and take back, save filters, keep drafts, say who has what open; each post is one call."""

from __future__ import annotations

import datetime as dt
import re

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_reviewers, who
from marsad.desk.deskwork_forms import AssignForm, SaveFilterForm
from marsad.desk.doing import do, tell_refusal
from marsad.desk.views.queue import canonical_query
from marsad.newsroom import deskwork
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Act
from marsad.store.models.localised import tell_pair
from marsad.store.queries import deskwork as read
from marsad.store.queries.desk import desk_counts

_NOT_KEPT = {"csrfmiddlewaretoken", "draft", "at", "act", "next", "password"}
_RECORD = re.compile(r"(candidate|promise|assessment|round|reply|correction):[\w-]{1,60}")


def go_back(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the page of the desk that the form names, or to the queue."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}) and address.startswith("/desk/")
    return redirect(address if is_ours else "desk:queue")


@at_desk
@for_reviewers
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give work to the person named, or take it back where none is named."""
    form = AssignForm(request.POST)
    work = read.find_work(form.cleaned_data["kind"], form.cleaned_data["key"]) if form.is_valid() else None
    if work is None:
        raise Http404("no such work")
    name = form.cleaned_data["to"]
    person = who(request) if name == "me" else read.find_person(name)
    try:
        if not name:
            deskwork.release(work, who(request))
            messages.success(request, gettext("Nobody takes this up now."))
        elif person is None:
            messages.error(request, gettext("Nobody at the desk has that name."))
        else:
            deskwork.assign(work, who(request), to=person)
            messages.success(request, gettext("Assigned to %(name)s.") % {"name": person.public_name})
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return go_back(request)


@at_desk
@for_reviewers
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter that is on under a name."""
    form = SaveFilterForm(request.POST)
    form.is_valid()
    try:
        kept = deskwork.save_filter(
            canonical_query(QueryDict(request.POST.get("query", "")[:2000])), who(request), name=form.cleaned_data.get("name", "")
        )
    except Refusal as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, gettext("Saved: %(name)s") % {"name": kept.name})
    return go_back(request)


@at_desk
@for_reviewers
@require_POST
def forget_filter(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Remove one of the person's saved filters."""
    do(request, lambda: deskwork.forget_filter(filter_id, who(request)), gettext("The filter is removed."))
    return go_back(request)


@at_desk
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Answer with the person's own drafts, to read and copy where there is no script."""
    return render(request, "desk/drafts.html", {"drafts": read.own_drafts(who(request)), "counts": desk_counts()})


@at_desk
@require_safe
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the fields of the person's own draft, for the script that fills the form in."""
    found = read.own_draft(who(request), key)
    if found is None:
        return JsonResponse({}, status=404)
    return JsonResponse({"fields": found.fields, "saved_at": timezone.localtime(found.saved_at).strftime("%H:%M")})


@at_desk
@require_POST
def save_draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed into a form: a script asks for the time, a person for the page again."""
    fields = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT}
    try:
        at = deskwork.save_draft(
            who(request), request.POST.get("draft", ""), {k: [str(v) for v in vs] for k, vs in fields.items()}
        )
    except Refusal as refusal:
        if _is_script(request):
            return JsonResponse({"error": tell_pair(refusal.ar, refusal.en)}, status=400)
        tell_refusal(request, refusal)
        return redirect("desk:drafts")
    if _is_script(request):
        return JsonResponse({"saved_at": timezone.localtime(at).strftime("%H:%M")})
    messages.success(request, gettext("The draft is saved; it waits for you here."))
    return redirect("desk:drafts")


@at_desk
@require_POST
def drop_draft(request: HttpRequest) -> HttpResponse:
    """Forget the person's own draft of a form."""
    deskwork.drop_drafts(who(request), request.POST.get("draft", ""))
    if _is_script(request):
        return JsonResponse({})
    messages.success(request, gettext("The draft is discarded."))
    return redirect("desk:drafts")


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


@at_desk
@require_POST
def present(request: HttpRequest) -> HttpResponse:
    """Note that the person has a record open, or with *gone* that they closed it; answer who else has."""
    record, opening = request.POST.get("record", ""), request.POST.get("opening", "")
    if not _RECORD.fullmatch(record):
        return HttpResponseBadRequest("no such record")
    person = who(request)
    try:
        if request.POST.get("gone"):
            deskwork.leave(person, record, opening)
            return HttpResponse(status=204)
        deskwork.be_present(person, record, opening)
        others = others_at(request, record)
    except OperationalError:  # the record is busy: a sign is not worth an error, the next one tells
        return HttpResponse(status=204)
    return render(request, "desk/parts/present.html", {"others": others})


def others_at(request: HttpRequest, record: str) -> tuple[read.Present, ...]:
    """Return who else has *record* open."""
    return read.others_at(record, who(request), timezone.now() - deskwork.PRESENT_FOR)


def changed_meanwhile(request: HttpRequest, promise_id: int) -> tuple[Act, ...]:
    """Return what others did on a promise since the form that is handed in was shown; none where it does not say when."""
    moment = asked_since(request)
    return read.done_since(moment, who(request), promise_id=promise_id) if moment else ()


def asked_since(request: HttpRequest) -> dt.datetime | None:
    """Return when the form that is handed in was shown, None where it does not say."""
    try:
        return dt.datetime.fromisoformat(request.POST.get("at", "")).astimezone(dt.UTC)
    except (ValueError, OverflowError):  # the first and the last day of the calendar have no UTC
        return None
