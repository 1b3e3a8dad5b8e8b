"""The step from a page to its reading: the article's text without furniture, its title, outlet and day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.domain.reading import Page, Reading
from marsad.pipeline.blocks import LONGEST_PAGE, blocks, parse
from marsad.pipeline.body import read_body
from marsad.pipeline.decode import DecodeError, check_readable, decode
from marsad.pipeline.furniture import PLAIN, furniture_spans, is_prose, text_lines
from marsad.pipeline.metadata import host_of, own_address, read_metadata, read_title
from marsad.pipeline.published import dateline_day, publication_day, publication_day_of_text
from marsad.pipeline.step import Step

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CREDIT = re.compile(r"(?:المصدر|مصدر|كتب|كتبت|تحرير|ترجمة|تصوير|إعداد)\s*[:/–-]")
_FEWEST_TITLE_WORDS, _MOST_TITLE_WORDS = 4, 30
_HEAD = 4000
_HEAD_LINES = 12


class ExtractError(ValueError):
    """A page in which there is nothing to read; the message says why."""


def run(page: Page, tool: object = None) -> Iterator[Reading]:
    """Yield the reading of *page*. What the row itself gives (title, published, outlet) is kept over what is found.

    Raises ExtractError for HTML that is binary, too long or without readable text.
    """
    yield _read_text(page, page.text) if page.text is not None else _read_markup(page)


def _read_text(page: Page, text: str) -> Reading:
    """Return the reading of a plain text, which is kept to the letter: offsets of later steps point into it."""
    title = page.title or title_of_text(text)
    published = page.published or publication_day_of_text(text, title)
    outlet = page.outlet or host_of(page.url)
    return Reading(page.id, text, url=page.url, title=title, published=published, outlet=outlet)


def _read_markup(page: Page) -> Reading:
    try:
        markup = decode(page.html) if isinstance(page.html, bytes) else check_readable(page.html or "")
    except DecodeError as error:
        raise ExtractError(f"page {page.id}: {error}") from error
    if len(markup) > LONGEST_PAGE:
        raise ExtractError(f"page {page.id}: {len(markup)} characters are more than the {LONGEST_PAGE} that are read")
    root = parse(markup)
    if root is None:
        raise ExtractError(f"page {page.id}: the page is empty")
    # A page saved to a file tells its own address; one that was fetched keeps the address it was fetched from.
    url = page.url or own_address(root)
    metadata = read_metadata(root, url)
    title = page.title or read_title(metadata, url)
    text = read_body(root, title)
    if not _LETTER.search(text):
        raise ExtractError(f"page {page.id}: no readable text in {len(markup)} characters of markup")
    published = page.published
    if not published:
        published = publication_day(metadata, root, tuple(blocks(root, by_hints=False)), title, url)
    outlet = page.outlet or metadata.site_name or None
    return Reading(page.id, text, url=url, title=title, published=published, outlet=outlet)


def title_of_text(text: str) -> str | None:
    """Return the headline of a plain text: a line above the first sentence that is long enough and is no dateline."""
    unwanted = set(furniture_spans(text))
    for line in list(text_lines(text[:_HEAD]))[:_HEAD_LINES]:
        if (line.start, line.end) in unwanted or line.kind != PLAIN:
            continue
        if _is_headline(line.text):
            return line.text
        if is_prose(line.text):
            return None
    return None


def _is_headline(line: str) -> bool:
    """Tell whether *line* may be a headline: four words or more, not ended like a sentence, not a place, date or credit line."""
    count = len(_WORD.findall(line))
    if not _FEWEST_TITLE_WORDS <= count <= _MOST_TITLE_WORDS or line.endswith((".", "،", ":", "؛")) or _CREDIT.match(line):
        return False
    return dateline_day(line) is None and not (is_prose(line) and count > 20)


STEP = Step("extract", "2", run, tool="readers")
