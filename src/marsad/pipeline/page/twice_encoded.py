"""Mend Arabic that was encoded twice: UTF-8 read as a one-byte encoding and saved again, «Ø§Ù„» or «ط§ظ„» for «ال»."""

from __future__ import annotations

import re

# The bytes that begin an Arabic letter in UTF-8, D8 to DB, and those that end one, as either encoding shows them. Bytes that
# windows-1252 leaves empty come through as the control characters of latin-1.
_ENDS = range(0x80, 0xC0)
_FEWEST_PAIRS = 12
_RUNS: dict[str, tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]] = {}
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def _character(byte: int, encoding: str) -> str:
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _prepare(encoding: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """Return what finds an Arabic letter shown as a pair of *encoding*, what finds a run to mend, and each character's byte."""
    bytes_of = {_character(byte, encoding): byte for byte in range(0x80, 0x100)} | {chr(byte): byte for byte in range(0x80, 0xA0)}
    begins = "".join(re.escape(_character(byte, encoding)) for byte in range(0xD8, 0xDC))
    ends = "".join(re.escape(character) for character, byte in bytes_of.items() if byte in _ENDS)
    every = "".join(map(re.escape, bytes_of))
    return re.compile(f"[{begins}][{ends}]"), re.compile(f"[{every}]{{2,}}"), bytes_of


_KNOWN = tuple(_prepare(encoding) for encoding in ("cp1252", "cp1256"))


def mend(text: str) -> str:
    """Return *text* with what was encoded twice read as it was meant, where that is sure: every run gives whole Arabic letters.

    A page may be mixed: its template in order and its article, from the database, not.
    """
    if "Ø" in text or "Ù" in text:
        text = _mend(text, *_KNOWN[0])
    return _mend(text, *_KNOWN[1]) if "ط§" in text or "ظ„" in text else text


def _mend(text: str, pair: re.Pattern[str], run: re.Pattern[str], bytes_of: dict[str, int]) -> str:
    if sum(1 for _ in zip(pair.finditer(text), range(_FEWEST_PAIRS), strict=False)) < _FEWEST_PAIRS:
        return text

    def meant(match: re.Match[str]) -> str:
        try:
            found = bytes(map(bytes_of.__getitem__, match.group())).decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        return found if _ARABIC.search(found) or not match.group().isalpha() else match.group()

    return run.sub(meant, text)
