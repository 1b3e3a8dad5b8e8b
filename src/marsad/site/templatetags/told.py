"""What an act says, for those who carry it to followers: the same sentence as in the feeds, as JSON."""

from __future__ import annotations

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from marsad.domain.following import Subject
from marsad.site.addresses import whole_of
from marsad.site.change_words import change_paragraphs, change_title
from marsad.site.follow_choices import FREQUENCY_NAMES, STREAM_NAMES
from marsad.store.queries.changes import Change

register = template.Library()


@register.filter
def change_as_json(change: Change) -> SafeString:
    """Return the sentence, its paragraphs and addresses as JSON. No page holds it: it is read again as JSON, never as HTML."""
    entry = change.entry
    entry_url = whole_of("site:ledger_entry", entry.sequence)
    promise = entry.promise if entry.promise is not None and entry.promise.is_published else None
    told = {
        "title": change_title(change),
        "paragraphs": change_paragraphs(change),
        "url": whole_of("site:promise", promise.key) if promise else entry_url,
        "entry_url": entry_url,
        "promise": promise.key if promise else "",
    }
    return mark_safe(json.dumps(told, ensure_ascii=False))  # noqa: S308 - see above


@register.filter
def stream_name(subject: Subject) -> str:
    """Return what a stream of the whole record is called; "" for a thing, which has a name of its own."""
    return str(STREAM_NAMES[subject.kind][0]) if subject.kind in STREAM_NAMES else ""


@register.filter
def frequency_name(frequency: str) -> str:
    """Return what *frequency* is called, with what it means."""
    name, meaning = FREQUENCY_NAMES[frequency]
    return f"{name}: {meaning}"
