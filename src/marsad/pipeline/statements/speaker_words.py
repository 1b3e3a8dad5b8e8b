"""The words by which a speaker belongs to a body: who speaks for it, who only sits in it, and how a text names it again."""

from __future__ import annotations

from marsad.text.names.spelling import openings, words_of


def _keys(words: str) -> frozenset[str]:
    return frozenset(words_of(words))


# Who speaks so speaks for the body or office named next.
SPOKEN_FOR = _keys(
    """
    المتحدث المتحدثة متحدث متحدثة الناطق الناطقة ناطق باسم بأسم الرسمي الإعلامي مستشار مستشارة المستشار وكيل وكيلة الوكيل نائب
    نائبة مدير مديرة المدير رئيس رئيسة مكتب المكتب إعلام دائرة قسم مديرية أمين الأمين عام العام قائد آمر ممثل ممثلة سفير سفيرة
    بيان ل لدى في من سكرتير معاون مسؤول مسؤولة لجنة هيئة مفتش فريق خلية مركز شركة تشكيلات إحدى شعبة المالي الفني الأقدم لشؤون شؤون
    ملف الملف الإعلامية العلاقات الإداري قاطع قيادة
    """
)
# Who is called so speaks for himself, wherever he sits or sat.
FOR_HIMSELF = _keys(
    """
    عضو عضوة النائب النائبة نواب خبير خبيرة الخبير محلل المحلل باحث الباحث موظف موظفة قيادي القيادي ناشط مواطن طالب أستاذ سابق
    سابقة السابق السابقة الأسبق الأسبقة أسبق مصدر مصادر مقرب مقربون مرشح مرشحة شاهد متظاهر معارض أحد بعض
    """
)
SPOKESMEN = _keys("المتحدث المتحدثة متحدث متحدثة الناطق الناطقة ناطق")
# A later mention by its head alone, and the heads of what it may stand for: «الوزارة» after «وزارة النفط».
_HEADS = """
    الوزارة وزارة
    الوزير وزير
    الوزيرة وزيرة وزير
    اللجنة لجنة اللجنة
    الهيئة هيئة الهيئة
    المفوضية مفوضية المفوضية
    الشركة شركة الشركة
    المجلس مجلس
    المحافظ محافظ
    المحافظة محافظة
    البنك البنك مصرف
    المصرف مصرف المصرف
    الجهاز جهاز
    القيادة قيادة
    البعثة بعثة البعثة
    السفارة سفارة السفارة
    التحالف تحالف التحالف
    الأمانة أمانة الأمانة
    الديوان ديوان
    المديرية مديرية
    المؤسسة مؤسسة
    المنظمة منظمة المنظمة
    المحكمة محكمة المحكمة
    الحكومة حكومة الحكومة
    الرئيس رئيس
    """
AGAIN = {words[0]: words[1:] for line in _HEADS.strip().splitlines() if (words := words_of(line))}
# Every way in which one of those heads stands in a text, particles joined.
WRITTEN = {written: head for heads in AGAIN.values() for head in heads for written, _skip in openings(head)}
