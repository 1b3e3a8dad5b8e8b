"""What is to be found: promises, findings and replies that readers see, and documents, those that readers see marked so."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef

from marsad.store.findable import Findable, Key
from marsad.store.models import Assessment, Document, Entry, Evidence, Promise, Reply, SearchRow, SearchState
from marsad.store.queries.proofs import evidence_known

KIND = SearchRow.Kind


def last_entries() -> tuple[int, int]:
    """Return the number of the ledger's last entry, and of that up to which the index was brought."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    seen = SearchState.objects.values_list("last_entry", flat=True).first() or 0
    return last, seen


def touched_since(seen: int) -> tuple[list[int], set[int]]:
    """Return the promises, in order, and the documents that entries after the one numbered *seen* tell of."""
    entries = Entry.objects.filter(sequence__gt=seen)
    promises = entries.filter(promise__isnull=False).order_by("promise_id").values_list("promise_id", flat=True).distinct()
    reread = entries.filter(kind="document.reread").values_list("payload", flat=True)
    return list(promises), {int(json.loads(payload)["document"]) for payload in reread}


def told_of(promises: Collection[int]) -> tuple[list[Findable], set[Key], set[int]]:
    """Return what can be found of *promises*, the keys of what there was of them to find, and their documents."""
    evidence = Evidence.objects.filter(promise__in=promises)
    keys: set[Key] = {(KIND.PROMISE, key) for key in promises}
    keys |= {(KIND.FINDING, key) for key in evidence.values_list("pk", flat=True)}
    keys |= {(KIND.REPLY, key) for key in Reply.objects.filter(promise__in=promises).values_list("pk", flat=True)}
    documents = set(evidence.filter(document__isnull=False).values_list("document_id", flat=True))
    standing = {
        row.promise_id: row
        for row in Assessment.objects.filter(promise__in=promises, status=Assessment.Status.PUBLISHED).defer("reasons_ar")
    }
    shown = Promise.objects.published().filter(pk__in=promises).select_related("government", "sector", "body")
    rows = {row.pk: row for row in shown}
    found = [_promise(row, standing.get(row.pk)) for row in rows.values()]
    seen = evidence_known(None).filter(promise__in=promises).select_related("document", "document__outlet")
    found += [_finding(item, rows[item.promise_id], standing.get(item.promise_id)) for item in seen]
    replies = Reply.objects.filter(promise__in=rows, published_at__isnull=False, withdrawn_at__isnull=True)
    found += [_reply(row, rows[row.promise_id]) for row in replies.select_related("body")]
    return found, keys, {pk for pk in documents if pk is not None}


def documents_found(numbers: Iterable[int]) -> Iterator[Findable]:
    """Yield what can be found of the documents numbered *numbers*."""
    public = {
        item.document_id: item
        for item in evidence_known(None).filter(document__in=numbers).select_related("promise__government", "promise__sector")
    }
    for row in Document.objects.filter(pk__in=numbers).select_related("outlet").defer("dates", "amounts", "names"):
        item = public.get(row.pk)
        of = item.promise if item else None
        yield Findable(
            KIND.DOCUMENT,
            row.pk,
            of is not None,
            row.title,
            row.text,
            promise=of.key if of else "",
            government=of.government.key if of else "",
            sector=of.sector.key if of else "",
            day=row.published_on,
            outlet=row.source_name,
        )


def documents_missing() -> list[int]:
    """Return the documents that the index does not hold."""
    rows = SearchRow.objects.filter(kind=KIND.DOCUMENT, object_id=OuterRef("pk"))
    return list(Document.objects.filter(~Exists(rows)).order_by("pk").values_list("pk", flat=True))


def count_rows() -> int:
    """Return how many things the index holds."""
    return SearchRow.objects.count()


def all_promises() -> list[int]:
    """Return the numbers of all promises."""
    return list(Promise.objects.everything().order_by("pk").values_list("pk", flat=True))


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _promise(row: Promise, verdict: Assessment | None) -> Findable:
    told = (verdict.summary_ar, verdict.summary_en) if verdict else ()
    return Findable(
        KIND.PROMISE,
        row.pk,
        True,
        _lines(row.title_ar, row.title_en),
        _lines(row.text_ar, row.text_en, row.justification_ar, row.justification_en, *told),
        promise=row.key,
        government=row.government.key,
        sector=row.sector.key,
        body=row.body.key if row.body else "",
        verdict=verdict.verdict if verdict else "",
        day=verdict.effective_on if verdict else row.deadline_on,
    )


def _finding(item: Evidence, of: Promise, verdict: Assessment | None) -> Findable:
    return Findable(
        KIND.FINDING,
        item.pk,
        True,
        item.document.title if item.document else "",
        item.quote,
        promise=of.key,
        government=of.government.key,
        sector=of.sector.key,
        body=of.body.key if of.body else "",
        verdict=verdict.verdict if verdict else "",
        day=item.said_on or (item.document.published_on if item.document else None),
        outlet=item.document.source_name if item.document else "",
    )


def _reply(row: Reply, of: Promise) -> Findable:
    return Findable(
        KIND.REPLY,
        row.pk,
        True,
        _lines(row.body.name_ar, row.body.name_en) if row.body else row.body_told,
        _lines(row.text_ar, row.text_en, row.answer_ar, row.answer_en),
        promise=of.key,
        government=of.government.key,
        sector=of.sector.key,
        body=row.body.key if row.body else "",
        day=row.published_at.date() if row.published_at else None,
    )
