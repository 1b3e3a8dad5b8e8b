"""Say in words how one codebook differs from another: its verdicts, what they require, its rules, its other scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from marsad.domain.codebook_values import Codebook, Label, Outlook, Verdict
from marsad.domain.counted import RUNG_NAMES
from marsad.domain.rule_levels import RULES, level_of
from marsad.domain.rules_of_proof import KIND_NAMES
from marsad.domain.scales import SCALES, on_scale

Keyed = TypeVar("Keyed", Verdict, Outlook)
LEVEL_NAMES = {"block": ("تمنع النشر", "stops publishing"), "warn": ("تنبّه", "warns"), "off": ("لا يُعمل بها", "is not asked")}
_NONE = ("لا شيء", "none")


def changes(before: Codebook, after: Codebook) -> tuple[Label, ...]:
    """Return what *after* has changed beside *before*, one sentence each, in Arabic and English; nothing where they are alike."""
    found = (
        *_sets(before.verdicts, after.verdicts, ("الحكم", "Verdict")),
        *(change for pair in _both(before.verdicts, after.verdicts) for change in _verdict(*pair)),
        *_sets(before.outlooks, after.outlooks, ("المآل", "Outlook")),
        *_scales(before, after),
        *_of_days(before, after),
        *_levels(before, after),
    )
    return tuple(Label(ar, en) for ar, en in found)


def _both(before: Sequence[Keyed], after: Sequence[Keyed]) -> Iterator[tuple[Keyed, Keyed]]:
    old = {item.key: item for item in before}
    return ((old[item.key], item) for item in after if item.key in old)


def _sets(before: Sequence[Keyed], after: Sequence[Keyed], kind: tuple[str, str]) -> Iterator[tuple[str, str]]:
    ar, en = kind
    old, new = ({item.key for item in items} for items in (before, after))
    for item in after:
        if item.key not in old:
            yield f"{ar} «{item.label.ar}»: أُضيف.", f"{en} “{item.label.en}”: added."
    for item in before:
        if item.key not in new:
            yield f"{ar} «{item.label.ar}»: حُذف.", f"{en} “{item.label.en}”: removed."
    for left, right in _both(before, after):
        if (left.label, left.definition) != (right.label, right.definition):
            yield f"{ar} «{right.label.ar}»: تغيرت صياغته.", f"{en} “{right.label.en}”: its words changed."


def _verdict(before: Verdict, after: Verdict) -> Iterator[tuple[str, str]]:
    for (ar, en), left, right in (
        (("الدرجة المطلوبة", "the rung required"), _rung(before), _rung(after)),
        (("عدد المصادر المستقلة", "independent sources"), _count(before), _count(after)),
        (("نوع المصدر", "kinds of source"), _kinds(before), _kinds(after)),
        (("الأسباب", "causes"), _causes(before), _causes(after)),
        (("موقف الأدلة", "stance of the evidence"), _same(before.requires_stance), _same(after.requires_stance)),
    ):
        if left != right:
            yield (
                f"حكم «{after.label.ar}»: {ar}: {right[0]} (كان: {left[0]}).",
                f"“{after.label.en}”: {en}: {right[1]} (was: {left[1]}).",
            )
    if before.counts_party != after.counts_party:
        counts = after.counts_party
        yield (
            f"حكم «{after.label.ar}»: {'صار يُحسب' if counts else 'لم يعد يُحسب'} ما تنشره الجهة المعنية عن نفسها.",
            f"“{after.label.en}”: what the party publishes of itself {'now counts' if counts else 'no longer counts'}.",
        )
    if (before.fulfilment, before.outlook) != (after.fulfilment, after.outlook):
        yield f"حكم «{after.label.ar}»: تغير موضعه على المحورين.", f"“{after.label.en}”: its place on the two axes changed."


def _same(value: str) -> tuple[str, str]:
    return value, value


def _rung(verdict: Verdict) -> tuple[str, str]:
    return RUNG_NAMES[verdict.requires_rung] if verdict.requires_rung else _NONE


def _count(verdict: Verdict) -> tuple[str, str]:
    return _same(str(verdict.requires_sources))


def _kinds(verdict: Verdict) -> tuple[str, str]:
    names = [KIND_NAMES[kind] for kind in verdict.requires_kinds]
    return (" أو ".join(ar for ar, _ in names), " or ".join(en for _, en in names)) if names else _NONE


def _causes(verdict: Verdict) -> tuple[str, str]:
    labels = [cause.label for cause in verdict.causes]
    return ("، ".join(label.ar for label in labels), ", ".join(label.en for label in labels)) if labels else _NONE


def _scales(before: Codebook, after: Codebook) -> Iterator[tuple[str, str]]:
    outlooks = ("", *(outlook.key for outlook in after.outlooks))
    for scale in SCALES:
        for left, right in _both(before.verdicts, after.verdicts):
            if any(
                on_scale(before, left.key, scale.key, beside) != on_scale(after, right.key, scale.key, beside)
                for beside in outlooks
            ):
                yield (
                    f"حكم «{right.label.ar}»: تغير ما يقابله على {scale.label.ar}.",
                    f"“{right.label.en}”: its place on {scale.label.en} changed.",
                )


def _of_days(before: Codebook, after: Codebook) -> Iterator[tuple[str, str]]:
    if before.deadline != after.deadline:
        rule = after.deadline
        yield (
            f"قاعدة المواعيد: بعد {rule.grace_days} يوما من فوات الموعد لا يجوز إلا {after.named(rule.verdicts)[0]}."
            if rule
            else "قاعدة المواعيد: أُلغيت.",
            f"Deadlines: {rule.grace_days} days after one passed only {after.named(rule.verdicts)[1]} may be given."
            if rule
            else "Deadlines: the rule was dropped.",
        )
    if before.term != after.term:
        term = after.term
        yield (
            f"نهاية الولاية: لا يختم وعدا إلا {after.named(term.closing_verdicts)[0]}."
            if term
            else "نهاية الولاية: أُلغيت القاعدة.",
            f"End of term: only {after.named(term.closing_verdicts)[1]} may close a promise."
            if term
            else "End of term: the rule was dropped.",
        )
    for (ar, en), left, right in (
        (("أيام سكون الوعد", "days before a promise is stale"), before.staleness_days, after.staleness_days),
        (("حصة ما يعاد ترميزه", "share coded again"), before.recoding_share, after.recoding_share),
    ):
        if left != right:
            yield f"{ar}: {right} (كانت: {left}).", f"{en[0].upper()}{en[1:]}: {right} (was: {left})."


def _levels(before: Codebook, after: Codebook) -> Iterator[tuple[str, str]]:
    for rule in RULES:
        left, right = level_of(before, rule.code), level_of(after, rule.code)
        if left != right:
            (ar, en), (was_ar, was_en) = LEVEL_NAMES[right], LEVEL_NAMES[left]
            yield f"القاعدة: {rule.ar} صارت {ar} (كانت {was_ar}).", f"Rule: {rule.en} It now {en} (before, it {was_en})."
