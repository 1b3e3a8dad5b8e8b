"""The seal of a row: the SHA-256 of what it says, written into the ledger's entry, so that a later change of the row shows.

Rows are read as the database holds them, past Django's converters: those forgive what is not as it was written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models

from marsad.store.published import PUBLISHED, Published, publication

_AT_ONCE = 500  # rows asked for in one query


def name_of(row: models.Model) -> str:
    """Return what the ledger calls *row*: its table and key, as "assessment:12"."""
    return f"{row._meta.model_name}:{row.pk}"


def model_of(name: str) -> tuple[type[models.Model], int]:
    """Return the table and key that *name* tells; raise LookupError or ValueError where it tells none."""
    table, _, key = name.partition(":")
    return apps.get_model("store", table), int(key)


def _datetime(raw: Any) -> str | None:
    if isinstance(raw, str):  # SQLite keeps UTC as text
        moment = dt.datetime.fromisoformat(raw)
        return moment.isoformat(timespec="microseconds") + "+00:00" if str(moment) == raw else None
    return raw.astimezone(dt.UTC).isoformat(timespec="microseconds") if isinstance(raw, dt.datetime) else None


def _date(raw: Any) -> str | None:
    if isinstance(raw, str):
        return raw if dt.date.fromisoformat(raw).isoformat() == raw else None
    return raw.isoformat() if isinstance(raw, dt.date) else None


def _truth(raw: Any) -> bool | None:
    return bool(raw) if raw in (0, 1) and isinstance(raw, bool | int) else None


def _json(raw: Any) -> object:
    value = json.loads(raw)
    as_written = connection.vendor != "sqlite" or json.dumps(value) == raw
    return [value] if as_written else None  # in a list: a JSON null is a value too


def _number(raw: Any) -> str | None:
    return repr(raw) if isinstance(raw, float) else None


def _whole(raw: Any) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) else None


_READERS = (
    (models.DateTimeField, _datetime),
    (models.DateField, _date),
    (models.BooleanField, _truth),
    (models.JSONField, _json),
    (models.FloatField, _number),
    (models.IntegerField, _whole),
    (models.CharField, _text),
    (models.TextField, _text),
)


class SealReader:
    """Reads the rows of one table as their seals cover them."""

    def __init__(self, model: type[models.Model]) -> None:
        self.how: Published = publication(model)
        self.model = model
        self.key = model._meta.pk.attname
        fields: list[Any] = [field for field in model._meta.concrete_fields if self.how.seals(field.attname)]
        self.columns = [(field.attname, _reader(field)) for field in fields]
        bare = "+" if connection.vendor == "sqlite" else ""  # an expression: read as it lies there, not converted
        quoted = connection.ops.quote_name
        listed = ", ".join(f"{bare}{quoted(field.column)}" for field in fields)
        self._sql = f"SELECT {listed} FROM {quoted(model._meta.db_table)} WHERE {quoted(self.key)} IN "  # noqa: S608 - names of our own tables
        self._ties = [(name, _through(model, name)) for name in self.how.ties]
        self.pointers = [
            field
            for field in fields
            if isinstance(field, models.ForeignKey)
            and field.related_model in PUBLISHED
            and field.attname not in self.how.unshown  # shown with the row
        ]

    def read(self, keys: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the key and the columns, with its ties, of each row of *keys* that exists."""
        for first in range(0, len(keys), _AT_ONCE):
            some = list(keys[first : first + _AT_ONCE])
            marks = "(" + ", ".join(["%s"] * len(some)) + ")"
            tied = {name: self._tied(name, sql, marks, some) for name, sql in self._ties}
            with connection.cursor() as cursor:
                cursor.execute(self._sql + marks, some)
                rows = cursor.fetchall()
            for raw in rows:
                told: dict[str, Any] = {name: _plain(read, value) for (name, read), value in zip(self.columns, raw, strict=True)}
                key = told[self.key]
                for name, found in tied.items():
                    told[name] = found[key]
                yield key, told

    def _tied(self, name: str, sql: str, marks: str, keys: list[int]) -> dict[object, list[int]]:
        found: dict[object, list[int]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(sql + marks, keys)
            for near, far in cursor.fetchall():
                found[near].append(far)
        for numbers in found.values():
            numbers.sort()
        return found

    def seals(self, keys: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Yield the key and the seal of each row of *keys* that exists."""
        for key, told in self.read(keys):
            yield key, self.seal(told)

    def seal(self, told: Mapping[str, object]) -> str:
        """Return the seal of a row that was read as *told*."""
        text = sealed_text(self.how.say(told) if self.how.say is not None else told)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _reader(field: models.Field[Any, Any]) -> Any:
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    return next((read for wanted, read in _READERS if isinstance(kind, wanted)), _text)


def _through(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    table, quoted = field.m2m_db_table(), connection.ops.quote_name
    near, far = quoted(field.m2m_column_name()), quoted(field.m2m_reverse_name())
    return f"SELECT {near}, {far} FROM {quoted(table)} WHERE {near} IN "  # noqa: S608 - names of our own tables


def _plain(read: Any, raw: object) -> object:
    """Return *raw* as a seal covers it; what is not as Marsad writes it is told as it lies there, and so fits no seal."""
    if raw is None:
        return None
    try:
        value = read(raw)
    except (ValueError, TypeError):
        value = None
    return value if value is not None else {"not as written": repr(raw)}


def sealed_text(told: object) -> str:
    """Return what a seal covers: each sealed column and tie by name, as JSON with sorted keys, floats as text."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seen_among(model: type[models.Model], keys: Iterable[int]) -> set[int]:
    """Return those of *keys* whose rows are there, and that readers may see."""
    wanted, found = list(keys), set()
    how = publication(model)
    for first in range(0, len(wanted), _AT_ONCE):
        rows = model._default_manager.filter(pk__in=wanted[first : first + _AT_ONCE])
        found |= set((rows if how.seen is None else rows.filter(how.seen)).values_list("pk", flat=True))
    return found
