"""The values of a codebook: verdicts on two axes, what each requires, and what holds of deadlines, terms and coding."""

from __future__ import annotations

from dataclasses import dataclass

FULFILMENTS = ("not_started", "started", "half_done", "done", "broken", "not_verifiable")
PHASES = ("dark", "crescent", "half", "gibbous", "full", "barred", "clouded")
SOURCE_KINDS = ("official", "press", "public")  # a body's own publication; paper, agency, channel or site; a member of the public
LEVELS = ("block", "warn", "off")


class CodebookError(ValueError):
    """A codebook that cannot be used; the message names the place, the value and the choices."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the three interface languages; Arabic is never empty."""

    ar: str
    en: str
    ckb: str = ""

    def in_language(self, language: str) -> str:
        """Return the label in *language* ("ar", "en" or "ckb"), or in Arabic where that is missing."""
        return {"ar": self.ar, "en": self.en, "ckb": self.ckb}.get(language[:3].rstrip("-"), "") or self.ar


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a promise was broken, or why it cannot be verified."""

    key: str
    label: Label
    definition: Label


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a verdict is called on another scale, and what it is called there instead beside some outlooks."""

    scale: str
    value: str
    by_outlook: tuple[tuple[str, str], ...] = ()

    def beside(self, outlook: str) -> str:
        """Return the value beside *outlook*, "" for none."""
        return dict(self.by_outlook).get(outlook, self.value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value of the scale: where it lies on fulfilment, its moon, and what evidence it requires.

    *counts_party*: the party's own word, as a ministry's site, is one of the sources required. *requires_kinds*: at least one
    source that backs it is of one of these SOURCE_KINDS; empty for any. A verdict with *causes* needs one of them.
    """

    key: str
    fulfilment: str
    phase: str
    label: Label
    definition: Label
    colour_light: str
    colour_dark: str
    requires_rung: str | None = None
    requires_sources: int = 0
    requires_stance: str = "supports"
    requires_kinds: tuple[str, ...] = ()
    counts_party: bool = False
    outlook: str = ""
    causes: tuple[Cause, ...] = ()
    mappings: tuple[Mapping, ...] = ()

    @property
    def politifact(self) -> str:
        """What it is called on PolitiFact's meter where no outlook says otherwise, "" where the codebook does not tell."""
        return self.mapped("politifact")

    @property
    def three_way(self) -> str:
        """What it is called on the three-way scale, "" where the codebook does not tell."""
        return self.mapped("three_way")

    def mapped(self, scale: str, outlook: str = "") -> str:
        """Return the name on *scale* that the codebook gives it beside *outlook*; "" where it gives none."""
        return next((mapping.beside(outlook) for mapping in self.mappings if mapping.scale == scale), "")

    def cause(self, key: str) -> Cause:
        """Return the cause named *key*; raise CodebookError, with the choices, where there is none."""
        for cause in self.causes:
            if cause.key == key:
                return cause
        raise CodebookError(f"verdict {self.key}: cause {key!r} is none of {', '.join(c.key for c in self.causes) or 'none'}")


@dataclass(frozen=True, slots=True)
class Outlook:
    """One value of the second axis: where the promise seems to be going."""

    key: str
    label: Label
    definition: Label


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """What follows when a deadline passed without delivery: after *grace_days* only *verdicts* (keys) may be given."""

    grace_days: int
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermRule:
    """What a closing assessment, the only one after a term's end, may find: *closing_verdicts* (keys)."""

    closing_verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """A versioned scale. Changing it makes a new version; assessments keep the one they were made under.

    *levels* are how strict its rules are, by their code; None for a codebook from before rules had levels. *double_coding* is the
    level of the rule that asks for two blind codings. *recoding_share* of assessments are coded again to measure agreement.
    *adjudicator_publishes*: who decided between two codings that differ may publish that, for three have seen it by then.
    """

    id: str
    version: str
    label: Label
    verdicts: tuple[Verdict, ...]
    outlooks: tuple[Outlook, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    note: Label | None = None
    deadline: DeadlineRule | None = None
    term: TermRule | None = None
    staleness_days: int = 90
    levels: tuple[tuple[str, str], ...] | None = None
    double_coding: str = "off"
    recoding_share: float = 0.0
    adjudicator_publishes: bool = True

    @property
    def statuses(self) -> dict[str, str]:
        """Every word that stands for a verdict in Arabic pages, its label among them, and the verdict's key."""
        return {verdict.label.ar: verdict.key for verdict in self.verdicts} | dict(self.aliases)

    def verdict(self, key: str) -> Verdict:
        """Return the verdict named *key*; raise CodebookError, with the choices, where there is none."""
        for verdict in self.verdicts:
            if verdict.key == key:
                return verdict
        raise CodebookError(f"verdict {key!r} is none of {', '.join(v.key for v in self.verdicts)}")

    def outlook(self, key: str) -> Outlook:
        """Return the outlook named *key*; raise CodebookError, with the choices, where there is none."""
        for outlook in self.outlooks:
            if outlook.key == key:
                return outlook
        raise CodebookError(f"outlook {key!r} is none of {', '.join(o.key for o in self.outlooks)}")

    def named(self, keys: tuple[str, ...]) -> tuple[str, str]:
        """Return the verdicts named *keys* as a list in quotation marks, in Arabic and in English."""
        labels = [self.verdict(key).label for key in keys]
        return "، ".join(f"«{label.ar}»" for label in labels), ", ".join(f"“{label.en}”" for label in labels)
