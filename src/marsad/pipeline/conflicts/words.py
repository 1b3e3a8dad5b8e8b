"""The words by which a conflict shows, or that explain it away: denial, plan, change over time, markets, tolls."""

from __future__ import annotations

import re

from marsad.pipeline.conflicts.context import folded_words

# Without «ما»: it denies seldom in news, and stands in ما زال, ما تبقى, ما يقارب.
NEGATIONS = folded_words("لم لن لا ليس ليست غير عدم دون بدون")
DENIALS = folded_words("نفى نفت ينفي تنفي نافيا نافية نفي كذب كذبت فند فندت يفند تفند")
# With these a denial turns to what it affirms.
COUNTERS = folded_words(
    """
مؤكدا مؤكدة موضحا موضحة مبينا مبينة مشيرا مشيرة لافتا لافتة قائلا قائلة إذ حيث الذي التي الذين واصفا واصفة معتبرا معتبرة
مشددا مشددة وأكد وأكدت وقال وقالت وأوضح
وأوضحت وأشار وأشارت وأضاف وأضافت لكن بل إنما فيما بينما
"""
)
# These name what is said, not what happens.
RUMOURS = folded_words(
    """
صحة الأنباء أنباء شائعات الشائعات ما تداولته تناقلته تردد أي أن أنه أنها وجود حدوث وقوع سقوط تعرض إلقاء تسجيل المعلومات مزاعم
تكون يكون
"""
)
# Whoever denies these denies no happening.
CHARGES = folded_words("اتهام اتهامات الاتهام الاتهامات تهمة تهم التهم مسؤوليته مسؤوليتها علاقته علاقتها صلته صلتها")
# These cast doubt on a whole sentence.
DOUBTS = folded_words("غير شائعة شائعات الشائعات مزاعم زعم أنباء صحيح صحة تداوله")
# These speak of what has not come yet.
PLANS = folded_words(
    """
سوف مقرر المقرر متوقع المتوقع يتوقع توقع توقعت يعتزم تعتزم عازم عازمة مقررة المقررة مرتقب مرتقبة المرتقبة مزمع المزمع يخطط
تخطط خطة مخطط يستهدف تستهدف مستهدف المستهدف
ينوي تنوي يؤمل المؤمل ينتظر المنتظر يرجح رجح رجحت تستعد يستعد يجب ينبغي طلب طلبت يطلب طالب طالبت دعا دعت اقترح تقترح اقتراح
مقترح المقترح بحلول احتمال يمكن لكي لأجل سعيا يسعى تسعى هدف يهدف تهدف حدد موعد الموعد غضون مهلة إذا لو
"""
)
# These set a number against an earlier one.
CHANGES = folded_words(
    """
ارتفع ارتفعت يرتفع ارتفاع زاد زادت يزيد زيادة صعد صعدت انخفض انخفضت انخفاض تراجع تراجعت هبط هبطت تقلص نمو نما مقارنة مقابل
سابقا كان كانت بدلا بدل بديل بديلا بديلة عوضا جديد جديدا تعديل عدل تمديد مدد نقل ترحيل رحل تأجيل أجل أجلت أرجأ إرجاء تغيير
رفع خفض سابق السابق
"""
)
# These make a percentage one of growth or fall.
GROWTH = folded_words(
    """
ارتفاع ارتفاعا ارتفع ارتفعت زيادة زاد زادت انخفاض انخفاضا انخفض انخفضت تراجع تراجعت نمو نما بارتفاع بانخفاض بزيادة
"""
)
# These move a day to another.
MOVES = folded_words(
    """
تأجيل أجل أجلت تؤجل يؤجل مؤجل أرجأ أرجأت إرجاء ترحيل رحل رحلت نقل نقلت تمديد مدد مددت بديل بديلا بديلة جديد جديدا الجديد
تعديل عدل تغيير غير بدلا اقترح تقترح اقتراح مقترح المقترح طلب طلبت
"""
)
# These make the day beside them a deadline.
DEADLINES = folded_words("بحلول موعد الموعد موعدا مهلة المهلة أقصاه ينتهي تنتهي انتهاء غضون لغاية آخر")
# These reckon a day from that of the page.
RELATIVE = folded_words(
    "اليوم البارحة الحالي الجاري الشهر أمس غدا غد المقبل القادم المقبلة القادمة الماضي الماضية غضون خلال بعد قبل أول"
)
# These make the number before them an hour, or a measure of the kitchen.
UNCOUNTED = folded_words(
    """
صباحا مساء ظهرا فجرا عصرا ليلا بتوقيت ص م ملعقة ملاعق كوب أكواب كوبا ملعقتان كوبان ميجا ميغا جيجا غيغا بيكسل
ميغابيكسل بايت بوصة بوصات
"""
)
# These make a day one that somebody asks for.
PROPOSALS = folded_words("طلب طلبت يطلب تطلب اقترح اقترحت يقترح تقترح اقتراح مقترح المقترح الطلب مقترحا")
# These name a quantity that moves from day to day.
LEVELS = folded_words("نسبة نسبته معدل مستوى سعر أسعار مؤشر")
# The dead, hurt and taken of one event are counted up by the hour.
TOLLS = folded_words(
    """
قتيل قتيلا قتلى شهيد شهداء جريح جريحا جرحى مصاب مصابا مصابين إصابة إصابات ضحايا ضحية مقتل قتل قتلوا قُتل قتلت استشهد استشهاد
أصيب أصيبوا جرح وفاة وفيات حصيلة جثة جثث خطف خطفوا اعتقال مصرع توفي
"""
)
# What a market pays is of its minute: two such numbers prove nothing.
MARKETS = folded_words(
    """
سهم أسهم سهما الأسهم للسهم مؤشر المؤشر مؤشرها نقطة تداول تداولات التداول التداولات تعاملات التعاملات البورصة بورصة للبرميل
برنت للأوقية أوقية الأوقية الذهب ذهب الفضة عملة عملات السندات اليورو يورو سنتا سنت صفقة صفقات بتوقيت جرينتش
غرينتش العقود التسوية مكرر ربحية الأرباح أرباح
"""
)
# These tell one stage from another.
ORDINALS = folded_words(
    """
الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الأخيرة أولى ثانية ثالثة الأول الثاني الثالث الرابع الخامس السادس
السابع الأخير للأول للثاني للثالث للرابع للخامس للسادس
"""
)
# What such a verb says of a thing not yet built is no forecast of what it will be counted as: سيبلغ عدد وحداته, سيكلف.
PROPERTIES = folded_words(
    """
سيبلغ ستبلغ سيضم ستضم سيكلف ستكلف سيتسع ستتسع سيستوعب ستستوعب سيشمل ستشمل سيوفر ستوفر ستكون سيكون سيحتوي ستحتوي سيخدم ستخدم
"""
)
# Whoever was counted with these words was counted among the dead, or the hurt.
DEAD = folded_words(
    """
قتل قتلت قتلوا مقتل مقتلهم بمقتل قتلى استشهد استشهاد باستشهاد شهداء مصرع مصرعهم مصرعه بمصرع وفاة بوفاة توفي أودى بحياة
"""
)
HURT = folded_words("أصيب أصيبوا أصيبت إصابة بإصابة جرح جرحوا بجروح جراح بجراح")
VOTES = folded_words("صوت صوتوا صوتا تصويت بتصويت التصويت أصوات لصالح بأغلبية بموافقة")
# These give a number so far, or since: beside another that is whole they prove nothing.
SO_FAR = folded_words("حتى منذ لغاية")
# These say which of a thing's measures an amount is.
MEASURES = {
    "cost": folded_words("كلفة كلفته كلفتها بكلفة تكلفة تكلفته تكلفتها بتكلفة سيكلف ستكلف يكلف تكلف كلف والكلفة"),
    "room": folded_words(
        "طاقة طاقته طاقتها طاقتهما بطاقة سعة سعته سعتها بسعة وسعته وسعتها وطاقته وطاقتها يتسع تتسع يستوعب تستوعب"
    ),
    "length": folded_words("طول طوله طولها بطول مساحة مساحته مساحتها بمساحة"),
    "load": folded_words("حمولة حمولته حمولتها محملة محمل"),
    "share": folded_words("نسبة بنسبة نسبته نسبتها المشاركة"),
}
# With a negation these say that something lasts.
STILL = folded_words("يزال تزال يزالون تزل يزل زال زالت زالوا")
# How far a thing went.
DEGREES = {
    "whole": folded_words(
        "بالكامل كاملا كاملة كليا كلية تماما برمته برمتها بأكمله بأكملها بأسره بجميع بكافة بكامل جميع كافة كل لجميع لكافة"
    ),
    "part": folded_words(
        "فقط جزئيا جزئي جزئية جزء جزءا لجزء بعض معظم أغلب نصف قسم قسما لقسم مقتصر مقتصرا اقتصر اقتصرت محدود محدودة"
    ),
    "final": folded_words("نهائي نهائيا نهائية النهائي دائم دائما دائمة رجعة"),
    "temporary": folded_words("مؤقت مؤقتا مؤقتة المؤقت المؤقتة وقتي وقتيا مرحلي"),
}
# Of these only what stands right beside them is all or a part: كل طرف is nobody's whole.
LOOSE = folded_words("جميع كافة كل لجميع لكافة بعض معظم أغلب نصف قسم قسما لقسم جزء جزءا لجزء محدود محدودة")
# With these a number is of the past.
WAS = folded_words("كان كانت")
# After these comes a part of what was counted before.
AMONG = folded_words("بينهم بينها بينهن منهم منها منهن ضمنهم ضمنها")
# After these comes the name of the one that is meant: what is said of مدينة تعز is not said of مدينة عدن.
NAMED = folded_words(
    """
بمستشفى لمستشفى بجسر لجسر بمطار لمطار بميناء بحقل بقضاء بناحية بقرية بسد بمخيم لمخيم بمنفذ منفذ معبر مصفى
مدينة محافظة منطقة بلدة قرية حي مخيم ناحية قضاء ريف مستشفى جامعة شركة بنك مصرف جسر سد حقل محطة مطار ميناء طريق مصنع مدرسة
نادي فريق فندق دائرة مقاطعة ولاية جبهة معسكر قاعدة سهم بجامعة بمدينة بمحافظة بمنطقة لمدينة ومدينة ومحافظة ومنطقة لشركة وشركة
بشركة بحي ببلدة المنطقة
"""
)
# With these the name of a speaker opens, and with those of a paper that only passes words on.
ROLES = folded_words(
    """
الأمين أمين المتحدث الناطق رئيس الرئيس وزير الوزير محافظ المحافظ نائب النائب مدير المدير مستشار المستشار قائد القائد زعيم قيادي
القيادي وكيل الوكيل عضو السفير سفير الخبير الشيخ السيد
"""
)
OUTLETS = folded_words("صحيفة موقع قناة وكالة مجلة شبكة إذاعة تلفزيون")
# With these a cause is given; by these words one knows of what sort it is, and what it is the cause of.
BECAUSE = folded_words(
    "سبب أسباب بسبب نتيجة ناجم ناتج وراء أرجع أرجعت عزا عزت يعزو تعزو يعزوه جراء بفعل مرده عائد سببه سببها ونتج نجم"
)
CAUSES = {
    "gas": folded_words("أسطوانة اسطوانة أسطوانات قنينة قناني غاز للغاز بالغاز"),
    "fire set": folded_words("متعمد متعمدا مفتعل مفتعلا تخريب تخريبي تخريبية بفاعل فاعل"),
    "attack": folded_words("قصف قصفا بقصف مسيرة صاروخ صاروخي صاروخا هجوم هجوما غارة استهداف عبوة ناسفة انتحاري"),
    "negligence": folded_words("إهمال الإهمال سوء خزن تقصير بشري"),
    "fault": folded_words("تماس تماسا كهربائي كهربائيا كهربائية خلل خللا عطل عطلا عطب فني فنيا"),
    "weather": folded_words("رياح الرياح عاصفة أمطار الأمطار سيول السيول حرارة الحرارة"),
}
MISHAPS = {
    "fire": folded_words("حريق الحريق حريقا حرائق اندلع النيران احتراق"),
    "blast": folded_words("انفجار الانفجار انفجارا انفجارات بانفجار"),
    "crash": folded_words("تحطمت انهار انهارت غرقت تحطم سقوط انهيار الانهيار غرق"),
    "outage": folded_words("انقطع انقطعت توقفت انطفأ انقطاع الانقطاع توقف انطفاء إطفاء الإطفاء"),
}
# Of these one is told from another by the definite name that follows.
BEARERS = folded_words(
    """
جسر مستشفى مطار ميناء منفذ معبر مصفى سد حقل مخيم قرية بجسر بمستشفى بمطار بميناء لجسر لمستشفى لمطار لمصفى لسد بسد مصنع محطة بمخيم
"""
)
_CONTRASTS = ("في المقابل", "بالمقابل", "علي النقيض", "خلافا ل", "علي العكس", "علي خلاف", "وعلي العكس")
# س before a verb of the third person or of "we"; words that only begin so are left out: سياسي, سيارة, سنوات, ستين.
_FUTURE = re.compile(
    r"[وف]?س(?!يا|يط|يد(?!خل|ير|اع|اف|رس|شن|عو|عم|فع|لي|ور|وم)|ير(?!ت|س|ف)|يف(?!ت|ر)|يل(?!ت|غ|ز)|يو(?![اجزضفقلص])|ين[اومي]|يء|يسي"
    r"|تا|تر(?!ت|س|ف)|تين|تون|ته|ندا?|نو|نه|نا|نت|نغ|نج)[يتن][^\W\d_]{2,}"
)


def is_future(word: str) -> bool:
    """Return whether the folded *word* is a verb of the future: سيتم, وستخرج."""
    return _FUTURE.fullmatch(word) is not None


def is_plan(word: str) -> bool:
    """Return whether the folded *word* speaks of what has not come yet."""
    return word in PLANS or is_future(word)


def is_doubt(word: str) -> bool:
    """Return whether the folded *word* denies, negates or doubts."""
    return word in DOUBTS or word in NEGATIONS or word in DENIALS


# Within a sentence these set what follows against what came before.
TURNS = ("لكن", "غير ان", "بيد ان", "الا ان")


def contrast(words: str) -> str:
    """Return the words that set what follows against what came before, where the folded *words* begin with such; else ""."""
    return next((sign for sign in _CONTRASTS if words.startswith((sign, f"و{sign}", f"ف{sign}"))), "")
