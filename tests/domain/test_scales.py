import copy

import pytest
import yaml

from marsad.domain.codebook import FULFILMENTS, CodebookError, make_codebook
from marsad.domain.scales import SCALE_KEYS, SCALES, ScaleError, on_scale, scale
from tests.domain.rule_cases import BODY, CODEBOOK, ROOT

EARLY = make_codebook(yaml.safe_load((ROOT / "data/codebooks/iraqi-observatory-1.yml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("codebook", [CODEBOOK, EARLY], ids=["second", "first"])
@pytest.mark.parametrize("key", SCALE_KEYS)
def test_every_verdict_beside_every_outlook_has_a_value_on_every_scale(codebook, key):
    for verdict in codebook.verdicts:
        for outlook in ("", *(outlook.key for outlook in codebook.outlooks)):
            assert on_scale(codebook, verdict.key, key, outlook) in scale(key).keys


@pytest.mark.parametrize("key", SCALE_KEYS)
def test_a_scale_places_every_fulfilment_and_a_promise_that_nobody_rated(key):
    found = scale(key)
    assert dict(found.by_fulfilment).keys() == set(FULFILMENTS)
    assert set(dict(found.by_fulfilment).values()) | {found.unrated} <= set(found.keys)
    assert on_scale(CODEBOOK, "", key) == found.unrated
    assert all(value.label.ar and value.label.en for value in found.values)


@pytest.mark.parametrize(
    ("verdict", "outlook", "told"),
    [
        ("not_started", "", ("Not Yet Rated", "Wait and see", "unrated", "Not yet rated")),
        ("started", "", ("In the Works", "In progress", "unrated", "Kept in part or in the works")),
        ("started", "stalled", ("Stalled", "Appears off track", "unrated", "Kept in part or in the works")),
        ("half_done", "", ("Compromise", "In progress", "partially kept", "Kept in part or in the works")),
        ("half_done", "on_track", ("In the Works", "Appears on track", "partially kept", "Kept in part or in the works")),
        ("half_done", "unclear", ("Compromise", "Unclear or disputed", "partially kept", "Kept in part or in the works")),
        ("likely", "likely", ("In the Works", "Appears on track", "partially kept", "Kept in part or in the works")),
        ("done", "", ("Promise Kept", "Achieved", "kept", "Kept")),
        ("broken", "", ("Promise Broken", "Not kept", "broken", "Broken")),
        ("not_verifiable", "", ("Not Yet Rated", "Unclear or disputed", "unrated", "Not yet rated")),
    ],
)
def test_a_verdict_is_told_on_the_scales_of_others(verdict, outlook, told):
    assert tuple(on_scale(CODEBOOK, verdict, found.key, outlook) for found in SCALES) == told


def test_unknown_names_are_refused_with_the_choices():
    with pytest.raises(ScaleError, match="full_fact"):
        on_scale(CODEBOOK, "done", "stars")
    with pytest.raises(CodebookError, match="half_done"):
        on_scale(CODEBOOK, "perfect", "politifact")


@pytest.mark.parametrize(
    ("maps", "told"),
    [
        ({"politifact": "Kept"}, "Promise Kept"),
        ({"stars": "5"}, "polimetre"),
        ({"politifact": {"stalled": "Stalled"}}, "otherwise"),
        ({"politifact": {"otherwise": "Stalled", "sunny": "Stalled"}}, "at_risk"),
        ({"politifact": {"otherwise": "Stalled", "stalled": "Halted"}}, "Halted"),
    ],
)
def test_a_mapping_to_no_value_of_a_scale_is_refused(maps, told):
    body = copy.deepcopy(BODY)
    body["verdicts"][0]["maps"] = maps
    with pytest.raises(CodebookError, match=told):
        make_codebook(body)
