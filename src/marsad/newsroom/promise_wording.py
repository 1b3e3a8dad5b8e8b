"""What every wording of a promise must have, whoever writes it: its words, a sector, and particulars that the record knows."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.domain.edtf import EdtfError, last_day
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Body, Sector

_TITLE_LETTERS = 300


@dataclass(frozen=True, slots=True)
class PromiseWording:
    """A promise as somebody typed it; *sector* and *body* are keys (*body* "" for none)."""

    title_ar: str
    text_ar: str
    sector: str
    title_en: str = ""
    text_en: str = ""
    justification_ar: str = ""
    body: str = ""
    deadline: str = ""


def check_wording(words: PromiseWording) -> tuple[Sector, Body | None]:
    """Return the sector and body that *words* name.

    Raises Refusal, naming the field, where a title or the text lacks or is too long, the deadline is no date, or a key is none.
    """
    if not words.title_ar.strip():
        raise Refusal("title_ar", "اكتب عنوانا قصيرا للوعد بالعربية.", "Write a short title for the promise, in Arabic.")
    for field, title in (("title_ar", words.title_ar), ("title_en", words.title_en)):
        if len(title.strip()) > _TITLE_LETTERS:
            raise Refusal(field, f"العنوان أطول من {_TITLE_LETTERS} حرف.", f"The title has over {_TITLE_LETTERS} letters.")
    if not words.text_ar.strip():
        raise Refusal("text_ar", "اكتب نص الوعد بالعربية كما قيل.", "Write the promise in Arabic, as it was put.")
    try:
        _ = last_day(words.deadline.strip()) if words.deadline.strip() else None
    except EdtfError as error:
        raise Refusal(
            "deadline", "اكتب الموعد 2026 أو 2026-09 أو 2026-09-30.", "Write the deadline as 2026, 2026-09 or 2026-09-30."
        ) from error
    return _sector(words.sector), _body(words.body)


def _sector(key: str) -> Sector:
    sector = Sector.objects.filter(key=key).first()
    if sector is None:
        raise Refusal("sector", "اختر القطاع.", "Choose the sector.")
    return sector


def _body(key: str) -> Body | None:
    body = Body.objects.filter(key=key).first() if key else None
    if key and body is None:
        raise Refusal("body", "لا جهة بهذا المفتاح.", "No body has that key.")
    return body
