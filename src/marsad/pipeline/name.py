"""Step: find whom and what a page names, and say which of them speaks. Its tool is the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marsad.domain.reading import Reading
from marsad.pipeline.statements.speaker_ids import day_of, name_speakers
from marsad.pipeline.step import Step
from marsad.text.names.gazetteer import Gazetteer, mentions_of

# Sites of another country's domain, as its people are called: a page there that never speaks of home is about its own ministries.
_DOMAINS = {
    "eg": "مصري", "sd": "سوداني", "ly": "ليبي", "tn": "تونسي", "dz": "جزائري", "ma": "مغربي", "mr": "موريتاني", "jo": "أردني",
    "lb": "لبناني", "sy": "سوري", "ps": "فلسطيني", "sa": "سعودي", "ae": "إماراتي", "qa": "قطري", "kw": "كويتي", "bh": "بحريني",
    "om": "عماني", "ye": "يمني", "ir": "إيراني", "tr": "تركي",
}  # fmt: skip
_HOST = re.compile(r"(?:https?://)?[^/\s]*\.([a-z]{2})(?::\d+)?(?:/|$)", re.I)


def run(reading: Reading, gazetteer: Gazetteer) -> Iterator[Reading]:
    """Yield *reading* with the names that *gazetteer* knows, and its claims with the entry of whoever speaks."""
    day = day_of(reading.published)
    sightings = gazetteer.sight(reading.text, f"{reading.title or ''} {_people_of(reading)}", day)
    claims = name_speakers(reading.claims, reading.text, sightings, gazetteer, day) if reading.claims else reading.claims
    yield replace(reading, names=mentions_of(sightings), claims=claims)


def _people_of(reading: Reading) -> str:
    """Return how the people of the site's country are called, twice over: a site weighs as much as two words of its text."""
    found = _HOST.match(reading.url or reading.outlet or "")
    people = _DOMAINS.get(found[1].lower(), "") if found else ""
    return f"{people} {people}"


STEP = Step("name", "2", run, tool="gazetteer")
