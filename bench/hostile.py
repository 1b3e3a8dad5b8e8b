"""Texts and pages of any length made to be slow to read."""

from __future__ import annotations

from marsad.pipeline import Page

REPEATED = {
    "digits": "٣1",
    "digits with points": "1.2,",
    "month names": "كانون الثاني ",
    "days and months": "12 أيار و",
    "number words": "مئة ألف و",
    "quotes opened": "«",
    "quotes opened and closed": "«»",
    "who said, unended": "وقال إن ",
    "who said, quoted": "وقال: «",
    "combining marks": "\u064e\u0655\u0653",
    "letters with marks": "و\u064e\u064e\u064e\u064e\u0654",
    "tatweel": "ـ",
    "one word": "كتاب",
    "full stops": ".",
    "stops and quotes": '."',
    "initials": "د. ",
    "blanks": " ",
    "lines": "\n",
    "signs of direction": "\u200f\u202b",
}
MARKUP = {
    "nested boxes": "<div>",
    "open tags": "<p class=",
    "entities": "&#1575;",
    "links": '<a href="/x">خبر عاجل</a> ',
    "paragraphs": "<p>قال الوزير إن العمل مستمر.</p>",
    "one attribute": "<",
}


def hostile_pages(characters: int) -> dict[str, Page]:
    """Return the pages by what they repeat, each *characters* long."""
    pages = {name: Page(name, text=_filled("قال الوزير ", piece, characters)) for name, piece in REPEATED.items()}
    for name, piece in MARKUP.items():
        pages[f"markup: {name}"] = Page(name, html=_filled("<html><body><p>قال الوزير</p>", piece, characters).encode())
    return pages


def _filled(head: str, piece: str, characters: int) -> str:
    return (head + piece * (characters // len(piece) + 1))[:characters]
