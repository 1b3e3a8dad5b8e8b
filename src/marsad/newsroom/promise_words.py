"""What every wording of a promise must have, whoever writes it: its words, a sector, and particulars that the record knows."""

from __future__ import annotations

from marsad.domain.edtf import EdtfError, last_day
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Body, Sector

_TITLE_LETTERS = 300


def check_words(*, title_ar: str, title_en: str, text_ar: str, deadline: str) -> None:
    """Raise Refusal, naming the field, where a title or the text lacks or is too long, or the deadline is no date."""
    if not title_ar.strip():
        raise Refusal("title_ar", "اكتب عنوانا قصيرا للوعد بالعربية.", "Write a short title for the promise, in Arabic.")
    for field, title in (("title_ar", title_ar), ("title_en", title_en)):
        if len(title.strip()) > _TITLE_LETTERS:
            raise Refusal(field, f"العنوان أطول من {_TITLE_LETTERS} حرف.", f"The title has over {_TITLE_LETTERS} letters.")
    if not text_ar.strip():
        raise Refusal("text_ar", "اكتب نص الوعد بالعربية كما قيل.", "Write the promise in Arabic, as it was put.")
    try:
        _ = last_day(deadline.strip()) if deadline.strip() else None
    except EdtfError as error:
        raise Refusal(
            "deadline", "اكتب الموعد 2026 أو 2026-09 أو 2026-09-30.", "Write the deadline as 2026, 2026-09 or 2026-09-30."
        ) from error


def find_sector(key: str) -> Sector:
    """Return the sector under *key*; raise Refusal where there is none."""
    sector = Sector.objects.filter(key=key).first()
    if sector is None:
        raise Refusal("sector", "اختر القطاع.", "Choose the sector.")
    return sector


def find_body(key: str) -> Body | None:
    """Return the body under *key*, None for ""; raise Refusal where there is none."""
    body = Body.objects.filter(key=key).first() if key else None
    if key and body is None:
        raise Refusal("body", "لا جهة بهذا المفتاح.", "No body has that key.")
    return body
