import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.deliverables import BY_KEY, promised, told_of


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("تحاور الحكومة دول التحالف وصولا إلى جدول زمني لخروجها.", {"timetable"}),
        ("وضع خطة وطنية للطاقة وتشريع قانون للنفط والغاز", {"strategy", "law"}),
        ("إنتاج رؤية وطنية مشتركة للتفاوض", {"vision"}),
        ("توقيع عقود لبناء ألف مدرسة", {"contract"}),
        ("تشكيل لجنة عليا لمكافحة الفساد", {"committee"}),
        ("بناء ألف مدرسة قبل نهاية 2024", set()),
        ("العمل ضمن قانون الموازنة", set()),  # named, but not promised
        ("", set()),
    ],
)
def test_what_a_promise_will_bring_about_is_found(words, keys):
    assert promised(words) == keys


@pytest.mark.parametrize(
    ("words", "affirmed", "denied"),
    [
        ("اتفق الطرفان على جدول زمني لإنهاء المهمة.", {"timetable"}, set()),
        ("ولم يصدر حتى اليوم أي جدول زمني لخروج القوات.", set(), {"timetable"}),
        ("انتهت الجولة من دون جدول زمني.", set(), {"timetable"}),
        ("ناقش البرلمان الأمر ولم يقر القانون بعد.", set(), {"law"}),
        ("لم تجر جولة أخرى. وأُعلن جدول زمني في أيلول.", {"timetable"}, set()),  # the negation is of another sentence
        ("أكد الوزير أن القانون لم يصدر بعد.", set(), {"law"}),  # the thing before its negation
        ("قانون النفط والغاز لم يُقر حتى الآن.", set(), {"law"}),
        ("الجدول الزمني لم يُعلن.", set(), {"timetable"}),
        ("أُقر القانون، ولم يُنشر غيره.", {"law"}, set()),
        ("صدر القانون الذي لم يصدره من قبله.", {"law"}, set()),
        ("لا يزال القانون نافذا.", {"law"}, set()),
        ("غادرت القوات القواعد.", set(), set()),
    ],
)
def test_evidence_tells_of_a_thing_or_says_there_is_none(words, affirmed, denied):
    assert told_of(words) == (affirmed, denied)


def test_every_kind_is_named_in_both_languages():
    assert all(kind.ar and kind.en for kind in BY_KEY.values())


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text):
    assert promised(text) | told_of(text)[0] | told_of(text)[1] <= set(BY_KEY)
