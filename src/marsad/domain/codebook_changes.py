"""Say in words how one codebook differs from another: its verdicts, what they require, its rules, its other scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from marsad.domain.codebook_values import Codebook, Label, Outlook, Verdict
from marsad.domain.counted import RUNG_NAMES
from marsad.domain.report_words import RUNG_WORDS
from marsad.domain.rule_levels import RULES, level_of
from marsad.domain.rules_of_proof import KIND_NAMES
from marsad.domain.scales import SCALES, on_scale

Keyed = TypeVar("Keyed", Verdict, Outlook)
Words = tuple[str, str, str]  # Arabic, English, Kurdish
_LEVELS: dict[str, Words] = {
    "block": ("تمنع النشر", "stops publishing", "ڕێگری لە بڵاوکردنەوە دەکات"),
    "warn": ("تنبّه", "warns", "ئاگادار دەکاتەوە"),
    "off": ("لا يُعمل بها", "is not asked", "کاری پێ ناکرێت"),
}
_NONE = ("لا شيء", "none", "هیچ")
_RUNGS_CKB = {key: label.ckb for key, label in RUNG_WORDS.items()}
_KINDS_CKB = {"official": "لایەنێکی فەرمی", "press": "دەزگایەکی میدیایی", "public": "هاووڵاتییەک"}


def changes(before: Codebook, after: Codebook) -> tuple[Label, ...]:
    """Return what *after* has changed beside *before*, one sentence each, in three languages; nothing where they are alike."""
    found = (
        *_sets(before.verdicts, after.verdicts, ("الحكم", "Verdict", "بڕیاری")),
        *(change for pair in _both(before.verdicts, after.verdicts) for change in _verdict(*pair)),
        *_sets(before.outlooks, after.outlooks, ("المآل", "Outlook", "ئاسۆی")),
        *_scales(before, after),
        *_of_days(before, after),
        *_levels(before, after),
    )
    return tuple(Label(*words) for words in found)


def _both(before: Sequence[Keyed], after: Sequence[Keyed]) -> Iterator[tuple[Keyed, Keyed]]:
    old = {item.key: item for item in before}
    return ((old[item.key], item) for item in after if item.key in old)


def _sets(before: Sequence[Keyed], after: Sequence[Keyed], kind: Words) -> Iterator[Words]:
    ar, en, ckb = kind
    old, new = ({item.key for item in items} for items in (before, after))
    for item in after:
        if item.key not in old:
            yield (
                f"{ar} «{item.label.ar}»: أُضيف.",
                f"{en} “{item.label.en}”: added.",
                f"{ckb} «{_ckb(item.label)}»: زیاد کرا.",
            )
    for item in before:
        if item.key not in new:
            yield (
                f"{ar} «{item.label.ar}»: حُذف.",
                f"{en} “{item.label.en}”: removed.",
                f"{ckb} «{_ckb(item.label)}»: لابرا.",
            )
    for left, right in _both(before, after):
        if (left.label, left.definition) != (right.label, right.definition):
            yield (
                f"{ar} «{right.label.ar}»: تغيرت صياغته.",
                f"{en} “{right.label.en}”: its words changed.",
                f"{ckb} «{_ckb(right.label)}»: داڕشتنەکەی گۆڕا.",
            )


def _verdict(before: Verdict, after: Verdict) -> Iterator[Words]:
    name = _ckb(after.label)
    for (ar, en, ckb), left, right in (
        (("الدرجة المطلوبة", "the rung required", "پلەی داواکراو"), _rung(before), _rung(after)),
        (("عدد المصادر المستقلة", "independent sources", "ژمارەی سەرچاوە سەربەخۆکان"), _count(before), _count(after)),
        (("نوع المصدر", "kinds of source", "جۆری سەرچاوە"), _kinds(before), _kinds(after)),
        (("الأسباب", "causes", "هۆکارەکان"), _causes(before), _causes(after)),
        (
            ("موقف الأدلة", "stance of the evidence", "هەڵوێستی بەڵگەکان"),
            _same(before.requires_stance),
            _same(after.requires_stance),
        ),
    ):
        if left != right:
            yield (
                f"حكم «{after.label.ar}»: {ar}: {right[0]} (كان: {left[0]}).",
                f"“{after.label.en}”: {en}: {right[1]} (was: {left[1]}).",
                f"بڕیاری «{name}»: {ckb}: {right[2]} (پێشتر: {left[2]}).",
            )
    if before.counts_party != after.counts_party:
        counts = after.counts_party
        yield (
            f"حكم «{after.label.ar}»: {'صار يُحسب' if counts else 'لم يعد يُحسب'} ما تنشره الجهة المعنية عن نفسها.",
            f"“{after.label.en}”: what the party publishes of itself {'now counts' if counts else 'no longer counts'}.",
            f"بڕیاری «{name}»: ئەوەی لایەنەکە لەبارەی خۆیەوە بڵاوی دەکاتەوە {'ئێستا' if counts else 'چیتر'} "
            f"{'دەژمێردرێت' if counts else 'ناژمێردرێت'}.",
        )
    if (before.fulfilment, before.outlook) != (after.fulfilment, after.outlook):
        yield (
            f"حكم «{after.label.ar}»: تغير موضعه على المحورين.",
            f"“{after.label.en}”: its place on the two axes changed.",
            f"بڕیاری «{name}»: شوێنی لەسەر هەردوو تەوەرەکە گۆڕا.",
        )


def _ckb(label: Label) -> str:
    return label.in_language("ckb")


def _same(value: str) -> Words:
    return value, value, value


def _rung(verdict: Verdict) -> Words:
    rung = verdict.requires_rung
    return (*RUNG_NAMES[rung], _RUNGS_CKB[rung]) if rung else _NONE


def _count(verdict: Verdict) -> Words:
    return _same(str(verdict.requires_sources))


def _kinds(verdict: Verdict) -> Words:
    names = [(*KIND_NAMES[kind], _KINDS_CKB[kind]) for kind in verdict.requires_kinds]
    if not names:
        return _NONE
    arabic, english, kurdish = zip(*names, strict=True)
    return " أو ".join(arabic), " or ".join(english), " یان ".join(kurdish)


def _causes(verdict: Verdict) -> Words:
    labels = [cause.label for cause in verdict.causes]
    if not labels:
        return _NONE
    return "، ".join(one.ar for one in labels), ", ".join(one.en for one in labels), "، ".join(_ckb(one) for one in labels)


def _scales(before: Codebook, after: Codebook) -> Iterator[Words]:
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
                    f"بڕیاری «{_ckb(right.label)}»: بەرامبەرەکەی لەسەر {_ckb(scale.label)} گۆڕا.",
                )


def _of_days(before: Codebook, after: Codebook) -> Iterator[Words]:
    if before.deadline != after.deadline:
        rule = after.deadline
        yield (
            f"قاعدة المواعيد: بعد {rule.grace_days} يوما من فوات الموعد لا يجوز إلا {after.named(rule.verdicts)[0]}."
            if rule
            else "قاعدة المواعيد: أُلغيت.",
            f"Deadlines: {rule.grace_days} days after one passed only {after.named(rule.verdicts)[1]} may be given."
            if rule
            else "Deadlines: the rule was dropped.",
            f"ڕێسای دوا وادەکان: {rule.grace_days} ڕۆژ دوای بەسەرچوونی وادە تەنیا {_named_ckb(after, rule.verdicts)} دەدرێت."
            if rule
            else "ڕێسای دوا وادەکان: هەڵوەشێنرایەوە.",
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
            f"کۆتایی ماوەی حکوومەت: تەنیا {_named_ckb(after, term.closing_verdicts)} دەتوانێت بەڵێنێک دابخات."
            if term
            else "کۆتایی ماوەی حکوومەت: ڕێساکە هەڵوەشێنرایەوە.",
        )
    stale = ("أيام سكون الوعد", "Days before a promise is stale", "ئەو ڕۆژانەی بەڵێنێک تێیاندا بێدەنگە")
    again = ("حصة ما يعاد ترميزه", "Share coded again", "بەشی ئەوەی دووبارە کۆد دەکرێتەوە")
    for (ar, en, ckb), left, right in (
        (stale, before.staleness_days, after.staleness_days),
        (again, before.recoding_share, after.recoding_share),
    ):
        if left != right:
            yield f"{ar}: {right} (كانت: {left}).", f"{en}: {right} (was: {left}).", f"{ckb}: {right} (پێشتر: {left})."


def _named_ckb(codebook: Codebook, keys: tuple[str, ...]) -> str:
    return "، ".join(f"«{_ckb(codebook.verdict(key).label)}»" for key in keys)


def _levels(before: Codebook, after: Codebook) -> Iterator[Words]:
    for rule in RULES:
        left, right = level_of(before, rule.code), level_of(after, rule.code)
        if left != right:
            (ar, en, ckb), (was_ar, was_en, was_ckb) = _LEVELS[right], _LEVELS[left]
            yield (
                f"القاعدة: {rule.ar} صارت {ar} (كانت {was_ar}).",
                f"Rule: {rule.en} It now {en} (before, it {was_en}).",
                f"ڕێسا: {rule.ckb} ئێستا {ckb} (پێشتر {was_ckb}).",
            )
