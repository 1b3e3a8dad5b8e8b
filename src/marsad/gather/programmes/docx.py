"""Read a programme in DOCX: headings by style and outline, lists by numbering, tables by row; what was struck out is left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from marsad.domain.programme_text import Line, ProgrammeText
from marsad.gather.programmes.clean import clean, is_marked
from marsad.gather.zips import check_office

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_LETTERS = 90
_BODY_LEVEL = 9  # the outline level that says "no heading"


def read(path: Path) -> ProgrammeText:
    """Return the text of the DOCX file *path*; raise ApartError where it is none, or not safe to open.

    Pages are those that the last program to print it left marked, one where it left no mark.
    """
    check_office(path, needs="word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with zipfile.ZipFile(path) as packed:
        body = etree.fromstring(packed.read("word/document.xml"), parser).find(f"{_W}body")
        names = set(packed.namelist())
        headings = (
            _heading_styles(etree.fromstring(packed.read("word/styles.xml"), parser)) if "word/styles.xml" in names else set()
        )
    walk = _Walk(headings)
    lines = tuple(walk.lines(body)) if body is not None else ()
    return ProgrammeText(lines, walk.page)


def _heading_styles(styles: Any) -> set[str]:
    found, based = set(), {}
    for style in styles.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        name = style.find(f"{_W}name")
        told = (name.get(f"{_W}val", "") if name is not None else "").lower()
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        parent = style.find(f"{_W}basedOn")
        based[key] = parent.get(f"{_W}val", "") if parent is not None else ""
        if told.startswith(("heading", "title", "عنوان")) or (level is not None and _level(level) < _BODY_LEVEL):
            found.add(key)
    for _ in based:  # a style may rest on a style that rests on a heading
        more = {key for key, parent in based.items() if parent in found} - found
        if not more:
            break
        found |= more
    return found


def _level(element: Any) -> int:
    told = element.get(f"{_W}val", "9")
    return int(told) if told.isdecimal() else _BODY_LEVEL


class _Walk:
    """One walk through the body, counting pages and lines."""

    def __init__(self, headings: set[str]) -> None:
        self._headings, self.page, self._number = headings, 1, 0

    def lines(self, parent: Any) -> Iterator[Line]:
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                for row in element.iter(f"{_W}tr"):
                    yield from self._row(row)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self.lines(element)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        before, text = self.page, self._text(element)
        if not text:
            return
        self._number += 1
        page = self.page if self._broke_before else before
        yield Line(page, self._number, self._kind(element, text), text)
        if page != self.page:
            self._number = 0

    def _row(self, row: Any) -> Iterator[Line]:
        cells = []
        for cell in _own(row, "tc"):
            told = " ".join(filter(None, (self._text(each) for each in _own(cell, "p"))))
            if told:
                cells.append(told)
        if cells:
            self._number += 1
            yield Line(self.page, self._number, "table", " | ".join(cells))

    def _kind(self, element: Any, text: str) -> str:
        settings = element.find(f"{_W}pPr")
        if settings is not None:
            style = settings.find(f"{_W}pStyle")
            level = settings.find(f"{_W}outlineLvl")
            named = style.get(f"{_W}val", "") if style is not None else ""
            if named in self._headings or (level is not None and _level(level) < _BODY_LEVEL):
                return "heading"
            if settings.find(f"{_W}numPr") is not None or named.lower().startswith("list"):
                return "item"
        if is_marked(text):
            return "item"
        runs = [run for run in element.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
        is_bold = bool(runs) and all(_is_bold(run) for run in runs)
        return "heading" if is_bold and len(text) <= _HEADING_LETTERS and not text.endswith((".", "،", "؛")) else "text"

    def _text(self, element: Any) -> str:
        """Return the words of a paragraph, and count the pages that begin in it."""
        parts: list[str] = []
        self._broke_before = False
        for inner in element.iter():
            if any(above.tag == _FALLBACK for above in inner.iterancestors()):
                continue  # a text box stands twice: for new programs and for old ones
            if inner.tag == f"{_W}t":
                parts.append(inner.text or "")
            elif inner.tag in (f"{_W}tab", f"{_W}cr"):
                parts.append(" ")
            elif inner.tag == f"{_W}lastRenderedPageBreak" or (inner.tag == f"{_W}br" and inner.get(f"{_W}type") == "page"):
                self.page += 1
                if not "".join(parts).strip():
                    self._broke_before, self._number = True, 0
            elif inner.tag == f"{_W}br":
                parts.append(" ")
        return clean("".join(parts))


def _own(above: Any, name: str) -> Iterator[Any]:
    """Yield the elements *name* in *above* that are in no table inside it: the rows of that one are read by themselves."""
    return (inner for inner in above.iter(f"{_W}{name}") if next(inner.iterancestors(above.tag)) is above)


def _is_bold(run: Any) -> bool:
    settings = run.find(f"{_W}rPr")
    marks = [settings.find(f"{_W}{name}") for name in ("b", "bCs")] if settings is not None else []
    return any(mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false") for mark in marks)
