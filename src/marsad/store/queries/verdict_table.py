"""Read every promise's standing verdict in our scale and in another, now or as known on a day: what an export writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from marsad.domain.codebook import Codebook
from marsad.domain.scales import on_scale, scale
from marsad.store.queries.public import Standing, read_codebooks, read_standings
from marsad.store.queries.wordings import promises_known


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A published promise with its verdict, whose fields are "" where none stands. *value* is what *scale* calls it."""

    promise: str
    government: str
    sector: str
    title_ar: str
    title_en: str
    scale: str
    value: str
    verdict: str
    verdict_ar: str
    verdict_en: str
    fulfilment: str
    outlook: str
    cause: str
    effective_on: str
    published_at: str
    is_closing: str
    codebook: str
    as_of: str


def verdict_lines(scale_key: str, known_on: dt.date | None = None) -> tuple[VerdictLine, ...]:
    """Return every promise that the public can read, as known by the end of a day; raise ScaleError for an unknown scale."""
    scale(scale_key)
    codebooks = read_codebooks()
    as_of = (known_on or timezone.localdate()).isoformat()
    standings = read_standings(promises_known(known_on), codebooks, known_on=known_on)
    return tuple(
        _line(standing, codebooks[standing.assessment.codebook_id] if standing.assessment else None, scale_key, as_of)
        for standing in sorted(standings, key=lambda standing: standing.promise.key)
    )


def _line(standing: Standing, codebook: Codebook | None, scale_key: str, as_of: str) -> VerdictLine:
    promise, row, verdict = standing.promise, standing.assessment, standing.verdict
    told = {"promise": promise.key, "government": promise.government.key, "sector": promise.sector.key}
    told |= {"title_ar": promise.title_ar, "title_en": promise.title_en, "scale": scale_key, "as_of": as_of}
    if row is None or verdict is None or codebook is None:
        empty = dict.fromkeys(VerdictLine.__slots__, "")
        return VerdictLine(**empty | told | {"value": scale(scale_key).unrated})
    return VerdictLine(
        **told,
        value=on_scale(codebook, verdict.key, scale_key, row.outlook or verdict.outlook),
        verdict=verdict.key,
        verdict_ar=verdict.label.ar,
        verdict_en=verdict.label.en,
        fulfilment=verdict.fulfilment,
        outlook=row.outlook or verdict.outlook,
        cause=row.cause,
        effective_on=row.effective_on.isoformat(),
        published_at=row.published_at.astimezone(dt.UTC).isoformat(timespec="seconds") if row.published_at else "",
        is_closing="yes" if row.is_closing else "no",
        codebook=f"{codebook.id} {codebook.version}",
    )
