"""The day that a reader asks a page to speak of: `?as_of=2021-06-01` answers as the record was known at its end."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils import timezone

NAMES = ("as_of", "on")  # the second is what addresses carried at first; those that were cited still answer
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)  # a day typed by hand may have the digits of its language


class NoDayError(Http404):
    """What was asked for as a day is none."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"{asked!r} is no day such as 2026-01-31")
        self.asked = asked


def asked_day(request: HttpRequest) -> dt.date | None:
    """Return the day that *request* asks for, None where it asks for none; raise NoDayError for what is no day."""
    asked = next((value for name in NAMES if (value := request.GET.get(name, "").strip())), "")
    if not asked:
        return None
    try:
        return dt.date.fromisoformat(asked.translate(_WESTERN))
    except ValueError as error:
        raise NoDayError(asked) from error


def known_day(request: HttpRequest) -> dt.date | None:
    """Return the past day that *request* asks for, None for today or later: what is known by its end is what is known now.

    Raises NoDayError for what is no day.
    """
    day = asked_day(request)
    return day if day is not None and day < timezone.localdate() else None
