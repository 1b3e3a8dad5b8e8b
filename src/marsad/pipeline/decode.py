"""Turn the bytes of a page into characters, whatever its author declared. Knows markup only as far as a charset."""

from __future__ import annotations

import codecs
import re

MAGIC = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"PK\x03\x04": "ZIP", b"\x1f\x8b": "gzip",
    b"RIFF": "RIFF", b"OggS": "Ogg", b"ID3": "MP3", b"\xd0\xcf\x11\xe0": "Office", b"\x7fELF": "ELF", b"wOF2": "font",
}  # fmt: skip
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Servers and editors that label every page so; an Arabic page under one of these labels is windows-1256.
EMPTY_LABELS = {"iso8859-1", "ascii", "cp1252", "utf-8"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


class DecodeError(ValueError):
    """Bytes that are no text in any encoding a news page uses."""


def declared_encoding(raw: bytes) -> str | None:
    """Return the codec named in the first 4 kB of *raw* (meta tag or XML declaration), or None where none or unknown."""
    found = _DECLARED.search(raw[:4096])
    if not found:
        return None
    try:
        return codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None


def _is_utf8(raw: bytes) -> bool:
    """Tell whether *raw* is UTF-8 but for the odd broken byte: legacy Arabic text is almost never valid UTF-8 by chance."""
    try:
        # Not final: a page cut off inside its last letter is still UTF-8.
        codecs.getincrementaldecoder("utf-8")().decode(raw, final=False)
    except UnicodeDecodeError:
        pass
    else:
        return True
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 50 < sum(character > "\x7f" for character in text)


def _guess(raw: bytes) -> str:
    """Return windows-1256 where letters above ASCII are the rule, windows-1252 where they are the exception."""
    high = sum(byte > 0x7F for byte in raw)
    low = sum(65 <= byte <= 122 for byte in re.sub(rb"<[^>]*>", b"", raw))
    return "cp1256" if high * 4 > low else "cp1252"


def decode(raw: bytes) -> str:
    """Return the characters of *raw*: by byte order mark, as UTF-8 where it is valid, as declared, or by the look of its bytes.

    UTF-8 comes before the declaration because pages moved to UTF-8 often keep the old label; the opposite mislabelling
    does not decode. Raises DecodeError for images, archives and other binary content.
    """
    for magic, name in MAGIC.items():
        if raw.startswith(magic):
            raise DecodeError(f"the page is a {name} file, not markup")
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace")
    if _is_utf8(raw):
        text = raw.decode("utf-8", "replace")
    else:
        declared = declared_encoding(raw)
        encoding = _guess(raw) if declared is None or declared in EMPTY_LABELS else declared
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):
            text = raw.decode(_guess(raw), "replace")
    return check_readable(text)


def check_readable(text: str) -> str:
    """Return *text*, or raise DecodeError where control characters show that it is binary content read as text."""
    noise = len(_CONTROL.findall(text))
    if noise > 8 and noise * 20 > len(text):
        raise DecodeError(f"the page is binary: {noise} of {len(text)} characters are control characters")
    return text
