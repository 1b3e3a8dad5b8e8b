"""What a reader is shown of what was found: looked up in the record as it stands, so that nothing hidden is ever shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from marsad.domain.codebook import Codebook, Verdict
from marsad.store.models import Assessment, Document, Evidence, Promise, PromiseRevision, Reply, SearchRow
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.public import read_codebooks
from marsad.store.queries.search import Found
from marsad.text.search.plan import Plan
from marsad.text.search.prepare import prepare
from marsad.text.search.snippets import Piece, Snippet, find_words, mark, snip

Key = tuple[str, int]
_IN_TWO_TONGUES = (SearchRow.Kind.PROMISE, SearchRow.Kind.REPLY)
_MOST_WITHDRAWN = 3
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its kind, where it leads, its title and words with what was found marked.

    *promise* is the promise that it is or tells of; *verdict* how that stands, *is_withdrawn* that every verdict on it was taken
    back; *snapshot* the archived page behind a document.
    """

    kind: str
    number: int
    promise: Promise
    title: tuple[Piece, ...]
    snippet: Snippet
    verdict: Verdict | None
    outlet: str
    day: dt.date | None
    snapshot: int | None = None
    is_withdrawn: bool = False

    @property
    def title_text(self) -> str:
        """The letters of the title."""
        return "".join(piece.text for piece in self.title)


def page_ids(keys: Sequence[Key]) -> list[str]:
    """Return the names under which the documents of *keys* came in, in that order."""
    found = dict(Document.objects.filter(pk__in=[number for _, number in keys]).values_list("pk", "page_id"))
    return [found[number] for _, number in keys if number in found]


def show(found: Found, keys: Sequence[Key], language: str, codebooks: Mapping[int, Codebook] | None = None) -> tuple[Hit, ...]:
    """Return what readers are shown of *keys*, some of *found*, in their order; at most six queries, five with *codebooks*.

    What the record no longer shows is left out, whatever the index holds.
    """
    rows = {
        (row.kind, row.object_id): row
        for row in SearchRow.objects.filter(pk__in=[found.rows[key] for key in keys]).only(
            "kind", "object_id", "promise", "title", "text", "outlet", "day"
        )
    }
    promises = _promises(row.promise for row in rows.values()) if rows else {}
    verdicts, withdrawn = _verdicts(promises.values(), codebooks) if promises else ({}, set())
    evidence = _evidence(rows) if rows else {}
    replies = _numbers(rows, SearchRow.Kind.REPLY)
    standing = set(
        Reply.objects.filter(pk__in=replies, published_at__isnull=False, withdrawn_at__isnull=True).values_list("pk", flat=True)
        if replies
        else ()
    )
    hits = []
    for key in keys:
        row = rows.get(key)
        promise = promises.get(row.promise) if row else None
        if row is None or promise is None:
            continue
        is_seen = {
            SearchRow.Kind.PROMISE: row.object_id == promise.pk,
            SearchRow.Kind.REPLY: row.object_id in standing,
        }.get(SearchRow.Kind(row.kind), key in evidence)
        if is_seen:
            hit = _hit(row, promise, verdicts.get(promise.pk), found, evidence.get(key), language)
            hits.append(replace(hit, is_withdrawn=promise.pk in withdrawn))
    return tuple(hits)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A promise that was taken from readers, at whose address they are told why: its key and when."""

    key: str
    at: dt.datetime


def withdrawn_named(plan: Plan) -> tuple[Withdrawn, ...]:
    """Return the promises that readers saw once whose title bears every word of *plan*, the last withdrawn first; one query."""
    wanted = {word.stem for word in plan.asked.words}
    if not wanted:
        return ()
    later = PromiseRevision.objects.filter(promise=OuterRef("promise"), number__gt=OuterRef("number"))
    last = PromiseRevision.objects.filter(~Exists(later), kind=PromiseRevision.Kind.WITHDRAWN, promise__is_published=False)
    found = []
    for key, at, *titles in last.values_list("promise__key", "at", "title_ar", "title_en"):
        if wanted <= set(prepare("\n".join(titles)).stems.split()):
            found.append(Withdrawn(key, at))
    return tuple(sorted(found, key=lambda one: (one.at, one.key), reverse=True))[:_MOST_WITHDRAWN]


def _hit(row: SearchRow, promise: Promise, verdict: Verdict | None, found: Found, proof: Evidence | None, language: str) -> Hit:
    title = _line(row.title, language) or promise.title
    text = _tongue(row.text, found, language) if row.kind in _IN_TWO_TONGUES else row.text
    return Hit(
        row.kind,
        row.object_id,
        promise,
        mark(title, find_words(title, found.plan)),
        snip(text, found.plan),
        verdict,
        row.outlet,
        row.day,
        proof.snapshot_id if proof else None,
    )


def _tongue(text: str, found: Found, language: str) -> str:
    """Return the paragraphs of *text* in the reader's language, or those in the other where only they hold what was found."""
    own = [line for line in text.split("\n") if (_ARABIC.search(line) is None) == (language == "en")]
    joined = "\n".join(own)
    if own and find_words(joined, found.plan):
        return joined
    others = "\n".join(line for line in text.split("\n") if line not in own)
    return others if others and (not own or find_words(others, found.plan)) else joined


def _line(title: str, language: str) -> str:
    """Return the line of *title* in *language*: Arabic stands first, English where there is any second."""
    lines = title.split("\n")
    return lines[-1] if language == "en" else lines[0]


def _numbers(rows: Mapping[Key, SearchRow], kind: str) -> list[int]:
    return [number for found, number in rows if found == kind]


def _promises(keys: Iterable[str]) -> dict[str, Promise]:
    shown = Promise.objects.published().filter(key__in=set(keys)).select_related("government", "sector")
    return {row.key: row for row in shown}


def _verdicts(promises: Iterable[Promise], codebooks: Mapping[int, Codebook] | None) -> tuple[dict[int, Verdict], set[int]]:
    """Return the verdicts that stand on *promises* by number, and those on which every verdict was withdrawn; one query."""
    shown = Q(status=Assessment.Status.PUBLISHED) | Q(status=Assessment.Status.WITHDRAWN)
    rows = Assessment.objects.filter(shown, promise__in=list(promises)).only("promise_id", "codebook_id", "verdict", "status")
    standing = {row.promise_id: row for row in rows if row.status == Assessment.Status.PUBLISHED}
    codebooks = read_codebooks() if standing and codebooks is None else codebooks or {}
    verdicts = {key: codebooks[row.codebook_id].verdict(row.verdict) for key, row in standing.items()}
    return verdicts, {row.promise_id for row in rows} - set(standing)


def _evidence(rows: Mapping[Key, SearchRow]) -> dict[Key, Evidence]:
    """Return, for findings and documents that readers see, a piece of evidence that says so; one query for both."""
    findings, documents = _numbers(rows, SearchRow.Kind.FINDING), _numbers(rows, SearchRow.Kind.DOCUMENT)
    if not findings and not documents:
        return {}
    seen: dict[Key, Evidence] = {}
    for item in evidence_known(None).filter(Q(pk__in=findings) | Q(document__in=documents)).order_by("pk"):
        seen[SearchRow.Kind.FINDING.value, item.pk] = item
        if item.document_id is not None:
            seen.setdefault((SearchRow.Kind.DOCUMENT.value, item.document_id), item)
    return seen
