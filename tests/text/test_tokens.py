"""Words, stems and sentences, and where they stand."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold
from marsad.text.tokens import STOP_WORDS, search_key, sentences, stem, stems, tokens


def test_offsets_point_into_the_text_as_it_was():
    text = "أعلنت «الوزارةُ» إنجـاز ٣٥٪ من المشروع."
    assert [text[token.start : token.end] for token in tokens(text)] == ["أعلنت", "الوزارةُ", "إنجـاز", "٣٥", "من", "المشروع"]
    assert [token.word for token in tokens(text)] == ["اعلنت", "الوزاره", "انجاز", "35", "من", "المشروع"]


@given(st.text())
def test_tokens_are_ordered_and_never_overlap(text):
    found = tokens(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(token.word == fold(text[token.start : token.end]) for token in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المدرسة", "مدرسة"),
        ("والمدارس", "مدارس"),
        ("بالانتخابات", "انتخابات"),
        ("للنازحين", "النازحون"),
        ("مخيماتهم", "المخيمات"),
        ("وبالكهرباء", "الكهرباء"),
        ("النّموذجيّة", "نموذجي"),
    ],
)
def test_forms_of_one_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@given(st.text(alphabet="ابتةهويىأإنملكفس", min_size=1, max_size=10))
def test_a_stem_is_a_key(word):
    assert fold(stem(word)) == stem(word)
    assert stem(word)


def test_sentences_end_at_stops_and_lines_but_not_inside_numbers_or_after_initials():
    text = "قال د. سعد إن النسبة 3.5 بالمئة. هل يكفي؟ نعم\nسطر آخر"
    cut = [text[start:end] for start, end in sentences(text)]
    assert cut == ["قال د. سعد إن النسبة 3.5 بالمئة.", "هل يكفي؟", "نعم", "سطر آخر"]


@given(st.text())
def test_every_word_stands_in_a_sentence(text):
    spans = sentences(text)
    assert all(any(start <= token.start and token.end <= end for start, end in spans) for token in tokens(text))


def test_stop_words_are_not_compared():
    assert stems("في هذا اليوم") == ()
    assert fold("التي") in STOP_WORDS


def test_a_tatweel_alone_is_no_word_and_an_underscore_parts_two():
    assert [token.word for token in tokens("ـــ وزارة_المالية")] == ["وزاره", "الماليه"]


def test_a_word_of_the_texts_first_use_and_its_second_are_one():
    assert tokens("المدرسة المدرسة")[0][2:] == tokens("المدرسة المدرسة")[1][2:] == ("المدرسه", "مدرس")


def test_a_run_of_stops_ends_one_sentence():
    text = "لم يأت أحد...! «وماذا بعد؟؟» قال"
    assert [text[start:end] for start, end in sentences(text)] == ["لم يأت أحد...!", "«وماذا بعد؟؟»", "قال"]


def test_a_search_key_holds_words_and_stems():
    assert search_key("المدارس في البصرة").split() == ["المدارس", "مدارس", "البصره", "بصر"]


def test_a_text_of_initials_alone_is_read_once():
    began = process_time()
    assert len(sentences("1. " * 60_000)) == 1
    assert process_time() - began < 5  # 15 s and more where each initial reads the whole text before it
