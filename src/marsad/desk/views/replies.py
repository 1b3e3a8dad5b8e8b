"""The right of reply at the desk: who was asked, what came, our answer, publishing both. Each post is one newsroom call."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.desk.access import at_desk, for_act, for_reviewers, who
from marsad.desk.forms import refuse as put_refusal
from marsad.desk.reply_forms import (
    REPLY_STATES,
    AnswerReplyForm,
    AskForm,
    ConcludeForm,
    PlainForm,
    RefuseReplyForm,
    VerifyForm,
    verdict_choices,
)
from marsad.newsroom import answer_reply as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Promise, Reply, ReplyRequest
from marsad.store.queries import reply_desk as read
from marsad.store.queries.desk import desk_counts


@at_desk
@for_reviewers
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """Answer with replies and requests of one state, or of all."""
    today, status = timezone.localdate(), request.GET.get("status", "")
    status = status if status in read.STATES else ""
    counted = read.reply_counts(today)
    context = {
        "lines": read.list_replies(status, today),
        "status": status,
        "states": [(state, name, counted[state]) for state, name in REPLY_STATES.items()],
        "names": REPLY_STATES,
        "counts": desk_counts(),
        "shown": read.SHOWN,
    }
    return render(request, "desk/replies.html", context)


def _bodies() -> list[tuple[str, str]]:
    return [(body.key, body.name) for body in read.all_bodies()]


@at_desk
@for_act("reply.ask")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form that asks a body to reply, or ask it and show the code, this once."""
    promise = Promise.objects.everything().select_related("body", "government").filter(key=key).first()
    if promise is None:
        raise Http404(f"no promise {key}")
    verdicts = verdict_choices(read.verdicts_of(promise))
    given = request.GET.get("assessment", "")
    about = int(given[:12]) if given.isascii() and given.isdecimal() else verdicts[0][0] if verdicts else ""
    body = promise.body.key if promise.body else ""
    initial = {"days": newsroom.reply_days(), "body": body, "assessment": about}
    form = AskForm(_bodies(), verdicts, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = {name: value for name, value in form.cleaned_data.items() if name != "is_sure"}
        try:
            sent = newsroom.ask(promise, who(request), body_key=asked.pop("body"), assessment_id=asked.pop("assessment"), **asked)
        except Refusal as refusal:
            put_refusal(form, refusal)
        else:
            return _show_code(request, sent)
    page = {"form": form, "promise": promise, "counts": desk_counts()}
    return render(request, "desk/reply_ask.html", page, status=400 if form.errors else 200)


def _show_code(request: HttpRequest, sent: newsroom.Sent) -> HttpResponse:
    address = f"{settings.OPERATOR.base_url}{reverse('site:reply')}"
    page = {"asked": sent.request, "code": sent.code, "address": address, "counts": desk_counts()}
    return render(request, "desk/reply_asked.html", page)


@at_desk
@for_reviewers
@require_safe
def reply_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Answer with one request: when, to whom, by when, and what may be done with it."""
    return _request(request, request_id)


def _request(request: HttpRequest, request_id: int, form: PlainForm | None = None, status: int = 200) -> HttpResponse:
    try:
        asked = read.find_request(request_id)
    except ReplyRequest.DoesNotExist as error:
        raise Http404(f"no request {request_id}") from error
    today = timezone.localdate()
    page = {
        "asked": asked,
        "state": read.request_state(asked, today),
        "names": REPLY_STATES,
        "days": (asked.deadline_on - today).days,
        "is_over": asked.deadline_on < today,
        "form": form,
        "person": who(request),
        "counts": desk_counts(),
    }
    return render(request, "desk/reply_request.html", page, status=status)


def _act_on_request(request: HttpRequest, request_id: int, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        result = act()
    except ReplyRequest.DoesNotExist as error:
        raise Http404(f"no request {request_id}") from error
    except Refusal as refusal:
        form = PlainForm({})
        form.is_valid()
        put_refusal(form, refusal)
        return _request(request, request_id, form, 409)
    if isinstance(result, newsroom.Sent):
        return _show_code(request, result)
    messages.success(request, done)
    return redirect("desk:reply_request", request_id)


@at_desk
@for_act("reply.revoke")
@require_POST
def revoke(request: HttpRequest, request_id: int) -> HttpResponse:
    """Make the code open nothing any more."""
    done = gettext("The code opens nothing any more.")
    return _act_on_request(request, request_id, lambda: newsroom.revoke(request_id, who(request)), done)


@at_desk
@for_act("reply.renew")
@require_POST
def renew(request: HttpRequest, request_id: int) -> HttpResponse:
    """Make another code, and show it, this once."""
    return _act_on_request(request, request_id, lambda: newsroom.renew(request_id, who(request)), "")


@at_desk
@for_act("reply.silence")
@require_POST
def silence(request: HttpRequest, request_id: int) -> HttpResponse:
    """Publish that no reply had come by the day that was set."""
    done = gettext("Readers now see that no reply had come by the day.")
    return _act_on_request(request, request_id, lambda: newsroom.publish_silence(request_id, who(request)), done)


def _show(request: HttpRequest, reply_id: int, bound: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    try:
        reply = read.find_reply(reply_id)
    except Reply.DoesNotExist as error:
        raise Http404(f"no reply {reply_id}") from error
    verdicts = verdict_choices(read.verdicts_of(reply.promise))
    names = ("answer_ar", "answer_en", "effect")
    initial = {name: getattr(reply, name) for name in names} | {"followed_by": reply.followed_by_id or ""}
    body = reply.promise.body.key if reply.promise.body else ""
    unbound: dict[str, forms.Form] = {
        "verify": VerifyForm(_bodies(), initial={"body": body}, auto_id="verify_%s"),
        "refuse": RefuseReplyForm(auto_id="refuse_%s"),
        "answer": AnswerReplyForm(verdicts, initial=initial, auto_id="answer_%s"),
        "conclude": ConcludeForm(verdicts, auto_id="conclude_%s"),
    }
    state = read.state_of(reply)
    context = {
        "reply": reply,
        "state": state,
        "names": REPLY_STATES,
        "forms": unbound | (bound or {}),
        "waits_for_verification": reply.origin == Reply.Origin.FORM and reply.verified_at is None and state == "received",
        "is_own_answer": reply.answered_by_id == who(request).pk,
        "may_conclude": state == "published" and reply.effect == Reply.Effect.UNDER_REVIEW and reply.concluded_at is None,
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/reply.html", context, status=status)


@at_desk
@for_reviewers
@require_safe
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Answer with one reply, our answer, and what may be done next."""
    return _show(request, reply_id)


def _act(request: HttpRequest, reply_id: int, name: str, form: forms.Form, act: Callable[[], object], done: str) -> HttpResponse:
    status = 200
    if form.is_valid():
        try:
            act()
        except Reply.DoesNotExist as error:
            raise Http404(f"no reply {reply_id}") from error
        except Refusal as refusal:
            put_refusal(form, refusal, {"body_key": "body"})
            status = 200 if refusal.field else 409
        else:
            messages.success(request, done)
            return redirect("desk:reply", reply_id)
    return _show(request, reply_id, {name: form}, status)


@at_desk
@for_act("reply.verify")
@require_POST
def verify(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Say whom the reply is from, and how that was made sure."""
    form = VerifyForm(_bodies(), request.POST, auto_id="verify_%s")
    done = gettext("It counts now: write the answer.")
    return _act(
        request,
        reply_id,
        "verify",
        form,
        lambda: newsroom.verify(reply_id, who(request), body_key=form.cleaned_data["body"], how=form.cleaned_data["how"]),
        done,
    )


@at_desk
@for_act("reply.refuse")
@require_POST
def refuse(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Set aside a reply that is not what it says it is."""
    form = RefuseReplyForm(request.POST, auto_id="refuse_%s")
    done = gettext("Set aside; the sender reads why with the receipt.")
    return _act(request, reply_id, "refuse", form, lambda: newsroom.refuse(reply_id, who(request), **form.cleaned_data), done)


@at_desk
@for_act("reply.answer")
@require_POST
def answer(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Write our answer, and what the reply did to the verdict."""
    verdicts = verdict_choices(read.verdicts_of(_promise_of(reply_id)))
    form = AnswerReplyForm(verdicts, request.POST, auto_id="answer_%s")
    done = gettext("The answer is kept. An editor other than its author publishes both.")
    return _act(request, reply_id, "answer", form, lambda: newsroom.answer(reply_id, who(request), **form.cleaned_data), done)


@at_desk
@for_act("reply.conclude")
@require_POST
def conclude(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Publish what the review came to."""
    verdicts = verdict_choices(read.verdicts_of(_promise_of(reply_id), with_proposed=False))
    form = ConcludeForm(verdicts, request.POST, auto_id="conclude_%s")
    done = gettext("Readers now see what the review came to.")
    return _act(request, reply_id, "conclude", form, lambda: newsroom.conclude(reply_id, who(request), **form.cleaned_data), done)


@at_desk
@for_act("reply.publish")
@require_POST
def publish(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Publish the reply and our answer together."""
    form = PlainForm(request.POST)
    done = gettext("Readers now see the reply and our answer, side by side.")
    return _act(request, reply_id, "publish", form, lambda: newsroom.publish(reply_id, who(request)), done)


def _promise_of(reply_id: int) -> Promise:
    try:
        return read.find_reply(reply_id).promise
    except Reply.DoesNotExist as error:
        raise Http404(f"no reply {reply_id}") from error
