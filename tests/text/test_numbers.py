"""Amounts in digits and words, their units and relations, in phrases of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.amounts.find import find_amounts

_NUMBER_WORDS = (
    "ثلاثة عشر عشرون مئة مئتين ألف ألفا آلاف مليون مليونين مليارات و نصف فاصلة 5 12,500 3.4 000 1/2 % من إلى بين نحو جندي "
    "ـ ( ) - 5ر2"
)
_WORDS = st.lists(st.sampled_from(_NUMBER_WORDS.split()), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "value", "unit", "relation"),
    [
        ("نحو 7500 عامل", 7500, "عامل", "~"),
        ("أكثر من ٣٢٠ مدرسة", 320, "مدرسة", ">"),
        ("أقل من مئة شاحنة", 100, "شاحنة", "<"),
        ("لا يقل عن أربعين منزلا", 40, "منزلا", ">="),
        ("لا يتجاوز 90 يوما", 90, "يوما", "<="),
        ("سبعة وثلاثين عاملا", 37, "عاملا", "="),
        ("ثلاثة ملايين و450 ألف برميل", 3_450_000, "برميل", "="),
        ("ألفي موظف", 2000, "موظف", "="),
        ("18 ألفا و250 طالبا", 18_250, "طالبا", "="),
        ("خمسمئة وستين سريرا", 560, "سريرا", "="),
        ("اثني عشر ألف وحدة سكنية", 12_000, "وحدة سكنية", "="),
        ("3,75 مليار متر مكعب", 3.75e9, "متر مكعب", "="),
        ("5ر3 مليون دولار", 3.5e6, "دولار", "="),
        ("1٬250٬000 دينار", 1_250_000, "دينار", "="),
        ("8.400.000 نسمة", 8_400_000, "نسمة", "="),
        ("12 000 مسكن", 12_000, "مسكن", "="),
        ("( 640 ) شرطيا", 640, "شرطيا", "="),
        ("مليار ونصف المليار دولار", 1.5e9, "دولار", "="),
        ("نصف مليون نخلة", 500_000, "نخلة", "="),
        ("ثلاثة أخماس المقاعد", 0.6, "المقاعد", "="),
        ("ربع المقاعد", 0.25, "المقاعد", "="),
        ("بنسبة 64 في المئة", 64, "%", "="),
        ("٪ 64%", 64, "%", "="),
        ("واحد فاصلة خمسة", 1.5, "", "="),
        ("محطتين جديدتين", 2, "محطتين", "="),
        ("قبل 900 في الشمال", 900, "", "="),
    ],
)
def test_an_amount_has_its_value_unit_and_relation(text: str, value: float, unit: str, relation: str) -> None:
    amount = find_amounts(text)[0]
    assert (amount.value, amount.unit, amount.relation) == (pytest.approx(value), unit, relation)


def test_the_ends_of_a_range_share_unit_and_scale() -> None:
    low, high = find_amounts("ما بين 6 إلى 8 آلاف ميغاواط")
    assert (low.value, low.unit, low.relation) == (6000, "ميغاواط", ">=")
    assert (high.value, high.unit, high.relation) == (8000, "ميغاواط", "<=")


def test_a_text_that_groups_by_points_does_so_throughout() -> None:
    assert [amount.value for amount in find_amounts("السكان 12.400.500 بينهم 31.250 زائرا")] == [12_400_500, 31_250]
    assert [amount.value for amount in find_amounts("ارتفع 31.250 ملم")] == [31.25]


def test_an_adjective_in_the_dual_counts_nothing() -> None:
    assert [amount.unit for amount in find_amounts("محطتين حديثتين وجسران")] == ["محطتين", "جسران"]


def test_two_counted_nouns_stay_two_amounts() -> None:
    assert [(amount.value, amount.unit) for amount in find_amounts("ست مدارس وثلاثة جسور")] == [(6, "مدارس"), (3, "جسور")]


@pytest.mark.parametrize(
    "text",
    [
        "القانون رقم 13",
        "المادة 140",
        "07801234567",
        "الساعة 10:45",
        "طائرة F-16",
        "أحد الوزراء",
        "لست متأكدا",
        "باكستان",
        "المرتبة الثانية عشرة",
    ],
)
def test_what_names_or_times_is_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


def test_a_span_takes_in_the_unit_of_the_text_as_it_was() -> None:
    text = "سحب ٢٬٥٠٠ جُنديّ من الشمال"
    (amount,) = find_amounts(text)
    assert (text[amount.start : amount.end], amount.unit, amount.value) == ("٢٬٥٠٠ جُندي", "جُندي", 2500)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(alphabet="0123456789٠١,.،٫٬ /-%رو", max_size=60), _WORDS))
def test_any_text_is_read_without_an_error_and_cut_within_its_bounds(text: str) -> None:
    amounts = find_amounts(text)
    assert all(0 <= amount.start < amount.end <= len(text) for amount in amounts)
    assert all(left.end <= right.start for left, right in pairwise(amounts))
