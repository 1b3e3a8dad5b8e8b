"""Bring in a table of promises: checked whole before anything is written, shown as a plan, written in one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from marsad.domain.promise_checks import Checked, PromiseRow, check_table
from marsad.domain.promise_table import COLUMN_BY_NAME, Fault, Table, TableError
from marsad.gather.tables.choose import read_table
from marsad.newsroom.acts import recorded
from marsad.newsroom.exchange_files import Choices, write_csv, write_xlsx
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Body, Government, Lineage, Person, Programme, Promise, Sector
from marsad.store.queries import exchange as read
from marsad.store.record import lineages as lineage_record
from marsad.store.record import revisions as promise_record
from marsad.store.record.ledger import hold_tail

_TIES: dict[str, Any] = {"government": Government, "programme": Programme, "sector": Sector, "body": Body}


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes: *differences* are (column, before, after); of a new promise, all before are ""."""

    number: int
    key: str
    title: str
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do. *absent* counts promises of the record that it does not hold: they stay as they are.

    *digest* names this plan: where the record changed meanwhile it is another.
    """

    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    unchanged: int
    absent: int
    faults: tuple[Fault, ...]
    is_readable: bool
    digest: str

    @property
    def bad_rows(self) -> int:
        """How many rows of the file cannot be taken."""
        return len({fault.row for fault in self.faults})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many promises an import added and changed, and how many bad rows it left."""

    added: int
    changed: int
    left: int


def open_table(path: Path, name: str = "") -> Table:
    """Return the table in the file at *path*; raise Refusal where it is none."""
    try:
        return read_table(path, name)
    except TableError as error:
        raise Refusal("file", error.ar, error.en) from error


def plan_import(table: Table) -> Plan:
    """Return what *table* would add and change, and every fault in it; nothing is written."""
    return _plan(check_table(table, read.known_keys()))


def _plan(checked: Checked) -> Plan:
    keys = {row.key for row in checked.rows}
    standing = {row["key"]: row for row in read.promise_table(keys=keys)} if keys else {}
    added, changed = [], []
    for row in checked.rows:
        before = standing.get(row.key)
        differences = _differences(row, before)
        title = row.values.get("title_ar") or (before or {}).get("title_ar", "")
        change = Change(row.number, row.key, title, differences)
        if before is None:
            added.append(change)
        elif differences:
            changed.append(change)
    told = [[asdict(change) for change in changes] for changes in (added, changed)]
    digest = hashlib.sha256(json.dumps([told, [asdict(fault) for fault in checked.faults]]).encode()).hexdigest()
    absent = Promise.objects.everything().count() - len(standing)
    unchanged = len(checked.rows) - len(added) - len(changed)
    return Plan(tuple(added), tuple(changed), unchanged, absent, checked.faults, checked.is_readable, digest)


def _differences(row: PromiseRow, before: Mapping[str, str] | None) -> tuple[tuple[str, str, str], ...]:
    found = []
    for name, value in row.values.items():
        if name == "key" or COLUMN_BY_NAME[name].is_told:
            continue
        was = (before or {}).get(name, "")
        now = value
        if name == "is_published":
            now = {True: "yes", False: "no", None: was or "no"}[row.is_published]
        if name == "lineages":  # ties are added and changed; one that the file lacks stays
            kept = {tie.partition(":")[2]: tie.partition(":")[0] for tie in was.split()}
            now = " ".join(f"{kind}:{key}" for key, kind in sorted((kept | {key: kind for kind, key in row.lineages}).items()))
        if now != was:
            found.append((name, was, now))
    return tuple(found)


@recorded("promises.import")
def carry_out(
    table: Table,
    person: Person | None,
    *,
    actor: str = "",
    digest: str = "",
    only_good: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Write what *table* says, in one transaction; with a fault in it only where *only_good* takes the good rows.

    *digest* is that of the plan which the person saw; *tell* hears how many rows are written of how many. Raise Refusal,
    writing nothing, for faults, and where the record has changed since the plan was shown.
    """
    with transaction.atomic():
        hold_tail()
        checked = check_table(table, read.known_keys())
        plan = _plan(checked)
        if digest and digest != plan.digest:
            raise Refusal(
                "",
                "تغير السجل بعد عرض الخطة؛ راجعها كما هي الآن.",
                "The record has changed since the plan was shown; look at it as it is now.",
            )
        if plan.faults and not (only_good and plan.is_readable):
            raise Refusal(
                "",
                f"في {plan.bad_rows} من الصفوف أخطاء، فلم يُكتب شيء.",
                f"{plan.bad_rows} rows have faults, so nothing was written.",
            )
        now = timezone.now()
        name = person.public_name if person else actor or "operator"
        wanted = {change.key for change in (*plan.added, *plan.changed)}
        _write([row for row in checked.rows if row.key in wanted], person, name, now, tell)
    return Outcome(len(plan.added), len(plan.changed), plan.bad_rows)


def _write(
    rows: list[PromiseRow], person: Person | None, actor: str, now: dt.datetime, tell: Callable[[int, int], None] | None
) -> None:
    known = {name: {row.key: row for row in model.objects.all()} for name, model in _TIES.items()}
    change = promise_record.Change(
        "mended",
        "بُدّلت بيانات الوعد بجدول أُدخل.",
        "A table that was brought in changed it.",
        person,
    )
    promises: dict[str, Promise] = {}
    for done, row in enumerate(rows, 1):
        values: dict[str, object] = {name: row.values[name] for name in read.TEXTS if name in row.values}
        for name, choices in known.items():
            if name in row.values:
                values[name] = choices.get(row.values[name])
        standing = Promise.objects.everything().filter(key=row.key).first()
        values["is_published"] = row.is_published if row.is_published is not None else bool(standing and standing.is_published)
        if standing is not None:
            values = {name: getattr(standing, name) for name in (*read.TEXTS, *_TIES)} | values
        promises[row.key] = promise_record.save_promise(row.key, actor=actor, at=now, change=change, **values)
        if tell is not None:
            tell(done, len(rows))
    for row in rows:
        for kind, key in row.lineages:
            earlier = promises.get(key) or Promise.objects.everything().get(key=key)
            _tie(earlier, promises[row.key], kind, person, actor, now)


def _tie(earlier: Promise, later: Promise, kind: str, person: Person | None, actor: str, now: dt.datetime) -> None:
    """Tie two promises; a tie of that kind that stands already keeps the reason it was given."""
    if not Lineage.objects.standing().filter(earlier=earlier, later=later, kind=kind).exists():
        lineage_record.tie_lineage(earlier, later, kind, person=person, actor=actor, at=now)


@recorded("promises.export")
def export(kind: str, person: Person | None = None, *, government: str = "", programme: str = "", has_bom: bool = True) -> bytes:
    """Return the promises as "csv" or "xlsx", of a government or programme (keys) or all.

    Raises Refusal for what a spreadsheet cannot hold, ValueError for another kind.
    """
    if kind not in {"csv", "xlsx"}:
        raise ValueError(f"{kind!r} is none of csv, xlsx")
    rows = read.promise_table(government=government, programme=programme)
    if kind == "csv":
        return write_csv(rows, has_bom=has_bom)
    return write_xlsx(rows, Choices(**read.key_names()))
