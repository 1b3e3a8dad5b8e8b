import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.store.fit import MOST_NAME_BYTES, fit, fit_json, fit_name


def test_what_a_database_cannot_hold_is_mended_letter_for_letter():
    assert fit("أ\x00ب\ud800ج\udc00😀") == "أ\ufffdب\ufffdج\ufffd😀"


def test_a_text_is_cut_to_its_column():
    assert fit("قصة طويلة", 3) == "قصة"


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_whatever_comes_can_be_written_as_utf8(text):
    assert len(fit(text).encode()) >= len(text) == len(fit(text))


def test_a_short_name_stays_as_it_is():
    assert fit_name("https://news.example/1", 300) == "https://news.example/1"


@pytest.mark.parametrize("letter", ["a", "ب", "😀"])
def test_two_long_names_that_begin_alike_stay_two_and_can_be_indexed(letter):
    one, other = fit_name(letter * 3000 + "1", 1000), fit_name(letter * 3000 + "2", 1000)
    assert one != other
    assert len(one) <= 1000
    assert len(one.encode()) <= MOST_NAME_BYTES


def test_numbers_that_json_does_not_know_become_null():
    assert fit_json([{"value": float("inf"), "unit": "د\x00"}, float("nan"), 1.5, None, True]) == [
        {"value": None, "unit": "د\ufffd"},
        None,
        1.5,
        None,
        True,
    ]
