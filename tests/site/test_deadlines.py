import datetime as dt

import pytest
from django.utils import translation

from marsad.site.deadlines import read_deadline
from marsad.store.models import Promise
from marsad.store.queries.public import Standing


def told(deadline_on, day, language="ar"):
    promise = Promise(deadline=deadline_on, deadline_on=dt.date.fromisoformat(deadline_on))
    with translation.override(language):
        return read_deadline(Standing(promise), dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("deadline_on", "day", "words", "is_warning"),
    [
        ("2026-09-30", "2026-01-20", "بقي 8 أشهر", False),
        ("2026-03-20", "2026-01-20", "بقي شهران", False),
        ("2026-01-31", "2026-01-20", "بقي 11 يوما", False),
        ("2026-01-20", "2026-01-20", "موعده اليوم", False),
        ("2026-01-19", "2026-01-20", "انقضى أمس", True),
        ("2024-12-31", "2026-01-20", "انقضى قبل 12 شهرا", True),
    ],
)
def test_a_deadline_is_told_by_its_distance(deadline_on, day, words, is_warning):
    found = told(deadline_on, day)
    assert (found.distance, found.is_warning) == (words, is_warning)


def test_a_deadline_is_told_in_english():
    assert told("2026-09-30", "2026-01-20", "en").distance == "8 months left"


def test_a_promise_without_a_deadline_has_none():
    assert read_deadline(Standing(Promise()), dt.date(2026, 1, 20)) is None
