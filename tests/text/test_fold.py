"""The key that `fold` makes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import make_fold_table

from marsad.text.fold import fold
from marsad.text.fold_table import KEYS, LEVELS, PAGE, UNICODE

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
        ("مسو\u0654ول", "مسؤول"),  # the hamza as a mark of its own
        ("شی\u0654ون", "شئون"),
        ("Ａｌ", "al"),
        ("Straße", "STRASSE"),
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


@pytest.mark.skipif(unicodedata.unidata_version != UNICODE, reason=f"this Python does not carry Unicode {UNICODE}")
def test_the_table_is_what_its_generator_writes():
    assert make_fold_table.TARGET.read_text(encoding="utf-8") == make_fold_table.build()


def test_a_level_letter_is_the_key_or_the_seat_of_its_hamza():
    for level, characters in LEVELS.items():
        assert {fold(character) for character in characters} <= {level, "ء"}


def test_every_character_of_the_eight_bit_page_has_its_key_there():
    assert len(PAGE) == len(set(PAGE)) <= 255
    assert {fold(character) for character in PAGE} <= {"", *PAGE}


def test_the_eight_bit_page_folds_as_character_by_character_folding_does():
    outside = "\u4e2d"
    assert fold(PAGE + outside) == fold(PAGE) + outside


def test_every_character_has_one_key_for_good():
    keys = {fold(chr(code)) for code in range(0x30000)}
    assert [key for key in keys if fold(key) != key] == []
    assert set(KEYS) <= keys
