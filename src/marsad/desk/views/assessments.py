"""Assessments that wait for a second person: read them, publish them, or give them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.forms import PublishForm, ReturnForm, refuse
from marsad.desk.override_form import OverrideForm, asks_override, may_override
from marsad.desk.views.deskwork import changed_meanwhile
from marsad.domain.rules import Finding
from marsad.newsroom.publish import examine_assessment, publish, return_to_author
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Act, Assessment
from marsad.store.queries import desk as read
from marsad.store.queries.coders import coders_of
from marsad.store.queries.desk import Judged
from marsad.store.queries.newsroom import read_codebook


@at_desk
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """Answer with what waits for a second person, and what was given back to the reader."""
    context = {
        "proposals": read.proposals(),
        "returned": read.returned_to(who(request)),
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/assessments.html", context)


def _get(assessment_id: int) -> Judged:
    try:
        return read.find_assessment(assessment_id)
    except Assessment.DoesNotExist as error:
        raise Http404(f"no assessment {assessment_id}") from error


def _findings(judged: Judged, request: HttpRequest) -> tuple[Finding, ...]:
    if judged.assessment.status != Assessment.Status.PROPOSED:
        return ()
    return tuple(examine_assessment(judged.assessment, who(request) if who(request).is_editor else None))


def _is_own(judged: Judged, request: HttpRequest) -> bool:
    """Return whether the reader wrote it and so may not publish it; who decided between two coders may, by the codebook."""
    row = judged.assessment
    is_theirs = row.author_id == who(request).pk
    return is_theirs and not (row.is_adjudicated and read_codebook(row.codebook).adjudicator_publishes)


def _show(
    request: HttpRequest,
    judged: Judged,
    *,
    publish_form: PublishForm | None = None,
    return_form: ReturnForm | None = None,
    override_form: OverrideForm | None = None,
    changes: tuple[Act, ...] = (),
    status: int = 200,
) -> HttpResponse:
    findings = _findings(judged, request)
    if override_form is None and who(request).is_chief and may_override(findings):
        override_form = OverrideForm(findings, auto_id="override_%s")
    context = {
        "judged": judged,
        "assessment": judged.assessment,
        "promise": judged.assessment.promise,
        "findings": findings,
        "is_blocked": any(finding.level == "block" for finding in findings),
        "is_open": judged.assessment.status == Assessment.Status.PROPOSED,
        "is_own": _is_own(judged, request),
        "is_coder": who(request).username in coders_of(judged.assessment),
        "publish_form": publish_form or PublishForm(auto_id="publish_%s"),
        "return_form": return_form or ReturnForm(auto_id="return_%s"),
        "override_form": override_form,
        "can_be_overridden": may_override(findings),
        "changes": changes,
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/assessment.html", context, status=status)


@at_desk
@require_safe
def assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Answer with everything that a second person needs."""
    return _show(request, _get(assessment_id))


@at_desk
@for_editors
@require_POST
def second(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Publish the assessment as its second person; a chief editor may set rules aside in the same act."""
    if asks_override(request.POST):
        return _override(request, assessment_id)
    judged, form, status = _get(assessment_id), PublishForm(request.POST, auto_id="publish_%s"), 200
    if changes := changed_meanwhile(request, judged.assessment.promise_id):
        return _show(request, judged, publish_form=form, changes=changes, status=409)
    if form.is_valid():
        try:
            publish(assessment_id, who(request))
        except Blocked as blocked:
            refuse(form, blocked)
        except Refusal as refusal:
            refuse(form, refusal)
            status = 409
        else:
            messages.success(request, gettext("Published, and written into the public ledger."))
            return redirect("desk:assessment", assessment_id)
    return _show(request, _get(assessment_id) if status == 409 else judged, publish_form=form, status=status)


def _override(request: HttpRequest, assessment_id: int) -> HttpResponse:
    judged = _get(assessment_id)
    form = OverrideForm(_findings(judged, request), request.POST, auto_id="override_%s")
    if form.is_valid():
        try:
            publish(assessment_id, who(request), overrides=form.overrides())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Published against the rules; your reasons stand beside the verdict."))
            return redirect("desk:assessment", assessment_id)
    return _show(request, _get(assessment_id), override_form=form)


@at_desk
@for_editors
@require_POST
def send_back(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Give the assessment back to its author with a reason."""
    judged, form = _get(assessment_id), ReturnForm(request.POST, auto_id="return_%s")
    if form.is_valid():
        try:
            return_to_author(assessment_id, who(request), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            refuse(form, refusal)
            return _show(request, _get(assessment_id), return_form=form, status=200 if refusal.field else 409)
        messages.success(request, gettext("Returned to its author."))
        return redirect("desk:assessments")
    return _show(request, judged, return_form=form)
