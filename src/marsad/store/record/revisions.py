"""Record a promise: every save that changes what readers see writes a revision, and its entry in the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from marsad.domain.edtf import last_day
from marsad.store.models import Document, Person, Promise, PromiseRevision
from marsad.store.models.revisions import WORDING
from marsad.store.record.ledger import append_entry, hold_tail
from marsad.text.tokens import search_key

_Kind = PromiseRevision.Kind
_ENTRY = {
    _Kind.ORIGINAL: "promise.published",
    _Kind.LATER: "promise.revised",
    _Kind.MENDED: "promise.revised",
    _Kind.WITHDRAWN: "promise.withdrawn",
    _Kind.RESTORED: "promise.restored",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Why a promise is written anew: *kind* as a revision names it, with what that kind needs.

    A later wording needs *said_on*, *source_quote*, and *source_url* or *source_document*; the others need *reason_ar*.
    """

    kind: str
    reason_ar: str = ""
    reason_en: str = ""
    person: Person | None = None
    said_on: dt.date | None = None
    source_url: str = ""
    source_document: Document | None = None
    source_quote: str = ""


# What the record says of a change for which nobody gave a reason: a file of promises was loaded again with other words.
LOADED_ANEW = Change(_Kind.MENDED, "أُعيد إدخال بيانات الوعد فاختلفت.", "The promise was loaded anew, with other particulars.")


@transaction.atomic
def save_promise(key: str, *, actor: str, at: dt.datetime, change: Change = LOADED_ANEW, **values: Any) -> Promise:
    """Record a promise under *key*, with its folded text for finding and its deadline's last day.

    One that readers see, or saw, gets a revision and an entry where anything changed; *change* says why. One that was never
    published has neither. Raises EdtfError for a deadline that is no date.
    """
    deadline = values.get("deadline") or ""
    words = (values.get(name) or "" for name in ("title_ar", "text_ar", "title_en", "text_en"))
    values |= {
        "deadline": deadline,
        "deadline_on": last_day(deadline) if deadline else None,
        "search_key": search_key(" ".join(words)),
    }
    hold_tail()
    before = Promise.objects.everything().filter(key=key).first()
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return before
    promise, _ = Promise.objects.update_or_create(key=key, defaults=values)
    _write_revision(promise, change, actor=actor, at=at)
    return promise


def lock_promise(promise_id: int) -> Promise:
    """Return the promise, held against others, the ledger's tail with it, until the transaction ends."""
    hold_tail()
    return Promise.objects.everything().select_for_update(no_key=True).get(pk=promise_id)


@transaction.atomic
def show_promise(promise: Promise, *, shown: bool, change: Change, actor: str, at: dt.datetime) -> None:
    """Withdraw the promise from readers, or show it again; its revisions and all that hangs on it are kept."""
    hold_tail()
    promise.is_published = shown
    promise.save(update_fields=["is_published"])
    _write_revision(promise, change, actor=actor, at=at)


def _write_revision(promise: Promise, change: Change, *, actor: str, at: dt.datetime) -> None:
    last = PromiseRevision.objects.filter(promise=promise).order_by("-number").first()
    if last is None and not promise.is_published:
        return  # nobody sees it yet
    if last is not None and all(getattr(last, name) == getattr(promise, name) for name in WORDING):
        # Only the key for finding changed: words are folded otherwise since. Nobody reads it, but the row is sealed with it.
        append_entry("promise.refolded", {"promise": promise.key}, actor=actor, at=at, promise=promise, rows=[promise])
        return
    kind = _kind(last, promise, change)  # a save that hides or shows a promise beside other changes says so
    reason = Change(_Kind.ORIGINAL, person=change.person) if kind == _Kind.ORIGINAL else change
    revision = PromiseRevision.objects.create(
        promise=promise,
        number=last.number + 1 if last else 1,
        kind=kind,
        said_on=reason.said_on,
        source_url=reason.source_url,
        source_document=reason.source_document,
        source_quote=reason.source_quote,
        reason_ar=reason.reason_ar,
        reason_en=reason.reason_en,
        person=reason.person,
        actor=actor,
        at=at,
        **{name: getattr(promise, name) for name in WORDING},
    )
    append_entry(_ENTRY[_Kind(kind)], _told(promise, revision), actor=actor, at=at, promise=promise, rows=[promise, revision])


def _kind(last: PromiseRevision | None, promise: Promise, change: Change) -> str:
    if last is None:
        return _Kind.ORIGINAL
    if last.is_published and not promise.is_published:
        return _Kind.WITHDRAWN
    if promise.is_published and not last.is_published:
        return _Kind.RESTORED
    return change.kind


def _told(promise: Promise, revision: PromiseRevision) -> dict[str, object]:
    return {
        "body": promise.body.key if promise.body else None,
        "deadline": promise.deadline,
        "government": promise.government.key,
        "justification": promise.justification_ar,
        "justification_en": promise.justification_en,
        "kind": str(revision.kind),
        "page_ref": promise.page_ref,
        "programme": promise.programme.key if promise.programme else None,
        "promise": promise.key,
        "reason": revision.reason_ar,
        "reason_en": revision.reason_en,
        "revision": revision.number,
        "said_on": revision.said_on.isoformat() if revision.said_on else None,
        "sector": promise.sector.key,
        "source_quote": revision.source_quote,
        "source_url": revision.source_url or (revision.source_document.url if revision.source_document else ""),
        "text": promise.text_ar,
        "text_en": promise.text_en,
        "title": promise.title_ar,
        "title_en": promise.title_en,
    }
