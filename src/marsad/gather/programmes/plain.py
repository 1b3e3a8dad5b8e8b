"""Read a programme in plain text or HTML: a form feed turns the page; of HTML, headings, paragraphs, items and table rows."""

from __future__ import annotations

from pathlib import Path

from marsad.domain.programme_text import Line, ProgrammeText
from marsad.gather.apart import ApartError
from marsad.gather.decode import NotTextError, binary_kind, decode_text
from marsad.gather.programmes.clean import clean, is_marked
from marsad.pipeline.page.blocks import blocks, parse

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary"})
_HEADING_WORDS = 12


def read_text(path: Path) -> ProgrammeText:
    """Return the text of the file *path*; raise ApartError where it is none."""
    pages = _decoded(path).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    lines = [line for page, text in enumerate(pages, 1) for line in _page_lines(page, text.split("\n"))]
    return ProgrammeText(tuple(lines), len(pages))


def _page_lines(page: int, rows: list[str]) -> list[Line]:
    found: list[Line] = []
    cleaned = [clean(row) for row in rows]
    for at, text in enumerate(cleaned):
        if not text:
            continue
        before = cleaned[at - 1] if at else ""
        after = cleaned[at + 1] if at + 1 < len(cleaned) else ""
        kind = "item" if is_marked(text) else "heading" if _is_heading(rows[at], text, before, after) else "text"
        found.append(Line(page, len(found) + 1, kind, text, is_start=not before or kind != "text"))
    return found


def _is_heading(raw: str, text: str, before: str, after: str) -> bool:
    """Return whether a line stands alone and is short, or is marked as in Markdown."""
    if raw.lstrip().startswith("#"):
        return True
    stands_alone = not before and len(text.split()) <= _HEADING_WORDS
    return stands_alone and not text.endswith((".", "،", "؛", ":")) and (not after or len(text.split()) <= _HEADING_WORDS // 2)


def read_html(path: Path) -> ProgrammeText:
    """Return the text of the page *path* without its furniture; raise ApartError where there is none."""
    root = parse(_decoded(path))
    if root is None:
        raise ApartError("لا نص في الصفحة.", "The page holds no text.")
    lines: list[Line] = []
    row, cells = None, 0
    for block in blocks(root):
        text = clean(block.text)
        if not text:
            continue
        inside = next((above for above in (block.element, *block.element.iterancestors()) if above.tag == "tr"), None)
        if inside is not None and inside is row:
            lines[-1] = Line(1, len(lines), "table", f"{lines[-1].text} | {text}")
            cells += 1
            continue
        row, cells = inside, 1
        lines.append(Line(1, len(lines) + 1, "table" if inside is not None else _kind(block.element, text), text))
    return ProgrammeText(tuple(lines))


def _kind(element: object, text: str) -> str:
    tags = {element.tag, *(above.tag for above in element.iterancestors())}  # type: ignore[attr-defined]
    if tags & _HEADINGS:
        return "heading"
    return "item" if tags & {"li", "dd"} or is_marked(text) else "text"


def _decoded(path: Path) -> str:
    body = path.read_bytes()
    try:
        kind = binary_kind(body)
        if kind is None:
            return decode_text(body)
    except NotTextError:
        pass
    raise ApartError("محتوى الملف ليس نصا؛ احفظه من جديد.", "The content of the file is no text; save it anew.")
