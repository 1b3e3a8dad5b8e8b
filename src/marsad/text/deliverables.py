"""Find things to be delivered in Arabic words (a timetable, a law, a contract), and whether words tell of them or deny them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.text.fold import fold
from marsad.text.tokens import sentences


@dataclass(frozen=True, slots=True)
class DeliverableKind:
    """A kind of thing to be delivered: its name in Arabic and English, and its words, folded."""

    key: str
    ar: str
    en: str
    words: re.Pattern[str]


_HEAD = r"(?<!\w)(?:[وف]?(?:ال|لل|بال|[بلك])?)"


def _kind(key: str, ar: str, en: str, *words: str) -> DeliverableKind:
    return DeliverableKind(key, ar, en, re.compile(f"{_HEAD}(?:{'|'.join(fold(word) for word in words)})(?!\\w)"))


DELIVERABLES = (
    _kind(
        "timetable",
        "جدول زمني",
        "timetable",
        "جدول (?:ال)?زمني",
        "جدولا زمنيا",
        "جداول (?:ال)?زمنية",
        "جدولة",
        "سقف (?:ال)?زمني",
        "سقفا زمنيا",
        "برنامج (?:ال)?زمني",
        "توقيتات",
        "جدول (?:ال)?انسحاب",
    ),
    _kind("law", "قانون", "law", "قانون", "قانونا", "قوانين", "تشريع", "تشريعا", "تشريعات"),
    _kind("contract", "عقد", "contract", "عقدا", "عقود", "عقودا", "عقد مع", "عقد مشروع", "عقد تنفيذ", "تعاقد"),
    _kind("agreement", "اتفاق", "agreement", "اتفاق", "اتفاقا", "اتفاقية", "مذكرة تفاهم", "معاهدة"),
    _kind("strategy", "استراتيجية أو خطة", "strategy or plan", "استراتيجية", "خطة", "خططا", "خطط", "خارطة طريق"),
    _kind("vision", "رؤية", "vision", "رؤية", "رؤيا"),
    _kind("committee", "لجنة أو هيئة", "committee or body", "لجنة", "لجانا", "هيئة", "مجلس اعلى"),
    _kind("report", "تقرير", "report", "تقرير", "تقريرا", "تقارير"),
)
BY_KEY = {kind.key: kind for kind in DELIVERABLES}

# A promise promises a thing when a word of making it stands close before; a timetable is promised wherever it is named.
_MAKING_WORDS = (
    "(?:انتاج|اعداد|وضع|اصدار|اقرار|تشريع|سن|توقيع|ابرام|تشكيل|تاليف|انشاء|تاسيس|نشر|اطلاق|اعتماد|صياغة|تقديم|بلورة|انجاز)",
    "(?:وصولا|الوصول|التوصل) الى",
    "[يتن](?:صدر|ضع|عد|قر|وقع|شكل|نجز|قدم)",
)
_MAKING = re.compile(f"{_HEAD}(?:{'|'.join(map(fold, _MAKING_WORDS))})(?!\\w)")
_NOT_WORDS = "لم|لا(?! (?:[يت]زال|شك|خلاف))|لن|ليس|ليست|دون|بدون|بلا|غياب|انعدام|عدم"
_NOT = re.compile(f"{_HEAD}(?:{_NOT_WORDS})(?!\\w)")
# The thing may stand first: «القانون لم يصدر بعد», with no stop or comma between.
_NOT_AFTER = re.compile(
    r"\w*[^،؛:,;]{0,30}? (?:لم|لن) [يت](?:صدر|قر|علن|عرض|وقع|برم|نشر|نجز|شكل|وضع|عد|طبق|نفذ|كتمل|شرع|ر النور|بصر النور)(?!\w)"
)
_NEAR = 45  # letters before: a verb, its subject and an adjective or two


def promised(text: str) -> frozenset[str]:
    """Return the keys of what *text*, a promise, says that it will bring about."""
    key = fold(text)
    return frozenset(kind.key for kind in DELIVERABLES if any(_is_promised(key, at, kind) for at in _places(key, kind)))


def _places(key: str, kind: DeliverableKind) -> Iterator[int]:
    return (found.start() for found in kind.words.finditer(key))


def _is_promised(key: str, at: int, kind: DeliverableKind) -> bool:
    return kind.key == "timetable" or _MAKING.search(key, max(0, at - _NEAR), at) is not None


def told_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of what *text*, a piece of evidence, tells of, and of what it says there is none of."""
    affirmed: set[str] = set()
    denied: set[str] = set()
    for start, end in sentences(text):
        key = fold(text[start:end])
        for kind in DELIVERABLES:
            for at in _places(key, kind):
                is_denied = _NOT.search(key, max(0, at - _NEAR), at) is not None or _NOT_AFTER.match(key, at) is not None
                (denied if is_denied else affirmed).add(kind.key)
    return frozenset(affirmed), frozenset(denied)
