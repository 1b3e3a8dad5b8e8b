"""Take a programme in as a file: kept as it came, read apart, its promises found and laid before people. Publishes nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from marsad.domain.programme_text import Line, ProgrammeText, page_ref
from marsad.gather.apart import ApartError
from marsad.gather.programmes.choose import MOST_BYTES, programme_kind, read_programme_file
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.gazetteer import read_gazetteers
from marsad.pipeline.promises.likeness import KnownPromises
from marsad.pipeline.promises.particulars import Setting
from marsad.pipeline.promises.propose import VERSION, Found, Proposal, find_promises
from marsad.shipped import SHIPPED
from marsad.store.fit import fit
from marsad.store.models import Body, Person, Programme, ProgrammeFile, Promise, Sector
from marsad.store.queries import exchange as read
from marsad.store.record import exchange as record
from marsad.store.record.exchange import KeptProgramme
from marsad.text.names.gazetteer import Gazetteer

_NAME_LETTERS = 200


class SentFile(Protocol):
    """What is needed of a file that was sent, or lies on this machine."""

    @property
    def name(self) -> str | None:
        """Its name, as the sender gave it."""

    def chunks(self) -> Iterable[bytes]:
        """Yield the content, a piece at a time."""
        ...


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """A programme that was read: its row, and whether it lay here before with these very bytes."""

    file: ProgrammeFile
    is_new: bool


@cache
def gazetteer() -> Gazetteer:
    """Return the names that ship and the observatory's own."""
    folders = [SHIPPED / "gazetteer"]
    if settings.OWN_NAMES:
        folders.append(settings.OWN_NAMES)
    return read_gazetteers(*folders)


def setting_of(programme: Programme) -> Setting:
    """Return what is known besides a programme's words."""
    government = programme.government
    return Setting(
        programme.published_on,
        government.began_on,
        government.ended_on,
        tuple(Sector.objects.values_list("key", "name_ar")),
        tuple(Body.objects.values_list("key", "name_ar")),
    )


def find_in(text: ProgrammeText, programme: Programme) -> Found:
    """Return the promises of *text*, laid beside those in the record; nothing is written."""
    return find_promises(
        text,
        setting_of(programme),
        gazetteer=gazetteer(),
        known=KnownPromises(read.known_promises()),
        government=programme.government.key,
    )


def read_file(path: Path, name: str) -> ProgrammeText:
    """Return the text of the programme at *path*; raise Refusal, saying what would do, where there is none."""
    try:
        return read_programme_file(path, name)
    except ApartError as error:
        raise Refusal("file", error.ar, error.en) from error


@recorded("programme.read")
def take_programme(programme_key: str, person: Person | None, *, file: SentFile, actor: str = "") -> ReadProgramme:
    """Keep *file*, read it and lay the promises found in it before people; the same bytes again change nothing.

    Raise Refusal, keeping nothing, where it cannot be read.
    """
    programme = Programme.objects.select_related("government").filter(key=programme_key).first()
    if programme is None:
        keys = ", ".join(Programme.objects.values_list("key", flat=True)) or "—"
        raise Refusal("programme", f"لا برنامج بهذا المفتاح؛ المسجل: {keys}.", f"No programme has that key; there are {keys}.")
    name = PurePath((file.name or "").replace("\\", "/")).name[-_NAME_LETTERS:] or "file"
    try:
        kind = programme_kind(name)
    except ApartError as error:
        raise Refusal("file", error.ar, error.en) from error
    kept = _keep(file, name, kind)
    path = Path(settings.UPLOAD_ROOT) / kept.path
    try:
        known = ProgrammeFile.objects.filter(programme=programme, sha256=kept.sha256).first()
        if known is not None:
            path.unlink(missing_ok=True)
            return ReadProgramme(known, is_new=False)
        text = read_file(path, name)
        found = find_in(text, programme)
        row = record.keep_programme(
            programme,
            kept,
            _rows(found, text),
            person=person,
            at=timezone.now(),
            pages=text.pages,
            silent_pages=list(text.silent_pages),
            lines=[[line.page, line.number, line.kind, fit(line.text), line.is_start] for line in text.lines],
            left_out=[[one.first, one.last, fit(one.text), one.ar, one.en] for one in found.left_out],
            finder_version=VERSION,
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return ReadProgramme(row, is_new=True)


def _keep(file: SentFile, name: str, kind: str) -> KeptProgramme:
    """Write the bytes below the upload folder, under a name of our own."""
    folder = Path(settings.UPLOAD_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = f"{secrets.token_hex(16)}.bin"
    digest, size = hashlib.sha256(), 0
    try:
        with open(os.open(folder / place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in file.chunks():
                size += len(chunk)
                if size > MOST_BYTES:
                    most = MOST_BYTES // 2**20
                    raise Refusal("file", f"الملف أكبر من {most} ميغابايت.", f"The file is over {most} MB.")
                digest.update(chunk)
                out.write(chunk)
        if size == 0:
            raise Refusal("file", "الملف فارغ.", "The file is empty.")
    except BaseException:
        (folder / place).unlink(missing_ok=True)
        raise
    return KeptProgramme(name=fit(name), kind=kind, sha256=digest.hexdigest(), size=size, path=place)


def _rows(found: Found, text: ProgrammeText) -> list[dict[str, Any]]:
    likes = {one.like.key for one in found.proposals if one.like}
    promises = dict(Promise.objects.everything().filter(key__in=likes).values_list("key", "pk"))
    sectors = dict(Sector.objects.values_list("key", "pk"))
    bodies = dict(Body.objects.values_list("key", "pk"))
    return [proposal_values(one, text.lines, text.pages, promises, sectors, bodies) for one in found.proposals]


def proposal_values(
    one: Proposal,
    lines: Iterable[Line],
    pages: int,
    promises: dict[str, int],
    sectors: dict[str, int],
    bodies: dict[str, int],
) -> dict[str, Any]:
    """Return the columns of a proposal."""
    rows = tuple(lines)
    first, last = rows[one.first], rows[one.last]
    return {
        "first_line": one.first,
        "last_line": one.last,
        "page_ref": page_ref(first.page, first.number, last.page, last.number, pages=pages),
        "text": fit(one.text),
        "title": fit(one.title, 300),
        "heading": fit(one.heading),
        "sector_id": sectors.get(one.sector),
        "body_id": bodies.get(one.body),
        "deadline": one.deadline[:32],
        "score": one.score,
        "is_vague": one.is_vague,
        "reasons": [list(reason) for reason in one.reasons],
        "like_id": promises.get(one.like.key) if one.like else None,
        "like_kind": one.like.kind if one.like else "",
        "like_score": one.like.score if one.like else 0.0,
    }
