"""Record governments, programmes, sectors, responsible bodies and the codebook; what is published or changed gets its entry."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from marsad.domain.codebook import make_codebook
from marsad.store.models import Body, CodebookVersion, Government, Programme, Sector
from marsad.store.record.ledger import append_entry, hold_tail
from marsad.store.record.lineages import tie_lineage
from marsad.store.record.revisions import save_promise

__all__ = ["save_body", "save_codebook", "save_government", "save_programme", "save_promise", "save_sector", "tie_lineage"]

_Row = TypeVar("_Row", Government, Programme, Sector, Body)


def save_government(key: str, *, actor: str = "operator", at: dt.datetime | None = None, **values: Any) -> Government:
    """Record a government, or its new particulars, under *key*, with its entry where anything changed."""
    return _save(Government, "government", key, values, actor=actor, at=at)


def save_programme(key: str, *, actor: str = "operator", at: dt.datetime | None = None, **values: Any) -> Programme:
    """Record a programme, or its new particulars, under *key*, with its entry where anything changed."""
    return _save(Programme, "programme", key, values, actor=actor, at=at)


def save_sector(key: str, *, actor: str = "operator", at: dt.datetime | None = None, **values: Any) -> Sector:
    """Record a sector, or its new particulars, under *key*, with its entry where anything changed."""
    return _save(Sector, "sector", key, values, actor=actor, at=at)


def save_body(key: str, *, actor: str = "operator", at: dt.datetime | None = None, **values: Any) -> Body:
    """Record a responsible body, or its new particulars, under *key*, with its entry where anything changed."""
    return _save(Body, "body", key, values, actor=actor, at=at)


@transaction.atomic
def _save(model: type[_Row], noun: str, key: str, values: Mapping[str, Any], *, actor: str, at: dt.datetime | None) -> _Row:
    hold_tail()
    before = model._default_manager.filter(key=key).first()
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return before
    row, _ = model._default_manager.update_or_create(key=key, defaults=dict(values))
    row.refresh_from_db()  # as read back, not as typed
    act = "published" if before is None else "revised"
    append_entry(f"{noun}.{act}", _told(row), actor=actor, at=at or timezone.now(), rows=[row])
    return row


def _told(row: models.Model) -> dict[str, object]:
    """Return what the ledger tells of *row*: its columns, days as ISO 8601, other rows by their keys."""
    told: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if not field.primary_key:
            told[field.name] = value.isoformat() if isinstance(value, dt.date) else getattr(value, "key", value)
    return told


@transaction.atomic
def save_codebook(body: Mapping[str, object], *, actor: str, at: dt.datetime) -> CodebookVersion:
    """Record a codebook version and make it the current one; raise CodebookError for a bad one.

    A version once recorded never changes: other content under the same version raises ValueError.
    """
    codebook = make_codebook(body)
    hold_tail()
    digest = hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    known = CodebookVersion.objects.filter(key=codebook.id, version=codebook.version).first()
    if known is not None:
        if known.sha256 != digest:
            raise ValueError(
                f"codebook {codebook.id} {codebook.version} is already recorded with other content; raise its version"
            )
        if not known.is_current:
            _put_in_force(known, actor=actor, at=at)
        return known
    row = CodebookVersion.objects.create(key=codebook.id, version=codebook.version, body=body, sha256=digest, loaded_at=at)
    _put_in_force(row, actor=actor, at=at)
    return row


def _put_in_force(row: CodebookVersion, *, actor: str, at: dt.datetime) -> None:
    replaced = list(CodebookVersion.objects.filter(is_current=True).exclude(pk=row.pk))
    CodebookVersion.objects.filter(pk__in=[old.pk for old in replaced]).update(is_current=False)
    row.is_current, row.loaded_at = True, at
    row.save(update_fields=["is_current", "loaded_at"])
    payload = {"codebook": row.key, "sha256": row.sha256, "version": row.version}
    append_entry("codebook.published", payload, actor=actor, at=at, rows=[row, *replaced])
