"""The queue by promise, by sector and by story, and the rejection of a story whole, seen before it is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_reviewers, who
from marsad.desk.deskwork_forms import RejectStoryForm
from marsad.desk.doing import do
from marsad.desk.forms import refuse
from marsad.desk.views.deskwork import asked_since
from marsad.desk.views.queue import asked_filters, asked_query, page_number
from marsad.newsroom import review
from marsad.newsroom.refusal import Refusal
from marsad.store.queries import queue_groups
from marsad.store.queries.desk import desk_counts
from marsad.store.queries.deskwork import find_work, reviewers

_VIEWS = ("promise", "sector", "story")


@at_desk
@for_reviewers
@require_safe
def groups(request: HttpRequest, by: str) -> HttpResponse:
    """Answer with the queue gathered by promise, sector or story, under the filters of the address."""
    if by not in _VIEWS:
        raise Http404(f"no view by {by}")
    filters, today = asked_filters(request), timezone.localdate()
    context: dict[str, object] = {
        "by": by,
        "query": asked_query(request),
        "counts": desk_counts(),
        "people": reviewers(),
        "person": who(request),
    }
    if by == "promise":
        context["groups"] = queue_groups.by_promise(filters, today)
    elif by == "sector":
        context["groups"] = queue_groups.by_sector(filters, today)
    else:
        context["stories"] = queue_groups.by_story(filters, today, page_number(request))
    return render(request, "desk/groups.html", context)


def _require(story_id: int) -> None:
    if find_work("story", str(story_id)) is None:
        raise Http404(f"no story {story_id}")


def _show(request: HttpRequest, story_id: int, form: RejectStoryForm | None = None, status: int = 200) -> HttpResponse:
    candidates = queue_groups.undecided_candidates(story_id)
    context = {
        "story_id": story_id,
        "candidates": candidates,
        "form": form or RejectStoryForm(auto_id="reject_%s"),
        "query": asked_query(request),
        "counts": desk_counts(),
        "people": reviewers(),
        "person": who(request),
    }
    return render(request, "desk/story.html", context, status=status)


@at_desk
@for_reviewers
@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Answer with all that is undecided of a story: what a rejection of the whole would reject."""
    _require(story_id)
    return _show(request, story_id)


@at_desk
@for_reviewers
@require_POST
def reject(request: HttpRequest, story_id: int) -> HttpResponse:
    """Reject all that is undecided of a story as one act."""
    _require(story_id)
    form = RejectStoryForm(request.POST, auto_id="reject_%s")
    if form.is_valid():
        try:
            rejected = review.reject_story(story_id, who(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
            return _show(request, story_id, form, 200 if refusal.field else 409)
        count = len(rejected)
        told = ngettext("%(n)d candidate of the story rejected.", "%(n)d candidates of the story rejected.", count)
        moment = rejected[0].decided_at
        messages.success(request, told % {"n": count}, extra_tags=f"undo-story-{story_id}-{moment.isoformat()}" if moment else "")
        query = asked_query(request)
        return redirect("/desk/" + (f"?{query}" if query else ""))
    return _show(request, story_id, form)


@at_desk
@for_reviewers
@require_POST
def undo(request: HttpRequest, story_id: int) -> HttpResponse:
    """Take this person's rejection of a story back, the one of the moment that the form names."""
    _require(story_id)
    moment = asked_since(request)
    if moment is None:
        return HttpResponseBadRequest("no moment")
    done = gettext("The decision is taken back; what was rejected waits again.")
    do(request, lambda: review.undo_story(story_id, who(request), decided_at=moment), done)
    return redirect("desk:story", story_id)
