"""Join the desk by an invitation: the one page of the desk that opens without signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marsad.desk.forms import refuse
from marsad.desk.people_forms import JoinForm
from marsad.newsroom import invitations
from marsad.newsroom.invitations import ClosedError, PasswordRefusal
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Invitation
from marsad.store.models.localised import tell_pair


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the link opens; on post, use it, and sign the person in."""
    try:
        invitation = invitations.look_up(code)
    except ClosedError as closed:
        return render(request, "account/link_closed.html", {"why": tell_pair(closed.ar, closed.en)}, status=410)
    if request.user.is_authenticated:
        return render(request, "account/link_for_another.html", status=409)
    is_back = invitation.kind == Invitation.Kind.RESET
    form = JoinForm(request.POST or None, is_back=is_back)
    if request.method == "POST" and form.is_valid():
        answer = _use(request, code, form)
        if answer is not None:
            return answer
    return render(request, "account/join.html", {"form": form, "invitation": invitation, "is_back": is_back})


def _use(request: HttpRequest, code: str, form: JoinForm) -> HttpResponse | None:
    asked: dict[str, Any] = form.cleaned_data
    try:
        person = invitations.accept(code, username=asked.get("username", ""), password=asked["password"])
    except ClosedError:
        return redirect(request.get_full_path())
    except PasswordRefusal as weak:
        for message in weak.messages:
            form.add_error("password", message)
        return None
    except Refusal as refusal:
        refuse(form, refusal)
        return None
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url="/desk/"))
    # They have just proved who they are: setting up the second factor need not ask for the password again.
    record_authentication(request, person, method="password", reauthenticated=True)
    return answer
