"""Keep a table between the page that shows what it would do and the word that does it; nobody else can name it."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path, PurePath

from django.conf import settings
from django.core import signing

from marsad.domain.promise_table import Table
from marsad.gather.tables.choose import MOST_BYTES
from marsad.newsroom.acts import check
from marsad.newsroom.exchange import Outcome, Plan, carry_out, open_table, plan_import
from marsad.newsroom.exchange_programme import SentFile
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person

MOST_AT_DESK = 3000  # promises that are written while a browser waits
_KEPT_S = 24 * 3600
_SALT = "marsad.promise-table"


def look_at(file: SentFile, person: Person) -> tuple[str, Plan]:
    """Keep *file* for a day and return a token for it, and what it would do; raise Refusal where it is no table."""
    check(person, "promises.import")
    folder = Path(settings.UPLOAD_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder)
    name = PurePath((file.name or "").replace("\\", "/")).name[-200:] or "table"
    path = folder / f"table-{secrets.token_hex(16)}.bin"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            size = 0
            for chunk in file.chunks():
                size += len(chunk)
                if size > MOST_BYTES:
                    most = MOST_BYTES // 2**20
                    raise Refusal("file", f"الملف أكبر من {most} ميغابايت؛ قسمه.", f"The file is over {most} MB; divide it.")
                out.write(chunk)
        plan = plan_import(open_table(path, name))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return signing.dumps([path.name, name, person.pk], salt=_SALT), plan


def look_again(token: str, person: Person) -> Plan:
    """Return what the kept table would do now; raise Refusal where it is kept no more."""
    _, table = _open(token, person)
    return plan_import(table)


def take(token: str, person: Person, *, digest: str, only_good: bool) -> Outcome:
    """Write what the kept table says, as `carry_out` does; it is kept no longer."""
    path, table = _open(token, person)
    plan = plan_import(table)
    rows = len(plan.added) + len(plan.changed)
    if rows > MOST_AT_DESK:
        raise Refusal(
            "",
            f"فيه {rows:,} وعد للكتابة، أكثر مما ينتظره متصفح؛ أدخله بالأمر marsad promises import.",
            f"It has {rows:,} promises to write, more than a browser waits for; use `marsad promises import`.",
        )
    done = carry_out(table, person, digest=digest, only_good=only_good)
    path.unlink(missing_ok=True)
    return done


def _open(token: str, person: Person) -> tuple[Path, Table]:
    gone = Refusal("file", "لم يعد الجدول محفوظا؛ أرسله من جديد.", "The table is kept no longer; send it again.")
    try:
        place, name, owner = signing.loads(token, salt=_SALT, max_age=_KEPT_S)
    except (signing.BadSignature, ValueError) as error:
        raise gone from error
    path = Path(settings.UPLOAD_ROOT) / place
    if owner != person.pk or not path.is_file():
        raise gone
    return path, open_table(path, name)


def _sweep(folder: Path) -> None:
    """Remove tables that nobody decided on for a day."""
    oldest = time.time() - _KEPT_S
    for path in folder.glob("table-*.bin"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
