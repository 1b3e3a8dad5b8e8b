"""What a reader is shown of what was found: looked up in the record as it stands, so that nothing hidden is ever shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from marsad.domain.codebook import Verdict
from marsad.store.models import Assessment, Document, Evidence, Promise, Reply, SearchRow
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.public import read_codebooks
from marsad.store.queries.search import Found
from marsad.text.search.snippets import Piece, Snippet, find_words, mark, snip

Key = tuple[str, int]
_IN_TWO_TONGUES = (SearchRow.Kind.PROMISE, SearchRow.Kind.REPLY)
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its kind, where it leads, its title and words with what was found marked.

    *promise* is the promise that it is or tells of; *verdict* how that stands; *snapshot* the archived page behind a document.
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

    @property
    def title_text(self) -> str:
        """The letters of the title."""
        return "".join(piece.text for piece in self.title)


def page_ids(keys: Sequence[Key]) -> list[str]:
    """Return the names under which the documents of *keys* came in, in that order."""
    found = dict(Document.objects.filter(pk__in=[number for _, number in keys]).values_list("pk", "page_id"))
    return [found[number] for _, number in keys if number in found]


def show(found: Found, keys: Sequence[Key], language: str) -> tuple[Hit, ...]:
    """Return what readers are shown of *keys*, some of *found*, in their order; at most six queries.

    What the record no longer shows is left out, whatever the index holds.
    """
    rows = {
        (row.kind, row.object_id): row
        for row in SearchRow.objects.filter(pk__in=[found.rows[key] for key in keys]).only(
            "kind", "object_id", "promise", "title", "text", "outlet", "day"
        )
    }
    promises = _promises(row.promise for row in rows.values()) if rows else {}
    verdicts = _verdicts(promises.values()) if promises else {}
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
            hits.append(_hit(row, promise, verdicts.get(promise.pk), found, evidence.get(key), language))
    return tuple(hits)


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


def _verdicts(promises: Iterable[Promise]) -> dict[int, Verdict]:
    rows = Assessment.objects.filter(promise__in=list(promises), status=Assessment.Status.PUBLISHED)
    standing = {row.promise_id: row for row in rows.only("promise_id", "codebook_id", "verdict")}
    codebooks = read_codebooks() if standing else {}
    return {key: codebooks[row.codebook_id].verdict(row.verdict) for key, row in standing.items()}


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
