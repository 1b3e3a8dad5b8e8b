"""Read an XLSX table of promises, in a process of its own: cells as text, days as ISO, formulas and merged cells refused."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.domain.promise_table import MOST_COLUMNS, MOST_ROWS, Table, TableError, TableRow
from marsad.gather.apart import ApartError, read_apart
from marsad.gather.tables.csv_file import too_many
from marsad.gather.zips import check_office

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
_CHUNK = 2**20


def read(path: Path) -> Table:
    """Return the table on the sheet «promises», or the only one, of the workbook *path*; raise TableError where there is none."""
    try:
        told = read_apart("marsad.gather.tables.xlsx_file", path)
    except ApartError as error:
        raise TableError(error.ar, error.en) from error
    rows = (TableRow(number, tuple(cells), tuple((at, ar, en) for at, ar, en in odd)) for number, cells, odd in told["rows"])
    return Table(tuple(told["header"]), tuple(rows))


def tell(place: str) -> dict[str, Any]:
    """Return the table as JSON; the module's own process calls it."""
    from openpyxl import load_workbook

    path = Path(place)
    check_office(path, needs="xl/workbook.xml")
    _refuse_merged(path)
    book = load_workbook(path, read_only=True, keep_links=False, keep_vba=False, data_only=False)
    names = book.sheetnames
    chosen = next((name for name in names if name.strip().lower() in ("promises", "الوعود")), None)
    if chosen is None and len(names) != 1:
        raise ApartError(
            f"أي الأوراق هو الجدول؟ سمها promises (فيه: {'، '.join(f'«{name}»' for name in names[:10])}).",
            f"Which sheet is the table? Call it promises (there are {', '.join(f'“{name}”' for name in names[:10])}).",
        )
    sheet = book[chosen or names[0]]
    sheet.reset_dimensions()  # a sheet may claim a million columns that it has not
    lines = sheet.iter_rows(max_col=MOST_COLUMNS)
    header = [_text(cell)[0].strip() for cell in next(lines, ())]
    while header and not header[-1]:
        header.pop()
    try:
        return {"header": header, "rows": list(_rows(lines))}
    except TableError as error:
        raise ApartError(error.ar, error.en) from error


def _rows(lines: Iterator[tuple[Any, ...]]) -> Iterator[list[Any]]:
    taken = 0  # a sheet may be formatted down to its millionth row: only rows with words count
    for number, line in enumerate(lines, 2):
        read = [_text(cell) for cell in line]
        if not any(text.strip() or why for text, why in read):
            continue
        while not read[-1][0] and not read[-1][1]:
            read.pop()
        taken += 1
        if taken > MOST_ROWS:
            raise too_many()
        yield [number, [text for text, _ in read], [[at, *why] for at, (_, why) in enumerate(read) if why]]


def _text(cell: Any) -> tuple[str, tuple[str, str] | None]:
    """Return what *cell* says as text, and why it is none."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return "", None
    if kind == "f":
        return "", ("صيغة حسابية؛ الصق القيم وحدها.", "A formula; paste the values alone.")
    if kind == "e":
        return "", (
            f"خطأ من برنامج الجداول («{value}»)؛ اكتب القيمة.",
            f"An error of the spreadsheet (“{value}”); write the value.",
        )
    if isinstance(value, bool):
        return ("yes" if value else "no"), None
    if isinstance(value, dt.datetime):
        return (value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")), None
    if isinstance(value, dt.date):
        return value.isoformat(), None
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), None
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value)), None


def _refuse_merged(path: Path) -> None:
    """Refuse merged cells: which row of them holds the value is a guess."""
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            with packed.open(name) as opened:
                kept = b""
                while piece := opened.read(_CHUNK):
                    if found := _MERGED.search(kept + piece):
                        where = found[1].decode("ascii")
                        raise ApartError(
                            f"في الورقة خلايا مدمجة («{where}»)؛ ألغ دمجها، فلكل وعد صفه.",
                            f"The sheet has merged cells (“{where}”); unmerge them: each promise has a row of its own.",
                        )
                    kept = piece[-256:]
