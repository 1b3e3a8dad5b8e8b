import copy
from pathlib import Path

import pytest
import yaml

from marsad.domain.codebook import FULFILMENTS, CodebookError, make_codebook

ROOT = Path(__file__).resolve().parents[2]
BODY = yaml.safe_load((ROOT / "data/codebooks/iraqi-observatory-1.yml").read_text(encoding="utf-8"))


def test_the_codebook_that_ships_has_both_ends_and_every_label():
    codebook = make_codebook(BODY)
    assert {verdict.fulfilment for verdict in codebook.verdicts} == set(FULFILMENTS) - {"not_verifiable"}
    for item in (*codebook.verdicts, *codebook.outlooks):
        assert all((item.label.ar, item.label.en, item.label.ckb, item.definition.ar, item.definition.en))
    assert all(verdict.politifact and verdict.three_way for verdict in codebook.verdicts)


def test_the_words_of_the_seeds_are_verdicts():
    statuses = make_codebook(BODY).statuses
    for word, key in (("بدأ التنفيذ", "started"), ("نصف منجز", "half_done"), ("غالبا سينجز", "likely"), ("منجز", "done")):
        assert statuses[word] == key


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("verdicts", 0, "phase"), "square", "square"),
        (("verdicts", 0, "fulfilment"), None, "fulfilment"),
        (("verdicts", 0, "labels"), {"en": "x"}, "'ar'"),
        (("verdicts", 0, "requires"), {"rung": "finished"}, "finished"),
        (("verdicts", 0, "requires"), {"independent_sources": "two"}, "two"),
        (("verdicts", 0, "requires"), {"party_counts": "yes"}, "neither true nor false"),
        (("verdicts",), [], "no verdicts"),
        (("verdicts",), "none", "not a list"),
        (("aliases",), {"تم": "finished"}, "finished"),
    ],
)
def test_a_bad_codebook_says_what_is_wrong(path, value, told):
    body = copy.deepcopy(BODY)
    place = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(CodebookError, match=told):
        make_codebook(body)


def test_a_verdict_named_twice_is_refused():
    body = copy.deepcopy(BODY)
    body["verdicts"].append(body["verdicts"][0])
    with pytest.raises(CodebookError, match="twice"):
        make_codebook(body)


def test_a_label_falls_back_to_arabic():
    label = make_codebook(BODY).verdicts[0].label
    assert label.in_language("fr") == label.ar
    assert label.in_language("en-gb") == label.en
