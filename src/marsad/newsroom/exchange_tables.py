"""Keep a table between the page that shows what it would do and the word that does it; nobody else can name it."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core import signing

from marsad.domain.promise_table import Table
from marsad.gather.tables.choose import MOST_BYTES
from marsad.newsroom.acts import check
from marsad.newsroom.exchange import Outcome, Plan, carry_out, open_table, plan_import
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.sent_files import SentFile, new_file, plain_name, write_to
from marsad.store.models import Person

MOST_AT_DESK = 3000  # promises that are written while a browser waits
_KEPT_S = 24 * 3600
_SALT = "marsad.promise-table"
_PREFIX = "table-"


def look_at(file: SentFile, person: Person) -> tuple[str, Plan]:
    """Keep *file* for a day and return a token for it, and what it would do; raise Refusal where it is no table."""
    check(person, "promises.import")
    _sweep(Path(settings.UPLOAD_ROOT))
    name = plain_name(file.name, "table")
    with new_file(_PREFIX) as path:
        most = MOST_BYTES // 2**20
        too_large = Refusal("file", f"الملف أكبر من {most} ميغابايت؛ قسمه.", f"The file is over {most} MB; divide it.")
        write_to(path, file, most=MOST_BYTES, too_large=too_large)
        plan = plan_import(open_table(path, name))
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
    for path in folder.glob(f"{_PREFIX}*.bin"):
        with suppress(FileNotFoundError):  # another sweeps at the same time
            if path.stat().st_mtime < oldest:
                path.unlink()
