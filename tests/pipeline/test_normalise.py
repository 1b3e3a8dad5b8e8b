"""Tests for marsad.pipeline.normalise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import Reading
from marsad.pipeline.normalise import find_agencies, find_language, run


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أعلن الوزير افتتاح المدرسة في بغداد", "ar"),
        ("سەرۆکی حکومەت لە هەولێر کۆبووەوە و باسی مووچەی کرد", "ckb"),
        ("وزیر خارجه گفت که این توافق برای ما مهم است", "fa"),
        ("The minister said that the school is open", "en"),
        ("Le ministre a dit que les écoles sont ouvertes dans la ville", "fr"),
        ("١٢٣ ...", ""),
    ],
)
def test_a_language_is_known_by_its_letters_and_words(text, language):
    assert find_language(text) == language


def test_a_foreign_name_does_not_turn_an_arabic_text():
    assert find_language("قال متحدث باسم شركة Changelabs في القاهرة إن ڤولفو ستعود إلى السوق المصرية هذا العام") == "ar"


def test_agencies_come_in_reading_order_and_once():
    text = "بغداد (واع)\nنقلت رويترز عن مسؤول، وقالت وكالة فرانس برس إن رويترز أكدت ذلك لوكالة الأناضول."
    assert find_agencies(text) == ("واع", "رويترز", "فرانس برس", "الأناضول")


def test_a_short_name_that_is_also_a_word_needs_its_place():
    assert find_agencies("هذا واس كبير في بنا جديد على النهر قنا الصعيد") == ()
    assert find_agencies("الرياض - واس\nقال الوزير.") == ("واس",)
    assert find_agencies("القاهرة (أ ش أ)") == ("أ ش أ",)


def test_spellings_fold_to_one_name():
    assert find_agencies("لندن - أ.ف.ب") == find_agencies("باريس (ا ف ب)") == ("فرانس برس",)


@given(st.text(max_size=200))
def test_any_text_is_normalised(text):
    reading = next(run(Reading("a", text)))
    assert len(set(reading.agencies)) == len(reading.agencies)
