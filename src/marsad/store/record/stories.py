"""Record which story each document belongs to, and the runs of words by which its likes are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from marsad.store.models import Document, Story, TextRun
from marsad.store.record.leads import hold_stories_of, settle
from marsad.store.record.ledger import BY_THE_MACHINE, append_entry, hold_tail
from marsad.store.record.pages import hold_stories
from marsad.store.record.sealing import SealedError, sealed_among


@transaction.atomic
def save_runs(runs: Mapping[int, Sequence[int]]) -> None:
    """Record the runs of words of documents (by number) in the place of what was kept; what stays the same is not touched."""
    hold_stories(alone=False)
    kept: dict[int, set[int]] = {number: set() for number in runs}
    for number, key in TextRun.objects.filter(document__in=runs).values_list("document", "key"):
        kept[number].add(key)
    changed = [number for number, keys in runs.items() if set(keys) != kept[number]]
    TextRun.objects.filter(document__in=[number for number in changed if kept[number]]).delete()
    rows = (TextRun(document_id=number, key=key) for number in changed for key in runs[number])
    TextRun.objects.bulk_create(rows, batch_size=2000)


def save_stories(stories: Mapping[int, str]) -> None:
    """Record which story each document (by its number) belongs to; stories left without documents go.

    Readers see how many documents carry one text: where one that they see moves, the ledger tells.
    """
    try:
        _save_stories(stories, is_held=False)
    except SealedError:
        _save_stories(stories, is_held=True)


@transaction.atomic
def _save_stories(stories: Mapping[int, str], *, is_held: bool) -> None:
    if is_held:
        hold_tail()
    hold_stories(alone=True)
    moved = [
        document
        for document in Document.objects.filter(pk__in=stories).select_related("story").only("story__key")
        if document.story.key != stories[document.pk]
    ]
    rows = {key: Story.objects.get_or_create(key=key)[0] for key in sorted({stories[document.pk] for document in moved})}
    left = {document.story_id for document in moved}
    hold_stories_of(left | {row.pk for row in rows.values()})
    for document in moved:
        document.story = rows[stories[document.pk]]
    Document.objects.bulk_update(moved, ["story"], batch_size=500)
    told = sealed_among(moved)
    if told and not is_held:
        raise SealedError(f"documents {[document.pk for document in told]}")
    if told:
        payload = {"documents": {str(document.pk): stories[document.pk] for document in told}}
        append_entry("documents.grouped", payload, actor=BY_THE_MACHINE, at=timezone.now(), rows=told)
    settle(left | {row.pk for row in rows.values()})
    Story.objects.filter(pk__in=left, documents__isnull=True).delete()
