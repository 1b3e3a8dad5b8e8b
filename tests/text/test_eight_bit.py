"""Replacing characters by way of an eight-bit page."""

import pytest

from marsad.text.eight_bit import replacer

PAGE = "\0 abcأا"


def test_characters_become_what_is_said_are_dropped_or_stay():
    assert replacer(PAGE, {"أ": "ا", "b": ""})("أ bac") == "ا ac"


def test_a_text_with_a_character_outside_the_page_is_left_to_the_caller():
    assert replacer(PAGE, {})("أ z") is None
    assert replacer(PAGE, {})("\ud800") is None


@pytest.mark.parametrize("page", ["abc", "\0aa", "", "\0" + "".join(map(chr, range(256, 512)))])
def test_what_is_no_page_is_refused(page):
    with pytest.raises(ValueError, match="no eight-bit page"):
        replacer(page, {})


def test_nothing_becomes_what_is_not_on_the_page():
    with pytest.raises(KeyError):
        replacer(PAGE, {"a": "z"})
