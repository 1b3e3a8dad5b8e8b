"""Time the pages of a desk whose queue holds 50,000 open candidates, through the real middleware, by Django's test client.

The store is built once below --data: stories with copies, 200 promises, 10 outlets, decided and deferred ones among them, and the
conflicts, milestones and series that the menu counts. Each page is asked for once unmeasured and then --rounds times.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpResponseBase
    from django.test import Client

    from marsad.store.models import Candidate, Document, Person, Promise

PROMISES, OUTLETS, SECTORS = 200, 10, 14
SENTENCES = (
    "أعلنت الوزارة أن العمل في المشروع بلغ مراحل متقدمة وأن الفرق الفنية تواصل عملها في الموقع.",
    "وقال المتحدث باسم الهيئة إن نسبة الإنجاز ارتفعت خلال الشهر الماضي وإن الموعد ما زال قائما.",
    "وأضاف أن التخصيصات المالية أطلقت وأن الشركة المنفذة باشرت نصب المعدات قرب المدينة.",
    "وكان مجلس المحافظة قد طالب بتسريع الخطوات ومحاسبة المقصرين عن تأخر المرحلة الأولى.",
    "وأشارت مصادر محلية إلى أن السكان ينتظرون وصول الخدمة منذ سنوات من دون نتيجة واضحة.",
    "وبحسب البيان فإن اللجنة ستعقد اجتماعا جديدا لبحث العقبات وتقديم تقرير مفصل إلى الحكومة.",
)


def _prepare(folder: Path) -> None:
    os.environ["MARSAD_DATA"], os.environ["DJANGO_SETTINGS_MODULE"] = str(folder), "marsad.settings"
    os.environ["MARSAD_REQUIRE_MFA"] = "no"  # whoever asks here signs in by a password
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _promises(chance: random.Random) -> list[Promise]:
    from django.utils import timezone

    from marsad.store.record import programme

    governments = [
        programme.save_government(key, name_ar=name, name_en=key, began_on=began, ended_on=ended)
        for key, name, began, ended in (
            ("first", "الحكومة الأولى", dt.date(2020, 5, 7), dt.date(2022, 10, 27)),
            ("second", "الحكومة الثانية", dt.date(2022, 10, 27), None),
        )
    ]
    sectors = [programme.save_sector(f"sector-{n}", name_ar=f"قطاع {n}", name_en=f"Sector {n}") for n in range(SECTORS)]
    return [
        programme.save_promise(
            f"promise-{number}",
            actor="bench",
            at=timezone.now(),
            government=governments[number % 2],
            sector=sectors[number % SECTORS],
            title_ar=f"إنجاز المشروع رقم {number} في موعده",
            text_ar=" ".join(chance.sample(SENTENCES, 2)),
        )
        for number in range(PROMISES)
    ]


def _documents(chance: random.Random, count: int) -> list[Document]:
    from django.utils import timezone

    from marsad.store.models import Document, Outlet, Snapshot, Story

    outlets = [Outlet.objects.create(key=f"outlet-{n}", name_ar=f"جهة {n}", name_en=f"Outlet {n}") for n in range(OUTLETS)]
    now, day = timezone.now(), dt.date(2026, 1, 1)
    documents, number = [], 0
    while number < count:
        story = Story(key=f"story-{number}")
        copies = chance.choices((1, 2, 3, 5), (70, 18, 8, 4))[0]
        text = "\n".join(chance.choices(SENTENCES, k=chance.randrange(8, 24)))
        for copy in range(copies):
            documents.append(
                Document(
                    key=f"https://news.example/{number}",
                    page_id=f"d{number}",
                    url=f"https://news.example/{number}",
                    title=f"خبر رقم {number} عن مشروع في محافظة",
                    text=text,
                    published_on=day - dt.timedelta(days=chance.randrange(400)),
                    outlet=outlets[(number + copy) % OUTLETS],
                    language="ar",
                    story=story,
                    read_at=now,
                )
            )
            number += 1
    stories = list({id(document.story): document.story for document in documents}.values())
    Story.objects.bulk_create(stories, batch_size=2000)
    Document.objects.bulk_create(documents, batch_size=2000)
    Snapshot.objects.bulk_create(
        (
            Snapshot(
                document=document,
                url=document.url,
                fetched_at=now,
                sha256=f"{document.pk:064x}",
                archive_file="a.warc.gz",
                archive_offset=0,
                archive_length=1,
                size=1,
            )
            for document in documents
        ),
        batch_size=2000,
    )
    return documents


def _candidates(
    chance: random.Random, documents: list[Document], promises: list[Promise], wanted: int, person: Person
) -> list[Candidate]:
    from django.utils import timezone

    from marsad.store.models import Candidate

    now, today = timezone.now(), timezone.localdate()
    of_story: dict[int, list[Promise]] = {}
    rows, still_open = [], 0
    for document in documents:
        near = of_story.setdefault(document.story_id, chance.sample(promises, chance.choices((1, 2, 3), (60, 30, 10))[0]))
        for promise in near:
            status = chance.choices(("waiting", "rejected", "accepted", "deferred"), (87, 8, 3, 2))[0]
            still_open += status == "waiting"
            rows.append(
                Candidate(
                    document=document,
                    promise=promise,
                    score=round(chance.random(), 4),
                    is_suggested=chance.random() < 0.5,
                    stance=chance.choice(("supports", "refutes", "discusses")),
                    rung="under_way",
                    start=0,
                    end=len(SENTENCES[0]),
                    reasons=[["يسمي المشروع", "names the project"]],
                    chances=[0.5, 0.3, 0.2],
                    matcher_version="bench",
                    status=status,
                    reason="unrelated" if status == "rejected" else "",
                    deferred_until=today + dt.timedelta(days=chance.randrange(-9, 30)) if status == "deferred" else None,
                    decided_by=None if status == "waiting" else person,
                    decided_at=None if status == "waiting" else now - dt.timedelta(minutes=chance.randrange(90_000)),
                )
            )
        if still_open >= wanted:
            break
    Candidate.objects.bulk_create(rows, batch_size=2000)
    return rows


def _build(wanted: int) -> None:
    import yaml
    from django.db import connection
    from django.utils import timezone

    from marsad.shipped import SHIPPED
    from marsad.store.models import ConflictRow
    from marsad.store.record import people, programme

    chance = random.Random(7)
    book = yaml.safe_load((SHIPPED / "codebooks" / "iraqi-observatory-1.yml").read_text(encoding="utf-8"))
    programme.save_codebook(book, actor="bench", at=timezone.now())
    person = people.save_person("bench", role="monitor", name="قياس", password="not for anything but timing")
    promises = _promises(chance)
    documents = _documents(chance, wanted)
    candidates = _candidates(chance, documents, promises, wanted, person)
    pairs = [(chance.choice(candidates), chance.choice(candidates)) for _ in range(300)]
    ConflictRow.objects.bulk_create(
        ConflictRow(
            promise=one.promise,
            left=one.document,
            right=other.document,
            kind="amount",
            left_start=0,
            left_end=5,
            left_quote_start=0,
            left_quote_end=40,
            left_quote=SENTENCES[0][:40],
            right_start=0,
            right_end=5,
            right_quote_start=0,
            right_quote_end=40,
            right_quote=SENTENCES[1][:40],
            reason_ar="عددان مختلفان لشيء واحد",
            reason_en="two different numbers of one thing",
            found_at=timezone.now(),
            key=f"bench-{number}",
            score=0.5,
        )
        for number, (one, other) in enumerate(pairs)
        if one.document_id != other.document_id
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _measure(name: str, ask: Callable[[], HttpResponseBase], rounds: int) -> float:
    ask()
    walls, processors = [], []
    for _ in range(rounds):
        began, began_cpu = time.perf_counter(), time.process_time()
        response = ask()
        walls.append(1000 * (time.perf_counter() - began))
        processors.append(1000 * (time.process_time() - began_cpu))
        address = response.get("Location", "")
        assert response.status_code == 200 or address.startswith("/desk/"), f"{name} answered {response.status_code} {address}"
    print(
        f"{name:38s} median {statistics.median(walls):7.0f} ms  worst {max(walls):7.0f} ms   "
        f"processor {statistics.median(processors):7.0f} / {max(processors):.0f} ms",
        flush=True,
    )
    return max(walls)


def _pages() -> dict[str, str]:
    from marsad.store.models import Candidate

    best = Candidate.objects.filter(status="waiting").order_by("-is_suggested", "-score", "id").first()
    middle = Candidate.objects.filter(status="waiting").order_by("-is_suggested", "-score", "id")[130]
    last = Candidate.objects.filter(status="waiting").order_by("is_suggested", "score", "-id").first()
    decided = Candidate.objects.filter(status="rejected").first()
    assert best
    assert last
    assert decided
    return {
        "overview": "/desk/",
        "page 2": "/desk/?page=2",
        "deep page": "/desk/?page=400",
        "last page": "/desk/?page=99999",
        "of a promise": "/desk/?promise=promise-7",
        "of a sector": "/desk/?sector=sector-3",
        "of an outlet": "/desk/?outlet=outlet-4",
        "of a stance": "/desk/?stance=refutes",
        "of an outlet and a stance": "/desk/?outlet=outlet-4&stance=refutes",
        "suggested only": "/desk/?suggested=on",
        "with copies": "/desk/?copies=on",
        "a candidate, first": f"/desk/candidates/{best.pk}/",
        "a candidate, on page 3": f"/desk/candidates/{middle.pk}/",
        "a candidate, last": f"/desk/candidates/{last.pk}/",
        "a candidate of a promise": f"/desk/candidates/{middle.pk}/?promise={middle.promise.key}",
        "a candidate of a stance": f"/desk/candidates/{middle.pk}/?stance={middle.stance}",
        "a candidate decided": f"/desk/candidates/{decided.pk}/",
        "promises": "/desk/promises/",
        "a promise": "/desk/promises/promise-7/",
        "conflicts": "/desk/conflicts/",
        "milestones": "/desk/milestones/",
        "series": "/desk/series/",
        "by promise": "/desk/by/promise/",
        "by sector": "/desk/by/sector/",
        "by story": "/desk/by/story/",
        "a story": f"/desk/stories/{best.document.story_id}/",
        "mine": "/desk/?assignee=me",
        "side by side": f"/desk/candidates/{best.pk}/side/",
        "today": "/desk/today/",
        "deadlines": "/desk/deadlines/",
        "quiet promises": "/desk/quiet/",
    }


def _decisions(client: Client, rounds: int) -> dict[str, Callable[[], HttpResponseBase]]:
    from marsad.store.models import Candidate

    ids = iter(list(Candidate.objects.filter(status="waiting").values_list("pk", flat=True)[500 : 500 + 4 * (rounds + 1)]))
    done: list[int] = []

    def decide(act: str, **values: str) -> HttpResponseBase:
        done.append(next(ids))
        return client.post(f"/desk/candidates/{done[-1]}/{act}/", values)

    return {
        "accept, then the next": lambda: decide("accept", stance="supports", rung="under_way"),
        "reject, then the next": lambda: decide("reject", reason="unrelated"),
        "defer, then the next": lambda: decide("defer", days="7"),
        "undo": lambda: client.post("/desk/undo/"),
    }


def main() -> None:
    """Build the store where there is none, then print what each page takes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, help="keep the store here for the next run")
    asked.add_argument("--candidates", type=int, default=50_000)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--only", default="", help="measure the pages whose name or address holds this")
    given = asked.parse_args()
    folder = given.data or Path(tempfile.mkdtemp(prefix="marsad-queue-"))
    folder.mkdir(parents=True, exist_ok=True)
    _prepare(folder)
    from django.conf import settings
    from django.test import Client

    from marsad.store.models import Candidate, Person

    settings.ALLOWED_HOSTS = ["*"]
    if not Candidate.objects.exists():
        began = time.perf_counter()
        _build(given.candidates)
        print(f"built in {time.perf_counter() - began:.0f} s", flush=True)
    print(f"{Candidate.objects.filter(status='waiting').count()} wait, of {Candidate.objects.count()} candidates", flush=True)
    client = Client()
    client.force_login(Person.objects.get(username="bench"), backend="allauth.account.auth_backends.AuthenticationBackend")
    asks: dict[str, Callable[[], HttpResponseBase]] = {
        f"{name}": lambda address=address: client.get(address) for name, address in _pages().items()
    }
    asks |= _decisions(client, given.rounds)
    worst = [_measure(name, ask, given.rounds) for name, ask in asks.items() if given.only in name]
    print(f"worst of all {max(worst):.0f} ms")


if __name__ == "__main__":
    main()
