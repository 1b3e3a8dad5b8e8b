"""Write rows as CSV: UTF-8, every cell in quotes, lines ended by CR and LF, nothing that a spreadsheet could run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from marsad.domain.open_tables import Row, Table, Value
from marsad.domain.promise_table import guard

BOM = b"\xef\xbb\xbf"
_AT_ONCE = 64 * 2**10


def write_csv(table: Table, rows: Iterable[Row], out: BinaryIO, *, has_bom: bool = False) -> None:
    """Write *rows* of *table* to *out*; *has_bom* puts the mark first by which Excel knows the encoding."""
    if has_bom:
        out.write(BOM)
    for piece in _pieces(table, rows):
        out.write(piece)


def _pieces(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    sheet = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sheet.writerow(table.names)
    for row in rows:
        sheet.writerow([as_cell(value) for value in row])
        if text.tell() > _AT_ONCE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def as_cell(value: Value) -> str:
    """Return *value* as it stands in a cell: moments in UTC, "true" and "false", "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return as_moment(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return guard(value) if isinstance(value, str) else str(value)


def as_moment(value: dt.datetime) -> str:
    """Return a moment in UTC, to the second: "2026-01-31T09:00:00Z"."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
