"""The step that finds who said what: the words a document attributes, and to whom. Machines find; nobody is believed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.domain.reading import Claim, Reading
from marsad.pipeline.page.furniture import furniture_spans
from marsad.pipeline.statements.clause_words import may_attribute
from marsad.pipeline.statements.sayings import Sentence
from marsad.pipeline.statements.voices import Voices
from marsad.pipeline.step import Step
from marsad.text.tokens import sentences


def find_claims(text: str, skipped: Sequence[tuple[int, int]] = ()) -> tuple[Claim, ...]:
    """Return what *text* attributes to somebody, in reading order; lines in *skipped* are not read. Time is linear.

    A quotation that runs on over several sentences of a paragraph is one claim.
    """
    unwanted = {start for start, _end in skipped}
    return _read(text, [span for span in _telling(text) if span[0] not in unwanted])


def _telling(text: str) -> list[tuple[int, int]]:
    """Return the sentences of *text* that can attribute anything. Most cannot, and a look at their words is cheap."""
    return [(start, end) for start, end in sentences(text) if may_attribute(text, start, end)]


def _read(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Claim, ...]:
    found: list[Claim] = []
    voices, read_to = Voices(), 0
    for start, end in spans:
        if end <= read_to:
            continue
        sentence = Sentence(text, max(start, read_to), end, voices)
        found.extend(sentence.read())
        read_to = sentence.read_to
    return tuple(found)


def run(reading: Reading, tool: object = None) -> Iterator[Reading]:
    """Yield *reading* with its claims. Furniture is not read for claims, nor looked for where nothing is said."""
    spans = _telling(reading.text)
    if spans:
        unwanted = {start for start, _end in furniture_spans(reading.text)}
        spans = [span for span in spans if span[0] not in unwanted]
    yield replace(reading, claims=_read(reading.text, spans)) if spans or reading.claims else reading


STEP = Step("attribute", "1", run)
