"""One find of a programme at a time: its words, where they stand, and the decision. Each post is one newsroom call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, for_reviewers, who
from marsad.desk.doing import take_back, take_last_back
from marsad.desk.exchange_forms import (
    AcceptProposalForm,
    DismissProposalForm,
    JoinProposalForm,
    ProposalForm,
    SplitProposalForm,
)
from marsad.desk.forms import refuse
from marsad.newsroom import exchange_decide as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import PromiseProposal
from marsad.store.queries import exchange_pages as read
from marsad.store.queries.desk import desk_counts


def _page(proposal_id: int) -> read.ProposalPage:
    try:
        return read.find_proposal(proposal_id)
    except PromiseProposal.DoesNotExist as error:
        raise Http404(f"no find {proposal_id}") from error


def _accept_form(row: PromiseProposal, typed: Any = None) -> AcceptProposalForm:
    sectors, bodies, promises = read.choices_of(row)
    initial = {
        "title_ar": row.title,
        "text_ar": row.text,
        "sector": row.sector.key if row.sector else "",
        "body": row.body.key if row.body else "",
        "deadline": row.deadline,
        "continues": row.like.key if row.like and row.like_kind == "earlier" else "",
    }
    return AcceptProposalForm(typed, initial=initial, sectors=sectors, bodies=bodies, promises=promises)


def _show(request: HttpRequest, page: read.ProposalPage, bound: ProposalForm | None = None, status: int = 200) -> HttpResponse:
    row = page.row
    forms: dict[str, ProposalForm] = {
        AcceptProposalForm.kind: _accept_form(row),
        DismissProposalForm.kind: DismissProposalForm(auto_id="dismiss_%s"),
        JoinProposalForm.kind: JoinProposalForm(auto_id="join_%s"),
        SplitProposalForm.kind: SplitProposalForm(initial={"parts": row.text}, auto_id="split_%s"),
    }
    context = {
        "page": page,
        "proposal": row,
        "file": row.file,
        "forms": forms if bound is None else forms | {bound.kind: bound},
        "is_open": row.status == PromiseProposal.Status.PROPOSED,
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/proposal.html", context, status=status)


@at_desk
@for_reviewers
@require_safe
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Answer with one find: its words in the programme, why it was found, and the forms that decide."""
    return _show(request, _page(proposal_id))


def _decide(
    request: HttpRequest,
    proposal_id: int,
    form: ProposalForm,
    verb: Callable[..., PromiseProposal],
    done: str,
    *,
    stays: bool = False,
    given: dict[str, Any] | None = None,
) -> HttpResponse:
    """Have the newsroom decide as *form* says; then go on to the next that waits, or, of a join or split, to what it made."""
    page = _page(proposal_id)
    status = 400
    if form.is_valid():
        try:
            row = verb(proposal_id, who(request), **(given or form.cleaned_data))
        except Refusal as refusal:
            refuse(form, refusal)
            status = 200
        else:
            messages.success(request, done, extra_tags=f"proposal-{proposal_id}")
            if stays:
                return redirect("desk:proposal", row.pk)
            return redirect("desk:proposal", page.following) if page.following else redirect("desk:programme_file", row.file_id)
    return _show(request, page, form, status)


@at_desk
@for_editors
@require_POST
def accept(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Make a promise of it, shown to readers or a draft."""
    form = _accept_form(_page(proposal_id).row, request.POST)
    is_draft = request.POST.get("act") == "draft"
    done = gettext("Kept as a draft; readers do not see it.") if is_draft else gettext("Accepted: readers now see this promise.")
    given = {"wording": form.wording(), "is_draft": is_draft} if form.is_valid() else {}
    return _decide(request, proposal_id, form, newsroom.accept, done, given=given)


@at_desk
@for_reviewers
@require_POST
def dismiss(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Put aside what is no promise."""
    form = DismissProposalForm(request.POST, auto_id="dismiss_%s")
    return _decide(request, proposal_id, form, newsroom.dismiss, gettext("Dismissed: no promise."))


@at_desk
@for_reviewers
@require_POST
def join(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Join it with a neighbour."""
    form = JoinProposalForm(request.POST, auto_id="join_%s")
    return _decide(request, proposal_id, form, newsroom.join, gettext("The two were joined."), stays=True)


@at_desk
@for_reviewers
@require_POST
def split(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Cut it in two."""
    form = SplitProposalForm(request.POST, auto_id="split_%s")
    return _decide(request, proposal_id, form, newsroom.split, gettext("It was split in two; this is the first."), stays=True)


@at_desk
@for_reviewers
@require_POST
def reopen(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Take the decision on it back and show what it was decided on."""
    done = gettext("The decision was taken back; it waits again.")
    return take_back(request, proposal_id, newsroom.reopen, page="desk:proposal", done=done)


@at_desk
@for_reviewers
@require_POST
def reopen_last(request: HttpRequest) -> HttpResponse:
    """Take the reader's latest decision on a find back and show it."""
    done = gettext("The decision was taken back; it waits again.")
    return take_last_back(request, newsroom.reopen_last, page="desk:proposal", room="desk:exchange", done=done)
