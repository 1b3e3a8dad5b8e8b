"""Series: the list, a new one by hand, one with its points and chart, and the decision. Each post is one newsroom call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.doing import take_back, take_last_back
from marsad.desk.forms import refuse
from marsad.desk.series_forms import WAITING, ChoiceForm, DismissSeriesForm, MakeForm, SeriesForm, SeriesListForm, WithdrawForm
from marsad.desk.series_names import SERIES_STATES
from marsad.newsroom import series as newsroom
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Promise, SeriesRow
from marsad.store.queries import series as read
from marsad.store.queries.desk import desk_counts


@at_desk
@require_safe
def all_series(request: HttpRequest) -> HttpResponse:
    """Answer with the series asked for; without a state, with those that ask for a decision."""
    asked = SeriesListForm(request.GET).filters()
    counts, menu = read.series_counts(), desk_counts()
    states = [(WAITING, gettext("to decide"), menu.series)]
    states += [(status, str(SERIES_STATES[status]), counts[status]) for status in list(SERIES_STATES)[1:]]
    context = {
        "rows": read.list_series(asked),
        "asked": asked,
        "states": states,
        "promises": read.promises_in_series(),
        "counts": menu,
        "shown": read.SHOWN,
    }
    return render(request, "desk/series_list.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Answer with the form for a series by hand, or make it and go there."""
    form = MakeForm(request.POST) if request.method == "POST" else MakeForm(initial={"promise": request.GET.get("promise", "")})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            promise = Promise.objects.everything().get(key=asked["promise"])
            row = newsroom.make(promise, who(request), unit=asked["unit"], about=asked["about"])
        except Promise.DoesNotExist:
            form.add_error("promise", gettext("Choose a promise."))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Made. Choose its points, and name it."))
            return redirect("desk:series", row.pk)
    context = {"form": form, "promises": read.all_promises(), "counts": desk_counts()}
    return render(request, "desk/series_new.html", context)


def _find(series_id: int) -> read.SeriesPage:
    try:
        return read.find_series(series_id)
    except SeriesRow.DoesNotExist as error:
        raise Http404(f"no series {series_id}") from error


def _choice(page: read.SeriesPage, request: HttpRequest | None = None) -> ChoiceForm:
    ids = [line.row.pk for line in page.points]
    told = {"title_ar": page.row.title_ar, "title_en": page.row.title_en}
    return ChoiceForm(ids, request.POST) if request is not None else ChoiceForm(ids, initial=told)


def _show(
    request: HttpRequest, page: read.SeriesPage, bound: SeriesForm | None = None, status: int = 200, *, is_preview: bool = False
) -> HttpResponse:
    row = page.row
    forms: dict[str, SeriesForm] = {
        ChoiceForm.kind: _choice(page),
        WithdrawForm.kind: WithdrawForm(auto_id="withdraw_%s"),
        DismissSeriesForm.kind: DismissSeriesForm(auto_id="dismiss_%s"),
    }
    choice = bound if isinstance(bound, ChoiceForm) else None
    ticked = choice.ticked if choice else {point.pk for point in page.picked}
    context = {
        "page": page,
        "series": row,
        "promise": row.promise,
        "forms": forms if bound is None else forms | {bound.kind: bound},
        "ticked": ticked,
        "drawn": [line.row for line in page.points if line.row.pk in ticked],
        "is_preview": is_preview,
        "is_open": row.status in {SeriesRow.Status.PROPOSED, SeriesRow.Status.PUBLISHED},
        "is_told": row.status == SeriesRow.Status.PUBLISHED,
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/series.html", context, status=status)


@at_desk
@require_safe
def one_series(request: HttpRequest, series_id: int) -> HttpResponse:
    """Answer with one series: its chart, its points with their quotes, and the forms that decide."""
    return _show(request, _find(series_id))


@at_desk
@require_POST
def preview(request: HttpRequest, series_id: int) -> HttpResponse:
    """Answer with the chart as the ticked points would make it; nothing is kept."""
    page = _find(series_id)
    return _show(request, page, _choice(page, request), is_preview=True)


def _decide(
    request: HttpRequest, page: read.SeriesPage, form: SeriesForm, act: Callable[..., Any], done: str, *, stay: bool = False
) -> HttpResponse:
    status = 200
    if form.is_valid():
        try:
            act(page.row.pk, who(request), **form.cleaned_data)
        except SeriesRow.DoesNotExist as error:  # the machine dropped it since it was read
            raise Http404(f"no series {page.row.pk}") from error
        except Refusal as refusal:
            refuse(form, refusal)
            status = 200 if refusal.field else 409
        else:
            messages.success(request, done, extra_tags="" if stay else f"series-{page.row.pk}")
            return redirect("desk:series", page.row.pk) if stay else _go(page)
    return _show(request, page, form, status)


def _go(page: read.SeriesPage) -> HttpResponseRedirect:
    """Go on to the next series that asks for a decision, or to the list where there is none."""
    number = page.following or page.preceding
    return redirect(reverse("desk:series", args=[number]) if number else reverse("desk:all_series"))


@at_desk
@require_POST
def keep(request: HttpRequest, series_id: int) -> HttpResponse:
    """Keep what was chosen and typed, without publishing."""
    page = _find(series_id)
    return _decide(
        request, page, _choice(page, request), newsroom.keep, gettext("Kept; readers see nothing of it yet."), stay=True
    )


@at_desk
@for_editors
@require_POST
def publish(request: HttpRequest, series_id: int) -> HttpResponse:
    """Publish the chosen points to readers."""
    page = _find(series_id)
    done = gettext("Readers now see this series, and the public ledger tells of it.")
    return _decide(request, page, _choice(page, request), newsroom.publish, done)


@at_desk
@for_editors
@require_POST
def withdraw(request: HttpRequest, series_id: int) -> HttpResponse:
    """Take the series from readers."""
    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    return _decide(request, _find(series_id), form, newsroom.withdraw, gettext("Withdrawn: readers see it no longer."))


@at_desk
@require_POST
def dismiss(request: HttpRequest, series_id: int) -> HttpResponse:
    """Close what is no series."""
    form = DismissSeriesForm(request.POST, auto_id="dismiss_%s")
    return _decide(request, _find(series_id), form, newsroom.dismiss, gettext("Dismissed: no series."))


@at_desk
@require_POST
def reopen(request: HttpRequest, series_id: int) -> HttpResponse:
    """Take the decision on one series back and show it."""
    return take_back(
        request,
        series_id,
        newsroom.reopen,
        page="desk:series",
        done=gettext("The decision was taken back; the series is open again."),
    )


@at_desk
@require_POST
def reopen_last(request: HttpRequest) -> HttpResponse:
    """Take the reader's latest decision on a series back and show it."""
    done = gettext("The decision was taken back; the series is open again.")
    return take_last_back(request, newsroom.reopen_last, page="desk:series", room="desk:all_series", done=done)
