"""How far coders agree, at the desk; and samples of published assessments drawn to be coded again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from marsad.desk.access import at_desk, for_editors, who
from marsad.desk.coding_forms import SampleForm
from marsad.newsroom.coding_samples import draw_sample
from marsad.newsroom.refusal import Refusal
from marsad.store.models.localised import tell_pair
from marsad.store.queries import samples as read
from marsad.store.queries.desk import desk_counts


def _show(request: HttpRequest, form: SampleForm | None = None) -> HttpResponse:
    sectors = read.sectors()
    context = {
        "form": form or SampleForm(sectors, initial={"percent": 10}),
        "sectors": sectors,
        "samples": read.samples(),
        "counts": desk_counts(),
        "person": who(request),
    }
    return render(request, "desk/coding_agreement.html", context)


@at_desk
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Answer with alpha on each axis and in each sector, and the samples that were drawn."""
    return _show(request)


@at_desk
@for_editors
@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Draw a sample and open its rounds."""
    form = SampleForm(read.sectors(), request.POST)
    if not form.is_valid():
        return _show(request, form)
    asked = form.cleaned_data
    try:
        drawn = draw_sample(who(request), percent=asked["percent"], sector_key=asked["sector"])
    except Refusal as refusal:
        form.add_error("percent", tell_pair(refusal.ar, refusal.en))
        return _show(request, form)
    count = read.rounds_in(drawn)
    told = ngettext("%(n)d round is open.", "%(n)d rounds are open.", count) % {"n": count}
    messages.success(request, f"{gettext('The sample is drawn.')} {told}")
    return redirect("desk:agreement")
