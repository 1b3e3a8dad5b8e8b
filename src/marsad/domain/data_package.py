"""A release as a Frictionless Data Package: what its `datapackage.json` says of its files, and the licences it may be under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.domain.open_tables import Table

LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Attribution Share-Alike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a release: its size and its SHA-256. *table* is what it holds, None for a file that is no table."""

    name: str
    size: int
    sha256: str
    about: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a package says of itself. *created* and *as_of* are ISO 8601, *sequence* and *head* the ledger's last entry.

    *publisher* runs the observatory and is reached at *mail*, where that was told.
    """

    name: str
    observatory: str
    base_url: str
    licence: str
    created: str
    as_of: str
    sequence: int
    head: str
    publisher: str = ""
    mail: str = ""


def describe(told: Told, files: Sequence[Written]) -> dict[str, object]:
    """Return the package's descriptor, ready to be written as JSON."""
    title, path = LICENCES[told.licence]
    publisher = {"title": told.publisher or told.observatory, "path": told.base_url, "role": "publisher"}
    return {
        "profile": "data-package",
        "name": told.name,
        "id": f"{told.base_url}/data/files/releases/{told.name}.zip",
        "title": f"{told.observatory}: open data as of {told.as_of}",
        "description": "Promises of governments, the verdicts on them and the evidence that they rest on, as published by "
        f"{told.observatory} and known at the end of {told.as_of}. In a CSV, a text that a spreadsheet could run as a formula "
        "has an apostrophe before it, and so has one that begins with an apostrophe. The licence covers what the observatory "
        "wrote and decided; quotes remain those of who published them.",
        "homepage": told.base_url,
        "version": told.name,
        "created": told.created,
        "licenses": [{"name": told.licence, "title": title, "path": path}],
        "contributors": [publisher | ({"email": told.mail} if told.mail else {})],
        "keywords": ["promises", "government", "accountability", "fact-checking"],
        "marsad": {"as_of": told.as_of, "ledger": {"sequence": told.sequence, "hash": told.head}},
        "resources": [_resource(file) for file in files],
    }


def _resource(file: Written) -> dict[str, object]:
    form = file.name.rpartition(".")[2]
    row: dict[str, object] = {
        "name": file.name.partition(".")[0].lower(),
        "path": file.name,
        "title": file.about,
        "format": form,
        "mediatype": {"csv": "text/csv", "jsonl": "application/x-ndjson", "json": "application/json"}.get(form, "text/plain"),
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.table is None:
        return row | {"profile": "data-resource", "type": "file"}  # read as it is, not as a table
    return row | {
        "profile": "tabular-data-resource",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": _schema(file.table),
    }


def _schema(table: Table) -> dict[str, object]:
    return {
        "fields": [
            {"name": column.name, "type": column.kind, "title": column.ar, "description": column.en}
            | ({"constraints": {"required": True, "unique": True}} if column.name == table.key else {})
            for column in table.columns
        ],
        "primaryKey": [table.key],
        "foreignKeys": [
            {"fields": [field], "reference": {"resource": resource, "fields": [key]}} for field, resource, key in table.points
        ],
        "missingValues": [""],
    }


def tell_reader(told: Told) -> str:
    """Return the README of a release, in Arabic and English."""
    title, path = LICENCES[told.licence]
    cite = f"{told.observatory}, {told.name}, {told.base_url}/data/, {told.as_of}, {told.head}"
    return f"""# {told.observatory} · {told.as_of}

<div dir="rtl">

ما نشره المرصد وكان معروفا في نهاية {told.as_of}: الوعود والأحكام والأدلة والسجل العام. معنى كل عمود في `datapackage.json`.
تحقق من الملفات بالأمر `sha256sum -c SHA256SUMS`، ومن السجل بالبرنامج `verify_ledger.py` من مصدر مرصد.
الترخيص: {title} ({path}). وهو يشمل ما كتبه المرصد وقرره؛ أما الاقتباسات فتبقى لناشريها.
عند الاستشهاد: {cite}

</div>

What the observatory had published and was known at the end of {told.as_of}: promises, verdicts, evidence, and the public ledger.
What each column holds stands in `datapackage.json`. Check the files with `sha256sum -c SHA256SUMS`, and the ledger with
`verify_ledger.py` of Marsad's source. Licence: {title} ({path}); it covers what the observatory wrote and decided, quotes remain
those of who published them.
To cite: {cite}

Ledger: entry {told.sequence}, {told.head}
"""
