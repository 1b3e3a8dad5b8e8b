"""The news agencies and channels whose copy others print: their canonical Arabic names and every spelling."""

from __future__ import annotations

import re

from marsad.text.fold import fold

# Each alternative is matched as a whole word.
_SPELLINGS = """
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


def _table() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    for line in _SPELLINGS.strip().split("\n"):
        canonical, _colon, spellings = line.partition(": ")
        for spelling in spellings.split("|"):
            names[fold(spelling)] = canonical
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    # A joining letter (و، ل، ب) may stand before an Arabic name.
    pattern = re.compile(
        r"(?<!\w)(?P<joined>[وفلب]{1,2}(?=\w{4}))?(?P<name>" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"
    )
    short = frozenset(name for name in names if len(re.sub(r"\W", "", name)) <= _SHORT)
    return pattern, names, short


PATTERN, NAMES, SHORT_NAMES = _table()
_GENERIC = re.compile(r"^(?:موقع|وكاله(?: انباء| الانباء)?|قناه|شبكه|صحيفه)\s+")


def name_of_agency(name: str) -> str:
    """Return the canonical name of the agency that *name* alone names («وكالة رويترز», "Reuters"), else *name* as it is."""
    key = fold(name).strip(' \t"«»()[].:/-–—')
    return NAMES.get(key) or NAMES.get(_GENERIC.sub("", key)) or name.strip()


def is_agency(name: str) -> bool:
    """Tell whether *name* is the canonical name of a known agency."""
    return name in _CANONICAL


_CANONICAL = frozenset(NAMES.values())
