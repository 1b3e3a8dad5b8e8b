"""The rooms of the desk and the groups they stand in: the menu is made from this list, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from marsad.store.models import Person
from marsad.store.queries.codings import waiting_count
from marsad.store.queries.desk import DeskCounts


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the menu: the name of its address and its word.

    *also* are the heads of further addresses that belong to it, *count* the figure of `DeskCounts` shown beside it, *needs* the
    predicate of `Person` that opens it ("" for everybody who signs in). *waits* counts what waits for the reader alone.
    """

    name: str
    label: Lazy | str
    also: tuple[str, ...] = ()
    count: str = ""
    is_warning: bool = False
    needs: str = ""
    waits: Callable[[Person], int] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rooms under one word; a group without a *label* stands open in the menu."""

    key: str
    label: Lazy | str
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A room as the menu of one page shows it."""

    address: str
    label: str
    number: int
    is_warning: bool
    is_here: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as the menu of one page shows it."""

    key: str
    label: str
    entries: tuple[Entry, ...]

    @property
    def number(self) -> int:
        """What waits in its rooms together, failures aside."""
        return sum(entry.number for entry in self.entries if not entry.is_warning)

    @property
    def is_here(self) -> bool:
        """Whether the page belongs to one of its rooms."""
        return any(entry.is_here for entry in self.entries)


# Every new room adds its line here, in the group where somebody would look for it.
GROUPS = (
    Group(
        "day",
        "",
        (
            Room("today", _("Today")),
            Room("for_me", _("For me"), also=("/desk/drafts/",), needs="may_review"),
            Room("queue", _("Queue"), also=("/desk/candidates/", "/desk/by/", "/desk/stories/")),
        ),
    ),
    Group(
        "promises",
        _("Promises"),
        (
            Room("promises", _("All promises")),
            Room("exchange", _("Programmes and tables"), also=("/desk/proposals/",), needs="may_review"),
            Room("milestones", _("Milestones"), count="milestones"),
            Room("all_series", _("Series"), count="series"),
            Room("conflicts", _("Conflicts"), count="conflicts"),
            Room("lineages", _("Threads"), needs="may_review"),
            Room("deadlines", _("Deadlines ahead")),
            Room("stale", _("Nothing found for long")),
        ),
    ),
    Group(
        "verdicts",
        _("Verdicts"),
        (
            Room("codings", _("Codings"), waits=waiting_count),
            Room("assessments", _("Assessments"), count="proposed"),
            Room("agreement", _("How far coders agree")),
            Room("corrections", _("Corrections")),
            Room("terms", _("Ends of terms")),
        ),
    ),
    Group(
        "letters",
        _("Letters"),
        (
            Room("submissions", _("From the public"), count="submissions"),
            Room("replies", _("Right of reply"), count="replies", needs="may_review"),
        ),
    ),
    Group(
        "upkeep",
        _("The desk itself"),
        (
            Room("sources", _("Sources")),
            Room("failures", _("Failures"), count="failures", is_warning=True),
            Room("following", _("Followers and channels"), needs="is_operator"),
            Room("team", _("People"), needs="looks_after_people"),
            Room("audit", _("Who did what")),
        ),
    ),
)


def _number(room: Room, person: Person, counts: DeskCounts | None) -> int:
    if counts is None:
        return 0
    if room.waits is not None:
        return room.waits(person)
    return int(getattr(counts, room.count, 0)) if room.count else 0


def _entry(room: Room, person: Person, path: str, counts: DeskCounts | None) -> Entry | None:
    try:
        address = reverse(f"desk:{room.name}")
    except NoReverseMatch:
        return None
    heads = (address, *room.also) if room.name != "queue" else room.also
    is_exact = path == address
    is_here = is_exact or any(path.startswith(head) for head in heads)
    return Entry(address, str(room.label), _number(room, person, counts), room.is_warning, is_here, is_exact)


def shown_menu(person: Person, path: str, counts: DeskCounts | None) -> tuple[Shown, ...]:
    """Return the menu of the page at *path*: the rooms that *person* may open, with what waits in them."""
    groups = []
    for group in GROUPS:
        allowed = (room for room in group.rooms if not room.needs or getattr(person, room.needs, False))
        entries = tuple(entry for room in allowed if (entry := _entry(room, person, path, counts)))
        if entries:
            groups.append(Shown(group.key, str(group.label), entries))
    return tuple(groups)
