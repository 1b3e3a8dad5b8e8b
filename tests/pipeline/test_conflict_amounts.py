"""Amounts: what cannot both be counted, and what only looks so."""

import math

import pytest

from marsad.domain.reading import AmountMention
from marsad.pipeline.conflicts.counts import counts, is_apart, is_slip
from marsad.text.amounts.find import find_amounts
from tests.pipeline.conflict_pages import between, found, kinds, read

DAY = "2025-03-01"
SCHOOL = "افتتحت بلدية السدير مدرسة النخيل وفيها {} صفا بعد ترميمها بمنحة من مؤسسة الجسر الخيرية."
SCHOOL_OTHERWISE = "بعد ترميم مدرسة النخيل بمنحة من مؤسسة الجسر الخيرية افتتحت بلدية السدير {} صفا فيها."


def count(text):
    (one,) = counts(text, find_amounts(text))
    return one


def test_two_numbers_of_one_thing_on_one_day_conflict():
    assert between((SCHOOL.format(24), DAY), (SCHOOL_OTHERWISE.format(36), DAY)) == ["amount"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("24", "24"),
        ("نحو 24", "25"),
        ("أكثر من 20", "24"),
        ("ما بين 20 و30", "24"),
    ],
)
def test_numbers_that_may_be_one_do_not_conflict(left, right):
    assert between((SCHOOL.format(left), DAY), (SCHOOL_OTHERWISE.format(right), DAY)) == []


def test_another_day_is_a_revision():
    assert between((SCHOOL.format(24), "2025-03-01"), (SCHOOL_OTHERWISE.format(36), "2025-06-01")) == []


def test_another_place_is_another_number():
    here, there = (
        "افتتحت وزارة التربية 24 صفا في مدينة السدير ضمن برنامج الترميم.",
        "افتتحت وزارة التربية 36 صفا في مدينة الرمانة ضمن برنامج الترميم.",
    )
    assert between((here, DAY), (there, DAY)) == []


def test_another_stage_is_another_number():
    here, there = (
        "وصلت إلى المخيم الدفعة الثانية من المعونة الطبية على متن 12 شاحنة.",
        "وصلت إلى المخيم الدفعة الثالثة من المعونة الطبية على متن 15 شاحنة.",
    )
    assert between((here, DAY), (there, DAY)) == []


def test_a_forecast_and_its_outcome_do_not_conflict():
    plan = "من المقرر أن تفتتح بلدية السدير 30 صفا في مدرسة النخيل بمنحة من مؤسسة الجسر الخيرية."
    assert between((plan, DAY), (SCHOOL_OTHERWISE.format(24), DAY)) == []


def test_a_share_of_growth_on_an_unknown_day_proves_nothing():
    left, right = (
        "بلغت نسبة إنجاز سد الوادي 60% بحسب مهندس المشروع في السدير.",
        "بلغت نسبة إنجاز سد الوادي 43% بحسب مهندس المشروع في السدير.",
    )
    assert between((left, None), (right, None)) == []


def test_one_of_several_and_all_together_are_not_compared():
    left, right = "تضم محطة الساقية ثلاثة خطوط بطاقة 50 طنا لكل خط.", "تضم محطة الساقية ثلاثة خطوط بطاقة 150 طنا."
    assert between((left, DAY), (right, DAY)) == []


def test_a_slip_of_the_pen_needs_fewer_shared_words():
    left = "قال المدير إن محطة الساقية تضم خطين بسعة 40 طنا يوميا لكل منهما."
    right = "وأوضح أن في محطة الساقية خطين بسعة 40 ألف طن يوميا لكل منهما ومخزنا."
    assert between((left, DAY), (right, DAY)) == ["amount"]


def test_one_speaker_told_twice_on_a_day_is_misreported_once():
    left = "رجح المصدر القبلي أن تنتهي المصالحة في الساقية في عشرين يوما، وقال إن اللجنة باشرت عملها."
    right = "اللجنة باشرت عملها في الساقية، ورجح المصدر القبلي أن تكتمل المصالحة في 30 يوما."
    assert between((left, DAY), (right, DAY)) == ["amount"]


def test_a_page_that_contradicts_itself_conflicts_with_whoever_takes_a_side():
    torn = "وقعت البلدية مع شركة النخيل 14 عقدا لبناء ألف مسكن. وبحسب بيانها تم توقيع أربعة عقود مع شركة النخيل لبناء ألف مسكن."
    other = "وقعت البلدية وشركة النخيل في السدير 14 عقدا لبناء ألف مسكن للعمال."
    assert kinds(read("a", torn, DAY), read("b", other, DAY)) == [("amount", "a", "a"), ("amount", "a", "b")]


def test_a_toll_that_rises_is_a_revision_and_one_that_falls_is_not():
    first = "أسفر انهيار سقف مصنع الساقية عن إصابة {} عاملا نقلوا إلى مستشفى السدير."
    assert between((first.format(30), "2025-03-01"), (first.format(41) + " وفتح تحقيق.", "2025-03-02")) == []
    later = first.format(21) + " وفتح المدعي العام تحقيقا في سلامة المصنع وأوقف مالكه عن العمل."
    assert between((first.format(30), "2025-03-01"), (later, "2025-03-02")) == ["amount"]


def test_markets_are_left_out():
    text = "صعد سهم شركة النخيل في البورصة إلى {} ريالا في ختام التداولات."
    assert between((text.format(24), DAY), (text.format(36), DAY)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("في المصنع 800 عامل بينهم 900 مهندس.", "900 مهندس"),
        ("بلغ عدد السكان 1000 نسمة بينهم 900 رجل و400 امرأة.", "900 رجل"),
    ],
)
def test_a_part_above_its_whole_conflicts(text, said):
    (one,) = [conflict for conflict in found(read("a", text)) if conflict.is_internal]
    assert one.kind == "amount"
    assert text[one.right.start : one.right.end] == said


@pytest.mark.parametrize(
    "text",
    ["في المصنع 800 عامل بينهم 300 مهندس.", "في الحي 40 بيتا، كل منها 90 مترا.", "وصلت 15 شاحنة فيها 90 طنا."],
)
def test_a_part_within_its_whole_does_not(text):
    assert found(read("a", text)) == ()


def test_a_count_and_a_share_of_one_whole_are_held_against_each_other():
    left = "سكان واحة النخيل 412337 نسمة، وفي الحضر 206110 منهم، بحسب إحصاء الواحة."
    right = "أعلن إحصاء واحة النخيل أن السكان 412337 نسمة وأن نسبة الحضر 71.2%."
    assert between((left, None), (right, None)) == ["amount"]
    assert between((right, None), (left, None)) == ["amount"]
    assert between((left, None), (right.replace("71.2", "50.1"), None)) == []


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("45.4 مليون نسمة", "45398112 نسمة", False),
        ("46.1 مليون نسمة", "45398112 نسمة", True),
        ("43 مترا", "43.16 مترا", False),
        ("12.500 جندي", "12500 جندي", False),
        ("ثلاثة أشهر", "100 يوم", True),
        ("أسبوعين", "14 يوما", False),
        ("3 كيلومترات", "3000 متر", False),
        ("7 عائلات", "9 أسر", True),
        ("7 عائلات", "9 أشخاص", False),
        ("20 طنا يوميا", "30 طنا سنويا", False),
    ],
)
def test_rounding_and_units_are_given_their_room(left, right, apart):
    assert is_apart(count(left), count(right)) is apart


@pytest.mark.parametrize(("left", "right", "slip"), [(335, 335000, True), (5, 15, True), (40, 41, False), (7, 7, False)])
def test_a_slip_of_the_pen_is_known(left, right, slip):
    assert is_slip(count(f"{left} بيتا"), count(f"{right} بيتا")) is slip


def test_a_number_that_was_cut_off_or_turned_about_is_left_out():
    text = "منحت (300) ألف ريال"
    assert list(counts(text, [AmountMention(11, 19, 1000.0, "ريال")])) == []
    turned = "4.\u200f95 مترا"
    assert list(counts(turned, [AmountMention(0, len(turned), 4.95, "مترا")])) == []


def test_a_value_that_is_no_number_is_left_out():
    assert list(counts("5 بيوت", [AmountMention(0, 6, math.nan, "بيوت"), AmountMention(0, 6, math.inf, "بيوت")])) == []


def test_a_share_conflict_keeps_its_sides_in_order():
    left = "سكان واحة النخيل 412337 نسمة، وفي الحضر 206110 منهم، بحسب إحصاء الواحة."
    right = "أعلن إحصاء واحة النخيل أن السكان 412337 نسمة وأن نسبة الحضر 71.2%."
    (one,) = found(read("a", right), read("b", left))
    assert (one.a, one.b) == ("a", "b")
    assert right[one.left.start : one.left.end] == "71.2%"
