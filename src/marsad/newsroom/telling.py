"""What an act of the ledger says to a reader: the words are the site's, asked for by the name of its template."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from marsad.store.queries.changes import Change


@dataclass(frozen=True, slots=True)
class Told:
    """One act in one language: a sentence, what was said of it, where to read on, and its entry in the ledger."""

    sequence: int
    at: dt.datetime
    kind: str
    title: str
    paragraphs: tuple[str, ...]
    url: str
    entry_url: str
    promise: str
    verdict: str
    before: str


def tell(change: Change, language: str) -> Told:
    """Return *change* as a reader of *language* is told of it.

    No face may be imported from here, and a second maker of sentences would soon say something else than the feeds: so the
    site's template is rendered, which gives JSON.
    """
    with translation.override(language):
        told = json.loads(render_to_string("site/mail/act.json", {"change": change}))
    return Told(
        sequence=change.entry.sequence,
        at=change.at,
        kind=change.entry.kind,
        title=" ".join(told["title"].split()),
        paragraphs=tuple(told["paragraphs"]),
        url=told["url"],
        entry_url=told["entry_url"],
        promise=told["promise"],
        verdict=change.verdict.key if change.verdict else "",
        before=change.before.key if change.before else "",
    )
