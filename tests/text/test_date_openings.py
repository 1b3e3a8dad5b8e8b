"""Pieces of dates are tried only where a word opens them, and none is missed by that."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.align import smooth
from marsad.text.dates.finders import FINDERS, OPENINGS
from marsad.text.dates.openings import Openings, matches_at
from marsad.text.dates.words_pattern import words_pattern

_WORDS = (
    "من إلى حتى في عند على مدى غضون اليوم أمس غدا بعد الأحد يوم هذا نهاية مطلع شهر عام سنة لعام العام الشهر الأشهر المقبل "
    "المقبلة الماضي الجاري أيلول سبتمبر بآذار تشرين كانون2 الأول الثاني رمضان ربيع هـ 5 31 2024 1446 ب12 كانون السادس والعشرين "
    "الساعة العاشرة 10:30 صباحا قبل منذ خلال ثلاثة أيام يومين الـ12 بين و ( ) / - . الموافق الربع 5/6/2023 10/10/1444 "
    "2024-09-27T10:30 بتاريخ June ألفين 99 000 الجمعة والخميس"
)
_TEXTS = st.lists(st.sampled_from(_WORDS.split()), max_size=16).flatmap(
    lambda words: st.sampled_from([" ", "  ", ""]).map(lambda gap: gap.join(words))
)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_every_piece_begins_at_a_word_that_opens_it(text: str) -> None:
    plain = smooth(text)[0]
    everywhere = [found.start() for found in re.finditer(r"\w+", plain)]
    for (_, find), starts in zip(FINDERS, OPENINGS.places(plain), strict=True):
        assert list(find(plain, starts)) == list(find(plain, everywhere))


def test_a_word_is_asked_about_once_and_forgotten_in_time() -> None:
    openings = Openings(["a+", "[ab]+"])
    assert openings.places("aa b ab cc") == ([0], [0, 3, 5])
    assert openings["aa"] == ((0, 0), (1, 0))
    for number in range((1 << 16) + 9):
        assert openings[f"c{number}"] == ()
    assert len(openings) <= 1 << 16
    assert openings["b" * 100] == ((1, 0),)
    assert "b" * 100 not in openings


def test_matches_do_not_overlap() -> None:
    assert [found.span() for found in matches_at(re.compile("aa"), "aaaa aa", (0, 1, 2, 5))] == [(0, 2), (2, 4), (5, 7)]


@given(st.lists(st.text(alphabet="ابج. " + string.ascii_lowercase[:3], min_size=1).map(str.strip).filter(bool), min_size=1))
def test_a_pattern_of_words_matches_each_of_them_whole(words: list[str]) -> None:
    pattern = re.compile(words_pattern(words))
    assert all(pattern.fullmatch(" ".join(word.split(" "))) for word in words)


@pytest.mark.parametrize(("text", "length"), [("تشرين الأول", 11), ("تشرين", 5), ("تشر", 0)])
def test_the_longer_of_two_words_is_matched(text: str, length: int) -> None:
    found = re.match(words_pattern(["تشرين", "تشرين الأول"]), text)
    assert (found.end() if found else 0) == length
