"""The words of an archived page as it was received, read by Python alone: its bytes are checked against their seal first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.conf import settings
from django.utils import timezone

from marsad.gather.archive import Archive, ArchiveError, Kept
from marsad.pipeline.page.decode import DecodeError, decode
from marsad.store.models import Snapshot

MOST_BYTES = 1_000_000
MOST_LINES = 600
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head"})
_WITHOUT_END = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BREAKS = frozenset({"p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "article", "td", "blockquote"})


@dataclass(frozen=True, slots=True)
class Archived:
    """The lines of an archived page, furniture and all. *is_whole*: its bytes are those that were sealed."""

    lines: tuple[str, ...]
    is_whole: bool
    is_cut: bool = False


class _Words(HTMLParser):
    """Gather what a reader of the page would have seen, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag not in _WITHOUT_END:
            self._silent.append(tag)
        if tag in _BREAKS:
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        if tag in _BREAKS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1].append(data)


def words_of(markup: str) -> tuple[str, ...]:
    """Return the readable lines of *markup*, in its order."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (re.sub(r"\s+", " ", "".join(parts)).strip() for parts in reader.lines)
    return tuple(line for line in lines if line)


def read_archived(snapshot: Snapshot) -> Archived | None:
    """Return the words of the page behind *snapshot*, None where its bytes are gone or cannot be read."""
    archive = Archive(settings.ARCHIVE_ROOT, now=timezone.now)
    try:
        body = archive.read(Kept(snapshot.archive_file, snapshot.archive_offset, snapshot.archive_length, snapshot.sha256))
    except OSError:
        return None
    except ArchiveError:
        return Archived((), is_whole=False)
    try:
        lines = words_of(decode(body[:MOST_BYTES]))
    except DecodeError:
        return None
    return Archived(lines[:MOST_LINES], is_whole=True, is_cut=len(body) > MOST_BYTES or len(lines) > MOST_LINES)
