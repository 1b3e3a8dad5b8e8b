"""The desk's forms for a promise's wording: they keep what was typed; whether it may be done is the newsroom's to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.newsroom.revise import WORDS, Grounds, Words

_AR, _EN = {"lang": "ar", "dir": "rtl"}, {"lang": "en", "dir": "ltr"}


def _area(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attributes})


class WordingForm(forms.Form):
    """Write a promise anew, and say why. *since* is the revision that the person had before them."""

    title_ar = forms.CharField(max_length=300, widget=forms.TextInput(attrs=_AR))
    title_en = forms.CharField(required=False, max_length=300, widget=forms.TextInput(attrs=_EN))
    text_ar = forms.CharField(max_length=20_000, widget=_area(5, **_AR))
    text_en = forms.CharField(required=False, max_length=20_000, widget=_area(3, **_EN))
    justification_ar = forms.CharField(required=False, max_length=20_000, widget=_area(3, **_AR))
    justification_en = forms.CharField(required=False, max_length=20_000, widget=_area(2, **_EN))
    page_ref = forms.CharField(required=False, max_length=120)
    deadline = forms.CharField(required=False, max_length=32, widget=forms.TextInput(attrs={"dir": "ltr"}))
    sector = forms.ChoiceField()
    body = forms.ChoiceField(required=False)
    programme = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(
        choices=[("later", _("The government words it so now")), ("mended", _("Our own record was wrong"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: a later wording, or our record mended.")},
    )
    reason_ar = forms.CharField(required=False, max_length=2000, widget=_area(2, **_AR))
    reason_en = forms.CharField(required=False, max_length=2000, widget=_area(2, **_EN))
    said_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source_url = forms.CharField(required=False, max_length=1000, widget=forms.TextInput(attrs={"dir": "ltr"}))
    source_document = forms.IntegerField(required=False, min_value=1)
    source_quote = forms.CharField(required=False, max_length=5000, widget=_area(3))
    since = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        sectors: Sequence[tuple[str, str]],
        bodies: Sequence[tuple[str, str]],
        programmes: Sequence[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = sectors  # type: ignore[attr-defined]
        self.fields["body"].choices = [("", "—"), *bodies]  # type: ignore[attr-defined]
        self.fields["programme"].choices = [("", "—"), *programmes]  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return the wording as the newsroom takes it; lines end as the record ends them."""
        return Words(**{name: self._plain(name) for name in WORDS})

    def grounds(self) -> Grounds:
        """Return why it is written anew."""
        return Grounds(**{name: self.cleaned_data[name] for name in Grounds.__slots__})

    def _plain(self, name: str) -> str:
        return str(self.cleaned_data[name]).replace("\r\n", "\n")


class ReasonForm(forms.Form):
    """Withdraw a promise, or show it again, for a reason that readers can read."""

    reason_ar = forms.CharField(required=False, max_length=2000, widget=_area(2, **_AR))
    reason_en = forms.CharField(required=False, max_length=2000, widget=_area(2, **_EN))
