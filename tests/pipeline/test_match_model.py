"""The model of matching: named weights that give a score, kept in a file, told apart, and learnt from judged pages."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import Reading
from marsad.pipeline.lessons.matching import (
    FEWEST,
    Judged,
    MatchExample,
    highest_for_recall,
    log_loss,
    lowest_trusted,
    reliability,
    train_matching,
)
from marsad.pipeline.lessons.plot import reliability_plot
from marsad.pipeline.lessons.worlds import BLANK
from marsad.pipeline.matching.fuse import Signals
from marsad.pipeline.matching.model import FEATURES, ModelError, features, read_model, write_model
from marsad.pipeline.matching.rarity import FEWEST_PAGES, Rarity, rarity
from marsad.pipeline.tools import shipped_model


def signals(share=0.5, telling=1.0, home=1.0, months=0, **more):
    return Signals(share, share, telling, ("سد",), None, home, False, months, **more)


def example(share, is_right, number=0, **more):
    return MatchExample(f"p{number % 7}", f"a{number}", signals(share, **more), is_right)


LESSONS = [example(0.9 if number % 2 else 0.1, bool(number % 2), number) for number in range(60)]


def test_a_score_lies_between_nought_and_one_whatever_the_signals():
    for share, telling, home, months in product((0.0, 1.0), (0.0, 50.0), (None, 0.0, 1.0), (None, 0, 900)):
        assert 0 <= shipped_model().score(signals(share, telling, home, months)) <= 1


def test_every_feature_has_a_weight_and_a_value():
    assert set(shipped_model().weights) == set(FEATURES)
    assert len(features(signals())) == len(FEATURES)


def test_what_is_astray_or_shares_no_firm_word_is_never_suggested():
    model = shipped_model()
    assert model.is_suggested(0.99, signals())
    assert not model.is_suggested(0.99, signals(home=0.1))
    assert not model.is_suggested(0.99, signals(months=40))
    assert not model.is_suggested(0.99, signals(is_firm=False))


def test_a_model_comes_back_from_its_file_with_the_same_version_and_scores(tmp_path):
    model, _ = train_matching(LESSONS, {"ours": 60})
    write_model(model, tmp_path / "model.json")
    back = read_model(tmp_path / "model.json")
    assert (back.version, back.score(signals())) == (model.version, model.score(signals()))


def test_another_weight_is_another_version():
    model = shipped_model()
    other = type(model)({**model.weights, "title": 9.0}, model.base, model.suggested, model.at_desk, model.precision)
    assert other.version != model.version


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "weights": {"title": 1}}', "ليس نموذجا"])
def test_a_file_that_is_no_model_is_named(tmp_path, content):
    path = tmp_path / "model.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.json"):
        read_model(path)


def test_what_tells_right_from_wrong_is_learnt():
    model, judged = train_matching(LESSONS, {})
    assert model.score(signals(0.9)) > 0.8 > 0.2 > model.score(signals(0.1))
    assert all((one.score > 0.5) == one.example.is_right for one in judged)


def test_the_order_of_lessons_does_not_matter_to_what_is_learnt():
    there, _ = train_matching(LESSONS, {})
    back, _ = train_matching(LESSONS[::-1], {})
    assert there.version == back.version


def test_a_feature_left_out_weighs_nothing():
    model, _ = train_matching(LESSONS, {}, leave_out=("title",))
    assert model.weights["title"] == 0


def test_lessons_of_one_kind_alone_teach_nothing():
    with pytest.raises(ValueError, match="both needed"):
        train_matching([one for one in LESSONS if one.is_right], {})


def test_the_score_to_trust_is_the_lowest_that_keeps_the_precision_asked():
    judged = [Judged(example(0.5, number < 30, number), 1 - number / 100) for number in range(60)]
    lowest = lowest_trusted(judged, BLANK, 0.75)
    kept = [one for one in judged if one.score >= lowest]
    assert len(kept) == 40
    assert sum(one.example.is_right for one in kept) / len(kept) >= 0.75


def test_where_no_score_can_be_trusted_nothing_is_suggested():
    judged = [Judged(example(0.5, False, number), 0.9) for number in range(FEWEST * 2)]
    assert lowest_trusted(judged, BLANK, 0.8) == 1.0


def test_the_desk_is_reached_by_the_share_of_right_ones_asked():
    judged = [Judged(example(0.5, True, number), number / 100) for number in range(1, 101)]
    assert sum(one.score >= highest_for_recall(judged, 0.9) for one in judged) == 90
    assert highest_for_recall([], 0.9) == 0


def test_bands_hold_every_match_once_and_are_drawn():
    judged = [Judged(example(0.5, number % 3 > 0, number), number / 30) for number in range(31)]
    bands = reliability(judged)
    assert sum(band.matches for band in bands) == len(judged)
    assert reliability_plot(bands).count("<circle") == len([band for band in bands if band.matches])
    assert log_loss(judged) > 0
    assert log_loss([]) == 0


def test_few_pages_say_nothing_of_how_rare_a_word_is():
    few = rarity(Reading(id=str(number), text="سد مكحول") for number in range(FEWEST_PAGES - 1))
    assert few.of("سد") == few.of("جسر") == 1


def test_in_many_pages_the_word_of_all_weighs_less_than_the_word_of_some():
    many = rarity(Reading(id=str(number), text="سد" if number > 3 else "سد مكحول") for number in range(FEWEST_PAGES))
    assert many.of("سد") < 0.1 < many.of("مكحول") < many.of("جسر") == 1


@given(st.integers(0, 5000), st.integers(0, 6000))
def test_any_spread_gives_a_rarity_above_nought_and_at_most_one(documents, spread):
    assert 0 < Rarity(documents, {"سد": spread}).of("سد") <= 1


def test_the_model_that_ships_is_the_file_that_anyone_can_read():
    from marsad.shipped import SHIPPED

    told = json.loads((SHIPPED / "models" / "matching.json").read_text(encoding="utf-8"))
    assert told["weights"].keys() == shipped_model().weights.keys()
