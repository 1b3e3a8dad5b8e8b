"""Read a programme by its kind, in a process of its own with so much time and memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.domain.programme_text import Line, ProgrammeText
from marsad.gather.apart import ApartError, read_apart

KINDS = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "text", ".md": "text"}
MOST_BYTES = 60 * 2**20
MOST_LINES = 60_000
MOST_LETTERS = 5_000_000  # over a thousand close-set pages
VERSION = "1"


def programme_kind(name: str) -> str:
    """Return the kind of the file *name*; raise ApartError, with what would do, for one that is not read."""
    suffix = Path(name).suffix.lower()
    if suffix in (".doc", ".docm", ".odt", ".rtf"):
        raise ApartError(f"لا تُقرأ ملفات «{suffix}»؛ احفظها DOCX أو PDF.", f"“{suffix}” is not read; save it as DOCX or PDF.")
    if suffix not in KINDS:
        raise ApartError("أرسل البرنامج بصيغة DOCX أو PDF أو HTML أو نصا.", "Send the programme as DOCX, PDF, HTML or text.")
    return KINDS[suffix]


def read_programme_file(path: Path, name: str = "") -> ProgrammeText:
    """Return the text of the programme at *path*, of the kind that *name* ends in; raise ApartError where there is none."""
    kind = programme_kind(name or path.name)
    size = path.stat().st_size
    if not 0 < size <= MOST_BYTES:
        ar, en = f"الملف فارغ أو أكبر من {MOST_BYTES // 2**20} ميغابايت.", f"The file is empty or over {MOST_BYTES // 2**20} MB."
        raise ApartError(ar, en)
    told = read_apart("marsad.gather.programmes.choose", kind, path)
    lines = tuple(Line(page, number, sort, text, bool(starts)) for page, number, sort, text, starts in told["lines"])
    silent = tuple(told["silent"])
    if not lines:
        if silent:
            raise ApartError(
                f"صفحات الملف صور بلا نص ({len(silent)} صفحة)؛ مرره على برنامج للتعرف الضوئي (OCR) ثم أعد إرساله.",
                f"The pages are pictures without text ({len(silent)}); run them through a program for OCR, then send it again.",
            )
        raise ApartError("لا نص في الملف.", "The file holds no text.")
    return ProgrammeText(lines, told["pages"], silent)


def tell(kind: str, place: str) -> dict[str, Any]:
    """Return the text of the programme as JSON; the module's own process calls it."""
    from marsad.gather.programmes import docx, pdf, plain

    readers = {"docx": docx.read, "pdf": pdf.read, "html": plain.read_html, "text": plain.read_text}
    try:
        read = readers[kind](Path(place))
    except (MemoryError, SyntaxError) as error:  # lxml tells of broken XML as a SyntaxError
        raise ApartError("الملف معطوب؛ افتحه واحفظه من جديد.", "The file is damaged; open it and save it anew.") from error
    if len(read.lines) > MOST_LINES:
        raise ApartError(f"في الملف أكثر من {MOST_LINES:,} سطر؛ قسمه.", f"The file has over {MOST_LINES:,} lines; divide it.")
    if sum(len(line.text) for line in read.lines) > MOST_LETTERS:
        raise ApartError(
            f"في الملف أكثر من {MOST_LETTERS:,} حرف؛ قسمه.", f"The file has over {MOST_LETTERS:,} letters; divide it."
        )
    rows = [[line.page, line.number, line.kind, line.text, line.is_start] for line in read.lines]
    return {"lines": rows, "pages": read.pages, "silent": list(read.silent_pages)}
