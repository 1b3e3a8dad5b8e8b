"""Read pages out of files: HTML, plain text, JSON lines and WARC. What cannot be read comes out as a Failure beside the rest."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from marsad.domain.reading import Failure, Page
from marsad.gather.decode import HEAD_BYTES, NotTextError, binary_kind, decode_text, mend_surrogates
from marsad.gather.warcs import read_warc

STEP = "files"
MAX_BYTES = 20 * 2**20
SUFFIXES = (".html", ".htm", ".txt", ".jsonl", ".json", ".jsonl.gz", ".json.gz", ".warc", ".warc.gz")
_GZIP = b"\x1f\x8b"
_OPTIONAL = ("url", "title", "published", "outlet")
_ROW_SHAPE = '{"id", "url"?, "html" | "text", "title"?, "published"?, "outlet"?}'


class RowError(ValueError):
    """A line that is no row of a page; the message says what is wrong with it."""


def read_rows(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Page | Failure]:
    """Yield every page in *path*, and a Failure for every one that cannot be read.

    The suffix says what the file holds (see SUFFIXES); gzip is known by its first bytes. HTML files give bytes, the
    `html` of a JSON line gives text, and plain text is kept to the letter. A page longer than *max_bytes*, unpacked,
    is a Failure. Nothing is raised for a bad file: reasons name the file (never its folder) and the line or record.
    """
    suffix = suffix_of(path)
    if suffix is None:
        yield Failure(path.name, STEP, f"{path.name}: unknown kind of file; the choices are {', '.join(SUFFIXES)}")
        return
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            if not head.strip():
                yield Failure(path.name, STEP, f"{path.name}: is empty")
            elif suffix in {".html", ".htm", ".txt"}:
                yield _read_single(file, path.name, suffix, max_bytes)
            else:
                with _unpacked(file, head) as stream:
                    read = read_warc if suffix.startswith(".warc") else _read_lines
                    yield from read(stream, path.name, max_bytes)
    except OSError as error:
        yield Failure(path.name, STEP, f"{path.name}: cannot be opened: {error.strerror or error}")


def suffix_of(path: Path) -> str | None:
    """Return which of SUFFIXES *path* ends with, or None."""
    name = path.name.lower()
    return max((suffix for suffix in SUFFIXES if name.endswith(suffix)), key=len, default=None)


def _unpacked(file: BinaryIO, head: bytes) -> BinaryIO:
    """Return *file*, through gzip where its first bytes say so; a wrong suffix is forgiven."""
    return gzip.open(file, "rb") if head.startswith(_GZIP) else file  # type: ignore[return-value]


def _read_single(file: BinaryIO, name: str, suffix: str, max_bytes: int) -> Page | Failure:
    """Return the one page of an HTML or plain-text file."""
    body = file.read(max_bytes + 1)
    if len(body) > max_bytes:
        return Failure(name, STEP, f"{name}: longer than the limit of {max_bytes:,} bytes")
    kind = binary_kind(body)
    if kind is not None:
        return Failure(name, STEP, f"{name}: holds {kind}, not a page, whatever its name says")
    page_id = _stem(name)
    if suffix != ".txt":
        return Page(id=page_id, html=body)
    try:
        text = decode_text(body)
    except NotTextError as error:
        return Failure(name, STEP, f"{name}: {error}")
    if not text.strip():
        return Failure(name, STEP, f"{name}: is empty")
    return Page(id=page_id, text=text)


def _stem(name: str) -> str:
    """Return a file's name without the suffix that says its kind: the id of a page that has no other."""
    suffix = suffix_of(Path(name)) or ""
    return name[: -len(suffix)] or name


def _read_lines(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[Page | Failure]:
    """Yield the page of each JSON line; blank lines are passed over."""
    number = rows = 0
    while True:
        number += 1
        where = f"{name}, line {number}"
        try:
            line = stream.readline(max_bytes + 1)
            is_long = len(line) > max_bytes
            while is_long and not line.endswith(b"\n") and line:  # drop the rest of the line, a piece at a time
                line = stream.readline(HEAD_BYTES)
        except EOFError:
            yield Failure(where, STEP, f"{where}: the gzip stream is cut off here; the lines before it were read")
            return
        except (gzip.BadGzipFile, zlib.error) as error:
            yield Failure(where, STEP, f"{where}: the gzip stream is damaged here ({error}); the lines before it were read")
            return
        if is_long:
            yield Failure(where, STEP, f"{where}: longer than the limit of {max_bytes:,} bytes")
        elif not line:
            break
        elif number == 1 and (kind := binary_kind(line)) is not None:
            yield Failure(name, STEP, f"{name}: holds {kind}, not JSON lines, whatever its name says")
            return
        elif line.strip():
            yield _parse_line(line, where, f"{_stem(name)}:{number}")
        else:
            continue
        rows += 1
    if rows == 0:
        yield Failure(name, STEP, f"{name}: is empty")


def _parse_line(line: bytes, where: str, fallback_id: str) -> Page | Failure:
    """Return the page that a JSON line gives, or why it gives none."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Failure(where, STEP, f"{where}: is not UTF-8 (byte {error.start} of the line)")
    except (json.JSONDecodeError, RecursionError) as error:
        return Failure(where, STEP, f"{where}: is not JSON: {error}")
    except ValueError as error:  # a number of more digits than Python will read
        return Failure(where, STEP, f"{where}: is not JSON that can be read: {error}")
    try:
        return _page_of(row, fallback_id)
    except RowError as error:
        named = row.get("id") if isinstance(row, dict) else None
        return Failure(mend_surrogates(named) if isinstance(named, str) and named else where, STEP, f"{where}: {error}")


def _page_of(row: object, fallback_id: str) -> Page:
    """Return *row* as a page. Raises RowError that names the key and what it should have held."""
    if not isinstance(row, dict):
        raise RowError(f"holds {_kind_of(row)}, not an object {_ROW_SHAPE}")
    html, text = _words(row, "html"), _words(row, "text")
    if html is None and text is None:
        if row.get("text") is None:
            raise RowError(f"has neither html nor text; a row is {_ROW_SHAPE}")
        text = str(row["text"])  # a page of no words is still a page, and may have a title
    given = {key: _words(row, key) for key in _OPTIONAL}
    page_id = row.get("id")
    if isinstance(page_id, int) and not isinstance(page_id, bool):
        page_id = str(page_id)
    if page_id is not None and not isinstance(page_id, str):
        raise RowError(f'"id" is {_kind_of(page_id)}, not a string')
    return Page(id=mend_surrogates(page_id or "") or given["url"] or fallback_id, html=html, text=text, **given)


def _words(row: dict[str, object], key: str) -> str | None:
    """Return the string under *key*, or None where it is missing, null or blank. Raises RowError for another kind."""
    found = row.get(key)
    if found is None:
        return None
    if not isinstance(found, str):
        raise RowError(f'"{key}" is {_kind_of(found)}, not a string')
    return mend_surrogates(found) if found.strip() else None


def _kind_of(found: object) -> str:
    """Return the JSON name of a value's kind."""
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(found), "null")
