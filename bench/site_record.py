"""A large public record, made up: one promise is proved and published as the newsroom does it, its rows then written again.

The copies bear new keys and numbers; their ledger entries stand in sequence, but their chain is none: it is read, not verified.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model

ROOT = Path(__file__).resolve().parent.parent
FINDINGS = 40  # of each promise
_AT_ONCE = 50  # promises written in one batch
SECTORS = 12


def start(folder: str) -> None:
    """Point Marsad at an empty record in *folder*: before anything of it is imported."""
    os.environ["MARSAD_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "marsad.settings"
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def build(promises: int) -> str:
    """Write *promises* of FINDINGS findings each; return the key of the first."""
    from django.db import transaction

    with transaction.atomic():
        key = _first()
    for begin in range(1, promises, _AT_ONCE):
        with transaction.atomic():
            _copy(key, range(begin, min(promises, begin + _AT_ONCE)))
    return key


def _first() -> str:
    from tests import observatory

    from marsad.newsroom import assess, publish, review

    observatory.load_codebook()
    writer, second = observatory.person("writer", "editor"), observatory.person("second", "editor")
    about = observatory.promise("bench-0", title="إنهاء مهمة التحالف الدولي رقم 0", sector="sector-0", deadline="2026-09")
    for number in range(1, SECTORS):
        observatory.promise(f"other-{number}", sector=f"sector-{number}")
    kept = [
        review.accept(
            observatory.candidate(about, of=document).pk, writer, stance="supports", rung="under_way", start=0, end=40
        ).pk
        for document in (observatory.document() for _ in range(FINDINGS))
    ]
    made = assess.propose(
        about,
        writer,
        verdict="half_done",
        effective_on=dt.date(2025, 10, 2),
        summary_ar="شهد مصدران مستقلان بأن نصف العمل أُنجز في موعده.",
        reasons_ar="تتفق المصادر على ما أُنجز، وتختلف في ما بقي.",
        evidence_ids=kept,
    )
    publish.publish(made.pk, second, at=dt.datetime(2025, 10, 3, 9, tzinfo=dt.UTC))
    return about.key


def _copy(key: str, numbers: range) -> None:
    """Write the rows of the promise *key* again, once for each of *numbers*."""
    from marsad.store.models import Assessment, Entry, Evidence, Promise, PromiseRevision, Sector

    source = Promise.objects.get(key=key)
    sectors = list(Sector.objects.order_by("pk").values_list("pk", flat=True))
    made = [
        _again(
            source,
            key=f"bench-{number}",
            title_ar=f"إنهاء مهمة التحالف الدولي رقم {number}",
            sector_id=sectors[number % len(sectors)],
        )
        for number in numbers
    ]
    promises = Promise.objects.bulk_create(made)
    PromiseRevision.objects.bulk_create(
        _again(row, promise_id=promise.pk) for promise in promises for row in PromiseRevision.objects.filter(promise=source)
    )
    proofs = list(Evidence.objects.filter(promise=source).order_by("pk"))
    copies = Evidence.objects.bulk_create(
        [_again(row, promise_id=one.pk, candidate_id=None) for one in promises for row in proofs]
    )
    verdict = Assessment.objects.get(promise=source)
    verdicts = Assessment.objects.bulk_create([_again(verdict, promise_id=one.pk) for one in promises])
    through = Assessment.evidence.through
    through.objects.bulk_create(
        through(assessment_id=of.pk, evidence_id=copies[place * len(proofs) + number].pk)
        for place, of in enumerate(verdicts)
        for number in range(len(proofs))
    )
    Entry.objects.bulk_create(_entries(list(Entry.objects.filter(promise=source)), promises, verdicts))


def _entries(rows: list[Any], promises: list[Any], verdicts: list[Any]) -> Iterator[Model]:
    from marsad.store.models import Entry

    last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    for promise, verdict in zip(promises, verdicts, strict=True):
        for row in rows:
            last += 1
            again = _again(row, promise_id=promise.pk, assessment_id=verdict.pk if row.assessment_id else None)
            again.sequence, again.hash, again.previous_hash = last, f"{last:064x}", f"{last - 1:064x}"
            yield again


def _again(row: Model, **changes: object) -> Any:
    """Return *row* as one that is not written yet, with *changes*."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**(values | changes))
