"""Information from the public: read it, take it up, answer it, make evidence of it, close it. Its files are never served."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, who
from marsad.desk.forms import AnswerForm, CloseForm, SubmissionEvidenceForm, refuse
from marsad.desk.names import SUBMISSION_STATES
from marsad.domain.reading import RUNGS, STANCES
from marsad.newsroom import answer as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Submission
from marsad.store.queries import desk as read


@at_desk
@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """Answer with what the public sent, of one state or of all."""
    status = request.GET.get("status", "")
    status = status if status in Submission.Status.values else ""
    counted = read.submission_counts()
    context = {
        "submissions": read.submissions(status),
        "status": status,
        "states": [(state, name, counted[state]) for state, name in SUBMISSION_STATES.items()],
        "counts": read.desk_counts(),
        "shown": read.SHOWN,
    }
    return render(request, "desk/submissions.html", context)


def _show(
    request: HttpRequest, submission_id: int, bound: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    try:
        submission = read.find_submission(submission_id)
    except Submission.DoesNotExist as error:
        raise Http404(f"no submission {submission_id}") from error
    unbound: dict[str, forms.Form] = {
        "answer": AnswerForm(initial={"answer": submission.answer}, auto_id="answer_%s"),
        "close": CloseForm(auto_id="close_%s"),
        "evidence": SubmissionEvidenceForm(auto_id="evidence_%s"),
    }
    context = {
        "submission": submission,
        "forms": unbound | (bound or {}),
        "is_closed": submission.status == Submission.Status.CLOSED,
        "stances": STANCES[:3],
        "rungs": RUNGS,
        "counts": read.desk_counts(),
    }
    return render(request, "desk/submission.html", context, status=status)


@at_desk
@require_safe
def submission(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Answer with one submission and what may be done with it."""
    return _show(request, submission_id)


def _act(
    request: HttpRequest, submission_id: int, name: str, form: forms.Form, act: Callable[[], object], done: str
) -> HttpResponse:
    status = 200
    if form.is_valid():
        try:
            act()
        except Submission.DoesNotExist as error:
            raise Http404(f"no submission {submission_id}") from error
        except Refusal as refusal:
            refuse(form, refusal)
            status = 200 if refusal.field else 409
        else:
            messages.success(request, done)
            return redirect("desk:submission", submission_id)
    return _show(request, submission_id, {name: form}, status)


@at_desk
@require_POST
def check(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Take the submission up for checking."""
    form = forms.Form(request.POST)
    return _act(
        request,
        submission_id,
        "check",
        form,
        lambda: newsroom.check(submission_id, who(request)),
        gettext("You are checking it."),
    )


@at_desk
@require_POST
def answer(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Write what the sender reads with the receipt code."""
    form = AnswerForm(request.POST, auto_id="answer_%s")
    return _act(
        request,
        submission_id,
        "answer",
        form,
        lambda: newsroom.answer(submission_id, who(request), text=form.cleaned_data["answer"]),
        gettext("The sender will read your answer with the receipt code."),
    )


@at_desk
@require_POST
def close(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Close the submission with a reason."""
    form = CloseForm(request.POST, auto_id="close_%s")
    return _act(
        request,
        submission_id,
        "close",
        form,
        lambda: newsroom.close(submission_id, who(request), reason=form.cleaned_data["reason"]),
        gettext("Closed."),
    )


@at_desk
@require_POST
def evidence(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Make evidence of words in the submission."""
    form = SubmissionEvidenceForm(request.POST, auto_id="evidence_%s")
    return _act(
        request,
        submission_id,
        "evidence",
        form,
        lambda: newsroom.accept_submission(submission_id, who(request), **form.cleaned_data),
        gettext("Accepted as evidence."),
    )
