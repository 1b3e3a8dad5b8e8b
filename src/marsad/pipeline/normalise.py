"""The step that names a reading's language and the news agencies it credits. The text itself is never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marsad.domain.reading import Reading
from marsad.pipeline.page.credits import chain, find_agencies
from marsad.pipeline.step import Step

_SAMPLE = 4_000
_SCRIPTS = {
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
}
# Letters that one language of the Arabic script has and the others do not, and words that tell where letters do not.
_KURDISH = re.compile(r"[ێۆڵڕڤە]")
_PERSIAN = re.compile(r"[پچژگ]")
_URDU = re.compile(r"[ٹڈڑےں]")
_PERSIAN_WORDS = re.compile(r"(?<!\w)(?:است|که|این|برای|شد|کرد|های|می|با|را)(?!\w)")
_LATIN_WORDS = {
    "en": re.compile(r"\b(?:the|and|of|to|in|that|is|was|for|said)\b"),
    "fr": re.compile(r"\b(?:le|la|les|des|et|du|une|est|dans|que)\b"),
    "tr": re.compile(r"\b(?:ve|bir|bu|için|ile|olarak|da|de)\b|[ğşı]"),
    "ku": re.compile(r"\b(?:û|ji|li|ku|bi|di|ez)\b|[êîû]"),
}


def find_language(text: str) -> str:
    """Return the language of *text* as an ISO code (ar, ckb, fa, ur, en, fr, tr, ku, he, ru), or "" where nothing tells it."""
    sample = text[:_SAMPLE]
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    script, count = max(counts.items(), key=lambda item: item[1])
    if not count:
        return ""
    if script == "arabic":
        return _arabic_script(sample, count)
    if script == "latin":
        lowered = sample.lower()
        hits = {language: len(pattern.findall(lowered)) for language, pattern in _LATIN_WORDS.items()}
        language = max(hits, key=lambda name: hits[name])
        return language if hits[language] else "en"
    return "he" if script == "hebrew" else "ru"


def _arabic_script(sample: str, count: int) -> str:
    """Return which language of the Arabic script *sample* is in: a quoted foreign name must not turn it."""
    if len(_KURDISH.findall(sample)) * 25 > count:
        return "ckb"
    if len(_URDU.findall(sample)) * 30 > count:
        return "ur"
    words = len(sample.split())
    if len(_PERSIAN_WORDS.findall(sample)) * 12 > words or len(_PERSIAN.findall(sample)) * 30 > count:
        return "fa"
    return "ar"


def run(reading: Reading, tool: object = None) -> Iterator[Reading]:
    """Yield *reading* with its language and its chain of credit: what its page says first, then what its text says."""
    agencies = chain(reading.agencies, find_agencies(reading.text), outlet=reading.outlet or "")
    yield replace(reading, language=find_language(reading.text), agencies=agencies)


STEP = Step("normalise", "2", run)
