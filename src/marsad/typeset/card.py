"""Set cards of promises as pictures for those who share a page: Arabic joined and in order, and no text ever read as markup."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from marsad import __version__
from marsad.typeset.clean import clean
from marsad.typeset.moons import moon_svg

EDITION = f"{__version__}-1"  # raised with the template, so that pictures kept from before are set anew
MOST_SECONDS = 120
MOST_AT_ONCE = 200
_MARK = "gibbous"
_SITE_MOONS = ("dark", "crescent", "half", "gibbous", "full")
_MOST_LETTERS, _FEW_LETTERS = 330, 60  # of a text, of what stands in one line: what is longer would not be read on a card
_ON_THE_NIGHT = {"#2b3a4e": "#34495f", "#556070": "#9fb0c4"}  # dark discs and dashes, as they are seen on a night sky


class CardError(RuntimeError):
    """Cards that could not be set; the message ends with what the press said."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. *phase* is the moon's; *facts* are short and stand at its foot; *demo* is "" but in a demonstration.

    With *title* "" it is the card of the whole site.
    """

    language: str
    site: str
    title: str = ""
    verdict: str = ""
    phase: str = "unrated"
    summary: str = ""
    facts: tuple[str, ...] = ()
    demo: str = ""

    @property
    def seal(self) -> str:
        """What is the same only for cards that look the same: a SHA-256 of all that is printed, and of how."""
        told = json.dumps([EDITION, asdict(self)], ensure_ascii=False, sort_keys=True)
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def set_cards(cards: Sequence[Card]) -> tuple[bytes, ...]:
    """Return each card as a PNG, 1200 by 630: the same bytes for the same card.

    They are set together in a process of its own, which what they print cannot take the caller down with. Raises CardError.
    """
    pictures: list[bytes] = []
    for first in range(0, len(cards), MOST_AT_ONCE):
        pictures += _set(cards[first : first + MOST_AT_ONCE])
    return tuple(pictures)


def _set(cards: Sequence[Card]) -> list[bytes]:
    told = json.dumps([_told(card) for card in cards], ensure_ascii=False).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "marsad.typeset.card_press"],
            input=told,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CardError(f"the cards were not set within {MOST_SECONDS} seconds") from error
    if done.returncode != 0:
        raise CardError(f"the cards could not be set: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    pictures, at = [], 0
    while at < len(done.stdout):
        end = at + 4 + int.from_bytes(done.stdout[at : at + 4], "big")
        pictures.append(done.stdout[at + 4 : end])
        at = end
    if len(pictures) != len(cards):
        raise CardError(f"the press made {len(pictures)} pictures of {len(cards)} cards")
    return pictures


def _cut(text: str, most: int = _MOST_LETTERS) -> str:
    whole = clean(text)
    return whole if len(whole) <= most else whole[:most].rsplit(" ", 1)[0] + "…"


def _told(card: Card) -> dict[str, object]:
    return {
        "kind": "promise" if card.title else "site",
        "language": card.language,
        "rtl": not card.language.startswith("en"),
        "site": _cut(card.site, _FEW_LETTERS),
        "title": _cut(card.title),
        "verdict": _cut(card.verdict, _FEW_LETTERS),
        "summary": _cut(card.summary),
        "facts": [_cut(fact, _FEW_LETTERS) for fact in card.facts if fact],
        "demo": _cut(card.demo, _FEW_LETTERS),
        "mark": _moon(_MARK),
        "moon": _moon(card.phase),
        "moons": [_moon(phase) for phase in _SITE_MOONS],
    }


def _moon(phase: str) -> str:
    drawing = moon_svg(phase)
    for colour, lighter in _ON_THE_NIGHT.items():
        drawing = drawing.replace(colour, lighter)
    return drawing
