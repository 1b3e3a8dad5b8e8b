"""What an entry of a gazetteer is: a name with its kind and spellings, and the offices that somebody held."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("government", "person", "office", "ministry", "body", "party", "governorate", "city", "country", "foreign")
OFFICIAL_KINDS = ("government", "office", "ministry", "body", "governorate", "foreign")
PLACE_KINDS = ("governorate", "city", "country")


@dataclass(frozen=True, slots=True)
class Holding:
    """An office and the days on which somebody held it. *seen_on* closes a term that is not known to have ended."""

    office: str
    from_on: str
    to_on: str = ""
    seen_on: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a term that lacks a beginning or an end (or the last day it was seen), or has them crossed."""
        if not self.office or not self.from_on or bool(self.to_on) == bool(self.seen_on):
            raise ValueError(f"a holding of {self.office!r} needs its office, from, and either to or seen")
        if (self.to_on or self.seen_on) < self.from_on:
            raise ValueError(f"the holding of {self.office} ends before it begins")

    def covers(self, day: str) -> bool:
        """Say whether the office was held on *day* (ISO); days of handing over belong to both."""
        return self.from_on <= day <= (self.to_on or self.seen_on)


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of a gazetteer: its key, its kind, and the ways it is written, the proper one first.

    *ambiguous* are writings that are also words of their own (a nationality, a family name): they count only where the words
    around them say so, or after one of *led_by*. *common* are mostly this name, and count unless the words around them forbid.
    Neither counts after one of *not_after* or before one of *not_before*. *shared* are entries of which other states have one of
    the same name: a ministry, a parliament. *of* is what an office or a place belongs to; *people* the adjectives of a country.
    """

    id: str
    kind: str
    forms: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    shared: bool = False
    of: str = ""
    holds: tuple[Holding, ...] = ()
    people: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for an entry without an id or a form, or of a kind that is not in KINDS."""
        if not self.id or not any(form.strip() for form in (*self.forms, *self.common)):
            raise ValueError(f"name {self.id!r} needs an id and a form")
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind!r} of {self.id} is none of {', '.join(KINDS)}")
        if self.holds and self.kind != "person":
            raise ValueError(f"{self.id} holds an office and is no person")
