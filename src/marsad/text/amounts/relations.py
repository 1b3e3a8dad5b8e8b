"""Read from the words around a number whether it is exact, about, at least, at most, more or less than what it says."""

from __future__ import annotations

import re
from itertools import product

from marsad.text.amounts.word_lists import listed

# Alternatives stand between strokes; "_" is no word.
_PHRASES = {
    ">=": (
        "لا/لم/لن يقل/تقل/يقلون/ينقص/تنقص عن|ليس/ليست/لا/بما_ليس اقل/باقل من|بحد/كحد/حد ادني _/قدره/قدرها/يبلغ|"
        "علي الاقل|ابتداء/بدءا/تبدا/يبدا من"
    ),
    "<=": (
        "لا/لم/لن يزيد/تزيد/يزيدون علي/عن|لا/لم/لن يتجاوز/تتجاوز/يتعدي/تتعدي/يتخطي/تتخطي/يفوق/تفوق _/حاجز/سقف/عتبه|"
        "ليس/لا/ليست اكثر/باكثر من|بحد/كحد/حد اقصي/اعلي _/قدره/قدرها/يبلغ|سقفه/سقفها/بسقف|علي الاكثر|"
        "قد/ما/بما/لما/عما/_ يصل/تصل الي|حتي"
    ),
    ">": (
        "اكثر/ازيد/اعلي/اكبر من|ما/بما/مما/عما/_ يزيد/تزيد/يزيدون/ينيف/تنيف/يربو/تربو/زاد علي/عن/_|"
        "ما/بما/عما يفوق/يتجاوز/تجاوز|فوق|متجاوزا/متجاوزه/متخطيا/متخطيه _/حاجز/عتبه|"
        "تجاوز/تجاوزت/يتجاوز/تتجاوز/تخطي/تخطت/يتخطي/تتخطي/فاق/فاقت/يفوق/تفوق/تعدي/تعدت/يتعدي/تتعدي _/حاجز/سقف/عتبه"
    ),
    "<": "اقل/ادني/اصغر من|دون|لا/لم/لن يصل/تصل/يبلغ/تبلغ الي/_",
    "~": (
        "نحو/بنحو/حوالي/قرابه/زهاء/تقريبا/قرب/بحدود|ما/بما/عما/_ يقارب/تقارب/يناهز/تناهز|قارب/قاربت/ناهز/ناهزت|"
        "ما/بما/عما/_ يقرب من|في حدود|"
        "يقدر/تقدر/قدر/قدرت/مقدر/مقدره/يقدرون/المقدر/المقدره ب/بنحو/بحوالي/بقرابه"
    ),
}
_JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول")


def _expanded() -> dict[str, str]:
    known: dict[str, str] = {}
    for sign, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            for chosen in product(*(part.split("/") for part in phrase.split())):
                words = " ".join(word.replace("_", " ").strip() for word in chosen if word != "_")
                for joined in _JOINED:
                    if joined not in ("ل", "ول") or not words.startswith(("يصل", "تصل")):  # "so that it reached": no bound
                        known.setdefault(joined + words, sign)
    return known


_SIGNS = _expanded()
_LAST = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in _SIGNS)
_MOST_WORDS = max(phrase.count(" ") + 1 for phrase in _SIGNS)
# Whose number it is, between the verb and its preposition: «لا يقل عددهم عن», «تجاوزت قيمتها».
_OWN = frozenset(
    noun + ending
    for noun in [
        "عدد",
        "قيمت",
        "كلفت",
        "تكلفت",
        "نسبت",
        "حجم",
        "سعر",
        "مساحت",
        "طول",
        "عمر",
        "اعمار",
        "ثمن",
        "ارتفاع",
        "وزن",
        "مبلغ",
        "اجمالي",
        "مجموع",
    ]
    for ending in ("هم", "ها", "ه", "هن", "هما")
)
_MEASURES = frozenset(listed("عدد قيمه كلفه تكلفه نسبه حجم سعر مساحه طول ثمن اجمالي مجموع حصيله انتاج صادرات"))
_VERBS = frozenset(
    listed(
        "تجاوز تجاوزت يتجاوز تتجاوز تخطي تخطت يتخطي فاق فاقت يفوق تفوق قارب قاربت يقارب تقارب ناهز ناهزت يناهز تناهز تعدي تعدت"
    )
)
_TELLING = _LAST | _OWN | _VERBS | frozenset(phrase.rsplit(" ", 1)[0] for phrase in _SIGNS if phrase.endswith(" ب"))
_AFTER = re.compile(
    r"(?P<more>\+(?!\d))|(?:[ ،]{1,3}|\) ?)(?:(?:اخرين|اخرون|اخري|اخر|منهم|منها) )?(?:(?P<about>تقريبا|او نحو ذلك)|"
    r"(?P<least>علي الاقل|علي اقل تقدير|كحد ادني|بحد ادني|فاكثر|او اكثر|واكثر|فما فوق|او يزيد)|"
    r"(?P<most>علي الاكثر|علي ابعد تقدير|كحد اقصي|بحد اقصي|كحد اعلي|فاقل|او اقل|فما دون))(?!\w)"
)
_AFTER_SIGNS = {"more": ">=", "about": "~", "least": ">=", "most": "<="}


def relation_before(words: list[str], joined: str = "") -> tuple[str, int]:
    """Return the relation that the last of *words*, those before a number, give it, and how many of them say so ("", 0: none).

    *joined* is the particle written on to the number: «يقدر بـ5 ملايين».
    """
    if not words:
        return "", 0
    if _TELLING.isdisjoint(words):
        return "", 0
    if joined == "ب" and f"{words[-1]} ب" in _SIGNS:
        return _SIGNS[f"{words[-1]} ب"], 1
    if words[-1] in _LAST:
        for count in range(min(_MOST_WORDS, len(words)), 0, -1):
            sign = _SIGNS.get(" ".join(words[-count:]))
            if sign:
                return sign, count
    own = next((place for place in (-1, -2) if -place <= len(words) and words[place] in _OWN), 0)
    if own:
        sign, count = relation_before([*words[:own], *words[len(words) + own + 1 :]])
        return (sign, count + 1) if sign else ("", 0)
    return _verb_before(words)


def _verb_before(words: list[str]) -> tuple[str, int]:
    """Return the relation of «تجاوز عدد القتلى 50»: a verb, a measure and up to two words of what is measured."""
    for back in range(2, min(5, len(words) + 1)):
        if words[-back] in _MEASURES and back < len(words) and words[-back - 1].lstrip("و") in _VERBS:
            sign, count = relation_before(words[:-back])
            return (sign, 0) if count else ("", 0)
    return "", 0


def relation_after(text: str, position: int) -> str:
    """Return the relation that words after an amount give it: "at least", "or more", "about"; "" where none do."""
    if text[position : position + 1] not in (" ", "،", "+", ")"):
        return ""
    found = _AFTER.match(text, position)
    return _AFTER_SIGNS[found.lastgroup or ""] if found else ""
