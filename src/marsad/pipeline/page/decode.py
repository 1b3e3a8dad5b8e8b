"""Turn the bytes of a page into characters, whatever its author declared. Knows markup only as far as a charset."""

from __future__ import annotations

import codecs
import re

from marsad.pipeline.page.twice_encoded import mend

MAGIC = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"PK\x03\x04": "ZIP", b"\x1f\x8b": "gzip",
    b"RIFF": "RIFF", b"OggS": "Ogg", b"ID3": "MP3", b"\xd0\xcf\x11\xe0": "Office", b"\x7fELF": "ELF", b"wOF2": "font",
}  # fmt: skip
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Servers and editors that label every page so; an Arabic page under one of these labels is windows-1256. A page whose label
# can be read as ASCII is in none of the wide encodings.
EMPTY_LABELS = {"iso8859-1", "ascii", "cp1252", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}
_ARABIC_LABELS = {"cp1256", "iso8859-6"}
# Python knows codecs that no page is in («rot13», «unicode_escape»).
_OF_PAGES = re.compile(r"(?:utf-(?:8|16|32)|cp\d{3,4}|iso8859|koi8|mac-|gb|big5|euc|shift|hz|ascii)")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
# Letters that are frequent in Arabic, where the two one-byte encodings put them: qaf, ha, waw, alef maqsura, ya against fa,
# qaf, kaf, alef maqsura, ya. In the other encoding each of these bytes is a rare accented letter or nothing.
_HIGH = bytes(range(0x80, 0x100))
_OF_ISO, _OF_WINDOWS = b"\xe2\xe7\xe8\xe9\xea", b"\xdd\xde\xdf\xec\xed"


class DecodeError(ValueError):
    """Bytes that are no text in any encoding a news page uses."""


def declared_encoding(raw: bytes) -> str | None:
    """Return the codec named in the first 4 kB of *raw* (meta tag or XML declaration), or None where none or unknown."""
    found = _DECLARED.search(raw[:4096])
    if not found:
        return None
    try:
        # «iso-8859-6-i» says only that the letters stand in logical order.
        name = codecs.lookup(re.sub(r"(?i)(8859-[68])-[ie]$", r"\1", found.group(1).decode("ascii"))).name
    except LookupError:
        return None
    return name if _OF_PAGES.match(name) else None


def _as_utf8(raw: bytes) -> str | None:
    """Return *raw* read as UTF-8, or None where more than the odd byte is broken: legacy Arabic hardly ever is UTF-8."""
    try:
        # Not final: a page cut off inside its last letter is still UTF-8.
        return codecs.utf_8_decode(raw, "strict", False)[0]
    except UnicodeDecodeError:
        pass
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return text if broken * 50 < _count(raw, _HIGH) else None


def _count(raw: bytes, wanted: bytes) -> int:
    return len(raw) - len(raw.translate(None, wanted))


def _guess(raw: bytes) -> str:
    """Return the one-byte encoding by the look of *raw*: Arabic where letters above ASCII are the rule, else windows-1252."""
    low = sum(65 <= byte <= 122 for byte in re.sub(rb"<[^<>]*>", b"", raw))
    return _arabic(raw) if _count(raw, _HIGH) * 4 > low else "cp1252"


def _arabic(raw: bytes) -> str:
    """Return which of the two one-byte Arabic encodings *raw* is in."""
    return "iso8859-6" if _count(raw, _OF_ISO) > _count(raw, _OF_WINDOWS) else "cp1256"


def _wide(raw: bytes) -> str | None:
    """Return the two-byte encoding of a page without a byte order mark, told by the empty halves of its markup, or None."""
    head = raw[:2048]
    for encoding, filled, empty in (("utf-16-le", head[::2], head[1::2]), ("utf-16-be", head[1::2], head[::2])):
        if empty.count(0) * 5 > len(empty) and filled.count(0) * 50 <= len(filled) and b"<" in filled:
            return encoding
    return None


def decode(raw: bytes) -> str:
    """Return the characters of *raw*: by byte order mark, as UTF-8 where it is valid, as declared, or by the look of its bytes.

    UTF-8 comes before the declaration because pages moved to UTF-8 often keep the old label; the opposite mislabelling
    does not decode. Raises DecodeError for images, archives and other binary content.
    """
    for magic, name in MAGIC.items():
        if raw.startswith(magic):
            raise DecodeError(f"the page is a {name} file, not markup")
    encoding = next((encoding for bom, encoding in BOMS if raw.startswith(bom)), None) or _wide(raw)
    if encoding:
        return check_readable(raw.decode(encoding, "replace").removeprefix("\ufeff"))
    text = _as_utf8(raw)
    if text is None:
        declared = declared_encoding(raw)
        if declared in _ARABIC_LABELS:
            encoding = _arabic(raw)
        else:
            encoding = _guess(raw) if declared is None or declared in EMPTY_LABELS else declared
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):
            text = raw.decode(_guess(raw), "replace")
    return check_readable(text)


def check_readable(text: str) -> str:
    """Return *text*, mended where it was encoded twice.

    Raises DecodeError where control characters show that it is binary content read as text.
    """
    noise = text.count("\ufffd") + _count(text.encode("utf-8", "replace"), _CONTROLS)
    if noise > 8 and noise * 20 > len(text):
        raise DecodeError(f"the page is binary: {noise} of {len(text)} characters are control characters")
    return mend(text)
