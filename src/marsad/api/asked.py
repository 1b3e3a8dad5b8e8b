"""What every question may ask: as of which day, from where on, how many; and how each part is explained in two languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from marsad.api.cursors import MOST_LETTERS, bad_cursor, read_cursor
from marsad.api.problems import Fault, Problem
from marsad.store.queries.cuts import Place

MOST = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

IN_PATHS: Mapping[str, str] = {  # ninja leaves out what these are said to be
    "key": "The key",
    "number": "Its number, as in the ledger",
    "sequence": "The entry's number",
    "version": "Its version",
    "government": "The government's key",
}
# What each parameter asks, in Arabic; in English it stands with the parameter, and so in the OpenAPI document.
ARABIC: Mapping[str, str] = {
    "as_of": "كما كان معروفا في نهاية هذا اليوم؛ وبلا يوم كما هو الآن",
    "limit": "عدد السطور في الجواب",
    "cursor": "من أين تستمر القائمة: `next_cursor` من الجواب السابق",
    "government": "مفتاح حكومة",
    "sector": "مفتاح قطاع",
    "body": "مفتاح جهة مسؤولة",
    "verdict": "مفتاح حكم، أو `assessed` لكل ما نُشر عليه حكم، أو `unrated` لما لم يُقيَّم بعد",
    "deadline": "الموعد: `passed` فات، و`ahead` لم يحن، و`none` بلا موعد؛ و`overdue` فات، و`soon` يحل خلال 90 يوما، "
    "وكلاهما ما لم يحسم الوعد حكم",
    "since": "الوعود التي نُشر حكم عليها في هذا اليوم أو بعده",
    "disputed": "الوعود التي تختلف فيها المصادر وحدها",
    "q": "كلمات في الوعد",
    "sort": "الترتيب: بالمفتاح، أو كما في قائمة الموقع",
    "promise": "مفتاح وعد",
    "assessment": "رقم تقييم",
    "state": "حال الحكم: `stands` قائم، و`superseded` جاء بعده غيره، و`withdrawn` مسحوب",
    "stance": "موقف الدليل من الوعد",
    "outlet": "مفتاح جهة نشر",
    "kind": "نوع القيد كما يكتبه السجل",
    "language": "لغة كلمات التقرير",
    "key": "المفتاح",
    "number": "الرقم",
    "sequence": "رقم القيد",
    "version": "نسخة دليل الترميز",
}

AsOf = Annotated[
    str, Field(description="As known at the end of this day; without it, as it is now", json_schema_extra={"format": "date"})
]
Key = Annotated[str, Field(max_length=80)]


class Asked(Schema):
    """What may be asked of a single thing."""

    as_of: AsOf | None = None

    @property
    def known_on(self) -> dt.date | None:
        """The past day asked for, None for today or later; raise Problem for what is no day."""
        return read_day(self.as_of)


class AskedList(Asked):
    """What may be asked of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many rows the answer holds")] = 50
    cursor: Annotated[
        str, Field(max_length=MOST_LETTERS, description="Where the list goes on: `next_cursor` of the answer before")
    ] = ""

    @property
    def question(self) -> str:
        """The question without its cursor and its length: what a cursor is sealed to."""
        rest = self.model_dump(exclude={"cursor", "limit"}, exclude_defaults=True)
        return f"{type(self).__name__}?{urlencode(sorted(rest.items()))}"

    @property
    def after(self) -> Place | None:
        """The place that the cursor names; raise Problem."""
        return read_cursor(self.cursor, self.question)


def read_day(asked: str | None) -> dt.date | None:
    """Return the past day that *asked* is, None for today, later or nothing; raise Problem for what is no day."""
    if asked is None:
        return None
    day = a_day("as_of", asked)
    return day if day < timezone.localdate() else None


def a_day(name: str, asked: str) -> dt.date:
    """Return the day that *asked*, the parameter called *name*, is; raise Problem for what is no day of the calendar."""
    try:
        day = dt.date.fromisoformat(asked) if _DAY.fullmatch(asked) else None
    except ValueError:
        day = None
    if day is None:
        fault = Fault(name, "Write a day of the calendar as 2026-01-31.", "اكتب يوما من التقويم مثل 2026-01-31.")
        raise Problem("bad-question", fault.detail, fault.detail_ar, errors=(fault,))
    return day


def next_address(request: HttpRequest, base: str, cursor: str) -> str:
    """Return the address of the list's next part."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{base}{request.path}?{query.urlencode()}"


__all__ = ("ARABIC", "IN_PATHS", "MOST", "AsOf", "Asked", "AskedList", "Key", "a_day", "bad_cursor", "next_address", "read_day")
