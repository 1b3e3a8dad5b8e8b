"""Stance and rung by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import RUNGS, STANCES
from marsad.pipeline.matching.stance import rung, stance
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


POOL = "أقر أقرت صوت البرلمان قانون التقاعد لم سيقر على تأجيل افتتح محطة الوزير خبير يتوقع نقل موعد من إلى مشروع أنجز إقرار"
WORDS = st.sampled_from(POOL.split())


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=6), st.integers(0, 3))
def test_any_order_of_telling_words_is_given_a_stance_and_a_rung(said, promised, headline, days):
    own = frozenset(token.stem for token in tokens(" ".join(promised)))
    found = tokens(" ".join(said))
    assert stance(found, own, tokens(" ".join(headline)), days) in STANCES
    assert rung(found) in RUNGS


def test_a_promise_whose_only_telling_word_is_the_verb_itself_is_no_stumbling_block():
    own = frozenset(token.stem for token in tokens("أقرت"))
    assert stance(tokens("أقرت الحكومة أمس ما طلب منها"), own) in STANCES
