"""Load the demonstration observatory: its programme, its pages through the whole road, and its published assessments."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from marsad.domain.conflict import Conflict, Statement
from marsad.domain.reading import Failure, Page
from marsad.gather.files import read_rows
from marsad.newsroom import disputes, milestones, people, series
from marsad.newsroom.demonstration_course import load_replies
from marsad.newsroom.demonstration_verdicts import load_first_codebook, load_proposals, load_rounds, load_unseen, load_verdicts
from marsad.newsroom.ingest import Incoming, Summary, ingest
from marsad.newsroom.submit import submit
from marsad.pipeline.series.discover import series_key
from marsad.store.models import Document, Evidence, MilestoneRow, Person, Promise, SeriesRow, Submission
from marsad.store.queries.newsroom import has_foreign_record, known_page_ids
from marsad.store.queries.series import standing_documents
from marsad.store.record.conflicts import BY_A_PERSON, keep_conflict
from marsad.store.record.sources import save_outlet
from marsad.text.tokens import sentences


class DemonstrationError(ValueError):
    """The demonstration cannot be loaded here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password of the demonstration, made anew each time it is loaded."""

    username: str
    role: str
    name: str
    password: str


def folder() -> Path:
    """Return where the demonstration lies."""
    return Path(settings.DATA_FILES) / "demo"


def read_observatory() -> dict[str, Any]:
    """Return the demonstration's description, as its YAML file gives it."""
    description: dict[str, Any] = yaml.safe_load((folder() / "observatory.yml").read_text(encoding="utf-8"))
    return description


def pages() -> Iterator[Incoming | Failure]:
    """Yield the demonstration's pages that are not in the record yet, as files on the disk hold them."""
    known = known_page_ids()
    for path in sorted((folder() / "pages").glob("*.html")):
        for row in read_rows(path) if path.stem not in known else ():
            yield Incoming(row) if isinstance(row, Page) else row


def check_place() -> None:
    """Raise DemonstrationError where the record holds promises of a real observatory."""
    if not settings.DEMO_MARK.exists() and has_foreign_record():
        raise DemonstrationError(
            f"{settings.OPERATOR.data} holds a real observatory's record; name an empty folder: marsad --data FOLDER demo"
        )


def load_promises(description: dict[str, Any]) -> int:
    """Record codebook, governments, sectors, bodies and promises, unseen until their day; return how many promises there are."""
    load_first_codebook()
    load_unseen(description)
    return len(description["promises"])


def load_outlets() -> None:
    """Record the demonstration's outlets."""
    articles = yaml.safe_load((folder() / "articles.yml").read_text(encoding="utf-8"))
    for key, row in articles["outlets"].items():
        save_outlet(
            key,
            sources=(),
            name_ar=row["name"],
            name_en=row.get("name_en", ""),
            country="IQ",
            site=f"https://{row['host']}/",
            kind="website",
        )


def load_people(description: dict[str, Any]) -> tuple[Login, ...]:
    """Give the demonstration's people access, each with a new password, and return their logins."""
    logins = tuple(Login(row["key"], row["role"], row["name"]["ar"], secrets.token_urlsafe(9)) for row in description["people"])
    for login in logins:
        people.add(login.username, role=login.role, name=login.name, password=login.password)
    return logins


def load_pages(progress: Callable[[Summary], None]) -> Summary:
    """Take the demonstration's pages through the whole road."""
    return ingest(pages(), progress=progress)


def load_assessments(description: dict[str, Any]) -> int:
    """Accept, code, assess and publish as the demonstration tells; return how many assessments were new."""
    return load_verdicts(description)


def load_waiting(description: dict[str, Any]) -> None:
    """Exchange the demonstration's replies, and leave what waits at the desk: verdicts, rounds, what readers sent."""
    load_proposals(description)
    load_rounds(description)
    load_replies(description)
    for row in description["submissions"]:
        if not Submission.objects.filter(text=row["text"]).exists():
            # Each as from a caller of its own: the hourly limit is for the web.
            submit(
                promise_key=row["promise"],
                text=row["text"],
                contact=row["contact"],
                has_consented=True,
                files=[],
                caller=secrets.token_hex(8),
            )


def load_conflicts(description: dict[str, Any]) -> int:
    """Note the conflicts that the demonstration tells of, and explain to readers those with an explanation; return how many."""
    for row in description["conflicts"]:
        promise = Promise.objects.everything().get(key=row["promise"])
        documents = {row[side]["page"]: Document.objects.get(page_id=row[side]["page"]) for side in ("left", "right")}
        left, right = (_statement(documents[row[side]["page"]], row[side]) for side in ("left", "right"))
        conflict = Conflict(left, right, row["kind"], row["reason"]["ar"], row["reason"]["en"], score=1.0)
        noted, is_new = keep_conflict(promise, conflict, documents, version=BY_A_PERSON, at=timezone.now())
        if is_new and "explanation" in row:
            told = row["explanation"]
            editor = Person.objects.get(username=row["editor"])
            disputes.explain(noted.pk, editor, explanation_ar=told["ar"], explanation_en=told["en"])
    return len(description["conflicts"])


def load_series(description: dict[str, Any]) -> int:
    """Find the demonstration's amounts over time, and publish those with a title: every point that stands as evidence."""
    for row in description["series"]:
        promise = Promise.objects.everything().get(key=row["promise"])
        editor = Person.objects.get(username=row["editor"])
        series.find([promise])
        known = SeriesRow.objects.filter(promise=promise, key=series_key(row["unit"], row["about"])).first()
        found = known or series.make(promise, editor, unit=row["unit"], about=row["about"])
        if "title" in row and found.status == SeriesRow.Status.PROPOSED:
            standing, points = standing_documents(promise.pk), list(found.points.all())
            series.publish(
                found.pk,
                editor,
                points=[point.pk for point in points if point.document_id in standing],
                shown=[point.pk for point in points],
                title_ar=row["title"]["ar"],
                title_en=row["title"]["en"],
            )
    return len(description["series"])


def load_milestones(description: dict[str, Any]) -> int:
    """Confirm the milestones that the demonstration names, among those found on its pages, and say what became of some."""
    milestones.find(Promise.objects.everything().filter(key__in={row["promise"] for row in description["milestones"]}))
    for row in description["milestones"]:
        editor = Person.objects.get(username=row["editor"])
        found = MilestoneRow.objects.filter(
            promise__key=row["promise"], day=row["day"], quotes__document__page_id=row["page"]
        ).first()
        if found is None:
            raise DemonstrationError(f"{row['page']} sets no {row['day']} for {row['promise']}")
        if found.status != MilestoneRow.Status.PROPOSED:
            continue  # loaded before
        milestones.confirm(found.pk, editor, what_ar=row["what"]["ar"], what_en=row["what"]["en"])
        if "met" in row:
            wanted = Evidence.objects.filter(promise=found.promise, document__page_id=row["met"], withdrawn_at__isnull=True)
            proof = wanted.filter(stance="supports").order_by("pk").first()
            milestones.meet(found.pk, editor, evidence_id=proof.pk if proof else None, note=row.get("note", ""))
        if "missed" in row:
            milestones.miss(found.pk, editor, note=row["missed"])
    return len(description["milestones"])


def _statement(document: Document, side: dict[str, Any]) -> Statement:
    start = document.text.find(side["quote"])
    if start < 0:
        raise DemonstrationError(f"{side['page']} does not hold the words: {side['quote']}")
    end = start + len(side["quote"])
    first, last = next(pair for pair in sentences(document.text) if pair[0] <= start < pair[1])
    return Statement(side["page"], start, end, first, max(last, end))
