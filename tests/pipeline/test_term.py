"""Whether a page falls in a government's term."""

import pytest

from marsad.pipeline.term import months_outside


@pytest.mark.parametrize(
    ("period", "day", "months"),
    [
        ("2022-10/2025", "2024-05-02", 0),
        ("2022-10/2025", "2022-08", 0),
        ("2022-10/2025", "2022-01", 7),
        ("2022-10/2025", "2022", 0),
        ("2020-05/2022-10", "2023-12", 0),
        ("2020-05/2022-10", "2025-11-10", 22),
        ("2020-05/..", "2031-01-01", 0),
        ("../2022-10", "1999", 0),
        ("", "2024", None),
        ("2022-10/2025", None, None),
        ("2022-10/2025", "أمس", None),
    ],
)
def test_months_outside_a_term_and_its_margins(period, day, months):
    assert months_outside(period, day) == months
