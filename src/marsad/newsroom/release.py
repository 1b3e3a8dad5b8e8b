"""Write a release: all open data as it stands at the ledger's head, sealed by checksums, in a folder and a zip; never again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from marsad.domain.data_package import Told, Written, describe, tell_reader
from marsad.domain.open_tables import ASSESSMENTS, EVIDENCE, PROMISES, Table
from marsad.newsroom.refusal import Refusal
from marsad.store.models import CodebookVersion, Entry
from marsad.store.queries.codebooks import read_versions
from marsad.store.queries.ledger import export_lines
from marsad.store.queries.ledger_check import one_moment
from marsad.store.queries.open_rows import read_rows
from marsad.store.queries.report import ledger_head
from marsad.store.releases import DESCRIPTOR, SUMS, Release, read_release, release_root
from marsad.tables.csv_file import write_csv

_ZIPPED = (1980, 1, 1, 0, 0, 0)  # every file in the zip bears it, so that the same release is the same bytes
_AT_ONCE = 2**20


def make_release(known_on: dt.date | None = None) -> tuple[Release, bool]:
    """Write what is public now, or was at the end of *known_on*; return the release and whether it was written now.

    One of the same head and day is never written again. Raise Refusal where nothing was published yet.
    """
    with one_moment():
        told = _tell(known_on)
        found = read_release(told.name)
        if found is not None:
            return found, False
        root = release_root()
        root.mkdir(parents=True, exist_ok=True, mode=0o755)
        unfinished = Path(tempfile.mkdtemp(dir=root, prefix=".unfinished-"))
        try:
            _write(unfinished, told, known_on)
            packed = _pack(unfinished, told.name)
            _settle(unfinished, packed, root, told.name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    made = read_release(told.name)
    assert made is not None, "it was written a moment ago"
    return made, True


def _tell(known_on: dt.date | None) -> Told:
    sequence, head = ledger_head(known_on)
    if not sequence:
        raise Refusal("", "لم يُنشر شيء بعد، فلا شيء يُصدر.", "Nothing was published by then; there is nothing to release.")
    moment = dt.datetime.fromisoformat(Entry.objects.values_list("at", flat=True).get(pk=sequence))
    written_on = timezone.localtime(moment).date()
    day = known_on or written_on
    return Told(
        name=f"{'as-of-' if known_on else ''}{day}-entry-{sequence}",
        observatory=settings.SITE_NAME,
        base_url=settings.OPERATOR.base_url,
        licence=settings.OPERATOR.data_licence,
        created=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=day.isoformat(),
        sequence=sequence,
        head=head,
        publisher=settings.ABOUT.name.ar if settings.ABOUT else "",
        mail=settings.ABOUT.mail if settings.ABOUT else "",
    )


def _write(folder: Path, told: Told, known_on: dt.date | None) -> None:
    files = [_write_table(folder, table, known_on) for table in (PROMISES, ASSESSMENTS, EVIDENCE)]
    files.append(_write_lines(folder, "ledger.jsonl", export_lines(told.sequence), "The public ledger, entry by entry"))
    files.append(_write_text(folder, "codebooks.json", _codebooks(known_on), "Every version of the codebook"))
    descriptor = json.dumps(describe(told, files), ensure_ascii=False, indent=2) + "\n"
    files.append(_write_text(folder, DESCRIPTOR, descriptor, ""))
    files.append(_write_text(folder, "README.md", tell_reader(told), ""))
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files, key=lambda one: one.name))
    (folder / SUMS).write_text(sums, encoding="utf-8")


def _write_table(folder: Path, table: Table, known_on: dt.date | None) -> Written:
    path = folder / f"{table.name}.csv"
    with path.open("wb") as out:
        write_csv(table, read_rows(table.name, known_on), out)
    return _written(path, table.en, table)


def _write_lines(folder: Path, name: str, lines: Iterator[str], about: str) -> Written:
    with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in lines)
    return _written(folder / name, about)


def _write_text(folder: Path, name: str, text: str, about: str) -> Written:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return _written(folder / name, about)


def _codebooks(known_on: dt.date | None) -> str:
    since = {(one.codebook.id, one.codebook.version): one.since for one in read_versions(known_on)}
    rows = CodebookVersion.objects.order_by("key", "version")
    told = [
        {
            "key": row.key,
            "version": row.version,
            "since": str(since[row.key, row.version] or ""),
            "sha256": row.sha256,
            "body": row.body,
        }
        for row in rows
        if (row.key, row.version) in since
    ]
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _written(path: Path, about: str, table: Table | None = None) -> Written:
    return Written(path.name, path.stat().st_size, _digest(path), about, table)


def _digest(path: Path) -> str:
    seal = hashlib.sha256()
    with path.open("rb") as file:
        read: Callable[[], bytes] = lambda: file.read(_AT_ONCE)  # noqa: E731
        for piece in iter(read, b""):
            seal.update(piece)
    return seal.hexdigest()


def _pack(folder: Path, name: str) -> Path:
    """Return a zip of *folder*, the same bytes for the same files."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(folder.iterdir()):
            about = zipfile.ZipInfo(f"{name}/{file.name}", _ZIPPED)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            with file.open("rb") as source, packed.open(about, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, _AT_ONCE)
    return path


def _settle(folder: Path, packed: Path, root: Path, name: str) -> None:
    """Put the finished files where readers find them: the folder last, for by it a release is listed."""
    try:
        for file in folder.iterdir():
            file.chmod(0o444)
        packed.chmod(0o444)
        seal = root / f"{name}.zip.sha256"
        with suppress(FileNotFoundError):
            seal.unlink()  # of one that was broken off
        seal.write_text(f"{_digest(packed)}  {name}.zip\n", encoding="utf-8")
        os.replace(packed, root / f"{name}.zip")
        folder.chmod(0o755)
        os.rename(folder, root / name)
    finally:
        packed.unlink(missing_ok=True)
