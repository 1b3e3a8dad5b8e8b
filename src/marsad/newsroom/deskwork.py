"""Who takes what up at the desk, the filters people save, the drafts they have not handed in, and who has what open."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping

from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assignment, Person, SavedFilter
from marsad.store.record import deskwork as record
from marsad.store.record.deskwork import Work

MOST_FILTERS = 40
MOST_DRAFTS = 100
LARGEST_DRAFT = 200_000  # characters of all its fields together
PRESENT_FOR = dt.timedelta(minutes=5)  # after the last sign
_KEPT_FOR = dt.timedelta(days=1)
_KEY = re.compile(r"[a-z0-9][a-z0-9:._-]{0,119}")


@recorded("work.assign")
def assign(work: Work, person: Person, *, to: Person) -> Assignment:
    """Have *to* take up a candidate, a story or a promise, in the place of whoever did; raise Refusal where they cannot."""
    if not to.is_active or not to.may_review:
        raise Refusal("to", "اختر من فريق المراجعة.", "Choose somebody who reviews.")
    return record.assign(work, to=to, by=person, at=timezone.now())


@recorded("work.release")
def release(work: Work, person: Person) -> None:
    """Take the assignment of *work* back; raise Refusal where it has none."""
    if not record.release(work):
        raise Refusal("", "لا تكليف هنا.", "Nobody is assigned here.")


@recorded("filter.save")
def save_filter(query: str, person: Person, *, name: str) -> SavedFilter:
    """Keep the queue's *query* under *name*; raise Refusal without a name, without a filter, and past MOST_FILTERS."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Refusal("name", "سمّ التصفية.", "Name the filter.")
    if not query or len(query) > 600:
        raise Refusal("", "صفّ الوارد أولا، ثم احفظ التصفية.", "Narrow the queue down first, then save the filter.")
    own = SavedFilter.objects.filter(person=person)
    if own.exclude(name=name).count() >= MOST_FILTERS:
        raise Refusal("name", f"لك {MOST_FILTERS} تصفية محفوظة؛ احذف إحداها.", f"You have {MOST_FILTERS} filters; remove one.")
    return record.save_filter(person, name, query, at=timezone.now())


@recorded("filter.forget")
def forget_filter(filter_id: int, person: Person) -> None:
    """Remove one of the person's own filters; raise Refusal where it is none."""
    row = SavedFilter.objects.filter(pk=filter_id, person=person).first()
    if row is None:
        raise Refusal("", "لا تصفية محفوظة لك بهذا الرقم.", "You have no such saved filter.")
    record.forget_filter(row)


def save_draft(person: Person, key: str, fields: Mapping[str, list[str]]) -> dt.datetime:
    """Keep what *person* typed into the form *key* for themselves alone; return when. Raises Refusal where it is too long.

    Nothing typed at all removes the draft. No act is written down of it: a draft is nobody else's business.
    """
    if not _KEY.fullmatch(key):
        raise Refusal("", "اسم النموذج غير صالح.", "The form’s name is not valid.")
    if len(json.dumps(fields)) > LARGEST_DRAFT:
        raise Refusal("", "المسودة أطول من أن تُحفظ؛ انسخها إلى مكان آخر.", "The draft is too long to be kept; copy it elsewhere.")
    now = timezone.now()
    if any(value.strip() for values in fields.values() for value in values):
        record.save_draft(person, key, fields, at=now, most=MOST_DRAFTS)
    else:
        record.drop_drafts(person, [key])
    return now


def drop_drafts(person: Person, *keys: str) -> int:
    """Forget the person's own drafts of these forms, as when they were handed in; return how many there were."""
    return record.drop_drafts(person, keys)


def be_present(person: Person, name: str, opening: str) -> None:
    """Note that *person* has the record *name* open just now, in the page *opening*."""
    now = timezone.now()
    record.see(person, name[:80], opening[:32], at=now, forgotten=PRESENT_FOR)
    record.forget_presences(now - _KEPT_FOR)


def leave(person: Person, name: str, opening: str) -> None:
    """Note that *person* has closed the page *opening*, in which they had the record *name* open."""
    record.leave(person, name[:80], opening[:32])
