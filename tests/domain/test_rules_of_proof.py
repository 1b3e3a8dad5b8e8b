from dataclasses import replace

import pytest

from marsad.domain.rules import Deliverable
from tests.domain.rule_cases import BROKEN, CLOUDED, CODEBOOK, DONE, FACT, OTHER, SAID, codes, day, findings, levels

TIMETABLE = Deliverable("timetable", "جدول زمني", "timetable", is_promised=True)


def with_rung(rung, *others):
    return tuple(replace(item, rung=other) for item, other in zip((SAID, OTHER), (rung, *others), strict=True))


@pytest.mark.parametrize(
    ("verdict", "rungs", "found"),
    [
        ("not_started", ("announced", "announced"), set()),
        ("started", ("announced", "announced"), {"announcement-only"}),
        ("started", ("announced", "decided"), set()),
        ("half_done", ("announced", "announced"), {"announcement-only"}),
        ("half_done", ("decided", "funded"), {"rung-missing"}),
        ("half_done", ("announced", "under_way"), set()),
        ("done", ("under_way", "under_way"), {"rung-missing"}),
        ("done", ("announced", "delivered"), set()),
    ],
)
def test_a_verdict_has_evidence_of_its_rung_and_announcing_is_not_doing(verdict, rungs, found):
    assert codes(replace(FACT, verdict=verdict, evidence=with_rung(*rungs))) == found


@pytest.mark.parametrize("rung", [None, "announced"])
@pytest.mark.parametrize(
    ("verdict", "rungs", "found"),
    [
        ("started", ("announced", "announced"), {"announcement-only"}),
        ("done", ("announced", "announced"), {"announcement-only"}),
        ("started", ("announced", "decided"), set()),
        ("not_started", ("announced", "announced"), set()),
    ],
)
def test_an_announcement_alone_raises_nothing_however_little_a_codebook_asks(rung, verdict, rungs, found):
    lenient = replace(CODEBOOK, verdicts=tuple(replace(one, requires_rung=rung) for one in CODEBOOK.verdicts))
    fact = replace(FACT, verdict=verdict, evidence=with_rung(*rungs), deadline_on=day("2024-12-31"))
    assert codes(fact, lenient) == found


@pytest.mark.parametrize(
    ("verdict", "changes", "found"),
    [
        ("half_done", {"source": "origin a"}, {"too-few-sources"}),
        ("half_done", {"is_party": True}, {"too-few-sources"}),
        ("half_done", {"stance": "discusses"}, {"too-few-sources"}),
        ("half_done", {"kind": "public"}, set()),  # the other is of the press
        ("started", {"source": "origin a"}, set()),
    ],
)
def test_a_verdict_has_its_independent_sources(verdict, changes, found):
    assert codes(replace(FACT, verdict=verdict, evidence=(SAID, replace(OTHER, **changes)))) == found


@pytest.mark.parametrize(
    ("verdict", "kinds", "found"),
    [
        ("started", ("public", "public"), {"source-kinds"}),
        ("started", ("official", "public"), set()),
        ("half_done", ("official", "public"), {"source-kinds"}),
        ("half_done", ("press", "public"), set()),
        ("done", ("official", "official"), {"source-kinds"}),
    ],
)
def test_a_verdict_has_a_source_of_a_kind_that_it_requires(verdict, kinds, found):
    evidence = tuple(replace(item, kind=kind, rung="delivered") for item, kind in zip((SAID, OTHER), kinds, strict=True))
    fact = replace(FACT, verdict=verdict, evidence=evidence, deadline_on=day("2024-12-31"))
    assert codes(fact) == found


def test_the_kind_that_lacks_is_named_in_words():
    evidence = tuple(replace(item, kind="public") for item in FACT.evidence)
    (found,) = findings(replace(FACT, verdict="started", evidence=evidence))
    assert "“a news outlet”, “an official body”" in found.en
    assert "«وسيلة إعلام»، «جهة رسمية»" in found.ar


@pytest.mark.parametrize("verdict", ["not_started", "started", "half_done", "likely", "done", "broken"])
def test_no_verdict_without_evidence_but_that_nothing_can_be_verified(verdict):
    assert "no-evidence" in codes(replace(FACT, verdict=verdict, evidence=()))
    assert codes(CLOUDED) == set()


@pytest.mark.parametrize(
    ("fact", "cause", "found"),
    [
        (BROKEN, "", {"cause-missing": "block"}),
        (BROKEN, "reversed", {}),
        (BROKEN, "no_public_data", {"cause-unknown": "block"}),
        (BROKEN, "laziness", {"cause-unknown": "block"}),
        (CLOUDED, "", {"cause-missing": "block"}),
        (CLOUDED, "sources_contradict", {}),
        (CLOUDED, "blocked", {"cause-unknown": "block"}),
        (FACT, "", {}),
        (FACT, "blocked", {"cause-unknown": "block"}),
    ],
)
def test_a_verdict_with_causes_names_one_of_its_own(fact, cause, found):
    assert levels(replace(fact, cause=cause)) == found


def test_done_over_a_refutation_is_a_warning():
    refuting = replace(SAID, id="3", stance="refutes", story="3")
    assert levels(replace(DONE, evidence=(*DONE.evidence, refuting))) == {"refuted": "warn"}


def test_done_with_neither_a_deadline_nor_proof_of_delivery_is_pointed_out():
    verdicts = tuple(replace(verdict, requires_rung="under_way") for verdict in CODEBOOK.verdicts)
    lenient = replace(CODEBOOK, verdicts=verdicts)
    fact = replace(FACT, verdict="done")
    assert levels(fact, lenient) == {"done-undelivered": "warn"}
    assert levels(replace(fact, deadline_on=day("2024-12-31")), lenient) == {}
    assert levels(replace(DONE, deadline_on=None), lenient) == {}


@pytest.mark.parametrize(
    ("thing", "found"),
    [
        (TIMETABLE, {"deliverable-missing"}),
        (replace(TIMETABLE, affirmed=("1",)), set()),
        (replace(TIMETABLE, denied=("1",)), {"deliverable-denied"}),
        (replace(TIMETABLE, denied=("1",), affirmed=("2",)), {"deliverable-denied"}),  # told on the same day: not after it
        (replace(TIMETABLE, is_promised=False), set()),
        (replace(TIMETABLE, is_promised=False, denied=("1",)), {"deliverable-denied"}),
    ],
)
def test_done_without_what_was_to_be_delivered_is_pointed_out(thing, found):
    assert codes(replace(DONE, deliverables=(thing,))) == found
    assert codes(replace(FACT, deliverables=(thing,))) == set()  # only completion asks for it


def test_a_thing_that_came_after_it_was_denied_is_no_finding():
    evidence = (DONE.evidence[0], replace(DONE.evidence[1], said_on=day("2024-01-26")))
    thing = replace(TIMETABLE, denied=("1",), affirmed=("2",))
    assert codes(replace(DONE, evidence=evidence, deliverables=(thing,))) == set()
    thing = replace(TIMETABLE, denied=("2",), affirmed=("1",))
    (found,) = findings(replace(DONE, evidence=evidence, deliverables=(thing,)))
    assert (found.code, found.level, found.evidence) == ("deliverable-denied", "warn", "2")
    assert "2024-01-26" in found.en
