"""The queue and one candidate of it: what waits, the page it came from, and the forms that decide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from marsad.desk.access import at_desk, who
from marsad.desk.archived import read_archived
from marsad.desk.forms import AcceptForm, DecisionForm, DeferForm, QueueForm, RejectForm
from marsad.desk.passage import (
    counted_words,
    dated_words,
    paragraphs,
    sentence_choices,
    statements,
)
from marsad.domain.reading import RUNGS, STANCES
from marsad.store.models import Candidate
from marsad.store.queries import desk as read
from marsad.store.queries import deskwork as deskwork_read
from marsad.store.queries import queue as queue_read
from marsad.store.queries.queue import QueueFilters
from marsad.store.queries.queue_groups import undecided_of
from marsad.store.queries.readings import read_amounts, read_dates


def asked_filters(request: HttpRequest) -> QueueFilters:
    """Return the filters in the address."""
    return QueueForm(request.GET).filters(who(request))


def asked_query(request: HttpRequest, but: str = "") -> str:
    """Return the filters as they go from page to page, without the page's number, and without the one that *but* names."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in QueueForm.base_fields or not kept[name] or name == but:
            del kept[name]
    return kept.urlencode()


def canonical_query(asked: QueryDict) -> str:
    """Return of *asked* what the queue understands, in one order, so that the same filter always has the same address."""
    kept = QueryDict(mutable=True)
    for name in sorted(QueueForm.base_fields):
        if value := asked.get(name):
            kept[name] = str(value)
    return kept.urlencode()


def page_number(request: HttpRequest) -> int:
    """Return the number of the page asked for, 1 where the address gives none."""
    number = request.GET.get("page", "")
    return int(number[:6]) if number.isascii() and number.isdecimal() else 1


def get_candidate(candidate_id: int) -> Candidate:
    """Return the candidate; raise Http404 where there is none."""
    try:
        return read.find_candidate(candidate_id)
    except Candidate.DoesNotExist as error:
        raise Http404(f"no candidate {candidate_id}") from error


def _forms_of(candidate: Candidate, bound: DecisionForm | None) -> dict[str, DecisionForm]:
    unbound: dict[str, DecisionForm] = {
        AcceptForm.kind: AcceptForm(initial={"stance": candidate.stance, "rung": candidate.rung}, auto_id="accept_%s"),
        RejectForm.kind: RejectForm(auto_id="reject_%s"),
        DeferForm.kind: DeferForm(auto_id="defer_%s"),
    }
    return unbound if bound is None else unbound | {bound.kind: bound}


def _decision(candidate: Candidate, bound: DecisionForm | None, *, may_decide: bool) -> dict[str, object]:
    page = read.candidate_page(candidate)
    document = candidate.document
    text, decisive, dates = document.text, candidate.decisive, read_dates(document)
    matched = (candidate.start, candidate.end)
    is_open = candidate.status in {Candidate.Status.WAITING, Candidate.Status.DEFERRED}
    return {
        "page": page,
        "candidate": candidate,
        "document": document,
        "promise": candidate.promise,
        "paragraphs": paragraphs(text, decisive, dates, matched),
        "has_two_marks": not (decisive[0] <= matched[0] and matched[1] <= decisive[1]),
        "deciding_words": text[slice(*decisive)],
        "dates": dated_words(text, dates),
        "amounts": counted_words(text, read_amounts(document)),
        "statements": statements(text, page.claims),
        "sentences": sentence_choices(text, decisive),
        "stances": STANCES[:3],
        "rungs": RUNGS,
        "forms": _forms_of(candidate, bound),
        "is_open": is_open,
        "has_forms": may_decide and (is_open or bound is not None),
    }


def show(
    request: HttpRequest,
    candidate: Candidate | None,
    *,
    is_overview: bool = False,
    bound: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the queue and *candidate* beside it; *bound* is a form that could not be carried out."""
    filters, today = asked_filters(request), timezone.localdate()
    number = page_number(request) if is_overview or candidate is None else queue_read.page_of(candidate, filters, today)
    queue = queue_read.queue_page(filters, today, number)
    if is_overview and candidate is None and queue.rows:
        candidate = get_candidate(queue.rows[0].candidate.pk)
    context: dict[str, object] = {
        "queue": queue,
        "filters": filters,
        "query": asked_query(request),
        "is_overview": is_overview,
        "counts": read.desk_counts(),
        "promises": queue_read.promise_choices(today),
        "sectors": queue_read.sector_choices(),
        "outlets": queue_read.outlet_choices(today),
        "all_stances": STANCES[:3],
        "person": who(request),
        "people": deskwork_read.reviewers(),
        "saved": deskwork_read.saved_filters(who(request)),
        "query_in_order": canonical_query(request.GET),
        "assignee": request.GET.get("assignee", ""),
    }
    if candidate is not None:
        context |= _decision(candidate, bound, may_decide=who(request).may_review) | {
            "taken": deskwork_read.taken_up([candidate])[candidate.pk],
            "undecided": undecided_of([candidate.document.story_id]).get(candidate.document.story_id, 0),
            "next_id": queue.beside(candidate, 1) or queue_read.following(candidate, filters, today),
            "previous_id": queue.beside(candidate, -1) or queue_read.preceding(candidate, filters, today),
        }
    return render(request, "desk/queue.html", context, status=status)


@at_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Answer with the queue; a wide screen shows its first candidate beside it."""
    return show(request, None, is_overview=True)


@at_desk
@require_safe
def candidate(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Answer with one candidate, the queue beside it."""
    return show(request, get_candidate(candidate_id))


@at_desk
@require_safe
def side(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Answer with a candidate's text, its archived page and its promise side by side."""
    found = get_candidate(candidate_id)
    context = _decision(found, None, may_decide=False)
    snapshot = found.document.snapshots.first()
    context |= {
        "snapshot": snapshot,
        "archived": read_archived(snapshot) if snapshot else None,
        "evidence": read.promise_page(found.promise.key).evidence[:20],
        "query": asked_query(request),
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/side.html", context)


@at_desk
@require_safe
def next_promise(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Lead to the best candidate of the next promise on which something waits."""
    found = get_candidate(candidate_id)
    following = queue_read.best_of_next_promise(found, asked_filters(request), timezone.localdate())
    query = asked_query(request, but="promise")
    address = reverse("desk:candidate", args=[following]) if following else reverse("desk:queue")
    return redirect(f"{address}?{query}" if query else address)
