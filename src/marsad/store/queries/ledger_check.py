"""Recompute the ledger's chain and seals over the database, and name all that does not hold. Memory does not grow with it.

What the newest entry that names a row sealed is gathered in a temporary file, and each table is read against it: so a row that
was changed shows, one that is missing, and one that readers see without an entry.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, TypeVar

from django.db import connection, models, transaction

from marsad.domain.ledger import Chain, Link
from marsad.store.models import Assessment, Entry, Promise, Seal
from marsad.store.published import NONE, PUBLISHED
from marsad.store.seals import SealReader, model_of

_AT_ONCE = 500
_Row = TypeVar("_Row")
_TABLE = """CREATE TABLE sealed (name TEXT, key INTEGER, sha256 TEXT, sequence INTEGER, again INTEGER, PRIMARY KEY (name, key))
    WITHOUT ROWID"""
_KEEP = """INSERT INTO sealed VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT (name, key) DO UPDATE SET
    again = CASE WHEN ?5 AND sealed.sha256 <> '' THEN excluded.sequence ELSE sealed.again END,
    sha256 = excluded.sha256, sequence = excluded.sequence"""

MEND = "compare it with a backup or an export; mend it by an act of the newsroom, never in the table"
CHAIN = "compare the ledger with an export made before (marsad ledger verify --export FILE), and restore from a backup"
MISSED = (
    "if it was not published by the newsroom, take it away; a record from before there were seals is sealed by `marsad setup`"
)
INDEX = "run `marsad setup`, which makes the index of seals anew from the entries"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What does not hold: *where* is an entry ("entry 12") or a row ("assessment 12 in store_assessment")."""

    where: str
    what: str
    todo: str


class Check:
    """One check of the whole record; `troubles` runs it, and the rest says what was read."""

    def __init__(self) -> None:
        self.entries = self.rows = 0
        self.head = ""

    def troubles(self) -> Iterator[Trouble]:
        """Yield all that does not hold, entries first. What is published meanwhile is not seen: all is read as of one moment."""
        with one_moment(), _as_it_lies(), closing(sqlite3.connect("")) as seals:  # "": a file of its own, gone when closed
            seals.execute(_TABLE)
            yield from self._check_entries(seals)
            yield from _sealed_twice(seals)
            yield from self._check_rows(seals)
            for model, how in PUBLISHED.items():
                if how.required is not NONE:
                    yield from _check_required(seals, model, how.required)
            yield from _check_standing()
            yield from _check_index(seals)

    def _check_entries(self, seals: sqlite3.Connection) -> Iterator[Trouble]:
        chain = Chain()
        for batch in _batches(_read_entries()):
            promises = dict(Promise.objects.everything().filter(pk__in={row[7] for row in batch}).values_list("pk", "key"))
            kept: list[tuple[str, int, str, int, bool]] = []
            for row in batch:
                link, self.entries = Link(*row[:7]), self.entries + 1
                where = f"entry {link.sequence}"
                if not isinstance(link.sequence, int):
                    yield Trouble(where, "its sequence is no number", CHAIN)
                    continue
                for found in chain.add(link):
                    yield Trouble(where, found.reason, CHAIN)
                told = _payload(link.payload)
                if told is None:
                    yield Trouble(where, "its payload is no JSON object", CHAIN)
                    continue
                yield from _check_ties(where, told, row[7], row[8], promises)
                kept += _seals_of(told, link.sequence)
            seals.executemany(_KEEP, kept)
        self.head = chain.head

    def _check_rows(self, seals: sqlite3.Connection) -> Iterator[Trouble]:
        for (name,) in seals.execute("SELECT DISTINCT name FROM sealed ORDER BY name").fetchall():
            try:
                model = model_of(f"{name}:0")[0]
            except LookupError:
                yield Trouble(
                    name, "the ledger seals rows of this table, and there is none", "update Marsad, and run marsad setup"
                )
                continue
            reader = SealReader(model)
            standing = seals.execute(
                "SELECT key, sha256, sequence FROM sealed WHERE name = ? AND sha256 <> '' ORDER BY key", (name,)
            )
            for batch in _batches(standing, _AT_ONCE):
                self.rows += len(batch)
                found = dict(reader.seals([key for key, _, _ in batch]))
                for key, sha256, sequence in batch:
                    if key not in found:
                        yield Trouble(_name(model, key), f"it is missing; entry {sequence} sealed it", MEND)
                    elif found[key] != sha256:
                        yield Trouble(_name(model, key), f"it was changed after entry {sequence} sealed it", MEND)


def _name(model: type[models.Model], key: object) -> str:
    return f"{model._meta.model_name} {key} in {model._meta.db_table}"


def _payload(text: object) -> dict[str, Any] | None:
    try:
        told = json.loads(str(text).encode())  # bytes: what is no Unicode is no JSON either
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _seals_of(told: dict[str, Any], sequence: int) -> Iterator[tuple[str, int, str, int, bool]]:
    for field in ("seals", "seals_with"):
        sealed = told.get(field)
        for name, sha256 in sealed.items() if isinstance(sealed, dict) else ():
            table, _, key = name.partition(":")
            if name.isascii() and key.isdigit() and len(key) < 19 and (sha256 is None or isinstance(sha256, str)):
                yield table, int(key), sha256 or "", sequence, field == "seals_with"


def _check_ties(where: str, told: dict[str, Any], promise: object, assessment: object, keys: dict[int, str]) -> Iterator[Trouble]:
    """Yield where the columns by which an entry is found are not what its payload says: they stand outside its hash."""
    key, number = told.get("promise"), told.get("assessment")
    tied = None if promise is None else keys.get(promise, "")  # type: ignore[call-overload]
    if (key if isinstance(key, str) else None) != tied:  # "" where it points at no promise
        yield Trouble(
            where, f"it is tied to promise {promise}, and tells of {key!r}", "set its promise_id to the promise it tells of"
        )
    if (number if isinstance(number, int) else None) != assessment:
        yield Trouble(
            where,
            f"it is tied to assessment {assessment}, and tells of {number!r}",
            "set its assessment_id to the one it tells of",
        )


def _sealed_twice(seals: sqlite3.Connection) -> Iterator[Trouble]:
    for name, key, sequence in seals.execute("SELECT name, key, again FROM sealed WHERE again > 0 ORDER BY name, key"):
        yield Trouble(
            f"{name} {key}", f"entry {sequence} seals it as though it had never been sealed: the index was changed", MEND
        )


def _check_required(seals: sqlite3.Connection, model: type[models.Model], seen: models.Q) -> Iterator[Trouble]:
    keys = model._default_manager.filter(seen).order_by("pk").values_list("pk", flat=True).distinct()
    for batch in _batches(keys.iterator(chunk_size=2000), _AT_ONCE):
        marks = ", ".join("?" * len(batch))
        asked = f"SELECT key FROM sealed WHERE name = ? AND sha256 <> '' AND key IN ({marks})"  # noqa: S608 - marks alone
        sealed = {key for (key,) in seals.execute(asked, (model._meta.model_name, *batch))}
        for key in batch:
            if key not in sealed:
                yield Trouble(_name(model, key), "readers see it, and no entry says that it was published", MISSED)


def _check_standing() -> Iterator[Trouble]:
    """Yield each published assessment that stands, or does not, otherwise than days and withdrawals say."""
    rows = Assessment.objects.filter(published_at__isnull=False).order_by("promise_id", "-effective_on", "-published_at", "-pk")
    columns = rows.values_list("promise_id", "pk", "status", "withdrawn_at")
    for _, group in groupby(columns.iterator(chunk_size=2000), key=lambda row: row[0]):
        is_first = True
        for _, key, status, withdrawn_at in group:
            if withdrawn_at is not None:
                due = Assessment.Status.WITHDRAWN
            else:
                due, is_first = (Assessment.Status.PUBLISHED if is_first else Assessment.Status.SUPERSEDED), False
            if status != due:
                yield Trouble(
                    _name(Assessment, key), f"its status is {status!r}; by what was published it is {due.value!r}", MEND
                )


def _check_index(seals: sqlite3.Connection) -> Iterator[Trouble]:
    expected = seals.execute("SELECT name || ':' || key, sha256, sequence FROM sealed ORDER BY name, key")
    count = 0
    for batch in _batches(expected, _AT_ONCE):
        count += len(batch)
        known = {
            row[0]: row for row in Seal.objects.filter(pk__in=[row[0] for row in batch]).values_list("name", "sha256", "sequence")
        }
        for row in batch:
            if known.get(row[0]) != row:
                yield Trouble(row[0].replace(":", " "), "the index of seals does not say of it what the entries say", INDEX)
    if Seal.objects.count() > count:
        yield Trouble("the index of seals", "it names rows that no entry seals", INDEX)


def _read_entries() -> Iterator[tuple[Any, ...]]:
    bare, quoted = "+" if connection.vendor == "sqlite" else "", connection.ops.quote_name
    columns = ("sequence", "at", "actor", "kind", "payload", "previous_hash", "hash", "promise_id", "assessment_id")
    listed, table = ", ".join(f"{bare}{quoted(name)}" for name in columns), quoted(Entry._meta.db_table)
    last: Any = -1
    while True:
        with connection.cursor() as cursor:
            sql = f"SELECT {listed} FROM {table} WHERE sequence > %s ORDER BY sequence LIMIT 2000"  # noqa: S608 - our own table
            cursor.execute(sql, [last])
            rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]


def _batches(rows: Iterable[_Row], size: int = 2000) -> Iterator[list[_Row]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as of one moment, without holding up whoever publishes meanwhile. Within such a moment: that one."""
    connection.ensure_connection()
    if connection.in_atomic_block or (connection.vendor == "sqlite" and connection.connection.in_transaction):
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.rollback()
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _as_it_lies() -> Iterator[None]:
    """Let SQLite give text that is no Unicode as it lies there, for it to be named, not to stop the check."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    before = connection.connection.text_factory
    connection.connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = before
