"""The form by which a chief editor sets aside the rules that stop a verdict: a reason for each, which readers will see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.desk.forms import PublishForm
from marsad.domain.rules import Finding, can_set_aside

_AR, _EN = "reason_ar_", "reason_en_"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A rule to be set aside: what it found, and the fields for the reason."""

    findings: tuple[Finding, ...]
    reason_ar: forms.BoundField
    reason_en: forms.BoundField


def asks_override(data: dict[str, Any]) -> bool:
    """Return whether a posted form sets rules aside."""
    return any(name.startswith(_AR) for name in data)


def may_override(findings: Iterable[Finding]) -> bool:
    """Return whether every rule that stops an assessment could be set aside, and there is one."""
    blocking = [finding for finding in findings if finding.level == "block"]
    return bool(blocking) and all(can_set_aside(finding) for finding in blocking)


class OverrideForm(PublishForm):
    """Set aside every rule that stops the verdict, each with its reason, and publish."""

    def __init__(self, findings: Iterable[Finding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stopping: dict[str, list[Finding]] = {}
        for finding in findings:
            if can_set_aside(finding):
                self.stopping.setdefault(finding.code, []).append(finding)
        for code in self.stopping:
            self.fields[_AR + code] = forms.CharField(
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "lang": "ar", "dir": "rtl"}),
                error_messages={"required": _("Say why, in Arabic: readers see it beside the verdict.")},
            )
            self.fields[_EN + code] = forms.CharField(
                required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "lang": "en", "dir": "ltr"})
            )

    def rules(self) -> tuple[SetAside, ...]:
        """Return the rules that stop the verdict, with their fields."""
        return tuple(SetAside(tuple(found), self[_AR + code], self[_EN + code]) for code, found in self.stopping.items())

    def overrides(self) -> dict[str, tuple[str, str]]:
        """Return the reasons as `newsroom.publish.publish` takes them; only of a valid form."""
        return {code: (self.cleaned_data[_AR + code], self.cleaned_data[_EN + code]) for code in self.stopping}
