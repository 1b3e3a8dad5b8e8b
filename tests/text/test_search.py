"""Search as it is before any database: questions read, texts prepared, slips mended, texts ranked, words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.roots import roots
from marsad.text.search.asked import first_day, read_question
from marsad.text.search.plan import Term, kin, make_plan, strangers
from marsad.text.search.prepare import key_of, prepare
from marsad.text.search.rank import Text, rank
from marsad.text.search.snippets import find_words, mark, snip
from marsad.text.search.spelling import nearest, slips
from marsad.text.search.words import near_words

ANY = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200)
ARABIC = st.text(alphabet='ابتجحدرسصعكلمنهويةىأإآءئؤَّـ لل0123٤٥\n"«»-:', max_size=120)


def plan_of(question, *texts):
    """Return the plan of *question* among *texts*."""
    asked = read_question(question)
    known = {}
    for text in texts:
        prepared = prepare(text)
        for word, stem in zip(prepared.words.split(), prepared.stems.split(), strict=True):
            often = known[stem].often + 1 if stem in known else 1
            known[stem] = Term(stem, often, word, roots(stem))
    likes = {word.word: [(term.word, term.often) for term in known.values()] for word in strangers(asked, known)}
    return make_plan(asked, known, likes, len(texts), 10.0)


def order(question, *texts):
    """Return the places of *texts* (pairs of title and text) as ranked for *question*."""
    plan = plan_of(question, *(f"{title} {text}" for title, text in texts))
    made = []
    for place, (title, text) in enumerate(texts):
        head, body = prepare(title), prepare(text)
        made.append(Text(("document", place), head.words, head.stems, body.words, body.stems))
    return [row.key[1] for row in rank(plan, made)]


@given(st.one_of(ANY, ARABIC))
def test_every_word_has_its_stem_and_all_are_letters_and_digits(text):
    prepared = prepare(text)
    words, stems = prepared.words.split(), prepared.stems.split()
    assert len(words) == len(stems) == prepared.size
    assert all(word.isalnum() for word in (*words, *stems))


@given(st.one_of(ANY, ARABIC))
def test_preparing_what_is_prepared_changes_no_word(text):
    words = prepare(text).words
    assert prepare(words).words == words


@given(st.one_of(ANY, ARABIC))
def test_no_question_is_refused(text):
    asked = read_question(text)
    assert all(word.word and word.stem for word in asked.words)
    kin(asked)


@given(ARABIC, ARABIC)
def test_marked_pieces_joined_are_the_text_and_marks_stand_on_its_words(question, text):
    plan = plan_of(question, text)
    spots = find_words(text, plan)
    pieces = mark(text, spots)
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[spot.start : spot.end] for spot in spots)
    assert sum(piece.is_found for piece in pieces) == len(spots)


@given(ARABIC, ARABIC, st.integers(10, 60))
def test_a_snippet_is_a_part_of_its_text(question, text, length):
    snippet = snip(text, plan_of(question, text), length)
    assert snippet.text in text
    assert len(snippet.text) <= length or len(text) <= length


@given(st.text(max_size=8), st.text(max_size=8))
def test_slips_are_the_same_both_ways(left, right):
    assert slips(left, right, 2) == slips(right, left, 2)
    assert (slips(left, right, 2) == 0) == (left == right)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("قطاع:الطاقة", (("sector", "الطاقة"),)),
        ('sector:"energy and water" بعد:2024', (("sector", "energy and water"), ("after", "2024"))),
        ("مصدر:«وكالة الرافدين»", (("outlet", "وكالة الرافدين"),)),
        ("کەرت:وزە دوای:2024-06", (("sector", "وزە"), ("after", "2024-06"))),
        ("حكوومەتی:سوودانی پێش:٢٠٢٥", (("government", "سوودانی"), ("before", "٢٠٢٥"))),
        ("الساعة 10:30", ()),
        ("https://example.org", ()),
    ],
)
def test_fields_are_read_in_three_languages(text, fields):
    assert read_question(text).fields == fields


def test_phrases_and_unwanted_words_are_told_apart():
    asked = read_question('"جدول زمني" كهرباء -غاز سنة 2003-2005')
    assert asked.phrases == (("جدول", "زمني"),)
    assert asked.without == (key_of("غاز")[1],)
    assert key_of("كهرباء")[1] in {word.stem for word in asked.words}


@pytest.mark.parametrize(
    ("value", "day"), [("2024", "2024-01-01"), ("٢٠٢٤-٠٥", "2024-05-01"), ("2024-13", None), ("قريبا", None)]
)
def test_days_are_read_as_far_as_they_are_given(value, day):
    assert first_day(value) == day


def test_spoken_words_know_the_written_ones():
    assert key_of("مستشفى")[1] in near_words()[key_of("خستخانة")[1]]


@pytest.mark.parametrize(("written", "spoken"), [("كهرباء", "وطنية"), ("سيارة", "عربية"), ("مدرسة", "مكتب"), ("امرأة", "مرة")])
def test_written_words_do_not_find_what_spoken_ones_mean_in_print(written, spoken):
    assert key_of(spoken)[1] not in near_words().get(key_of(written)[1], ())
    assert key_of(written)[1] in near_words()[key_of(spoken)[1]]


def test_the_nearest_words_come_first():
    assert nearest("التحاالف", [("التحالف", 3), ("الخلاف", 9)]) == ("التحالف",)


def test_a_title_a_phrase_and_nearness_come_first():
    assert order("سد مكحول", ("خبر", "سد بعيد جدا عن بلدة صغيرة اسمها مكحول"), ("سد مكحول", "نص")) == [1, 0]
    assert order('"سد مكحول"', ("خبر", "سد في مكحول"), ("خبر", "أعلن سد مكحول")) == [1]
    assert order("الموازنة", ("خبر", "الموازنات كلها"), ("خبر", "الموازنة كلها")) == [1, 0]
    assert order("كهرباء -غاز", ("خبر", "كهرباء وغاز"), ("خبر", "كهرباء")) == [1]


def test_equals_stand_in_the_order_of_their_keys():
    assert order("سد", ("خبر", "سد"), ("خبر", "سد")) == [0, 1]
