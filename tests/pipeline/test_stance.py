"""Stance and rung by rule."""

import pytest

from marsad.pipeline.stance import rung, stance
from marsad.text.tokens import stem, tokens

SCHOOLS = frozenset(map(stem, ["بناء", "مدارس", "نموذجية"]))
STOP_FLARING = frozenset(map(stem, ["إيقاف", "حرق", "الغاز"]))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("supports", "افتتحت الوزارة عشر مدارس نموذجية"),
        ("refutes", "أعلنت الوزارة تأجيل بناء مدارس نموذجية إلى العام المقبل"),
        ("refutes", "لم تنجز الوزارة بناء مدارس نموذجية"),
        ("supports", "الوزارة لم تؤجل بناء مدارس نموذجية بل باشرت"),
        ("discusses", "يتوقع خبراء بناء مدارس نموذجية"),
        ("supports", "مدارس نموذجية للبنات"),
    ],
)
def test_the_sign_nearest_the_promise_decides(said, sentence):
    assert stance(tokens(sentence), SCHOOLS) == said


def test_what_the_promise_itself_asks_for_is_no_sign_against_it():
    assert stance(tokens("قررت الوزارة إيقاف حرق الغاز في الحقول"), STOP_FLARING) == "supports"


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("announced", "أعلن الوزير خطة للمدارس"),
        ("decided", "صادق مجلس الوزراء على المشروع"),
        ("funded", "خصصت الموازنة مبلغا للمدارس"),
        ("under_way", "باشرت الشركة العمل في الموقع"),
        ("delivered", "افتتح المحافظ المدرسة بعد إكمال العمل"),
        ("announced", "لم تفتتح المدرسة"),
        ("announced", "ستنجز المدرسة قريبا"),
    ],
)
def test_the_highest_rung_reached_is_told(step, sentence):
    assert rung(tokens(sentence)) == step
