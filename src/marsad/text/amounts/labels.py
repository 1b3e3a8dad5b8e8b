"""Tell numbers that name, order or time a thing from numbers that count: law 140, brigade 56, 8 o'clock, a score."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.text.amounts.word_lists import listed
from marsad.text.dates.months import MONTH
from marsad.text.digits import Numeral

_STRONG = frozenset(listed("رقم برقم مرقم هاتف تلفون تليفون موبايل جوال واتساب فاكس صفحه ص قناه نسخه ماده الماده فقره"))
# These name by number only what no noun, scale or percent follows: "the brigade 56" but "the law has 12 articles".
_WEAK = frozenset(
    listed(
        "قانون قرار لواء فوج فرقه كتيبه سريه فيلق قاعده طريق شارع طابق غرفه جناح بند ملحق جدول قطاع محله زقاق حي "
        "بلوك منصه بوابه رحله نموذج طراز قسم فصل باب جزء مجلد مجموعه وحده محطه رقعه خط جيل مرحله ذكري يوم مرتبه "
        "مركز دقيقه جلسه جوله قرن حلقه دوره طبعه اللجنه سلسله صنف صاروخ طايره دبابه ايفون ويندوز كوفيد ديواني ف اف ام "
        "ميغ سوخوي سو مي ابرامز هاتفه مونديال فورمولا جي ساعه الساعه عام"
    )
)
_YEARS = frozenset(listed("عام عامي سنه لسنه سنتي لعام وعام اعوام سنوات"))
_ORDERED = frozenset(
    listed(
        "ذكري دوره قمه موتمر نسخه جوله يوم عام مره مرتبه مركز اجتماع جلسه قرن معرض مهرجان ماده فقره اسبوع شهر "
        "طبعه دقيقه حلقه بطوله كاس فوج لواء فرقه كتيبه حكومه برلمان ساعه سنه عيد ولايه طابق مجموعه"
    )
)
_YEAR_BEFORE = frozenset(
    listed(
        "في منذ حتي خلال قبل بعد رويه خطه موازنه انتخابات مونديال كاس بطوله موسم استراتيجيه اجنده صيف شتاء ربيع "
        "خريف مطلع اوايل اواخر نهايه بدايه منتصف بحلول لعام عام وفي ومنذ وحتي غايه ميزانيه نيسان ايار اب"
    )
)
_DECIDED = ("قرار", "القرار", "قانون", "القانون", "بالقرار", "للقرار", "والقرار", "لقرار")
_ARTICLE = re.compile(r"^(?:[وفبل]{0,2}?ال|لل)")
_CLOCK = re.compile(
    r"[:٫](?=\d\d(?!\d))| ?: ?\d\d(?!\d)(?: ?[صم](?!\w))?"
    r"| {1,2}(?:صباحا|مساء|ظهرا|ليلا|فجرا|عصرا|بتوقيت|بعد الظهر|قبل الظهر)(?!\w)"
)
_DAY_AFTER = re.compile(rf" {{1,2}}(?:من )?{MONTH}(?!\w)")
_ERA = re.compile(r" ?(?:ه|هـ|م)(?!\w)| ?(?:ميلاديه?|هجريه?)(?!\w)")
_LONG_AGO = re.compile(r" ?(?:ه(?!\w)|هجريه?(?!\w)|قبل الميلاد(?!\w)|ق ?\. ?م(?!\w))")
_OTHER_ERA = re.compile(r"\d ?(?:ه|م) ?[/-] ?$")  # «1308 هـ / 1891»
_SCORE = re.compile(r" ?[-+] ?(?P<other>\d{1,3})(?![\d.,٪%/])(?! {0,2}(?:%|ب?في? ?الم[اي]))")
_SCORED = re.compile(
    r"(?:نتيجه|بنتيجه|فوز\w{0,3}|فاز|فازت|تعادل\w{0,2}|خسر\w{0,2}|خساره\w{0,2}|هزم\w{0,3}|تغلب|تغلبت|باهداف|مباراه)\W"
)
_LIST_AFTER = re.compile(r" ?(?:[-.)\]:] {0,3}|- )(?=[^\s\d.)])")
_MODEL = re.compile(r"(?:[A-Za-z]|[^\W\d_]{2,})-$")
_JOINED_DASH = re.compile(r"(?:^|[^\w])(?:ال|وال|بال|لل|فال)-$")
_LATIN = re.compile(r"[A-Za-z]{2,}$")


@lru_cache(maxsize=4096)
def _without_article(word: str) -> str:
    return _ARTICLE.sub("", word) or word


def skipped_to(text: str, numeral: Numeral, words: list[str], *, joined: str, is_counted: bool) -> int:
    """Return where to read on after a number that is no amount, 0 for one that may be.

    *words* stand before it, *joined* is the particle written on to it, *is_counted* says that a noun, scale or percent follows.
    """
    start, end = numeral.start, numeral.end
    last = words[-1].rstrip(":(") if words else ""
    bare = _without_article(last)
    if bare in _STRONG or last in _STRONG or (text[start - 1 : start] in ("#", "@", "№") and start):
        return end
    if joined.endswith("ال") and bare in _ORDERED:
        return end
    if numeral.in_words:
        return 0
    if bare in _YEARS and joined != "ال" and (_is_year(numeral) or not is_counted or _ERA.match(text, end)):
        return end
    if not is_counted and (bare in _WEAK or _LATIN.search(last) or _is_decision(numeral, words)):
        return _score(text, numeral) or end
    if not is_counted and (bare in _YEAR_BEFORE or last in _YEAR_BEFORE) and end - start == 4 and 1900 <= numeral.value <= 2100:
        return end
    return _marked(text, numeral, is_counted)


def _is_year(numeral: Numeral) -> bool:
    return 1000 <= numeral.value <= 2200 and numeral.scale == 1 and numeral.end - numeral.start == 4


def _is_decision(numeral: Numeral, words: list[str]) -> bool:
    """Tell a decision's number after the name of who took it: «قرار مجلس الأمن 2254»."""
    return numeral.value >= 100 and numeral.scale == 1 and any(word in _DECIDED for word in words[-4:-1])


def _marked(text: str, numeral: Numeral, is_counted: bool) -> int:
    """Return where to read on after a number whose own marks make it a code, a clock time, a day, a score or a list's number."""
    start, end = numeral.start, numeral.end
    written = text[start:end]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if numeral.value <= 31 and (after in (":", "٫") or (after == " " and not text[end + 1 : end + 2].isdecimal())):
        clock = _CLOCK.match(text, end)
        if clock and written.isdecimal() and numeral.value < 25:
            return clock.end() + 2 if clock.group() in (":", "٫") else clock.end()
        if _DAY_AFTER.match(text, end):
            return end
    if before == ":" and text[start - 2 : start - 1].isdecimal():
        return end
    if (
        before == "-"
        and _MODEL.search(text, max(0, start - 12), start)
        and not _JOINED_DASH.search(text, max(0, start - 6), start)
    ):
        return end
    if written.isdecimal():
        if (written.startswith("0") and len(written) >= 4) or (before == "+" and len(written) >= 7):
            return end
        if len(written) <= 4 and (_LONG_AGO.match(text, end) or _OTHER_ERA.search(text, max(0, start - 6), start)):
            return end
        if (len(written) == 4 and _ERA.match(text, end)) or (before == "[" and after == "]"):
            return end
        if numeral.value <= 200 and text[end : end + 2].lstrip(" ")[:1] in ("-", "+"):
            score = _score(text, numeral)
            if score:
                return score
        if numeral.value < 100 and _opens_line(text, start) and _LIST_AFTER.match(text, end):
            return end
    return end if after == "." and text[end + 1 : end + 2].isdecimal() else 0


def _score(text: str, numeral: Numeral) -> int:
    """Return the end of a score («2-1», «5+1») that begins with *numeral*, 0 where it is none."""
    found = _SCORE.match(text, numeral.end)
    if found is None or (found.end() < len(text) and text[found.end()].isalpha()):
        return 0
    if "+" in found.group():
        return found.end()
    is_falling = numeral.value > int(found["other"]) and numeral.value < 30
    is_told = _SCORED.search(text, max(0, numeral.start - 40), numeral.start) is not None
    return found.end() if is_told or is_falling else 0


def _opens_line(text: str, start: int) -> bool:
    place = start - 1
    while place >= 0 and text[place] in " (" and start - place < 4:
        place -= 1
    return place < 0 or text[place] == "\n"
