"""Write rows as an XLSX workbook, row by row: memory does not grow with them, and no cell is a formula."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from marsad.domain.open_tables import Row, Table, Value
from marsad.tables.csv_file import as_moment

MOST_LETTERS = 32_767  # a spreadsheet's own limit for one cell
# What XML cannot hold or a reader of XML would change, and what already looks like its escape (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(table: Table, rows: Iterable[Row], out: BinaryIO) -> None:
    """Write *rows* of *table* to *out*: one sheet with them, and one that says what each column holds."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "B2"
    sheet.append([_text(sheet, name) for name in table.names])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    about = book.create_sheet("columns")
    about.sheet_view.rightToLeft = True
    about.append(["column", "kind", "ماذا يحمل", "what it holds"])
    for column in table.columns:
        about.append([column.name, column.kind, column.ar, column.en])
    book.save(out)


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, dt.datetime):
        return as_moment(value)
    return _text(sheet, value) if isinstance(value, str) else value


def _text(sheet: Any, text: str) -> Any:
    if not text:
        return None
    from openpyxl.cell import WriteOnlyCell

    escaped = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(escaped) > MOST_LETTERS:
        escaped = escaped[: MOST_LETTERS - 1] + "…"
    cell = WriteOnlyCell(sheet, None)
    cell.value = escaped
    cell.data_type = "s"  # also what begins with "=": a text, never a formula
    return cell
