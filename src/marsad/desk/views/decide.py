"""Decisions on candidates: accept, reject, defer, and taking one back. Each is one newsroom call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from marsad.desk.access import at_desk, who
from marsad.desk.doing import do, tell_refusal
from marsad.desk.forms import AcceptForm, DecisionForm, DeferForm, RejectForm, refuse
from marsad.desk.views.queue import asked_filters, asked_query, get_candidate, show
from marsad.newsroom import review
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Candidate
from marsad.store.queries.queue import following

_FIELDS = {"quote": "sentence"}


def _go(request: HttpRequest, candidate_id: int | None) -> HttpResponseRedirect:
    address = reverse("desk:candidate", args=[candidate_id]) if candidate_id else reverse("desk:queue")
    query = asked_query(request)
    return redirect(f"{address}?{query}" if query else address)


def _decide(request: HttpRequest, candidate: Candidate, form: DecisionForm, act: Callable[..., Any], done: str) -> HttpResponse:
    status = 200
    if form.is_valid():
        try:
            act(candidate.pk, who(request), **form.act())
        except Refusal as refusal:
            refuse(form, refusal, _FIELDS)
            status = 200 if refusal.field else 409
        else:
            onward = f" promise-{candidate.promise.key}" if isinstance(form, AcceptForm) else ""
            told = done % {"title": Truncator(candidate.document).chars(90)}
            messages.success(request, told, extra_tags=f"undo-{candidate.pk}{onward}")
            return _go(request, following(candidate, asked_filters(request), timezone.localdate()))
    return show(request, get_candidate(candidate.pk), bound=form, status=status)


@at_desk
@require_POST
def accept(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Accept the candidate as evidence and go on to the next."""
    form = AcceptForm(request.POST, auto_id="accept_%s")
    return _decide(request, get_candidate(candidate_id), form, review.accept, gettext("Accepted as evidence: %(title)s"))


@at_desk
@require_POST
def reject(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Reject the candidate and go on to the next."""
    form = RejectForm(request.POST, auto_id="reject_%s")
    return _decide(request, get_candidate(candidate_id), form, review.reject, gettext("Rejected: %(title)s"))


@at_desk
@require_POST
def defer(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Put the candidate off and go on to the next."""
    form = DeferForm(request.POST, auto_id="defer_%s")
    return _decide(request, get_candidate(candidate_id), form, review.defer, gettext("Deferred: %(title)s"))


@at_desk
@require_POST
def undo(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Take the decision on one candidate back and show it."""
    candidate = get_candidate(candidate_id)
    done = gettext("The decision is taken back; the candidate waits again.")
    do(request, lambda: review.undo(candidate.pk, who(request)), done)
    return _go(request, candidate_id)


@at_desk
@require_POST
def undo_last(request: HttpRequest) -> HttpResponse:
    """Take this person's latest decision back and show its candidate."""
    try:
        candidate = review.undo_last(who(request))
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return _go(request, None)
    if candidate is None:
        messages.info(request, gettext("You have no decision to take back."))
        return _go(request, None)
    messages.success(request, gettext("The decision is taken back; the candidate waits again."))
    return _go(request, candidate.pk)
