"""Look into an Office file before it is read: how much it unpacks to, whether it holds macros, and whether its XML is plain."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from marsad.gather.apart import ApartError

MOST_PARTS = 3000
MOST_BYTES = 300 * 2**20
MOST_TIMES = 400  # a long table of like rows packs to a hundredth; a bomb to a thousandth and less
_SMALL = 2**20
_MACROS = re.compile(r"vbaproject|vbadata|macrosheets|activex", re.IGNORECASE)
_UNPLAIN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 64 * 1024
_PASSED = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_ROOT = re.compile(rb"<[^!?]")


def check_office(path: Path, *, needs: str) -> None:
    """Raise ApartError unless *path* is an Office file that is safe to unpack and holds the part *needs*."""
    try:
        with zipfile.ZipFile(path) as packed:
            _check_parts(packed.infolist(), needs)
            for part in packed.infolist():
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(packed, part)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, ApartError):
            raise
        raise ApartError(
            "الملف معطوب أو مشفر أو ليس من النوع الذي يدل عليه اسمه؛ افتحه واحفظه من جديد بلا كلمة مرور.",
            "The file is damaged, encrypted, or not of the kind its name says; open it and save it anew, without a password.",
        ) from error


def _check_parts(parts: list[zipfile.ZipInfo], needs: str) -> None:
    names = {part.filename for part in parts}
    if any(_MACROS.search(name) for name in names):
        raise ApartError("في الملف وحدات ماكرو؛ احفظه دونها.", "The file holds macros; save it without them.")
    if needs not in names:
        raise ApartError(
            "محتوى الملف ليس ما يدل عليه اسمه؛ احفظه من جديد من برنامجه.",
            "The content of the file is not what its name says; save it anew from its program.",
        )
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    is_bomb = unpacked > MOST_BYTES or (unpacked > _SMALL and unpacked > MOST_TIMES * max(1, packed))
    if is_bomb or len(parts) > MOST_PARTS or len(names) != len(parts):
        raise ApartError(
            "يتمدد الملف عند فتحه إلى ما لا يُعقل؛ لا يُقرأ. احفظ منه الجدول أو النص وحده.",
            "The file unpacks to more than a document does, and is not read. Save the table or the text alone.",
        )


def _check_xml(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse what may name an entity. Parts are in UTF-8 or UTF-16 by the standard; a declaration stands before the first
    element, and no comment may push that out of sight.
    """
    with packed.open(part) as opened:
        head = opened.read(_HEAD).replace(b"\x00", b"")
    if _UNPLAIN.search(head) or (part.file_size > _HEAD and not _ROOT.search(_PASSED.sub(b"", head))):
        raise ApartError(
            "في الملف تعريفات XML لا يكتبها برنامج مكتبي؛ لا يُقرأ. افتحه واحفظه من جديد.",
            "The file holds XML definitions that no office program writes, and is not read. Open it and save it anew.",
        )
