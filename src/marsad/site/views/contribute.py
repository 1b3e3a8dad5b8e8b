"""What the public sends: the form below a promise, the receipt, and what became of it. Writes by newsroom.submit alone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marsad.newsroom.submit import SubmissionRefused, look_up, submit
from marsad.site.forms import ContributionForm, ReceiptForm
from marsad.store.models.localised import tell_pair
from marsad.store.queries.public import read_promise


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form, or keep what was sent and show its receipt code, this once."""
    promise = read_promise(key)
    if promise is None:
        raise Http404("no such promise")
    form = ContributionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            code = submit(
                promise_key=key,
                text=sent["text"],
                contact=sent["contact"],
                has_consented=sent["consent"],
                files=sent["attachments"],
                caller=request.META.get("REMOTE_ADDR", ""),
            )
        except SubmissionRefused as refused:
            field = "attachments" if refused.field == "files" else refused.field
            form.add_error(field if field in form.fields else None, tell_pair(refused.ar, refused.en))
        else:
            return render(request, "site/received.html", {"promise": promise, "code": code})
    status = 400 if form.is_bound and form.errors else 200
    page = {"promise": promise, "form": form, "upload_mb": settings.OPERATOR.upload_mb}
    return render(request, "site/contribute.html", page, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Show where a submission stands to whoever holds its code; the code travels in the body, never in an address."""
    form = ReceiptForm(request.POST or None)
    state = None
    if request.method == "POST" and form.is_valid():
        try:
            state = look_up(form.cleaned_data["code"], request.META.get("REMOTE_ADDR", ""))
        except SubmissionRefused as refused:
            form.add_error("code", tell_pair(refused.ar, refused.en))
        is_unknown = state is None and not form.errors
    else:
        is_unknown = False
    status = 404 if is_unknown else 400 if form.errors else 200
    return render(request, "site/receipt.html", {"form": form, "state": state, "is_unknown": is_unknown}, status=status)
