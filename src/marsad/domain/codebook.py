"""The codebook: what each verdict means, what it requires, and how it maps to other scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.domain.reading import RUNGS, STANCES

FULFILMENTS = ("not_started", "started", "half_done", "done", "broken")
PHASES = ("dark", "crescent", "half", "gibbous", "full", "barred")


class CodebookError(ValueError):
    """A codebook that cannot be used; the message names the verdict, the key and the choices."""


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
class Verdict:
    """One value of the scale: where it lies on fulfilment, its moon, and what evidence it requires.

    *counts_party*: the party's own word, as a ministry's site, is one of the sources required.
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
    counts_party: bool = False
    outlook: str = ""
    politifact: str = ""
    three_way: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One value of the second axis: where the promise seems to be going."""

    key: str
    label: Label
    definition: Label


@dataclass(frozen=True, slots=True)
class Codebook:
    """A versioned scale. Changing it makes a new version; assessments keep the one they were made under."""

    id: str
    version: str
    label: Label
    verdicts: tuple[Verdict, ...]
    outlooks: tuple[Outlook, ...]
    aliases: tuple[tuple[str, str], ...] = ()

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


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise CodebookError(f"{where} is not a mapping")
    return value


def _text(row: Mapping[str, object], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CodebookError(f"{where} lacks the text {key!r}")
    return value.strip()


def _label(value: object, where: str) -> Label:
    row = _mapping(value, where)
    return Label(_text(row, "ar", where), _text(row, "en", where), str(row.get("ckb") or ""))


def _choice(value: object, choices: Sequence[str], where: str) -> str:
    if value not in choices:
        raise CodebookError(f"{where} is {value!r}, none of {', '.join(choices)}")
    return str(value)


def _verdict(value: object) -> Verdict:
    row = _mapping(value, "a verdict")
    key = _text(row, "key", "a verdict")
    where = f"verdict {key}"
    requires, colour, maps = (_mapping(row.get(name) or {}, f"{where}: {name}") for name in ("requires", "colour", "maps"))
    rung, sources = requires.get("rung"), requires.get("independent_sources", 0)
    if not isinstance(sources, int) or sources < 0:
        raise CodebookError(f"{where}: independent_sources is {sources!r}, not a whole number")
    counts_party = requires.get("party_counts", False)
    if not isinstance(counts_party, bool):
        raise CodebookError(f"{where}: party_counts is {counts_party!r}, neither true nor false")
    return Verdict(
        key=key,
        fulfilment=_choice(row.get("fulfilment"), FULFILMENTS, f"{where}: fulfilment"),
        phase=_choice(row.get("phase"), PHASES, f"{where}: phase"),
        label=_label(row.get("labels"), f"{where}: labels"),
        definition=_label(row.get("definition"), f"{where}: definition"),
        colour_light=_text(colour, "light", f"{where}: colour"),
        colour_dark=_text(colour, "dark", f"{where}: colour"),
        requires_rung=None if rung is None else _choice(rung, RUNGS, f"{where}: requires.rung"),
        requires_sources=sources,
        requires_stance=_choice(requires.get("stance", "supports"), STANCES[:3], f"{where}: requires.stance"),
        counts_party=counts_party,
        outlook=str(row.get("outlook") or ""),
        politifact=str(maps.get("politifact") or ""),
        three_way=str(maps.get("three_way") or ""),
    )


def _sequence(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise CodebookError(f"{where} is not a list")
    return value


def make_codebook(value: object) -> Codebook:
    """Return the codebook that a parsed YAML or JSON *value* describes; raise CodebookError, saying where, for a bad one."""
    row = _mapping(value, "the codebook")
    verdicts = tuple(_verdict(item) for item in _sequence(row.get("verdicts"), "verdicts"))
    outlooks = tuple(
        Outlook(
            _text(_mapping(item, "an outlook"), "key", "an outlook"),
            _label(_mapping(item, "an outlook").get("labels"), "an outlook's labels"),
            _label(_mapping(item, "an outlook").get("definition"), "an outlook's definition"),
        )
        for item in _sequence(row.get("outlooks") or (), "outlooks")
    )
    keys = [verdict.key for verdict in verdicts] + [f"outlook {outlook.key}" for outlook in outlooks]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice or not verdicts:
        raise CodebookError(f"the codebook names {', '.join(sorted(twice))} twice" if twice else "the codebook has no verdicts")
    known = [verdict.key for verdict in verdicts]
    aliases = tuple(
        (str(word), _choice(key, known, f"alias {word}")) for word, key in _mapping(row.get("aliases") or {}, "aliases").items()
    )
    id_, version = _text(row, "id", "the codebook"), str(row.get("version") or "")
    return Codebook(id_, version, _label(row.get("labels"), "labels"), verdicts, outlooks, aliases)
