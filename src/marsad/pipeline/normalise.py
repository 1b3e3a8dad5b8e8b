"""The step that names a reading's language and the news agencies it credits. The text itself is never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marsad.domain.reading import Reading
from marsad.pipeline.step import Step
from marsad.text.fold import fold

_SAMPLE = 4_000
_SCRIPTS = {
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
}
# Letters that one language of the Arabic script has and the others do not, and words that tell where letters do not.
_KURDISH = re.compile(r"[ێۆڵڕڤە]")
_PERSIAN = re.compile(r"[پچژگ]")
_URDU = re.compile(r"[ٹڈڑےں]")
_PERSIAN_WORDS = re.compile(r"(?<!\w)(?:است|که|این|برای|شد|کرد|های|می|با|را)(?!\w)")
_LATIN_WORDS = {
    "en": re.compile(r"\b(?:the|and|of|to|in|that|is|was|for|said)\b"),
    "fr": re.compile(r"\b(?:le|la|les|des|et|du|une|est|dans|que)\b"),
    "tr": re.compile(r"\b(?:ve|bir|bu|için|ile|olarak|da|de)\b|[ğşı]"),
    "ku": re.compile(r"\b(?:û|ji|li|ku|bi|di|ez)\b|[êîû]"),
}
# Agencies and channels whose copy other outlets print, by canonical name; each alternative is matched as a whole word.
_CREDITS = """
واع: واع|وكالة الأنباء العراقية|الوكالة العراقية|Iraqi News Agency|INA
رويترز: رويترز|Reuters
فرانس برس: فرانس برس|أ ف ب|أ.ف.ب|ا.ف.ب|أ. ف. ب|ا ف ب|أف ب|AFP|وكالة الصحافة الفرنسية
أسوشيتد برس: أسوشيتد برس|اسوشيتدبرس|أسوشييتد برس|أسوشيتدبرس|أ ب|أ.ب|AP|Associated Press
الأناضول: الأناضول|وكالة أنباء الأناضول|Anadolu
سكاي نيوز عربية: سكاي نيوز عربية|سكاي نيوز|Sky News Arabia
العين الإخبارية: العين الإخبارية
شفق نيوز: شفق نيوز|Shafaq News|Shafaq
رووداو: رووداو|Rudaw
كوردستان 24: كوردستان 24|كردستان 24|كوردستان24|كردستان24|Kurdistan 24|Kurdistan24
السومرية: السومرية نيوز|السومرية
بغداد اليوم: وكالة بغداد اليوم|"بغداد اليوم"|«بغداد اليوم»
المعلومة: وكالة المعلومة|المعلومة /
ناس نيوز: ناس نيوز
الجزيرة: قناة الجزيرة|الجزيرة نت|شبكة الجزيرة|للجزيرة
العربية: قناة العربية|العربية.نت|العربية نت|للعربية
الحدث: قناة الحدث
الميادين: الميادين
الشرق: الشرق للأخبار|الشرق بلومبرغ|قناة الشرق|«الشرق»|"الشرق"
بلومبرغ: بلومبرغ|بلومبيرغ|Bloomberg
بي بي سي: بي بي سي|BBC
سي إن إن: سي إن إن|سي ان ان|CNN
روسيا اليوم: روسيا اليوم
سبوتنيك: سبوتنيك|Sputnik
تاس: وكالة تاس|تاس الروسية
نوفوستي: نوفوستي
شينخوا: شينخوا|Xinhua
د ب أ: د ب أ|د.ب.أ|د.ب.ا|وكالة الأنباء الألمانية|DPA
إفي: وكالة إفي
آكي: وكالة آكي
واس: واس|وكالة الأنباء السعودية|SPA
وام: وام|وكالة أنباء الإمارات
بترا: بترا|وكالة الأنباء الأردنية
كونا: كونا|وكالة الأنباء الكويتية
قنا: قنا|وكالة الأنباء القطرية
بنا: وكالة أنباء البحرين
سانا: سانا|وكالة الأنباء السورية
وفا: وكالة وفا|وكالة الأنباء الفلسطينية
سبأ: وكالة سبأ|وكالة الأنباء اليمنية
أ ش أ: أ ش أ|أ.ش.أ|وكالة أنباء الشرق الأوسط
الوكالة الوطنية للإعلام: الوكالة الوطنية للإعلام
وكالة الأنباء الجزائرية: وكالة الأنباء الجزائرية|واج
وات: وكالة تونس أفريقيا للأنباء|وكالة تونس إفريقيا للأنباء
لاماب: وكالة المغرب العربي للأنباء
سونا: سونا|وكالة السودان للأنباء
إرنا: إرنا|وكالة الأنباء الإيرانية
تسنيم: وكالة تسنيم
فارس: وكالة فارس|وكالة أنباء فارس
مهر: وكالة مهر|وكالة أنباء مهر
يونهاب: يونهاب
"""
# Short names that are words too («واس», «أ ب»): credits only in brackets, on a place line or behind a word for agency.
_SHORT = 4
_ANNOUNCED = re.compile(r"(?:وكاله|وكاله انباء|وكالات|نقلا عن|عن|[(«\"/–—-])\s*$")
_CLOSED = re.compile(r"\s*(?:[)»\"/–—-]|$)")


def _credit_table() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    for line in _CREDITS.strip().split("\n"):
        canonical, _colon, spellings = line.partition(": ")
        for spelling in spellings.split("|"):
            names[fold(spelling)] = canonical
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    # A joining letter (و، ل، ب) may stand before an Arabic name.
    pattern = re.compile(r"(?<!\w)(?:[وفلب]{1,2}(?=\w{4}))?(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    short = frozenset(name for name in names if len(re.sub(r"\W", "", name)) <= _SHORT)
    return pattern, names, short


_PATTERN, _NAMES, _SHORT_NAMES = _credit_table()


def find_agencies(text: str) -> tuple[str, ...]:
    """Return the canonical Arabic names of the agencies credited in *text*, in reading order, each once."""
    found: dict[str, None] = {}
    for line in text.split("\n"):
        key = fold(line)
        for match in _PATTERN.finditer(key):
            name = match.group(1)
            if name in _SHORT_NAMES and not _is_credit(key, match):
                continue
            found[_NAMES[name]] = None
    return tuple(found)


def _is_credit(line: str, match: re.Match[str]) -> bool:
    """Tell whether a short name stands where credits stand: announced, closed by a bracket or a bar, or alone at a line's end."""
    before = line[max(0, match.start() - 20) : match.start()]
    behind = line[match.end() : match.end() + 5]
    if _ANNOUNCED.search(before):
        return bool(_CLOSED.match(behind)) or not before.rstrip().endswith("عن")
    is_place_line = len(line) <= 90 and bool(_CLOSED.match(behind))
    return is_place_line and (not before or before[-1] in " /-–—(")


def find_language(text: str) -> str:
    """Return the language of *text* as an ISO code (ar, ckb, fa, ur, en, fr, tr, ku, he, ru), or "" where nothing tells it."""
    sample = text[:_SAMPLE]
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    script, count = max(counts.items(), key=lambda item: item[1])
    if not count:
        return ""
    if script == "arabic":
        return _arabic_script(sample, count)
    if script == "latin":
        lowered = sample.lower()
        hits = {language: len(pattern.findall(lowered)) for language, pattern in _LATIN_WORDS.items()}
        language = max(hits, key=lambda name: hits[name])
        return language if hits[language] else "en"
    return "he" if script == "hebrew" else "ru"


def _arabic_script(sample: str, count: int) -> str:
    """Return which language of the Arabic script *sample* is in: a quoted foreign name must not turn it."""
    if len(_KURDISH.findall(sample)) * 25 > count:
        return "ckb"
    if len(_URDU.findall(sample)) * 30 > count:
        return "ur"
    words = len(sample.split())
    if len(_PERSIAN_WORDS.findall(sample)) * 12 > words or len(_PERSIAN.findall(sample)) * 30 > count:
        return "fa"
    return "ar"


def run(reading: Reading, tool: object = None) -> Iterator[Reading]:
    """Yield *reading* with its language and the agencies it credits."""
    yield replace(reading, language=find_language(reading.text), agencies=find_agencies(reading.text))


STEP = Step("normalise", "1", run)
