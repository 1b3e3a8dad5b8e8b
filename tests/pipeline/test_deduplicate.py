"""Copies of one text share a story."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Reading
from marsad.pipeline.deduplicate import stories
from marsad.pipeline.stories.alike import overlap, text_of

WIRE = (
    "افتتح المحافظ صباح اليوم جسرا جديدا على النهر بطول مئتي متر بعد عامين من العمل فيه، وقال إن الجسر يخفف الزحام عن وسط"
    " المدينة ويختصر الطريق إلى الجامعة والمستشفى، وإن كلفته بلغت ثلاثين مليارا من تخصيصات تنمية الأقاليم."
)
OTHER = "أعلنت مديرية الزراعة انتهاء موسم الحصاد وتسليم أربعين ألف طن من القمح إلى مخازن الحبوب في ثلاثة أقضية من المحافظة."
READINGS = (
    Reading(id="1", text=WIRE),
    Reading(id="2", text="وكالات - " + WIRE + " اقرأ أيضا"),
    Reading(id="3", text=OTHER),
    Reading(id="4", text=WIRE.replace("إ", "ا")),
    Reading(id="5", text=""),
    Reading(id="6", text=""),
)


def test_copies_share_a_story_and_other_texts_do_not():
    found = stories(READINGS)
    assert found["1"] == found["2"] == found["4"]
    assert len({found["1"], found["3"], found["5"], found["6"]}) == 4


@settings(max_examples=20, deadline=None)
@given(st.permutations(READINGS))
def test_the_order_of_documents_does_not_matter(readings):
    assert stories(readings) == stories(READINGS)


def test_a_text_keeps_its_story_under_another_id():
    assert stories([replace(READINGS[0], id="z")])["z"] == stories([READINGS[0]])["1"]


def test_no_documents_have_no_stories():
    assert stories([]) == {}


def test_texts_without_words_are_not_alike():
    assert overlap(text_of(""), text_of("")).alike == 0
