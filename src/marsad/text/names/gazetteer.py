"""Find the people, offices, ministries, places and bodies of a gazetteer in Arabic text. The rows come in as arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.domain.reading import NameMention
from marsad.text.align import cut, smooth
from marsad.text.names.context import Judge
from marsad.text.names.entry import KINDS, OFFICIAL_KINDS, Holding, Name
from marsad.text.names.scene import Form, Scene, Sighting
from marsad.text.names.spelling import WORD, Words, openings, spellings, words_of

__all__ = ["KINDS", "Gazetteer", "Holding", "Name", "mentions_of"]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names to look for; build it once and ask it for every text."""

    names: tuple[Name, ...]
    _by_id: dict[str, Name] = field(init=False, repr=False, compare=False)
    _openings: dict[str, tuple[tuple[str, int], ...]] = field(init=False, repr=False, compare=False)
    _forms: dict[tuple[str, ...], tuple[Form, ...]] = field(init=False, repr=False, compare=False)
    _people: dict[str, str] = field(init=False, repr=False, compare=False)
    _holders: dict[str, tuple[tuple[Holding, str], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the names. Raise ValueError where two are written alike or share an id, or one refers to what is not there."""
        by_id = {name.id: name for name in self.names}
        if len(by_id) != len(self.names):
            raise ValueError("two names of the gazetteer share an id")
        for name in self.names:
            for other in (name.of, *(held.office for held in name.holds)):
                if other and other not in by_id:
                    raise ValueError(f"{name.id} refers to {other}, which is not in the gazetteer")
        forms = _index(self.names)
        holders: dict[str, list[tuple[Holding, str]]] = {}
        for name in self.names:
            for held in name.holds:
                holders.setdefault(held.office, []).append((held, name.id))
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_forms", forms)
        object.__setattr__(self, "_openings", _open(sorted({start[0] for start in forms})))
        object.__setattr__(self, "_people", _people(self.names))
        object.__setattr__(self, "_holders", {office: tuple(rows) for office, rows in holders.items()})

    def find(self, text: str, about: str = "", day: str = "") -> tuple[NameMention, ...]:
        """Return the names in *text* in order, none overlapping; offsets point into *text* as it was.

        *about* are further words on the same subject, a title: they help to tell which country a text speaks of.
        *day* (ISO) is the one it appeared on, which tells two people of one name apart who held one office.
        """
        return mentions_of(self.sight(text, about, day))

    def sight(self, text: str, about: str = "", day: str = "") -> tuple[Sighting, ...]:
        """Return what `find` returns, and with it the offices and bodies that another state has by the same name, marked so."""
        plain, offsets = smooth(text)
        marks = list(WORD.finditer(plain))
        words = [mark.group() for mark in marks]
        known = self._openings
        hits = [number for number, word in enumerate(words) if word in known]
        if not hits:
            return ()
        scene = Scene(plain, marks, words, self._people, self._by_id)
        seen: list[Sighting] = []
        free = 0
        for number in hits:
            if number >= free and (found := self._longest(scene, number)) is not None:
                form, last, skip = found
                free = last + 1
                start, end = cut(offsets, marks[number].start() + skip, marks[last].end())
                seen.append(Sighting(start, end, number, last, skip, form))
        return Judge(scene, seen, words_of(about), day).judge()

    def _longest(self, scene: Scene, number: int) -> tuple[Form, int, int] | None:
        """Return the longest form that begins at word *number*, its last word, and how many letters are joined before."""
        best: tuple[Form, int, int] | None = None
        words = scene.words
        second = words[number + 1] if number + 1 < len(words) else ""
        if second == "و" and number + 2 < len(words):
            second += words[number + 2]
        for head, skip in self._openings[words[number]]:
            for form in (*self._forms.get((head, second), ()), *self._forms.get((head,), ())):
                if best is not None and len(form.words) <= len(best[0].words):
                    break
                last = scene.match(form.words, number)
                if last is not None:
                    best = form, last, skip
                    break
        return best

    def entry(self, id: str) -> Name | None:
        """Return the entry *id*, or None."""
        return self._by_id.get(id)

    def holder(self, office: str, day: str) -> str:
        """Return the id of the one person known to have held *office* on *day* (ISO), or ""."""
        found = {person for held, person in self._holders.get(office, ()) if held.covers(day)}
        return found.pop() if len(found) == 1 else ""

    def nation(self, word: str) -> str:
        """Return the id of the country whose people the smooth *word* names, or ""."""
        return self._people.get(word, "")

    def is_official(self, id: str, day: str) -> bool:
        """Say whether *id* speaks for a state: a body or office of it, or a person who held one on *day*."""
        name = self._by_id.get(id)
        if name is None or name.kind != "person":
            return name is not None and name.kind in OFFICIAL_KINDS
        return any(held.covers(day) for held in name.holds)


def mentions_of(sightings: Iterable[Sighting]) -> tuple[NameMention, ...]:
    """Return the mentions among *sightings* that mean somebody here."""
    return tuple(
        NameMention(seen.start, seen.end, seen.name.id, seen.name.kind)
        for seen in sightings
        if seen.name is not None and not seen.is_abroad
    )


def _written(names: tuple[Name, ...]) -> Iterator[tuple[Words, str, Name]]:
    """Yield each spelling with how sure it is: "sure", "common", "ambiguous", or "told" (only after the whole name)."""
    for name in names:
        for sureness, forms in (("sure", name.forms), ("common", name.common), ("ambiguous", name.ambiguous)):
            for form in forms:
                for words in spellings(form):
                    yield words, sureness, name
                    if name.kind == "person" and sureness == "sure" and len(words) > 1:
                        yield words[-2:] if words[-2] == "عبد" else words[-1:], "told", name


def _index(names: tuple[Name, ...]) -> dict[tuple[str, ...], tuple[Form, ...]]:
    """Return the forms by their first two words, the longest first. Raise ValueError where two sure ones are written alike."""
    found: dict[Words, dict[str, list[Name]]] = {}
    for words, sureness, name in _written(names):
        rows = found.setdefault(words, {}).setdefault(sureness, [])
        if name not in rows:
            rows.append(name)
    forms: dict[tuple[str, ...], list[Form]] = {}
    for words, by_sureness in found.items():
        sure = [*by_sureness.get("sure", ()), *by_sureness.get("common", ())]
        if len({name.id for name in sure}) > 1:
            raise ValueError(f"{' '.join(words)!r} names both {sure[0].id} and {sure[1].id}")
        sureness = next(kind for kind in ("sure", "common", "ambiguous", "told") if kind in by_sureness)
        chosen = list(by_sureness[sureness])
        if sureness == "ambiguous":
            chosen += [name for name in by_sureness.get("told", ()) if name not in chosen]
        forms.setdefault(words[:2], []).append(Form(words, sureness, tuple(chosen), len(by_sureness.get("ambiguous", ()))))
    return {start: tuple(sorted(rows, key=lambda form: (-len(form.words), form.words))) for start, rows in forms.items()}


def _open(heads: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for head in heads:
        for written, skip in openings(head):
            found.setdefault(written, []).append((head, skip))
    return {written: tuple(sorted(rows, key=lambda row: row[1])) for written, rows in found.items()}


def _people(names: tuple[Name, ...]) -> dict[str, str]:
    """Return the country of each adjective of a people, in its genders and numbers, with and without article and particles."""
    found: dict[str, str] = {}
    for name in names:
        for people in name.people:
            for spelling in spellings(people):
                for ending in ("", "ه", "ين", "ون", "ات", "ا", "تين", "تان", "ان"):
                    for article in ("", "ال"):
                        for written, _skip in openings(article + spelling[-1] + ending):
                            found.setdefault(written, name.id)
    return found
