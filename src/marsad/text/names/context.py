"""Decide by its surroundings whom a writing means: a man or a nation, a town or a word, this country's ministry or another's.

Where nothing tells, nobody is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from marsad.text.names import words as lexicon
from marsad.text.names.entry import PLACE_KINDS, Name
from marsad.text.names.scene import HOME, REGION, Scene, Sighting, is_definite, is_feminine_verb, is_masculine, is_verb
from marsad.text.names.spelling import Words

_LISTED = frozenset(" ،,و")
# A text that speaks of another country this many times more than of home is about that country.
_FAR_FROM_HOME = 4
_FEWEST_ABROAD = 2
_MOST_RANKS = 5
_LONGEST_COUNT = 3
_BEFORE_NAMES = lexicon.RANKS | lexicon.QUALIFIERS | lexicon.FORMER


class Judge:
    """Reads the sightings of one text in order, remembering who was told by his whole name."""

    def __init__(self, scene: Scene, seen: Sequence[Sighting], about: Words, day: str) -> None:
        self.scene, self.seen, self.about, self.day = scene, seen, about, day
        self._told: set[str] = set()
        # Whoever the text tells by his whole name, before or after: a headline says less than the body.
        self._told_somewhere = {sighting.form.names[0].id for sighting in seen if sighting.form.sureness == "sure"}
        self._meant: dict[int, Name | None] = {}

    def judge(self) -> tuple[Sighting, ...]:
        """Return the sightings that mean somebody, each with its name."""
        found: list[Sighting] = []
        for number, sighting in enumerate(self.seen):
            name = self._name_at(number)
            if name is not None:
                self._told.add(name.id)
                found.append(replace(sighting, name=name))
        return self._mark_abroad(found)

    def _name_at(self, number: int) -> Name | None:
        if number not in self._meant:
            self._meant[number] = self._weigh(number)
        return self._meant[number]

    def _weigh(self, number: int) -> Name | None:
        sighting = self.seen[number]
        first = sighting.form.names[0]
        if first.kind == "country" and self._is_adjective(sighting):
            return None
        if sighting.form.sureness == "sure":
            return None if self.scene.precedes(sighting, first.not_before) else first
        if first.kind == "person":
            return self._weigh_person(number)
        if any(self._is_barred(sighting, name) for name in sighting.form.names):
            return None
        before = self.scene.before(sighting)
        if sighting.form.sureness == "common":
            return None if is_definite(before) and is_masculine(before) else first
        if first.kind in ("ministry", "body") and self._speaks(number, before):
            return _only(list(sighting.form.names))
        if len(sighting.form.names) > 1 or is_definite(before):
            return None
        if self.scene.follows(sighting, first.led_by):
            return first
        is_place = first.kind in PLACE_KINDS
        return first if is_place and (first.id in self._told or self._is_placed(number, before)) else None

    def _is_adjective(self, sighting: Sighting) -> bool:
        """Say whether a country's name is what counted people are: «35 لاجئا سوريا», «بينهم 13 سوريا»."""
        scene, word = self.scene, self.scene.words[sighting.first]
        if sighting.skip or not word.endswith("يا") or not scene.is_near(sighting.first):
            return False
        before = scene.words[sighting.first - 1]
        if before.endswith("ا") and sighting.first > 1 and scene.is_near(sighting.first - 1):
            before = scene.words[sighting.first - 2]
        return before.isdecimal() and len(before) <= _LONGEST_COUNT

    def _speaks(self, number: int, before: str) -> bool:
        """Say whether a body is meant by its subject alone: «أعلنت الداخلية», «وزارتا النفط والكهرباء», «الخارجية الإيرانية»."""
        sighting, left = self.seen[number], self._meant.get(number - 1)
        after = self.scene.after(sighting)
        if before in lexicon.MINISTRIES:
            return True
        if before == "و" and left is not None and left.kind == "ministry" and self._is_adjacent(number):
            return self.seen[number - 1].form.sureness == "ambiguous"
        if after in self.scene.people and is_definite(after) and not is_masculine(after):
            return not before or before in lexicon.FOR_BODIES
        return is_feminine_verb(before) or (not before and is_feminine_verb(after))

    def _is_barred(self, sighting: Sighting, name: Name) -> bool:
        return self.scene.follows(sighting, name.not_after) or self.scene.precedes(sighting, name.not_before)

    def _is_placed(self, number: int, before: str) -> bool:
        """Say whether a place is meant: by a noun or a preposition of place, or by a place listed beside it."""
        bare = before[1:] if before[:1] in ("و", "ب", "ل") and len(before) > 3 else before
        opens_headline = self.scene.gap(self.seen[number].last + 1).startswith(":")
        if not before and (opens_headline or is_feminine_verb(self.scene.after(self.seen[number]))):
            return True
        if before == "ب" or not {before, bare}.isdisjoint(lexicon.PLACES | lexicon.PLACING):
            return True
        return any(self._is_listed(number, other) for other in (number - 1, number + 1))

    def _is_listed(self, number: int, other: int) -> bool:
        if not 0 <= other < len(self.seen):
            return False
        left, right = sorted((self.seen[number], self.seen[other]), key=lambda sighting: sighting.first)
        if right.first != left.last + 1 or not _LISTED.issuperset(self.scene.gap(right.first)):
            return False
        if not self.scene.words[right.first][: right.skip].startswith("و") and "،" not in self.scene.gap(right.first):
            return False
        beside = self._meant.get(other) if other < number else self.seen[other].form.names[0]
        sure = other < number or self.seen[other].form.sureness == "sure"
        return beside is not None and sure and beside.kind in PLACE_KINDS[:2]

    def _weigh_person(self, number: int) -> Name | None:
        sighting, scene = self.seen[number], self.scene
        names = sighting.form.names
        before, after = scene.before(sighting), scene.after(sighting)
        nation = scene.people.get(scene.words[sighting.first], "") if sighting.first == sighting.last else ""
        # «السوداني محمد عثمان» is a man of Sudan, «وقال حسين جاسم» another Hussein; «علي» is more often the preposition.
        is_namesake = after in lexicon.GIVEN and after != "علي" and (nation or sighting.form.words[-1] in lexicon.GIVEN)
        if is_namesake or (nation and self._is_about(nation)):
            return None
        is_known = sighting.form.known_alone > 0
        told = [name for name in names if name.id in self._told or (is_known and name.id in self._told_somewhere)]
        if titled := self._titled(number):
            return _only(titled) or _only([name for name in titled if name in told])
        for name in names[: sighting.form.known_alone]:
            if scene.follows(sighting, name.led_by):
                return name
        is_title = before in lexicon.TITLES or (before in lexicon.CHIEFS and not nation)
        if before in lexicon.GIVEN or (is_definite(before) and not is_title):
            return None
        if before and not sighting.skip and scene.is_near(sighting.first - 1):
            # «محمد صادق الصدر»: a verb by its form, a name by what stands before.
            earlier = scene.words[sighting.first - 2] if sighting.first > 1 else ""
            if earlier in lexicon.GIVEN and earlier != "علي":
                return None
        alone = told or list(names[: sighting.form.known_alone])
        if len(alone) != 1 or self._is_barred(sighting, alone[0]):
            return None
        if is_title or self._acts(sighting, before, after):
            return alone[0]
        if told:
            return None if sighting.form.words[-1] in lexicon.GIVEN else told[0]
        if before == "و" and self._is_beside_person(number):
            return alone[0]
        if nation:
            is_weak = before in lexicon.TO_PEOPLE or before == "و" or (not before and after.startswith("و"))
            return alone[0] if is_weak and self.countries[HOME] and not self.countries[nation] else None
        return alone[0] if before in lexicon.TO_PEOPLE and not self._is_far() else None

    def _is_beside_person(self, number: int) -> bool:
        left = self._meant.get(number - 1)
        return left is not None and left.kind == "person" and self._is_adjacent(number)

    def _is_adjacent(self, number: int) -> bool:
        return self.seen[number - 1].last + 1 == self.seen[number].first

    def _acts(self, sighting: Sighting, before: str, after: str) -> bool:
        """Say whether a man stands here: a verb beside him, a noun that he completes, or a headline's colon."""
        bare = before[1:] if before[:1] in ("و", "ف", "ب", "ل") and len(before) > 3 else before
        if before in lexicon.OWNED or bare in lexicon.OWNED or (len(before) > 1 and is_verb(before)):
            return True
        is_opening = not before or before == "و" or before in lexicon.OPENING
        return is_opening and (is_verb(after) or self.scene.gap(sighting.last + 1).lstrip().startswith(":"))

    def _titled(self, number: int) -> list[Name]:
        """Return who of the names held the office right before, with no more than ranks between; on the day, if known."""
        first = self.seen[number].first
        if number == 0 or self.seen[number].skip:
            return []
        left = self.seen[number - 1]
        if first - left.last > _MOST_RANKS or any(not self.scene.is_near(at) for at in range(left.last + 1, first + 1)):
            return []
        if not all(word in _BEFORE_NAMES for word in self.scene.words[left.last + 1 : first]):
            return []
        office = left.form.names[0].id
        held = [(name, held) for name in self.seen[number].form.names for held in name.holds if held.office == office]
        return [name for name, holding in held if holding.covers(self.day)] or list(dict.fromkeys(name for name, _held in held))

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the text speaks of each country."""
        return self.scene.count_countries(self.seen, self.about, _is_cue)

    def _is_about(self, country: str) -> bool:
        return bool(self.countries[country]) and not self.countries[HOME]

    def _mark_abroad(self, found: list[Sighting]) -> tuple[Sighting, ...]:
        """Return *found* with the shared ones marked that mean another state's; those that may be either are left out."""
        places = {sighting.first: sighting for sighting in found}
        told: dict[int, str] = {}
        for sighting in reversed(found):
            if _shared(sighting):
                told[sighting.first] = self._said_of(sighting, places, told)
        sides: dict[str, set[str]] = {}
        for sighting in found:
            if told.get(sighting.first):
                sides.setdefault(_name(sighting).id, set()).add(told[sighting.first])
        last: dict[str, str] = {}
        kept = []
        for sighting in found:
            if _shared(sighting):
                id, side = _name(sighting).id, told[sighting.first]
                known = sides.get(id, set())
                if side:
                    last[id] = side
                elif len(known) == 1:
                    side = next(iter(known))
                else:
                    side = last.get(id, "") if known else ("abroad" if self._is_far() else "home")
                if not side:
                    continue
                sighting = replace(sighting, is_abroad=side == "abroad")
            kept.append(sighting)
        return tuple(kept)

    def _said_of(self, sighting: Sighting, places: dict[int, Sighting], told: dict[int, str]) -> str:
        """Return "home" or "abroad" where the words behind *sighting* say whose it is, else ""."""
        if any("عراق" in word for word in sighting.form.words):
            return "home"
        scene, at = self.scene, sighting.last + 1
        for _word in range(3):
            if not scene.is_near(at):
                return ""
            word = scene.words[at]
            beside = places.get(at)
            if beside is not None and _name(beside).kind == "person":
                return "home" if scene.country_of(_name(beside)) == HOME else "abroad"
            if word in scene.people and is_definite(word):
                return "home" if scene.people[word] == HOME else "abroad"
            if beside is not None and beside.skip:
                if _shared(beside):
                    return told.get(at, "") if word.startswith("و") else ""
                return "" if word.startswith("و") else self._side_of(beside)
            if word == "في" and _name(sighting).kind != "office":
                return self._side_of(places.get(at + 1)) if scene.is_near(at + 1) else ""
            # «وزارة الصحة والسكان المصرية»: the rest of a name that is longer abroad.
            if word not in _BEFORE_NAMES and not word.startswith("وال"):
                return ""
            at += 1
        return ""

    def _side_of(self, place: Sighting | None) -> str:
        if place is None:
            return ""
        country = self.scene.country_of(_name(place))
        if _name(place).kind not in PLACE_KINDS and country != REGION:
            return ""
        return "home" if country == HOME or _name(place).kind == "governorate" else "abroad"

    def _is_far(self) -> bool:
        """Say whether the text is about another country: it speaks of one, and of home not at all or hardly."""
        abroad = max((count for country, count in self.countries.items() if country not in ("", HOME, REGION)), default=0)
        return abroad >= _FEWEST_ABROAD + _FAR_FROM_HOME * self.countries[HOME]


def _only(names: list[Name]) -> Name | None:
    return names[0] if len(names) == 1 else None


def _name(sighting: Sighting) -> Name:
    return sighting.name if sighting.name is not None else sighting.form.names[0]


def _shared(sighting: Sighting) -> bool:
    return _name(sighting).shared


def _is_cue(sighting: Sighting) -> bool:
    name = sighting.form.names[0]
    if sighting.form.sureness not in ("sure", "common"):
        return False
    return not name.shared or any("عراق" in word for word in sighting.form.words)
