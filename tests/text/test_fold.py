"""The key that `fold` makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold

ARABIC = st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إِنْجازٌ", "انجاز"),
        ("الســلام", "السلام"),
        ("مسؤول", "مسئول"),
        ("وزراؤه", "وزرائه"),
        ("مستشفى", "مستشفي"),
        ("مدرسة", "مدرسه"),
        ("٢٥٠٠", "2500"),
        ("۲۵۰۰", "2500"),
        ("ﻻ", "لا"),
        ("کربلا", "كربلا"),
        ("Reuters", "REUTERS"),
    ],
)
def test_spellings_of_one_word_share_a_key(one, other):
    assert fold(one) == fold(other)


def test_different_words_keep_different_keys():
    assert fold("قرار") != fold("فرار")


@given(st.text())
def test_folding_a_key_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(ARABIC)
def test_a_key_holds_no_marks_and_no_tatweel(text):
    assert not set(fold(text)) & set("ًٌٍَُِّْـةىأإآؤئ")


@given(st.text(), st.text(alphabet="ًٌٍَُِّْـ", max_size=4))
def test_marks_at_the_end_do_not_change_a_key(text, marks):
    assert fold(text + marks) == fold(text)
