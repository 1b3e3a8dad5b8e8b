"""The archive: what goes in comes out unchanged, whoever else writes, whatever crashes."""

from __future__ import annotations

import hashlib
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from marsad.domain.reading import Page
from marsad.gather.archive import Archive, ArchiveError, FilePage, Kept, file_page
from marsad.gather.fetch import Fetched
from marsad.gather.files import read_rows

NOON = datetime(2025, 8, 17, 12, 0, 30, tzinfo=UTC)


def fetched(number: int, size: int = 300) -> Fetched:
    body = f"<p>خبر {number}</p>".encode() * size
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("ETag", f'"{number}"'))
    url = f"https://a.iq/{number}"
    return Fetched(url, url, 200, headers, body, NOON, hashlib.sha256(body).hexdigest())


def archive(folder: Path, **options: int) -> Archive:
    return Archive(folder, now=lambda: NOON, **options)


def warcs(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.warc.gz"))


def test_a_fetched_page_is_read_back_and_other_tools_can_read_it_too(tmp_path: Path) -> None:
    kept = archive(tmp_path).keep(replace(fetched(1), url="https://a.iq/old"))
    assert archive(tmp_path).read(kept) == fetched(1).body
    assert kept.path == "2025/08/marsad-20250817-00001.warc.gz"
    with (tmp_path / kept.path).open("rb") as file:
        records = []
        for record in ArchiveIterator(file, check_digests="raise"):
            body = record.content_stream().read()
            records.append((record.rec_type, record.rec_headers, record.http_headers, body))
    assert [kind for kind, *_ in records] == ["warcinfo", "response"]
    _, headers, http, body = records[1]
    assert body == fetched(1).body
    assert headers.get_header("WARC-Target-URI") == "https://a.iq/1"
    assert headers.get_header("Marsad-Requested-URI") == "https://a.iq/old"
    assert headers.get_header("WARC-Date") == "2025-08-17T12:00:30Z"
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{kept.sha256}"
    assert http.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert http.get_header("Content-Encoding") is None


def test_what_is_kept_is_read_back_as_pages_by_the_file_reader(tmp_path: Path) -> None:
    archive(tmp_path).keep_all([fetched(1), fetched(2)])
    (path,) = warcs(tmp_path)
    pages = list(read_rows(path))
    assert [page.url for page in pages if isinstance(page, Page)] == ["https://a.iq/1", "https://a.iq/2"]
    assert pages[0].html == fetched(1).body.decode()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "page",
    [
        Page("dam", html=b"<p>\xff\x00"),
        Page("n1", text="نص\r\n"),
        Page("n 2/ع", html="<p>نص", url="http://a.iq/2"),
        Page("e", text=""),
        Page("i", text="x", url="http://a.iq/\r\nWARC-Type: response\r\n\r\n"),
    ],
)
def test_a_page_of_a_file_is_kept_as_a_resource(tmp_path: Path, page: Page) -> None:
    item = file_page(page, NOON)
    assert isinstance(item, FilePage)
    kept = archive(tmp_path).keep(item)
    assert archive(tmp_path).read(kept) == item.body
    with (tmp_path / kept.path).open("rb") as file:
        assert [record.rec_type for record in ArchiveIterator(file)] == ["warcinfo", "resource"]


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    store = archive(tmp_path)
    kept = store.keep(fetched(1))
    path = tmp_path / kept.path
    whole = path.read_bytes()
    for place in range(kept.offset, kept.offset + kept.length, 23):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        path.write_bytes(bytes(changed))
        try:
            assert store.read(kept) == fetched(1).body
        except ArchiveError:
            continue
    path.write_bytes(whole)
    with pytest.raises(ArchiveError, match="SHA-256"):
        store.read(replace(kept, sha256="0" * 64))


@pytest.mark.parametrize("change", [{"path": "2025/x.warc.gz"}, {"offset": 10**9}, {"offset": 3}, {"length": 20}, {"length": 0}])
def test_a_place_that_holds_no_record_is_an_error(tmp_path: Path, change: dict[str, object]) -> None:
    store = archive(tmp_path)
    kept = store.keep(fetched(1))
    with pytest.raises(ArchiveError):
        store.read(replace(kept, **change))  # type: ignore[arg-type]


def test_nothing_outside_the_archive_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(ArchiveError, match="outside"):
        archive(tmp_path / "in").read(Kept("../secret", 0, 1, "0" * 64))


def test_a_full_file_and_a_new_day_begin_a_new_file(tmp_path: Path) -> None:
    store = archive(tmp_path, max_file_bytes=1500)
    many = store.keep_all([fetched(number) for number in range(12)])
    assert len({kept.path for kept in many}) > 2
    assert [store.read(kept) for kept in many] == [fetched(number).body for number in range(12)]
    tomorrow = Archive(tmp_path, now=lambda: NOON.replace(day=18)).keep(fetched(1))
    assert tomorrow.path == "2025/08/marsad-20250818-00001.warc.gz"


def test_a_torn_record_is_left_as_it_is_and_a_new_file_begun(tmp_path: Path) -> None:
    store = archive(tmp_path)
    first = store.keep(fetched(1))
    path = tmp_path / first.path
    torn = path.read_bytes() + b"\x1f\x8b\x08\x00half a record"
    path.write_bytes(torn)
    second = store.keep(fetched(2))
    assert second.path.endswith("-00002.warc.gz")
    assert path.read_bytes() == torn
    assert (store.read(first), store.read(second)) == (fetched(1).body, fetched(2).body)


@pytest.mark.parametrize("ledger", [b"", b"{", b"[1, 2]", b'"x"', b'["../../x", 0]', b"5"])
def test_a_spoilt_lock_file_begins_a_new_file(tmp_path: Path, ledger: bytes) -> None:
    store = archive(tmp_path)
    first = store.keep(fetched(1))
    (tmp_path / "writer.lock").write_bytes(ledger)
    second = store.keep(fetched(2))
    assert second.path.endswith("-00002.warc.gz")
    assert store.read(first) == fetched(1).body


def test_a_disk_that_refuses_loses_nothing_that_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = archive(tmp_path)
    first = store.keep(fetched(1))
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            store.keep(fetched(2))
    third = store.keep(fetched(3))
    assert third.path != first.path
    assert (store.read(first), store.read(third)) == (fetched(1).body, fetched(3).body)


def _keep_some(folder: str, first: int) -> list[Kept]:
    store = archive(Path(folder), max_file_bytes=4000)
    return [store.keep(fetched(number)) for number in range(first, first + 15)]


def test_processes_and_threads_write_side_by_side_without_harm(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool, ThreadPoolExecutor(2) as threads:
        jobs = pool.starmap_async(_keep_some, [(str(tmp_path), 0), (str(tmp_path), 100)])
        kept = [one for found in threads.map(_keep_some, [str(tmp_path)] * 2, [200, 300]) for one in found]
        kept += [one for found in jobs.get(timeout=60) for one in found]
    bodies = {archive(tmp_path).read(one) for one in kept}
    assert bodies == {fetched(first + number).body for first in (0, 100, 200, 300) for number in range(15)}
    assert sum(isinstance(row, Page) for path in warcs(tmp_path) for row in read_rows(path)) == 60
