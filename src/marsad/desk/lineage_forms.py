"""The desk's forms for threads of promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = {"continues": _("continues it"), "revives": _("revives it"), "replaces": _("replaces it")}


class TieForm(forms.Form):
    """Tie two promises."""

    earlier = forms.TypedChoiceField(coerce=int, error_messages={"required": _("Choose the two promises.")})
    later = forms.TypedChoiceField(coerce=int, error_messages={"required": _("Choose the two promises.")})
    kind = forms.ChoiceField(choices=list(KINDS.items()), widget=forms.RadioSelect, initial="continues")
    reason_ar = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "lang": "ar", "dir": "rtl"})
    )
    reason_en = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "lang": "en", "dir": "ltr"})
    )

    def __init__(self, promises: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("earlier", "later"):
            self.fields[name].choices = [("", "—"), *promises]  # type: ignore[attr-defined]


class UntieForm(forms.Form):
    """Untie two promises, for a reason."""

    reason = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
