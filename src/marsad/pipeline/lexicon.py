"""How telling a word is in the news of governments: what every page shares tells nothing of one promise."""

from __future__ import annotations

from functools import cache

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
_COMMON_WEIGHT = 0.25
_NUMBER_WEIGHT = 0.3
_SHORT_WEIGHT = 0.6
_SHORT = 2
_JOINED = ("ل", "ب", "ف", "ك")  # لإنهاء is ل + إنهاء; the stem keeps such letters, for they begin words of their own too
_WEAK_LETTERS = str.maketrans("", "", "اويءت")
_SHORTEST_ROOT = 3
TELLING = 0.5  # a weight below this never makes a page a candidate


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(word) for word in _COMMON.split())


def weight(token: Token) -> float:
    """Return how telling *token* is, from 0 (a stop word) to 1."""
    if is_stop_word(token.word):
        return 0.0
    if token.stem.isdigit():
        return _NUMBER_WEIGHT
    if token.stem in _common() or (token.stem.startswith(_JOINED) and token.stem[1:] in _common()):
        return _COMMON_WEIGHT
    return _SHORT_WEIGHT if len(token.stem) <= _SHORT else 1.0


def root(stemmed: str) -> str:
    """Return the strong letters of *stemmed*, by which a broken plural meets its singular; "" where too few are left.

    نازح and نزوح share نزح; a leading م of a place or an agent (مدرسة, دراسة) is dropped where three letters remain.
    """
    letters = stemmed.translate(_WEAK_LETTERS)
    if letters.startswith("م") and len(letters) > _SHORTEST_ROOT:
        letters = letters[1:]
    return letters if len(letters) >= _SHORTEST_ROOT else ""
