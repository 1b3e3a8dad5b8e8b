"""Tie promises of two governments into one thread, and untie them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Lineage, Person, Promise
from marsad.store.record import lineages as record
from marsad.store.record.ledger import hold_tail


def check_tie(earlier: Promise, later: Promise, kind: str) -> None:
    """Raise Refusal where the two cannot be tied so; the ledger's tail is held until the transaction ends."""
    if kind not in Lineage.Kind.values:
        raise Refusal("kind", "اختر: استمرار أم إحياء أم بديل.", "Choose: continues, revives or replaces.")
    if earlier.government_id == later.government_id:
        raise Refusal("later", "هما لحكومة واحدة؛ الرباط بين حكومتين.", "Both are of one government; a tie is between two.")
    if earlier.government.began_on > later.government.began_on:
        raise Refusal("later", "الوعد الثاني لحكومة أسبق؛ بدّل بينهما.", "The second is of the earlier government; swap them.")
    hold_tail()  # or two ties made at once would close a circle that neither sees
    _refuse_circle(earlier, later)


@recorded("lineage.tie")
def tie(earlier_id: int, person: Person, *, later_id: int, kind: str, reason_ar: str, reason_en: str = "") -> Lineage:
    """Record that one promise continues, revives or replaces one of an earlier government, and why we say so."""
    found = {promise.pk: promise for promise in Promise.objects.everything().filter(pk__in=[earlier_id, later_id])}
    earlier, later = found.get(earlier_id), found.get(later_id)
    if earlier is None or later is None:
        raise Refusal("later", "اختر الوعدين.", "Choose the two promises.")
    if not reason_ar.strip():
        raise Refusal("reason_ar", "اكتب للقارئ لماذا هما خيط واحد.", "Tell readers why the two are one thread.")
    with transaction.atomic():
        check_tie(earlier, later, kind)
        return record.tie_lineage(
            earlier,
            later,
            kind,
            reason_ar=reason_ar.strip(),
            reason_en=reason_en.strip(),
            person=person,
            actor=person.public_name,
            at=timezone.now(),
        )


def _refuse_circle(earlier: Promise, later: Promise) -> None:
    after: dict[int, list[int]] = {}
    for first, second in Lineage.objects.standing().values_list("earlier_id", "later_id"):
        after.setdefault(first, []).append(second)
    seen, left = set(), [later.pk]
    while left:
        here = left.pop()
        if here == earlier.pk:
            raise Refusal("later", "يصير الخيط دائرة.", "The thread would run in a circle.")
        if here not in seen:
            seen.add(here)
            left += after.get(here, [])


@recorded("lineage.untie")
def untie(lineage_id: int, person: Person, *, reason: str) -> Lineage:
    """Record that a tie stands no more, and why; it stays on record, and pages of past days show it."""
    if not reason.strip():
        raise Refusal("reason", "اكتب لماذا تفك الرباط.", "Write why you untie them.")
    with transaction.atomic():
        row = record.lock_lineage(lineage_id)
        if row.withdrawn_at is not None:
            raise Refusal("", "فُكّ هذا الرباط من قبل.", "This tie was undone already.")
        record.untie_lineage(row, reason=reason.strip(), person=person, actor=person.public_name, at=timezone.now())
        return row
