"""Sentences that the code puts together of parts: each told here with every part, for the catalogues to have them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from marsad.api.problems import THINGS, missing
from marsad.domain.roles import PERMISSIONS
from marsad.domain.rules import Deliverable
from marsad.newsroom.acts import NotAllowedError
from marsad.pipeline.conflicts import reasons as conflicts
from marsad.pipeline.matching.fuse import Signals
from marsad.pipeline.matching.reasons import Around, headline, reasons
from marsad.pipeline.stances import why
from marsad.text.tokens import tokens
from tests.domain.rule_cases import CODEBOOK, DONE, FACT, OTHER, SAID, day, findings

Told = Iterator[tuple[str, str]]
QUOTED = ("5200 جندي", "3200 جندي")
SHARED = ((), ("القوات", "القاعدة"))
WEEK = dt.date(2026, 1, 5)
PLAIN = Signals(
    title_share=0.5, passage_share=0.5, telling=3.0, words=("انسحاب", "التحالف"), likeness=None, home=None,
    is_leader_named=False, months_outside=None,
)  # fmt: skip
TERM = "2022-10/2025-11"


def of_conflicts() -> Told:
    """Yield why two statements cannot both hold."""
    with_shared = (
        conflicts.amount_reasons, conflicts.day_reasons, conflicts.happened_reasons, conflicts.extent_reasons,
        conflicts.who_reasons, conflicts.cause_reasons,
    )  # fmt: skip
    for shared in SHARED:
        yield from (why(QUOTED, shared) for why in with_shared)
        yield from (conflicts.denial_reasons(shared, is_first=is_first) for is_first in (True, False))
        for degrees in (("whole", "part"), ("part", "whole"), ("final", "temporary"), ("temporary", "final")):
            yield conflicts.degree_reasons(degrees, shared)
    yield from (conflicts.part_reasons(QUOTED, is_sum=is_sum) for is_sum in (True, False))
    yield from (conflicts.weekday_reasons("الاثنين", "5 كانون الثاني", WEEK + dt.timedelta(days)) for days in range(7))
    yield from (conflicts.contrast_reasons(sign) for sign in ("", "بينما"))
    yield conflicts.share_reasons(QUOTED, 12.5)
    yield conflicts.speaker_reasons(QUOTED)


def of_matches() -> Told:
    """Yield why a page was laid beside a promise, and what speaks against it."""
    title = "بدء الانسحاب من القواعد"
    over = headline(title, tokens(title))
    names = {"country": "العراق", "leader": "السوداني", "rival": "توسعة المطارات", "twin": "حكومة سابقة"}
    for named, above in product((names, {}), (over, None)):
        around = Around(period=TERM, **named) if above is None else Around(period=TERM, headline=above, **named)
        for changes in (
            {}, {"is_leader_named": True}, {"likeness": 0.9}, {"home": 1.0}, {"home": 0.0}, {"is_of_a_twin": True},
            {"overshadowed": 9.0}, {"is_firm": False}, {"crowd": 1.0, "density": 0.1}, {"words": ("القواعد",)},
        ):  # fmt: skip
            yield from reasons(replace(PLAIN, **changes), around)
        for outside, days in product((0, 5, 30), ((), ("2019-01-01",), ("2022-09-01",), ("2024-01-01",), ("2028-01-01",))):
            yield from reasons(replace(PLAIN, months_outside=outside), replace(around, days=days))


def of_stances() -> Told:
    """Yield which word made a stance, where it stands and what it is."""
    for (where_ar, where_en), (what_ar, what_en) in product(why._WHERE.values(), why._WHAT.values()):
        yield f"«نفى» {where_ar}: {what_ar}", f"“نفى” {where_en}: {what_en}"


def of_rules() -> Told:
    """Yield what rules find where they count days and sources."""
    facts, books = [], [CODEBOOK]
    later = (replace(SAID, said_on=FACT.effective_on + dt.timedelta(days)) for days in (1, 2, 40))
    facts += [replace(FACT, evidence=(one, OTHER)) for one in later]
    facts.append(replace(FACT, effective_on=day("2024-12-01")))
    for needed, counts in product((1, 2, 3, 4), (True, False)):
        asked = tuple(replace(one, requires_sources=needed, counts_party=counts) for one in CODEBOOK.verdicts)
        books.append(replace(CODEBOOK, verdicts=asked))
    for source, is_party in product(("origin a", "origin b"), (True, False)):
        facts.append(replace(FACT, evidence=(replace(SAID, is_party=is_party), replace(OTHER, source=source, is_party=True))))
    facts.append(replace(FACT, evidence=tuple(replace(one, stance="refutes") for one in FACT.evidence)))
    third = replace(OTHER, id="3", source="origin c", is_party=True)
    facts += [replace(FACT, evidence=(*FACT.evidence, one)) for one in (third, replace(third, source="origin a"))]
    thing = Deliverable("timetable", "جدول زمني", "timetable", is_promised=True)
    facts += [replace(DONE, deliverables=(one,)) for one in (thing, replace(thing, denied=("1",)))]
    undated = tuple(replace(one, said_on=None) for one in DONE.evidence)
    facts.append(replace(DONE, evidence=undated, deliverables=(replace(thing, denied=("1",)),)))
    for fact, book in product(facts, books):
        yield from ((found.ar, found.en) for found in findings(fact, book))


def of_roles() -> Told:
    """Yield who may do each act, to somebody who may not."""
    yield from ((refusal.ar, refusal.en) for refusal in map(NotAllowedError, PERMISSIONS))


def of_things() -> Told:
    """Yield that there is no such thing, of each that the interface is asked for."""
    yield from ((problem.ar, problem.en) for problem in map(missing, THINGS))


PUT_TOGETHER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "api/problems.py": tuple(of_things()),
    "domain/roles.py": tuple(of_roles()),
    "domain/rules_of_evidence.py": tuple(of_rules()),
    "domain/rules_of_proof.py": tuple(of_rules()),
    "newsroom/acts.py": tuple(of_roles()),
    "pipeline/conflicts/reasons.py": tuple(of_conflicts()),
    "pipeline/matching/reasons.py": tuple(of_matches()),
    "pipeline/stances/why.py": tuple(of_stances()),
}
