"""The verdicts of the demonstration: the early ones written by one and seconded by another, the later ones coded blind by two."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Any

from django.db import transaction
from django.utils import timezone

from marsad.domain.reading import RUNGS
from marsad.newsroom import assess, coding, coding_outcome, publish, review
from marsad.newsroom.demonstration_course import course_of, follow, noon
from marsad.newsroom.founding import load_codebook, shipped_codebooks
from marsad.newsroom.programme import load_programme
from marsad.store.models import Assessment, Candidate, CodingRound, Document, Evidence, Person, Promise
from marsad.store.queries.codings import assessment_of
from marsad.store.queries.newsroom import NoCodebookError, current_codebook
from marsad.store.record import pages as page_record
from marsad.store.record import review as review_record

_BEGAN = dt.date(2020, 5, 7)  # the first codebook is in force with the first government
_CODED_FROM = dt.date(2025, 1, 1)  # the second, which asks for two blind codings


class QuoteError(ValueError):
    """A page of the demonstration that does not hold the words that it is quoted for."""


def load_first_codebook() -> None:
    """Record the codebook under which the demonstration's observatory began, where there is none yet."""
    try:
        current_codebook()
    except NoCodebookError:
        load_codebook(shipped_codebooks()[0], actor="demo", at=noon(_BEGAN))


def load_unseen(description: dict[str, Any]) -> None:
    """Record the promises that are not in the record yet; readers see them from the first day of their government on."""
    known = set(Promise.objects.everything().values_list("key", flat=True))
    rows = [{**row, "continues": None} for row in description["promises"] if row["key"] not in known]
    if rows:
        load_programme(description | {"promises": rows}, actor="demo", at=noon(_BEGAN), is_published=False)


def _publish_promises(description: dict[str, Any], government: dict[str, Any]) -> None:
    rows = [row for row in description["promises"] if row["government"] == government["key"]]
    load_programme({"promises": rows}, actor="demo", at=noon(government["began_on"]))


def load_verdicts(description: dict[str, Any]) -> int:
    """Accept, code, assess and publish as the demonstration tells, each by the newsroom's own verbs; return how many were new."""
    made = 0
    course = course_of(description)
    waiting = deque(sorted(description["governments"], key=lambda row: row["began_on"]))
    for row in sorted(description["assessments"], key=lambda row: (row["effective_on"], row["promise"])):
        while waiting and waiting[0]["began_on"] <= row["effective_on"]:
            _publish_promises(description, waiting.popleft())
        if row["effective_on"] >= _CODED_FROM:
            _load_second_codebook()
        follow(course, until=row["effective_on"])
        made += _assess(row)
    follow(course)
    for government in waiting:
        _publish_promises(description, government)
    _load_second_codebook()
    return made


def load_proposals(description: dict[str, Any]) -> None:
    """Leave the verdicts that wait for somebody to publish them."""
    for row in description["proposals"]:
        _propose(row)


def _load_second_codebook() -> None:
    path = shipped_codebooks()[-1]
    if path.stem != f"{current_codebook().key}-{current_codebook().version}":
        load_codebook(path, actor="demo", at=noon(_CODED_FROM))


@transaction.atomic
def _assess(row: dict[str, Any]) -> bool:
    proposal = _propose(row)
    if proposal is None:
        return False
    seconder = Person.objects.get(username=row["seconder"])
    publish.publish(proposal.pk, seconder, at=proposal.written_at + dt.timedelta(hours=3))
    return True


def _propose(row: dict[str, Any]) -> Assessment | None:
    """Lay the verdict of *row* down and return it, or None where it was before."""
    promise = Promise.objects.everything().get(key=row["promise"])
    if promise.assessments.filter(verdict=row["verdict"], effective_on=row["effective_on"]).exists():
        return None
    author = Person.objects.get(username=row["author"])
    evidence = [_evidence(promise, item, author) for item in row["evidence"]]
    if "coder" in row:
        return _code(promise, author, row, evidence)
    return assess.propose(
        promise,
        author,
        verdict=row["verdict"],
        outlook=row.get("outlook") or "",
        cause=row.get("cause") or "",
        effective_on=row["effective_on"],
        summary_ar=row["summary"]["ar"],
        summary_en=row["summary"].get("en", ""),
        reasons_ar=(row.get("reasons") or {}).get("ar", ""),
        evidence_ids=[item.pk for item in evidence],
        is_closing=bool(row.get("is_closing")),
        at=noon(row["effective_on"]),
    )


def _code(promise: Promise, author: Person, row: dict[str, Any], evidence: list[Evidence]) -> Assessment | None:
    moment = noon(row["effective_on"])
    opened = coding.open_round(
        promise, author, effective_on=row["effective_on"], is_closing=bool(row.get("is_closing")), at=moment
    )
    coder, found = Person.objects.get(username=row["coder"]), row | (row.get("second") or {})
    _hand_in(opened, author, row, evidence, moment)
    _hand_in(opened, coder, found, evidence, moment + dt.timedelta(minutes=20))
    opened.refresh_from_db()
    if opened.status == CodingRound.Status.DISPUTED and "adjudicator" in row:
        return _decide(opened, row, evidence, moment + dt.timedelta(hours=1))
    return assessment_of(opened)


def _hand_in(opened: CodingRound, person: Person, row: dict[str, Any], evidence: list[Evidence], at: dt.datetime) -> None:
    coding.hand_in(
        opened.pk,
        person,
        verdict=row["verdict"],
        outlook=row.get("outlook") or "",
        cause=row.get("cause") or "",
        rung=row.get("rung") or max((item.rung for item in evidence), key=RUNGS.index, default=""),
        summary_ar=row["summary"]["ar"],
        summary_en=row["summary"].get("en", ""),
        reasons_ar=row["reasons"]["ar"],
        evidence_ids=[item.pk for item in evidence],
        at=at,
    )


def _decide(opened: CodingRound, row: dict[str, Any], evidence: list[Evidence], at: dt.datetime) -> Assessment:
    return coding_outcome.adjudicate(
        opened.pk,
        Person.objects.get(username=row["adjudicator"]),
        verdict=row["verdict"],
        outlook=row.get("outlook") or "",
        cause=row.get("cause") or "",
        summary_ar=row["summary"]["ar"],
        summary_en=row["summary"].get("en", ""),
        reasons_ar=row["decision"]["ar"],
        evidence_ids=[item.pk for item in evidence],
        at=at,
    )


def load_rounds(description: dict[str, Any]) -> None:
    """Leave at the desk the rounds of coding that wait: for a second coder, or for a third who decides."""
    for row in description["rounds"]:
        promise = Promise.objects.everything().get(key=row["promise"])
        if promise.coding_rounds.filter(effective_on=row["effective_on"]).exists():
            continue
        moment = noon(row["effective_on"])
        opener = Person.objects.get(username=row["opener"])
        opened = coding.open_round(promise, opener, effective_on=row["effective_on"], at=moment)
        for number, found in enumerate(row["codings"]):
            person, later = Person.objects.get(username=found["by"]), dt.timedelta(minutes=20 * number)
            _hand_in(opened, person, found, list(opened.evidence.all()), moment + later)


def _evidence(promise: Promise, item: dict[str, Any], person: Person) -> Evidence:
    document = Document.objects.get(page_id=item["page"])
    start = document.text.find(item["quote"])
    if start < 0:
        raise QuoteError(f"{item['page']} does not hold the words: {item['quote']}")
    known = Evidence.objects.filter(promise=promise, document=document, start=start, withdrawn_at__isnull=True).first()
    if known:
        return known
    end = start + len(item["quote"])
    candidate = page_record.find_or_add_candidate(
        document, promise, start=start, end=end, stance=item["stance"], rung=item["rung"]
    )
    if candidate.status == Candidate.Status.ACCEPTED:  # another quote of the same page was accepted before
        return review_record.keep_evidence(
            candidate, stance=item["stance"], rung=item["rung"], start=start, end=end, person=person, at=timezone.now()
        )
    return review.accept(candidate.pk, person, stance=item["stance"], rung=item["rung"], start=start, end=end)
