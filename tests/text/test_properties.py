"""What holds for every text there is: nothing raises, offsets cut, keys stay, and length costs no more than its share."""

import sys
from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import cut, find_amounts, find_dates, fold, level, search_key, sentences, smooth, stem, stems, tokens
from marsad.text.names.gazetteer import Gazetteer, Name

NAMES = Gazetteer((Name("water", "body", ("هيئة المياه", "المياه")),))
# Half a pair, NUL and the last character there is stand among the rest: pages bring them.
ODD = st.sampled_from(["\ud800", "\udfff", "\x00", "\U0010ffff", "\ufffc", "\ufeff", "\u202e", "ـ", "\u0654", "ﷺ", "İ", "ß", "½"])
PIECES = [
    "12 أيار 2025",
    "مئة",
    "ألف",
    "وقال إن",
    "«",
    "»",
    "د.",
    "3.5",
    "٣",
    "،",
    ".",
    "\n",
    " ",
    "_",
    "الهيئة",
    "وُزَراء",
    "هيئة المياه",
]
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF)),
    st.lists(st.one_of(ODD, st.sampled_from(PIECES), st.text(max_size=4))).map("".join),
)
READERS: tuple[Callable[[str], object], ...] = (
    fold, tokens, stem, stems, search_key, sentences, level, smooth, find_dates, find_amounts, NAMES.find,
)  # fmt: skip
REPEATED = {
    "marks": "\u064e\u0655\u0653\u0654",
    "seats with marks": "و" + "\u064e" * 9,
    "tatweel": "ـ",
    "one word": "كتاب",
    "digits": "٣",
    "stops": ".",
    "stops and quotes": '."',
    "initials": "د. ",
    "blanks": " ",
    "characters outside the page": "中文",
}
LONG = 200_000
HANG_S = 10  # a tenth of a second is usual; marks alone took half a minute where they were put in order


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(text=TEXTS)
def test_no_text_makes_a_reader_raise(read, text):
    read(text)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_ten_thousand_marks_on_one_letter_are_read(read):
    read("و" + "\u064e\u0655\u0654\u0653" * 2_500 + " سنة")


@given(TEXTS)
def test_a_key_is_its_own_key(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_texts_are_folded_together_as_they_are_apart(left, right):
    assert fold(f"{left} {right}") == f"{fold(left)} {fold(right)}"


@given(TEXTS)
def test_a_word_stands_where_it_says_and_has_the_key_of_what_stands_there(text):
    found = tokens(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for token in found:
        assert token.word == fold(text[token.start : token.end])
        assert token.stem == stem(text[token.start : token.end]) == fold(token.stem)
        assert token.word


@given(TEXTS)
def test_every_character_but_white_space_stands_in_one_sentence(text):
    spans = sentences(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert covered >= {place for place, character in enumerate(text) if not character.isspace()}
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(TEXTS)
def test_a_search_key_is_made_of_the_words_and_stems_of_the_text(text):
    # A ligature such as ﷺ is one word whose key is several.
    known = {part for token in tokens(text) for key in (token.word, token.stem) for part in key.split(" ")}
    assert set(search_key(text).split(" ")) <= known | {""}
    assert search_key(text) == search_key(text)


@given(TEXTS)
def test_levelling_moves_no_character_and_smoothing_says_where_each_stood(text):
    assert len(level(text)) == len(text)
    plain, offsets = smooth(text)
    assert len(offsets) == len(plain) + 1
    assert cut(offsets, 0, len(plain))[1] <= len(text)


@given(TEXTS)
def test_dates_amounts_and_names_lie_inside_the_text_in_order(text):
    for found in (find_dates(text, "2025-06-15"), find_amounts(text), NAMES.find(text)):
        assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
        assert all(left.start <= right.start for left, right in pairwise(found))


def lines_run(read: Callable[[str], object], text: str) -> int:
    """Return how many lines of Python *read* runs for *text*: a clock that no other process can disturb."""
    count = 0

    def count_line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return count_line

    before = sys.gettrace()
    sys.settrace(count_line)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("read", [fold, tokens, sentences], ids=lambda read: read.__name__)
@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_is_no_more_than_twice_the_work(read, name):
    half, whole = (REPEATED[name] * (length // len(REPEATED[name])) for length in (5_000, 10_000))
    read(whole)  # what is learnt once is learnt
    assert lines_run(read, whole) <= 2 * lines_run(read, half) + 100


@pytest.mark.parametrize("read", [fold, tokens, sentences, stems, stem], ids=lambda read: read.__name__)
@pytest.mark.parametrize("name", REPEATED)
def test_a_long_text_of_one_thing_does_not_hang(read, name):
    began = process_time()
    read("ا" + REPEATED[name] * (LONG // len(REPEATED[name])) + "x")
    assert process_time() - began < HANG_S
