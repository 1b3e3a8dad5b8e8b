"""The table of promises: its columns, what each holds, and how a cell is kept from being run as a formula. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LINEAGE_KINDS = ("continues", "revives", "replaces")
MOST_ROWS = 20_000
MOST_COLUMNS = 60
KEY_LETTERS = 80
_FORMULA_OPENERS = frozenset("=+-@＝＋－＠﹢﹣﹦﹫")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, what it is called, what it holds, whether a new promise needs it, its most letters.

    *is_told*: it is only written for the reader, the name of the key before it; on the way in it is passed over.
    """

    name: str
    title_ar: str
    title_en: str
    about_ar: str
    about_en: str
    is_needed: bool = False
    most_letters: int = 0
    is_told: bool = False


COLUMNS = (
    Column(
        "key",
        "المفتاح",
        "Key",
        "آخر ما في عنوان الوعد: حتى 80 من a-z وA-Z و0-9 و- و_؛ به يُعرف الوعد ولا يتغير",
        "The last part of the promise’s address: up to 80 of a-z, A-Z, 0-9, - and _; it never changes",
        is_needed=True,
        most_letters=KEY_LETTERS,
    ),
    Column("government", "الحكومة", "Government", "مفتاح حكومة مسجلة", "The key of a government in the record", is_needed=True),
    Column("government_name", "اسم الحكومة", "Government’s name", "للقارئ فقط", "For the reader only", is_told=True),
    Column(
        "programme",
        "البرنامج",
        "Programme",
        "مفتاح برنامج لهذه الحكومة، أو فارغ",
        "The key of a programme of that government, or nothing",
    ),
    Column("programme_name", "اسم البرنامج", "Programme’s name", "للقارئ فقط", "For the reader only", is_told=True),
    Column("sector", "القطاع", "Sector", "مفتاح قطاع مسجل", "The key of a sector in the record", is_needed=True),
    Column("sector_name", "اسم القطاع", "Sector’s name", "للقارئ فقط", "For the reader only", is_told=True),
    Column("body", "الجهة", "Body", "مفتاح الجهة المسؤولة، أو فارغ", "The key of the responsible body, or nothing"),
    Column("body_name", "اسم الجهة", "Body’s name", "للقارئ فقط", "For the reader only", is_told=True),
    Column("title_ar", "العنوان بالعربية", "Arabic title", "حتى 300 حرف", "Up to 300 letters", is_needed=True, most_letters=300),
    Column(
        "title_en",
        "العنوان بالإنكليزية",
        "English title",
        "حتى 300 حرف، أو فارغ",
        "Up to 300 letters, or nothing",
        most_letters=300,
    ),
    Column("text_ar", "النص بالعربية", "Arabic text", "نص الوعد كما نشر", "The promise as it was published", is_needed=True),
    Column("text_en", "النص بالإنكليزية", "English text", "أو فارغ", "Or nothing"),
    Column("justification_ar", "التبرير بالعربية", "Arabic justification", "أو فارغ", "Or nothing"),
    Column("justification_en", "التبرير بالإنكليزية", "English justification", "أو فارغ", "Or nothing"),
    Column(
        "page_ref",
        "الموضع",
        "Place",
        "أين في البرنامج، مثل «ص 14 س 3»",
        "Where in the programme, as «ص 14 س 3»",
        most_letters=120,
    ),
    Column(
        "deadline",
        "الموعد",
        "Deadline",
        "بصيغة EDTF نصا: 2026 أو 2026-09 أو 2026-09-30 أو 2025/2026، أو فارغ",
        "EDTF, as text: 2026, 2026-09, 2026-09-30 or 2025/2026; or nothing",
        most_letters=32,
    ),
    Column(
        "is_published",
        "منشور",
        "Published",
        "yes أو no؛ الوعد الجديد دونها مسودة",
        "yes or no; without it a new promise is a draft",
    ),
    Column(
        "lineages",
        "الصلات",
        "Ties",
        "continues أو revives أو replaces ثم نقطتان ومفتاح وعد سابق لحكومة أخرى؛ بين كل اثنتين مسافة",
        "continues, revives or replaces, a colon, and the key of an earlier promise of another government; a space between two",
    ),
)
COLUMN_BY_NAME = {column.name: column for column in COLUMNS}
NAMES = tuple(COLUMN_BY_NAME)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a file: its number as a spreadsheet counts (the header is 1) and its cells as text, in the header's order.

    *odd* tells of cells that hold no text: (place in the row, why in Arabic, why in English).
    """

    number: int
    cells: tuple[str, ...]
    odd: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and its rows; wholly blank rows are left out."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, why, and what would do; *row* is 1 for the header."""

    row: int
    column: str
    value: str
    ar: str
    en: str


class TableError(ValueError):
    """A file that is no table of promises at all; the reason in Arabic and English, with what would do."""

    def __init__(self, ar: str, en: str) -> None:
        super().__init__(en)
        self.ar, self.en = ar, en


def is_risky(value: str) -> bool:
    """Return whether a spreadsheet may run *value* as a formula, whatever blanks and marks of direction stand before it."""
    for letter in value:
        if letter in _FORMULA_OPENERS:
            return True
        if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf"):
            return False
    return False


def guard(value: str) -> str:
    """Return *value* as it stands in a CSV: with an apostrophe before what may be run, or already begins with one."""
    return f"'{value}" if value.startswith("'") or is_risky(value) else value


def unguard(cell: str) -> str:
    """Return what `guard` was given; an apostrophe that guards nothing is the writer's own."""
    rest = cell[1:]
    return rest if cell.startswith("'") and (rest.startswith("'") or is_risky(rest)) else cell
