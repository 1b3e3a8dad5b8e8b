"""Check an export of the ledger against the record: what it tells of must still be there, hash for hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from marsad.domain.ledger import GENESIS, Chain, Link
from marsad.store.queries.ledger import links

_FIELDS = ("sequence", "at", "actor", "kind", "payload", "previous_hash", "hash")


class ExportError(ValueError):
    """The file is no export of a ledger; the message says where it fails."""


def compare(path: Path) -> Iterator[str]:
    """Yield what does not hold in the export at *path*, and where the record no longer says what it said; raise ExportError."""
    lines = _read(path)
    header = next(lines, None)
    if not isinstance(header, dict) or header.get("format") != "marsad-ledger" or header.get("version") != 1:
        raise ExportError(f"{path} is no export of a ledger: its first line is no header")
    chain, count = Chain(), 0
    recorded = links()
    for told, link in zip_longest(_links(path, lines), recorded):
        if told is None:
            break  # the record went on since
        count += 1
        yield from (f"export, entry {found.sequence}: {found.reason}" for found in chain.add(told))
        if link is None:
            yield f"entry {told.sequence}: the export tells of it, and the record has no such entry"
        elif link != told:
            changed = [name for name in _FIELDS if getattr(link, name) != getattr(told, name)]
            yield f"entry {told.sequence}: the record says otherwise than the export in {', '.join(changed)}"
    if (header.get("entries"), header.get("head")) != (count, chain.head if count else GENESIS):
        yield f"export: its header tells of {header.get('entries')} entries up to {header.get('head')}, and it holds {count}"


def _read(path: Path) -> Iterator[object]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ExportError(f"{path}, line {number}: no JSON ({error})") from error
    except UnicodeDecodeError as error:
        raise ExportError(f"{path}: it is not UTF-8 ({error})") from error


def _links(path: Path, lines: Iterator[object]) -> Iterator[Link]:
    for number, told in enumerate(lines, 2):
        if not isinstance(told, dict) or set(told) != set(_FIELDS):
            raise ExportError(f"{path}, line {number}: an entry has {', '.join(_FIELDS)}")
        yield Link(**told)
