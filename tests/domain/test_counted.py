import pytest

from marsad.domain.counted import RUNG_NAMES, by_days_ar, days_en, sources_ar, sources_en
from marsad.domain.reading import RUNGS


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "بيوم واحد"),
        (2, "بيومين"),
        (3, "بـ 3 أيام"),
        (10, "بـ 10 أيام"),
        (11, "بـ 11 يوما"),
        (70, "بـ 70 يوما"),
        (100, "بـ 100 يوم"),
        (101, "بـ 101 يوم"),
        (103, "بـ 103 أيام"),
        (1902, "بـ 1902 يوم"),
    ],
)
def test_the_counted_noun_follows_its_number(days, said):
    assert by_days_ar(days) == said


def test_no_days_are_no_count():
    with pytest.raises(ValueError, match="0 days"):
        by_days_ar(0)


def test_english_knows_one_day():
    assert (days_en(1), days_en(2)) == ("1 day", "2 days")


def test_every_rung_has_a_name():
    assert set(RUNG_NAMES) == set(RUNGS)


@pytest.mark.parametrize(
    ("count", "ar", "en"),
    [
        (0, "صفر من المصادر المستقلة", "no independent sources"),
        (1, "مصدر مستقل واحد", "1 independent source"),
        (2, "مصدران مستقلان", "2 independent sources"),
        (3, "3 مصادر مستقلة", "3 independent sources"),
        (11, "11 مصدرا مستقلا", "11 independent sources"),
        (100, "100 مصدر مستقل", "100 independent sources"),
    ],
)
def test_sources_are_counted_as_grammar_asks(count, ar, en):
    assert (sources_ar(count), sources_en(count)) == (ar, en)
