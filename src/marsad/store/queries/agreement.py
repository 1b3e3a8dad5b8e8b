"""Read how far coders agree: Krippendorff's alpha on each axis, over all and by sector, from all settled blind rounds."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from marsad.domain.agreement import Measure, Unit, measure
from marsad.domain.codebook import Codebook
from marsad.domain.reading import RUNGS
from marsad.store.models import Coding, CodingRound
from marsad.store.models.localised import localised
from marsad.store.queries.newsroom import NoCodebookError, current_codebook, read_codebook

SEED = 20_191_001  # of the resampling, so that a published interval can be reckoned again; the number means nothing
RESAMPLES = 1000
# Each axis, and whether its values lie in an order. One that lies off the scale (not verifiable) counts on the first alone.
AXES: Mapping[str, bool] = {"verdict": False, "fulfilment": True, "outlook": False, "rung": True}
_NONE = ""  # an outlook or rung that the coder did not give is a value like any other


@dataclass(frozen=True, slots=True)
class SectorAgreement:
    """How far coders agree within one sector."""

    key: str
    name_ar: str
    name_en: str
    name_ckb: str
    measure: Measure

    @property
    def name(self) -> str:
        """The sector's name in the reader's language."""
        return localised(self.name_ar, self.name_en, self.name_ckb)


@dataclass(frozen=True, slots=True)
class AxisAgreement:
    """How far coders agree on one axis: over all, and in each sector that has a unit."""

    axis: str
    is_ordinal: bool
    overall: Measure
    sectors: tuple[SectorAgreement, ...]

    @property
    def scant(self) -> tuple[SectorAgreement, ...]:
        """The sectors with too few units to tell."""
        return tuple(sector for sector in self.sectors if sector.measure.why == "too_few")

    @property
    def told(self) -> tuple[SectorAgreement, ...]:
        """The other sectors."""
        return tuple(sector for sector in self.sectors if sector.measure.why != "too_few")


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """What is known of agreement by the end of a day (*as_of* None: now).

    *units* are promises on a day coded by at least two, in *rounds*, by their numbers; *recoded* of them were coded again later.
    *seen* rounds are left out: their coders could have seen earlier codings of the same.
    """

    as_of: dt.date | None
    units: int
    coders: int
    recoded: int
    seen: int
    axes: tuple[AxisAgreement, ...]
    rounds: tuple[int, ...] = ()


@dataclass(slots=True)
class _Unit:
    round: int
    sector: tuple[str, str, str, str]
    codings: list[Coding]
    is_recoded: bool = False


def read_agreement(as_of: dt.date | None = None) -> AgreementReport:
    """Return how far coders agreed by the end of the day *as_of*, or do now; reckoned once for each state of the record."""
    rounds = _settled(as_of)
    state = rounds.aggregate(count=Count("pk"), newest=Max("settled_at"))
    try:
        row = current_codebook()
    except NoCodebookError:
        return AgreementReport(as_of, 0, 0, 0, 0, ())
    name = f"agreement-by-rounds:{row.pk}:{as_of}:{state['count']}:{state['newest']}".replace(" ", "T")
    known = cache.get(name)
    if isinstance(known, AgreementReport):
        return known
    found = _reckon(as_of, read_codebook(row))
    cache.set(name, found, timeout=86_400)
    return found


def _settled(as_of: dt.date | None) -> QuerySet[CodingRound]:
    rounds = CodingRound.objects.filter(settled_at__isnull=False)
    if as_of is None:
        return rounds
    midnight = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_current_timezone())
    return rounds.filter(settled_at__lt=midnight)


def _gather(as_of: dt.date | None) -> tuple[list[_Unit], int]:
    """Return the units that at least two people coded blind, and how many rounds are left out: others' codings had been seen."""
    rounds = list(_settled(as_of).select_related("promise__sector", "recodes").order_by("settled_at", "pk"))
    first: dict[tuple[int, dt.date], dt.datetime] = {}
    blind, seen = [], 0
    for found in rounds:
        if found.purpose == CodingRound.Purpose.ASSESSMENT:
            place = (found.promise_id, found.effective_on)
            if place in first and first[place] <= found.opened_at:
                seen += 1
                continue
            first.setdefault(place, found.settled_at or found.opened_at)
        blind.append(found)
    codings: dict[int, list[Coding]] = defaultdict(list)
    for row in Coding.objects.filter(round__in=blind, withdrawn_at__isnull=True).order_by("place"):
        codings[row.round_id].append(row)
    units: dict[int, _Unit] = {}
    for found in blind:
        sector = found.promise.sector
        base = (found.recodes.round_id if found.recodes else None) or found.pk
        unit = units.setdefault(base, _Unit(base, (sector.key, sector.name_ar, sector.name_en, sector.name_ckb), []))
        unit.codings += codings[found.pk]
        unit.is_recoded |= found.recodes is not None
    return [unit for unit in units.values() if len(unit.codings) > 1], seen


def places_of(codebook: Codebook, axis: str) -> dict[str, int]:
    """Return the place of each value on the scale of *axis*: the codebook's order, but broken first, farthest from done."""
    if axis == "outlook":
        return {key: place for place, key in enumerate((_NONE, *(outlook.key for outlook in codebook.outlooks)))}
    if axis == "rung":
        return {key: place for place, key in enumerate((_NONE, *RUNGS))}
    if axis == "verdict":
        return {verdict.key: place for place, verdict in enumerate(codebook.verdicts)}
    on_scale = [verdict for verdict in codebook.verdicts if verdict.fulfilment != "not_verifiable"]
    ordered = sorted(on_scale, key=lambda verdict: verdict.fulfilment != "broken")
    return {verdict.key: place for place, verdict in enumerate(ordered)}


def _values(units: Sequence[_Unit], axis: str, places: Mapping[str, int]) -> list[tuple[_Unit, Unit, set[int]]]:
    field = "verdict" if axis == "fulfilment" else axis
    found = []
    for unit in units:
        given = [(places[value], row.person_id) for row in unit.codings if (value := getattr(row, field)) in places]
        if len(given) > 1:
            found.append((unit, tuple(place for place, _ in given), {person for _, person in given}))
    return found


def _measure(rows: Sequence[tuple[_Unit, Unit, set[int]]], is_ordinal: bool) -> Measure:
    chance = random.Random(SEED)  # noqa: S311 - resampling, not secrets
    coders: set[int] = set().union(*(people for _, _, people in rows))
    values = [value for _, value, _ in rows]
    return measure(
        values,
        is_ordinal=is_ordinal,
        coders=len(coders),
        draw=lambda units: chance.choices(units, k=len(units)),
        resamples=RESAMPLES,
    )


def _reckon(as_of: dt.date | None, codebook: Codebook) -> AgreementReport:
    units, seen = _gather(as_of)
    axes = []
    for axis, is_ordinal in AXES.items():
        rows = _values(units, axis, places_of(codebook, axis))
        by_sector: dict[tuple[str, str, str, str], list[tuple[_Unit, Unit, set[int]]]] = defaultdict(list)
        for row in rows:
            by_sector[row[0].sector].append(row)
        sectors = [SectorAgreement(*sector, _measure(found, is_ordinal)) for sector, found in sorted(by_sector.items())]
        axes.append(AxisAgreement(axis, is_ordinal, _measure(rows, is_ordinal), tuple(sectors)))
    people = {row.person_id for unit in units for row in unit.codings}
    recoded, rounds = sum(unit.is_recoded for unit in units), tuple(unit.round for unit in units)
    return AgreementReport(as_of, len(units), len(people), recoded, seen, tuple(axes), rounds)
