"""Blind coding: open a round on a promise and day, hand a coding in, take it back while no other is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from marsad.domain.reading import RUNGS
from marsad.newsroom.acts import recorded
from marsad.newsroom.assess import check_day, check_values
from marsad.newsroom.coding_outcome import settle
from marsad.newsroom.coding_rounds import begin_round
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Coding, CodingRound, Person, Promise
from marsad.store.queries.codings import standing_codings, why_barred
from marsad.store.queries.newsroom import read_codebook
from marsad.store.record import codings as record

GONE = (
    "لم تعد هذه الجولة مفتوحة للترميز؛ حدّث الصفحة. ما كتبته باق أمامك.",
    "This round is no longer open for coding; reload the page. What you wrote stands before you still.",
)


@recorded("coding.open")
@transaction.atomic
def open_round(
    promise: Promise,
    person: Person,
    *,
    effective_on: dt.date,
    is_closing: bool = False,
    at: dt.datetime | None = None,
) -> CodingRound:
    """Open a round on *promise*: what held on *effective_on*, from the evidence that stands now and is not later than that day.

    Raises Refusal where a round on that promise and day is open already, the day lies ahead, or there is no codebook.
    """
    check_day(effective_on)
    return begin_round(promise, person, effective_on=effective_on, is_closing=is_closing, at=at or timezone.now())


@recorded("coding.hand_in")
@transaction.atomic
def hand_in(
    round_id: int,
    person: Person,
    *,
    verdict: str,
    summary_ar: str,
    reasons_ar: str,
    outlook: str = "",
    cause: str = "",
    rung: str = "",
    summary_en: str = "",
    reasons_en: str = "",
    evidence_ids: Sequence[int] = (),
    confidence: str = "",
    at: dt.datetime | None = None,
) -> Coding:
    """Hand in what *person* found; with the last one the round is settled: agreed, disputed, or (coded again) closed.

    Raises Refusal, naming the field, for what cannot be taken. What the others found is never a reason to refuse.
    """
    found = _open(round_id, person)
    known = standing_codings(found)
    if any(coding.person_id == person.pk for coding in known):
        raise Refusal("", "سبق أن سلّمت ترميزك في هذه الجولة.", "You have handed in your coding of this round already.")
    codebook = read_codebook(found.codebook)
    check_values(codebook, verdict=verdict, outlook=outlook, cause=cause)
    if rung and rung not in RUNGS:
        raise Refusal("rung", "اختر الدرجة من القائمة.", "Choose the rung from the list.")
    if confidence and confidence not in Coding.Confidence.values:
        raise Refusal("confidence", "اختر مقدار الثقة من القائمة.", "Choose how sure you are from the list.")
    if not summary_ar.strip():
        raise Refusal("summary_ar", "قل في جملة واحدة لماذا هذا الحكم.", "Say in one sentence why this verdict.")
    if not reasons_ar.strip():
        raise Refusal("reasons_ar", "اكتب تعليلك: سيقرؤه من يبتّ إن اختلفتما.", "Give your reasons: who decides reads them.")
    picked = list(found.evidence.filter(pk__in=evidence_ids, withdrawn_at__isnull=True))
    if len(picked) != len(set(evidence_ids)):
        raise Refusal(
            "evidence",
            "من الأدلة المختارة ما سُحب أو ليس في هذه الجولة؛ راجع القائمة واختر من جديد.",
            "Some of the evidence was withdrawn or is not in this round; look through the list and pick again.",
        )
    moment = at or timezone.now()
    coding = record.keep_coding(
        found,
        person,
        place=1 if all(one.place != 1 for one in known) else 2,
        verdict=verdict,
        outlook=outlook,
        cause=cause,
        rung=rung,
        summary_ar=summary_ar.strip(),
        summary_en=summary_en.strip(),
        reasons_ar=reasons_ar.strip(),
        reasons_en=reasons_en.strip(),
        confidence=confidence,
        evidence=picked,
        at=moment,
    )
    if len(known) + 1 == found.wanted:
        settle(found, codebook, moment)
    return coding


@recorded("coding.take_back")
@transaction.atomic
def take_back(round_id: int, person: Person) -> CodingRound:
    """Take *person*'s coding back, while no other is in; raise Refusal where it is too late or there is none."""
    found = record.lock_round(round_id)
    own = next((coding for coding in standing_codings(found) if coding.person_id == person.pk), None)
    if own is None or found.status != CodingRound.Status.OPEN:
        raise Refusal(
            "",
            "لا يُسترد ترميز بعد أن سلّم الآخر، أو ليس لك ترميز هنا.",
            "A coding is not taken back once the other is in; or you have none here.",
        )
    record.take_back_coding(own, timezone.now())
    return found


def _open(round_id: int, person: Person) -> CodingRound:
    found = record.lock_round(round_id)
    if found.status != CodingRound.Status.OPEN:
        raise Refusal("", *GONE)
    barred = why_barred(found, person)
    if barred == "role":
        raise Refusal("", "الترميز للمرمّزين والمحررين.", "Coding is for coders and editors.")
    if barred:
        raise Refusal(
            "",
            "لك يد في التقييم الذي يُعاد ترميزه: يرمّزه غيرك.",
            "You had a hand in the assessment that is coded again: somebody else codes it.",
        )
    return found
