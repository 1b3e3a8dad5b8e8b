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


SECOND = yaml.safe_load((ROOT / "data/codebooks/iraqi-observatory-2.yml").read_text(encoding="utf-8"))


def test_the_second_codebook_has_every_fulfilment_and_speaks_three_languages():
    codebook = make_codebook(SECOND)
    assert {verdict.fulfilment for verdict in codebook.verdicts} == set(FULFILMENTS)
    assert len({verdict.phase for verdict in codebook.verdicts}) == len(codebook.verdicts)
    causes = [cause for verdict in codebook.verdicts for cause in verdict.causes]
    for item in (*codebook.verdicts, *codebook.outlooks, *causes):
        assert all((item.label.ar, item.label.en, item.label.ckb, item.definition.ar, item.definition.en, item.definition.ckb))
    assert (codebook.double_coding, codebook.recoding_share, codebook.staleness_days) == ("block", 0.1, 90)


def test_what_broke_a_promise_and_why_nothing_can_be_told_are_causes():
    codebook = make_codebook(SECOND)
    broken, clouded = codebook.verdict("broken"), codebook.verdict("not_verifiable")
    assert [cause.key for cause in broken.causes] == [
        "not_prioritised",
        "blocked",
        "reversed",
        "outside_powers",
        "no_longer_relevant",
    ]
    assert {cause.key for cause in clouded.causes} == {
        "no_public_data",
        "wording_vague",
        "sources_contradict",
        "not_accessible",
    }
    with pytest.raises(CodebookError, match="not_prioritised"):
        broken.cause("laziness")


def test_an_early_codebook_asks_nothing_that_it_does_not_name():
    codebook = make_codebook(BODY)
    assert (codebook.levels, codebook.double_coding, codebook.deadline, codebook.term) == (None, "off", None, None)
    assert not any(verdict.causes or verdict.requires_kinds for verdict in codebook.verdicts)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("rulez",), {}, "the codebook has the key 'rulez'"),
        (("verdicts", 0, "requirez"), {}, "verdict not_started|a verdict has the key 'requirez'"),
        (("deadline", "verdicts"), [], "deadline: verdicts is empty"),
        (("term", "closing_verdicts"), [], "term: closing_verdicts is empty"),
        (("rules",), {"evidence-soon": "block"}, "evidence-soon"),
        (("rules",), {"own-seconder": "off"}, "own-seconder"),
        (("rules",), {"single-coding": "off"}, "single-coding"),
        (("rules", "leap"), "maybe", "leap is 'maybe', none of block, warn, off"),
        (("double_coding",), "twice", "double_coding is 'twice'"),
        (("recoding_share",), 3, "recoding_share is 3"),
        (("adjudicator_publishes",), "yes", "neither true nor false"),
        (("staleness_days",), -1, "staleness_days is -1"),
        (("deadline", "grace_days"), "a month", "grace_days is 'a month'"),
        (("deadline", "verdicts"), ["finished"], "deadline: verdicts is 'finished'"),
        (("term",), {"closing_verdicts": ["over"]}, "term: closing_verdicts is 'over'"),
        (("verdicts", 5, "causes"), ["laziness"], "verdict broken: causes is 'laziness', none of not_prioritised"),
        (("verdicts", 1, "requires", "kinds"), ["rumour"], "verdict started: requires.kinds is 'rumour'"),
        (("verdicts", 3, "outlook"), "sunny", "verdict likely: outlook is 'sunny'"),
        (("causes", 0, "labels"), {"ar": "س"}, "cause not_prioritised: labels lacks the text 'en'"),
    ],
)
def test_a_mistake_in_the_second_codebook_is_told_with_its_place_value_and_choices(path, value, told):
    body = copy.deepcopy(SECOND)
    place = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(CodebookError, match=told):
        make_codebook(body)


def test_a_bare_off_is_the_word_and_not_a_lie():
    body = copy.deepcopy(SECOND)
    body["rules"]["leap"] = yaml.safe_load("off")
    assert dict(make_codebook(body).levels or ())["leap"] == "off"
