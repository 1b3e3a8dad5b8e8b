"""Promises at the desk: what is known of each, and the rounds of blind coding in which it is judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_coders, who
from marsad.desk.coding_forms import OpenRoundForm
from marsad.desk.forms import refuse
from marsad.newsroom.coding import open_round
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Promise
from marsad.store.queries import desk as read
from marsad.store.queries.codings import rounds_of
from marsad.store.queries.desk import PromisePage


@at_desk
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Answer with every promise and what waits on it."""
    words = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    lines = read.promise_lines(timezone.localdate(), words)
    return render(request, "desk/promises.html", {"lines": lines, "words": words, "counts": read.desk_counts()})


def _initial(request: HttpRequest, page: PromisePage) -> dict[str, Any]:
    start = request.GET.get("from", "")
    returned = read.returned_proposal(int(start[:12]), page.promise) if start.isascii() and start.isdecimal() else None
    if returned is None:
        return {"effective_on": timezone.localdate()}
    return {"effective_on": returned.effective_on, "is_closing": returned.is_closing}


def _get(key: str) -> PromisePage:
    try:
        return read.promise_page(key)
    except Promise.DoesNotExist as error:
        raise Http404(f"no promise {key}") from error


def _show(request: HttpRequest, page: PromisePage, form: OpenRoundForm, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "promise": page.promise,
        "codebook": read.codebook_in_force(),
        "form": form,
        "rounds": rounds_of(page.promise, who(request)),
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/promise.html", context, status=status)


@at_desk
@require_safe
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a promise: its evidence, its rounds of coding and its verdicts."""
    page = _get(key)
    return _show(request, page, OpenRoundForm(initial=_initial(request, page)))


@at_desk
@for_coders
@require_POST
def open_coding(request: HttpRequest, key: str) -> HttpResponse:
    """Open a round of blind coding on a promise, and lead to it."""
    page, form = _get(key), OpenRoundForm(request.POST)
    if form.is_valid():
        try:
            found = open_round(page.promise, who(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("The round is open. Two people code it, neither seeing what the other finds."))
            return redirect("desk:coding", found.pk)
    return _show(request, page, form)
