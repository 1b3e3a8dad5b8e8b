"""Take a programme in as a file: kept as it came, read apart, its promises found and laid before people. Publishes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from marsad.domain.programme_text import Line, ProgrammeText, page_ref
from marsad.gather.apart import ApartError
from marsad.gather.programmes.choose import MOST_BYTES, programme_kind, read_programme_file
from marsad.newsroom.acts import check, recorded, write_act
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.sent_files import SentFile, new_file, plain_name, write_to
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

_ACT = "programme.read"


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


def take_programme(programme_key: str, person: Person | None, *, file: SentFile, actor: str = "") -> ReadProgramme:
    """Keep *file*, read it and lay the promises found in it before people; the same bytes again change nothing.

    Raise Refusal, keeping nothing, where it cannot be read.
    """
    with new_file() as path:
        try:
            if person is not None:
                check(person, _ACT)
            programme, kept = _taken(programme_key, file, path)
            # Reading takes seconds, of a long programme a minute: the record is not held against others meanwhile.
            read_now = None if _known(programme, kept) else _read(path, kept, programme)
        except Refusal as refusal:
            write_act(_ACT, person=person, actor=actor, kind="programme", key=programme_key, refused=(refusal.ar, refusal.en))
            raise
        row = _keep(programme, person, kept=kept, read_now=read_now, actor=actor)
        is_new = row.path == kept.path
        if not is_new:
            path.unlink()
    return ReadProgramme(row, is_new)


def _taken(programme_key: str, file: SentFile, path: Path) -> tuple[Programme, KeptProgramme]:
    """Write the bytes of *file* to *path*; return the programme that it is, and what is kept of it."""
    programme = Programme.objects.select_related("government").filter(key=programme_key).first()
    if programme is None:
        known = list(Programme.objects.values_list("key", flat=True)) or ["—"]
        keys = "، ".join(f"«{key}»" for key in known), ", ".join(f"“{key}”" for key in known)
        raise Refusal(
            "programme", f"لا برنامج بهذا المفتاح؛ المسجل: {keys[0]}.", f"No programme has that key; there are {keys[1]}."
        )
    name = plain_name(file.name)
    try:
        kind = programme_kind(name)
    except ApartError as error:
        raise Refusal("file", error.ar, error.en) from error
    most = MOST_BYTES // 2**20
    too_large = Refusal("file", f"الملف أكبر من {most} ميغابايت.", f"The file is over {most} MB.")
    sha256, size = write_to(path, file, most=MOST_BYTES, too_large=too_large)
    if size == 0:
        raise Refusal("file", "الملف فارغ.", "The file is empty.")
    return programme, KeptProgramme(name=fit(name), kind=kind, sha256=sha256, size=size, path=path.name)


def _known(programme: Programme, kept: KeptProgramme) -> ProgrammeFile | None:
    return ProgrammeFile.objects.filter(programme=programme, sha256=kept.sha256).first()


def _read(path: Path, kept: KeptProgramme, programme: Programme) -> tuple[ProgrammeText, Found]:
    text = read_file(path, kept.name)
    return text, find_in(text, programme)


@recorded(_ACT)
def _keep(
    programme: Programme,
    person: Person | None,
    *,
    kept: KeptProgramme,
    read_now: tuple[ProgrammeText, Found] | None,
    actor: str,
) -> ProgrammeFile:
    """Record the programme with what was found in it; where another sent the same bytes before, that row stays."""
    record.hold_files()
    known = _known(programme, kept)
    if known is not None or read_now is None:
        return known or ProgrammeFile.objects.get(programme=programme, sha256=kept.sha256)
    text, found = read_now
    return record.keep_programme(
        programme,
        kept,
        proposal_values(found.proposals, text.lines, text.pages),
        person=person,
        at=timezone.now(),
        pages=text.pages,
        silent_pages=list(text.silent_pages),
        lines=[[line.page, line.number, line.kind, fit(line.text), line.is_start] for line in text.lines],
        left_out=[[one.first, one.last, fit(one.text), one.ar, one.en] for one in found.left_out],
        finder_version=VERSION,
    )


def proposal_values(found: Sequence[Proposal], lines: Sequence[Line], pages: int) -> list[dict[str, Any]]:
    """Return the columns of each proposal that was found in *lines*."""
    likes = {one.like.key for one in found if one.like}
    promises = dict(Promise.objects.everything().filter(key__in=likes).values_list("key", "pk"))
    sectors = dict(Sector.objects.values_list("key", "pk"))
    bodies = dict(Body.objects.values_list("key", "pk"))
    return [
        {
            "first_line": one.first,
            "last_line": one.last,
            "page_ref": _place(lines[one.first], lines[one.last], pages),
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
        for one in found
    ]


def _place(first: Line, last: Line, pages: int) -> str:
    return page_ref(first.page, first.number, last.page, last.number, pages=pages)
