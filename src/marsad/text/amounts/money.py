"""Tell which currency an amount is in: the ISO 4217 code of a sign, a code or a noun, with its nation where that is said."""

from __future__ import annotations

import re

from marsad.text.amounts.word_lists import listed

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₺": "TRY"}
_SHORT = {"د.ع": "IQD", "د.أ": "JOD", "د.ا": "JOD", "د.ك": "KWD", "ر.س": "SAR", "د.ت": "TND", "د.ل": "LYD", "د.ج": "DZD"}
_CODES = frozenset(listed("USD EUR GBP IQD SAR AED TRY IRR KWD EGP JOD QAR SYP LBP BHD OMR YER TND LYD DZD MAD CNY JPY RUB CHF"))
_AFTER = re.compile(r" {0,2}(?P<unit>[$€£¥₺]|[A-Z]{3}(?![A-Za-z])|[در]\.[عأاكستلج](?!\w))")
_BEFORE = re.compile(r"(?:(?P<sign>(?:US)?[$€£¥₺])|(?<![A-Za-z])(?P<code>[A-Z]{3})) {0,2}$")

_NOUNS = {
    form: noun
    for noun, forms in (
        ("دولار", "دولار دولارا دولارات دولارين دولاران"),
        ("دينار", "دينار دينارا دنانير دينارات دينارين ديناران"),
        ("ريال", "ريال ريالا ريالات ريالين ريالان"),
        ("درهم", "درهم درهما دراهم درهمين"),
        ("ليره", "ليره ليرات ليرتين"),
        ("جنيه", "جنيه جنيها جنيهات جنيهين"),
        ("يورو", "يورو يوروا يوروهات"),
        ("استرليني", "استرليني"),
        ("روبل", "روبل روبلا"),
        ("يوان", "يوان يوانا"),
        ("ين", "ين"),
        ("شيكل", "شيكل شيكلا شيقل"),
        ("فرنك", "فرنك فرنكا فرانك فرانكا"),
    )
    for form in forms.split()
}
# The code of a currency by its nation's stem; "" is the nation that the noun alone means, where it means one.
_NATIONS: dict[str, dict[str, str]] = {
    "دولار": {"": "USD", "كندي": "CAD", "استرالي": "AUD"},
    "دينار": {"عراقي": "IQD", "اردني": "JOD", "كويتي": "KWD", "بحريني": "BHD", "تونسي": "TND", "ليبي": "LYD", "جزايري": "DZD"},
    "ريال": {"سعودي": "SAR", "قطري": "QAR", "يمني": "YER", "عماني": "OMR", "ايراني": "IRR"},
    "درهم": {"اماراتي": "AED", "مغربي": "MAD"},
    "ليره": {"تركي": "TRY", "سوري": "SYP", "لبناني": "LBP"},
    "جنيه": {"": "EGP", "مصري": "EGP", "استرليني": "GBP", "سوداني": "SDG"},
    "يورو": {"": "EUR"},
    "استرليني": {"": "GBP"},
    "روبل": {"": "RUB"},
    "يوان": {"": "CNY"},
    "ين": {"": "JPY"},
    "شيكل": {"": "ILS"},
    "فرنك": {"سويسري": "CHF"},
}
# Words by which a text shows whose dinars, rials, dirhams, liras or pounds it counts, beside the nation's own adjective.
_COUNTRIES = {
    "عراقي": "عراق بغداد",
    "اردني": "اردن",
    "كويتي": "كويت",
    "بحريني": "بحرين",
    "تونسي": "تونس",
    "ليبي": "ليبيا",
    "جزايري": "جزاير",
    "سعودي": "سعوديه رياض",
    "قطري": "قطر دوحه",
    "يمني": "يمن صنعاء عدن",
    "عماني": "عمان مسقط",
    "ايراني": "ايران طهران",
    "اماراتي": "امارات دبي ابوظبي",
    "مغربي": "مغرب رباط",
    "تركي": "تركيا انقره اسطنبول",
    "سوري": "سوريا سوريه دمشق",
    "لبناني": "لبنان بيروت",
}
_ENDING = re.compile(r"(?:ا|ه|ين|ات)$")
_SPOKEN_OF = {
    noun: re.compile(
        r"(?<!\w)(?:[وفب]?ال|[وفبل]?ل|[وفب])?(?:"
        + "|".join(
            f"(?P<{code}>{nation}(?:ا|ه|ين)?|{_COUNTRIES[nation].replace(' ', '|')})"
            for nation, code in nations.items()
            if nation
        )
        + r")(?!\w)"
    )
    for noun, nations in _NATIONS.items()
    if len(nations) > 1 and "" not in nations and all(nation in _COUNTRIES for nation in nations)
}


def sign_after(text: str, position: int) -> tuple[int, int] | None:
    """Return the span of a sign or code of money that follows *position*: "$", "USD", "د.ع"."""
    found = _AFTER.match(text, position)
    if found is None or (len(found["unit"]) == 3 and found["unit"].isalpha() and found["unit"] not in _CODES):
        return None
    return found.span("unit")


def sign_before(text: str, position: int) -> tuple[int, int] | None:
    """Return the span of a sign or code of money that ends right before *position*."""
    found = _BEFORE.search(text, max(0, position - 6), position)
    if found is None or (found["code"] and found["code"] not in _CODES):
        return None
    return found.start(), found.end("sign" if found["sign"] else "code")


def is_money(word: str) -> bool:
    """Tell whether *word* of the smooth text is the noun of a currency, with or without the article."""
    return word.removeprefix("ال") in _NOUNS


def _nation(word: str) -> str:
    return _ENDING.sub("", word.removeprefix("ال"))


def _code_of_text(noun: str, text: str) -> str:
    """Return the currency *noun* of the nation that a text speaks of: the only one, or Iraq's where it is among several."""
    pattern = _SPOKEN_OF.get(noun)
    if pattern is None:
        return ""
    spoken = {found.lastgroup or "" for found in pattern.finditer(text)}
    if noun == "دينار" and (not spoken or "IQD" in spoken):
        return "IQD"
    return spoken.pop() if len(spoken) == 1 else ""


def currency_of(unit: str, text: str, seen: dict[str, str]) -> str:
    """Return the ISO code of *unit* (a sign, a code, or a noun with or without its nation), "" where it is no money or unclear.

    A noun that several nations share takes the nation that *text* speaks of, and a dinar without any is Iraqi. *seen*
    remembers what the text says of each noun.
    """
    if unit in _SIGNS or unit[-1:] in _SIGNS:
        return _SIGNS[unit[-1]]
    if unit in _CODES or unit in _SHORT:
        return _SHORT.get(unit, unit)
    first, _, second = unit.partition(" ")
    noun = _NOUNS.get(first.removeprefix("ال"))
    if noun is None:
        return ""
    known = _NATIONS[noun]
    named = known.get(_nation(second)) if second else None
    if named:
        return named
    if "" in known:
        return known[""]
    if noun not in seen:
        seen[noun] = _code_of_text(noun, text)
    return seen[noun]
