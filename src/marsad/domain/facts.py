"""What the rules of assessment need to know: the facts of a verdict and its evidence, and what a rule finds in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """What the rules need of a piece of evidence. *source* names the voice behind it (`domain.origins`), so that copies and the
    texts of one agency count once; *is_party* where that is the party's own. *kind* is one of a codebook's SOURCE_KINDS.
    *story* is the text that it stands in; *is_disputed* where an open conflict touches it.
    """

    id: str
    said_on: dt.date | None
    stance: str
    rung: str
    source: str
    is_party: bool = False
    kind: str = "press"
    story: str = ""
    is_withdrawn: bool = False
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A thing that a promise or its evidence names: a timetable, a law. *affirmed* is the evidence that tells of it, *denied*
    that which says there is none.
    """

    key: str
    ar: str
    en: str
    is_promised: bool
    affirmed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingFact:
    """The verdict that stands when another is proposed: where it lies on fulfilment, since when, and on which evidence."""

    fulfilment: str
    effective_on: dt.date
    evidence: frozenset[str]


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """What the rules need of an assessment and its promise. *is_closing*: the last word after a term's end.

    *coders* coded it blind; where they differed (*is_adjudicated*), its author decided between them. *overrides* are the codes of
    rules that a chief editor sets aside. *is_correction*: it mends what was published, so its day may lie before that of the
    verdict that stands.
    """

    verdict: str
    effective_on: dt.date
    term_began_on: dt.date
    term_ended_on: dt.date | None
    deadline_on: dt.date | None
    evidence: tuple[EvidenceFact, ...]
    is_closing: bool = False
    author: str = ""
    seconder: str | None = None
    cause: str = ""
    coders: tuple[str, ...] = ()
    is_imported: bool = False
    is_adjudicated: bool = False
    is_correction: bool = False
    overrides: frozenset[str] = frozenset()
    standing: StandingFact | None = None
    deliverables: tuple[Deliverable, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found, before the codebook says how much it weighs; the message says what to do."""

    code: str
    ar: str
    en: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: *level* is "block", "warn", or "aside" where a chief editor set the rule aside."""

    code: str
    level: str
    ar: str
    en: str
    evidence: str | None = None
