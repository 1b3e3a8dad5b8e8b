"""What the desk calls the states of series, and why a proposal is none, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.newsroom.series import DISMISSALS
from marsad.store.models import SeriesRow

SERIES_STATES = {
    SeriesRow.Status.PROPOSED: pgettext_lazy("series", "proposed"),
    SeriesRow.Status.PUBLISHED: pgettext_lazy("series", "shown to readers"),
    SeriesRow.Status.WITHDRAWN: pgettext_lazy("series", "withdrawn"),
    SeriesRow.Status.DISMISSED: pgettext_lazy("series", "no series"),
}
SERIES_DISMISSAL_NAMES = {
    "mixed": _("The numbers count different things"),
    "part_of_whole": _("Parts stand beside the whole"),
    "targets": _("Targets stand beside what came of them"),
    "batches": _("Batches of a day stand beside totals"),
    "not_telling": _("It tells readers nothing of this promise"),
    "misread": _("The machine misread the words"),
    "other": _("Another reason (say it below)"),
}
if set(SERIES_DISMISSAL_NAMES) != set(DISMISSALS):
    raise RuntimeError(f"reasons without a name or names without a reason: {set(SERIES_DISMISSAL_NAMES) ^ set(DISMISSALS)}")
