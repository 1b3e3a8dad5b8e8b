"""Tests for marsad.pipeline.attribute."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Reading
from marsad.pipeline.attribute import find_claims, run


def said(text):
    return [(claim.speaker, text[claim.start : claim.end]) for claim in find_claims(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("وقال وزير النقل سالم الجبوري إن الجسر يفتتح قريبا.", "وزير النقل سالم الجبوري", "إن الجسر يفتتح قريبا"),
        ("وزارة النفط أعلنت، اليوم، أن الإنتاج ارتفع.", "وزارة النفط", "أن الإنتاج ارتفع"),
        ("وقال المتحدث باسم الأمانة في بيان إن الطريق مغلق.", "المتحدث باسم الأمانة", "إن الطريق مغلق"),
        ("أعلنت وزارة الصحة، يوم الأحد، إغلاق مستشفيين في الجنوب.", "وزارة الصحة", "إغلاق مستشفيين في الجنوب"),
        ("أعلن مكتب رئيس الوزراء إطلاق مشروع الماء.", "مكتب رئيس الوزراء", "إطلاق مشروع الماء"),
        ("ونقلت وكالة محلية عن ضابط كبير قوله إن القاعدة أخليت.", "ضابط كبير", "إن القاعدة أخليت"),
        ("وكانت المديرة هناء كريم قد أكدت أن العمل مستمر.", "المديرة هناء كريم", "أن العمل مستمر"),
        ("وأشار المحافظ إلى وجود عراقيل كثيرة.", "المحافظ", "وجود عراقيل كثيرة"),
        ("وقال علي حسن مسؤول الملف في الوزارة إن العودة بدأت.", "علي حسن مسؤول الملف في الوزارة", "إن العودة بدأت"),
        ("وأوضح المصدر أيضا : الانسحاب يبدأ في الخريف", "المصدر", "الانسحاب يبدأ في الخريف"),
        ("وبحسب البيان، فإن اللجنة تجتمع غدا.", "البيان", "فإن اللجنة تجتمع غدا"),
        ("أكد رئيس لجنة إدارة السدود استمرار الفحص ليلا.", "رئيس لجنة إدارة السدود", "استمرار الفحص ليلا"),
        ("لم تعلق الحكومة، بينما النائب جاسم رجّح أن يتأخر التصويت.", "النائب جاسم", "أن يتأخر التصويت"),
    ],
)
def test_who_said_what_is_found(text, speaker, content):
    assert said(text) == [(speaker, content)]


def test_a_dropped_subject_is_the_last_who_spoke():
    text = "قالت وزيرة الهجرة إن المخيم أغلق. وأضافت أن العائلات عادت."
    assert said(text)[1] == ("وزيرة الهجرة", "أن العائلات عادت")


def test_a_dropped_subject_agrees_with_its_verb():
    text = "قالت وزارة الري إن السد آمن. وذكر المهندس كامل أن الماء وفير. وأضافت أن الفحص مستمر."
    assert said(text)[2][0] == "وزارة الري"


def test_a_participle_goes_on_for_the_same_speaker():
    text = "أكد الوزير أن السد آمن، مشيرا إلى أن الفحص مستمر."
    assert said(text) == [("الوزير", "أن السد آمن"), ("الوزير", "أن الفحص مستمر")]


def test_a_short_second_clause_stays_with_the_first_and_a_long_one_stands_alone():
    short = said("قال الوزير إن المشروع سيخدم ثلاث محافظات في الجنوب، وإن العمل يبدأ غدا.")
    assert len(short) == 1
    long = said("قال الوزير إن السد آمن، وإن الوزارة ستبدأ في الربيع بناء سدين آخرين على النهر نفسه.")
    assert [content.split()[0] for _speaker, content in long] == ["إن", "إن"]


def test_an_adjective_of_the_same_form_opens_no_statement():
    assert said("تجرى الانتخابات بإجراءات أمنية مشددة ومراقبة دولية ومحلية.") == []


def test_that_behind_a_conjunction_opens_no_statement():
    assert said("وصل الوفد بعد أن أغلقت الطرق. ويذكر أن الطريق قديم.") == []


def test_an_unnamed_source_is_marked():
    claims = find_claims("قال مصدر أمني إن القوات انسحبت. وقال الوزير سعد إن ذلك صحيح.")
    assert [claim.is_anonymous for claim in claims] == [True, False]


def test_direct_speech_is_marked_as_quoted():
    (claim,) = find_claims("وقال المدير: «نعمل ليلا ونهارا على إنجاز الطريق».")
    assert claim.is_quoted


def test_furniture_is_not_read():
    text = "قال الوزير إن الجسر يفتتح غدا في بغداد.\nأخبار ذات صلة\nقال المدرب إن الفريق جاهز\n"
    assert len(next(run(Reading("a", text))).claims) == 1


def test_one_endless_sentence_is_read_to_its_end():
    text = "وقال الوزير إن العمل مستمر، مشيرا إلى أن «الفحص» جار، وأضاف أن العمل " * 3000
    assert max(claim.end for claim in find_claims(text)) > len(text) - 200


WORDS = """
قال أعلنت وأضاف أن إن الوزير عن نقلت إلى أشار ، . : « » " في بيان وأن بحسب مشيرا اليوم ( ) 12 علي إطلاق كان قد ل
"""


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40).map(" ".join) | st.text(max_size=120))
@settings(max_examples=400, deadline=None)
def test_offsets_always_cut_words_out_of_the_text(text):
    last = 0
    for claim in find_claims(text):
        assert last <= claim.start < claim.end <= len(text)
        last = claim.end
        if claim.speaker is not None:
            assert text[claim.speaker_start : claim.speaker_end] == claim.speaker


def test_who_said_what_reaches_the_floor(shared):
    folder = shared / "eval" / "claims"
    pages = {row["id"]: row["text"] for row in map(json.loads, (folder / "pages.jsonl").open(encoding="utf-8"))}
    found = 0
    gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    for row in gold:
        start, end = row["content_span"]
        spans = [(claim.start, claim.end) for claim in find_claims(pages[row["page_id"]])]
        found += any(2 * (min(e, end) - max(s, start)) >= max(e, end) - min(s, start) for s, e in spans)
    assert found / len(gold) >= 0.9
