"""Draw published assessments by chance to be coded again, blind, by people who had no hand in them: for reliability alone."""

from __future__ import annotations

import datetime as dt
import math
import random
import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, CodingRound, Person, RecodingSample, Sector
from marsad.store.record import codings as record

MOST = 500  # rounds that one sample may open


def drawable(sector: Sector | None = None) -> QuerySet[Assessment]:
    """Return the published assessments that a sample is drawn from: those that are not being coded again already."""
    rows = Assessment.objects.filter(status__in=[Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED])
    rows = rows.exclude(recodings__status=CodingRound.Status.OPEN)
    if sector is not None:
        rows = rows.filter(promise__sector=sector)
    return rows.order_by("pk")


@recorded("coding.sample")
@transaction.atomic
def draw_sample(
    person: Person,
    *,
    number: int | None = None,
    percent: int | None = None,
    sector_key: str = "",
    seed: int | None = None,
    at: dt.datetime | None = None,
) -> RecodingSample:
    """Draw *number* published assessments, or *percent* of them, of one sector or all, and open a round for each.

    Who had a hand in one cannot code it again. One that came of two codings needs one more; an older or imported one needs two.
    The seed and what was drawn from are kept, so that anyone can see that nobody chose.
    """
    if (number is None) == (percent is None):
        raise Refusal("number", "اذكر عددا أو نسبة، لا كليهما.", "Give a number or a percentage, not both.")
    sector = Sector.objects.filter(key=sector_key).first() if sector_key else None
    if sector_key and sector is None:
        raise Refusal("sector_key", f"لا قطاع بالمفتاح «{sector_key}».", f"No sector has the key “{sector_key}”.")
    population = list(drawable(sector).values_list("pk", flat=True))
    wanted = number if number is not None else math.ceil(len(population) * (percent or 0) / 100)
    if not 1 <= wanted <= min(len(population), MOST):
        raise Refusal(
            "number" if number is not None else "percent",
            f"يمكن سحب ما بين 1 و{min(len(population), MOST)} من التقييمات المنشورة.",
            f"Between 1 and {min(len(population), MOST)} published assessments can be drawn.",
        )
    chosen_seed = secrets.randbelow(2**31) if seed is None else seed
    moment = at or timezone.now()
    sample = record.keep_sample(person, seed=chosen_seed, population=population, sector=sector, at=moment)
    drawn = random.Random(chosen_seed).sample(population, wanted)  # noqa: S311 - drawn so that it can be drawn again
    rows = Assessment.objects.filter(pk__in=drawn).select_related("promise", "codebook", "round")
    for row in rows.order_by("pk"):
        shown = row.round.evidence.all() if row.round else row.evidence.all()
        record.keep_round(
            row.promise,
            codebook=row.codebook,
            effective_on=row.effective_on,
            is_closing=row.is_closing,
            evidence=shown,
            person=person,
            at=moment,
            recodes=row,
            sample=sample,
            wanted=1 if row.round_id else 2,
        )
    return sample
