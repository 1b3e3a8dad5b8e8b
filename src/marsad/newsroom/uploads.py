"""Check a hostile file by its content and keep it outside the web root, under a name of our own. Never opens or converts it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import Protocol

from django.conf import settings

from marsad.newsroom.refusal import Refusal
from marsad.newsroom.sent_files import new_file, plain_name
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
# How the content of each kind begins, as (place, bytes). Libraries that guess believe the name where the content tells
# nothing, and a name is the sender's.
_MARKS: dict[str, tuple[tuple[int, bytes], ...]] = {
    ".pdf": ((0, b"%PDF-"), (0, b"\xef\xbb\xbf%PDF-")),
    ".jpg": ((0, b"\xff\xd8\xff"),),
    ".png": ((0, b"\x89PNG\r\n\x1a\n"),),
    ".webp": ((8, b"WEBPVP8"),),
    ".gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    ".mp4": ((4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (4, b"wide"), (4, b"free")),
    ".webm": ((0, b"\x1aE\xdf\xa3"),),
    ".mp3": ((0, b"ID3"), *((0, bytes((0xFF, second))) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2))),
    ".ogg": ((0, b"OggS"),),
    ".wav": ((8, b"WAVE"),),
    ".docx": ((30, b"[Content_Types].xml"), (30, b"_rels/"), (30, b"docProps/"), (30, b"word/"), (30, b"xl/"), (30, b"ppt/")),
    ".odt": ((30, b"mimetypeapplication/vnd.oasis.opendocument."),),
    ".doc": ((0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),),
}
_FAMILY = {
    **dict.fromkeys((".jpeg", ".jfif"), ".jpg"),
    **dict.fromkeys((".heic", ".m4v", ".mov", ".3gp", ".m4a"), ".mp4"),
    ".opus": ".ogg",
    **dict.fromkeys((".xlsx", ".pptx"), ".docx"),
    ".ods": ".odt",
    **dict.fromkeys((".xls", ".ppt"), ".doc"),
}
# Names of the parts that hold macros, in zipped and in older Office files; in a zip they stand unpacked.
_MACROS = (b"vbaProject", b"vbadata", b"Basic/Standard", "_VBA_PROJECT".encode("utf-16-le"))
_LONGEST_MACRO = max(map(len, _MACROS))


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
    if suffix not in ALLOWED:
        raise unknown
    if not any(head.startswith(mark, at) for at, mark in _MARKS[_FAMILY.get(suffix, suffix)]):
        raise _refuse(f"محتوى «{name}» ليس ما يدل عليه اسمه.", f"The content of “{name}” is not what its name says.")
    return ALLOWED[suffix]


def keep_files(files: Iterable[Upload]) -> tuple[KeptFile, ...]:
    """Keep *files* and return where they lie; raise Refusal, keeping none, for a bad one."""
    kept: list[KeptFile] = []
    limit = settings.OPERATOR.upload_mb * 2**20
    with ExitStack() as otherwise:
        otherwise.callback(discard, kept)
        for file in files:
            if len(kept) == MAX_FILES:
                raise _refuse(f"أرسل {MAX_FILES} ملفات على الأكثر.", f"Send {MAX_FILES} files at most.")
            kept.append(_keep(file, limit))
        otherwise.pop_all()
    return tuple(kept)


def _keep(file: Upload, limit: int) -> KeptFile:
    name = plain_name(file.name)
    digest, size, head, tail = hashlib.sha256(), 0, b"", b""
    is_office = ALLOWED.get(PurePath(name).suffix.lower(), "").startswith("application/") and not name.lower().endswith(".pdf")
    with new_file() as path:
        with path.open("wb") as out:
            for chunk in file.chunks():
                size += len(chunk)
                if size > limit:
                    raise _refuse(f"«{name}» أكبر من {limit // 2**20} ميغابايت.", f"“{name}” is over {limit // 2**20} MB.")
                head = head if len(head) >= _HEAD else head + chunk[:_HEAD]
                if is_office and any(mark in tail + chunk for mark in _MACROS):
                    raise _refuse(f"في «{name}» وحدات ماكرو؛ احفظه دونها.", f"“{name}” holds macros; save it without them.")
                tail = chunk[-_LONGEST_MACRO:]
                digest.update(chunk)
                out.write(chunk)
        if size == 0:
            raise _refuse(f"«{name}» ملف فارغ.", f"“{name}” is empty.")
        kind = media_type(name, head)
    return KeptFile(name=name, media_type=kind, size=size, sha256=digest.hexdigest(), path=path.name)


def discard(files: Iterable[KeptFile]) -> None:
    """Remove files whose submission was not kept."""
    for file in files:
        (Path(settings.UPLOAD_ROOT) / file.path).unlink(missing_ok=True)
