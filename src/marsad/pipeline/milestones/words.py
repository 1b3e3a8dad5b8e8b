"""The words by which a deadline shows, or a look-alike gives itself away. All are folded; verbs of the present by their stem."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.pipeline.conflicts.context import folded_words
from marsad.text.fold import fold

_JOINED = ("و", "ف", "")


def stems_of(words: str) -> frozenset[str]:
    """Return the folded stems of *words*."""
    return frozenset(map(fold, words.split()))


# After the letter of the person (ينجز, تنجز, سينجز): what is done, delivered, opened, ended, begun.
DOING = stems_of(
    """
نجز كتمل ستكمل كمل تم نتهي نهي ختتم غلق فتتح سلم تسلم ستلم نسحب غادر خرج خلو خلي بدأ بدا باشر نطلق طلق شغل شتغل دخل وضع صرف دفع
سدد وزع بني شيد نشأ نشا نشئ نفذ قر صدر شرع رفع حول نقل عود عاد عيد وقف توقف لغي دمج فكك حل خفض قلص ضيف نتج غطي كتفي ستورد جري
سحب نشر عين ثبت زود جهز ركب نصب ربط وصل بلغ حقق تحقق وفر تيح شمل ستوعب حصل منح ستغني صفر ستعيد رحل حسم نجلي زال عالج
ستأنف نظم رسل
مول خصص طبق عمل فعل ؤسس صبح ستفيد ستقبل صدق صادق وقع رتفع بقي كلف ناقص ضخ ستثمر حفر عبد رمم ؤهل صون صان طور وسع فتح قام حال
"""
)
# Of these the bare present tells what is to be done; that of the others as well what is being done.
COMPLETING = stems_of(
    """
نجز كتمل ستكمل كمل نتهي نهي ختتم غلق فتتح سلم تسلم نسحب غادر خرج خلو خفض نطلق دخل صدر ستأنف بدا باشر تم وفر ستقبل سدد
شغل صرف سحب
رحل وقف رفع وزع
"""
)
# These go on rather than come to an end: a day after «حتى» is no deadline with them, but for a phase or a mission.
CONTINUING = stems_of("ستمر متد بقي ظل واصل تواصل سري مدد دوم دام زال مكث حتفظ تولي شغل")
# A meeting, a match, a visit, a saying: its day is news, no deadline.
EVENTS = stems_of(
    """
عقد نعقد لتقي جتمع زور زار شارك ستضيف حضر لعب واجه لقي ناقش بحث نظر ستمع علن عرض تحدث صرح لقاء تباحث تفاوض ترأس حتفل حتفي حيي
قابل تنافس تقابل خوض خاض سافر توجه بث ذيع شهد صوم حل طلع حاكم ستجوب تظاهر عتصم ضرب دلي قول كشف ذكر ؤكد كرم
"""
)
# What figures do by themselves.
FORECASTS = stems_of("نمو نما نخفض رتفع تراجع زيد زداد بلغ صل وصل سجل قفز هبط تضاعف نكمش تقلص تجاوز فوق سود هطل مطر شتد نحسر")
SPOKEN = stems_of("قول ؤكد ضيف بين شير ذكر وضح صرح علن ري عتبر")
_DOING_NOUNS = """
انجاز اكمال استكمال اكتمال اتمام انهاء انتهاء ختام اختتام اغلاق غلق افتتاح فتح تسليم تسلم استلام انسحاب سحب خروج اخراج مغادره
اخلاء بدء البدء بدايه مباشره انطلاق اطلاق تشغيل ادخال صرف دفع تسديد سداد توزيع بناء تشييد انشاء تنفيذ اقرار اصدار تشريع رفع
تحويل نقل اعاده عوده وقف ايقاف الغاء دمج تفكيك حل خفض تخفيض تقليص زياده اضافه انتاج تغطيه استيراد نشر تعيين تثبيت تجهيز تزويد
تركيب نصب ربط ايصال تحقيق بلوغ وصول توفير شمول استيعاب منح تصفير استئناف تمويل تطبيق تفعيل تاسيس تصديق توقيع تاهيل تطوير توسيع
توسعه ترميم صيانه حسم معالجه تنظيف ازاله حفر تعبيد اعمار تحرير تصفيه احاله تسويه انتقال تحول عودتهم اكتفاء الاكتفاء تامين
حصر جمع نزع ترحيل اجراء توطين اسكان تحديث استبدال انضمام تعديل مراجعه الاستغناء استغناء تخلص التخلص مد غلقها التحول
انجلاء جلاء ختم عرض
"""
DOING_NOUNS = stems_of(_DOING_NOUNS)
# Held once on a day that was fixed for it: a deadline where the page sets or moves that day, none where it only names it.
VOTES = stems_of("انتخابات انتخاب اقتراع تعداد استفتاء احصاء")
EVENT_NOUNS = stems_of(
    """
اجتماع اجتماعات مؤتمر مؤتمرا لقاء زياره مباراه مباريات جلسه ندوه قمه مفاوضات محادثات مباحثات مشاورات محاكمه عيد ذكري احتفال
احتفالات مهرجان بطوله موسم دوري كاس اضراب اعتصام مظاهره تظاهره تظاهرات طقس امتحان امتحانات اختبارات معرض اجازه عطله رمضان
نقاش كونغرس كونجرس انعقاد محاكمته ملاحقه ملاحقته مناورات تمرين حفل مسابقه دوره منافسات سباق ورشه منتدي مراسم طواف حج
صلاه فيلم مسلسل
حلقه نهائي جوله مقابله وقفه مسيره توقيت الدراسي
"""
)
# These end, begin or lengthen a term.
TERMINATING = stems_of("نتهي نهي بدا بدأ سري مدد جدد انتهاء انهاء بدء تمديد تجديد استءناف")
# What has a term of its own: its end is no deadline.
TERMS = stems_of(
    """
ولايه صلاحيه عقوبه هدنه حظر عقد عقده رخصه تاشيره عضويه اشتراك عرض خصم تخفيضات سريان نفاذ صلاحيات تفويض الطوارئ عقوبات اعاره
حبس سجن توقيف تسجيل طلبات التقديم ترشيح حداد ضمان قرض فتره قيود
"""
)
FIGURES = stems_of(
    """
نمو سعر اسعار سكان طلب تضخم حراره امطار سوق ناتج ايرادات ارباح بطاله سهم اسهم نسبه اقتصاد ديون دين فاءده تبادل صادرات
واردات حجم عدد عجز
مبيعات سكانها سكانه الاصابات جو طقس منخفض
"""
)
# The year beside these is part of a name.
NAMED_YEARS = stems_of(
    """
رؤيه موازنه موازنات كاس بطوله موسم دوره خطه استراتيجيه احصاء تعداد معرض حقوق محفوظه قانون اجنده مونديال سنه لسنه لعام ميزانيه
مدينه ثوره حرب عدوان احداث هجمات انتفاضه نكسه ساحه ميدان حركه copyright cnn اكسبو اولمبياد جدول مبادره
"""
)
PHASES = stems_of("مرحله مهمه بعثه وجود تواجد انتشار")
ORDINALS = folded_words("الأولى الثانية الثالثة الرابعة الخامسة الأخيرة أولى ثانية ثالثة")
PERFECT = stems_of(
    """
انجز انجزت اكتمل اكتملت اكمل اكملت انتهي انتهت افتتح افتتحت سلمت تسلم تسلمت انسحب انسحبت غادر غادرت خرج خرجت اغلق اغلقت دخل دخلت
جري جرت بدات تمت اختتم اختتمت تم توقف توقفت وقعت صدر صدرت عاد عادت استانف استانفت
"""
)
# Before a noun of doing these say that it only tells the time of something else: «منذ بدء», «بعد توقف».
TIMES = frozenset(map(fold, ("منذ", "بعد", "عقب", "إثر", "قبل", "بسبب", "رغم", "لدى", "عند", "وبعد", "ومنذ", "بمناسبة", "فور")))
# With ت these are as well a verb of what has been: «توقف الضخ», «تسلم المفاتيح».
OF_TWO_TENSES = stems_of("وقف سلم حقق حول عود طور وسع خلص وفر علق عهد دخل حسن جهز شكل جدد قرر كون رجع قلص حرر صدر بني تبني")
# What is named after its work does not do it: «وزارة النقل», «لجنة البناء».
NAMED_AFTER_WORK = stems_of("وزاره وزير وزيره هيءه لجنه مديريه شركه داءره قطاع وزراء مجلس مركز جهاز مؤسسه كليه معهد وكاله")
PLEDGES = folded_words(
    """
وعد وعدت تعهد تعهدت يعد تعد يتعهد تتعهد التزم التزمت يلتزم تلتزم متعهدا متعهدة ملتزما ملتزمة واعدا واعدة
"""
)
INSTEAD = folded_words("بدلا بدل عوضا بديل بديلا بديلة")
_SET = """
قرر قررت قرار قرارا اتفق اتفقت اتفقا اتفقتا اتفاق باتفاق حدد حددت تحدد يحدد موعد موعدا موعده موعدها الموعد مهله المهله
امهل امهلت
يجب يتعين يلزم الزم الزمت وجه وجهت اوعز اوعزت امر تعهد تعهدت وعد وعدت التزم التزمت ملتزم ملتزمه التزام صوت صوتت اقر اقرت تقضي
يقضي يقتضي نص ينص تنص تلتزم يلتزم تتعهد يتعهد سقف سقفا جدول ملزم ملزمه ملزمون اقصاه اقصاها متعهدا متعهده
"""
SET = folded_words(_SET)
HOPED = folded_words(
    """
يؤمل المؤمل مؤمل يامل تامل نامل امل املا املت متوقع المتوقع متوقعا يتوقع تتوقع نتوقع توقع توقعت مرجح المرجح يرجح محتمل المحتمل
ربما اذا شريطه بشرط يسعي تسعي نسعي نطمح يطمح تطمح منتظر المنتظر ينتظر مرتقب المرتقب تتطلع يتطلع الامل
"""
)
FORECAST_SIGNS = folded_words("توقعات يتوقع تتوقع متوقع المتوقع توقع توقعت سيناريو سيناريوهات تقديرات")
PROPOSED = folded_words("اقترح اقترحت يقترح تقترح اقتراح اقتراحا مقترح مقترحا المقترح المقترحه مقترحه المقترحات")
_PLANNED = """
مقرر المقرر مقررا المفترض يفترض المزمع مزمع يعتزم تعتزم نعتزم عازم عازمه ينوي تنوي ننوي يخطط تخطط نخطط خطه مخطط يستهدف
تستهدف نستهدف مستهدف المستهدف تعمل يعمل نعمل سوف ماضيه ماض ستعمل يستعد تستعد المقرره مقرره المزمعه بصدد هدف هدفا هدفها تهدف يهدف
"""
PLANNED = folded_words(_PLANNED)
PLANS = SET | HOPED | PROPOSED | PLANNED
# «المقرر في أيلول» beside a noun only names it; «المقرر أن», «مقرر في» tell a plan.
NAMING = folded_words(
    """
المقرر المقرره المزمع المزمعه المتوقع المتوقعه المرتقب المرتقبه المنتظر المنتظره المحدد المقبل المقبله
"""
)
WERE = folded_words("كان كانت كانا كانوا")
DEMANDS = folded_words(
    """
طلب طلبت يطلب تطلب طالب طالبت طالبوا يطالب تطالب يطالبون مطالبا مطالبه مطالبات مطالب دعا دعت دعوا يدعو تدعو داعيا
داعيه دعوه ناشد ناشدت مناشده حث
حثت يحث تحث حاثا امهلوا هددوا يهدد تهدد مهددا تمني تمنت يتمني
"""
)
DENIALS = folded_words(
    """
نفي نفت ينفي تنفي نافيا نافيه شكك شككت يشكك مشككا استبعد استبعدت يستبعد مستبعدا تستبعد كذب فند فندت استحاله يستحيل
يخشي تخشي خشيه مخاوف
"""
)
PAST_PLANS = folded_words("سابقه سابق سابقا سابقين القديم السابق السابقه الاصلي الاصلي")
NOT = frozenset(map(fold, ("لم", "ليس", "ليست", "غير", "عدم", "دون", "بدون", "لا")))
WILL_NOT = frozenset(prefix + "لن" for prefix in _JOINED)
NOT_REMAIN = frozenset(map(fold, ("ألا", "لا", "لن", "عدم", "ولن", "ولا")))
POSTPONED = folded_words(
    """
تاجيل تاجيلا اجل اجلت يؤجل تؤجل ستؤجل سيؤجل تاجل تاجلت ارجا ارجات ارجاء يرجا ترجا ترحيل رحل رحلت تمديد مدد مددت يمدد
تمدد نقل تاخير
تاخر مؤجل ارجئ ارجئت ازاحه
"""
)
MOVED_NOUNS = frozenset(map(fold, ("نقل", "ترحيل", "رحل", "رحلت", "نقلت", "تأخر")))  # these move people and goods too
MOVABLE = stems_of("موعد موعدا موعدها موعده انتخابات اقتراع تعداد مهله افتتاح انجاز تسليم تنفيذ مرحله احصاء استفتاء")
CONTRASTS = folded_words("حال اذا لو لكن لكنه لكنها بينما فيما اذ غير بيد رغم حين")
THAT = frozenset(
    prefix + word
    for prefix in _JOINED
    for word in map(fold, ("أن", "إن", "بأن", "أنه", "أنها", "إنه", "إنها", "بأنها", "بأنه", "أنهم", "إنهم", "لأن"))
)


def strip_word(word: str) -> str:
    """Return the folded *word* without joined letters, article and pronoun, for looking a noun up."""
    bare = word
    for lead in ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال"):
        if bare.startswith(lead) and len(bare) - len(lead) >= 3:
            return bare[len(lead) :]
    return bare


def noun_forms(word: str) -> Iterable[str]:
    """Yield what a folded noun may be once joined letters and pronouns are off: «ولاغلاقها» gives اغلاق."""
    yield word
    bare = strip_word(word)
    yield bare
    cores = {bare}
    if len(word) >= 4 and word[0] in "وفبلك":
        cores.add(word[1:])
        if len(word) > 5 and word[0] in "وف" and word[1] in "بلك":
            cores.add(word[2:])
    for core in tuple(cores):
        yield core
        for tail in ("ها", "هم", "ه", "نا", "هما"):
            if core.endswith(tail) and len(core) - len(tail) >= 3:
                yield core[: -len(tail)]
                yield core[: -len(tail)] + "ه"


def is_one_of(word: str, nouns: frozenset[str]) -> bool:
    """Return whether the folded *word* is one of *nouns* in some form."""
    return any(form in nouns for form in noun_forms(word))
