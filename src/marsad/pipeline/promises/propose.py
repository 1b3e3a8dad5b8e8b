"""Find the promises of a programme: from its lines to proposals with place, reasons and particulars, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.domain.programme_text import ProgrammeText
from marsad.pipeline.promises.likeness import KnownPromises, Like
from marsad.pipeline.promises.particulars import Setting, body_of, deadline_of, sector_of, title_of
from marsad.pipeline.promises.units import Unit, cells, find_units
from marsad.pipeline.promises.weigh import Told, Weighed, weigh
from marsad.text.amounts.find import find_amounts
from marsad.text.fold import fold
from marsad.text.names.gazetteer import Gazetteer

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that promises. *first* and *last* number its lines in the programme, from 0; *reasons* are (ar, en)."""

    text: str
    first: int
    last: int
    title: str
    heading: str
    sector: str
    body: str
    deadline: str
    score: float
    is_vague: bool
    reasons: tuple[tuple[str, str], ...]
    like: Like | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that promises nothing, and why."""

    text: str
    first: int
    last: int
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a programme holds: proposals in its order, and the sentences left out."""

    proposals: tuple[Proposal, ...]
    left_out: tuple[LeftOut, ...]


def find_promises(
    programme: ProgrammeText,
    setting: Setting,
    *,
    gazetteer: Gazetteer | None = None,
    known: KnownPromises | None = None,
    government: str = "",
) -> Found:
    """Return the promises of *programme* and the sentences that are none. A sentence said twice is proposed once."""
    proposals: list[Proposal] = []
    left: list[LeftOut] = []
    seen: set[str] = set()
    for unit in find_units(programme.lines):
        made = propose_unit(unit, setting, gazetteer=gazetteer, known=known, government=government)
        if isinstance(made, LeftOut):
            left.append(made)
        elif (key := fold(made.text)) in seen:
            left.append(LeftOut(made.text, made.first, made.last, "وردت قبل هذا بلفظها.", "Stood before in the same words."))
        else:
            seen.add(key)
            proposals.append(made)
    return Found(tuple(proposals), tuple(left))


def propose_unit(
    unit: Unit,
    setting: Setting,
    *,
    gazetteer: Gazetteer | None = None,
    known: KnownPromises | None = None,
    government: str = "",
    is_wanted: bool = False,
) -> Proposal | LeftOut:
    """Return what *unit* promises, or why it promises nothing; where a person asked for it (*is_wanted*), always a proposal."""
    deadline, said = deadline_of(unit.text, setting)
    body, body_name = body_of(unit.text, setting, gazetteer)
    told = Told(_amounts(unit.text, said), deadline, bool(body_name))
    text, weighed = _strongest(unit, told)
    if weighed.left_out is not None and not is_wanted:
        return LeftOut(unit.text, unit.first, unit.last, *weighed.left_out)
    sector, sector_name = sector_of(text, unit.headings, setting)
    like = known.like(text, government=government, began_on=setting.began_on.isoformat()) if known else None
    reasons = [(sign.ar, sign.en) for sign in weighed.signs]
    if unit.lead:
        reasons.append((f"بعد «{unit.lead}»", f"after “{unit.lead}”"))
    if sector_name:
        reasons.append((f"القطاع من العنوان أو الألفاظ: «{sector_name}»", f"the sector by heading or words: “{sector_name}”"))
    if body_name and not body:
        reasons.append((f"تسمي «{body_name}»، وليست بين الجهات المسجلة", f"names “{body_name}”, which is no body of the record"))
    if weighed.is_vague:
        reasons.append(("توجه عام لا يعرف متى ينجز", "a general direction: nobody can say when it is done"))
    heading = unit.headings[-1] if unit.headings else ""
    return Proposal(
        text, unit.first, unit.last, title_of(text), heading, sector, body, deadline, max(weighed.score, 0.0),
        weighed.is_vague, tuple(reasons), like,
    )  # fmt: skip


def _strongest(unit: Unit, told: Told) -> tuple[str, Weighed]:
    """Return the words of *unit* that act, of a table's row the cell, and how far they promise."""
    parts: Iterable[str] = cells(unit.text) if unit.kind == "table" else (unit.text,)
    weighed = [(part, weigh(unit, part, told)) for part in parts]
    if not weighed:
        return unit.text, weigh(unit, unit.text, told)
    return max(weighed, key=lambda pair: (pair[1].left_out is None, pair[1].score))


def _amounts(text: str, deadline_words: str) -> int:
    """Return how many amounts *text* names, those of its deadline («خلال سنتين») apart."""
    return sum(text[mention.start : mention.end] not in deadline_words for mention in find_amounts(text))
