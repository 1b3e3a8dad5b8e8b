"""Record governments, programmes, sectors, bodies, promises and the codebook."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from marsad.domain.codebook import make_codebook
from marsad.domain.edtf import last_day
from marsad.store.models import Body, CodebookVersion, Government, Lineage, Programme, Promise, Sector
from marsad.store.record.ledger import append_entry, hold_tail
from marsad.text.tokens import search_key


def save_government(key: str, **values: Any) -> Government:
    """Record a government, or its new particulars, under *key*."""
    return Government.objects.update_or_create(key=key, defaults=values)[0]


def save_programme(key: str, **values: Any) -> Programme:
    """Record a programme, or its new particulars, under *key*."""
    return Programme.objects.update_or_create(key=key, defaults=values)[0]


def save_sector(key: str, **values: Any) -> Sector:
    """Record a sector, or its new particulars, under *key*."""
    return Sector.objects.update_or_create(key=key, defaults=values)[0]


def save_body(key: str, **values: Any) -> Body:
    """Record a responsible body, or its new particulars, under *key*."""
    return Body.objects.update_or_create(key=key, defaults=values)[0]


@transaction.atomic
def save_promise(key: str, *, actor: str, at: dt.datetime, **values: Any) -> Promise:
    """Record a promise, with its folded text for finding and its deadline's last day; a new or changed one gets its entry.

    Raises EdtfError for a deadline that is no date.
    """
    deadline = values.get("deadline") or ""
    words = (values.get(name) or "" for name in ("title_ar", "text_ar", "title_en", "text_en"))
    values |= {
        "deadline": deadline,
        "deadline_on": last_day(deadline) if deadline else None,
        "search_key": search_key(" ".join(words)),
    }
    hold_tail()
    before = Promise.objects.filter(key=key).first()
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return before
    promise, _ = Promise.objects.update_or_create(key=key, defaults=values)
    payload = {
        "deadline": promise.deadline,
        "government": promise.government.key,
        "promise": promise.key,
        "sector": promise.sector.key,
        "text": promise.text_ar,
        "title": promise.title_ar,
    }
    append_entry("promise.published" if before is None else "promise.revised", payload, actor=actor, at=at, promise=promise)
    return promise


def tie_lineage(earlier: Promise, later: Promise, kind: str = "continues") -> Lineage:
    """Record that *later* continues, revives or replaces *earlier*."""
    return Lineage.objects.update_or_create(earlier=earlier, later=later, defaults={"kind": kind})[0]


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
    CodebookVersion.objects.filter(is_current=True).exclude(pk=row.pk).update(is_current=False)
    row.is_current, row.loaded_at = True, at
    row.save(update_fields=["is_current", "loaded_at"])
    append_entry("codebook.published", {"codebook": row.key, "sha256": row.sha256, "version": row.version}, actor=actor, at=at)
