"""The public ledger: the head of each day, and its entries word for word."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from marsad.api.asked import Asked, AskedList, Key
from marsad.api.cursors import bad_cursor
from marsad.api.problems import ProblemDetail, missing
from marsad.api.routes.words import about
from marsad.api.told.common import day_of, head, list_head
from marsad.api.told.ledger import EntryAnswer, EntryList, HeadList, tell_entry, tell_head
from marsad.domain.ledger import MOST
from marsad.store.queries.cuts import a_number
from marsad.store.queries.ledger import read_entry, read_heads
from marsad.store.queries.told_cuts import cut_entries

router = Router(tags=["ledger"])


class AskedHeads(AskedList):
    """What the list of heads may be asked for."""


class AskedEntries(AskedList):
    """What the list of entries may be asked for."""

    kind: Annotated[str, Field(max_length=40, description="A kind of entry, such as `assessment.published`")] = ""
    promise: Annotated[Key, Field(description="Key of a promise")] = ""


@router.get(
    "/ledger/",
    response={200: HeadList, 400: ProblemDetail},
    url_name="ledger",
    operation_id="listLedgerHeads",
    **about("List the heads of the ledger", "رؤوس السجل العام يوما بيوم"),
)
def heads(request: HttpRequest, asked: Query[AskedHeads]) -> HeadList:
    """Return where the ledger stood at the end of each day, the latest first."""
    found = read_heads(asked.known_on)
    place = asked.after
    if place is not None:
        if len(place) != 1:
            raise bad_cursor()
        before = a_number(place[0])
        found = [one for one in found if one.sequence < before]
    shown = found[: asked.limit]
    after = (str(shown[-1].sequence),) if len(found) > len(shown) else None
    return HeadList(*list_head(request, asked, after).values, tuple(map(tell_head, shown)))


@router.get(
    "/ledger/entries/",
    response={200: EntryList, 400: ProblemDetail},
    url_name="entries",
    operation_id="listLedgerEntries",
    **about("List the entries of the ledger", "قيود السجل العام"),
)
def entries(request: HttpRequest, asked: Query[AskedEntries]) -> EntryList:
    """Return the entries in order: whoever keeps the last cursor reads on from there."""
    found = cut_entries(asked.kind, asked.promise, after=asked.after, size=asked.limit, known_on=asked.known_on)
    items = tuple(tell_entry(one, asked.known_on) for one in found.rows)
    return EntryList(*list_head(request, asked, found.after).values, items)


@router.get(
    "/ledger/entries/{int:sequence}/",
    response={200: EntryAnswer, 400: ProblemDetail, 404: ProblemDetail},
    url_name="entry",
    operation_id="getLedgerEntry",
    **about("Read one entry of the ledger", "قيد واحد من السجل العام"),
)
def entry(
    request: HttpRequest,
    sequence: Path[Annotated[int, Field(ge=1, le=MOST, description="The entry's number")]],
    asked: Query[Asked],
) -> EntryAnswer:
    """Return the entry of that number."""
    found = read_entry(sequence, asked.known_on)
    if found is None:
        raise missing("entry")
    return EntryAnswer(day_of(asked.known_on), head(asked.known_on), tell_entry(found.entry, asked.known_on))
