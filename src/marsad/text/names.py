"""Find the governments, ministries, governorates and bodies of a gazetteer in Arabic text. The rows come in as arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.domain.reading import NameMention
from marsad.text.align import cut, smooth

KINDS = ("government", "prime_minister", "ministry", "governorate", "body")
_SPACES = re.compile(r"\s+")
_JOINED = "[وفبلك]{0,2}"
_REACH = 48


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of a gazetteer: its key, its kind, and the ways it is written, the proper one first.

    *ambiguous* are writings that are also words of their own (a nationality, a family name): they count only after one of the
    words *led_by*, or where *led_by* is empty and a full writing stood before in the text; never after one of *not_after*.
    """

    id: str
    kind: str
    forms: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for an entry without an id or a form, or of a kind that is not in KINDS."""
        if not self.id or not any(form.strip() for form in self.forms):
            raise ValueError(f"name {self.id!r} needs an id and a form")
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind!r} of {self.id} is none of {', '.join(KINDS)}")


def _key(form: str) -> str:
    return _SPACES.sub(" ", smooth(form)[0]).strip().casefold()


def _any_of(forms: Iterable[str]) -> str:
    """Return a regular expression of *forms*, longest first, as whole words with the particles that Arabic joins to them."""
    keys = sorted({key for form in forms if (key := _key(form))}, key=lambda key: (-len(key), key))
    written = "|".join(re.escape(key).replace(r"\ ", r"\s{1,3}") for key in keys)
    # "ل" and "ال" meet as "لل": the ministry of ..., for the ministry of ...
    joined = "|".join(re.escape(key[2:]).replace(r"\ ", r"\s{1,3}") for key in keys if key.startswith("ال") and len(key) > 4)
    after_lam = rf"|(?<!\w)[وف]?لل(?P<rest>{joined})(?!\w)" if joined else ""
    return rf"(?<!\w){_JOINED}(?P<form>{written})(?!\w){after_lam}"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names to look for; build it once and ask it for every text."""

    names: tuple[Name, ...]
    _by_form: dict[str, tuple[Name, bool]] = field(init=False, repr=False, compare=False)
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the names. Raise ValueError where two of them are written alike, or share an id."""
        by_form: dict[str, tuple[Name, bool]] = {}
        for name in self.names:
            for form, is_ambiguous in (*((form, False) for form in name.forms), *((form, True) for form in name.ambiguous)):
                known = by_form.setdefault(_key(form), (name, is_ambiguous))
                if known[0].id != name.id:
                    raise ValueError(f"{form!r} names both {known[0].id} and {name.id}")
        if len({name.id for name in self.names}) != len(self.names):
            raise ValueError("two names of the gazetteer share an id")
        object.__setattr__(self, "_by_form", by_form)
        object.__setattr__(self, "_pattern", re.compile(_any_of(by_form), re.I) if by_form else None)

    def find(self, text: str) -> tuple[NameMention, ...]:
        """Return the names in *text* in order, none overlapping; offsets point into *text* as it was."""
        if self._pattern is None:
            return ()
        plain, offsets = smooth(text)
        mentions: list[NameMention] = []
        told: set[str] = set()
        for found in self._pattern.finditer(plain):
            group = "form" if found["form"] is not None else "rest"
            written = found[group] if group == "form" else "ال" + found[group]
            name, is_ambiguous = self._by_form[_SPACES.sub(" ", written).casefold()]
            if is_ambiguous and not _is_meant(name, plain[max(0, found.start() - _REACH) : found.start()], name.id in told):
                continue
            told.add(name.id)
            mentions.append(NameMention(*cut(offsets, found.start(group), found.end(group)), name.id, name.kind))
        return tuple(mentions)


def _is_meant(name: Name, before: str, is_told: bool) -> bool:
    """Say whether an ambiguous writing means *name*, by the words before it and whether the text told its full name."""
    before = _SPACES.sub(" ", before).rstrip()
    if any(_ends_with(before, word) for word in name.not_after):
        return False
    if any(_ends_with(before, word) for word in name.led_by):
        return True
    return is_told and not _is_definite_noun(before)


def _ends_with(before: str, words: str) -> bool:
    key = _key(words)
    if not before.endswith(key):
        return False
    rest = before[: len(before) - len(key)]
    if rest[-1:] in tuple("وفلب"):
        rest = rest[:-1]
    return not rest or not rest[-1].isalnum()


def _is_definite_noun(before: str) -> bool:
    """Say whether the word before is a definite noun, which an adjective of nationality would follow: "the army, Sudanese"."""
    if not before or not before[-1].isalnum():
        return False
    last = before.split(" ")[-1]
    return last.startswith(("ال", "وال", "بال", "فال", "لل", "كال")) and len(last) > 4
