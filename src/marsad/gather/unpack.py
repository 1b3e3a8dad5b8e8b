"""Undo HTTP and file compression a piece at a time, never past a limit: a small body may unpack to a very large one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

ENCODINGS = ("gzip", "deflate")
_STEP_BYTES = 256 * 1024


class UnpackError(ValueError):
    """A body that is too long, damaged, cut off, or packed in a way that is not known here."""


def unpack(pieces: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """Return the body that *pieces* make, unpacked.

    *encoding* is a Content-Encoding: "", "identity", "gzip", "x-gzip" or "deflate". Raises UnpackError as soon as
    more than *max_bytes* have come out.
    """
    encoding = encoding.strip().lower()
    body = bytearray()
    if encoding in {"", "identity"}:
        for piece in pieces:
            _add(body, piece, max_bytes)
        return bytes(body)
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise UnpackError(f"is packed as {encoding!r}; known are {', '.join(ENCODINGS)}")
    opener: Any = None
    has_begun = False
    for piece in pieces:
        pending = piece
        while pending:
            if opener is None:
                opener = _opener(encoding, pending)
            try:
                _add(body, opener.decompress(pending, _STEP_BYTES), max_bytes)
            except zlib.error as error:
                raise UnpackError(f"is damaged {encoding} ({error})") from error
            has_begun = True
            if opener.eof:
                pending, opener = opener.unused_data.lstrip(b"\0"), None  # gzip may be several members, padded with NUL
            else:
                pending = opener.unconsumed_tail
    if opener is not None:
        try:
            _add(body, opener.flush(_STEP_BYTES), max_bytes)
        except zlib.error as error:
            raise UnpackError(f"is damaged {encoding} ({error})") from error
    if has_begun and opener is not None and not opener.eof:
        raise UnpackError(f"is {encoding} cut off before its end")
    return bytes(body)


def _opener(encoding: str, head: bytes) -> Any:
    """Return a fresh decompressor; "deflate" means zlib, but some servers send it raw."""
    if encoding != "deflate":
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    is_zlib = head[0] & 0x0F == 8 and (len(head) < 2 or (head[0] * 256 + head[1]) % 31 == 0)
    return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _add(body: bytearray, piece: bytes, max_bytes: int) -> None:
    body += piece
    if len(body) > max_bytes:
        raise UnpackError(f"is longer than the limit of {max_bytes:,} bytes")
