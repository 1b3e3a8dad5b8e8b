import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from marsad.domain.codebook import CodebookError, make_codebook
from marsad.domain.rules import AssessmentFact, EvidenceFact, examine

ROOT = Path(__file__).resolve().parents[2]
CODEBOOK = make_codebook(yaml.safe_load((ROOT / "data/codebooks/iraqi-observatory-1.yml").read_text(encoding="utf-8")))
SAID = EvidenceFact("1", dt.date(2024, 1, 25), "supports", "under_way", "story 1")
FACT = AssessmentFact(
    verdict="started",
    effective_on=dt.date(2024, 2, 1),
    term_began_on=dt.date(2022, 10, 27),
    term_ended_on=None,
    deadline_on=None,
    evidence=(SAID, replace(SAID, id="2", source="story 2")),
    author="zahra",
)


def codes(fact):
    return {finding.code for finding in examine(fact, CODEBOOK)}


def test_a_sound_assessment_has_no_findings():
    assert codes(FACT) == set()


def test_a_rating_cannot_rest_on_evidence_that_came_later():
    late = replace(FACT, evidence=(*FACT.evidence, replace(SAID, id="9", said_on=dt.date(2024, 4, 11))))
    (finding,) = examine(late, CODEBOOK)
    assert (finding.code, finding.level, finding.evidence) == ("evidence-later", "block", "9")
    assert "70 days" in finding.en
    assert "70 يوما" in finding.ar


def test_undated_evidence_is_a_warning():
    assert codes(replace(FACT, evidence=(replace(SAID, said_on=None), *FACT.evidence))) == {"evidence-undated"}


def test_an_announcement_alone_raises_nothing():
    announced = tuple(replace(item, rung="announced") for item in FACT.evidence)
    assert "announcement-only" in codes(replace(FACT, evidence=announced))


def test_copies_of_one_text_count_once():
    copies = (SAID, replace(SAID, id="2"))
    assert "too-few-sources" in codes(replace(FACT, verdict="half_done", evidence=copies))
    assert "too-few-sources" not in codes(replace(FACT, verdict="half_done"))


def test_the_partys_own_word_is_no_independent_source_unless_the_codebook_says_so():
    own = replace(FACT, verdict="half_done", evidence=(SAID, replace(SAID, id="2", source="origin ministry", is_party=True)))
    (finding,) = [finding for finding in examine(own, CODEBOOK) if finding.code == "too-few-sources"]
    assert "2 independent sources; there is 1 independent source" in finding.en
    assert "what the party publishes of itself does not count" in finding.en
    assert "مصدران مستقلان، والموجود مصدر مستقل واحد" in finding.ar
    verdicts = tuple(replace(verdict, counts_party=True) for verdict in CODEBOOK.verdicts)
    assert examine(own, replace(CODEBOOK, verdicts=verdicts)) == ()


def test_a_verdict_needs_evidence():
    assert "no-evidence" in codes(replace(FACT, evidence=()))


@pytest.mark.parametrize(("day", "code"), [(dt.date(2022, 10, 26), "before-term"), (dt.date(2022, 10, 27), None)])
def test_no_rating_before_the_term(day, code):
    early = replace(FACT, effective_on=day, evidence=tuple(replace(item, said_on=day) for item in FACT.evidence))
    assert codes(early) == ({code} if code else set())


def test_after_the_term_only_a_closing_assessment():
    ended = replace(FACT, term_ended_on=dt.date(2024, 1, 31))
    assert codes(ended) == {"after-term"}
    assert codes(replace(ended, is_closing=True)) == set()


def test_a_deadline_past_without_delivery_is_flagged():
    assert codes(replace(FACT, deadline_on=dt.date(2023, 12, 31))) == {"deadline-passed"}


def test_the_author_never_seconds():
    assert codes(replace(FACT, seconder="zahra")) == {"own-seconder"}
    assert codes(replace(FACT, seconder="omar")) == set()


def test_done_over_a_refutation_is_a_warning():
    delivered = tuple(replace(item, rung="delivered") for item in FACT.evidence)
    fact = replace(FACT, verdict="done", evidence=(*delivered, replace(SAID, id="3", stance="refutes")))
    assert [(finding.code, finding.level) for finding in examine(fact, CODEBOOK)] == [("refuted", "warn")]


def test_what_blocks_comes_first():
    levels = [f.level for f in examine(replace(FACT, evidence=(), deadline_on=dt.date(2023, 1, 1)), CODEBOOK)]
    assert levels == sorted(levels, key=lambda level: level != "block")


def test_an_unknown_verdict_is_refused_with_the_choices():
    with pytest.raises(CodebookError, match="not_started"):
        examine(replace(FACT, verdict="perfect"), CODEBOOK)
