"""The end of a government's term at the desk: the day, and the closing assessment of each of its promises."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_act, who
from marsad.desk.course_forms import TermForm
from marsad.desk.doing import tell_refusal
from marsad.desk.forms import refuse
from marsad.domain.roles import may
from marsad.newsroom.closing import end_term, open_closing
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Government, Promise
from marsad.store.queries import desk as read
from marsad.store.queries.closing import ClosingPage, governments_at_desk, read_closing


@at_desk
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Answer with every government and its term."""
    context = {"governments": governments_at_desk(), "counts": read.desk_counts(), "person": who(request)}
    return render(request, "desk/terms.html", context)


def _get(key: str) -> ClosingPage:
    try:
        return read_closing(key)
    except Government.DoesNotExist as error:
        raise Http404(f"no government {key}") from error


def _show(request: HttpRequest, page: ClosingPage, form: TermForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "government": page.government,
        "form": form or TermForm(initial={"ended_on": page.government.ended_on}),
        "may_end": may(who(request).role, "government.end_term"),
        "may_open": may(who(request).role, "assessment.close"),
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/term.html", context, status=status)


@at_desk
@require_safe
def term(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with how far the closing assessments of a government have come."""
    return _show(request, _get(key))


@at_desk
@for_act("government.end_term")
@require_POST
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Record the day on which the term ended."""
    page, form = _get(key), TermForm(request.POST)
    if form.is_valid():
        try:
            end_term(page.government, who(request), ended_on=form.cleaned_data["ended_on"])
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("The end of the term is recorded, and written into the public ledger."))
            return redirect("desk:term", key)
    return _show(request, page, form)


@at_desk
@for_act("assessment.close")
@require_POST
def close(request: HttpRequest, key: str, promise_key: str) -> HttpResponse:
    """Open the coding from which a promise's closing assessment comes."""
    page = _get(key)
    try:
        promise = Promise.objects.published().select_related("government").get(key=promise_key, government=page.government)
    except Promise.DoesNotExist as error:
        raise Http404(f"no promise {promise_key}") from error
    try:
        found = open_closing(promise, who(request))
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect("desk:term", key)
    messages.success(request, gettext("Opened: two people code what the term left of this promise, blind."))
    return redirect("desk:coding", found.pk)
