"""Read a CSV table of promises: UTF-8, or UTF-16 with its mark; commas, semicolons or tabs, as spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from marsad.domain.promise_table import MOST_COLUMNS, MOST_ROWS, NAMES, Table, TableError, TableRow, unguard

_LONGEST_CELL = 1_000_000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(body: bytes) -> Table:
    """Return the table in *body*; raise TableError where it is none."""
    text = _decode(body)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise TableError(
            f"في السطر {line} محرف صفري (NUL) لا يُحفظ؛ احذفه.", f"Line {line} holds a NUL, which cannot be kept; remove it."
        )
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        header = tuple(cell.strip() for cell in next(lines, []))
        if len(header) > MOST_COLUMNS:
            raise TableError(f"في الجدول أكثر من {MOST_COLUMNS} عمودا.", f"The table has over {MOST_COLUMNS} columns.")
        return Table(_trimmed(header), tuple(_rows(lines)))
    except csv.Error as error:
        raise TableError(
            f"لا يُقرأ الملف جدولا بعد السطر {lines.line_num}: علامة اقتباس لم تُغلق أو خلية أطول مما يُعقل.",
            f"The file cannot be read as a table after line {lines.line_num}: a quotation mark is open, or a cell is too long.",
        ) from error


def _rows(lines: Iterator[list[str]]) -> Iterator[TableRow]:
    for number, cells in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise too_many()
        if any(cell.strip() for cell in cells):
            yield TableRow(number, tuple(map(unguard, cells)))


def too_many() -> TableError:
    """Return what is said of a table that is too long."""
    return TableError(
        f"في الجدول أكثر من {MOST_ROWS:,} صف؛ قسمه.",
        f"The table has over {MOST_ROWS:,} rows; divide it.",
    )


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    """Return *header* without the nameless columns at its end."""
    last = max((place for place, name in enumerate(header, 1) if name), default=0)
    return header[:last]


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-16") if body.startswith(_WIDE) else body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise TableError(
            f"الملف ليس بترميز UTF-8 (السطر {line})؛ احفظه «CSV UTF-8» كي لا تفسد الحروف.",
            f"The file is not in UTF-8 (line {line}); save it as “CSV UTF-8”, so that no letter is garbled.",
        ) from error


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=lambda mark: len({cell.strip(' "\r') for cell in first.split(mark)} & set(NAMES)))
