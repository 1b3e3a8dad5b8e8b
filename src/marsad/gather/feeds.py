"""Read the links of an RSS or Atom feed out of its bytes. Fetches nothing, and lets nothing be fetched."""

from __future__ import annotations

import io
import time
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from marsad.gather.links import Link, LinksError, absolute, keep_links
from marsad.gather.xml import declares_entities


def read_feed(body: bytes, base_url: str, *, pattern: str = "") -> tuple[Link, ...]:
    """Return the links of the feed *body*, which came from *base_url*, where their address has *pattern* in it.

    Raises LinksError for bytes that are no feed. A feed that breaks off gives the entries before the break.
    """
    if declares_entities(body):
        raise LinksError(f"{base_url}: the feed declares entities of its own, which is how XML bombs are made")
    # A stream, never the bytes: given a string feedparser would open it as a file name or an address.
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and not parsed.get("version"):
        raise LinksError(f"{base_url}: is no RSS or Atom feed ({parsed.get('bozo_exception') or 'no feed element'})")
    return keep_links(_links(parsed.entries, base_url), pattern)


def _links(entries: list[Any], base_url: str) -> Iterator[Link]:
    for entry in entries:
        url = absolute(base_url, entry.get("link") or "") if entry.get("link") else None
        if url is not None:
            yield Link(url, " ".join((entry.get("title") or "").split()) or None, _moment(entry))


def _moment(entry: Any) -> str | None:
    """Return when an entry was published, or None where the feed does not say or says nonsense.

    In the feed's own time zone where it gives one, so that the day stays the outlet's day; only the day where it
    gives none; in UTC where it writes the moment in another way.
    """
    # Never `get` for "updated": feedparser would answer with "published" in its stead, and warn.
    when = "published" if entry.get("published") else "updated"
    said = str(entry[when]) if when in entry else ""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(said)
        except (ValueError, OverflowError):
            continue
        return moment.isoformat() if moment.tzinfo is not None else moment.date().isoformat()
    parsed: time.struct_time | None = entry[f"{when}_parsed"] if f"{when}_parsed" in entry else None  # noqa: SIM401
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
