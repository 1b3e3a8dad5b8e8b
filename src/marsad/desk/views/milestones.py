"""Milestones: the list by day, one of them with its quotes, and the decision. Each post is one newsroom call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.doing import take_back, take_last_back
from marsad.desk.forms import refuse
from marsad.desk.milestone_forms import (
    MILESTONE_STATES,
    DismissMilestoneForm,
    MeetForm,
    MilestoneForm,
    MilestonesForm,
    MissForm,
    PostponeForm,
    WordingForm,
)
from marsad.newsroom import milestones as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import MilestoneRow
from marsad.store.queries import milestones as read
from marsad.store.queries.desk import desk_counts

_Status = MilestoneRow.Status


@at_desk
@require_safe
def milestones(request: HttpRequest) -> HttpResponse:
    """Answer with the milestones asked for, by day: those that passed without evidence first."""
    asked = MilestonesForm(request.GET).filters()
    counts = read.milestone_counts()
    context = {
        "found": read.list_milestones(asked, timezone.localdate()),
        "asked": asked,
        "states": [
            (read.OPEN, gettext("Open"), counts[read.OPEN]),
            *((key, name, counts[key]) for key, name in MILESTONE_STATES.items()),
        ],
        "promises": read.promises_with_milestones(),
        "counts": desk_counts(),
        "shown": read.SHOWN,
    }
    return render(request, "desk/milestones.html", context)


def _show(request: HttpRequest, milestone_id: int, bound: MilestoneForm | None = None, status: int = 200) -> HttpResponse:
    try:
        page = read.find_milestone(milestone_id, timezone.localdate())
    except MilestoneRow.DoesNotExist as error:
        raise Http404(f"no milestone {milestone_id}") from error
    row = page.row
    forms: dict[str, MilestoneForm] = {
        WordingForm.kind: WordingForm(initial={"what_ar": row.what_ar, "what_en": row.what_en}, auto_id="confirm_%s"),
        DismissMilestoneForm.kind: DismissMilestoneForm(auto_id="dismiss_%s"),
        MeetForm.kind: MeetForm(auto_id="meet_%s"),
        MissForm.kind: MissForm(auto_id="miss_%s"),
        PostponeForm.kind: PostponeForm(auto_id="postpone_%s"),
    }
    context = {
        "page": page,
        "milestone": row,
        "promise": row.promise,
        "forms": forms if bound is None else forms | {bound.kind: bound},
        "is_open": row.status in {_Status.PROPOSED, _Status.CONFIRMED},
        "is_told": row.status == _Status.CONFIRMED,
        "may_close": row.status in {_Status.CONFIRMED, _Status.MISSED},
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/milestone.html", context, status=status)


@at_desk
@require_safe
def milestone(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Answer with one milestone: what, when, who said so, and the forms that decide."""
    return _show(request, milestone_id)


def _decide(
    request: HttpRequest, milestone_id: int, form: MilestoneForm, act: Callable[..., Any], done: str, *, goes_on: bool = False
) -> HttpResponse:
    status = 200
    if form.is_valid():
        arguments = form.act() if isinstance(form, MissForm) else form.cleaned_data
        try:
            act(milestone_id, who(request), **arguments)
        except MilestoneRow.DoesNotExist as error:
            raise Http404(f"no milestone {milestone_id}") from error
        except Refusal as refusal:
            refuse(form, refusal)
            status = 200 if refusal.field else 409
        else:
            messages.success(request, done, extra_tags="" if act is newsroom.reword else f"milestone-{milestone_id}")
            return _go(milestone_id) if goes_on else redirect("desk:milestone", milestone_id)
    return _show(request, milestone_id, form, status)


def _go(milestone_id: int) -> HttpResponse:
    """Go on to the next open milestone, or to the list where there is none."""
    page = read.find_milestone(milestone_id, timezone.localdate())
    number = page.following or page.preceding
    return redirect("desk:milestone", number) if number else redirect("desk:milestones")


@at_desk
@for_editors
@require_POST
def confirm(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Show the milestone to readers."""
    form = WordingForm(request.POST, auto_id="confirm_%s")
    done = gettext("Readers now see this milestone, and the public ledger tells of it.")
    return _decide(request, milestone_id, form, newsroom.confirm, done, goes_on=True)


@at_desk
@require_POST
def reword(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Keep another wording."""
    form = WordingForm(request.POST, auto_id="confirm_%s")
    return _decide(request, milestone_id, form, newsroom.reword, gettext("The wording was kept."))


@at_desk
@require_POST
def dismiss(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Put aside what is no milestone."""
    form = DismissMilestoneForm(request.POST, auto_id="dismiss_%s")
    return _decide(request, milestone_id, form, newsroom.dismiss, gettext("Dismissed: no milestone."), goes_on=True)


@at_desk
@for_editors
@require_POST
def meet(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Say that it was done."""
    form = MeetForm(request.POST, auto_id="meet_%s")
    return _decide(request, milestone_id, form, newsroom.meet, gettext("Readers are told that it was met."))


@at_desk
@for_editors
@require_POST
def miss(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Say that the day passed without evidence."""
    form = MissForm(request.POST, auto_id="miss_%s")
    return _decide(request, milestone_id, form, newsroom.miss, gettext("Readers are told that the day passed without evidence."))


@at_desk
@for_editors
@require_POST
def postpone(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Say that another milestone took its place."""
    form = PostponeForm(request.POST, auto_id="postpone_%s")
    return _decide(request, milestone_id, form, newsroom.postpone, gettext("Readers are told that it was put off."))


@at_desk
@require_POST
def reopen(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Take the latest decision on one milestone back and show it."""
    return take_back(
        request,
        milestone_id,
        newsroom.reopen,
        page="desk:milestone",
        done=gettext("The decision on the milestone was taken back."),
    )


@at_desk
@require_POST
def reopen_last(request: HttpRequest) -> HttpResponse:
    """Take the reader's latest decision on a milestone back and show it."""
    done = gettext("The decision on the milestone was taken back.")
    return take_last_back(request, newsroom.reopen_last, page="desk:milestone", room="desk:milestones", done=done)
