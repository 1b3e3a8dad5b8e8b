"""Tables as files, at /data/files/: written once for each head of the ledger, and kept until there is another."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from pydantic import ValidationError

from marsad import __version__
from marsad.api.asked import read_day
from marsad.api.narrowed import Narrowed
from marsad.api.problems import Fault, Problem, unreadable
from marsad.domain.open_tables import PROMISES, TABLES, Table
from marsad.store.queries.ledger_check import one_moment
from marsad.store.queries.listing import Wanted
from marsad.store.queries.open_rows import read_promises, read_rows
from marsad.store.queries.report import ledger_head
from marsad.tables.write import MEDIA_TYPES, NotOfferedError, forms_offered, write_table

_KEPT = 24  # files: the four tables in three forms, and as many of past days
_BOMS = {"yes": True, "no": False}


def file_of(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Answer with a table as a file, today or as known on a day."""
    known_on, has_bom = read_day(request.GET.get("as_of")), _asked_bom(request)
    wanted = _asked_promises(request) if name == PROMISES.name else None
    if form not in forms_offered():
        raise Problem(
            "not-offered",
            "Parquet is not installed here; take CSV or XLSX.",
            "لم تُثبَّت صيغة Parquet هنا؛ خذ CSV أو XLSX.",
        )
    filename = f"{name}{'-part' if wanted else ''}{f'-{known_on}' if known_on else ''}.{form}"
    if request.META["REQUEST_METHOD"] == "HEAD":
        told = {"Content-Type": MEDIA_TYPES[form], "Content-Disposition": f'attachment; filename="{filename}"'}
        return HttpResponse(headers=told)
    if wanted is None:
        file = _kept(TABLES[name], form, known_on, has_bom=has_bom)
    else:
        file = _narrowed(form, known_on, wanted, has_bom=has_bom)
    return FileResponse(file, as_attachment=True, filename=filename, content_type=MEDIA_TYPES[form])


def _asked_bom(request: HttpRequest) -> bool:
    asked = request.GET.get("bom", "no")
    if asked not in _BOMS:
        fault = Fault("bom", "Say yes or no.", "قل yes أو no.")
        raise Problem("bad-question", fault.detail, fault.detail_ar, errors=(fault,))
    return _BOMS[asked]


def _asked_promises(request: HttpRequest) -> Wanted | None:
    """Return which promises are asked for, None for all of them; raise Problem for what cannot be read."""
    asked = {name: request.GET[name] for name in Narrowed.model_fields if name in request.GET}
    try:
        wanted = Narrowed.model_validate(asked).wanted("key")
    except ValidationError as error:
        raise unreadable(error.errors()) from error
    return None if wanted == Wanted(order="key") else wanted


def _narrowed(form: str, known_on: dt.date | None, wanted: Wanted, *, has_bom: bool) -> BinaryIO:
    """Return a file of the promises that *wanted* asks for. It is kept for nobody: there are as many as questions."""
    folder = Path(settings.TABLES_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    with ExitStack() as unfinished:
        file = unfinished.enter_context(tempfile.TemporaryFile(dir=folder))
        with one_moment():
            _, digest = ledger_head(None)
            write_table(form, PROMISES, read_promises(known_on, wanted), file, has_bom=has_bom, notes=_notes(digest, known_on))
        unfinished.pop_all()  # whoever answers with it closes it
    file.seek(0)
    return file


def _notes(digest: str, known_on: dt.date | None) -> dict[str, str]:
    return {"marsad.ledger.head": digest, "marsad.as_of": str(known_on or "")}


def _kept(table: Table, form: str, known_on: dt.date | None, *, has_bom: bool) -> BinaryIO:
    """Return the file open for reading: the one that is kept, or one written now."""
    with one_moment():
        sequence, digest = ledger_head(None)
        parts = (__version__, digest, table.name, form, str(known_on), str(has_bom), *table.names)
        folder = Path(settings.TABLES_ROOT)
        path = folder / f"{table.name}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:24]}.{form}"
        if sequence:  # a record without a ledger has nothing by which a kept file could be told to be old
            with suppress(FileNotFoundError):
                return path.open("rb")
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        number, unfinished = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(number, "wb") as out:
                rows = read_rows(table.name, known_on)
                write_table(form, table, rows, out, has_bom=has_bom, notes=_notes(digest, known_on))
            os.replace(unfinished, path)
        except NotOfferedError as error:
            raise Problem("not-offered", f"This form is not offered here: “{error}”.", "هذه الصيغة غير متاحة هنا.") from error
        finally:
            with suppress(FileNotFoundError):
                os.unlink(unfinished)
    opened = path.open("rb")
    _sweep(folder.glob("*-*.*"))
    return opened


def _sweep(files: Iterable[Path]) -> None:
    """Remove the oldest files beyond those that are kept; one that is being read stays readable until it is closed."""
    dated = []
    for path in files:
        with suppress(FileNotFoundError):
            dated.append((path.stat().st_mtime, path))
    for _, path in sorted(dated, reverse=True)[_KEPT:]:
        path.unlink(missing_ok=True)
