"""How the newsroom says no: which field, and what to do, in Arabic and English."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.domain.rules import Finding


class Refusal(ValueError):
    """An act that cannot be done as asked. *field* names the form field at fault, "" where there is none."""

    def __init__(self, field: str, ar: str, en: str) -> None:
        super().__init__(en)
        self.field, self.ar, self.en = field, ar, en


class Blocked(Refusal):
    """An assessment that the rules of the domain do not let through; *findings* say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        blocking = [finding for finding in findings if finding.level == "block"]
        super().__init__("", " ".join(f.ar for f in blocking), " ".join(f.en for f in blocking))
        self.findings = tuple(findings)
