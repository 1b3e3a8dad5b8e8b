"""Time `marsad ledger verify` over a record of many entries: `python bench/ledger.py [ENTRIES]` (100,000 unless told otherwise).

The record is made here, in a folder of its own: each entry publishes a verdict with two of a thousand pieces of evidence, sealed
by the newsroom's own code. What is timed is the command, in a process of its own: wall clock, processor, memory.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_AT_ONCE = 2000
_LONG_AGO = dt.datetime(2025, 10, 2, 12, tzinfo=dt.UTC)
_WORDS = "أعلنت اللجنة العليا أن آخر المستشارين غادروا القواعد. وأضافت أن المرحلة الأولى انتهت في أيلول 2025. " * 8


def build(entries: int) -> None:
    """Fill the record that the settings name."""
    from django.db import transaction

    from marsad.domain.ledger import GENESIS, canonical, chain_hash
    from marsad.newsroom.founding import found
    from marsad.store.models import Assessment, CodebookVersion, Document, Entry, Evidence, Seal, Snapshot, Story
    from marsad.store.record import people, programme
    from marsad.store.record.sealing import gather_seals

    found()
    codebook = CodebookVersion.objects.get()
    zahra, omar = (people.save_person(name, role="editor", name=name, password="x" * 20) for name in ("zahra", "omar"))
    government = programme.save_government("one", name_ar="حكومة", began_on=dt.date(2022, 10, 27))
    sector = programme.save_sector("security", name_ar="الأمن")
    promises = [
        programme.save_promise(
            f"promise-{number}", actor="bench", at=_LONG_AGO, government=government, sector=sector, title_ar="وعد", text_ar=_WORDS
        )
        for number in range(100)
    ]
    story = Story.objects.create(key="one")
    documents = Document.objects.bulk_create(
        Document(
            key=f"https://news.example/{number}",
            page_id=f"{number}",
            url=f"https://news.example/{number}",
            title="خبر",
            text=_WORDS,
            published_on=dt.date(2025, 10, 1),
            story=story,
            read_at=_LONG_AGO,
        )
        for number in range(1000)
    )
    snapshots = Snapshot.objects.bulk_create(
        Snapshot(
            document=document,
            url=document.url,
            fetched_at=_LONG_AGO,
            sha256="0" * 64,
            archive_file="x",
            archive_offset=0,
            archive_length=1,
            size=1,
        )
        for document in documents
    )
    evidence = Evidence.objects.bulk_create(
        Evidence(
            promise=promises[place % 100],
            document=document,
            snapshot=snapshot,
            quote=_WORDS[:100],
            end=100,
            stance="supports",
            rung="delivered",
            said_on=dt.date(2025, 10, 1),
            accepted_by=zahra,
            accepted_at=_LONG_AGO,
        )
        for place, (document, snapshot) in enumerate(zip(documents, snapshots, strict=True))
    )
    done = Entry.objects.count()
    while done < entries:
        count = min(_AT_ONCE, entries - done)
        with transaction.atomic():
            Assessment.objects.filter(status="published").update(status="superseded")
            rows = Assessment.objects.bulk_create(
                Assessment(
                    promise=promises[number % 100],
                    codebook=codebook,
                    verdict="half_done",
                    effective_on=dt.date(2025, 10, 2),
                    summary_ar=_WORDS[:100],
                    status="published" if number >= count - 100 else "superseded",
                    author=zahra,
                    seconder=omar,
                    written_at=_LONG_AGO,
                    published_at=_LONG_AGO,
                )
                for number in range(count)
            )
            ties = Assessment.evidence.through
            ties.objects.bulk_create(
                ties(assessment=row, evidence=evidence[(number * 2 + side) % 1000])
                for number, row in enumerate(rows)
                for side in (0, 1)
            )
            last = Entry.objects.order_by("-sequence").first()
            previous = last.hash if last else GENESIS
            told, first = gather_seals(rows)
            beside: dict[int, dict[str, str | None]] = {}
            order = list(first)
            for place, name in enumerate(order):
                beside.setdefault(place * count // len(order), {})[name] = first[name]
            made, kept = [], {}
            for number, row in enumerate(rows):
                name, sequence = f"assessment:{row.pk}", done + number + 1
                payload = {"assessment": row.pk, "promise": row.promise.key, "reasons": _WORDS[:200], "seals": {name: told[name]}}
                text = canonical(payload | {"seals_with": beside.get(number, {})})
                facts = {
                    "sequence": sequence,
                    "at": _LONG_AGO.isoformat(timespec="microseconds"),
                    "actor": "omar",
                    "payload": text,
                }
                digest = chain_hash(**facts, kind="assessment.published", previous_hash=previous)
                made.append(
                    Entry(
                        **facts,
                        kind="assessment.published",
                        previous_hash=previous,
                        hash=digest,
                        promise=row.promise,
                        assessment=row,
                    )
                )
                kept[sequence] = {name: told[name]} | beside.get(number, {})
                previous = digest
            Entry.objects.bulk_create(made)
            Seal.objects.bulk_create(
                Seal(name=name, sha256=sha256, sequence=at) for at, some in kept.items() for name, sha256 in some.items()
            )
        done += count
        print(f"\r{done} entries", end="", file=sys.stderr)
    print(file=sys.stderr)


def main() -> None:
    """Build, time, say."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="marsad-bench-") as folder:
        os.environ |= {"MARSAD_DATA": folder, "DJANGO_SETTINGS_MODULE": "marsad.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        build(entries)
        django.db.connection.close()
        command = [str(Path(sys.executable).with_name("marsad")), "ledger", "verify"]
        began = time.monotonic()
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        wall, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        print((done.stdout + done.stderr[-2000:]).strip())
        print(f"wall {wall:.1f} s, processor {used.ru_utime + used.ru_stime:.1f} s, most memory {used.ru_maxrss / 1024:.0f} MB")
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
