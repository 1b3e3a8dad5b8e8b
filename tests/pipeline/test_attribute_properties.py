"""What holds of claims in any text: they cut what they say, keep their order, and take linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import SOURCE_KINDS
from marsad.pipeline.attribute import find_claims

WORDS = """
قال أعلنت وأضاف أن إن الوزير وزير النفط علي حسن عن نقلت نقلا إلى أشار ، . : « » " “ ” في بيان وأن بحسب وفقا لما ما نقلته رويترز
مشيرا اليوم ( ) 12 إطلاق كان قد ل كما يقول حسبما أعلن مصدر لـ صادر ؟ هل جاء التقرير – نفى ما تردد على حد قول
"""
SENTENCES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40).map(" ".join)
# Each names its own speaker, so that nothing is carried over.
ARTICLES = (
    "قال وزير الري إن السد آمن. وأضاف أن الفحص مستمر.",
    "ارتفع منسوب النهر مترين خلال يومين، بحسب وزارة الري.",
    "السوداني: المشروع يدخل الخدمة في الصيف",
    "نقلت رويترز عن مسؤول أميركي قوله: «القوات باقية هناك. ولن ترحل».",
    "لا شيء جديدا في ملف الطريق. يذكر أن الطريق أغلق.",
    'وقال المدير: "نعمل ليلا ونهارا. لا نتوقف أبدا" خلال زيارة.',
)


@given(SENTENCES | st.text(max_size=120))
@settings(max_examples=500, deadline=None)
def test_claims_cut_out_what_they_say_and_stand_in_order(text):
    last = 0
    for claim in find_claims(text):
        assert last <= claim.start < claim.end <= len(text)
        last = claim.end
        assert claim.source_kind in (*SOURCE_KINDS, "")
        assert isinstance(claim.is_quoted, bool)
        assert isinstance(claim.is_anonymous, bool)
        assert claim.is_anonymous == (claim.source_kind == "anonymous")
        assert all(claim.via)
        assert (claim.speaker is None) == (claim.speaker_start is None) == (claim.speaker_end is None)
        if claim.speaker is not None:
            assert text[claim.speaker_start : claim.speaker_end] == claim.speaker


@given(st.sampled_from(ARTICLES), st.sampled_from(ARTICLES))
def test_two_articles_say_together_what_they_say_apart(first, second):
    together = f"{first}\n\n{second}"
    apart = [first[claim.start : claim.end] for claim in find_claims(first)]
    apart += [second[claim.start : claim.end] for claim in find_claims(second)]
    assert [together[claim.start : claim.end] for claim in find_claims(together)] == apart


@given(SENTENCES, st.sampled_from(ARTICLES))
@settings(max_examples=200, deadline=None)
def test_what_stands_before_a_blank_line_takes_no_claim_away(noise, article):
    def starts(text, shift=0):
        return {claim.start - shift for claim in find_claims(text)}

    together = f"{noise}\n\n{article}"
    shift = len(noise) + 2
    behind = {start for start in starts(together, shift) if start >= 0}
    assert starts(article) <= behind


@pytest.mark.parametrize(
    "unit",
    [
        '"', "قال ", 'قال "', "أن ", "، وأضاف ", "(", "، بحسب ", "بحسب ", "، وأن ", "قال الوزير إن العمل مستمر ", "نقلت ",
        "قال: «", "، كما قال الوزير", "وزير ", "بيان صادر عن ", "قال:      ", "مصدر: لن ", "كلمة ",
    ],
)  # fmt: skip
def test_no_endless_sentence_hangs(unit):
    text = (unit * (200_000 // len(unit) + 1))[:200_000]
    began = time.process_time()
    find_claims(text)
    assert time.process_time() - began < 20  # a quadratic reading would take minutes
