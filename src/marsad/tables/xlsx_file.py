"""Write rows as an XLSX workbook, row by row: memory does not grow with them, and no cell is a formula."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Any, BinaryIO

from marsad.domain.open_tables import Row, Table, Value
from marsad.tables.csv_file import as_moment

MOST_LETTERS = 32_767  # a spreadsheet's own limit for one cell
# What XML cannot hold or a reader of XML would change, and what already looks like its escape (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MADE = re.compile(rb"(<dcterms:(?:created|modified)\b[^<>]*>)[^<>]*")
_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell


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
    with tempfile.TemporaryFile() as written:
        book.save(written)
        _settle(written, out)


def _settle(written: IO[bytes], out: BinaryIO) -> None:
    """Copy a workbook without the time at which it was written, so that the same rows are the same bytes."""
    with zipfile.ZipFile(written) as book, zipfile.ZipFile(out, "w") as settled:
        for part in book.infolist():
            told = zipfile.ZipInfo(part.filename, _NO_DAY)
            told.compress_type = zipfile.ZIP_DEFLATED
            with book.open(part) as source, settled.open(told, "w", force_zip64=part.file_size >= 2**31) as target:
                if part.filename == "docProps/core.xml":
                    target.write(_MADE.sub(rb"\g<1>1980-01-01T00:00:00Z", source.read()))
                else:
                    shutil.copyfileobj(source, target)


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
