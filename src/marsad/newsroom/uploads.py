"""Check a hostile file by its content and keep it outside the web root, under a name of our own. Never opens or converts it."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Protocol

import puremagic
from django.conf import settings

from marsad.newsroom.refusal import Refusal
from marsad.store.record.submissions import KeptFile

ALLOWED = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".3gp": "video/3gpp",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}
MAX_FILES = 5
_HEAD = 8192


class Upload(Protocol):
    """What is needed of an uploaded file (Django's UploadedFile is one)."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]:
        """Yield the content, a piece at a time."""
        ...


def _refuse(ar: str, en: str) -> Refusal:
    return Refusal("files", ar, en)


def media_type(name: str, head: bytes) -> str:
    """Return the type that the content shows; raise Refusal where it is none that we take, or is not what the name says."""
    suffix = PurePath(name).suffix.lower()
    unknown = _refuse(
        f"لا نقبل هذا النوع من الملفات: «{name}». أرسل PDF أو صورة أو فيديو أو صوتا أو مستند Office.",
        f"“{name}” is of a kind we do not take. Send a PDF, an image, a video, a sound or an Office document.",
    )
    try:
        guesses = {guess.extension.lower() for guess in puremagic.magic_string(head, name)}
    except (puremagic.PureError, ValueError) as error:
        raise unknown from error
    if suffix not in ALLOWED:
        raise unknown
    family = {known for known, kind in ALLOWED.items() if kind == ALLOWED[suffix]}
    containers = (
        {".mp4", ".m4a", ".m4v", ".mov", ".3gp", ".heic"},
        {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip"},
        {".doc", ".xls", ".ppt"},
    )
    for group in (*containers, {".ogg", ".opus"}, {".jpg", ".jpeg", ".jfif"}):
        if suffix in group:
            family |= group
    if not guesses & family:
        raise _refuse(f"محتوى «{name}» ليس ما يدل عليه اسمه.", f"The content of “{name}” is not what its name says.")
    return ALLOWED[suffix]


def keep_files(files: Iterable[Upload]) -> tuple[KeptFile, ...]:
    """Keep *files* and return where they lie; raise Refusal, keeping none, for a bad one."""
    kept: list[KeptFile] = []
    limit = settings.OPERATOR.upload_mb * 2**20
    try:
        for file in files:
            if len(kept) == MAX_FILES:
                raise _refuse(f"أرسل {MAX_FILES} ملفات على الأكثر.", f"Send {MAX_FILES} files at most.")
            kept.append(_keep(file, limit))
    except BaseException:
        discard(kept)
        raise
    return tuple(kept)


def _keep(file: Upload, limit: int) -> KeptFile:
    name = PurePath((file.name or "").replace("\\", "/")).name[-200:] or "file"
    folder = Path(settings.UPLOAD_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = f"{secrets.token_hex(16)}.bin"
    digest, size, head = hashlib.sha256(), 0, b""
    try:
        with open(os.open(folder / place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in file.chunks():
                size += len(chunk)
                if size > limit:
                    raise _refuse(f"«{name}» أكبر من {limit // 2**20} ميغابايت.", f"“{name}” is over {limit // 2**20} MB.")
                head = head if len(head) >= _HEAD else head + chunk[:_HEAD]
                digest.update(chunk)
                out.write(chunk)
        if size == 0:
            raise _refuse(f"«{name}» ملف فارغ.", f"“{name}” is empty.")
        kind = media_type(name, head)
    except BaseException:
        (folder / place).unlink(missing_ok=True)
        raise
    return KeptFile(name=name, media_type=kind, size=size, sha256=digest.hexdigest(), path=place)


def discard(files: Iterable[KeptFile]) -> None:
    """Remove files whose submission was not kept."""
    for file in files:
        (Path(settings.UPLOAD_ROOT) / file.path).unlink(missing_ok=True)
