"""The right of reply: the list of replies, the pages on which a body replies, and its receipt. Writes by newsroom.reply alone."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marsad.newsroom import reply as newsroom
from marsad.newsroom.reply import Refusal
from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.site.reply_forms import CodeForm, PublicReplyForm, ReplyForm, ReplyReceiptForm
from marsad.store.models import Promise, ReplyRequest
from marsad.store.models.localised import tell_pair
from marsad.store.queries.public import read_promise
from marsad.store.queries.replies import list_replies, read_asked


def _caller(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _refuse(form: forms.Form, refusal: Refusal) -> None:
    field = "attachments" if refusal.field == "files" else refusal.field
    form.add_error(field if field in form.fields else None, tell_pair(refusal.ar, refusal.en))


@kept_as_rendered
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """Answer with every reply and our answers, today or as known on a day."""
    known_on = known_day(request)
    found = list_replies(known_on, page=request.GET.get("page", "1"))
    return render(request, "site/replies.html", {"page": found, "known_on": known_on, "today": timezone.localdate()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_request(request: HttpRequest) -> HttpResponse:
    """Ask for the code; show what it opens; keep the reply. The code travels in bodies of requests, never in an address."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/reply_open.html", {"form": form}, status=400 if form.errors else 200)
    code = form.cleaned_data["code"]
    try:
        asked = newsroom.open_request(code, _caller(request))
    except Refusal as refusal:
        _refuse(form, refusal)
        return render(request, "site/reply_open.html", {"form": form}, status=404)
    if request.POST.get("act") != "send":
        return _form(request, ReplyForm(), asked.promise, asked, code)
    reply = ReplyForm(request.POST, request.FILES)
    return _send(
        request,
        reply,
        lambda: newsroom.reply_by_code(code, reply.words(), files=reply.cleaned_data["attachments"], caller=_caller(request)),
        asked.promise,
        asked,
        code,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def public_form(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form by which a body replies unasked, or keep what it sent."""
    promise = read_promise(key)
    if promise is None:
        raise Http404("no such promise")
    if request.method != "POST":
        return _form(request, PublicReplyForm(), promise)
    reply = PublicReplyForm(request.POST, request.FILES)
    return _send(
        request,
        reply,
        lambda: newsroom.reply_by_form(
            key,
            reply.cleaned_data["body_told"],
            reply.words(),
            files=reply.cleaned_data["attachments"],
            caller=_caller(request),
        ),
        promise,
    )


def _send(
    request: HttpRequest,
    form: ReplyForm,
    send: Callable[[], str],
    promise: Promise,
    asked: ReplyRequest | None = None,
    code: str = "",
) -> HttpResponse:
    if form.is_valid():
        try:
            receipt = send()
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return render(request, "site/reply_received.html", {"promise": promise, "code": receipt, "is_asked": asked})
    return _form(request, form, promise, asked, code, status=400)


def _form(
    request: HttpRequest,
    form: ReplyForm,
    promise: Promise,
    asked: ReplyRequest | None = None,
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    page = {
        "form": form,
        "promise": promise,
        "asked": read_asked(asked) if asked else None,
        "code": code,
        "upload_mb": settings.OPERATOR.upload_mb,
        "has_files": bool(request.FILES),
    }
    return render(request, "site/reply_form.html", page, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Show where a reply stands to whoever holds its receipt, and take it back where they ask for that."""
    form = ReplyReceiptForm(request.POST or None)
    state, is_unknown, is_done = None, False, False
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            if request.POST.get("act") == "withdraw":
                newsroom.withdraw(asked["code"], reason=asked["reason"], caller=_caller(request))
                is_done = True
            state = newsroom.look_up(asked["code"], _caller(request))
        except Refusal as refusal:
            _refuse(form, refusal)
            if refusal.field == "reason":
                state = newsroom.look_up(asked["code"], _caller(request))
        else:
            is_unknown = state is None
    page = {"form": form, "state": state, "is_unknown": is_unknown, "is_done": is_done}
    status = 404 if is_unknown else 400 if form.errors else 200
    return render(request, "site/reply_receipt.html", page, status=status)
