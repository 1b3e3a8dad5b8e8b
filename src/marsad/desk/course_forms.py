"""Forms of a published verdict's later course: its correction, its withdrawal, and the end of a government's term."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.desk.coding_forms import VerdictForm
from marsad.domain.codebook import Codebook
from marsad.newsroom.correct import Mended, Told
from marsad.store.models import Assessment, Correction
from marsad.store.queries.corrections import Subject

_AR = {"rows": 3, "lang": "ar", "dir": "rtl"}
_EN = {"rows": 2, "lang": "en", "dir": "ltr"}
_SEVERITIES = [
    ("wording", _("Wording: the verdict and the facts stay")),
    ("fact", _("A fact: a day, an amount, a source; the verdict stays")),
    ("verdict", _("The verdict itself, its outlook or its cause")),
]
_FINDERS = [
    ("newsroom", pgettext_lazy("finder", "the newsroom")),
    ("reader", pgettext_lazy("finder", "a reader")),
    ("body", pgettext_lazy("finder", "the responsible body")),
]
if {key for key, _name in _SEVERITIES} != set(Correction.Severity.values) or {key for key, _name in _FINDERS} != set(
    Correction.Finder.values
):
    raise RuntimeError("the desk has a severity or a finder without a name, or a name without one")


class ToldForm(forms.Form):
    """What readers are told of a mistake."""

    wrong_ar = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs=_AR),
        error_messages={"required": _("Tell readers, in Arabic, what was wrong.")},
    )
    wrong_en = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs=_EN))
    right_ar = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs=_AR),
        error_messages={"required": _("Tell readers, in Arabic, what is right.")},
    )
    right_en = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs=_EN))
    severity = forms.ChoiceField(
        choices=_SEVERITIES, widget=forms.RadioSelect, error_messages={"required": _("Choose how grave the mistake was.")}
    )
    found_by = forms.ChoiceField(choices=_FINDERS, widget=forms.RadioSelect, initial="newsroom")

    def told(self) -> Told:
        """Return what readers are told."""
        asked = self.cleaned_data
        return Told(
            wrong_ar=asked["wrong_ar"],
            right_ar=asked["right_ar"],
            severity=asked["severity"],
            found_by=asked["found_by"],
            wrong_en=asked["wrong_en"],
            right_en=asked["right_en"],
        )


class CorrectForm(VerdictForm, ToldForm):
    """How a published assessment should have been, and what readers are told of its mistake."""

    effective_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day from which the verdict holds.")},
    )

    def __init__(self, codebook: Codebook, evidence_ids: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(codebook, evidence_ids, *args, **kwargs)
        self.fields["reasons_ar"].required = False

    @staticmethod
    def start(assessment: Assessment) -> dict[str, Any]:
        """Return what the form begins with: the assessment as it was published."""
        names = ("verdict", "outlook", "cause", "effective_on", "summary_ar", "summary_en", "reasons_ar")
        picked = assessment.evidence.filter(withdrawn_at__isnull=True).values_list("pk", flat=True)
        return {name: getattr(assessment, name) for name in names} | {"evidence": list(picked)}

    def mended(self) -> Mended:
        """Return the assessment as it should have been."""
        asked = self.cleaned_data
        return Mended(
            verdict=asked["verdict"],
            effective_on=asked["effective_on"],
            summary_ar=asked["summary_ar"],
            evidence_ids=tuple(asked["evidence"]),
            outlook=asked["outlook"],
            cause=asked["cause"],
            summary_en=asked["summary_en"],
            reasons_ar=asked["reasons_ar"],
        )


class NoticeForm(ToldForm):
    """A correction of something else that is published on a promise."""

    subject = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Choose what was wrong.")})

    def __init__(self, subjects: tuple[Subject, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [(f"{one.kind}:{one.key}", one.title) for one in subjects]  # type: ignore[attr-defined]
        self.fields["severity"].choices = _SEVERITIES[:2]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Ask for a verdict to be withdrawn; readers are told the reason."""

    reason_ar = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs=_AR),
        error_messages={"required": _("Tell readers, in Arabic, why the verdict is withdrawn.")},
    )
    reason_en = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs=_EN))


class TermForm(forms.Form):
    """The day on which a government's term ended."""

    ended_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the day on which the term ended.")},
    )
