"""A small observatory for tests: people, a government, promises, and documents with candidates. Each call makes its own rows."""

import datetime as dt
from itertools import count
from pathlib import Path

import yaml
from django.utils import timezone

from marsad.newsroom.training import read_pages as _read_pages
from marsad.store.models import Candidate, Document, Promise, Snapshot, Story
from marsad.store.record import leads, people, programme

ROOT = Path(__file__).resolve().parent.parent
_NUMBERS = count(1)
FOUNDED = dt.datetime(2020, 5, 7, 9, tzinfo=dt.UTC)  # promises of tests are published then, that past days know them
PASSWORD = "correct horse battery staple"
TEXT = "أعلنت اللجنة العليا أن آخر المستشارين غادروا القواعد. وأضافت أن المرحلة الأولى انتهت في أيلول 2025."


def load_codebook():
    body = yaml.safe_load((ROOT / "data/codebooks/iraqi-observatory-1.yml").read_text(encoding="utf-8"))
    return programme.save_codebook(body, actor="tests", at=timezone.now())


def person(username, role="monitor"):
    return people.save_person(username, role=role, name=f"الراصد {username}", password=PASSWORD)


def government(key="sudani", began="2022-10-27", ended=None):
    return programme.save_government(
        key,
        name_ar=f"حكومة {key}",
        name_en=f"Government {key}",
        began_on=dt.date.fromisoformat(began),
        ended_on=dt.date.fromisoformat(ended) if ended else None,
    )


def promise(key=None, *, cabinet=None, sector="security", title="إنهاء مهمة التحالف الدولي", **values) -> Promise:
    return programme.save_promise(
        key or f"promise-{next(_NUMBERS)}",
        actor="tests",
        at=values.pop("at", FOUNDED),
        government=cabinet or government(),
        sector=programme.save_sector(sector, name_ar=f"قطاع {sector}", name_en=f"Sector {sector}"),
        title_ar=title,
        text_ar=values.pop("text_ar", "تحاور الحكومة دول التحالف وصولا إلى جدول زمني."),
        **values,
    )


def document(*, text=TEXT, day="2025-10-01", title=None, outlet=None, story=None, url=None) -> Document:
    number = next(_NUMBERS)
    address = url or f"https://news.example/{number}"
    made = Document.objects.create(
        key=address,
        page_id=f"d{number}",
        url=address,
        title=title or f"خبر رقم {number}",
        text=text,
        published_on=dt.date.fromisoformat(day) if day else None,
        outlet_name=f"وكالة تجريبية {number}" if outlet is None else outlet,
        language="ar",
        story=story or Story.objects.create(key=f"story-{number}"),
        read_at=timezone.now(),
    )
    Snapshot.objects.create(
        document=made,
        url=address,
        fetched_at=timezone.now(),
        sha256=f"{number:064x}",
        archive_file="2025-10-01.warc.gz",
        archive_offset=0,
        archive_length=10,
        size=10,
    )
    return made


def candidate(
    about: Promise, *, of: Document | None = None, score=0.8, suggested=True, stance="supports", rung="under_way", **values
):
    made = Candidate.objects.create(
        document=of or document(),
        promise=about,
        score=score,
        is_suggested=suggested,
        stance=stance,
        rung=rung,
        start=values.pop("start", 0),
        end=values.pop("end", 52),
        reasons=["يسمي التحالف والعراق"],
        matcher_version="tests",
        **values,
    )
    leads.settle([made.document.story_id], [about.pk])
    made.refresh_from_db(fields=["leads_from", "leads_stance_from"])
    return made


_READ = {}


def read_once(pages):
    """Read *pages* as training does, but each only once in a run of the tests: the starting set takes seconds."""
    _READ.update(_read_pages([page for page in pages if page.id not in _READ]))
    return {page.id: _READ[page.id] for page in pages if page.id in _READ}
