"""The desk's forms for milestones: they read what was typed and keep it; whether it may be done is the newsroom's to say."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.domain.milestone import CERTAINTIES
from marsad.newsroom.milestones import DISMISSALS
from marsad.store.models import MilestoneRow
from marsad.store.queries.milestones import OPEN, MilestoneFilters

MILESTONE_DISMISSALS = {
    "no_deadline": _("Nothing is to be done by that day"),
    "event": _("It is the day of a meeting or another event"),
    "other_promise": _("It belongs to another promise"),
    "outdated": _("A later account has overtaken it"),
    "misread": _("The machine misread the words"),
    "other": _("Another reason (say it below)"),
}
if set(MILESTONE_DISMISSALS) != set(DISMISSALS):
    raise RuntimeError(f"reasons without a name or names without a reason: {set(MILESTONE_DISMISSALS) ^ set(DISMISSALS)}")
MILESTONE_STATES = {
    MilestoneRow.Status.PROPOSED: pgettext_lazy("milestone", "proposed"),
    MilestoneRow.Status.CONFIRMED: pgettext_lazy("milestone", "shown to readers"),
    MilestoneRow.Status.MET: pgettext_lazy("milestone", "met"),
    MilestoneRow.Status.MISSED: pgettext_lazy("milestone", "passed without evidence"),
    MilestoneRow.Status.POSTPONED: pgettext_lazy("milestone", "postponed"),
    MilestoneRow.Status.DISMISSED: pgettext_lazy("milestone", "no milestone"),
}
CERTAINTY_NAMES = {
    "set": pgettext_lazy("milestone", "decided or pledged"),
    "planned": pgettext_lazy("milestone", "planned"),
    "hoped": pgettext_lazy("milestone", "hoped for or expected"),
    "proposed": pgettext_lazy("milestone", "proposed by somebody"),
}
if set(CERTAINTY_NAMES) != set(CERTAINTIES):
    raise RuntimeError(f"certainties and their names differ: {set(CERTAINTY_NAMES) ^ set(CERTAINTIES)}")


class MilestonesForm(forms.Form):
    """What to show of the milestones; without a state, those that are proposed or confirmed."""

    promise = forms.CharField(required=False, max_length=80)
    status = forms.ChoiceField(required=False, choices=[("all", "all"), (OPEN, OPEN), *MilestoneRow.Status.choices])

    def filters(self) -> MilestoneFilters:
        """Return the filters; what cannot be read asks for nothing."""
        self.is_valid()
        status = self.cleaned_data.get("status") or OPEN
        return MilestoneFilters(self.cleaned_data.get("promise", ""), "" if status == "all" else status)


class WordingForm(forms.Form):
    """Say what is to be done."""

    kind: ClassVar[str] = "confirm"
    what_ar = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "lang": "ar", "dir": "rtl"})
    )
    what_en = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "lang": "en", "dir": "ltr"})
    )


class DismissMilestoneForm(forms.Form):
    """Put aside what is no milestone, for a reason."""

    kind: ClassVar[str] = "dismiss"
    reason = forms.ChoiceField(choices=list(MILESTONE_DISMISSALS.items()), widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class MeetForm(forms.Form):
    """Say that it was done, with the evidence that shows it."""

    kind: ClassVar[str] = "meet"
    evidence_id = forms.IntegerField(required=False, min_value=1)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def picked(self) -> str:
        """Return the id of the evidence that is chosen, as the page writes it."""
        return str(self["evidence_id"].value() or "")


class MissForm(forms.Form):
    """Say that the day passed without evidence, once the box is ticked."""

    kind: ClassVar[str] = "miss"
    has_looked = forms.BooleanField(error_messages={"required": _("Tick the box once you have looked for evidence.")})
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def act(self) -> dict[str, Any]:
        """Return the arguments of `milestones.miss`."""
        return {"note": self.cleaned_data["note"]}


class PostponeForm(forms.Form):
    """Say which later milestone took its place."""

    kind: ClassVar[str] = "postpone"
    to_id = forms.IntegerField(required=False, min_value=1)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def picked(self) -> str:
        """Return the id of the milestone that is chosen, as the page writes it."""
        return str(self["to_id"].value() or "")


MilestoneForm = WordingForm | DismissMilestoneForm | MeetForm | MissForm | PostponeForm
