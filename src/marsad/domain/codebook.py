"""Read a codebook: what a YAML or JSON file says, checked, as values. What is wrong is told with its place and the choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from marsad.domain import codebook_values as values
from marsad.domain.codebook_values import (
    FULFILMENTS,
    LEVELS,
    PHASES,
    SOURCE_KINDS,
    Cause,
    Codebook,
    CodebookError,
    DeadlineRule,
    Label,
    Outlook,
    TermRule,
    Verdict,
)
from marsad.domain.reading import RUNGS, STANCES
from marsad.domain.rule_levels import BY_CODE
from marsad.domain.scales import SCALE_KEYS, scale

__all__ = (
    "FULFILMENTS",
    "LEVELS",
    "PHASES",
    "SOURCE_KINDS",
    "Cause",
    "Codebook",
    "CodebookError",
    "DeadlineRule",
    "Label",
    "Outlook",
    "TermRule",
    "Verdict",
    "make_codebook",
)
_CODEBOOK_KEYS = {
    "id",
    "version",
    "labels",
    "note",
    "verdicts",
    "outlooks",
    "aliases",
    "causes",
    "deadline",
    "term",
    "staleness_days",
    "rules",
    "double_coding",
    "recoding_share",
    "adjudicator_publishes",
}
_VERDICT_KEYS = {"key", "fulfilment", "outlook", "phase", "labels", "definition", "colour", "requires", "causes", "maps"}
RESERVED = ("assessed", "unrated")  # what lists may be asked for beside the key of a verdict
_REQUIRES_KEYS = {"rung", "independent_sources", "party_counts", "stance", "kinds"}


def _mapping(value: object, where: str, keys: Collection[str] = ()) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise CodebookError(f"{where} is not a mapping")
    unknown = [str(key) for key in value if keys and key not in keys]
    if unknown:
        raise CodebookError(f"{where} has the key {unknown[0]!r}, none of {', '.join(sorted(keys))}")
    return value


def _sequence(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise CodebookError(f"{where} is not a list")
    return value


def _text(row: Mapping[str, object], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CodebookError(f"{where} lacks the text {key!r}")
    return value.strip()


def _label(value: object, where: str) -> Label:
    row = _mapping(value, where, ("ar", "en", "ckb"))
    return Label(_text(row, "ar", where), _text(row, "en", where), str(row.get("ckb") or ""))


def _choice(value: object, choices: Collection[str], where: str) -> str:
    if value is False and "off" in choices:
        return "off"  # as YAML reads a bare off
    if value not in choices:
        raise CodebookError(f"{where} is {value!r}, none of {', '.join(choices)}")
    return str(value)


def _choices(value: object, choices: Collection[str], where: str) -> tuple[str, ...]:
    return tuple(_choice(item, choices, where) for item in _sequence(value, where))


def _some(value: object, choices: Collection[str], where: str) -> tuple[str, ...]:
    found = _choices(value, choices, where)
    if not found:
        raise CodebookError(f"{where} is empty: nothing could ever be given; name some of {', '.join(choices)}")
    return found


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise CodebookError(f"{where} is {value!r}, not a whole number of 0 or more")
    return value


def _unique(keys: Sequence[str], where: str) -> None:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise CodebookError(f"{where} names {', '.join(twice)} twice")


def _cause(value: object) -> Cause:
    row = _mapping(value, "a cause", ("key", "labels", "definition"))
    key = _text(row, "key", "a cause")
    where = f"cause {key}"
    return Cause(key, _label(row.get("labels"), f"{where}: labels"), _label(row.get("definition"), f"{where}: definition"))


def _mapped(key: str, value: object, outlooks: Collection[str], where: str) -> values.Mapping:
    known = scale(_choice(key, SCALE_KEYS, f"{where}: maps")).keys
    where = f"{where}: maps.{key}"
    if not isinstance(value, Mapping):
        return values.Mapping(key, _choice(value, known, where))
    row = _mapping(value, where, {"otherwise", *outlooks})
    if "otherwise" not in row:
        raise CodebookError(f"{where} lacks 'otherwise', what it is called beside any other outlook")
    by_outlook = tuple((name, _choice(row[name], known, f"{where}.{name}")) for name in row if name != "otherwise")
    return values.Mapping(key, _choice(row["otherwise"], known, f"{where}.otherwise"), by_outlook)


def _verdict(value: object, causes: Mapping[str, Cause], outlooks: Collection[str]) -> Verdict:
    row = _mapping(value, "a verdict", _VERDICT_KEYS)
    key = _text(row, "key", "a verdict")
    if key in RESERVED:
        raise CodebookError(f"a verdict has the key {key!r}, by which lists are asked for any verdict, or for none")
    where = f"verdict {key}"
    requires = _mapping(row.get("requires") or {}, f"{where}: requires", _REQUIRES_KEYS)
    colour, maps = (_mapping(row.get(name) or {}, f"{where}: {name}") for name in ("colour", "maps"))
    rung = requires.get("rung")
    counts_party = _truth(requires.get("party_counts", False), f"{where}: party_counts")
    outlook = row.get("outlook")
    return Verdict(
        key=key,
        fulfilment=_choice(row.get("fulfilment"), FULFILMENTS, f"{where}: fulfilment"),
        phase=_choice(row.get("phase"), PHASES, f"{where}: phase"),
        label=_label(row.get("labels"), f"{where}: labels"),
        definition=_label(row.get("definition"), f"{where}: definition"),
        colour_light=_text(colour, "light", f"{where}: colour"),
        colour_dark=_text(colour, "dark", f"{where}: colour"),
        requires_rung=None if rung is None else _choice(rung, RUNGS, f"{where}: requires.rung"),
        requires_sources=_whole(requires.get("independent_sources", 0), f"{where}: independent_sources"),
        requires_stance=_choice(requires.get("stance", "supports"), STANCES[:3], f"{where}: requires.stance"),
        requires_kinds=_choices(requires.get("kinds") or (), SOURCE_KINDS, f"{where}: requires.kinds"),
        counts_party=counts_party,
        outlook="" if outlook is None else _choice(outlook, outlooks, f"{where}: outlook"),
        causes=tuple(causes[name] for name in _choices(row.get("causes") or (), causes, f"{where}: causes")),
        mappings=tuple(_mapped(str(name), told, outlooks, where) for name, told in maps.items()),
    )


def _outlook(value: object) -> Outlook:
    row = _mapping(value, "an outlook", ("key", "labels", "definition"))
    key = _text(row, "key", "an outlook")
    where = f"outlook {key}"
    return Outlook(key, _label(row.get("labels"), f"{where}: labels"), _label(row.get("definition"), f"{where}: definition"))


def _deadline(value: object, known: Collection[str]) -> DeadlineRule:
    row = _mapping(value, "deadline", ("grace_days", "verdicts"))
    return DeadlineRule(
        _whole(row.get("grace_days"), "deadline: grace_days"), _some(row.get("verdicts"), known, "deadline: verdicts")
    )


def _levels(value: object) -> tuple[tuple[str, str], ...]:
    choices = [code for code, rule in BY_CODE.items() if not rule.is_firm and code != "single-coding"]
    levels = _mapping(value, "rules")
    return tuple((_choice(code, choices, "rules"), _choice(level, LEVELS, f"rules: {code}")) for code, level in levels.items())


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise CodebookError(f"recoding_share is {value!r}, not a number from 0 to 1")
    return float(value)


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise CodebookError(f"{where} is {value!r}, neither true nor false")
    return value


def make_codebook(value: object) -> Codebook:
    """Return the codebook that a parsed YAML or JSON *value* describes; raise CodebookError, saying where, for a bad one."""
    row = _mapping(value, "the codebook", _CODEBOOK_KEYS)
    causes = tuple(_cause(item) for item in _sequence(row.get("causes") or (), "causes"))
    outlooks = tuple(_outlook(item) for item in _sequence(row.get("outlooks") or (), "outlooks"))
    by_key, ahead = {cause.key: cause for cause in causes}, [outlook.key for outlook in outlooks]
    verdicts = tuple(_verdict(item, by_key, ahead) for item in _sequence(row.get("verdicts"), "verdicts"))
    if not verdicts:
        raise CodebookError("the codebook has no verdicts")
    known = [verdict.key for verdict in verdicts]
    _unique(known, "the codebook")
    _unique(ahead, "outlooks")
    _unique([cause.key for cause in causes], "causes")
    aliases = _mapping(row.get("aliases") or {}, "aliases")
    term = row.get("term")
    return Codebook(
        id=_text(row, "id", "the codebook"),
        version=str(row.get("version") or ""),
        label=_label(row.get("labels"), "labels"),
        verdicts=verdicts,
        outlooks=outlooks,
        aliases=tuple((str(word), _choice(key, known, f"alias {word}")) for word, key in aliases.items()),
        note=_label(row["note"], "note") if row.get("note") else None,
        deadline=_deadline(row["deadline"], known) if row.get("deadline") else None,
        term=None
        if term is None
        else TermRule(
            _some(_mapping(term, "term", ("closing_verdicts",)).get("closing_verdicts"), known, "term: closing_verdicts")
        ),
        staleness_days=_whole(row.get("staleness_days", 90), "staleness_days"),
        levels=None if row.get("rules") is None else _levels(row["rules"]),
        double_coding=_choice(row.get("double_coding", "off"), LEVELS, "double_coding"),
        recoding_share=_share(row.get("recoding_share", 0)),
        adjudicator_publishes=_truth(row.get("adjudicator_publishes", True), "adjudicator_publishes"),
    )
