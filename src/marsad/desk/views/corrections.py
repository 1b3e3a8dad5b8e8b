"""Corrections and withdrawals that wait, and corrections of other things than verdicts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.course_forms import NoticeForm
from marsad.desk.doing import do
from marsad.desk.forms import refuse
from marsad.newsroom.correct import drop, propose_notice, publish_notice
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Promise
from marsad.store.queries import corrections as told
from marsad.store.queries import desk as read


@at_desk
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Answer with what waits for a second editor, and what was corrected."""
    context = {
        "corrections": told.waiting_corrections(),
        "notices": told.waiting_notices(),
        "withdrawals": told.waiting_withdrawals(),
        "listing": told.list_corrections(page=request.GET.get("page", "1")),
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/corrections.html", context)


@at_desk
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the form that corrects something other than a verdict on a promise; a POST proposes it."""
    try:
        promise = read.promise_page(key).promise
    except Promise.DoesNotExist as error:
        raise Http404(f"no promise {key}") from error
    subjects = told.subjects_of(promise)
    form = NoticeForm(subjects, request.POST) if request.method == "POST" else NoticeForm(subjects)
    if request.method == "POST" and form.is_valid():
        kind, _, subject_key = form.cleaned_data["subject"].partition(":")
        try:
            propose_notice(promise, who(request), form.told(), subject=kind, subject_key=subject_key)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Proposed. Readers see the correction once a second editor has published it."))
            return redirect("desk:corrections")
    context = {
        "promise": promise,
        "form": form,
        "subjects": [(f"{one.kind}:{one.key}", one) for one in subjects],
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/correct_other.html", context)


@at_desk
@for_editors
@require_POST
def publish(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Publish a correction of something other than a verdict, as its second person."""
    do(request, lambda: publish_notice(correction_id, who(request)), gettext("Published, and written into the public ledger."))
    return redirect("desk:corrections")


@at_desk
@for_editors
@require_POST
def let_drop(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Let a correction that waits come to nothing."""
    do(request, lambda: drop(correction_id, who(request)), gettext("The correction was dropped; nothing changed for readers."))
    return redirect("desk:corrections")
