"""Find the documents that are one text, and give each such story one id. Needs all documents at once: no step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from marsad.domain.reading import Reading
from marsad.pipeline.stories.alike import Text, sameness, text_of
from marsad.pipeline.stories.joined import join
from marsad.pipeline.stories.sketch import pairs, sketch


def stories(readings: Iterable[Reading]) -> dict[str, str]:
    """Return reading id → story id. Copies, light rewrites and shorter versions share one; the order does not matter.

    A story's id is the smallest digest of its members' words, so a text keeps its story's id wherever it is met, a story
    keeps its id as long as no member with a smaller digest comes, and an empty text is a story of its own. What is given is
    read once, in order, and of each text only numbers are kept: some 5 KB for an article.
    """
    digests: dict[str, str] = {}
    texts: dict[str, Text] = {}  # by digest: what is the same to the word is compared once
    for reading in readings:
        text = text_of(reading.text, frozenset(name.id for name in reading.names))
        digest = _digest(reading.id, text)
        digests[reading.id] = digest
        known = texts.get(digest)
        if known is None or len(known.words) > len(text.words):
            texts[digest] = text
    order = sorted(texts)
    found = _alike(order, texts)
    story = join(order, found, texts.__getitem__)
    return {id_: story[digest] for id_, digest in digests.items()}


def _alike(order: Sequence[str], texts: dict[str, Text]) -> list[tuple[float, str, str]]:
    """Return (how surely, digest, digest) of every two texts that are one."""
    found = []
    for left, right in pairs([sketch(texts[digest].runs) for digest in order]):
        surely = sameness(texts[order[left]], texts[order[right]])
        if surely:
            found.append((surely, order[left], order[right]))
    return found


def _digest(id_: str, text: Text) -> str:
    """Return what names a text: its runs of words, so that only what is the same to the word has the same; or its id."""
    content = text.runs.astype("<u8").tobytes() or id_.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:16]
