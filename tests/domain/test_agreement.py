import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.agreement import FEWEST_UNITS, alpha, measure, raw_agreement

# The worked example of Krippendorff's own text: four coders, twelve units, five values, some not coded.
EXAMPLE = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def units_of(rows):
    columns = [tuple(value for value in column if value is not None) for column in zip(*rows, strict=True)]
    return [column for column in columns if len(column) > 1]


def drawing(seed=1):
    chance = random.Random(seed)
    return lambda units: chance.choices(units, k=len(units))


def test_the_worked_example_gives_the_printed_figures():
    units = [(unit, 1) for unit in units_of(EXAMPLE)]
    assert round(alpha(units, is_ordinal=False), 3) == 0.743
    assert round(alpha(units, is_ordinal=True), 3) == 0.815


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [("0100000010", "1110010000", 0.095), ("001132224330", "101112224333", 0.692)],
    ids=["two values", "five values"],
)
def test_the_examples_of_two_coders_give_the_printed_figures(first, second, printed):
    units = [((int(left), int(right)), 1) for left, right in zip(first, second, strict=True)]
    assert round(alpha(units, is_ordinal=False), 3) == printed


def test_coders_who_agree_in_everything_have_an_alpha_of_one():
    assert alpha([((0, 0), 3), ((1, 1), 4)], is_ordinal=True) == 1.0


def test_coders_who_never_agree_lie_below_chance():
    assert alpha([((0, 1), 10)], is_ordinal=False) < 0


CASES = json.loads((Path(__file__).parent / "alphas.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['units'].count('/') + 1} units")
def test_every_figure_is_that_which_the_library_krippendorff_gave(case):
    units = [(tuple(int(letter) for letter in unit), 1) for unit in case["units"].split("/")]
    assert alpha(units, is_ordinal=False) == pytest.approx(case["nominal"], abs=1e-8)
    assert alpha(units, is_ordinal=True) == pytest.approx(case["ordinal"], abs=1e-8)


@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=4), min_size=2, max_size=40), st.booleans())
@settings(max_examples=150, deadline=None)
def test_where_the_library_is_installed_it_agrees_on_any_units(rows, is_ordinal):
    krippendorff = pytest.importorskip("krippendorff", reason="under the GPL, so not installed with the tests")
    units = [tuple(row) for row in rows]
    found = alpha([(unit, 1) for unit in units], is_ordinal=is_ordinal)
    counts = [[unit.count(value) for value in range(6)] for unit in units]
    if len({value for unit in units for value in unit}) < 2:
        assert found is None
        return
    level = "ordinal" if is_ordinal else "nominal"
    assert found == pytest.approx(krippendorff.alpha(value_counts=counts, level_of_measurement=level), abs=1e-9)


def test_an_alpha_without_variation_is_said_to_be_none():
    told = measure([(1, 1)] * 30, is_ordinal=True, coders=2, draw=drawing())
    assert (told.alpha, told.low, told.high, told.why, told.raw) == (None, None, None, "no_variation", None)


def test_an_alpha_of_too_few_units_is_not_given():
    units = [(0, 0), (1, 1), (0, 1)] * 3
    assert len(units) < FEWEST_UNITS
    told = measure(units, is_ordinal=False, coders=2, draw=drawing())
    assert (told.alpha, told.why, told.units) == (None, "too_few", 9)


def test_the_interval_holds_the_figure_and_is_the_same_for_one_seed():
    units = [(0, 0), (1, 1), (2, 2), (0, 1), (1, 1), (3, 3), (2, 3), (4, 4)] * 5
    first, second = (measure(units, is_ordinal=True, coders=3, draw=drawing(7)) for _ in range(2))
    assert first == second
    assert first.low < first.alpha < first.high <= 1


def test_an_interval_is_left_out_where_most_resamples_have_no_variation():
    told = measure([(0, 0)] * 40 + [(0, 1)], is_ordinal=False, coders=2, draw=drawing())
    assert told.alpha is not None
    assert (told.low, told.high) == (None, None)


def test_raw_agreement_counts_pairs_and_each_unit_alike():
    assert raw_agreement([(0, 0), (0, 0, 1)]) == pytest.approx((1 + 1 / 3) / 2)
    assert raw_agreement([]) is None


def test_a_unit_of_one_coder_is_refused():
    with pytest.raises(ValueError, match="only one person"):
        measure([(1,)] * 12, is_ordinal=False, coders=1, draw=drawing())
