"""A sound assessment under the second codebook, for tests to spoil one thing at a time."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import yaml

from marsad.domain.codebook import make_codebook
from marsad.domain.rules import AssessmentFact, EvidenceFact, examine

ROOT = Path(__file__).resolve().parents[2]
BODY = yaml.safe_load((ROOT / "data/codebooks/iraqi-observatory-2.yml").read_text(encoding="utf-8"))
CODEBOOK = make_codebook(BODY)
SAID = EvidenceFact("1", dt.date(2024, 1, 25), "supports", "under_way", "origin a", story="1")
OTHER = replace(SAID, id="2", source="origin b", story="2")
FACT = AssessmentFact(
    verdict="half_done",
    effective_on=dt.date(2024, 2, 1),
    term_began_on=dt.date(2022, 10, 27),
    term_ended_on=None,
    deadline_on=None,
    evidence=(SAID, OTHER),
    author="zahra",
    coders=("zahra", "haidar"),
)
DONE = replace(
    FACT, verdict="done", deadline_on=dt.date(2024, 12, 31), evidence=tuple(replace(e, rung="delivered") for e in (SAID, OTHER))
)
BROKEN = replace(FACT, verdict="broken", cause="blocked", evidence=tuple(replace(e, stance="refutes") for e in (SAID, OTHER)))
CLOUDED = replace(FACT, verdict="not_verifiable", cause="no_public_data", evidence=())


def day(text):
    return dt.date.fromisoformat(text)


def findings(fact, codebook=CODEBOOK):
    return examine(fact, codebook)


def codes(fact, codebook=CODEBOOK):
    return {finding.code for finding in examine(fact, codebook)}


def levels(fact, codebook=CODEBOOK):
    return {finding.code: finding.level for finding in examine(fact, codebook)}
