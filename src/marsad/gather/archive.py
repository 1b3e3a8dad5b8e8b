"""Keep what was fetched, byte for byte, in WARC files that are only ever added to. Never reads the web."""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from marsad.domain.reading import Page
from marsad.gather.fetch import Fetched
from marsad.gather.unpack import UnpackError, unpack

MAX_FILE_BYTES = 2**30
_MAX_RECORD_BYTES = 2**30
_URL_MARKS = ":/?#[]@!$&'()*+,;=%"
# The body is kept unpacked, so these would now lie about it; the original values stay under another name.
_CHANGED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class ArchiveError(ValueError):
    """Something kept that cannot be found, or is not what was kept."""


@dataclass(frozen=True, slots=True)
class FilePage:
    """A page that came out of a file: the file's *name*, its bytes, and when it was read; *url* where it gave one."""

    name: str
    body: bytes
    content_type: str
    read_at: datetime
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a page lies in the archive: file (below its folder), place and length of the record, SHA-256 of the body."""

    path: str
    offset: int
    length: int
    sha256: str


def file_page(page: Page, read_at: datetime) -> FilePage:
    """Return a page of a file as the archive keeps it: HTML where it has any, else its text, as UTF-8 unless bytes."""
    body = page.html if page.html is not None else page.text or ""
    media = "text/html" if page.html is not None else "text/plain"
    if isinstance(body, bytes):
        return FilePage(page.id, body, media, read_at, page.url or "")
    return FilePage(page.id, body.encode("utf-8"), f"{media}; charset=utf-8", read_at, page.url or "")


class Archive:
    """A folder of WARC files, a new one each day and whenever one is full. Any number of processes may add to it.

    *now* gives the moment, with its time zone. A file whose last record was torn by a crash is left as it is, and
    the next record begins a new file.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime], max_file_bytes: int = MAX_FILE_BYTES) -> None:
        self.folder = folder
        self._now = now
        self._max_file_bytes = max_file_bytes

    def keep(self, page: Fetched | FilePage) -> Kept:
        """Add *page* and return where it lies; it is on the disk when this returns. Raises OSError where it cannot be."""
        return self.keep_all([page])[0]

    def keep_all(self, pages: Iterable[Fetched | FilePage]) -> tuple[Kept, ...]:
        """Add *pages* under one lock and with one wait for the disk for each file; return where each lies."""
        records = [(_record_bytes(page), hashlib.sha256(page.body).hexdigest()) for page in pages]
        kept: list[Kept] = []
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked() as ledger:
            while len(kept) < len(records):
                kept += self._append(ledger, records[len(kept) :])
        return tuple(kept)

    def read(self, kept: Kept) -> bytes:
        """Return the body that was kept. Raises ArchiveError where it is not there or its SHA-256 differs."""
        path = (self.folder / kept.path).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise ArchiveError(f"{kept.path}: lies outside the archive")
        try:
            with path.open("rb") as file:
                file.seek(kept.offset)
                packed = file.read(kept.length)
            body = _read_body(packed)
        except (OSError, UnpackError, ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
            raise ArchiveError(f"{kept.path} at {kept.offset}: cannot be read: {error}") from error
        found = hashlib.sha256(body).hexdigest()
        if found != kept.sha256:
            raise ArchiveError(f"{kept.path} at {kept.offset}: SHA-256 is {found}, but {kept.sha256} was kept")
        return body

    @contextmanager
    def _locked(self) -> Iterator[BinaryIO]:
        """Hold the archive's lock. The lock file also says which file is being written and how long it soundly is."""
        with open(self.folder / "writer.lock", "a+b") as ledger:
            fcntl.flock(ledger, fcntl.LOCK_EX)
            try:
                yield ledger
            finally:
                fcntl.flock(ledger, fcntl.LOCK_UN)

    def _append(self, ledger: BinaryIO, records: list[tuple[bytes, str]]) -> list[Kept]:
        """Append as many *records* as the current file takes, at least one; write the ledger; return where they lie."""
        path, start = self._current(ledger)
        kept: list[Kept] = []
        relative = path.relative_to(self.folder).as_posix()
        with path.open("ab") as file:
            try:
                if start == 0:
                    start = file.write(_info_bytes(path.name))
                for record, digest in records:
                    if kept and start >= self._max_file_bytes:
                        break
                    file.write(record)
                    kept.append(Kept(relative, start, len(record), digest))
                    start += len(record)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                _write_ledger(ledger, "", 0)  # the file may be torn: the next record begins another
                raise
        _sync_folder(path.parent)
        _write_ledger(ledger, relative, start)
        return kept

    def _current(self, ledger: BinaryIO) -> tuple[Path, int]:
        """Return the file to write and its length: the one in the ledger while it is sound, of today and not full."""
        today = self._now().astimezone(UTC)
        folder = self.folder / f"{today:%Y}" / f"{today:%m}"
        relative, size = _read_ledger(ledger)
        path = self.folder / relative
        is_todays = relative != "" and path.parent == folder and path.name.startswith(f"marsad-{today:%Y%m%d}-")
        if is_todays and size < self._max_file_bytes and path.is_file() and path.stat().st_size == size:
            return path, size
        folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(old.name.split("-")[2].split(".")[0]) for old in folder.glob(f"marsad-{today:%Y%m%d}-*.warc.gz")]
        return folder / f"marsad-{today:%Y%m%d}-{max(numbers, default=0) + 1:05d}.warc.gz", 0


def _read_ledger(ledger: BinaryIO) -> tuple[str, int]:
    """Return (file, sound length) as last written, or ("", 0) where there is nothing to trust."""
    ledger.seek(0)
    try:
        said = json.loads(ledger.read() or b"[]")
    except ValueError:
        return "", 0
    match said:
        case [str(relative), int(size)]:
            return relative, size
    return "", 0


def _write_ledger(ledger: BinaryIO, relative: str, size: int) -> None:
    ledger.truncate(0)
    ledger.write(json.dumps([relative, size]).encode())
    ledger.flush()


def _sync_folder(folder: Path) -> None:
    """Put a new file's name on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _info_bytes(name: str) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record(name, {"software": "Marsad", "format": "WARC File Format 1.0"}))
    return out.getvalue()


def _record_bytes(page: Fetched | FilePage) -> bytes:
    """Return *page* as one gzip member: a response record for what was fetched, a resource record for a file's page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    extra = {"WARC-Payload-Digest": f"sha256:{hashlib.sha256(page.body).hexdigest()}"}
    if isinstance(page, Fetched):
        extra["WARC-Date"] = _warc_date(page.fetched_at)
        if page.url != page.final_url:
            extra["Marsad-Requested-URI"] = page.url
        headers = [(f"X-Archive-Orig-{name}" if name.lower() in _CHANGED else name, value) for name, value in page.headers]
        headers.append(("Content-Length", str(len(page.body))))
        phrase = HTTPStatus(page.status).phrase if page.status in HTTPStatus._value2member_map_ else ""
        http = StatusAndHeaders(f"{page.status} {phrase}".strip(), headers, protocol="HTTP/1.1")
        uri, kind, media = page.final_url, "response", ""
    else:
        extra["WARC-Date"] = _warc_date(page.read_at)
        # A row may give anything as its url: what is encoded here cannot begin a header line of its own.
        uri = quote(page.url, safe=_URL_MARKS) if page.url else f"urn:marsad:file:{quote(page.name, safe='')}"
        http, kind, media = None, "resource", page.content_type
    record = writer.create_warc_record(
        uri,
        kind,
        payload=io.BytesIO(page.body),
        length=len(page.body),  # without it warcio would put a SHA-1 in place of ours
        warc_content_type=media,
        warc_headers_dict=extra,
        http_headers=http,
    )
    writer.write_record(record)
    return out.getvalue()


def _warc_date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _read_body(packed: bytes) -> bytes:
    """Return the body in the bytes of one record."""
    try:
        record: ArcWarcRecord = ArcWarcRecordLoader().parse_record_stream(
            io.BytesIO(unpack([packed], "gzip", _MAX_RECORD_BYTES)), known_format="warc"
        )
    except zlib.error as error:
        raise ArchiveError(f"is damaged ({error})") from error
    body: bytes = record.raw_stream.read()
    return body
