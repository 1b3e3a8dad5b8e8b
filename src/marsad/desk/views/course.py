"""The later course of a published verdict: correct it, withdraw it. Each waits for a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.course_forms import CorrectForm, WithdrawForm
from marsad.desk.doing import tell_refusal
from marsad.desk.forms import refuse
from marsad.domain.rules import Finding
from marsad.newsroom.correct import examine_correction, propose_correction
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.newsroom.withdraw import ask, confirm, drop, foresee
from marsad.store.models import Assessment
from marsad.store.queries import desk as read
from marsad.store.queries.corrections import corrected_by, judged_row, withdrawal_of
from marsad.store.queries.desk import Judged
from marsad.store.queries.newsroom import read_codebook

_PUBLIC = {Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED}


def _get(assessment_id: int) -> Judged:
    try:
        return read.find_assessment(assessment_id)
    except Assessment.DoesNotExist as error:
        raise Http404(f"no assessment {assessment_id}") from error


def _show_correction(
    request: HttpRequest,
    judged: Judged,
    page: read.PromisePage,
    form: CorrectForm,
    findings: tuple[Finding, ...] | None = None,
) -> HttpResponse:
    row = judged.assessment
    corrections = corrected_by(row)
    context = {
        "judged": judged,
        "assessment": row,
        "promise": row.promise,
        "codebook": read_codebook(row.codebook),
        "page": page,
        "form": form,
        "findings": findings,
        "is_blocked": any(finding.level == "block" for finding in findings or ()),
        "can_correct": row.status in _PUBLIC and not corrections,
        "corrections": corrections,
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/correct.html", context)


@at_desk
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Answer with the form of a correction; a POST has the rules look at it (act=check) or proposes it (act=propose)."""
    judged = _get(assessment_id)
    codebook = read_codebook(judged.assessment.codebook)
    page = read.promise_page(judged.assessment.promise.key)
    evidence = [item.pk for item in page.evidence]
    if request.method != "POST":
        form = CorrectForm(codebook, evidence, initial=CorrectForm.start(judged.assessment))
        return _show_correction(request, judged, page, form)
    form, findings = CorrectForm(codebook, evidence, request.POST), None
    if form.is_valid():
        try:
            if request.POST.get("act") != "propose":
                found = examine_correction(assessment_id, who(request), form.told(), form.mended())
                return _show_correction(request, judged, page, form, tuple(found))
            correction = propose_correction(assessment_id, who(request), form.told(), form.mended())
        except Blocked as blocked:
            findings = blocked.findings
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Proposed. Readers see the correction once a second editor has published it."))
            return redirect("desk:assessment", correction.mended_by_id)
    return _show_correction(request, judged, page, form, findings)


def _show_withdrawal(request: HttpRequest, judged: Judged, form: WithdrawForm, status: int = 200) -> HttpResponse:
    row = judged.assessment
    foreseen = foresee(row) if row.status in _PUBLIC else None
    context = {
        "judged": judged,
        "assessment": row,
        "promise": row.promise,
        "foreseen": foreseen,
        "gone": [judged_row(one) for one in foreseen.gone] if foreseen else [],
        "stands": judged_row(foreseen.stands) if foreseen and foreseen.stands else None,
        "withdrawal": withdrawal_of(row),
        "form": form,
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/withdraw.html", context, status=status)


@at_desk
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Answer with what a withdrawal would do; a POST asks for it (act=ask), confirms it (act=confirm) or drops it (act=drop)."""
    judged = _get(assessment_id)
    if request.method != "POST":
        return _show_withdrawal(request, judged, WithdrawForm())
    act = request.POST.get("act")
    form = WithdrawForm(request.POST) if act not in {"confirm", "drop"} else WithdrawForm()
    try:
        if act == "confirm":
            confirm(assessment_id, who(request))
            messages.success(request, gettext("Withdrawn, and written into the public ledger with its reason."))
            return redirect("desk:assessment", assessment_id)
        if act == "drop":
            drop(assessment_id, who(request))
            messages.success(request, gettext("The withdrawal was dropped; the verdict stays as it is."))
            return redirect("desk:assessment", assessment_id)
        if form.is_valid():
            ask(assessment_id, who(request), **form.cleaned_data)
            messages.success(request, gettext("Asked. Readers see nothing of it until another editor confirms."))
            return redirect("desk:withdraw", assessment_id)
    except Refusal as refusal:
        if act in {"confirm", "drop"}:
            tell_refusal(request, refusal)
            return _show_withdrawal(request, _get(assessment_id), WithdrawForm(), status=409)
        refuse(form, refusal)
    return _show_withdrawal(request, judged, form)
