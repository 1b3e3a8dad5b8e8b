"""What a page as known on a past day costs against the same page of today: SQLite, the whole answer, in turns within one run.

`.venv/bin/python bench/as_of.py`. The bar is twice. The record is made up: many promises with a course of verdicts each,
one of them with 40 pieces of evidence, in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BAR = 2.0


def _start(folder: str) -> None:
    """Point Marsad at an empty record in *folder*: before anything of it is imported."""
    os.environ["MARSAD_RENDERED_COPIES"] = "no"  # a copy would answer both
    os.environ["MARSAD_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "marsad.settings"
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _build(promises: int, verdicts: int, findings: int) -> str:
    """Make the record: one verdict a month for every promise; return the key of the promise with many findings."""
    from django.db import transaction
    from tests import observatory

    from marsad.newsroom import assess, publish, review

    with transaction.atomic():
        observatory.load_codebook()
        writer, second = observatory.person("writer", "editor"), observatory.person("second", "editor")
        documents = [observatory.document() for _ in range(findings)]
        for number in range(promises):
            about = observatory.promise(f"bench-{number}", title=f"وعد رقم {number}", sector=f"sector-{number % 12}")
            of = documents if number == 0 else documents[:2]
            kept = [
                review.accept(
                    observatory.candidate(about, of=document).pk, writer, stance="supports", rung="under_way", start=0, end=40
                ).pk
                for document in of
            ]
            for step in range(verdicts):
                day = dt.date(2025, 10, 2) + dt.timedelta(days=30 * step)
                made = assess.propose(
                    about, writer, verdict="half_done", effective_on=day, summary_ar="شهد مصدران.", evidence_ids=kept
                )
                publish.publish(made.pk, second, at=dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC))
    return "bench-0"


def _median_ms(addresses: list[str], rounds: int) -> list[float]:
    from django.test import Client

    client, taken = Client(headers={"host": "localhost"}), [[] for _ in addresses]
    for number in range(rounds + 2):
        for place, address in enumerate(addresses):
            begin = time.process_time()
            answer = client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}")
            if number >= 2:
                taken[place].append((time.process_time() - begin) * 1000)
    return [statistics.median(one) for one in taken]


def main() -> None:
    """Print each page's median of today and of a past day, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=300)
    parser.add_argument("--verdicts", type=int, default=4)
    parser.add_argument("--findings", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _start(folder)
        key = _build(asked.promises, asked.verdicts, asked.findings)
        print(f"{asked.promises} promises, {asked.verdicts} verdicts each; CPU ms, median of {asked.rounds}, in turns")
        for page in ("/", "/promises/", f"/promises/{key}/", "/method/"):
            now, then = _median_ms([page, f"{page}?as_of=2026-02-15"], asked.rounds)
            word = "within" if then <= BAR * now else "OVER"
            print(f"{page:24} today {now:7.1f}  as of a day {then:7.1f}  {then / now:.2f}x  ({word} the bar of {BAR}x)")


if __name__ == "__main__":
    main()
