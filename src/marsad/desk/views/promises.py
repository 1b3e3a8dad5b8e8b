"""Promises at the desk: what is known of each, and the form that proposes a verdict on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from marsad.desk.access import at_desk, who
from marsad.desk.forms import ProposalForm, refuse
from marsad.domain.codebook import Codebook
from marsad.domain.rules import Finding
from marsad.newsroom.assess import examine_proposal, propose
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Promise
from marsad.store.queries import desk as read
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
    fields = ("verdict", "outlook", "effective_on", "is_closing", "summary_ar", "summary_en", "reasons_ar")
    picked = list(returned.evidence.values_list("pk", flat=True))
    return {name: getattr(returned, name) for name in fields} | {"evidence": picked}


def _show(
    request: HttpRequest,
    page: PromisePage,
    codebook: Codebook | None,
    form: ProposalForm | None,
    findings: tuple[Finding, ...] | None = None,
) -> HttpResponse:
    context = {
        "page": page,
        "promise": page.promise,
        "codebook": codebook,
        "form": form,
        "findings": findings,
        "is_blocked": any(finding.level == "block" for finding in findings or ()),
        "counts": read.desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/promise.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a promise; a POST has the rules look at a verdict (act=check) or proposes it (act=propose)."""
    try:
        page = read.promise_page(key)
    except Promise.DoesNotExist as error:
        raise Http404(f"no promise {key}") from error
    codebook = read.codebook_in_force()
    if codebook is None:
        return _show(request, page, None, None)
    evidence_ids = [item.pk for item in page.evidence]
    if request.method != "POST":
        return _show(request, page, codebook, ProposalForm(codebook, evidence_ids, initial=_initial(request, page)))
    is_check = request.POST.get("act") != "propose"
    form = ProposalForm(codebook, evidence_ids, request.POST, is_check=is_check)
    if not is_check:
        return _propose(request, page, codebook, form)
    return _check(request, page, codebook, form)


def _check(request: HttpRequest, page: PromisePage, codebook: Codebook, form: ProposalForm) -> HttpResponse:
    form.is_valid()
    asked = form.cleaned_data
    if "verdict" not in asked or "effective_on" not in asked or "evidence" not in asked:
        return _show(request, page, codebook, form)
    try:
        findings = examine_proposal(
            page.promise,
            verdict=asked["verdict"],
            effective_on=asked["effective_on"],
            evidence_ids=asked["evidence"],
            is_closing=asked["is_closing"],
            author=who(request).username,
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, page, codebook, form)
    return _show(request, page, codebook, form, tuple(findings))


def _propose(request: HttpRequest, page: PromisePage, codebook: Codebook, form: ProposalForm) -> HttpResponse:
    findings: tuple[Finding, ...] | None = None
    if form.is_valid():
        asked = dict(form.cleaned_data)
        evidence_ids = asked.pop("evidence")
        try:
            assessment = propose(page.promise, who(request), evidence_ids=evidence_ids, **asked)
        except Blocked as blocked:
            findings = blocked.findings
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Proposed. It is published once a second person has read it."))
            return redirect("desk:assessment", assessment.pk)
    return _show(request, page, codebook, form, findings)
