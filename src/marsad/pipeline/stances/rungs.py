"""How far the work has come: the words of each rung, told as reached, negated, or still to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from marsad.domain.reading import RUNGS
from marsad.pipeline.stances.sign_words import NEGATION_REACH, NEGATIONS, is_to_come
from marsad.text.fold import fold
from marsad.text.tokens import Token, stem

_WORDS = {
    "announced": "أعلن أعلنت يعتزم تعتزم تعهد تعهدت وعد وعدت يخطط تخطط حدد حددت ينوي تنوي يستعد تستعد",
    "decided": """
وافق وافقت قرر قررت أقر أقرت وقع وقعت صوت صوتت صادق صادقت اتفق اتفقت أبرم أبرمت أحال أحالت أحيل أحيلت أصدر أصدرت وقعا كلف كلفت شكل
شكلت وجه وجهت ألزم ألزمت سن سنت شرعت أمر أمرت اختار اختارت رسا رست فاز فازت
""",
    "funded": """
خصص خصصت خصصا أودع أودعت رصد رصدت مول مولت يمول يموله تموله صرف صرفت أطلقت اقترض اقترضت أدرج أدرجت مدرج ممول ممولة رصدنا خصصنا
""",
    "under_way": """
باشر باشرت بدأ بدأت انطلق انطلقت أطلق أطلقت شرع شرعت يستمر تستمر تواصل تتواصل يتواصل يجري تجري يتقدم تتقدم وسعت وزعت وزع غادرت
غادروا عاد عادت ارتفعت ارتفع صعد بلغت بلغ وصلت وصل تنفذ ينفذ يعمل تعمل أدخلت أدخل نصبت نصب انسحبت انسحب أعيد أعيدت استقبلت تراجعت
انخفضت تراجع انخفض زاد زادت دخلت دخل تسلم تسلمت نقل نقلت سلمت ضبطت استأنف استأنفت
""",
    "delivered": """
أكمل أكملت اكتمل اكتملت أنجز أنجزت افتتح افتتحت انتهى انتهت أتم أتمت اختتم اختتمت أغلق أغلقت أوفى أوفت أجري أجريت جرى جرت تسلمت
شغلت شغل دشن دشنت طويت طوي أنهى أنهت غادر
""",
}
_NOUNS = {
    "announced": "إعلان عزم تعهد وعد خطة نية اقتراح مقترح دراسة مذكرة",
    "decided": "موافقة قرار إقرار توقيع تصويت مصادقة اتفاق اتفاقية عقد عقود إحالة تعاقد قانون مرسوم تكليف لجنة",
    "funded": "تخصيص تخصيصات مخصصات موازنة تمويل ميزانية قرض اعتماد سلفة صرف",
    "under_way": """
مباشرة بدء انطلاق إطلاق مستمر متواصل استئناف دفعة وجبة مشمولين شمول توزيع انسحاب سحب إخلاء عودة معدلات تقدم تنفيذ إنجاز مرحلة حفر
تأهيل أعمال نسبة نسب بناء تجريبي جار جارية مستمرة
""",
    "delivered": "إكمال اكتمال افتتاح انتهاء إتمام نتائج تدشين مكتمل منجز كامل نهائي تشغيل آخر",
}
_AHEAD = """
يؤمل يتوقع متوقع المتوقع مقرر المقرر مزمع المزمع يفترض سوف بحلول ينتظر المنتظر يستعد تستعد لاستكمال يعتزم تعتزم ينوي تنوي يخطط
تخطط يجب ينبغي طالب طالبت دعا دعت قبل لحين سيتم موعد بانتظار
"""
_AHEAD_REACH = 4
STATES = ("reached", "ahead")


class Step(NamedTuple):
    """A word of the rung *rung* at the word *place* of a sentence, as one of STATES."""

    rung: str
    state: str
    place: int
    word: Token


def steps(found: Sequence[Token]) -> Iterable[Step]:
    """Yield the words of rungs in *found*; what is negated is not told at all."""
    words, nouns, coming = _by_word(), _by_stem(), _ahead()
    ahead_at = negated_at = -100
    for place, token in enumerate(found):
        bare = token.word[1:] if token.word.startswith(("و", "ف")) else token.word
        if token.word in NEGATIONS or bare in NEGATIONS:
            negated_at = place
            continue
        is_coming = is_to_come(token.word)
        if place - negated_at > NEGATION_REACH:
            known = words.get(token.word, ()) + nouns.get(token.stem, ())
            if is_coming and not known:
                root = bare[2:]  # سيفتتح is known by افتتح, سيباشر by باشر
                known = words.get(root, ()) or words.get(f"ا{root}", ())
            state = "ahead" if is_coming or place - ahead_at <= _AHEAD_REACH else "reached"
            for rung in dict.fromkeys(known):
                yield Step(rung, state, place, token)
        if is_coming or token.word in coming or bare in coming:
            ahead_at = place


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    return _turned({rung: {j + fold(word) for word in _WORDS[rung].split() for j in ("", "و", "ف")} for rung in RUNGS})


@cache
def _by_stem() -> dict[str, tuple[str, ...]]:
    return _turned({rung: set(map(stem, _NOUNS[rung].split())) for rung in RUNGS})


@cache
def _ahead() -> frozenset[str]:
    return frozenset(map(fold, _AHEAD.split()))


def _turned(kinds: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, tuple[str, ...]] = {}
    for rung, words in kinds.items():
        for word in words:
            turned[word] = (*turned.get(word, ()), rung)
    return turned
