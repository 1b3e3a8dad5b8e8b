"""Cards are pictures of what they are given: the same bytes for the same card, and no text is read as markup."""

import struct
from dataclasses import replace

import pytest

from marsad.domain.codebook_values import PHASES
from marsad.typeset import card as cards
from marsad.typeset.card import Card, CardError, set_cards
from marsad.typeset.clean import clean

PLAIN = Card("ar", "مرصد", "إنهاء المهمة", "نصف منجز", "half", "غادر المستشارون القواعد.", ("حكومة", "مصدران"), "")
SHARP = '#import "x" $x$ *a* _b_ `c` <d> @e [f] \\u{0} // g /* h */ #panic("i") = j - k " \u202e\x00'


def test_a_card_is_a_picture_1200_by_630_and_the_same_each_time():
    first, second = set_cards([PLAIN, PLAIN])
    assert first == second == set_cards([PLAIN])[0]
    assert struct.unpack(">II", first[16:24]) == (1200, 630)


def test_cards_come_back_in_their_order():
    other = replace(PLAIN, title="غيره")
    assert set_cards([PLAIN, other]) == (set_cards([PLAIN])[0], set_cards([other])[0])


def test_no_text_is_read_as_markup():
    sharp = Card("en", SHARP, SHARP, SHARP, "dark", SHARP, (SHARP, SHARP), SHARP)
    assert all(picture.startswith(b"\x89PNG") for picture in set_cards([sharp, replace(sharp, language="ar")]))


def test_every_phase_is_drawn_and_the_longest_texts_keep_to_one_picture():
    long = [replace(PLAIN, phase=phase, title="وعد " * 200, summary="سبب " * 300) for phase in (*PHASES, "unrated")]
    assert len(set_cards(long)) == len(PHASES) + 1


def test_the_site_has_a_card_without_a_promise():
    assert set_cards([Card("en", "Observatory", summary="Machines propose; people publish.")])[0].startswith(b"\x89PNG")


def test_many_cards_are_set_in_several_turns(monkeypatch):
    monkeypatch.setattr(cards, "MOST_AT_ONCE", 2)
    assert len(set_cards([PLAIN] * 5)) == 5


def test_the_seal_tells_cards_apart_by_all_that_they_show():
    assert PLAIN.seal == replace(PLAIN).seal
    others = {replace(PLAIN, **{name: "غير"}).seal for name in ("language", "site", "title", "verdict", "summary", "demo")}
    assert len({PLAIN.seal, *others}) == 7


def test_a_press_that_fails_says_so():
    with pytest.raises(KeyError):
        set_cards([replace(PLAIN, phase="none")])
    with pytest.raises(CardError, match="could not be set"):
        set_cards([replace(PLAIN, language="no language")])


def test_what_no_font_draws_is_taken_out_and_joiners_stay():
    assert clean("a\u202eb\x00c\nd\u200ce\ue000") == "abc d\u200ce"
