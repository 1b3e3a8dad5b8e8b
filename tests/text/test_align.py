"""Levelling keeps every character in its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.text.align import cut, level, smooth

_TEXT = st.one_of(st.text(), st.text(alphabet="أإآةىئؤـًٌّ٠٥۵ \u200f\u00a0abc"))


@given(_TEXT)
def test_levelling_keeps_the_length(text: str) -> None:
    assert len(level(text)) == len(text)


@given(_TEXT)
def test_every_smooth_character_stands_where_it_stood(text: str) -> None:
    plain, offsets = smooth(text)
    assert len(offsets) == len(plain) + 1
    assert [level(text)[offset] for offset in offsets[:-1]] == list(plain)
    assert all(0 <= at < end <= len(text) for at, end in (cut(offsets, i, i + 1) for i in range(len(plain))))


def test_forms_of_one_letter_become_one() -> None:
    assert smooth("أيّـار ٢٠٢٤")[0] == smooth("ايار 2024")[0]
