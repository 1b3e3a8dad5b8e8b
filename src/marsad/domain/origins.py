"""Count how many independent sources stand behind what several outlets carried: by the text, and by whose text it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries a story. *origin* is whom it credits last, or itself where it is an agency or the party; else "".

    *story* names the text, "" never; *outlet* is "" where it is not known, *name* what readers call it. *is_party*: it belongs to
    whoever made the promise, as a ministry's own site does.
    """

    story: str
    outlet: str = ""
    origin: str = ""
    is_party: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a carrier of no story: it would be one with every other."""
        if not self.story:
            raise ValueError("a carrier needs a story")


@dataclass(frozen=True, slots=True)
class Voice:
    """What counts as one source: an origin with every story that goes back to it, and the outlets that carried them.

    *origin* is an agency, the party or the outlet that stands behind it, "" where nobody is named. *is_credited*: somebody says
    so; else it is the first that carried the text. *relaying* are the outlets but for the origin itself. All are named as readers
    know them; *key* is the same in every language.
    """

    key: str
    origin: str
    outlets: tuple[str, ...]
    relaying: tuple[str, ...]
    stories: tuple[str, ...]
    is_party: bool
    is_credited: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """How many outlets carried something, and the voices behind them."""

    voices: tuple[Voice, ...]

    @property
    def outlets(self) -> int:
        """How many outlets carried it."""
        return len({outlet for voice in self.voices for outlet in voice.outlets})

    @property
    def independent(self) -> int:
        """How many independent sources there are; the party itself is none."""
        return sum(not voice.is_party for voice in self.voices)

    @property
    def parties(self) -> int:
        """How many voices are the party's own."""
        return sum(voice.is_party for voice in self.voices)

    @property
    def is_shared(self) -> bool:
        """Whether there is something to tell: fewer sources than outlets, or an origin that is not the outlet itself."""
        return self.outlets > len(self.voices) or any(voice.is_party or voice.relaying for voice in self.voices)


def sources(carriers: Iterable[Carrier]) -> Sources:
    """Return the voices behind *carriers*, which come earliest first.

    One text is one source, and so is one origin: two texts that both go back to one agency count once. A text that nobody
    credits goes back to the outlet that carried it first, so that two articles of one outlet are one source. The party itself
    is a voice of its own kind. Who is quoted in a text plays no part: two outlets that heard one minister are two.
    """
    stories: dict[str, list[Carrier]] = {}
    for carrier in carriers:
        stories.setdefault(carrier.story, []).append(carrier)
    behind: dict[str, list[tuple[str, list[Carrier]]]] = {}
    names: dict[str, tuple[str, bool]] = {}
    for story, carried in stories.items():
        origin, is_credited = _origin_of(carried)
        key = f"origin {origin}" if origin else f"story {story}"
        behind.setdefault(key, []).append((story, carried))
        names[key] = origin, is_credited or names.get(key, ("", False))[1]
    return Sources(tuple(_voice(key, *names[key], told) for key, told in behind.items()))


def _origin_of(carried: list[Carrier]) -> tuple[str, bool]:
    """Return whose text it is, and whether somebody says so: the origin that most credit, else the first outlet known."""
    credited = Counter(carrier.origin for carrier in carried if carrier.origin)
    if credited:
        return credited.most_common(1)[0][0], True
    return next((carrier.outlet for carrier in carried if carrier.outlet), ""), False


def _voice(key: str, origin: str, is_credited: bool, told: list[tuple[str, list[Carrier]]]) -> Voice:
    carriers = [carrier for _, carried in told for carrier in carried]
    names = {carrier.outlet: carrier.name or carrier.outlet for carrier in reversed(carriers) if carrier.outlet}
    outlets = tuple(dict.fromkeys(carrier.outlet for carrier in carriers if carrier.outlet))
    return Voice(
        key,
        names.get(origin, origin),
        tuple(names[outlet] for outlet in outlets),
        tuple(names[outlet] for outlet in outlets if outlet != origin),
        tuple(story for story, _ in told),
        any(carrier.is_party and carrier.outlet == origin != "" for carrier in carriers),
        is_credited,
    )


@dataclass(frozen=True, slots=True)
class StoryTold:
    """What one story adds to a count of sources: the voice that it goes back to, and its *outlets*, each with its name.

    *has_origin*: that voice is somebody's; else it is the story's own.
    """

    voice: str
    has_origin: bool
    is_party: bool
    outlets: tuple[tuple[str, str], ...]


def told_of(carriers: Iterable[Carrier]) -> StoryTold:
    """Return what a story adds to a count, of all that carried it, the earliest first; raise ValueError for several stories."""
    carried = tuple(dict.fromkeys(carriers))
    (voice,) = sources(carried).voices
    named: dict[str, str] = {}
    for carrier in carried:
        if carrier.outlet:
            named.setdefault(carrier.outlet, carrier.name or carrier.outlet)
    return StoryTold(voice.key, bool(voice.origin), voice.is_party, tuple(named.items()))


def count_sources(stories: Iterable[StoryTold]) -> tuple[int, int]:
    """Return how many independent sources and how many outlets stand behind *stories*: as `sources`, without the voices."""
    voices: set[str] = set()
    parties: set[str] = set()
    named: dict[tuple[str, str], str] = {}
    for story in stories:
        voices.add(story.voice)
        if story.is_party:
            parties.add(story.voice)
        for outlet, name in story.outlets:
            named.setdefault((story.voice, outlet), name)
    return len(voices - parties), len(set(named.values()))
