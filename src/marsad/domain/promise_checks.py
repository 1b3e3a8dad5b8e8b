"""Check a table of promises whole: every bad cell is named with its row, column, value, the reason and what would do. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from marsad.domain.edtf import EdtfError, last_day
from marsad.domain.promise_table import COLUMN_BY_NAME, COLUMNS, LINEAGE_KINDS, NAMES, Fault, Table, TableRow

_KEY = re.compile(r"[-a-zA-Z0-9_]{1,80}\Z")
_APART = re.compile(r"[\s;،,؛]+")
_YES, _NO = frozenset({"yes", "true", "1", "نعم"}), frozenset({"no", "false", "0", "لا"})
_KEYS = frozenset({"key", "government", "programme", "sector", "body", "deadline", "is_published", "lineages"})
_SHOWN = 12
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Known:
    """What the record holds by key: *programmes* and *promises* with the key of their government."""

    governments: frozenset[str]
    programmes: Mapping[str, str]
    sectors: frozenset[str]
    bodies: frozenset[str]
    promises: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A row that may be taken: its *values* by column, only those that the file has, and its ties as (kind, key)."""

    number: int
    key: str
    values: Mapping[str, str]
    is_published: bool | None
    lineages: tuple[tuple[str, str], ...]

    @property
    def government(self) -> str:
        """The key of the government, "" where the file does not tell."""
        return self.values.get("government", "")


@dataclass(frozen=True, slots=True)
class Checked:
    """The good rows in the file's order and the faults of the others; *is_readable* is False where the header is at fault."""

    rows: tuple[PromiseRow, ...]
    faults: tuple[Fault, ...]
    is_readable: bool = True


def header_faults(header: tuple[str, ...]) -> Iterator[Fault]:
    """Yield a fault for each name of the header that is unknown or stands twice, and for a key that is missing."""
    names = [name.strip() for name in header]
    for place, name in enumerate(names):
        if name and name not in COLUMN_BY_NAME:
            near = get_close_matches(name, NAMES, 1)
            if near:
                why = f"لا عمود بهذا الاسم؛ لعله «{near[0]}».", f"There is no such column; is it “{near[0]}”?"
            else:
                known = "، ".join(f"«{one}»" for one in NAMES), ", ".join(f"“{one}”" for one in NAMES)
                why = f"لا عمود بهذا الاسم. الأعمدة: {known[0]}.", f"There is no such column. The columns are {known[1]}."
            yield Fault(1, name, name, *why)
        elif name and name in names[:place]:
            yield Fault(1, name, name, "يرد العمود مرتين؛ أبق واحدا.", "The column stands twice; leave one.")
    if "key" not in names:
        yield Fault(1, "key", "", "ينقص عمود key، وبه يُعرف كل وعد.", "The column key is missing; each promise is known by it.")


def check_table(table: Table, known: Known) -> Checked:
    """Return the rows of *table* that may be taken beside what is *known*, and the faults of all others."""
    faults = list(header_faults(table.header))
    if faults:
        return Checked((), tuple(faults), is_readable=False)
    header = tuple(name.strip() for name in table.header)
    first: dict[str, int] = {}
    told = {row.number: _values(header, row) for row in table.rows}
    governments = {values["key"]: values.get("government") or known.promises.get(values["key"], "") for values in told.values()}
    good: list[PromiseRow] = []
    for row in table.rows:
        values = told[row.number]
        own = [*_odd(header, row), *_row_faults(row.number, values, known, governments)]
        key = values["key"]
        if key and key in first:
            own.append(
                Fault(
                    row.number, "key", key, f"يرد المفتاح في الصف {first[key]} أيضا؛ لكل وعد صف واحد.",
                    f"The key stands in row {first[key]} too; each promise has one row.",
                )
            )  # fmt: skip
        first.setdefault(key, row.number)
        if own:
            faults += own
        else:
            good.append(
                PromiseRow(row.number, key, values, _yes(values.get("is_published", "")), _ties(values.get("lineages", "")))
            )
    return _drop_orphans(good, faults, known)


def _drop_orphans(good: list[PromiseRow], faults: list[Fault], known: Known) -> Checked:
    """Return what stands once rows that tie to a bad row of the file are named too."""
    while True:
        keys = {row.key for row in good} | set(known.promises)
        lost = [(row, key) for row in good for _, key in row.lineages if key not in keys]
        if not lost:
            return Checked(tuple(good), tuple(sorted(faults, key=lambda fault: fault.row)))
        for row, key in lost:
            why = f"صف «{key}» في الملف لم يُقبل؛ أصلحه أولا.", f"The file’s row of “{key}” cannot be taken; mend it first."
            faults.append(Fault(row.number, "lineages", row.values["lineages"], *why))
        bad = {row.key for row, _ in lost}
        good = [row for row in good if row.key not in bad]


def _values(header: tuple[str, ...], row: TableRow) -> dict[str, str]:
    cells = dict(zip(header, (*row.cells, *[""] * (len(header) - len(row.cells))), strict=False))
    told = {name: cell for name, cell in cells.items() if name and not COLUMN_BY_NAME[name].is_told}
    return {name: cell.strip() if name in _KEYS else cell for name, cell in told.items()}


def _odd(header: tuple[str, ...], row: TableRow) -> Iterator[Fault]:
    for place, ar, en in row.odd:
        yield Fault(row.number, header[place] if place < len(header) else f"#{place + 1}", "", ar, en)
    for place, cell in enumerate(row.cells[len(header) :], len(header)):
        if cell.strip():
            yield Fault(row.number, f"#{place + 1}", cell, "قيمة لا عنوان لعمودها.", "A value under no column’s name.")


def _row_faults(number: int, values: dict[str, str], known: Known, governments: Mapping[str, str]) -> Iterator[Fault]:
    key = values["key"]
    for name, value in values.items():
        if found := _UNSTORABLE.search(value):
            code = f"U+{ord(found[0]):04X}"
            yield Fault(
                number, name, value, f"فيها المحرف «{code}» ولا يُحفظ؛ احذفه.", f"Holds “{code}”, which cannot be kept; remove it."
            )
        most = COLUMN_BY_NAME[name].most_letters
        if most and len(value) > most:
            yield Fault(
                number, name, value, f"فيها {len(value)} حرفا، وأكثرها {most}.", f"Has {len(value)} letters; {most} at most."
            )
    if key and not _KEY.match(key):
        yield Fault(
            number, "key", key, "المفتاح يقف في العناوين: حتى 80 من a-z وA-Z و0-9 و- و_.",
            "The key stands in addresses: up to 80 of a-z, A-Z, 0-9, - and _.",
        )  # fmt: skip
    is_new = key not in known.promises
    for column in COLUMNS:
        if column.is_needed and not values.get(column.name, "" if is_new or column.name == "key" else "kept").strip():
            yield Fault(
                number, column.name, "", f"فارغة، ولا بد منها: «{column.about_ar}».", f"Empty, and needed: “{column.about_en}”."
            )
    yield from _known_faults(number, values, known, governments)
    yield from _format_faults(number, values)


def _known_faults(number: int, values: dict[str, str], known: Known, governments: Mapping[str, str]) -> Iterator[Fault]:
    key, government = values["key"], values.get("government", "")
    choices: dict[str, frozenset[str]] = {"government": known.governments, "sector": known.sectors, "body": known.bodies}
    for name, keys in choices.items():
        if values.get(name) and values[name] not in keys:
            yield _unknown(number, name, values[name], keys)
    before = known.promises.get(key)
    if before and government and government in known.governments and government != before:
        yield Fault(
            number, "government", government, f"الوعد مسجل لحكومة «{before}» ولا ينتقل؛ أعط الوعد الجديد مفتاحا جديدا.",
            f"The promise is of “{before}” and stays so; give the new promise a key of its own.",
        )  # fmt: skip
    programme, whose = values.get("programme", ""), before or government
    if programme:
        own = frozenset(name for name, of in known.programmes.items() if of == whose)
        if programme not in own and (whose in known.governments or programme not in known.programmes):
            yield _unknown(number, "programme", programme, own)
    for kind, earlier in _ties(values.get("lineages", "")):
        yield from _tie_faults(number, values["lineages"], kind, earlier, key, governments, known)


def _tie_faults(
    number: int, cell: str, kind: str, earlier: str, key: str, governments: Mapping[str, str], known: Known
) -> Iterator[Fault]:
    if kind not in LINEAGE_KINDS or not earlier:
        yield Fault(
            number, "lineages", cell, f"اكتب أحد {'، '.join(f'«{one}»' for one in LINEAGE_KINDS)} ثم : ثم مفتاح الوعد السابق.",
            f"Write one of {', '.join(f'“{one}”' for one in LINEAGE_KINDS)}, a colon, and the key of the earlier promise.",
        )  # fmt: skip
    elif earlier not in known.promises and earlier not in governments:
        yield Fault(
            number, "lineages", cell, f"لا وعد بالمفتاح «{earlier}» في السجل ولا في الملف.",
            f"No promise is called “{earlier}”, in the record or in the file.",
        )  # fmt: skip
    elif (known.promises.get(earlier) or governments.get(earlier)) == (known.promises.get(key) or governments.get(key)):
        yield Fault(
            number, "lineages", cell, f"«{earlier}» وعد للحكومة نفسها؛ الصلة بين حكومتين.",
            f"“{earlier}” is of the same government; a tie joins two governments.",
        )  # fmt: skip


def _format_faults(number: int, values: dict[str, str]) -> Iterator[Fault]:
    if values.get("deadline"):
        try:
            last_day(values["deadline"])
        except EdtfError:
            about = COLUMN_BY_NAME["deadline"]
            yield Fault(
                number, "deadline", values["deadline"], f"ليس تاريخا: «{about.about_ar}».", f"No date: “{about.about_en}”."
            )
    told = values.get("is_published", "")
    if told and told.lower() not in _YES | _NO:
        yield Fault(number, "is_published", told, "اكتب yes أو no.", "Write yes or no.")


def _unknown(number: int, name: str, value: str, keys: frozenset[str]) -> Fault:
    near = get_close_matches(value, keys, 1)
    listed = [*sorted(keys)[:_SHOWN], *(["…"] if len(keys) > _SHOWN else [])]
    if near:
        why = f"مفتاح غير مسجل؛ لعله «{near[0]}».", f"No such key in the record; is it “{near[0]}”?"
    elif listed:
        known = "، ".join(f"«{one}»" for one in listed), ", ".join(f"“{one}”" for one in listed)
        why = f"مفتاح غير مسجل. المسجل: {known[0]}.", f"No such key in the record. There are {known[1]}."
    else:
        why = (
            "لا شيء منها مسجل بعد؛ أدخله بأمر marsad programme.",
            "The record has none of these yet; marsad programme brings them in.",
        )
    return Fault(number, name, value, *why)


def _yes(told: str) -> bool | None:
    return None if not told else told.lower() in _YES


def _ties(cell: str) -> tuple[tuple[str, str], ...]:
    parts = (part.partition(":") for part in _APART.split(cell) if part)
    return tuple(dict.fromkeys((kind, key) for kind, _, key in parts))
