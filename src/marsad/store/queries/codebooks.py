"""Read the versions of the codebook as readers may see them: which was in force on a day, and what each changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from marsad.domain.codebook import Codebook, Label, make_codebook
from marsad.domain.codebook_changes import changes
from marsad.store.models import CodebookVersion, Entry

_KIND = "codebook.published"
_MADE: dict[str, Codebook] = {}  # by SHA-256, under which a body never changes: made once a process


@dataclass(frozen=True, slots=True)
class ToldCodebook:
    """A version of the codebook, the day since when it was first in force, and what it changed beside the one before it."""

    codebook: Codebook
    since: dt.date | None
    changes: tuple[Label, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Method:
    """The codebook that a reader asked for; *in_force* is the one in force on the day asked for, *versions* all known by then."""

    told: ToldCodebook
    in_force: ToldCodebook
    versions: tuple[ToldCodebook, ...]

    @property
    def is_in_force(self) -> bool:
        """Whether the codebook asked for is the one in force."""
        return self.told == self.in_force


def codebooks_of(rows: Iterable[CodebookVersion]) -> Mapping[int, Codebook]:
    """Return the codebook of each of *rows*, by number. They may come without bodies: one query reads those not made yet."""
    sealed = {row.pk: row.sha256 for row in rows}
    unmade = [pk for pk, sha256 in sealed.items() if sha256 not in _MADE]
    for row in CodebookVersion.objects.filter(pk__in=unmade) if unmade else ():
        _MADE[row.sha256] = make_codebook(row.body)
    return {pk: _MADE[sha256] for pk, sha256 in sealed.items()}


def read_versions(known_on: dt.date | None = None) -> tuple[ToldCodebook, ...]:
    """Return every version that had been in force by the end of *known_on*, the latest to come into force first."""
    rows = {(row.key, row.version): row for row in CodebookVersion.objects.defer("body")}
    codebooks = codebooks_of(rows.values())
    found: list[ToldCodebook] = []
    for name, day in _first_days(known_on).items():
        row = rows[name]
        codebook = codebooks[row.pk]
        told = changes(found[-1].codebook, codebook) if found else ()
        found.append(ToldCodebook(codebook, day, told, row.sha256))
    return tuple(reversed(found))


def read_method(version: str = "", known_on: dt.date | None = None) -> Method | None:
    """Return the codebook of *version* ("" for the one in force), as known on a day; None where there is none."""
    versions = read_versions(known_on)
    history = _history(known_on)
    if not history:
        return None
    last = history[-1][1]
    in_force = next(told for told in versions if (told.codebook.id, told.codebook.version) == last)
    told = next((told for told in versions if told.codebook.version == version), None) if version else in_force
    return None if told is None else Method(told, in_force, versions)


def _history(known_on: dt.date | None) -> list[tuple[dt.date, tuple[str, str]]]:
    """Return the days on which versions were put in force, in order."""
    found = []
    for at, payload, sequence in Entry.objects.filter(kind=_KIND).values_list("at", "payload", "sequence"):
        day = timezone.localtime(dt.datetime.fromisoformat(at)).date()
        told = json.loads(payload)
        if known_on is None or day <= known_on:
            found.append((at, sequence, day, (str(told["codebook"]), str(told["version"]))))
    return [(day, name) for _, _, day, name in sorted(found)]


def _first_days(known_on: dt.date | None) -> dict[tuple[str, str], dt.date]:
    days: dict[tuple[str, str], dt.date] = {}
    for day, name in _history(known_on):
        days.setdefault(name, day)
    return days
