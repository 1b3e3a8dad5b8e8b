"""Turn a page's bytes into what the road takes: say what is no page, decode what is. Knows nothing of files or addresses."""

from __future__ import annotations

import codecs
import re

import puremagic

HEAD_BYTES = 64 * 1024
_NOT_PAGES = ("image/", "video/", "audio/", "font/")
_NOT_PAGE_TYPES = frozenset(
    {
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/msword",
        "application/rtf",
        "application/vnd.rar",
        "application/x-7z-compressed",
        "application/x-bzip2",
        "application/x-xz",
    }
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Arabic pages are written in. Latin-1 is a server's default and no choice; Python also knows punycode, which is slow,
# utf-7, which hides markup, and other things that no page needs.
_CHARSETS = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "mac-arabic", "cp720", "cp864"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_ARABIC_OR_ASCII = re.compile(r"[\u0621-\u064a\u064b-\u0652\u0640\u060c\u061b\u061f\x09\x0a\x0d\x20-\x7e]")
# Below this confidence puremagic answers from two or three letters, which ordinary words may begin with.
_SURE = 0.3


class NotTextError(ValueError):
    """Bytes that hold no text in any encoding an Arabic page is written in."""


def binary_kind(body: bytes) -> str | None:
    """Return what sort of binary file *body* is ("image/png", "binary data"), or None where it may be a page of text."""
    head = body[:HEAD_BYTES]
    if any(head.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        return None
    try:
        guesses = puremagic.magic_string(head) if head else []
    except puremagic.PureError:
        guesses = []
    for guess in guesses:
        kind = str(guess.mime_type)
        if guess.confidence >= _SURE and (kind.startswith(_NOT_PAGES) or kind in _NOT_PAGE_TYPES or "officedocument" in kind):
            return kind
    return "binary data" if b"\0" in head else None


def decode_text(body: bytes) -> str:
    """Return the text of a plain-text page, line ends untouched, without its byte order mark.

    UTF-8 first, UTF-16 where marked, then Windows-1256, which is believed only where nine characters in ten come out
    Arabic or ASCII. Raises NotTextError for anything else.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            try:
                return body.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(f"begins as {encoding} but breaks at byte {error.start}") from error
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        text = body.decode("cp1256", errors="replace")
        if len(_ARABIC_OR_ASCII.findall(text)) >= 0.9 * len(text):
            return text
        raise NotTextError(f"is neither UTF-8 (breaks at byte {error.start}) nor Windows-1256") from error


def decode_html(body: bytes, content_type: str) -> bytes | str:
    """Return *body* decoded by the charset that its Content-Type header names, or the bytes themselves.

    Bytes go through untouched where they carry a byte order mark, the header names no charset of Arabic pages, or the
    header is wrong about them; the reader then looks for the page's own declaration.
    """
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    if named is None or any(body.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        return body
    try:
        encoding = codecs.lookup(named[1]).name
        return body.decode(encoding) if encoding in _CHARSETS else body
    except (LookupError, UnicodeError):
        return body


def mend_surrogates(text: str) -> str:
    """Return *text* with each half of a broken surrogate pair replaced by U+FFFD, so that offsets stay as they were."""
    return _SURROGATE.sub("\ufffd", text)
