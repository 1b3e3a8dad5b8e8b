"""Conflicts between sources: the list, one of them with both quotes, and the decision. Each post is one newsroom call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.doing import take_back, take_last_back
from marsad.desk.forms import ConflictForm, ConflictsForm, DismissForm, ExplainForm, NoteForm, ResolveForm, refuse
from marsad.desk.names import CONFLICT_KIND_NAMES, CONFLICT_RULES, CONFLICT_STATES
from marsad.newsroom import disputes
from marsad.newsroom.refusal import Refusal
from marsad.store.models import ConflictRow
from marsad.store.queries import conflicts as read
from marsad.store.queries.desk import desk_counts


@at_desk
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """Answer with the conflicts asked for; without a state, with those that are open."""
    asked = ConflictsForm(request.GET).filters()
    counts = read.conflict_counts()
    context = {
        "conflicts": read.list_conflicts(asked),
        "asked": asked,
        "states": [(status, name, counts[status]) for status, name in CONFLICT_STATES.items()],
        "kinds": CONFLICT_KIND_NAMES.items(),
        "promises": read.promises_in_conflict(),
        "counts": desk_counts(),
        "shown": read.SHOWN,
        "is_editor": who(request).is_editor,
    }
    return render(request, "desk/conflicts.html", context)


def _show(request: HttpRequest, conflict_id: int, bound: ConflictForm | None = None, status: int = 200) -> HttpResponse:
    try:
        page = read.find_conflict(conflict_id)
    except ConflictRow.DoesNotExist as error:
        raise Http404(f"no conflict {conflict_id}") from error
    row = page.row
    told = {"explanation_ar": row.explanation_ar, "explanation_en": row.explanation_en}
    forms: dict[str, ConflictForm] = {
        ExplainForm.kind: ExplainForm(initial=told, auto_id="explain_%s"),
        ResolveForm.kind: ResolveForm(auto_id="resolve_%s"),
        DismissForm.kind: DismissForm(auto_id="dismiss_%s"),
    }
    context = {
        "page": page,
        "rule": CONFLICT_RULES[row.kind],
        "conflict": row,
        "promise": row.promise,
        "forms": forms if bound is None else forms | {bound.kind: bound},
        "is_open": row.status in {ConflictRow.Status.OPEN, ConflictRow.Status.EXPLAINED},
        "is_told": row.status == ConflictRow.Status.EXPLAINED,
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/conflict.html", context, status=status)


@at_desk
@require_safe
def conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Answer with both quotes side by side, the machine's reason and the forms that decide."""
    return _show(request, conflict_id)


def _decide(request: HttpRequest, conflict_id: int, form: ConflictForm, act: Callable[..., Any], done: str) -> HttpResponse:
    status = 200
    if form.is_valid():
        try:
            act(conflict_id, who(request), **form.cleaned_data)
        except ConflictRow.DoesNotExist as error:
            raise Http404(f"no conflict {conflict_id}") from error
        except Refusal as refusal:
            refuse(form, refusal)
            status = 200 if refusal.field else 409
        else:
            messages.success(request, done, extra_tags=f"reopen-{conflict_id}")
            return _go(request, conflict_id)
    return _show(request, conflict_id, form, status)


def _go(request: HttpRequest, conflict_id: int) -> HttpResponseRedirect:
    """Go on to the next open conflict, or to the list where there is none."""
    page = read.find_conflict(conflict_id)
    number = page.following or page.preceding
    return redirect(reverse("desk:conflict", args=[number]) if number else reverse("desk:conflicts"))


@at_desk
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Answer with the accepted evidence of a promise, or note that two pieces of it conflict."""
    key = request.POST.get("promise") or request.GET.get("promise", "")
    form, status = NoteForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        try:
            row = disputes.note(key, who(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
            status = 200 if refusal.field else 409
        else:
            messages.success(request, gettext("Noted. Readers see it once you have explained it."))
            return redirect("desk:conflict", row.pk)
    context = {
        "form": form,
        "asked": key,
        "promises": read.promises_with_evidence(),
        "evidence": read.quoted_evidence(key),
        "kinds": [(kind, name, CONFLICT_RULES[kind][0]) for kind, name in CONFLICT_KIND_NAMES.items()],
        "counts": desk_counts(),
    }
    return render(request, "desk/conflict_note.html", context, status=status)


@at_desk
@for_editors
@require_POST
def explain(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Publish the conflict to readers with an explanation."""
    form = ExplainForm(request.POST, auto_id="explain_%s")
    done = gettext("Readers now see this dispute, and the public ledger tells of it.")
    return _decide(request, conflict_id, form, disputes.explain, done)


@at_desk
@for_editors
@require_POST
def resolve(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Close the conflict as settled."""
    form = ResolveForm(request.POST, auto_id="resolve_%s")
    return _decide(request, conflict_id, form, disputes.resolve, gettext("Closed as settled."))


@at_desk
@require_POST
def dismiss(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Close what is no conflict."""
    form = DismissForm(request.POST, auto_id="dismiss_%s")
    return _decide(request, conflict_id, form, disputes.dismiss, gettext("Dismissed: no conflict."))


@at_desk
@require_POST
def reopen(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Take the decision on one conflict back and show it."""
    return take_back(
        request,
        conflict_id,
        disputes.reopen,
        page="desk:conflict",
        done=gettext("The decision was taken back; the conflict is open again."),
    )


@at_desk
@require_POST
def reopen_last(request: HttpRequest) -> HttpResponse:
    """Take the reader's latest decision on a conflict back and show it."""
    done = gettext("The decision was taken back; the conflict is open again.")
    return take_last_back(request, disputes.reopen_last, page="desk:conflict", room="desk:conflicts", done=done)
