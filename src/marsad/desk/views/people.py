"""People: one's own account and sessions; for who looks after people, everybody's access."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_act, who
from marsad.desk.doing import do, tell_refusal
from marsad.desk.forms import refuse
from marsad.desk.people_forms import InviteForm, LeaveForm, RenameForm, RoleForm
from marsad.domain.roles import may_grant
from marsad.newsroom import invitations, people, sessions
from marsad.newsroom.invitations import Given
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person
from marsad.store.models.localised import tell_pair
from marsad.store.queries import acts as acts_read
from marsad.store.queries import people as read
from marsad.store.queries.desk import desk_counts


def sensitive(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard a view further: who last proved who they are too long ago does so again, and the act then goes on."""
    guarded: Callable[..., HttpResponse] = reauthentication_required(view)
    return guarded


# ── One's own ──
@at_desk
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Answer with the reader's own account: role, second factor, open sessions, latest acts."""
    person = who(request)
    context = {
        "person": person,
        "has_factor": read.has_second_factor(person),
        "is_factor_required": settings.MFA_REQUIRED,
        "sessions": read.open_sessions(person),
        "session_key": request.session.session_key,
        "acts": acts_read.read_acts(acts_read.Asked(), of=person, most=8).acts,
        "counts": desk_counts(),
    }
    return render(request, "desk/people.html", context)


@at_desk
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of the reader's own sessions."""
    do(request, lambda: sessions.end_one(session_id, who(request)), gettext("That session is over."))
    return redirect("desk:people")


@at_desk
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of the reader but this one."""
    sessions.end_others(who(request), but=request.session.session_key or "")
    messages.success(request, gettext("Every other session of yours is over."))
    return redirect("desk:people")


# ── Everybody's ──
def _show_team(request: HttpRequest, *, form: forms.Form | None = None, given: Given | None = None) -> HttpResponse:
    here, gone = read.members()
    context = {
        "person": who(request),
        "here": here,
        "gone": gone,
        "invitations": read.open_invitations(timezone.now()),
        "now": timezone.now(),
        "form": form or InviteForm(who(request), initial={"role": "monitor"}),
        "given": given,
        "link": _link(request, given) if given else "",
        "counts": desk_counts(),
    }
    return render(request, "desk/people_team.html", context)


def _link(request: HttpRequest, given: Given) -> str:
    return request.build_absolute_uri(reverse("desk:join", args=[given.code]))


@at_desk
@for_act("person.invite")
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Answer with everybody at the desk, the open invitations, and a form for another."""
    return _show_team(request)


@at_desk
@for_act("person.invite")
@require_POST
@sensitive
def invite(request: HttpRequest) -> HttpResponse:
    """Give out a link, and show it this once."""
    form, given = InviteForm(who(request), request.POST), None
    if form.is_valid():
        try:
            given = invitations.invite(form.cleaned_data["name"], who(request), role=form.cleaned_data["role"])
        except Refusal as refusal:
            refuse(form, refusal)
    return _show_team(request, form=None if given else form, given=given)


@at_desk
@for_act("person.invite")
@require_POST
@sensitive
def invite_anew(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Give out another link for an invitation, and show it this once."""
    try:
        return _show_team(request, given=invitations.give_anew(invitation_id, who(request)))
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect("desk:team")


@at_desk
@for_act("person.revoke")
@require_POST
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    do(request, lambda: invitations.revoke(invitation_id, who(request)), gettext("The link opens nothing any more."))
    return redirect("desk:team")


def _show_member(
    request: HttpRequest, person_id: int, *, bound: forms.Form | None = None, given: Given | None = None, error: str = ""
) -> HttpResponse:
    try:
        member = read.find_member(person_id)
    except Person.DoesNotExist as missing:
        raise Http404(f"no person {person_id}") from missing
    of, by = member.person, who(request)
    context = {
        "member": member,
        "of": of,
        "person": by,
        "is_self": of.pk == by.pk,
        "may_change": of.pk != by.pk and may_grant(by.role, of.role),
        "role_form": bound if isinstance(bound, RoleForm) else RoleForm(by, initial={"role": of.role}, auto_id="role_%s"),
        "rename_form": bound
        if isinstance(bound, RenameForm)
        else RenameForm(initial={"name": of.display_name}, auto_id="name_%s"),
        "leave_form": bound if isinstance(bound, LeaveForm) else LeaveForm(auto_id="leave_%s"),
        "sessions": read.open_sessions(of),
        "acts": acts_read.read_acts(acts_read.Asked(), of=of, most=8).acts,
        "given": given,
        "link": _link(request, given) if given else "",
        "error": error,
        "counts": desk_counts(),
    }
    return render(request, "desk/people_member.html", context, status=409 if error else 200)


@at_desk
@for_act("person.invite")
@require_safe
def member(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with one person: role, name, sessions, latest acts, and what can be done about their access."""
    return _show_member(request, person_id)


def _change(
    request: HttpRequest, person_id: int, form: forms.Form | None, act: Callable[..., object], done: str, **told: Any
) -> HttpResponse:
    if form is not None and not form.is_valid():
        return _show_member(request, person_id, bound=form)
    asked = {name: form.cleaned_data[name] for name in told} if form is not None else {}
    try:
        act(person_id, who(request), **asked)
    except Refusal as refusal:
        return _show_member(request, person_id, error=tell_pair(refusal.ar, refusal.en))
    messages.success(request, done)
    return redirect("desk:member", person_id)


@at_desk
@for_act("person.role")
@require_POST
@sensitive
def change_role(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a person another role."""
    form = RoleForm(who(request), request.POST, auto_id="role_%s")
    return _change(request, person_id, form, people.change_role, gettext("The role is changed; they sign in anew."), role=True)


@at_desk
@for_act("person.rename")
@require_POST
@sensitive
def rename(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change the name that stands beside what a person did."""
    form = RenameForm(request.POST, auto_id="name_%s")
    return _change(request, person_id, form, people.rename, gettext("The name is changed."), name=True)


@at_desk
@for_act("person.leave")
@require_POST
@sensitive
def leave(request: HttpRequest, person_id: int) -> HttpResponse:
    """End a person's access at once."""
    form = LeaveForm(request.POST, auto_id="leave_%s")
    return _change(request, person_id, form, people.leave, gettext("Their access is over; what they did stays."))


@at_desk
@for_act("person.sessions")
@require_POST
@sensitive
def sign_out(request: HttpRequest, person_id: int) -> HttpResponse:
    """End every session of a person, who may sign in again."""
    return _change(request, person_id, None, people.end_sessions, gettext("Every session of theirs is over."))


@at_desk
@for_act("person.factors")
@require_POST
@sensitive
def forget_factors(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take away a second factor that a person lost."""
    return _change(request, person_id, None, people.forget_factors, gettext("Their second factor is gone; they set up another."))


@at_desk
@for_act("person.reset")
@require_POST
@sensitive
def reset(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give out a link by which a person comes back, and show it this once."""
    try:
        return _show_member(request, person_id, given=invitations.invite_back(person_id, who(request)))
    except Refusal as refusal:
        return _show_member(request, person_id, error=tell_pair(refusal.ar, refusal.en))
