"""Cursors: where to go on in a list, for the question that they were given for and no other. Opaque to whoever holds one."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from hashlib import sha256

from marsad.api.problems import Problem
from marsad.store.queries.cuts import Place

MOST_LETTERS = 4000


def bad_cursor() -> Problem:
    """Return the problem of a cursor that is not of the list it was taken to."""
    return Problem(
        "bad-cursor",
        "Use `next` of the answer before as it stands, with the same question; or leave `cursor` away to begin anew.",
        "استعمل `next` من الجواب السابق كما هو ومع السؤال نفسه، أو اترك `cursor` لتبدأ من جديد.",
    )


def write_cursor(place: Place, question: str) -> str:
    """Return *place* as text, sealed to *question*."""
    body = json.dumps([_seal(question, place), *place], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(body).rstrip(b"=").decode()


def read_cursor(text: str, question: str) -> Place | None:
    """Return the place that *text* names in the list of *question*, None for no cursor; raise Problem for another's."""
    if not text:
        return None
    try:
        body = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        seal, *place = json.loads(body)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise bad_cursor() from error
    if not all(isinstance(value, str) for value in place) or seal != _seal(question, place):
        raise bad_cursor()
    return tuple(place)


def _seal(question: str, place: Iterable[str]) -> str:
    return sha256(json.dumps([question, *place]).encode()).hexdigest()[:12]
