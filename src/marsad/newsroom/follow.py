"""A reader's side of following by mail: asking, confirming by a link, choosing otherwise, ending it with one click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from marsad.domain.following import FREQUENCIES, MOST_SUBJECTS, Subject, SubjectError, read_subjects, write_subjects
from marsad.newsroom.codes import count_attempt
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Follower
from marsad.store.queries import following as read
from marsad.store.record import following as record

__all__ = [
    "Chosen",
    "Refusal",
    "ask_to_follow",
    "change",
    "confirm",
    "confirm_code",
    "end",
    "is_by_mail",
    "link_code",
    "look_up",
    "look_up_asked",
]

CONFIRM_WITHIN = dt.timedelta(hours=48)
ASKS_AN_HOUR = 20  # of one caller
LETTERS_AN_HOUR = 3  # to one address: nobody's mailbox is filled by others


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody follows or asks to: the language of the mail, how often it comes, and what it tells of."""

    language: str
    frequency: str
    subjects: frozenset[Subject]
    is_confirmed: bool = True
    is_ended: bool = False


def is_by_mail() -> bool:
    """Tell whether this observatory sends mail."""
    return bool(settings.FOLLOW_BY_MAIL)


def _code(salt: str, follower: Follower, rests_on: str) -> str:
    """Return a code that opens what is *follower*'s. It is kept nowhere: who reads the table cannot make it."""
    made = salted_hmac(f"marsad.follow.{salt}", f"{follower.pk}:{rests_on}", algorithm="sha256").hexdigest()
    return f"{follower.pk}-{made[:40]}"


def confirm_code(follower: Follower) -> str:
    """Return what the link in the letter that asks to confirm holds; it opens once, until `ask_until`."""
    return _code("confirm", follower, follower.ask_code)


def link_code(follower: Follower) -> str:
    """Return what the links below every letter hold: to choose otherwise, and to end it."""
    return _code("link", follower, follower.link_code)


def _number(code: str) -> int | None:
    head = code.partition("-")[0]
    return int(head) if head.isascii() and head.isdecimal() and len(head) <= 15 else None


def _unknown() -> Refusal:
    return Refusal(
        "",
        "لا يفتح هذا الرابط شيئا: استُعمل، أو انتهت مدته، أو نُسخ ناقصا. اطلب المتابعة من جديد يصلك غيره.",
        "This link opens nothing: it was used, has expired, or was not copied whole. Ask to follow again and another comes.",
    )


def _checked(language: str, frequency: str, subjects: Iterable[str]) -> list[str]:
    if language not in dict(settings.LANGUAGES):
        raise Refusal("language", "اختر لغة الرسائل.", "Choose the language of the mail.")
    if frequency not in FREQUENCIES:
        raise Refusal("frequency", "اختر كم مرة نكتب إليك.", "Choose how often we write to you.")
    texts = list(subjects)
    if len(texts) > MOST_SUBJECTS:
        ar = f"اختر {MOST_SUBJECTS} شيئا على الأكثر، أو تابع كل شيء."
        raise Refusal("subjects", ar, f"Choose {MOST_SUBJECTS} things at most, or follow everything.")
    try:
        known = read.name_subjects(read_subjects(texts))
    except SubjectError:
        known = {}
    if not known:
        raise Refusal("subjects", "اختر شيئا واحدا على الأقل لتتابعه.", "Choose at least one thing to follow.")
    return write_subjects(known)


def ask_to_follow(address: str, *, language: str, frequency: str, subjects: Iterable[str], caller: str) -> None:
    """Keep what is asked for, and queue the letter that asks to confirm it; raise Refusal for a bad field, or too many tries.

    Nothing tells whether the address is known. One that follows already gets the same letter; confirmed, what is asked
    for now comes on top of what they follow.
    """
    if not is_by_mail():
        raise Refusal("", "لا يرسل هذا المرصد بريدا؛ تابعه بالخلاصات.", "This observatory sends no mail; follow it by feeds.")
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(
            "address", "اكتب عنوان بريد صحيحا، مثل name@example.org.", "Write a mail address, as name@example.org."
        ) from None
    wanted = _checked(language, frequency, subjects)
    count_attempt("follow", caller, ASKS_AN_HOUR)
    try:
        count_attempt("follow-address", address, LETTERS_AN_HOUR)
    except Refusal:
        return  # silently: else one could learn that others ask for this address
    asked: Mapping[str, str] = {"language": language, "frequency": frequency}
    try:
        _keep(address, asked, wanted)
    except IntegrityError:  # two asked at once for an address that was not known yet
        _keep(address, asked, wanted)


@transaction.atomic
def _keep(address: str, asked: Mapping[str, str], subjects: list[str]) -> None:
    now = timezone.now()
    known = record.lock_by_address(address)
    record.keep_asked(known, address, subjects=subjects, at=now, until=now + CONFIRM_WITHIN, **asked)


def _chosen(follower: Follower) -> Chosen:
    subjects = read_subjects(follower.subjects) if follower.subjects else frozenset()
    return Chosen(
        follower.language,
        follower.frequency,
        subjects,
        is_confirmed=follower.confirmed_at is not None,
        is_ended=follower.ended_at is not None,
    )


def _asked_by(code: str, follower: Follower | None) -> Follower:
    if follower is None or not follower.ask_code or follower.asked is None or follower.ask_until <= timezone.now():
        raise _unknown()
    if not constant_time_compare(confirm_code(follower), code):
        raise _unknown()
    return follower


def look_up_asked(code: str) -> Chosen:
    """Return what the link *code* would confirm; raise Refusal where it opens nothing. Changes nothing: scanners follow links."""
    asked = _asked_by(code, read.find_follower(_number(code) or 0)).asked
    assert asked is not None
    return Chosen(asked["language"], asked["frequency"], read_subjects(asked["subjects"]), is_confirmed=False)


@transaction.atomic
def confirm(code: str) -> str:
    """Begin what was asked for, and return the code of its links; raise Refusal where *code* opens nothing (any more)."""
    follower = _asked_by(code, record.lock_follower(_number(code) or 0))
    asked = follower.asked
    assert asked is not None
    now, is_new = timezone.now(), follower.confirmed_at is None
    subjects = {*follower.subjects, *asked["subjects"]}
    if len(subjects) > MOST_SUBJECTS:
        subjects = set(asked["subjects"])
    record.choose(
        follower,
        language=asked["language"],
        frequency=asked["frequency"],
        subjects=sorted(subjects),
        at=now,
        now_local=timezone.localtime(now),
    )
    if is_new:
        record.begin_after(follower, read.newest_sequence())
    return link_code(follower)


def _held(code: str, follower: Follower | None) -> Follower:
    if follower is None or not constant_time_compare(link_code(follower), code):
        raise _unknown()
    return follower


def look_up(code: str) -> Chosen:
    """Return what the holder of *code* follows, also once they ended it; raise Refusal for a code that is nobody's."""
    return _chosen(_held(code, read.find_follower(_number(code) or 0, or_ended=True)))


@transaction.atomic
def change(code: str, *, language: str, frequency: str, subjects: Iterable[str]) -> None:
    """Follow what is chosen now in place of what was; raise Refusal for a bad field or a code that opens nothing."""
    wanted = _checked(language, frequency, subjects)
    follower = _held(code, record.lock_follower(_number(code) or 0))
    if follower.confirmed_at is None:
        raise _unknown()
    now = timezone.now()
    record.choose(follower, language=language, frequency=frequency, subjects=wanted, at=now, now_local=timezone.localtime(now))


@transaction.atomic
def end(code: str) -> None:
    """End it and forget the address; once more changes nothing, for a mail program may send it twice. Raises Refusal."""
    number = _number(code) or 0
    held = record.lock_follower(number)
    if held is None:
        _held(code, read.find_follower(number, or_ended=True))
        return
    record.end_follower(_held(code, held), at=timezone.now())
