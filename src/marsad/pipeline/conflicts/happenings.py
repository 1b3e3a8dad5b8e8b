"""The words that tell of a happening and of its opposite, leaving and staying, ending, putting off; and of how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from marsad.pipeline.conflicts.context import folded_words
from marsad.text.fold import fold

Family = tuple[str, int]
_SHORTEST = 4

# family: words for it, words for its opposite. `_forms` adds the persons, the future and the endings of verbs.
_FAMILIES: dict[str, tuple[str, str]] = {
    "leave": (
        "غادر يغادر مغادرة انسحب ينسحب انسحاب خرج يخرج خروج أخلى أخلت إخلاء خاليا خالية خلو خال",
        "بقي بقيت بقوا باق باقون باقية باقين بقاء متمركز متمركزة يرابط مرابط مرابطة مرابطون "
        "متواجد متواجدة متواجدون متواجدين يتواجد يتواجدون",
    ),
    "finish": (
        "انتهى انتهت ينتهي انتهاء إنهاء أنهى أنهت ينهي أنجز ينجز إنجاز اكتمل يكتمل اكتمال أكمل يكمل إكمال استكمل يستكمل "
        "استكمال أتم إتمام اختتم",
        "",
    ),
    "start": (
        "بدأ يبدأ بدأوا بدء انطلق ينطلق انطلاق باشر يباشر مباشرة شرع يشرع دشن يدشن تدشين",
        "",
    ),
    "stop": (
        "توقف يتوقف متوقف متوقفة علق يعلق تعليق انقطع ينقطع انقطاع أوقف إيقاف",
        "استأنف يستأنف استؤنف استئناف استمر يستمر مستمر مستمرة تواصل يتواصل متواصل متواصلة",
    ),
    "close": (
        "أغلق يغلق إغلاق غلق مغلق مغلقة مغلقا",
        "افتتح يفتتح افتتاح مفتوح مفتوحة مفتوحا فتح",
    ),
    "approve": (
        "وافق يوافق موافقة أقر أقرت يقر إقرار صادق صادقت يصادق مصادقة صوت يصوت تصويت",
        "",
    ),
    "sign": (
        "وقع يوقع توقيع أبرم يبرم إبرام",
        "",
    ),
    "arrive": (
        "وصل يصل وصول حط حطت استقبل يستقبل استقبال تسلم يتسلم استلم يستلم",
        "",
    ),
    "postpone": (
        "أجل يؤجل تأجيل مؤجل أرجأ يرجئ إرجاء",
        "",
    ),
    "cancel": (
        "ألغى ألغت يلغي إلغاء ألغي ملغى",
        "",
    ),
    "appoint": (
        "تعيين",
        "استقال يستقيل استقالة أقال يقيل إقالة أقيل أعفى أعفت يعفي إعفاء أعفي عزل يعزل",
    ),
    "attack": (
        "هاجم يهاجم هجوم هجمات قصف يقصف استهدف يستهدف استهداف استهدافه ضربة ضربات غارة غارات",
        "",
    ),
    "kill": (
        "قتل يقتل مقتل قتيل قتيلا قتلى استشهد استشهاد شهيد شهداء مصرع مصرعهم مصرعه توفي وفاة",
        "",
    ),
    "arrest": (
        "اعتقل يعتقل اعتقال القبض احتجز احتجاز توقيف أوقفت",
        "",
    ),
    "pay": (
        "دفع دفعت يدفع تدفع صرفت تمويل مول سدد يسدد تسديد إرسال أرسل يرسل تحويل حولت",
        "",
    ),
    "award": (
        "أحال أحالت يحيل إحالة منح يمنح فاز يفوز فوز ظفر ظفرت رست رسا",
        "",
    ),
    "carry out": (
        "نفذ ينفذ تنفيذ شيد يشيد تشييد إنشاء أنشأ أنشأت ينشئ إعمار",
        "",
    ),
    "chair": (
        "ترأس يترأس رئاسته برئاسة",
        "",
    ),
    "order": (
        "أمر يأمر أوعز يوعز إيعاز وجه يوجه",
        "",
    ),
}
_EVENTS = frozenset({"leave", "finish", "start", "stop", "close", "approve", "postpone", "cancel"})  # plain enough to be denied
_MANY = frozenset({"attack", "kill", "arrest", "pay", "carry out", "award", "order", "chair"})
# To do a part of this is not to do it. What starts with its first part has started.
_WITH_PARTS = frozenset({"leave", "finish", "stop", "close", "cancel", "approve"})
LEAVE = "leave"
# Names of happenings: they assert nothing until a word before them does.
_NOUNS = folded_words(
    """
هجوم هجمات قصف استهداف ضربة ضربات غارة غارات مقتل قتيل قتيلا قتلى استشهاد شهيد شهداء مصرع وفاة اعتقال القبض احتجاز توقيف
تمويل تسديد إرسال تحويل إحالة فوز تنفيذ تشييد إنشاء إعمار رئاسة برئاسة إيعاز انتصار إعفاء عزل تصويت فتح
تعليق مغادرة انسحاب خروج إخلاء خلو بقاء انتهاء إنهاء إنجاز اكتمال إكمال استكمال إتمام بدء انطلاق مباشرة تدشين انقطاع إيقاف
استئناف إغلاق غلق افتتاح موافقة إقرار مصادقة توقيع إبرام وصول استقبال تأجيل إرجاء إلغاء تعيين استقالة إقالة
"""
)
ASSERTING = folded_words("تم تمت جرى جرت أعلن أعلنت إعلان أكد أكدت أشار أشارت بعد منذ عقب إثر أفاد أفادت يفيد")
DONE = folded_words("تم تمت جرى جرت أعيد أعيدت")  # with these a name of a happening says that it happened
# With «من» after it: nobody is left.
FOR_GOOD = folded_words("خال خاليا خالية خلو")
TOTAL = folded_words(
    """
كل كلها كله كليا كلي جميع جميعا جميعها كافة كامل كاملة كاملا الكامل الكاملة بالكامل بكامل تماما نهائيا آخر برمته برمتها
بأكمله بأكملها بأسره مطلقا أي
"""
)
PARTIAL = folded_words(
    """
جزئي جزئيا جزئية جزء جزءا بعض معظم أغلب غالبية نصف ثلث ربع النصف الثلث الربع مرحلة المرحلة دفعة الدفعة وجبة الوجبة عدا
باستثناء تدريجيا محدود محدودة
"""
)


@cache
def _families() -> dict[str, Family]:
    found: dict[str, Family] = {}
    for name, sides in _FAMILIES.items():
        for sense, listed in zip((1, -1), sides, strict=True):
            for word in listed.split():
                for form in _forms(fold(word)):
                    found.setdefault(form, (name, sense))
    return found


def _forms(word: str) -> Iterator[str]:
    """Yield the forms of a listed word: past with its endings, present with its persons and its future."""
    yield from (word, f"{word}ت", f"{word}وا", f"{word}ا")
    if word.startswith("ي"):
        for person in "يت":
            for future in ("", "س"):
                yield from (f"{future}{person}{word[1:]}", f"{future}{person}{word[1:]}ون")


@lru_cache(maxsize=100_000)
def family(word: str) -> Family | None:
    """Return what the folded *word* says happens: the family and 1, or -1 for its opposite; None for other words.

    Whole words are compared, not stems or roots: مشروع is no شروع and سلمان no تسليم.
    """
    found = _families()
    for form in _bare(word):
        if form in found:
            return found[form]
    bare = next((word[: -len(end)] for end in ("ها", "هم", "ه") if word.endswith(end)), "")
    return family(bare) if len(bare) >= _SHORTEST else None


def family_term(of: Family) -> str:
    """Return the key by which all words of a family meet among the words around a statement."""
    return f"{of[0]}{of[1]}"


def is_family_term(term: str) -> bool:
    """Return whether *term* is the key of a family."""
    return term.isascii() and term.rstrip("-1") in _FAMILIES


def is_single_term(term: str) -> bool:
    """Return whether *term* is the key of what is done once: of blows, deaths, arrests and payments there are many."""
    return is_family_term(term) and term.rstrip("-1") not in _MANY


def is_event(of: Family) -> bool:
    """Return whether what happens is plain enough for a page to deny it."""
    return of[0] in _EVENTS


def has_parts(of: Family) -> bool:
    """Return whether doing a part of this is not doing it."""
    return of[0] in _WITH_PARTS


def is_noun(word: str) -> bool:
    """Return whether the folded *word* names a happening without asserting it: خروج, not خرج."""
    return any(form in _NOUNS or form.removesuffix("ها").removesuffix("هم").removesuffix("ه") in _NOUNS for form in _bare(word))


def _bare(word: str) -> Iterator[str]:
    """Yield *word* as it is and without each of the letters that may be written onto its beginning: بقاء and وصول begin so."""
    for joined in ("", "و", "ف"):
        for article in ("", "ال", "بال", "لل", "ب", "ل"):
            if word.startswith(joined + article):
                yield word[len(joined + article) :]
