"""A programme's text in lines that know their page and place: what is read of a file, and what promises are found in."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("heading", "item", "text", "table")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file gives it. *page* and *number* (on its page) count from 1; *is_start*: a paragraph begins with it.

    A file without pages has one. In a format without lines (DOCX, HTML) a paragraph is a line, and a table's row is one, its
    cells apart by " | ".
    """

    page: int
    number: int
    kind: str
    text: str
    is_start: bool = True

    def __post_init__(self) -> None:
        """Raise ValueError for a kind that is none."""
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is none of {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    """What a file says: its lines in order, how many pages it has, and those of them that hold pictures but no text."""

    lines: tuple[Line, ...]
    pages: int = 1
    silent_pages: tuple[int, ...] = ()


def page_ref(page: int, number: int, end_page: int, end_number: int, *, pages: int) -> str:
    """Return where a promise stands, as it is written beside it: «ص 14 س 3»; of a file of one page, the line alone."""
    if pages <= 1:
        return f"س {number}" if number == end_number else f"س {number}–{end_number}"
    if (page, number) == (end_page, end_number):
        return f"ص {page} س {number}"
    return f"ص {page} س {number}–{end_number}" if page == end_page else f"ص {page} س {number} – ص {end_page} س {end_number}"
