"""Secret codes that strangers hold: made here, kept only as their SHA-256, and tried only so often an hour."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import time

from django.conf import settings
from django.core.cache import cache

from marsad.newsroom.refusal import Refusal

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: codes are read aloud and copied by hand


def hash_code(code: str) -> str:
    """Return what is kept of *code*; how it was spaced, and in which case it was typed, make no difference."""
    plain = "".join(letter for letter in code.upper() if letter in _ALPHABET)
    return hashlib.sha256(f"{settings.SECRET_KEY}:{plain}".encode()).hexdigest()


def new_code(letters: int = 16) -> str:
    """Return a code of *letters* letters (5 bits each), in fours."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(letters))
    return "-".join(drawn[at : at + 4] for at in range(0, letters, 4))


def count_attempt(act: str, caller: str, limit: int) -> None:
    """Count one more attempt of *caller*; raise Refusal past *limit* an hour.

    The cache alone counts in two steps, between which other threads and processes would come: a lock holds them off.
    """
    key = f"{act}:{hashlib.sha256(f'{settings.SECRET_KEY}:{caller}'.encode()).hexdigest()}"
    with open(os.open(settings.OPERATOR.data / "counting.lock", os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        times, until = cache.get(key) or (0, time.time() + 3600)
        cache.set(key, (times + 1, until), timeout=max(1, until - time.time()))
    if times >= limit:
        raise Refusal("", "وصلتنا محاولات كثيرة من جهتك؛ حاول بعد ساعة.", "We had many attempts from you; try again in an hour.")
