"""The desk's forms of blind coding: they read what was typed and keep it; whether it may be done is the newsroom's to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.domain.codebook import Codebook
from marsad.domain.reading import RUNGS
from marsad.store.models import Coding

_ARABIC, _ENGLISH = {"lang": "ar", "dir": "rtl"}, {"lang": "en", "dir": "ltr"}


class OpenRoundForm(forms.Form):
    """Open a round on a promise: for which day."""

    effective_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day from which the verdict holds.")},
    )
    is_closing = forms.BooleanField(required=False)


class VerdictForm(forms.Form):
    """A verdict under the codebook of a round, with its reasons and the evidence that it rests on."""

    verdict = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Choose a verdict.")})
    cause = forms.ChoiceField(required=False)
    outlook = forms.ChoiceField(required=False)
    summary_ar = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2} | _ARABIC),
        error_messages={"required": _("Say why, in one sentence.")},
    )
    summary_en = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2} | _ENGLISH))
    reasons_ar = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6} | _ARABIC),
        error_messages={"required": _("Give your reasons.")},
    )
    evidence = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, codebook: Codebook, evidence_ids: list[int], *args: Any, is_check: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codebook = codebook
        for name in ("summary_ar", "reasons_ar"):
            self.fields[name].required = not is_check
        causes = {cause.key for verdict in codebook.verdicts for cause in verdict.causes}
        self.fields["verdict"].choices = [(v.key, v.key) for v in codebook.verdicts]  # type: ignore[attr-defined]
        self.fields["cause"].choices = [("", ""), *((key, key) for key in sorted(causes))]  # type: ignore[attr-defined]
        self.fields["outlook"].choices = [("", ""), *((o.key, o.key) for o in codebook.outlooks)]  # type: ignore[attr-defined]
        self.fields["evidence"].choices = [(pk, str(pk)) for pk in evidence_ids]  # type: ignore[attr-defined]
        self.fields["evidence"].error_messages["invalid_choice"] = _(
            "Some of the evidence was withdrawn meanwhile; look through the list and pick again."
        )

    def clean(self) -> dict[str, Any]:
        """Drop a cause chosen for a verdict that takes none."""
        asked = super().clean() or {}
        key = asked.get("verdict")
        if key and not self._codebook.verdict(key).causes:
            asked["cause"] = ""
        return asked

    @property
    def picked(self) -> set[str]:
        """Return the ids of the evidence that is ticked, as the page writes them."""
        return {str(value) for value in self["evidence"].value() or ()}

    def act(self) -> dict[str, Any]:
        """Return the arguments of the newsroom's verb."""
        asked = dict(self.cleaned_data)
        return asked | {"evidence_ids": asked.pop("evidence")}


class CodingForm(VerdictForm):
    """One person's blind coding."""

    rung = forms.ChoiceField(required=False, choices=[("", ""), *((rung, rung) for rung in RUNGS)])
    reasons_en = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4} | _ENGLISH))
    confidence = forms.ChoiceField(required=False, choices=[("", ""), *Coding.Confidence.choices])


class EndForm(forms.Form):
    """End a round, or open another in its place, with the reason."""

    reason = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SampleForm(forms.Form):
    """Draw published assessments by chance to be coded again."""

    percent = forms.IntegerField(
        min_value=1, max_value=100, widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    )
    sector = forms.ChoiceField(required=False)

    def __init__(self, sectors: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", ""), *sectors]  # type: ignore[attr-defined]
