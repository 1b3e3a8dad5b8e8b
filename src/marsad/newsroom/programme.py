"""Bring in what a government promised: governments, programmes, sectors, bodies and promises, as one YAML file tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from marsad.domain.edtf import EdtfError, last_day
from marsad.newsroom.acts import recorded
from marsad.newsroom.lineage import check_tie
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Body, Government, Programme, Promise, Sector
from marsad.store.record import programme as record

_KINDS = ("governments", "programmes", "sectors", "bodies", "promises")
_NEEDED: dict[str, tuple[str, ...]] = {
    "governments": ("key", "name", "began_on"),
    "programmes": ("key", "government", "title"),
    "sectors": ("key", "name"),
    "bodies": ("key", "name"),
    "promises": ("key", "government", "sector", "title", "text"),
}
_SPOKEN = ("name", "title", "text", "head", "justification")
_KEY = re.compile(r"[-a-zA-Z0-9_]{1,80}")
_LONGEST = {"name": 200, "head": 200, "title": 300}
_DAYS = ("began_on", "ended_on", "published_on")


class ProgrammeError(ValueError):
    """A description of a programme that cannot be used; each line of the message names a row, a key and what would do."""


def read_programme(path: Path) -> dict[str, Any]:
    """Return what the YAML file *path* tells; raise ProgrammeError where it is no such file."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProgrammeError(f"{path.name} cannot be read as YAML: {error}") from error
    if not isinstance(told, dict):
        raise ProgrammeError(f"{path.name} is not a mapping with {', '.join(_KINDS)}")
    return told


def _faults(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each fault of the rows, before anything is written."""
    keys: dict[str, set[str]] = {}
    for kind in _KINDS:
        rows = told.get(kind) or []
        if not isinstance(rows, list):
            yield f"{kind}: is not a list"
            continue
        keys[kind] = set()
        for number, row in enumerate(rows, 1):
            yield from _row_faults(kind, number, row, keys[kind])
    known = {
        "government": keys.get("governments", set()) | set(Government.objects.values_list("key", flat=True)),
        "sector": keys.get("sectors", set()) | set(Sector.objects.values_list("key", flat=True)),
        "body": keys.get("bodies", set()) | set(Body.objects.values_list("key", flat=True)),
        "continues": keys.get("promises", set()) | set(Promise.objects.everything().values_list("key", flat=True)),
    }
    for kind in ("programmes", "promises"):
        for row in told.get(kind) or []:
            for name, choices in known.items():
                if isinstance(row, dict) and row.get(name) and str(row[name]) not in choices:
                    yield f"{kind} {row.get('key')}: {name} {row[name]!r} is none of {', '.join(sorted(choices)) or 'none yet'}"


def _row_faults(kind: str, number: int, row: object, seen: set[str]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{kind} {number}: is not a mapping"
        return
    where = f"{kind} {row.get('key') or number}"
    for name in _NEEDED[kind]:
        if not row.get(name):
            yield f"{where}: lacks {name}"
    if row.get("key") and not (isinstance(row["key"], str) and _KEY.fullmatch(row["key"])):
        yield f"{where}: key is {row['key']!r}; it stands in addresses: write up to 80 of a-z, A-Z, 0-9, - and _"
    for name, most in _LONGEST.items():
        if isinstance(row.get(name), dict) and any(len(str(words or "")) > most for words in row[name].values()):
            yield f"{where}: {name} is longer than {most} letters"
    for name in _SPOKEN:
        value = row.get(name)
        if value is not None and not (isinstance(value, dict) and isinstance(value.get("ar"), str) and value["ar"].strip()):
            yield f"{where}: {name} needs its Arabic: {{ar: …, en: …}}"
    for name in _DAYS:
        if row.get(name) is not None and not isinstance(row[name], dt.date):
            yield f"{where}: {name} is {row[name]!r}; write a day, as 2022-10-27"
    if kind == "promises" and row.get("deadline"):
        try:
            last_day(str(row["deadline"]))
        except EdtfError as error:
            yield f"{where}: deadline: {error}"
    key = str(row.get("key") or "")
    if key in seen:
        yield f"{where}: stands twice"
    seen.add(key)


@transaction.atomic
def load_programme(told: Mapping[str, Any], *, actor: str, at: dt.datetime | None = None, is_published: bool = True) -> int:
    """Record what *told* holds and return how many promises it has; raise ProgrammeError, changing nothing, for a bad row.

    Loading it again changes nothing; a promise whose words changed gets an entry in the ledger. Promises that are not published
    wait unseen until they are.
    """
    faults = list(_faults(told))
    if faults:
        raise ProgrammeError("\n".join(faults))
    now = at or timezone.now()
    for row in told.get("governments") or []:
        record.save_government(
            row["key"],
            actor=actor,
            at=now,
            **_both("name", row),
            **_both("head", row),
            country=row.get("country") or "IQ",
            began_on=row["began_on"],
            ended_on=row.get("ended_on"),
        )
    for place, row in enumerate(told.get("sectors") or []):
        words = {"name_ckb": row["name"].get("ckb") or "", **_both("name", row)}
        record.save_sector(row["key"], actor=actor, at=now, place=place, **words)
    for row in told.get("bodies") or []:
        record.save_body(row["key"], actor=actor, at=now, **_both("name", row))
    governments = {government.key: government for government in Government.objects.all()}
    for row in told.get("programmes") or []:
        record.save_programme(
            row["key"],
            actor=actor,
            at=now,
            government=governments[row["government"]],
            published_on=row.get("published_on"),
            url=row.get("url") or "",
            **_both("title", row),
        )
    rows = told.get("promises") or []
    promises = {row["key"]: _save_promise(row, governments, is_published, actor=actor, at=now) for row in rows}
    for row in rows:
        if row.get("continues"):
            earlier = promises.get(row["continues"]) or Promise.objects.everything().get(key=row["continues"])
            record.tie_lineage(earlier, promises[row["key"]], row.get("lineage") or "continues", actor=actor, at=now)
    return len(promises)


@recorded("lineage.tie")
def tie(earlier: str, later: str, kind: str = "continues") -> None:
    """Record that promise *later* continues, revives or replaces *earlier* (keys); raise ProgrammeError where it cannot."""
    found = {promise.key: promise for promise in Promise.objects.everything().filter(key__in=[earlier, later])}
    missing = [key for key in (earlier, later) if key not in found]
    if missing:
        raise ProgrammeError(f"no promise is called {' nor '.join(missing)}; keys are the last part of a promise's address")
    try:
        check_tie(found[earlier], found[later], kind)
    except Refusal as refusal:
        raise ProgrammeError(f"{earlier} and {later}: {refusal.en}") from refusal
    record.tie_lineage(found[earlier], found[later], kind)


def _save_promise(
    row: Mapping[str, Any], governments: Mapping[str, Government], is_published: bool, *, actor: str, at: dt.datetime
) -> Promise:
    government = governments[row["government"]]
    wanted = row.get("programme")
    programmes = Programme.objects.filter(government=government)
    return record.save_promise(
        row["key"],
        actor=actor,
        at=at,
        government=government,
        programme=(programmes.filter(key=wanted) if wanted else programmes.order_by("pk")).first(),
        sector=Sector.objects.get(key=row["sector"]),
        body=Body.objects.filter(key=row["body"]).first() if row.get("body") else None,
        is_published=is_published,
        page_ref=row.get("page_ref") or "",
        deadline=str(row.get("deadline") or ""),
        **_both("title", row),
        **_both("text", row),
        **_both("justification", row),
    )


def _both(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    value = row.get(name) or {}
    return {f"{name}_ar": value.get("ar") or "", f"{name}_en": value.get("en") or ""}
