"""Tell what kind of source speaks, from the words that name it. The definitions a manual may quote stand here.

*official*: whoever speaks for a state or for a body of states: governments, ministries, ministers and their spokesmen,
parliaments and their members, presidents, governors, councils, commissions, courts, army and police, embassies, foreign
governments (also by their country or capital), central banks, the United Nations and other international organisations.

*party*: whoever has a stake of his own in the matter and speaks for no state: companies, contractors, private banks, political
parties, blocs and movements, armed groups, unions, tribes, protesters, residents, families, owners, lawyers, clubs.

*agency*: a news agency, newspaper, channel or site that speaks for itself, its reporters, or "the media".

*expert*: whoever speaks from knowledge and not from a stake: experts, analysts, researchers, professors, observers, centres of
study, groups that watch human rights.

*anonymous*: a source that is not named, whatever else is told of him («مصدر حكومي», «مسؤول رفض كشف اسمه»). It wins over the rest.

"" (none) where the words tell nothing, as a bare surname does, unless the text gave its bearer a kind before.
The first telling word decides, so «المتحدث باسم حزب» is a party and «رئيس لجنة النفط النيابية» an official. Titles that any
body may have (رئيس، مدير، متحدث) leave it to the words behind them, and are official only where none of those tells.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.text.fold import fold

_TELLING = {
    "official": """
    وزير وزيرة وزراء وزارة وزارات وزارية حكومة حكومات حكومي حكومية برلمان برلماني برلمانية نيابي نيابية نواب نائبة سلطات سلطة
    محافظ محافظة محافظات قائممقام قائممقامية بلدية أمانة محكمة محاكم قضاء قضائي قضائية قاض قاضي ادعاء نيابة جيش عسكري عسكرية
    شرطة أمن أمني أمنية استخبارات مخابرات قوات عمليات دفاع داخلية خارجية مالية كهرباء تخطيط جمارك سفارة سفير سفيرة قنصل
    قنصلية مبعوث مبعوثة رئاسة رئاسي رئاسية ملك جمهورية مملكة دولة عاصمة مفوضية جنرال لواء عميد عقيد فريق
    ضابط ضباط يونامي أممي أممية أونروا يونيسف يونسكو ناتو بنتاغون بنتاجون كرملين خزانة كونغرس كنيست سيناتور
    مستشارية ديوان مرور بيشمركة إقليم مديرية واشنطن بغداد طهران موسكو لندن باريس برلين أنقرة دمشق الرياض القاهرة بكين
    بروكسل عمان الدوحة أبوظبي الكويت بيروت أربيل العراق إيران سوريا تركيا الأردن مصر السعودية قطر الإمارات لبنان روسيا
    الصين فرنسا بريطانيا ألمانيا إيطاليا إسرائيل اليابان الهند السويد أوكرانيا السودان تونس المغرب الجزائر ليبيا اليمن
    فلسطين البحرين أفغانستان باكستان أميركا أمريكا
    """,
    "party": """
    شركة شركات مقاول مقاولون مقاولين مستثمر مستثمرون مصرف حزب أحزاب حزبي حركة تيار ائتلاف كتلة كتل تحالف فصيل فصائل فصائلي
    ميليشيا ميليشيات جماعة كتائب عصائب ناشط ناشطة ناشطون ناشطين نشطاء نقيب نقابة نقابات اتحاد رابطة تنسيقية محامي محامو محام
    محامية مالك مدرب لاعب نادي معارضة معارض مرشح عشيرة عشائر شيخ تنظيم حوثيون طالبان حماس داعش قسد توتال شل إكسون سيمنز
    """,
    "agency": """
    وكالة وكالات صحيفة صحف جريدة جرائد مجلة قناة قنوات فضائية تلفزيون إذاعة إعلام إعلامية إعلاميون موقع مواقع شبكة منصة
    مراسل مراسلة مراسلنا مراسلو مراسلي صحفي صحفيون رويترز واع واس سانا بترا تسنيم ارنا إرنا أسوشيتد سبوتنيك نوفوستي
    تاس شينخوا أناضول سومرية رووداو بلومبرغ
    """,
    "expert": """
    خبير خبيرة خبراء محلل محللة محللون محللين باحث باحثة باحثون باحثين أستاذ أستاذة أكاديمي أكاديمية أكاديميون
    دراسات أبحاث بحوث مراقب مراقبون مراقبين مرصد مختص مختصة مختصون مختصين متخصص متخصصة متخصصون اقتصادي مؤرخ حقوقي حقوقية هيومن
    """,
}  # fmt: skip
# Parties only where they lead: «سكان الحي», not «مدير ملف النازحين».
_PEOPLE = """
متظاهر متظاهرة متظاهرون متظاهرين محتج محتجون محتجين معتصمون معتصمين أهالي أهل سكان عائلة عائلات أسرة أسر ذوو ذوي والد
والدة زوجة زوج شقيق ابن مواطن مواطنة مواطنون مواطنين نازح نازحة نازحون نازحين مزارع مزارعون فلاح فلاحون طلبة عمال موظفون
موظفو أصحاب تاجر تجار ثوار مسلحون
"""
# Two words that together tell something else than the first alone.
_PAIRS = {
    "official": """
    الأمم_المتحدة التحالف_الدولي قوات_التحالف الاتحاد_الأوروبي الاتحاد_الأفريقي البنك_المركزي البنك_الدولي صندوق_النقد
    الصليب_الأحمر الهلال_الأحمر البيت_الأبيض جامعة_الدول الجامعة_العربية الحشد_الشعبي مجلس_الوزراء
    مجلس_النواب مجلس_الشورى مجلس_الأمن مجلس_القضاء الولايات_المتحدة المملكة_المتحدة المنظمة_الدولية منظمة_الصحة الوكالة_الدولية
    وكالة_الطاقة وكالة_الاستخبارات هيئة_النزاهة مركز_الإعلام خلية_الإعلام الإعلام_الأمني مجلس_الإعمار مجلس_الخدمة قيادة_التحالف
    """,
    "party": """
    دولة_القانون الإطار_التنسيقي تحرير_الشام مجلس_الإدارة مجلس_إدارة سوريا_الديمقراطية سوريا_الديموقراطية الجيش_الحر
    قوات_المعارضة وفد_المعارضة غرفة_التجارة حزب_الله أنصار_الله
    """,
    "agency": """
    واشنطن_بوست نيويورك_تايمز فرانس_برس أسوشيتد_برس وول_ستريت شفق_نيوز
    بغداد_اليوم سكاي_نيوز ا_ف رئيس_التحرير رئيس_تحرير
    """,
    "expert": "العفو_الدولية هيومن_رايتس منظمة_حقوقية منظمات_حقوقية عالم_اجتماع",
}  # fmt: skip
# Said of any body: they tell something only where no other word does.
_TITLES = """
رئيس رئيسة نائب عضو متحدث متحدثة ناطق ناطقة قيادي قيادية أمين مستشار مستشارة وكيل مندوب ممثل ممثلة مسؤول مسؤولة مسؤولون
مسؤولين لجنة هيئة مجلس قيادة بعثة منظمة مكتب دائرة لجان مؤسسة جهاز وفد
"""
_NO_MARKS = str.maketrans(dict.fromkeys('"«»“”()[]،,.-–:/', " "))
_LEADING = 2
_PROCLITICS = ("", "ال", "لل", "ل", "وال", "و", "بال")


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {fold(word).replace("_", " "): kind for kind, words in rows.items() for word in words.split()}


_KIND_OF = _table(_TELLING)
_KIND_OF_PAIR = _table(_PAIRS)
_PEOPLE_WORDS = _keys(_PEOPLE)
_TITLE_WORDS = _keys(_TITLES)
# The whole name is an organ of the press, though its words say something else.
_OUTLETS = _keys("العربية الجزيرة الشرق المدى الصباح الزمان الميادين الحدث الحرة الغد الغارديان")


@lru_cache(maxsize=50_000)
def _look_up(key: str) -> tuple[tuple[str, ...], str, bool, bool]:
    """Return *key* without its joined particles in every way, the kind it tells, whether it is a title, whether it is people."""
    forms = tuple(key.removeprefix(particle) for particle in _PROCLITICS if key.startswith(particle))
    kind = next((_KIND_OF[form] for form in forms if form in _KIND_OF), "")
    return forms, kind, not _TITLE_WORDS.isdisjoint(forms), not _PEOPLE_WORDS.isdisjoint(forms)


def source_kind(name: str, is_anonymous: bool = False) -> str:
    """Return the kind of the source that *name* names, one of SOURCE_KINDS, or "" where its words tell nothing."""
    return "anonymous" if is_anonymous else read_source(name)[0]


@lru_cache(maxsize=10_000)
def read_source(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the kind of the source that *name* names, and the keys of its words that tell none."""
    keys = fold(name.translate(_NO_MARKS)).split()
    kind, is_titled, untelling = "", False, []
    for number, key in enumerate(keys):
        forms, told, is_title, is_people = _look_up(key)
        if number and key.endswith("الاعلاميه"):
            told = ""  # «المستشارة السياسية والإعلامية»: an adjective, and no organ of the press
        if not told and not is_title and len(key) > 2:
            untelling.append(key)
        if kind:
            continue
        pairs = (f"{form} {keys[number + 1]}" for form in forms) if number + 1 < len(keys) else ()
        kind = next((_KIND_OF_PAIR[pair] for pair in pairs if pair in _KIND_OF_PAIR), told)
        if not kind and is_people and number < _LEADING:
            kind = "party"
        is_titled = is_titled or is_title
    if len(keys) == 1 and keys[0] in _OUTLETS:
        kind = "agency"
    return kind or ("official" if is_titled else ""), tuple(untelling)
