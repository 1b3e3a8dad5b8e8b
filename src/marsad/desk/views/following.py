"""Followers and channels, for the operator: how many follow, what is posted to, what did not go."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_act, who
from marsad.desk.doing import do
from marsad.desk.following_forms import ChannelForm
from marsad.desk.forms import refuse
from marsad.newsroom import channels
from marsad.newsroom.follow import is_by_mail
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person
from marsad.store.queries import following as read
from marsad.store.queries.desk import desk_counts

_ACTS: dict[str, Callable[[int, Person], object]] = {
    "pause": channels.pause,
    "resume": channels.resume,
    "end": channels.end,
    "test": channels.try_out,
}


def _show(request: HttpRequest, form: ChannelForm | None = None) -> HttpResponse:
    found = [(channel, channels.secret_of(channel)) for channel in read.list_channels()]
    context = {
        "person": who(request),
        "numbers": read.count_followers(),
        "channels": found,
        "troubled": read.list_troubled(),
        "shown": read.SHOWN,
        "form": form or ChannelForm(),
        "is_by_mail": is_by_mail(),
        "counts": desk_counts(),
    }
    return render(request, "desk/following.html", context, status=400 if form else 200)


@at_desk
@for_act("channel.add")
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Answer with how many follow, the channels, and what did not go."""
    return _show(request)


@at_desk
@for_act("channel.add")
@require_POST
def add_channel(request: HttpRequest) -> HttpResponse:
    """Add a channel."""
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    try:
        channels.add(by=who(request), **form.cleaned_data)
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, form)
    return redirect("desk:following")


@at_desk
@for_act("channel.add")
@require_POST
def channel_act(request: HttpRequest, channel_id: int, act: str) -> HttpResponse:
    """Pause, resume, test or end a channel."""
    if act not in _ACTS:
        raise Http404("no such act")
    done = {
        "pause": gettext("Nothing is posted there until you resume it; what is published meanwhile waits."),
        "resume": gettext("It is posted to again, from where it stopped."),
        "end": gettext("It is ended; nothing is posted there any more."),
        "test": gettext("A test is on its way; what comes of it shows below, if it fails."),
    }[act]
    do(request, lambda: _ACTS[act](channel_id, who(request)), done)
    return redirect("desk:following")


@at_desk
@for_act("delivery.again")
@require_POST
def send_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Have a message tried again."""
    do(request, lambda: channels.send_again(delivery_id, who(request)), gettext("It is tried again."))
    return redirect("desk:following")
