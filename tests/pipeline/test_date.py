"""The steps that date and quantify a reading."""

from __future__ import annotations

from marsad.domain.reading import Reading
from marsad.pipeline.date import STEP as DATE
from marsad.pipeline.quantify import STEP as QUANTIFY


def test_a_reading_is_dated_from_its_day_of_publication() -> None:
    (reading,) = DATE.run(Reading("a", "افتتح أمس 12 مدرسة", published="2023-05-10"), None)
    assert [mention.value for mention in reading.dates] == ["2023-05-09"]


def test_numbers_of_a_date_are_no_amounts() -> None:
    text = "افتتح في 3 حزيران 2022 اثنتي عشرة مدرسة، وفي 2023 نحو 40 مركزا"
    (dated,) = DATE.run(Reading("a", text), None)
    (reading,) = QUANTIFY.run(dated, None)
    assert [(amount.value, amount.unit) for amount in reading.amounts] == [(12, "مدرسة"), (40, "مركزا")]


def test_without_dates_every_number_is_an_amount() -> None:
    (reading,) = QUANTIFY.run(Reading("a", "2024"), None)
    assert [amount.value for amount in reading.amounts] == [2024]
