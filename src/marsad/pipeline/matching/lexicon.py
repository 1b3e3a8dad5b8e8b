"""How telling a word is in the news of governments: what every page shares tells nothing of one promise."""

from __future__ import annotations

from functools import cache

from marsad.text.roots import root as root  # asked for here, beside how telling a word is
from marsad.text.tokens import Token, is_stop_word, stem

# Words that stand in any page about a government's work. A match on these alone never calls an encoder.
_COMMON = """
حكومة حكومي رئيس رئاسة وزير وزارة وزراء مجلس نواب نائب دولة دول دولي وطن وطني وطنية بلد بلاد عراق عراقي سياسي سياسة قانون قرار
مشروع مشاريع برنامج خطة عمل أعمال تنفيذ إنجاز إجراء إجراءات إجرى تحقيق تعزيز تطوير دعم توفير تحسين زيادة تقليل خفض رفع استمرار
مواصلة إطلاق إعلان إنشاء بناء تشييد إعادة إنهاء إيقاف وصول ضمان حفظ حماية تأمين توسيع إكمال استكمال افتتاح نسبة عدد ألف مليون
مليار سنة عام شهر يوم أسبوع مرحلة بداية نهاية مدة فترة موعد وقت جديد كبير كبرى عام عامة خاص خاصة كامل شامل مختلف ضرورة حاجة
حاجات أهمية مهم مستوى مجال قطاع مؤسسة هيئة جهة جهات لجنة فريق مدير مصدر متحدث بيان خبر تقرير موقع وكالة صحيفة تصريح مواطن مواطنين
شعب ناس محافظة محافظات مدينة منطقة مناطق إقليم عموم داخل خارج قرب سبيل شأن شؤون أمر ملف قضية أزمة مشكلة حل حلول نظام إدارة
عمل تعاون علاقة اتفاق اتفاقية عقد شركة شركات دينار دولار مال مالي مالية اقتصاد اقتصادي تنمية خدمة خدمات واقع تقدير جانب شخص
ضمن وفق طريق طريقة نتيجة نتائج سبب هدف مجموعة خط نوع حد حال حالة صورة وضع دور حق حقوق وجود قوة طاقة قرب أول ثاني ثالث
تقدم قيام تم يوميا سنويا شهريا متر قوات أمن أمني حوار رؤية مهنية أجهزة تحديد
تحت فوق واقع سقف بشأن يحفظ يحدد إجمالي مكعب سعة وصف إعداد عموم نموذج
"""
# Words that stand in news of every kind: numbers, days, directions, ranks, and verbs that any body may do. They tell a little.
_USUAL = """
واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشرون ثلاثون مئة مائة مئات آلاف ملايين عشرات نصف ثلث ربع ثلاثي ثنائي رباعي
سنوات أشهر أيام أسابيع ساعة ساعات دقيقة صباح مساء ليل ليلة موسم قرن تاريخ زمني ماضي مقبل قادم حالي جاري أخير سابق لاحق
كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
سبت أحد اثنين ثلاثاء أربعاء خميس جمعة شرق غرب شمال جنوب وسط حدود عاصمة بغداد قرية مكان أماكن أرض أراضي ساحة مركز مقر مكتب
إضافي إضافية إضافة نهائي نهائية أولي أولية أساسي رئيسي محلي إقليمي عالمي اجتماعي ثقافي إعلامي صحفي عسكري رسمي شعبي اتحادي مركزي
سريع بطيء طويل قصير صغير قديم حديث دائم مؤقت مستمر متكامل مشترك موحد آمن آمنة واسع بعيد قريب أكثر أكبر أقل أفضل كله بقية باقي
مسؤول مسؤولون مسؤولين سلطة سلطات عضو أعضاء قيادة قائد قادة جماعة جماعات مسلح مسلحة جيش عناصر أفراد أشخاص رجل رجال أهل أهالي أهلها
أبناء أطفال شباب عائلة سكان عمال عاملين أعلن تعلن يعلن قدم تقدم يقدم بدأ تبدأ يبدأ دخل تدخل يدخل خرج تخرج شمل تشمل يشمل شمول ضم
تضم كمل تكمل يكمل أكمل عمل تعمل يعمل أطلق تطلق يطلق انطلق نفذ تنفذ ينفذ حقق تحقق يحقق كشف تكشف يكشف دفع تدفع يدفع أعاد تعيد يعيد
عودة أغلق تغلق يغلق إغلاق غلق فتح تفتح يفتح عاش تعيش يعيش بقي يبقى وصل تصل يصل
انتقل تنتقل انتقال تحول تتحول اعتمد تعتمد اعتماد سلم تسلم تسليم جرى تجري يجري منح تمنح وضع تضع أخذ تأخذ طلب طالب بحث تبحث نقل
لقاء اجتماع مؤتمر زيارة حديث كلمة رسالة دراسة تفاصيل معلومات أخبار إعلام نشر متابعة مشاركة مراقبة رقابة تنسيق استخدام اختيار
مفاوضات تفاوض محادثات علاقات طرف أطراف موقف رأي فكرة هدف أهداف سياق إطار أساس أسس مجمل حجم جزء قسم فرع محور قاعدة قواعد معدات
حرب معركة معارك قتل مقتل هجوم هجمات سلاح أسلحة إرهاب داعش دفاع قتال عملية عمليات خطر تهديد ضحايا حادث سلام استقرار
تجارة تجاري سوق أسعار شراء بيع صناعة زراعة صحة تعليم ثقافة بنك شبكة مطار سيارة سيارات مبنى مباني بيت بيوت استقلال حر حرية
"""
USUAL_WEIGHT = 0.5
_COMMON_WEIGHT = 0.25
_NUMBER_WEIGHT = 0.3
_SHORT_WEIGHT = 0.6
_SHORT = 2
_JOINED = ("ل", "ب", "ف", "ك")  # لإنهاء is ل + إنهاء; the stem keeps such letters, for they begin words of their own too
TELLING = 0.5  # a weight below this never makes a page a candidate


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(word) for word in _COMMON.split())


@cache
def _usual() -> frozenset[str]:
    return frozenset(stem(word) for word in _USUAL.split())


def is_usual(stemmed: str) -> bool:
    """Return whether *stemmed* stands in any news: such a word lends its root to no promise (عدد is not a تعداد)."""
    return stemmed in _common() or stemmed in _usual()


def weight(token: Token) -> float:
    """Return how telling *token* is, from 0 (a stop word) to 1."""
    if is_stop_word(token.word):
        return 0.0
    if token.stem.isdigit():
        return _NUMBER_WEIGHT
    if token.stem in _common() or (token.stem.startswith(_JOINED) and token.stem[1:] in _common()):
        return _COMMON_WEIGHT
    if token.stem in _usual():
        return USUAL_WEIGHT
    return _SHORT_WEIGHT if len(token.stem) <= _SHORT else 1.0
