"""Do one act without a form of its own, and tell the reader what came of it: done, or why it was refused."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext

from marsad.desk.access import who
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person
from marsad.store.models.localised import tell_pair


def tell_refusal(request: HttpRequest, refusal: Refusal) -> None:
    """Tell on the next page why something was refused."""
    messages.error(request, tell_pair(refusal.ar, refusal.en))


def do(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Have *act* done and tell *done*, or why it was refused. Raises Http404 where its row is gone."""
    try:
        act()
    except ObjectDoesNotExist as error:
        raise Http404("no such row") from error
    except Refusal as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, done)


def take_back(
    request: HttpRequest, row_id: int, reopen: Callable[[int, Person], Model], *, page: str, done: str
) -> HttpResponseRedirect:
    """Have *reopen* take the decision on row *row_id* back, and lead to the *page* of the row that waits again."""
    back: list[Model] = []
    do(request, lambda: back.append(reopen(row_id, who(request))), done)
    return redirect(page, back[0].pk if back else row_id)


def take_last_back(
    request: HttpRequest, reopen_last: Callable[[Person], Model | None], *, page: str, room: str, done: str
) -> HttpResponseRedirect:
    """Have *reopen_last* take the reader's latest decision back; lead to its *page*, or to the *room* where there is none."""
    try:
        row = reopen_last(who(request))
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect(room)
    if row is None:
        messages.info(request, gettext("You have no decision to take back."))
        return redirect(room)
    messages.success(request, done)
    return redirect(page, row.pk)
