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


PENSIONS = frozenset(map(stem, ["تشريع", "قانون", "التقاعد", "للعمال"]))


def test_a_verb_that_enacts_the_promise_outweighs_its_circumstances():
    sentence = "أقر البرلمان أمس قانون التقاعد للعمال بعد جلسات مؤجلة كثيرة"
    assert stance(tokens(sentence), PENSIONS) == "supports"


def test_to_vote_for_a_postponement_refutes():
    assert stance(tokens("صوت البرلمان على تأجيل قانون التقاعد للعمال"), PENSIONS) == "refutes"


def test_what_was_not_sent_refutes():
    assert stance(tokens("لم ترسل الحكومة قانون التقاعد إلى البرلمان"), PENSIONS) == "refutes"


def test_a_ministry_of_transport_moves_nothing():
    assert stance(tokens("افتتحت وزارة النقل عشر مدارس نموذجية"), SCHOOLS, (), 2) == "supports"


def test_a_sentence_without_a_sign_beside_the_words_of_outsiders_discusses():
    beside = tokens("ويرى باحثون في جامعة البصرة أن الأمر ممكن")
    assert stance(tokens("مدارس نموذجية للبنات"), SCHOOLS, (), 0, beside) == "discusses"


def test_a_headline_that_tells_of_a_setback_outweighs_who_speaks_below_it():
    head = tokens("تأجيل مدارس الجنوب")
    assert stance(tokens("قال خبراء التعليم إن مدارس نموذجية تحتاج إلى ملاك"), SCHOOLS, head) == "refutes"


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
