"""Read a table by its kind: CSV here, XLSX in a process of its own."""

from __future__ import annotations

from pathlib import Path

from marsad.domain.promise_table import Table, TableError
from marsad.gather.tables import csv_file, xlsx_file

MOST_BYTES = 20 * 2**20
KINDS = (".csv", ".tsv", ".txt", ".xlsx")


def read_table(path: Path, name: str = "") -> Table:
    """Return the table in the file at *path*, of the kind that *name* ends in; raise TableError where it is none."""
    suffix = Path(name or path.name).suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlsb", ".xls"):
        raise TableError(
            f"لا تُقرأ ملفات «{suffix}»، فقد تحمل برامج؛ احفظ الجدول بصيغة XLSX أو CSV.",
            f"“{suffix}” files are not read, for they may carry programs; save the table as XLSX or CSV.",
        )
    if suffix not in KINDS:
        raise TableError("أرسل الجدول بصيغة XLSX أو CSV.", "Send the table as XLSX or CSV.")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise TableError(
            f"الملف أكبر من {MOST_BYTES // 2**20} ميغابايت؛ قسمه.", f"The file is over {MOST_BYTES // 2**20} MB; divide it."
        )
    if size == 0:
        raise TableError("الملف فارغ.", "The file is empty.")
    return xlsx_file.read(path) if suffix == ".xlsx" else csv_file.read(path.read_bytes())
