"""Say by plain rules what a sentence does to a promise (supports, refutes, discusses) and how far the work has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from marsad.domain.reading import RUNGS
from marsad.pipeline.matching.lexicon import is_usual
from marsad.text.fold import fold
from marsad.text.tokens import Token, stem

# Words are compared by stem. What a promise itself says is no sign against it: «إيقاف حرق الغاز» is kept by an إيقاف.
_AGAINST = """
تأجيل تأجل أجل أجلت مؤجل إرجاء أرجأ أرجأت ترحيل تمديد تأخر تأخير متأخر تلكؤ متلكئ تعثر متعثر تعطل تعطيل عرقلة توقف متوقف إيقاف
انقطاع انقطع تعليق علق إلغاء ألغى ألغت تجميد فشل إخفاق أخفق عجز تنصل نكث خرق غياب يهدد تهدد عدول رفض رفضت انسداد
خسارة خسرت فقدت
"""
_KEPT = """
أوفى وفى تحقق تحقيق أنجز أنجزت إنجاز أكمل أكملت إكمال اكتمال افتتح افتتاح أتم إتمام انتهاء سلمت تسليم أطلق إطلاق باشر باشرت مباشرة
"""
_TALK = """
خبير خبراء محلل محللون باحث باحثون توقع توقعات يتوقع يرجح رجح استطلاع ندوة دراسة مقال رأي استعلام شروط خطوات تقدير تقديرات
احتمال تساؤل تساؤلات ينتقد انتقد طالب طالبت يطالب تطالب مطالبات ناشد ناشدت دعا دعت يدعو تدعو حث يحث حذر حذرت يحذر تحذير يعتبر
"""
# Who speaks from outside: what such a one says of a promise neither keeps nor breaks it.
_OUTSIDERS = "خبير خبراء محلل محللون محللين باحث باحثون باحثين مراقب مراقبون مراقبين مختص مختصون مختصين أكاديمي أكاديميون معهد"
# Verbs that bind or complete. News begins with its verb: what follows such a one is what was done, the rest is circumstance.
_ENACTS = """
صوت صوتت أقر أقرت وقع وقعت صادق صادقت وافق وافقت اتفق اتفقت شرع شرعت أنجز أنجزت أكمل أكملت اكتمل اكتملت افتتح افتتحت أتم أتمت
اختتم اختتمت سلم سلمت تسلم تسلمت استرد استردت أصدر أصدرت
"""
_MOVES = "نقل ترحيل تغيير تعديل تمديد"
_DAYS_OF_A_MOVE = 2
# Against the promise only after a negation.
_UNDONE = """
يتقدم تنفذ ينفذ يتحقق تتحقق ينجز تنجز يكتمل تكتمل تصل يصل ترسل يرسل يشرع تشرع يقر تقر يصدر تصدر يغلق تغلق يعين تعين يغادر تغادر
يبدأ تبدأ يدفع تدفع تصرف يصرف يتسلم تتسلم يفتتح تفتتح
"""
_RUNG_WORDS = {
    "announced": "أعلن أعلنت إعلان يعتزم تعتزم عزم تعهد وعد حدد تحديد موعد يخطط تخطط خطة اقتراح",
    "decided": """
وافق وافقت موافقة قرر قررت قرار أقر أقرت إقرار وقع وقعت توقيع صوت تصويت صادق مصادقة اتفق اتفاق عقد عقود أبرم إحالة أحيل خيارات
""",
    "funded": "خصص خصصت تخصيص تخصيصات موازنة تمويل ممول يمول يموله تمويله أودعت رصد رصدت",
    "under_way": """
باشر باشرت مباشرة بدأ بدأت بدء انطلق انطلاق انطلقت أطلق أطلقت إطلاق مستمر يستمر تستمر تواصل متواصل يجري يتقدم استئناف دفعة وجبة
مشمولين شمول وسعت وزعت توزيع انسحاب سحب إخلاء غادر غادرت غادروا عودة ارتفعت ارتفع صعد معدلات تقدما
""",
    "delivered": """
أكمل أكملت إكمال اكتمل اكتمال أنجز أنجزت إنجاز افتتح افتتحت افتتاح انتهى انتهت انتهاء أتم إتمام اختتم سلمت أغلق أوفى نتائج
أجري أجريت جرى جرت
""",
}
_HOPES = "يؤمل يتوقع متوقع مقرر مزمع يفترض سوف بحلول ينتظر يستعد تستعد لاستكمال"  # what follows has not come yet
_HOPE_REACH = 4
_NEGATIONS = frozenset(map(fold, ("لم", "لن", "لا", "ليس", "ليست", "غير", "عدم", "دون", "بدون")))
_NEGATION_REACH = 2
_REACH = 14  # words between a sign and the promise's words past which it speaks of something else
_FUTURE = ("سي", "ست", "سن", "وسي", "وست")


@cache
def _words(words: str) -> frozenset[str]:
    """Return *words* folded, each also with a joined و or ف: finite verbs are known by their form, not their stem."""
    return frozenset(joined + fold(word) for word in words.split() for joined in ("", "و", "ف"))


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


def _is_negated(found: Sequence[Token], place: int) -> bool:
    return any(
        token.word.removeprefix("و").removeprefix("ف") in _NEGATIONS for token in found[max(0, place - _NEGATION_REACH) : place]
    )


def _is_to_come(found: Sequence[Token], place: int) -> bool:
    before = found[max(0, place - _HOPE_REACH) : place]
    return found[place].word.startswith(_FUTURE) or any(token.stem in _stems(_HOPES) for token in before)


def _distance(place: int, anchors: Sequence[int]) -> int:
    return min((abs(place - anchor) for anchor in anchors), default=0)


def _signs(found: Sequence[Token], own: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield (stance, place) for each word of *found* that takes a stance; a negation turns support and refusal about."""
    for place, token in enumerate(found):
        negated = _is_negated(found, place)
        if token.stem in _stems(_AGAINST) and token.stem not in own:
            yield ("supports" if negated else "refutes"), place
        elif token.stem in _stems(_KEPT) or (negated and token.stem in _stems(_UNDONE)):
            yield ("refutes" if negated else "supports"), place
        elif token.stem in _stems(_TALK):
            yield "discusses", place


def stance(
    found: Sequence[Token], own: frozenset[str], head: Sequence[Token] = (), days_named: int = 0, beside: Sequence[Token] = ()
) -> str:
    """Return what the sentence *found* does to the promise whose stems are *own*: the sign nearest to its words decides.

    A sentence that moves something and names two days (*days_named*) moves it from the one to the other: that refutes, as
    a postponement does. One whose first sign is a verb that enacts or completes the promised thing supports, whatever its
    circumstances. Where the sentence holds no sign the headline *head* is asked, then the sentences *beside* it: what
    outsiders say there makes it a discussion.
    """
    if days_named >= _DAYS_OF_A_MOVE and any(token.stem in _stems(_MOVES) and not _is_definite(token) for token in found):
        return "refutes"
    if _is_enacted(found, own):
        return "supports"
    said, headline = _nearest(found, own), _nearest(head, own)
    if said == "discusses" and headline == "refutes":  # whoever speaks of it, the headline tells what came of it
        return headline
    return said or headline or ("discusses" if _is_from_outside(beside) else "supports")


def _is_definite(token: Token) -> bool:
    # النقل is a ministry's business, نقل a move.
    return token.word.startswith(("ال", "وال", "لل"))


def _is_enacted(found: Sequence[Token], own: frozenset[str]) -> bool:
    """Return whether the first sign in *found* is a verb that enacts, and what it enacts is the promise's and no setback."""
    verb = next((place for place, token in enumerate(found) if token.word in _words(_ENACTS)), None)
    telling = [place for place, token in enumerate(found) if token.stem in own and not is_usual(token.stem)]
    if verb is None or not telling or telling[-1] <= verb or _is_negated(found, verb) or _is_to_come(found, verb):
        return False
    thing = next(place for place in telling if place > verb)
    return all(place == verb or said == "supports" for said, place in _signs(found[:thing], own))


def _is_from_outside(found: Sequence[Token]) -> bool:
    return any(token.stem in _stems(_OUTSIDERS) for token in found)


def _nearest(found: Sequence[Token], own: frozenset[str]) -> str | None:
    anchors = [place for place, token in enumerate(found) if token.stem in own]
    order = ("refutes", "discusses", "supports")
    signs = [(_distance(place, anchors), order.index(said), said) for said, place in _signs(found, own)]
    near = min((sign for sign in signs if sign[0] <= _REACH), default=None)
    return near[2] if near else None


def rung(found: Sequence[Token]) -> str:
    """Return the highest rung that the sentence *found* speaks of as reached; "announced" where it speaks of none."""
    reached = set(_rungs(found))
    return max(reached, key=RUNGS.index, default=RUNGS[0])


def _rungs(found: Sequence[Token]) -> Iterable[str]:
    for place, token in enumerate(found):
        if _is_negated(found, place) or _is_to_come(found, place):
            continue
        for name in RUNGS:
            if token.stem in _stems(_RUNG_WORDS[name]):
                yield name
