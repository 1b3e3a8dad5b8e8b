"""What a message offers to take back: the tag that a view puts on it, read into the address of the undo."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

_ROOMS = {
    "undo": "desk:undo",
    "reopen": "desk:reopen",
    "milestone": "desk:reopen_milestone",
    "proposal": "desk:reopen_proposal",
    "series": "desk:reopen_series",
}
_STORY = "undo-story-"


@dataclass(frozen=True, slots=True)
class Undo:
    """Where to post to take a decision back; of a story, *at* is the moment of its rejection."""

    address: str
    at: str = ""
    is_candidate: bool = False


def read_undo(tags: str) -> Undo | None:
    """Return what the first of *tags* that speaks of a decision offers to take back, None where none does."""
    return next((found for tag in tags.split() if (found := _read(tag))), None)


def _read(tag: str) -> Undo | None:
    if tag.startswith(_STORY):
        number, _, moment = tag.removeprefix(_STORY).partition("-")
        return Undo(reverse("desk:undo_story", args=[int(number)]), at=moment) if number.isdecimal() else None
    head, _, number = tag.rpartition("-")
    if head not in _ROOMS or not number.isdecimal():
        return None
    return Undo(reverse(_ROOMS[head], args=[int(number)]), is_candidate=head == "undo")
