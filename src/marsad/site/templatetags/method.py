"""Template tags of the method: rules in words, by how strict they are; kinds of source, verdicts on the scales of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marsad.domain.codebook import Codebook, Label, Verdict
from marsad.domain.rule_levels import BY_CODE, RULES, Rule, level_of
from marsad.domain.scales import SCALES, Scale, on_scale, scale
from marsad.store.models.localised import localised

register = template.Library()
KIND_NAMES: dict[str, str | Lazy] = {
    "official": _("an official body"),
    "press": _("a news outlet"),
    "public": _("a member of the public"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A verdict and what it is called on each scale of others."""

    verdict: Verdict
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One name on one scale, in the scale's own words and in the reader's; and the names that it has beside some outlooks."""

    own: str
    words: str
    beside: tuple[tuple[str, str], ...]


def _in_language(label: Label) -> str:
    return label.in_language(get_language() or "ar")


def _words(found: Scale, key: str) -> str:
    return next(_in_language(value.label) for value in found.values if value.key == key)


@register.simple_tag
def scales() -> Sequence[Scale]:
    """Return the scales of others."""
    return SCALES


@register.simple_tag
def scale_rows(codebook: Codebook) -> tuple[Row, ...]:
    """Return every verdict of *codebook* with its place on the scales of others."""
    return tuple(Row(verdict, tuple(_cell(codebook, verdict, found) for found in SCALES)) for verdict in codebook.verdicts)


def _cell(codebook: Codebook, verdict: Verdict, found: Scale) -> Cell:
    plain = on_scale(codebook, verdict.key, found.key)
    others: dict[str, list[str]] = {}
    for outlook in codebook.outlooks if not verdict.outlook else ():
        value = on_scale(codebook, verdict.key, found.key, outlook.key)
        if value != plain:
            others.setdefault(value, []).append(_in_language(outlook.label))
    comma = ", " if (get_language() or "ar").startswith("en") else "، "
    beside = tuple((comma.join(names), _words(found, value)) for value, names in others.items())
    return Cell(plain, _words(found, plain), beside)


@register.simple_tag
def scale_value(key: str, value: str) -> str:
    """Return *value* of the scale named *key* in the reader's language."""
    return _words(scale(key), value)


@register.simple_tag
def rules_of_level(codebook: Codebook, level: str) -> tuple[Rule, ...]:
    """Return the rules that *codebook* keeps at *level*."""
    return tuple(rule for rule in RULES if level_of(codebook, rule.code) == level)


@register.filter
def rule_words(code: str | Rule) -> str:
    """Return what a rule asks, in the reader's language; its code where it is none of ours any more."""
    rule = BY_CODE.get(code) if isinstance(code, str) else code
    return localised(rule.ar, rule.en, rule.ckb) if rule else str(code)


@register.filter
def source_word(kind: str) -> str:
    """Return what a kind of source is called."""
    return str(KIND_NAMES[kind])


@register.filter
def verdict_of(codebook: Codebook, key: str) -> Verdict:
    """Return the verdict named *key*."""
    return codebook.verdict(key)
