"""Where files that somebody sent come to lie: below the upload folder, under a name of our own, or nowhere at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import Protocol

from django.conf import settings

from marsad.newsroom.refusal import Refusal

_NAME_LETTERS = 200


class SentFile(Protocol):
    """What is needed of a file that was sent, or lies on this machine."""

    @property
    def name(self) -> str | None:
        """Its name, as the sender gave it."""

    def chunks(self) -> Iterable[bytes]:
        """Yield the content, a piece at a time."""
        ...


def plain_name(name: str | None, otherwise: str = "file") -> str:
    """Return the last part of the *name* that a sender gave, cut to what is kept of it."""
    return PurePath((name or "").replace("\\", "/")).name[-_NAME_LETTERS:] or otherwise


@contextmanager
def new_file(prefix: str = "") -> Iterator[Path]:
    """Yield a new, empty file that nobody else can read or name; it is removed where the block raises."""
    folder = Path(settings.UPLOAD_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{prefix}{secrets.token_hex(16)}.bin"
    with ExitStack() as otherwise:
        otherwise.callback(path.unlink, missing_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield path
        otherwise.pop_all()


def write_to(path: Path, file: SentFile, *, most: int, too_large: Refusal) -> tuple[str, int]:
    """Write the bytes of *file* to *path*; return their SHA-256 and how many. Past *most* bytes *too_large* is raised."""
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for chunk in file.chunks():
            size += len(chunk)
            if size > most:
                raise too_large
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest(), size
