"""Choose how a table is written by the name of its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from marsad.domain.open_tables import Row, Table
from marsad.tables.csv_file import write_csv
from marsad.tables.parquet_file import is_offered, write_parquet
from marsad.tables.xlsx_file import write_xlsx

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


class NotOfferedError(Exception):
    """A form that cannot be written here; the operator can install what it needs."""


def forms_offered() -> tuple[str, ...]:
    """Return the forms in which tables can be written here."""
    return tuple(form for form in MEDIA_TYPES if form != "parquet" or is_offered())


def write_table(
    form: str, table: Table, rows: Iterable[Row], out: BinaryIO, *, has_bom: bool = False, notes: Mapping[str, str] | None = None
) -> None:
    """Write *rows* of *table* to *out* as *form*, one of MEDIA_TYPES; raise NotOfferedError where that cannot be done here."""
    if form == "csv":
        write_csv(table, rows, out, has_bom=has_bom)
    elif form == "xlsx":
        write_xlsx(table, rows, out)
    elif is_offered():
        write_parquet(table, rows, out, notes=notes)
    else:
        raise NotOfferedError("Parquet needs the extra `parquet`: pip install 'marsad[parquet]'")
