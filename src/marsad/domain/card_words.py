"""What embedded and shared cards of a promise say, in the three languages of the interface."""

from __future__ import annotations

from types import MappingProxyType

from marsad.domain.codebook_values import Label
from marsad.domain.counted import sources_ar, sources_en

CARD_LANGUAGES = ("ar", "en", "ckb")
CARD_WORDS = MappingProxyType(
    {
        "as_of": Label("كما كان في", "As of", "وەک لە"),
        "checked": Label("آخر مراجعة:", "Last checked:", "دوا پێداچوونەوە:"),
        "known_on": Label("كما عُرف في نهاية يوم", "As known at the end of", "وەک لە کۆتایی ڕۆژدا زانراوە"),
        "unrated": Label("لم يُقيَّم بعد", "Not assessed yet", "هێشتا هەڵنەسەنگێنراوە"),
        "no_verdict": Label(
            "لم يُنشر حكم على هذا الوعد بعد، ولا يعني ذلك شيئا عن الوفاء به.",
            "No verdict on this promise has been published yet. That says nothing of whether it is being kept.",
            "هێشتا هیچ بڕیارێک لەسەر ئەم بەڵێنە بڵاو نەکراوەتەوە. ئەمە هیچ لەبارەی جێبەجێکردنەکەیەوە ناڵێت.",
        ),
        "deadline": Label("الموعد", "Deadline", "دوا وادە"),
        "evidence": Label("الحكم وأدلته", "The verdict and its evidence", "بڕیار و بەڵگەکانی"),
        "proof": Label("الوعد في المرصد", "The promise at the observatory", "بەڵێنەکە لە ڕوانگەکەدا"),
        "demo": Label(
            "عرض توضيحي: لا تستشهد به", "A demonstration: do not cite it", "نموونەیەکی پیشاندانە: وەک سەرچاوە بەکاری مەهێنە"
        ),
        "gone": Label(
            "هذا الوعد سُحب ولم يعد معروضا.", "This promise was withdrawn.", "ئەم بەڵێنە کشێنراوەتەوە و چیتر پیشان نادرێت."
        ),
        "missing": Label("لا وعد في هذا العنوان.", "No promise stands at this address.", "هیچ بەڵێنێک لەم ناونیشانەدا نییە."),
        "visit": Label("إلى المرصد", "Go to the observatory", "بۆ ڕوانگەکە"),
        "tagline": Label(
            "الآلة تقترح والإنسان ينشر", "Machines propose; people publish", "ئامێر پێشنیار دەکات، مرۆڤ بڵاوی دەکاتەوە"
        ),
    }
)


def card_word(key: str, language: str) -> str:
    """Return the word *key* in *language*; raise KeyError for a key that is none."""
    return CARD_WORDS[key].in_language(language)


def sources_told(count: int, language: str) -> str:
    """Return a count of independent sources in *language*; "" for none."""
    if count < 1:
        return ""
    if language.startswith("ckb"):
        return f"{count} سەرچاوەی سەربەخۆ"
    return sources_en(count) if language.startswith("en") else sources_ar(count)
