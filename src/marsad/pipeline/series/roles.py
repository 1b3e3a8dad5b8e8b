"""Say what part a number plays in its sentence: it holds, is planned, held before, or is none of a course at all."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.pipeline.conflicts.context import folded_words
from marsad.pipeline.conflicts.words import DENIALS, GROWTH, NEGATIONS, TOLLS, is_plan
from marsad.text.amounts.relations import relation_before
from marsad.text.tokens import Token

HOLDS, PLANNED, FORMER, APART = "holds", "planned", "former", "apart"
_BEFORE = 12  # words before a number in which its verb stands
_AFTER = 9  # words after it in which its deadline stands
_CLOSE = 4
_DENIED = 7  # words before a number in which "not" takes it away
_MOST_OF_RELATION = 5

# After these stands the level that is reached, whatever verb moved it.
_REACHED = folded_words("إلى الى لتبلغ ليبلغ بلغ بلغت يبلغ تبلغ ليصل لتصل وصل وصلت يصل تصل عند ليبقى بقي يبقى تبقى بات صار أصبح")
# These bring people and things in or out: what follows is a batch, no level.
_MOVED = folded_words(
    """
سحب سحبت تسحب يسحب انسحاب بسحب إرسال أرسل أرسلت ترسل إضافة أضاف زيادة زاد تقليص نقل نقلت إجلاء أجلت إعادة أعاد أعادت عودة عاد
عادت بعودة غادر غادرت غادروا مغادرة استقبل استقبلت وصول قتل مقتل إصابة أصيب اعتقال اعتقلت دفعة وجبة الدفعة الوجبة إيفاد تخريج
افتتاح افتتح افتتحت تسليم تسلم وزع وزعت توزيع خروج خرج دخول دخل إطلاق منح منحت شراء بيع تدمير ضبط ضبطت خسارة خسرت فقد فقدت
"""
)
# So do these, however long the name of who did it: «افتتح رئيس الوزراء …، أمس السبت، 790 مدرسة».
_HANDED = folded_words(
    """
افتتح افتتحت يفتتح تفتتح دشن دشنت وزع وزعت سلم سلمت استقبل استقبلت أعاد أعادت منح منحت وقع وقعت رحل رحلت عين عينت أطلق أطلقت
"""
)
_CLAUSES = folded_words("إن أن بأن حيث التي الذي الذين فيما بينما")
# What is to be built is a target.
_FOR = folded_words("لبناء لتشييد لإنشاء لإقامة لتنفيذ لتوزيع لإيواء لاستيعاب لتأهيل لتجهيز لتوفير")
# The dead, hurt and taken of one event are counted for that event.
_FALLEN = TOLLS | folded_words(
    "لقي لقوا مصرعهم حتفهم قضى قضوا قضت أعدم أعدمت إعدام ضحيتها راح جثة العثور عثر بمقتل ومقتل مقتولين أسروا أسر"
)
_AWAY = folded_words("مسافة مبعدة تبعد يبعد بعمق عمق طوله")  # how far something lies is no course
_AT_A_DISTANCE = ["علي", "بعد"]
# A whole that is told beside them makes of a batch a total again.
_TOTALS = folded_words("إجمالي الإجمالي مجموع المجموع حصيلة عدد أعداد عددهم عددها نسبة نسبته نسبتها معدل")
_BY = folded_words("بنسبة بمقدار بواقع بزيادة بانخفاض بارتفاع بنمو قدرها قدره بفارق")
_ONCE = folded_words("كان كانت كانوا سابقا مقارنة مقابل بدلا بدل قياسا نزولا صعودا ارتفاعا انخفاضا هبوطا مقارنا مقارنته")
_AFTER_ONCE = folded_words("سابقا آنذاك حينها حينذاك وقتها")
_PARTS = folded_words("منهم منها بينهم بينها ضمنهم ضمنها بضمنهم بضمنها منهن")
_NEEDS = folded_words("تحتاج يحتاج احتياج حاجة بحاجة نقص عجز العجز النقص مطلوب المطلوب")
# Before a verb of the present these speak of what one reckons will come.
_RECKONED = folded_words("تقدر يقدر تأمل يأمل نأمل وعد وعدت يعد تتطلع يتطلع تنوي")
_UP_TO = folded_words("إلى الى عند")  # «ارتفعت إلى 67 في المئة» is a level, «ارتفعت 67 في المئة» a growth
_STILL = folded_words("تزال يزال زال زالت يزالون")  # «لا تزال 300 عائلة» denies nothing
_THAT, _FROM, _TO = frozenset({"ان", "بان"}), folded_words("من"), folded_words("إلى الى")
_PRESENT = ("ت", "ي", "ن")


def relation_start(found: tuple[Token, ...], start: int, first: int) -> int:
    """Return where the words begin that say "about", "less than" of the number at *start*, in a sentence from *first*."""
    place = bisect_left(found, start, key=lambda token: token.start)
    near = [token for token in found[max(0, place - _MOST_OF_RELATION) : place] if token.start >= first]
    sign, count = relation_before([token.word for token in near])
    return near[-count].start if sign and count else start


def role_of(
    found: tuple[Token, ...],
    span: tuple[int, int],
    words: tuple[int, int],
    others: list[tuple[int, int]],
    *,
    is_share: bool = False,
) -> str:
    """Return the part of the number whose words, "less than" with them, are *words*, in the sentence *span*.

    *others* are the other numbers' words in the sentence, in order; *is_share* says that it is a percentage.
    """
    start, end = words
    earlier = [other for other in others if other[1] <= start]
    since = earlier[-1][1] if earlier else span[0]
    place = bisect_left(found, start, key=lambda token: token.start)
    before = [token.word for token in found[max(0, place - _BEFORE) : place] if token.start >= span[0]]
    own = [token.word for token in found[max(0, place - _BEFORE) : place] if token.start >= since]
    rest = bisect_left(found, end, key=lambda token: token.start)
    after = [token.word for token in found[rest : rest + _AFTER] if token.start < span[1]]
    if (
        not _FALLEN.isdisjoint(after[:_CLOSE])
        or _is_apart(before, own)
        or (is_share and not GROWTH.isdisjoint(own) and own[-1] not in _UP_TO)
    ):
        return APART
    if _is_former(own, after, followed=_leads_to(found, end, others)):
        return FORMER
    return PLANNED if _is_planned(before, own, after, own_end=_words_until(found, end, others)) else HOLDS


def _is_apart(before: list[str], own: list[str]) -> bool:
    """Return whether the number is a part, a batch, a need, a change, or denied."""
    close = own[-_CLOSE:]
    if not _PARTS.isdisjoint(close) or not _NEEDS.isdisjoint(close) or not DENIALS.isdisjoint(before):
        return True
    if not _FALLEN.isdisjoint(own[-_CLOSE - 3 :]) or not _AWAY.isdisjoint(own[-_CLOSE:]) or own[-2:] == _AT_A_DISTANCE:
        return True
    if any(word in NEGATIONS and next_word not in _STILL for word, next_word in pairwise([*own[-_DENIED:], ""])):
        return True
    if own and own[-1] in _BY:
        return True
    clause = max((place for place, word in enumerate(own) if word in _CLAUSES), default=-1)
    reached = max((place for place, word in enumerate(own) if word in _REACHED or word in _TOTALS), default=-1)
    moved = max((place for place, word in enumerate(own) if word in _MOVED), default=-1)
    grown = max((place for place, word in enumerate(own) if word in GROWTH), default=-1)
    handed = max((place for place, word in enumerate(own) if word in _HANDED), default=-1)
    return (
        handed > max(reached, clause)
        or (moved >= len(own) - _CLOSE and moved > reached and moved >= 0)
        or (grown >= len(own) - 2 and grown > reached >= -1)
    )


def _is_former(own: list[str], after: list[str], *, followed: bool) -> bool:
    """Return whether the number held before: «بعد أن كان 2500», «من 5200 إلى …», «مقابل 400»."""
    if own and own[-1] in _FROM and followed:
        return True
    return not _ONCE.isdisjoint(own[-_CLOSE - 2 :]) or not _AFTER_ONCE.isdisjoint(after[:_CLOSE])


def _leads_to(found: tuple[Token, ...], end: int, others: list[tuple[int, int]]) -> bool:
    """Return whether «إلى» and another number follow."""
    following = next((other for other in others if other[0] >= end), None)
    return following is not None and any(word in _TO for word in _words_between(found, end, following[0]))


def _words_between(found: tuple[Token, ...], start: int, end: int) -> list[str]:
    place = bisect_left(found, start, key=lambda token: token.start)
    words = []
    for token in found[place : place + _AFTER]:
        if token.start >= end:
            break
        words.append(token.word)
    return words


def _words_until(found: tuple[Token, ...], end: int, others: list[tuple[int, int]]) -> int:
    """Return how many words follow before the next number."""
    following = next((other[0] for other in others if other[0] >= end), None)
    return _AFTER if following is None else len(_words_between(found, end, following))


def _is_planned(before: list[str], own: list[str], after: list[str], *, own_end: int) -> bool:
    """Return whether the number is a target or a forecast: by words before it, or a deadline after it."""
    if any(is_plan(word) for word in own) or not _FOR.isdisjoint(own[-_CLOSE:]):
        return True
    for place, word in enumerate(before[:-2]):
        if word in _RECKONED and before[place + 1] in _THAT:
            return True
        if word in _RECKONED and any(part in _THAT for part in before[place + 1 : place + 5]):
            return any(part.startswith(_PRESENT) for part in before[place + 2 :])
    return any(is_plan(word) for word in after[:own_end])
