"""Read a programme in PDF: the letters of each page laid in lines by where they stand, Arabic in the order it is read."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from marsad.domain.programme_text import Line, ProgrammeText
from marsad.gather.apart import ApartError
from marsad.gather.programmes.clean import clean, is_marked
from marsad.gather.programmes.glyphs import Glyph, PageLine, lay_lines

MOST_PAGES = 1000
_HEADING_SIZE = 1.15  # times the size that most letters have
_HEADING_WORDS = 14
_APART = 1.45  # times the usual distance between lines: a paragraph begins
_SHORT = 0.12  # of the width: a line that ends so early ends its paragraph
_MOST_UNREAD = 0.3
_EDGE_LINES = 2
_NUMBER = re.compile(r"[\W\d_]*(?:صفحة|page)?[\W\d_]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    lines: tuple[PageLine, ...]
    has_pictures: bool


def read(path: Path) -> ProgrammeText:
    """Return the text of the PDF file *path*; raise ApartError where it cannot be read, or is locked.

    A page of pictures without letters, a scan, is counted among the silent ones. Lines that most pages bear at their edge,
    and numbers of pages, keep their line numbers but are left out.
    """
    logging.disable(logging.CRITICAL)  # the library tells of each oddity of a font
    pages = list(_pages(path))
    edges = Counter(_bare(line.text) for page in pages for line in {_bare(each.text): each for each in _edge(page)}.values())
    furniture = {text for text, times in edges.items() if times >= max(2, len(pages) // 2)}
    sizes = [line.size for page in pages for line in page.lines for _ in range(len(line.text))]
    body = median(sizes) if sizes else 0.0
    lines = [line for page in pages for line in _read_page(page, furniture, body)]
    silent = tuple(page.number for page in pages if not page.lines and page.has_pictures)
    return ProgrammeText(tuple(lines), len(pages), silent)


def _pages(path: Path) -> Iterator[_Page]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.psexceptions import PSException

    resources = PDFResourceManager(caching=True)
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    try:
        with path.open("rb") as file:
            for number, page in enumerate(PDFPage.get_pages(file, check_extractable=False), 1):
                if number > MOST_PAGES:
                    raise ApartError(
                        f"في الملف أكثر من {MOST_PAGES} صفحة؛ قسمه.", f"The file has over {MOST_PAGES} pages; divide it."
                    )
                interpreter.process_page(page)
                yield _lay(number, device.get_result())
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise ApartError("الملف مقفل بكلمة مرور؛ احفظه دونها.", "The file is locked; save it without a password.") from error
    except (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, AssertionError) as error:
        if isinstance(error, ApartError):
            raise
        raise ApartError(
            "ملف PDF معطوب؛ افتحه واطبعه من جديد إلى PDF.", "The PDF is damaged; open it and print it to PDF anew."
        ) from error


def _lay(number: int, page: Any) -> _Page:
    glyphs, pictures, unread = [], False, 0
    for item in _walk(page):
        kind = type(item).__name__
        if kind == "LTImage":
            pictures = True
        elif kind == "LTChar":
            text = item.get_text()
            if text.startswith("(cid:") or "\ufffd" in text:
                unread += 1
            elif item.upright and item.size > 0:
                glyphs.append(Glyph(item.x0, item.x1, item.matrix[5], item.size, text))
    if unread > _MOST_UNREAD * (unread + len(glyphs)):
        return _Page(number, (), has_pictures=True)  # its font does not say which letters it draws: as good as a scan
    return _Page(number, tuple(lay_lines(glyphs)), pictures)


def _walk(item: Any) -> Iterator[Any]:
    for inner in item:
        yield inner
        if type(inner).__name__ == "LTFigure":
            yield from _walk(inner)


def _edge(page: _Page) -> tuple[PageLine, ...]:
    return (*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:])


def _bare(text: str) -> str:
    return re.sub(r"[\d\s]+", " ", text).strip()


def _read_page(page: _Page, furniture: set[str], body: float) -> Iterator[Line]:
    edge = set(map(id, _edge(page)))
    gaps = [above.baseline - below.baseline for above, below in zip(page.lines, page.lines[1:], strict=False)]
    usual = median(gaps) if gaps else 0.0
    left = min((line.left for line in page.lines), default=0.0)
    width = max((line.right for line in page.lines), default=0.0) - left
    before: PageLine | None = None
    for number, laid in enumerate(page.lines, 1):
        text = clean(laid.text)
        if id(laid) in edge and (_NUMBER.fullmatch(text) or _bare(laid.text) in furniture):
            continue
        kind = _kind(laid, text, body)
        starts = kind != "text" or before is None or _parts(before, laid, usual, left, width)
        yield Line(page.number, number, kind, text, is_start=starts)
        before = replace(laid, left=left + width) if kind == "heading" else laid


def _kind(laid: PageLine, text: str, body: float) -> str:
    if laid.size >= _HEADING_SIZE * body and len(text.split()) <= _HEADING_WORDS:
        return "heading"
    if laid.cells > 1:
        return "table"
    return "item" if is_marked(text) else "text"


def _parts(before: PageLine, after: PageLine, usual: float, left: float, width: float) -> bool:
    """Return whether a paragraph ends between two lines."""
    is_far = before.baseline - after.baseline > _APART * usual
    is_ended = before.text.rstrip().endswith((".", ":", "؟", "!"))
    is_short = before.left > left + _SHORT * width
    is_indented = abs(before.right - after.right) > 0.8 * after.size
    return is_far or is_short or is_indented or is_ended
