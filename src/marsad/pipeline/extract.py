"""The step from a page to its reading: the article's text without furniture, its title, outlet, day and credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.domain.outlet_reader import OutletReader, choose_reader
from marsad.domain.reading import Page, Reading
from marsad.pipeline.page.amp import AMP, drop_amp
from marsad.pipeline.page.blocks import LONGEST_PAGE, parse
from marsad.pipeline.page.body import body_of
from marsad.pipeline.page.cut import CutPage, cut_page
from marsad.pipeline.page.day import publication_day
from marsad.pipeline.page.decode import DecodeError, check_readable, decode
from marsad.pipeline.page.furniture import is_prose
from marsad.pipeline.page.headline import read_title, title_of_text
from marsad.pipeline.page.live_blog import is_live, stated_entries, take_entries
from marsad.pipeline.page.metadata import Metadata, host_of, read_metadata
from marsad.pipeline.page.page_credits import page_credits
from marsad.pipeline.page.published import publication_day_of_text, url_day
from marsad.pipeline.page.selectors import Parts, read_parts
from marsad.pipeline.page.stated_body import fuller, stated_body
from marsad.pipeline.page.telegram import is_preview, read_preview
from marsad.pipeline.step import Step

_LETTER = re.compile(r"[^\W\d_]")
_HEAD = 4000


class ExtractError(ValueError):
    """A page in which there is nothing to read; the message says why."""


def run(page: Page, tool: object = None) -> Iterator[Reading]:
    """Yield what *page* holds: one reading, or one for each message of a channel's page.

    What the row itself gives (title, published, outlet) is kept over what is found. *tool* are the outlets' own readers, a tuple
    of `OutletReader`, or None. Raises ExtractError for HTML that is binary, too long or without readable text.
    """
    if page.text is not None:
        yield _read_text(page, page.text)
        return
    readers = tuple(reader for reader in tool if isinstance(reader, OutletReader)) if isinstance(tool, Iterable) else ()
    yield from _read_markup(page, readers)


def _read_text(page: Page, text: str) -> Reading:
    """Return the reading of a plain text, which is kept to the letter: offsets of later steps point into it."""
    title = page.title or title_of_text(text)
    published = page.published or publication_day_of_text(text, title) or url_day(page.url)
    outlet = page.outlet or host_of(page.url)
    return Reading(page.id, text, url=page.url, title=title, published=published, outlet=outlet)


def _parse(page: Page) -> tuple[str, Any]:
    """Return the markup of *page* and its root element. Raises ExtractError."""
    try:
        markup = decode(page.html) if isinstance(page.html, bytes) else check_readable(page.html or "")
    except DecodeError as error:
        raise ExtractError(f"page {page.id}: {error}") from error
    if len(markup) > LONGEST_PAGE:
        raise ExtractError(f"page {page.id}: {len(markup)} characters are more than the {LONGEST_PAGE} that are read")
    root = parse(markup)
    if root is None:
        raise ExtractError(f"page {page.id}: the page is empty")
    return markup, root


def _read_markup(page: Page, readers: tuple[OutletReader, ...]) -> Iterator[Reading]:
    markup, root = _parse(page)
    metadata = read_metadata(root, page.url)
    if is_preview(markup, page.url):
        messages = tuple(read_preview(page, root, metadata))
        if messages:
            yield from messages
            return
    yield _read_article(page, markup, root, metadata, readers)


def _read_article(page: Page, markup: str, root: Any, metadata: Metadata, readers: tuple[OutletReader, ...]) -> Reading:
    # A page saved to a file tells its own address; one that was fetched keeps the address it was fetched from.
    url = page.url or metadata.address
    title = page.title or read_title(metadata, url, markup, root)
    if AMP.search(markup[:_HEAD]):
        drop_amp(root)
    credits = page_credits(metadata, root, markup)
    reader, parts, published = None, Parts(), page.published
    if any(own.is_for(host_of(url) or "") for own in readers):
        day = published or publication_day(metadata, root, cut_page(root), title, url)
        reader = choose_reader(readers, host_of(url), day)
        parts = read_parts(reader, root) if reader else parts
        title = page.title or parts.title or title
        published = published or parts.published or day
    entries, cut = _cut(markup, root)
    text = parts.body if _LETTER.search(parts.body) else _read_body(cut, entries, metadata, title)
    if reader and reader.drop and not _LETTER.search(text):
        # What the reader dropped was all there is: the page is read as if it had none.
        entries, cut = _cut(markup, parse(markup))
        text = _read_body(cut, entries, metadata, title)
    if not _LETTER.search(text):
        raise ExtractError(f"page {page.id}: no readable text in {len(markup)} characters of markup")
    if not published:
        published = publication_day(metadata, root, cut, title, url, text)
    outlet = page.outlet or metadata.site_name or None
    return Reading(page.id, text, url=url, title=title, published=published, outlet=outlet, agencies=credits)


def _cut(markup: str, root: Any) -> tuple[tuple[str, ...], CutPage]:
    """Return the entries of a live blog, which are taken out of the tree under *root*, and the rest of the page in blocks."""
    entries = take_entries(root) if is_live(markup) else ()
    return entries, cut_page(root)


def _read_body(cut: CutPage, entries: tuple[str, ...], metadata: Metadata, title: str | None) -> str:
    """Return the article's text, from the page or, where the page holds clearly less, from its structured data.

    The *entries* of a live blog stand behind its lead, an empty line between two of them.
    """
    body = body_of(cut, title)
    if entries:
        lead = body if any(map(is_prose, body.split("\n"))) else ""
        return "\n\n".join(filter(None, (lead, *entries)))
    told = "\n\n".join(stated_entries(metadata.article))
    return fuller(body, "\n\n".join(filter(None, (stated_body(metadata.article, title), told))))


STEP = Step("extract", "3", run, tool="readers")
