"""Write the table of promises as CSV and XLSX. What is written here is read back by `gather.tables` to the letter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.domain.promise_table import COLUMNS, NAMES, guard
from marsad.newsroom.refusal import Refusal

BOM = "\ufeff"
MOST_CELL_LETTERS = 32_767  # a spreadsheet's own limit; what is longer would be cut without a word
_LIST_ROWS = 2000
_WIDTHS = {"title_ar": 40, "title_en": 40, "text_ar": 60, "text_en": 60, "justification_ar": 40, "justification_en": 40}
# What XML cannot hold or a reader of XML would change, and what already looks like its escape (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Choices:
    """The keys that a cell may hold, each with its name, for the lists of a spreadsheet."""

    government: tuple[tuple[str, str], ...]
    programme: tuple[tuple[str, str], ...]
    sector: tuple[tuple[str, str], ...]
    body: tuple[tuple[str, str], ...]


def write_csv(rows: Iterable[Mapping[str, str]], *, has_bom: bool = True) -> bytes:
    """Return *rows* as CSV in UTF-8; with its mark, by which Excel knows the encoding. What could run as a formula is guarded."""
    text = io.StringIO(newline="")
    out = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    out.writerow(NAMES)
    for row in rows:
        out.writerow([guard(row[name]) for name in NAMES])
    return ((BOM if has_bom else "") + text.getvalue()).encode()


def write_xlsx(rows: Sequence[Mapping[str, str]], choices: Choices) -> bytes:
    """Return *rows* as an XLSX workbook: the promises from right to left, the columns explained, the keys to choose from.

    Raise Refusal for a cell longer than a spreadsheet holds.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "promises"
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "B2"
    for at, name in enumerate(NAMES, 1):
        _put(sheet, 1, at, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 18)
    top = Alignment(vertical="top", wrap_text=True, readingOrder=2)
    for number, row in enumerate(rows, 2):
        for at, name in enumerate(NAMES, 1):
            if row[name]:
                _put(sheet, number, at, row[name], of=row["key"]).alignment = top
    lists = _key_sheet(book, choices)
    for name, source in {**lists, "is_published": '"yes,no"'}.items():
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = "اختر من القائمة · choose from the list", name
        letter = get_column_letter(NAMES.index(name) + 1)
        rule.add(f"{letter}2:{letter}{max(_LIST_ROWS, len(rows) + 500)}")
        sheet.add_data_validation(rule)
    _about_sheet(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, text: str, of: str = "") -> Any:
    if len(text) > MOST_CELL_LETTERS:
        raise Refusal(
            "",
            f"في الوعد «{of}» خلية أطول من {MOST_CELL_LETTERS:,} حرف ولا تسعها جداول XLSX؛ صدّره بصيغة CSV.",
            f"A cell of “{of}” has over {MOST_CELL_LETTERS:,} letters, more than XLSX holds; export as CSV.",
        )
    cell = sheet.cell(row, column)
    escaped = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    cell.value = escaped
    cell.data_type = "s"  # also what begins with "=": a text, never a formula
    cell.number_format = "@"
    return cell


def _key_sheet(book: Any, choices: Choices) -> dict[str, str]:
    """Write the keys with their names on a sheet of their own; return where the list of each column lies."""
    sheet = book.create_sheet("keys")
    sheet.sheet_view.rightToLeft = True
    lists: dict[str, str] = {}
    for place, name in enumerate(("government", "programme", "sector", "body")):
        column = 2 * place + 1
        _put(sheet, 1, column, name)
        _put(sheet, 1, column + 1, f"{name}_name")
        keys: tuple[tuple[str, str], ...] = getattr(choices, name)
        for number, (key, told) in enumerate(keys, 2):
            _put(sheet, number, column, key)
            _put(sheet, number, column + 1, told)
        if keys:
            letter = "ABCDEFGH"[column - 1]
            lists[name] = f"keys!${letter}$2:${letter}${len(keys) + 1}"
    return lists


def _about_sheet(book: Any) -> None:
    """Write what each column holds, in both languages."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("columns")
    sheet.sheet_view.rightToLeft = True
    for at, head in enumerate(("column", "العمود", "ماذا يحمل", "needed · لازم", "in English", "what it holds"), 1):
        _put(sheet, 1, at, head).font = Font(bold=True)
    for number, column in enumerate(COLUMNS, 2):
        needed = "yes" if column.is_needed else ""
        told = (column.name, column.title_ar, column.about_ar, needed, column.title_en, column.about_en)
        for at, text in enumerate(told, 1):
            if text:
                _put(sheet, number, at, text).alignment = Alignment(vertical="top", wrap_text=True)
    for letter, width in zip("ABCDEF", (18, 20, 50, 14, 20, 50), strict=True):
        sheet.column_dimensions[letter].width = width
