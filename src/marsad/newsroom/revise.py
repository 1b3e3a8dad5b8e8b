"""Write a promise anew: a later wording by the government, or our own record mended; withdraw it, show it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.promise_wording import PromiseWording, check_wording
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Document, Person, Programme, Promise, PromiseRevision
from marsad.store.record import revisions as record
from marsad.store.record.revisions import Change

_Kind = PromiseRevision.Kind
_KEYS = frozenset({"sector", "body", "programme"})


@dataclass(frozen=True, slots=True)
class Words(PromiseWording):
    """A promise's wording as somebody typed it; *programme* is a key ("" for none)."""

    justification_en: str = ""
    page_ref: str = ""
    programme: str = ""


WORDS = tuple(one.name for one in fields(Words))


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why the promise is written anew. *kind* is "later" or "mended"; a later wording says when and where it was said."""

    kind: str
    reason_ar: str = ""
    reason_en: str = ""
    said_on: dt.date | None = None
    source_url: str = ""
    source_document: int | None = None
    source_quote: str = ""


def words_of(promise: Promise) -> Words:
    """Return the wording that *promise* has now."""
    plain = (name for name in WORDS if name not in _KEYS)
    return Words(
        sector=promise.sector.key,
        body=promise.body.key if promise.body else "",
        programme=promise.programme.key if promise.programme else "",
        **{name: getattr(promise, name) for name in plain},
    )


@recorded("promise.revise")
def revise(promise_id: int, person: Person, words: Words, grounds: Grounds, *, since: int | None = None) -> Promise:
    """Write a promise anew and record why; raise Refusal where something is missing or nothing changed.

    *since* is the number of the revision that the person had before them: where another came meanwhile, it is refused.
    """
    with transaction.atomic():
        promise = record.lock_promise(promise_id)
        last = PromiseRevision.objects.filter(promise=promise).order_by("-number").first()
        if since is not None and last is not None and last.number != since:
            raise Refusal(
                "",
                f"كتب {last.actor} هذا الوعد من جديد أثناء عملك؛ قارن بصيغته ثم أعد.",
                f"{last.actor} wrote this promise anew while you worked; compare with that wording, then do it again.",
            )
        if words == words_of(promise):
            raise Refusal("", "لم يتغير شيء في الصيغة.", "Nothing in the wording changed.")
        change, values = _change(grounds, person), _values(words, promise)
        return record.save_promise(promise.key, actor=person.public_name, at=timezone.now(), change=change, **values)


def _values(words: Words, promise: Promise) -> dict[str, object]:
    sector, body = check_wording(words)
    programme = Programme.objects.filter(key=words.programme, government=promise.government).first() if words.programme else None
    if words.programme and programme is None:
        raise Refusal("programme", "اختر برنامجا من برامج هذه الحكومة.", "Choose a programme of this government.")
    plain = {name: value.strip() for name, value in asdict(words).items() if name not in _KEYS}
    return plain | {"sector": sector, "body": body, "programme": programme}


def _change(grounds: Grounds, person: Person) -> Change:
    if grounds.kind not in {_Kind.LATER, _Kind.MENDED}:
        raise Refusal("kind", "اختر: صيغة لاحقة للحكومة، أم تصحيح لسجلنا.", "Choose: a later wording, or our record mended.")
    if grounds.kind == _Kind.MENDED and not grounds.reason_ar.strip():
        raise Refusal("reason_ar", "اكتب للقارئ ما كان الخطأ في سجلنا.", "Tell readers what was wrong in our record.")
    document = None
    if grounds.kind == _Kind.LATER:
        if grounds.said_on is None or grounds.said_on > timezone.localdate():
            raise Refusal("said_on", "اكتب اليوم الذي قيلت فيه هذه الصيغة.", "Write the day on which it was worded so.")
        if not grounds.source_quote.strip():
            raise Refusal("source_quote", "انقل كلمات المصدر.", "Quote the words of the source.")
        document = _document(grounds)
    return Change(
        kind=grounds.kind,
        reason_ar=grounds.reason_ar.strip(),
        reason_en=grounds.reason_en.strip(),
        person=person,
        said_on=grounds.said_on if grounds.kind == _Kind.LATER else None,
        source_url=grounds.source_url.strip() if grounds.kind == _Kind.LATER else "",
        source_document=document,
        source_quote=grounds.source_quote.strip() if grounds.kind == _Kind.LATER else "",
    )


def _document(grounds: Grounds) -> Document | None:
    if grounds.source_document is not None:
        document = Document.objects.filter(pk=grounds.source_document).first()
        if document is None:
            raise Refusal("source_document", "لا توجد وثيقة بهذا الرقم.", "No document has this number.")
        if grounds.source_quote.strip() not in document.text:
            raise Refusal("source_quote", "انسخ الكلمات كما وردت في الوثيقة.", "Copy the words as they stand in the document.")
        return document
    try:
        URLValidator(["http", "https"])(grounds.source_url.strip())
    except ValidationError as error:
        ar = "اكتب عنوان المصدر، أو رقم وثيقته في السجل."
        raise Refusal("source_url", ar, "Write the source’s address, or its number in the record.") from error
    return None


@recorded("promise.withdraw")
def withdraw_promise(promise_id: int, person: Person, *, reason_ar: str, reason_en: str = "") -> Promise:
    """Take a promise from readers for a reason that they can read; all that hangs on it is kept."""
    return _show(promise_id, person, shown=False, kind=_Kind.WITHDRAWN, reason=(reason_ar.strip(), reason_en.strip()))


@recorded("promise.restore")
def restore_promise(promise_id: int, person: Person, *, reason_ar: str, reason_en: str = "") -> Promise:
    """Show a withdrawn promise to readers again."""
    return _show(promise_id, person, shown=True, kind=_Kind.RESTORED, reason=(reason_ar.strip(), reason_en.strip()))


def _show(promise_id: int, person: Person, *, shown: bool, kind: str, reason: tuple[str, str]) -> Promise:
    with transaction.atomic():
        promise = record.lock_promise(promise_id)
        if promise.is_published == shown:
            raise Refusal("", "غيّر أحدهم ذلك من قبل؛ حدّث الصفحة.", "Somebody did that already; reload the page.")
        if not reason[0]:
            raise Refusal("reason_ar", "اكتب السبب ليقرأه القراء.", "Write why; readers will read it.")
        change = Change(kind=kind, reason_ar=reason[0], reason_en=reason[1], person=person)
        record.show_promise(promise, shown=shown, change=change, actor=person.public_name, at=timezone.now())
        return promise
