#!/usr/bin/env python3
"""Check an export of a public ledger with nothing but Python's standard library: `python3 verify_ledger.py FILE [HEADS]`.

FILE is what `marsad ledger export` writes. HEADS, where it is given, holds heads that you kept (of the ledger's page, its
feed, or `marsad ledger heads`): lines of "sequence hash", "day · sequence · hash", or "day sequence entries hash". The exit code
is 0 where all holds, 1 where something does not, 2 where a file cannot be read as what it should be. The format is described in
docs/en/ledger.md.
"""

import hashlib
import json
import re
import sys

GENESIS = "0" * 64
FIELDS = {"sequence", "at", "actor", "kind", "payload", "previous_hash", "hash"}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00", re.ASCII)
HEAD = re.compile(r"(?:\S+\s+)?(?:·\s+)?(\d+)\s+(?:·\s+|\d+\s+)?([0-9a-f]{64})", re.ASCII)
MOST = 2**53 - 1


def canonical(value):
    """Return *value* as RFC 8785 has it: enough for what the ledger holds, whose keys are ASCII and numbers whole."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def whole(digits):
    """Return the whole number that *digits* write; raise ValueError for one that not every reader of JSON reads exactly."""
    if not -MOST <= (number := int(digits)) <= MOST:
        raise ValueError(f"the number {digits} lies beyond 2^53-1")
    return number


def refuse(digits):
    """Raise ValueError: a ledger's numbers are whole."""
    raise ValueError(f"{digits} is no whole number")


def read(text):
    """Return the value of the JSON *text*; raise ValueError where it is none, or holds numbers that a ledger does not."""
    try:
        return json.loads(text, parse_int=whole, parse_float=refuse, parse_constant=refuse)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def sha256(text):
    """Return the SHA-256 of *text* in UTF-8, as lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def entry_hash(entry):
    """Return the hash that *entry* should bear."""
    sealed = {name: entry[name] for name in ("actor", "at", "kind", "previous_hash", "sequence")}
    return sha256(canonical({**sealed, "payload_sha256": sha256(entry["payload"])}))


def entry_troubles(entry, expected, previous):
    """Yield what does not hold in *entry*, which should be number *expected* and follow the hash *previous*."""
    if entry["sequence"] != expected:
        yield f"entry {expected} should stand here"
    if entry["previous_hash"] != previous:
        yield "it does not follow the entry before it"
    try:
        if entry_hash(entry) != entry["hash"]:
            yield "its content is not what its hash says"
        payload = read(entry["payload"])
        if not isinstance(payload, dict) or canonical(payload) != entry["payload"]:
            yield "its payload is no canonical JSON object"
    except ValueError as error:
        yield f"it cannot be checked ({error})"
    if not MOMENT.fullmatch(entry["at"]):
        yield f"{entry['at']!r} is no moment in UTC with microseconds"


def read_entry(line, number):
    """Return the entry that *line* holds, the file's line *number*; raise ValueError where it holds none."""
    try:
        entry = read(line)
    except ValueError as error:
        raise ValueError(f"line {number}: {error}") from error
    if (
        not isinstance(entry, dict)
        or set(entry) != FIELDS
        or type(entry["sequence"]) is not int
        or not all(isinstance(entry[name], str) for name in FIELDS - {"sequence"})
    ):
        raise ValueError(f"line {number}: an entry has {', '.join(sorted(FIELDS))}, all text but the sequence")
    return entry


def check(lines):
    """Return (heads by day, hash by sequence, troubles) of the export whose *lines* are given."""
    first = next(lines, "null")
    header = read(first)
    if not isinstance(header, dict) or header.get("format") != "marsad-ledger" or header.get("version") != 1:
        raise ValueError("its first line is no header of a ledger that this program knows")
    days, hashes, troubles = {}, {}, []
    if canonical(header) != first.removesuffix("\n") or header.get("genesis") != GENESIS:
        troubles.append("the header is not in canonical form, or its genesis is not 64 zeros")
    expected, previous, day = 1, GENESIS, ""
    for number, line in enumerate(lines, 2):
        entry = read_entry(line, number)
        if canonical(entry) != line.removesuffix("\n"):
            troubles.append(f"entry {entry['sequence']}: its line is not in canonical form")
        troubles += [f"entry {entry['sequence']}: {found}" for found in entry_troubles(entry, expected, previous)]
        day = max(day, entry["at"][:10])
        days[day] = (entry["sequence"], entry["hash"])
        hashes[entry["sequence"]] = entry["hash"]
        expected, previous = entry["sequence"] + 1, entry["hash"]
    if (header.get("entries"), header.get("head")) != (len(hashes), previous):
        troubles.append(
            f"the header tells of {header.get('entries')} entries up to {header.get('head')}; the file holds {len(hashes)}"
        )
    return days, hashes, troubles


def compare(path, hashes):
    """Yield where the heads kept in the file at *path* are not those of the export; raise ValueError where it holds none."""
    with open(path, encoding="utf-8") as lines:
        kept_lines = [line.strip() for line in lines if line.strip()]
    if not kept_lines:
        raise ValueError(f"{path} holds no head")
    for line in kept_lines:
        told = HEAD.fullmatch(line.lower())
        if told is None:
            raise ValueError(f"{path}: {line!r} is no head; a line is “sequence hash”")
        sequence, kept = int(told[1]), told[2]
        if hashes.get(sequence) != kept:
            yield f"entry {sequence}: you kept the hash {kept}; the export has {hashes.get(sequence, 'no such entry')}"


def main(arguments):
    """Check what *arguments* name, say what was found, and return the exit code."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8", newline="\n") as lines:
            days, hashes, troubles = check(iter(lines))
        troubles += compare(arguments[1], hashes) if len(arguments) == 2 else []
    except (OSError, ValueError) as error:
        print(f"This cannot be checked: {error}", file=sys.stderr)
        return 2
    for found in troubles:
        print(found, file=sys.stderr)
    if troubles:
        print(f"The ledger does not hold: {len(troubles)} troubles.", file=sys.stderr)
        return 1
    for day, (sequence, digest) in sorted(days.items())[-7:]:
        print(f"{day}  {sequence:>8}  {digest}")
    print(f"{len(hashes)} entries hold.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
