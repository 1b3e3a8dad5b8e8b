"""Amounts as news writes them: number words, hundreds, ranges, relations, money, whose they are, and what is no amount."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import AmountMention
from marsad.text.amounts.find import find_amounts
from tests.text.amount_cases import AMOUNTS, NO_AMOUNTS

_NUMBER_WORDS = (
    "ثلاثة خمسة عشر عشرون مئة مئات الآلاف بضعة ألف ألفا مليون مليونين مليارات نصف ربع ثلثي ونصف فاصلة و من إلى بين في لا يقل عن "
    "نحو تجاوز عدد ميزانية وزارة الكهرباء العراق بغداد دينار دولار أميركي $ USD جندي شخصين اثنين واحد الـ ب القانون رقم الساعة "
    "5 12,500 3.4 000 1/2 2003 5ر2 10-15 2-1 % ٪ ( ) « » - : + . ، ـ ُ"
)
_WORDS = st.lists(st.sampled_from((*_NUMBER_WORDS.split(), "\n")), max_size=16)
_TEXT = st.one_of(_WORDS.map(" ".join), _WORDS.map("".join), st.text(max_size=80))


def _shown(text: str, amount: AmountMention) -> str:
    value = f"{amount.value:.15g}" if amount.value.is_integer() else f"{amount.value:g}"
    upper = "" if amount.value_to is None else f"..{amount.value_to:.15g}"
    about = "" if amount.about_start is None else f"<{text[amount.about_start : amount.about_end]}>"
    return f"{value}{upper} {amount.unit} {amount.relation} {amount.currency} {about}"


def _words(shown: str) -> list[list[str]]:
    return [amount.split() for amount in shown.split(" ; ")]


@pytest.mark.parametrize("line", AMOUNTS.strip().splitlines())
def test_a_phrase_of_news_gives_its_amounts(line: str) -> None:
    text, expected = line.split(" | ")
    assert _words(" ; ".join(_shown(text, amount) for amount in find_amounts(text))) == _words(expected)


@pytest.mark.parametrize("text", NO_AMOUNTS.strip().splitlines())
def test_a_number_that_names_orders_times_or_scores_is_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("قالت الحكومة في تونس إنها خصصت 5 ملايين دينار", "TND"),
        ("أعلنت بغداد تخصيص 5 ملايين دينار للمدينة", "IQD"),
        ("خصصت 5 ملايين دينار", "IQD"),
        ("بغداد والكويت اتفقتا على 5 ملايين دينار", "IQD"),
        ("دفعت السعودية 5 ملايين ريال", "SAR"),
        ("دفعت 5 ملايين ريال", ""),
        ("سعر الصرف في دمشق 15 ألف ليرة", "SYP"),
        ("منحة 12 مليون د.ع", "IQD"),
        ("قرض بـ 30 مليون يورو", "EUR"),
        ("ثمنه 400 تومان", ""),
    ],
)
def test_a_currency_that_nations_share_is_the_one_of_the_nation_named(text: str, currency: str) -> None:
    assert [amount.currency for amount in find_amounts(text)] == [currency]


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    low, high = find_amounts("انخفضت القوات من 5 إلى 2 ألف جندي")
    assert [(a.value, a.unit, a.relation, a.value_to) for a in (low, high)] == [
        (5000, "جندي", "=", None),
        (2000, "جندي", "=", None),
    ]


def test_an_amount_said_again_in_brackets_counts_once() -> None:
    assert [(a.value, a.unit) for a in find_amounts("وصل 1200 (ألف ومئتا) عامل")] == [(1200, "عامل")]


def test_whose_an_amount_is_stays_in_its_sentence() -> None:
    assert [a.about_start for a in find_amounts("وصل 300 جندي. في العراق حكومة\nوقتل 5 جنود\nفي العراق")] == [None, None]


def test_an_adjective_in_the_plural_after_a_counted_noun_counts_nothing() -> None:
    assert [(a.value, a.unit) for a in find_amounts("مقتل ثلاثة مسؤولين عسكريين كبار")] == [(3, "مسؤولين")]


def test_a_hamza_tells_one_of_from_one() -> None:
    assert find_amounts("ربع ساعة وأحد الجنود")[0].value == 0.25
    assert len(find_amounts("ربع ساعة وأحد الجنود")) == 1


def test_the_row_of_a_table_and_the_pages_of_a_list_are_no_amounts() -> None:
    assert find_amounts("الصفحات 1 2 3 4 5 6 7 8") == ()


@settings(max_examples=300, deadline=None)
@given(_TEXT)
def test_what_is_read_lies_in_the_text_and_its_values_are_numbers_in_order(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert math.isfinite(amount.value)
        assert amount.value_to is None or amount.value <= amount.value_to
        assert amount.unit == "%" or amount.unit in text
        assert amount.currency == "" or (len(amount.currency) == 3 and amount.currency.isupper())
        if amount.about_start is not None and amount.about_end is not None:
            assert 0 <= amount.about_start < amount.about_end <= len(text)
            between = text[min(amount.end, amount.about_end) : max(amount.start, amount.about_start)]
            assert not any(mark in between for mark in "\n.!?؟؛")


@settings(max_examples=100, deadline=None)
@given(_TEXT, st.integers(min_value=0, max_value=40))
def test_a_text_before_on_its_own_line_changes_no_value(text: str, blank: int) -> None:
    alone = [(a.value, a.start + blank + 1) for a in find_amounts("\n" + text)]
    assert [(a.value, a.start) for a in find_amounts("\n" * (blank + 2) + text)] == alone


@pytest.mark.parametrize(
    "unit", ["1-1-1-", "12% ", "1/1/", "7", "7 ", "مليون ", "و ", "ألف و", '"', "\u064e", "ربع ", "عدد السكان 5 "]
)
def test_four_times_the_text_gives_four_times_the_amounts_without_a_hang(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    once, again = len(find_amounts(text)), len(find_amounts("\n".join([text] * 4)))
    assert once * 4 - 12 <= again <= once * 4 + 12
