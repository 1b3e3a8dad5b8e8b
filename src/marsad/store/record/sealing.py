"""Gather the seals that an entry carries: of the rows that it tells of, and of what readers see with them for the first time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from marsad.store.models import Document, Seal
from marsad.store.seals import SealReader, name_of, seen_among

_AT_ONCE = 500
Keys = Mapping[type[Model], set[int]]
_Seals = dict[str, str | None]
_Row = TypeVar("_Row", bound=Model)


class SealedError(RuntimeError):
    """A row that readers see would change without an entry: begin again, holding the ledger's tail from the start."""


def gather_seals(rows: Iterable[Model], shown: Iterable[Model] = ()) -> tuple[_Seals, _Seals]:
    """Return the seals of *rows* as they stand in the database, and of *shown* and what is shown with them and was never sealed.

    A row that readers no longer see has None for a seal. What was sealed before and is only shown with *rows* is left out: to
    seal it anew would cover up a change that nobody told of.
    """
    asked: dict[type[Model], set[int]] = defaultdict(set)
    for row in rows:
        asked[row._meta.model].add(row.pk)
    told, beside = _seal_all(asked)
    found = {model: set(keys) for model, keys in beside.items()}
    for row in shown:
        found.setdefault(row._meta.model, set()).add(row.pk)
    names = [f"{model._meta.model_name}:{key}" for model, keys in asked.items() for key in keys]
    known = _known(names)
    told |= {name: None for name in names if name not in told and known.get(name)}
    first: _Seals = {}
    while found:
        new = _new(found, told.keys() | first.keys())
        sealed, beside = _seal_all(new)
        first |= sealed
        found = {model: set(keys) for model, keys in beside.items()}
    return told, first


def _seal_all(asked: Keys) -> tuple[_Seals, Keys]:
    """Return the seals of those of *asked* that readers see, and the keys of what is shown with them."""
    sealed: _Seals = {}
    beside: dict[type[Model], set[int]] = defaultdict(set)
    for model, keys in asked.items():
        reader = SealReader(model)
        seen = sorted(seen_among(model, keys))
        if model is Document:  # one that is being read anew is waited for: its reader asks for no tail before it is sealed
            list(Document.objects.filter(pk__in=seen).order_by("pk").select_for_update(no_key=True).values_list("pk"))
        for key, told in reader.read(seen):
            sealed[f"{model._meta.model_name}:{key}"] = reader.seal(told)
            for field in reader.pointers:
                if (pointed := told[field.attname]) is not None:
                    beside[field.related_model].add(pointed)
            for name in reader.how.ties:
                tie: Any = model._meta.get_field(name)
                beside[tie.related_model].update(told[name])
        for far, name in reader.how.brings:
            rows = far._default_manager.filter(**{f"{name}__in": seen})
            beside[far].update(rows.values_list("pk", flat=True))
    return sealed, beside


def _new(found: Keys, told: Iterable[str]) -> Keys:
    """Return those of *found* that were never sealed, or were taken back since."""
    skipped = set(told)
    names = {f"{model._meta.model_name}:{key}": (model, key) for model, keys in found.items() for key in keys}
    wanted = [name for name in names if name not in skipped]
    known = _known(wanted)
    new: dict[type[Model], set[int]] = defaultdict(set)
    for name in wanted:
        if not known.get(name):
            model, key = names[name]
            new[model].add(key)
    return new


def _known(names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for first in range(0, len(names), _AT_ONCE):
        rows = Seal.objects.filter(name__in=names[first : first + _AT_ONCE])
        found |= dict(rows.values_list("name", "sha256"))
    return found


def keep_seals(seals: Mapping[str, str | None], sequence: int) -> None:
    """Note in the index that the entry numbered *sequence* sealed these."""
    Seal.objects.bulk_create(
        [Seal(name=name, sha256=sha256 or "", sequence=sequence) for name, sha256 in seals.items()],
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["sha256", "sequence"],
    )


def is_sealed(row: Model) -> bool:
    """Return whether readers see *row*, as far as the ledger tells."""
    return bool(sealed_among([row]))


def sealed_among(rows: Iterable[_Row]) -> list[_Row]:
    """Return those of *rows* that readers see, as far as the ledger tells."""
    asked = list(rows)
    known = _known([name_of(row) for row in asked])
    return [row for row in asked if known.get(name_of(row))]
