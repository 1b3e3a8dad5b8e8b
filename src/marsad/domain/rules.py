"""The rules of assessment: what may not be published, and what a reader should be warned of. Pure: days come in as arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.domain.codebook_values import Codebook
from marsad.domain.facts import AssessmentFact, Deliverable, EvidenceFact, Finding, Found, StandingFact
from marsad.domain.rule_levels import BY_CODE, level_of
from marsad.domain.rules_of_days import closing, course, deadline, term
from marsad.domain.rules_of_evidence import evidence
from marsad.domain.rules_of_persons import persons
from marsad.domain.rules_of_proof import causes, deliverables, requirements

__all__ = ("AssessmentFact", "Deliverable", "EvidenceFact", "Finding", "StandingFact", "can_set_aside", "examine")
_ORDER = {code: place for place, code in enumerate(BY_CODE)}
_LEVEL_ORDER = ("block", "aside", "warn")


def _found(fact: AssessmentFact, codebook: Codebook) -> Iterator[Found]:
    verdict = codebook.verdict(fact.verdict)
    yield from evidence(fact, codebook)
    yield from term(fact)
    yield from closing(fact, codebook)
    yield from deadline(fact, verdict, codebook)
    yield from requirements(fact, verdict)
    yield from deliverables(fact, verdict)
    yield from causes(fact, verdict)
    if not fact.is_correction:  # a correction says itself what it changes, and why
        yield from course(fact, verdict)
    yield from persons(fact, codebook)


def _weigh(found: Found, fact: AssessmentFact, codebook: Codebook) -> str:
    level = level_of(codebook, found.code)
    if found.code == "single-coding" and level == "block" and (fact.seconder is None or fact.is_imported):
        return "warn"  # it binds who publishes; what came from elsewhere cannot be coded blind after the fact
    if level == "block" and found.code in fact.overrides and not BY_CODE[found.code].is_firm:
        return "aside"
    return level


def can_set_aside(finding: Finding) -> bool:
    """Return whether *finding* stops an assessment by a rule that a chief editor may set aside."""
    return finding.level == "block" and not BY_CODE[finding.code].is_firm


def examine(fact: AssessmentFact, codebook: Codebook) -> Sequence[Finding]:
    """Return all that the rules find in *fact*, blocking ones first, in an order of their own; those that are off find nothing.

    Raises CodebookError for an unknown verdict.
    """
    weighed = ((found, _weigh(found, fact, codebook)) for found in _found(fact, codebook))
    findings = {Finding(found.code, level, found.ar, found.en, found.evidence) for found, level in weighed if level != "off"}
    return tuple(
        sorted(findings, key=lambda item: (_LEVEL_ORDER.index(item.level), _ORDER[item.code], item.evidence or "", item.en))
    )
