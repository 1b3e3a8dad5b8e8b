"""Read pages out of WARC files, bounded in memory. Never writes one: that is the archive's work."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParser

from marsad.domain.reading import Failure, Page
from marsad.gather.decode import NotTextError, binary_kind, decode_html, decode_text

STEP = "files"
_BLOCK_BYTES = 16 * 1024
_HEADER_BYTES = 2**20
_HTML = ("text/html", "application/xhtml+xml")


class WarcError(ValueError):
    """A WARC that cannot be read further, or a record that gives no page; the message says why."""


class _Stream(io.RawIOBase):
    """A stream that raises WarcError where its gzip is cut or damaged, or where a header runs on for ever."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.budget: int | None = None
        self.offset = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to *size* bytes of what is unpacked."""
        try:
            # One read at a time, so that what came before a cut is not lost with it.
            piece = cast(io.BufferedReader, self.inner).read1(size)
        except EOFError as error:
            raise WarcError("the gzip stream is cut off here") from error
        except (OSError, zlib.error) as error:
            raise WarcError(f"the gzip stream is damaged here ({error})") from error
        self.offset += len(piece)
        if self.budget is not None:
            self.budget -= len(piece)
            if self.budget < 0:
                raise WarcError(f"a record's header is longer than {_HEADER_BYTES:,} bytes")
        return piece

    def tell(self) -> int:
        """Return how many unpacked bytes were read."""
        return self.offset


def read_warc(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[Page | Failure]:
    """Yield the page of each response or resource record of an unpacked WARC, and a Failure for each that gives none.

    Records that are no pages by nature (requests, metadata, redirects, images and the like) are passed over. A second
    capture of one address takes "address@moment" as its id. What follows a cut or a damaged header cannot be found
    again: one Failure says where that is.
    """
    source = _Stream(stream)
    records = WARCIterator(source, no_record_parse=True)
    seen: set[str] = set()
    number = 0
    while True:
        number += 1
        where = f"{name}, record {number}"
        try:
            source.budget = _HEADER_BYTES
            record = next(records, None)
            source.budget = None
            if record is None:
                break
            yield from _read_record(record, where, max_bytes, seen)
        except (WarcError, ArchiveLoadFailed) as error:
            yield Failure(where, STEP, f"{where}: {error}; the records before it were read")
            return
    if number == 1:
        yield Failure(name, STEP, f"{name}: holds no WARC record")


def _read_record(record: ArcWarcRecord, where: str, max_bytes: int, seen: set[str]) -> Iterator[Page | Failure]:
    """Yield the record's page or Failure, or nothing where it is no page, and leave the stream at the record's end."""
    declared = record.rec_headers.get_header("Content-Length") or ""
    if not declared.isdigit():
        raise WarcError(f"Content-Length is {declared!r}, not a number")
    try:
        page = _page_of(record, max_bytes, seen)
    except WarcError as error:
        yield Failure(record.rec_headers.get_header("WARC-Target-URI") or where, STEP, f"{where}: {error}")
        page = None
    while record.raw_stream.read(_BLOCK_BYTES):
        pass
    if record.raw_stream.limit > 0:
        raise WarcError(f"cut off: {record.raw_stream.limit:,} of its {declared} bytes are missing")
    if page is not None:
        yield page


def _page_of(record: ArcWarcRecord, max_bytes: int, seen: set[str]) -> Page | None:
    """Return the record's page, None where it is none by nature. Raises WarcError where it should have been one."""
    if record.rec_type not in {"response", "resource"}:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url:
        raise WarcError("has no WARC-Target-URI")
    if record.rec_type == "response":
        if not url.lower().startswith(("http:", "https:")):
            return None
        content_type, body = _read_response(record, max_bytes)
    else:
        content_type, body = record.content_type or "", _bounded(record.raw_stream, max_bytes)
    media = content_type.split(";")[0].strip().lower()
    if body is None or (media not in _HTML and media not in {"", "text/plain"}):
        return None
    if not body.strip():
        raise WarcError("is empty")
    kind = binary_kind(body)
    if kind is not None:
        raise WarcError(f"holds {kind}, not a page, whatever its type says")
    page_id = url if url not in seen else f"{url}@{record.rec_headers.get_header('WARC-Date')}"
    seen.add(url)
    if media != "text/plain":
        return Page(id=page_id, html=decode_html(body, content_type), url=url)
    decoded = decode_html(body, content_type)
    try:
        return Page(id=page_id, text=decoded if isinstance(decoded, str) else decode_text(decoded), url=url)
    except NotTextError as error:
        raise WarcError(str(error)) from error


def _read_response(record: ArcWarcRecord, max_bytes: int) -> tuple[str, bytes | None]:
    """Return (content type, body) of an HTTP response; the body is None for redirects. Raises WarcError for errors."""
    try:
        http = StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
    except EOFError as error:
        raise WarcError("holds no HTTP response") from error
    status = http.get_statuscode()
    if status.startswith("3"):
        return "", None
    if status != "200":
        raise WarcError(f"the server answered {status or 'nothing'}, not 200")
    content_type = http.get_header("Content-Type") or ""
    encoding = (http.get_header("Content-Encoding") or "").strip().lower()
    if encoding not in {"", "identity", "gzip", "deflate", *BufferedReader.get_supported_decompressors()}:
        raise WarcError(f"is packed as {encoding!r}; only gzip and deflate can be unpacked here")
    record.http_headers = http
    return content_type, _bounded(record.content_stream(), max_bytes)


def _bounded(stream: Any, max_bytes: int) -> bytes:
    """Return all that *stream* holds. Raises WarcError past *max_bytes*."""
    body = bytearray()
    while piece := stream.read(_BLOCK_BYTES):
        body += piece
        if len(body) > max_bytes:
            raise WarcError(f"longer than the limit of {max_bytes:,} bytes")
    return bytes(body)
