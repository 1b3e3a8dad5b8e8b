"""Blind coding at the desk: what waits for the reader, a round as they may see it, and what they do in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.desk.access import at_desk, for_coders, for_editors, who
from marsad.desk.coding_forms import CodingForm, EndForm, VerdictForm
from marsad.desk.doing import do
from marsad.desk.forms import refuse
from marsad.domain.rules import Finding
from marsad.newsroom import coding_outcome as outcome
from marsad.newsroom.assess import examine_proposal
from marsad.newsroom.coding import hand_in, take_back
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import CodingRound
from marsad.store.models.localised import tell_pair
from marsad.store.queries import codings as read
from marsad.store.queries.codings import RoundPage
from marsad.store.queries.desk import desk_counts


@at_desk
@require_safe
def codings(request: HttpRequest) -> HttpResponse:
    """Answer with the rounds that wait for the reader, and what became of theirs."""
    context = {"page": read.codings_page(who(request)), "counts": desk_counts(), "person": who(request)}
    return render(request, "desk/codings.html", context)


def _find(round_id: int) -> CodingRound:
    try:
        return read.find_round(round_id)
    except CodingRound.DoesNotExist as error:
        raise Http404(f"no round {round_id}") from error


def _may_code(page: RoundPage) -> bool:
    return page.round.status == CodingRound.Status.OPEN and page.own is None and not page.barred


def _may_decide(page: RoundPage, request: HttpRequest) -> bool:
    is_open = page.round.status == CodingRound.Status.DISPUTED
    return is_open and who(request).is_editor and page.own is None


def _form(page: RoundPage, request: HttpRequest) -> VerdictForm | None:
    """Return the empty form that the page offers the reader, if it offers one."""
    ids = [item.pk for item in page.evidence]
    if _may_code(page):
        return CodingForm(page.codebook, ids)
    if _may_decide(page, request):
        start = request.GET.get("take", "")
        taken = next((one for one in page.codings if str(one.coding.place) == start), None)
        return VerdictForm(page.codebook, ids, initial=_taken(taken) if taken else {})
    return None


def _taken(one: read.ReadCoding) -> dict[str, Any]:
    """Return what a decision starts from that takes one of the two codings: all but the reasons, which are the third's."""
    row = one.coding
    kept = {"verdict": row.verdict, "cause": row.cause, "outlook": row.outlook, "evidence": list(one.picked)}
    return kept | {"summary_ar": row.summary_ar, "summary_en": row.summary_en}


def _stopped(page: RoundPage) -> tuple[tuple[Finding, ...] | None, str]:
    """Return what stops an agreed round without an assessment: the findings of the rules, or words."""
    if page.round.status != CodingRound.Status.AGREED or (page.assessment and page.assessment.status != "returned"):
        return None, ""
    found = outcome.examine_round(page.round)
    return (None, tell_pair(found.ar, found.en)) if isinstance(found, Refusal) else (tuple(found), "")


def _show(
    request: HttpRequest,
    page: RoundPage,
    *,
    form: VerdictForm | None = None,
    end_form: EndForm | None = None,
    findings: tuple[Finding, ...] | None = None,
    status: int = 200,
) -> HttpResponse:
    person, stop = who(request), _stopped(page)
    shown = form or _form(page, request)
    is_standing = page.assessment is not None and page.assessment.status != "returned"
    context = {
        "page": page,
        "round": page.round,
        "promise": page.round.promise,
        "codebook": page.codebook,
        "form": shown,
        "is_kept": shown is not None and not _may_code(page) and not _may_decide(page, request),
        "may_decide": _may_decide(page, request),
        "findings": findings,
        "is_blocked": any(finding.level == "block" for finding in findings or ()),
        "stopped": stop[0],
        "stopped_words": stop[1],
        "end_form": end_form or EndForm(auto_id="end_%s"),
        "may_end": (person.is_editor or page.round.opened_by_id == person.pk)
        and page.round.status not in {"abandoned", "recoded"}
        and not is_standing,
        "may_choose": person.is_editor and page.own is None and page.assessment and page.assessment.status == "proposed",
        "decision": page.codebook.verdict(page.assessment.verdict)
        if page.assessment is not None and page.assessment.is_adjudicated
        else None,
        "waiting": read.codings_page(person, 2).waiting if page.own is not None else (),
        "counts": desk_counts(),
        "person": person,
    }
    return render(request, "desk/coding.html", context, status=status)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def coding(request: HttpRequest, round_id: int) -> HttpResponse:
    """Answer with a round; a POST has the rules look at the reader's coding (act=check) or hands it in (act=hand_in)."""
    page = read.round_page(_find(round_id), who(request))
    if request.method != "POST":
        return _show(request, page)
    return _hand_in(request, page)


@for_coders
def _hand_in(request: HttpRequest, page: RoundPage) -> HttpResponse:
    is_check = request.POST.get("act") != "hand_in"
    form = CodingForm(page.codebook, [item.pk for item in page.evidence], request.POST, is_check=is_check)
    if is_check or not form.is_valid():
        return _show(request, page, form=form, findings=_check(request, page, form) if is_check else None)
    try:
        hand_in(page.round.pk, who(request), **form.act())
    except Refusal as refusal:
        refuse(form, refusal)
        page = read.round_page(_find(page.round.pk), who(request))
        return _show(request, page, form=form, status=200 if refusal.field else 409)
    messages.success(request, gettext("Handed in. It is not edited any more."))
    return redirect("desk:coding", page.round.pk)


def _check(request: HttpRequest, page: RoundPage, form: CodingForm) -> tuple[Finding, ...] | None:
    form.is_valid()
    asked = form.cleaned_data
    if "verdict" not in asked or "evidence" not in asked:
        return None
    try:
        found = examine_proposal(
            page.round.promise,
            verdict=asked["verdict"],
            cause=asked.get("cause", ""),
            effective_on=page.round.effective_on,
            evidence_ids=asked["evidence"],
            is_closing=page.round.is_closing,
            codebook=page.codebook,
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return None
    return tuple(finding for finding in found if finding.code != "single-coding")  # the other coding is still to come


@at_desk
@for_editors
@require_POST
def adjudicate(request: HttpRequest, round_id: int) -> HttpResponse:
    """Decide between two codings that differ, as a third."""
    page = read.round_page(_find(round_id), who(request))
    form = VerdictForm(page.codebook, [item.pk for item in page.evidence], request.POST)
    if not form.is_valid():
        return _show(request, page, form=form)
    try:
        assessment = outcome.adjudicate(round_id, who(request), **form.act())
    except Blocked as blocked:
        return _show(request, page, form=form, findings=blocked.findings)
    except Refusal as refusal:
        refuse(form, refusal)
        page = read.round_page(_find(round_id), who(request))
        return _show(request, page, form=form, status=200 if refusal.field else 409)
    messages.success(request, gettext("Decided. Your reasons stand on record."))
    return redirect("desk:assessment", assessment.pk)


def _do(request: HttpRequest, round_id: int, verb: Callable[[], object], told: str) -> HttpResponse:
    """Do *verb* and go back to the round, with what it did or why it could not be done."""
    _find(round_id)
    do(request, verb, told)
    return redirect("desk:coding", round_id)


@at_desk
@for_coders
@require_POST
def retake(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take the reader's own coding back, while no other is in."""
    told = gettext("Taken back. Code it again when you are ready.")
    return _do(request, round_id, lambda: take_back(round_id, who(request)), told)


@at_desk
@for_coders
@require_POST
def propose(request: HttpRequest, round_id: int) -> HttpResponse:
    """Lay the assessment of an agreed round down once more; or (act=despite) let it wait for a chief editor despite a rule."""
    despite = request.POST.get("act") == "despite" and who(request).is_editor
    told = gettext("Proposed. An editor who coded neither publishes it.")
    return _do(request, round_id, lambda: outcome.propose_agreed(round_id, who(request), despite_rules=despite), told)


@at_desk
@for_editors
@require_POST
def words(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose whose words the assessment of an agreed round speaks in."""
    asked = request.POST.get("coding", "")
    chosen = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 15 else 0
    told = gettext("The assessment speaks in these words now.")
    return _do(request, round_id, lambda: outcome.choose_words(round_id, who(request), coding_id=chosen), told)


@at_desk
@for_coders
@require_POST
def end(request: HttpRequest, round_id: int) -> HttpResponse:
    """End a round with the reason (act=end), or open another in its place (act=reopen)."""
    page, form = read.round_page(_find(round_id), who(request)), EndForm(request.POST, auto_id="end_%s")
    if not form.is_valid():
        return _show(request, page, end_form=form)
    verb = outcome.reopen if request.POST.get("act") == "reopen" else outcome.abandon
    try:
        found = verb(round_id, who(request), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        refuse(form, refusal)
        page = read.round_page(_find(round_id), who(request))
        return _show(request, page, end_form=form, status=200 if refusal.field else 409)
    is_new = found.pk != round_id
    messages.success(request, gettext("A new round is open.") if is_new else gettext("The round is over."))
    return redirect("desk:coding", found.pk)
