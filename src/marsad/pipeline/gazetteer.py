"""Read a gazetteer from its YAML files. Strict: a mistake stops the load and says in which file, entry and key it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from marsad.text.names.gazetteer import Gazetteer, Holding, Name
from marsad.text.names.spelling import spellings

_LISTS = ("forms", "common", "ambiguous", "led_by", "not_after", "not_before", "people")
_SPELT = ("forms", "common", "ambiguous")
_WORDS = ("id", "kind", "of", "key", "minister", "governor", "council")
KEYS = (*_WORDS, *_LISTS, "shared", "holds")
HOLDING_KEYS = ("office", "from", "to", "seen")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MINISTRY, _GOVERNORATE = "وزارة ", "محافظة "


class GazetteerError(ValueError):
    """A file of a gazetteer that cannot be read: the message names it, and the entry and key where one is wrong."""


def read_gazetteers(*folders: Path) -> Gazetteer:
    """Return the names of every `*.yml` in *folders*. Raises GazetteerError naming file, entry and key of a mistake.

    Of a ministry with a `minister` the minister's office is made, of a governorate its `governor` and its `council`.
    """
    names: dict[str, Name] = {}
    homes: dict[str, str] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.yml"))):
        for number, row in enumerate(_rows(path), 1):
            place = f"{path.name}: {row.get('id') or f'entry {number}' if isinstance(row, dict) else f'entry {number}'}"
            try:
                for name in _names_of(row):
                    if name.id in names:
                        raise ValueError(f"id: {name.id!r} stands already in {homes[name.id]}")
                    names[name.id], homes[name.id] = name, path.name
            except ValueError as error:
                raise GazetteerError(f"{place}: {error}") from error
    try:
        return Gazetteer(tuple(names.values()))
    except ValueError as error:
        files = sorted({homes[word] for word in str(error).replace(",", " ").split() if word in homes})
        raise GazetteerError(f"{', '.join(files)}: {error}") from error


def _rows(path: Path) -> list[Any]:
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GazetteerError(f"{path.name}: {error}") from error
    if not isinstance(read, dict) or set(read) != {"names"} or not isinstance(read["names"], list):
        raise GazetteerError(f"{path.name}: holds one key, names, a list of entries")
    return read["names"]


def _names_of(row: Any) -> Iterator[Name]:
    """Yield the name of *row*, and those of the offices and councils that it gives."""
    if not isinstance(row, dict):
        raise ValueError("is no entry of keys and values")
    if unknown := sorted(map(str, set(row) - set(KEYS))):
        raise ValueError(f"{unknown[0]}: is none of {', '.join(KEYS)}")
    words = {key: _word(row, key) for key in _WORDS}
    lists = {key: _list(row, key) for key in _LISTS}
    shared = row.get("shared", words["kind"] == "ministry" and not words["of"])
    if not isinstance(shared, bool):
        raise ValueError(f"shared: {shared!r} is neither true nor false")
    holds = row.get("holds", [])
    if not isinstance(holds, list):
        raise ValueError(f"holds: {holds!r} is no list of holdings")
    if words["minister"]:
        # «أعلنت الداخلية»: a ministry is called by its subject alone, where that is one word.
        subjects = (form.removeprefix(_MINISTRY).partition(" (")[0] for form in lists["forms"])
        lists["ambiguous"] += tuple(subject for subject in subjects if subject.startswith("ال") and " " not in subject)
    yield Name(words["id"], words["kind"], shared=shared, of=words["of"], holds=tuple(map(_holding, holds)), **lists)
    if words["minister"]:
        yield Name(
            words["minister"], "office", _minister(lists["forms"]), shared=shared, of=words["id"], not_before=lists["not_before"]
        )
    if words["governor"]:
        yield Name(words["governor"], "office", _of_governorate(lists["forms"], "محافظ "), of=words["id"])
    if words["council"]:
        yield Name(words["council"], "body", _of_governorate(lists["forms"], "مجلس محافظة "), of=words["id"])


def _word(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key}: {value!r} is no text")
    return value


def _list(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(form, str) for form in value):
        raise ValueError(f"{key}: {value!r} is no list of texts")
    for form in value if key in _SPELT else ():
        try:
            spellings(form)
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error
    return tuple(value)


def _holding(held: Any) -> Holding:
    if not isinstance(held, dict):
        raise ValueError(f"holds: {held!r} is no holding of {', '.join(HOLDING_KEYS)}")
    if unknown := sorted(map(str, set(held) - set(HOLDING_KEYS))):
        raise ValueError(f"holds: {unknown[0]}: is none of {', '.join(HOLDING_KEYS)}")
    try:
        return Holding(_word(held, "office"), *(_day(held, key) for key in HOLDING_KEYS[1:]))
    except ValueError as error:
        raise ValueError(f"holds: {error}") from error


def _day(held: Mapping[str, Any], key: str) -> str:
    value = held.get(key)
    if value is not None and type(value) is not date:
        raise ValueError(f"{key}: {value!r} is no day, YYYY-MM-DD")
    return value.isoformat() if value else ""


def _minister(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return «وزير النفط», «وزيرة النفط», «وزير نفط العراق» for «وزارة النفط»."""
    found = []
    for form in forms:
        if not form.startswith(_MINISTRY):
            raise ValueError(f"minister: {form!r} does not begin with {_MINISTRY.strip()}")
        subject = form.removeprefix(_MINISTRY)
        found += [f"وزير {subject}", f"وزيرة {subject}"]
        if subject.startswith("ال") and " " not in subject:
            found += [f"وزير {subject[2:]} العراق", f"وزيرة {subject[2:]} العراق"]
    return tuple(found)


def _of_governorate(forms: tuple[str, ...], office: str) -> tuple[str, ...]:
    found = tuple(office + form.removeprefix(_GOVERNORATE) for form in forms if form.startswith(_GOVERNORATE))
    if not found:
        raise ValueError(f"governor, council: no form begins with {_GOVERNORATE.strip()}")
    return found
