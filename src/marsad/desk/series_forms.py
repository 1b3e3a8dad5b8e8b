"""The desk's forms on series: they read what was typed and ticked; whether it may be done is the newsroom's to say."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.desk.series_names import SERIES_DISMISSAL_NAMES
from marsad.store.models import SeriesRow
from marsad.store.queries.series import SeriesFilters

WAITING = "waiting"


class SeriesListForm(forms.Form):
    """What to show of the series; without a state, those that ask for a decision."""

    promise = forms.CharField(required=False, max_length=80)
    status = forms.ChoiceField(required=False, choices=[("all", "all"), (WAITING, WAITING), *SeriesRow.Status.choices])

    def filters(self) -> SeriesFilters:
        """Return the filters; what cannot be read asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        status = asked.get("status") or WAITING
        return SeriesFilters(asked.get("promise", ""), "" if status == "all" else status)


class MakeForm(forms.Form):
    """Make a series by hand: on which promise, what is counted, and the words beside it."""

    kind: ClassVar[str] = "make"
    promise = forms.CharField(max_length=80, error_messages={"required": _("Choose a promise.")})
    unit = forms.CharField(required=False, max_length=80, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
    about = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))


class ChoiceForm(forms.Form):
    """Which of the points shown are chosen, and what readers call the series."""

    kind: ClassVar[str] = "choice"
    title_ar = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}))
    title_en = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"lang": "en", "dir": "ltr"}))
    points = forms.TypedMultipleChoiceField(required=False, coerce=int)
    shown = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, point_ids: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("points", "shown"):
            self.fields[name].choices = [(pk, str(pk)) for pk in point_ids]  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("The points changed meanwhile; look through them again.")

    @property
    def ticked(self) -> set[int]:
        """Return the points that were ticked, as far as they can be read."""
        return {int(value) for value in self.data.getlist("points") if value.isdecimal()} if self.is_bound else set()  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Take a series from readers, saying why."""

    kind: ClassVar[str] = "withdraw"
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class DismissSeriesForm(forms.Form):
    """Close what is no series, for a reason."""

    kind: ClassVar[str] = "dismiss"
    reason = forms.ChoiceField(choices=list(SERIES_DISMISSAL_NAMES.items()), widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


SeriesForm = ChoiceForm | WithdrawForm | DismissSeriesForm
