"""Evidence as the interface tells it: the quote in its place, who published it, the archived page behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import Answer, Archived, ListAnswer, Named, named, page_address
from marsad.store.models import Evidence, Snapshot
from marsad.store.queries.passages import Passage
from marsad.store.queries.proof_cuts import ListedProof


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is quoted. *outlet* is null where the outlet has no key here; *outlet_name* is what readers call it."""

    url: str
    title: str
    outlet: Named | None
    outlet_name: str
    published_on: dt.date | None
    language: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence. *quote* are the words themselves, *before* and *after* what stands around them on the page.

    *source* is `document`, or `submission` for what a member of the public sent. *copies* counts the documents that carry the
    same text: one source. *number* is its number in the ledger's seals.
    """

    number: int
    promise: str
    assessments: tuple[int, ...]
    stance: str
    rung: str
    said_on: dt.date | None
    before: str
    quote: str
    after: str
    source: str
    document: Page | None
    copies: int
    archived: Archived | None


@dataclass(frozen=True, slots=True)
class ProofAnswer(Answer):
    """One piece of evidence."""

    item: Proof


@dataclass(frozen=True, slots=True)
class ProofList(ListAnswer):
    """Evidence, in the order of its numbers."""

    items: tuple[Proof, ...]


def tell_archived(snapshot: Snapshot | None, known_on: dt.date | None) -> Archived | None:
    """Return the archived page, None where there is none."""
    if snapshot is None:
        return None
    page = page_address("site:snapshot", snapshot.pk, known_on=known_on)
    return Archived(snapshot.pk, page, snapshot.url, snapshot.fetched_at, snapshot.sha256)


def tell_listed(one: ListedProof, known_on: dt.date | None) -> Proof:
    """Return a piece of evidence of a list."""
    archived = tell_archived(one.snapshot, known_on)
    return tell_proof(one.evidence, one.passage, one.assessments, one.evidence.promise.key, one.copies, archived)


def tell_proof(
    item: Evidence, passage: Passage, assessments: tuple[int, ...], promise: str, copies: int, archived: Archived | None
) -> Proof:
    """Return a piece of evidence with all that readers see of it."""
    return Proof(
        number=item.pk,
        promise=promise,
        assessments=assessments,
        stance=item.stance,
        rung=item.rung,
        said_on=item.said_on,
        before=passage.before,
        quote=passage.words,
        after=passage.after,
        source="document" if item.document is not None else "submission",
        document=_page(item),
        copies=copies,
        archived=archived,
    )


def _page(item: Evidence) -> Page | None:
    document = item.document
    if document is None:
        return None
    outlet = named(document.outlet) if document.outlet else None
    return Page(document.url, document.title, outlet, document.source_name, document.published_on, document.language)
