"""Know an Arabic verbal noun (masdar) by its pattern or from a list: it often opens what was announced."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.text.fold import fold

# The patterns of derived verbal nouns (II, IV, VII, VIII, X), and the commonest that follow none of them. Form IV needs its
# hamza below (إعلان): with one above it is a broken plural (أعضاء).
_DERIVED = re.compile(r"(?:إ\w{2}|ا\w?ت\w|ان\w{2}|است\w{1,3})ا\w(?:ه|ها|هم)?|ت\w\wي\w(?:ه|ها|هم)?")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_VERBAL_NOUNS = """
عودة خسارة توقف انتهاء نتائج قائمة صحة شائعات رغبة تعهد ورود تسلم وجود بدء وصول مقتل إصابة وفاة حجم عدد نسبة حالة وقف
رفع خفض دعم رفض قبول فتح غلق منح صرف دفع عقد قرب نية ضبط قتل قصف هجوم زيارة مشاركة مغادرة مواصلة متابعة معالجة مكافحة
محاربة مراجعة مطالبة موافقة إقامة إدانة إعادة إزالة إحالة إدارة إضافة إشارة استقالة حل نشر بناء سحب نقل تخصيص التزامه
التزامها التزامهم دعمه دعمها رفضه رفضها ثقته ثقتها حرصه حرصها استعداده استعدادها ضرورة أهمية وقوع حدوث حصول شمول إطلاق
خلو نجاح فشل تراجع ارتفاع انخفاض تحقيق تقدم توصل تعطل تعليق أسماء موعد خطة حزمة سلسلة إجراءات عدم إيقاف إيجاد إيداع
هطول سقوط نزول دخول خروج صعود هبوط عبور حضور ظهور نشوب لجوء
عزم اعتزام ضم تضامن تعاون تعرض توجه
إيصال إيواء إيلاء إكمال إنهاء إغلاق إعلان إقرار إنجاز إرسال إلغاء إخراج إخلاء إجراء إصدار إدخال إنشاء إرجاء إبرام إجلاء
"""
_NOT_VERBAL_NOUNS = "تقرير احسان ابتسام انتصار تكريت تشرين تسنيم تركيا تركيه"
VERBAL_NOUNS = frozenset(map(fold, _VERBAL_NOUNS.split()))
NOT_VERBAL_NOUNS = frozenset(_NOT_VERBAL_NOUNS.split())


def _without_owner(key: str) -> str:
    """Return *key* without «ها» or «هم»: عزمها is عزم, نيتها نية."""
    if len(key) < 5 or not key.endswith(("ها", "هم")):
        return ""
    return f"{key[:-3]}ه" if key[-3] == "ت" and f"{key[:-3]}ه" in VERBAL_NOUNS else key[:-2]


@lru_cache(maxsize=50_000)
def is_verbal_noun(word: str, key: str) -> bool:
    """Tell whether *word*, whose key is *key*, is a verbal noun such as opens a plain object: انقطاع, إطلاق, توفير, عودة."""
    if key in VERBAL_NOUNS or _without_owner(key) in VERBAL_NOUNS:
        return True
    if key.startswith("ال") or key in NOT_VERBAL_NOUNS:
        return False
    raw = _MARKS.sub("", word)
    return len(key) >= 5 and _DERIVED.fullmatch("إ" + key[1:] if raw.startswith("إ") else key) is not None
