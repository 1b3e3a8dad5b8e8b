"""Tell which country a text is about, from the names of countries, their people and their cities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from marsad.text.fold import fold
from marsad.text.tokens import Token

# country | its people, masculine singular | cities, regions and other names. Names that are also common words are left out.
_TABLE = """
العراق|عراقي|بغداد البصرة نينوى الموصل أربيل السليمانية دهوك كركوك الأنبار الرمادي الفلوجة تكريت ديالى بعقوبة كربلاء النجف الديوانية الكوت ميسان الناصرية المثنى السماوة حلبجة سنجار الفاو كردستان كوردستان سامراء تلعفر بابل واسط صلاح_الدين ذي_قار عين_الأسد
سوريا|سوري|سورية دمشق حلب حمص إدلب عفرين الحسكة الرقة دير_الزور درعا اللاذقية طرطوس القامشلي السويداء التنف قسد الركبان
لبنان|لبناني|بيروت صيدا بعلبك البقاع
الأردن|أردني|عمان الزرقاء إربد العقبة
فلسطين|فلسطيني|غزة القدس رام_الله الضفة_الغربية نابلس جنين رفح
إسرائيل|إسرائيلي|تل_أبيب الاحتلال_الإسرائيلي
مصر|مصري|القاهرة الإسكندرية الجيزة السويس الإسماعيلية بورسعيد أسوان الأقصر أسيوط سوهاج الدقهلية المنوفية الغربية_المصرية سيناء مدبولي السيسي
السودان|سوداني|الخرطوم بورتسودان دارفور الفاشر أم_درمان كردفان
ليبيا|ليبي|بنغازي مصراتة
تونس|تونسي|صفاقس القيروان
الجزائر|جزائري|وهران قسنطينة تبون
المغرب|مغربي|الرباط الدار_البيضاء مراكش طنجة فاس_مكناس أخنوش
موريتانيا|موريتاني|نواكشوط
السعودية|سعودي|الرياض جدة مكة_المكرمة المدينة_المنورة الدمام نيوم
الإمارات|إماراتي|أبوظبي أبو_ظبي دبي الشارقة
قطر|قطري|الدوحة
الكويت|كويتي|
البحرين|بحريني|المنامة
سلطنة_عمان|عماني|مسقط صلالة
اليمن|يمني|صنعاء مأرب تعز حضرموت الحديدة
الصومال|صومالي|مقديشو
جيبوتي|جيبوتي|
إيران|إيراني|طهران أصفهان مشهد_المقدسة
تركيا|تركي|أنقرة إسطنبول
أفغانستان|أفغاني|كابل كابول
باكستان|باكستاني|إسلام_آباد
الهند|هندي|نيودلهي
الصين|صيني|بكين شنغهاي
اليابان|ياباني|طوكيو
كوريا|كوري|سيول
روسيا|روسي|موسكو الكرملين
أوكرانيا|أوكراني|كييف
أمريكا|أمريكي|أميركا أميركي أميركية الأميركي الأميركية الأميركيين واشنطن البنتاغون البنتاجون البيت_الأبيض الولايات_المتحدة
بريطانيا|بريطاني|لندن المملكة_المتحدة
فرنسا|فرنسي|باريس
ألمانيا|ألماني|برلين
إيطاليا|إيطالي|روما
إسبانيا|إسباني|مدريد
اليونان|يوناني|أثينا
إثيوبيا|إثيوبي|أديس_أبابا
نيجيريا|نيجيري|أبوجا
كندا|كندي|أوتاوا
البرازيل|برازيلي|
"""  # noqa: E501 - one country a line
# Powers act in other people's countries: their name on a page says little about where it happens.
_ACTORS = frozenset(
    map(fold, ("أمريكا", "بريطانيا", "فرنسا", "ألمانيا", "روسيا", "الصين", "إيران", "إيطاليا", "كوريا", "اليابان"))
)
# Month names and coins that are used in one country or a few; the first is the likeliest.
_HINTS = """
المغرب|شتنبر نونبر دجنبر غشت يوليوز
تونس|جويلية جانفي فيفري
مصر|جنيه جنيها الجنيه جنيهات
سوريا|ليرة الليرة
السعودية|ريال ريالا الريال ريالات
الإمارات|درهم درهما الدرهم
"""
_DOMAINS = """
iq العراق sy سوريا lb لبنان jo الأردن ps فلسطين il إسرائيل eg مصر sd السودان ly ليبيا tn تونس dz الجزائر ma المغرب mr موريتانيا
sa السعودية ae الإمارات qa قطر kw الكويت bh البحرين om سلطنة_عمان ye اليمن ir إيران tr تركيا
"""
_PREFIXES = ("و", "ف", "ب", "ل", "ك", "")
_ARTICLE = "ال"
ACTOR_WEIGHT = 0.3
DOUBT = 0.3  # of a mention: one word of elsewhere is not yet proof


@cache
def _names() -> dict[str, str]:
    """Return folded name (one word, or two joined by a space) → folded country, for every form that text uses."""
    found: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        country, people, others = line.split("|")
        key = _key(country)
        for name in (country, *others.split()):
            found.setdefault(_key(name), key)
        for ending in ("", "ة", "ين", "ون", "ات", "ا", "تين"):
            found.setdefault(fold(people + ending), key)
            found.setdefault(fold(_ARTICLE + people + ending), key)
    return found


@cache
def _hints() -> dict[str, str]:
    lines = (line.split("|") for line in _HINTS.strip().splitlines())
    return {fold(word): _key(country) for country, words in lines for word in words.split()}


@cache
def _domains() -> dict[str, str]:
    words = _DOMAINS.split()
    return {domain: _key(country) for domain, country in zip(words[::2], words[1::2], strict=True)}


def _key(name: str) -> str:
    return fold(name.replace("_", " "))


def _country(word: str) -> str | None:
    names = _names()
    for prefix in _PREFIXES:
        if word.startswith(prefix) and (country := names.get(word[len(prefix) :])):
            return country
    if word.startswith(("لل", "ولل")):  # للعراق is ل + العراق
        return names.get(_ARTICLE + word.split("لل", 1)[1])
    return None


def countries(found: Iterable[Token], but_not: frozenset[str] = frozenset()) -> Counter[str]:
    """Return how often each country (folded name) is named in *found*; the words in *but_not* are passed over."""
    counts: Counter[str] = Counter()
    before = ""
    for token in found:
        if token.word not in but_not:
            country = _country(f"{before} {token.word}") or _country(token.word)
            if country:
                counts[country] += 1
        before = token.word
    return counts


def hints(found: Iterable[Token], domain: str = "") -> Counter[str]:
    """Return weak signs of a country: a month or coin name that is its own, the last part of the outlet's *domain*."""
    counts = Counter(country for token in found if (country := _hints().get(token.word)))
    if country := _domains().get(domain.rsplit(".", 1)[-1].strip().lower()):
        counts[country] += 1
    return counts


def is_demonym(word: str, country: str) -> bool:
    """Return whether *word* (folded) can mean a person or thing of a country other than *country* (folded)."""
    return (_country(word) or country) != country


def home_share(here: str, named: Counter[str], signs: Counter[str], expected: frozenset[str]) -> float | None:
    """Return how far a text is set in *here*, from 0 (elsewhere) to 1; None where nothing tells.

    *named* and *signs* come from `countries` and `hints`; the countries in *expected* are no sign of elsewhere, for the
    promise itself names them. The world's powers count for less, and signs only where no country is named.
    """
    if named:
        weight = {country: ACTOR_WEIGHT if country in _ACTORS else 1.0 for country in named}
        home, others = float(named[here]) + DOUBT, (country for country in named if country != here and country not in expected)
        away = max((named[country] * weight[country] for country in others), default=0.0)
    else:
        home, away = signs[here], max((count for country, count in signs.items() if country != here), default=0)
    return home / (home + away) if home or away else None
