"""Run a reader of hostile files in a process of its own: so much memory, time and answer, and its death is told, not shared."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1024 * 2**20
SECONDS = 120
MOST_TOLD = (
    128 * 2**20
)  # bytes of the answer: one long text in every cell of a small file would fill the asker's memory, not the reader's


class ApartError(ValueError):
    """A file that could not be read apart; the reason in Arabic and English, with what would do."""

    def __init__(self, ar: str, en: str) -> None:
        super().__init__(en)
        self.ar, self.en = ar, en


def read_apart(module: str, *arguments: str | Path, seconds: int = SECONDS) -> Any:
    """Return the JSON that `python -m module` writes; raise ApartError where it says no, takes too long or dies.

    The module says no by writing {"no": [ar, en]}. Our settings and passwords are not in its environment.
    """
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "HOME", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "marsad.gather.apart", module, str(seconds), *map(str, arguments)]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
                env=environment,
            )
        except subprocess.TimeoutExpired as error:
            raise ApartError(
                f"لم تكتمل قراءة الملف في {seconds} ثانية؛ قسمه أو احفظه أبسط.",
                f"The file was not read within {seconds} seconds; divide it or save it plainer.",
            ) from error
        if done.returncode != 0:
            raise ApartError(
                "تعذرت قراءة الملف: فيه ما يكسر القراءة أو يملأ الذاكرة. افتحه واحفظه من جديد أو قسمه، ثم أعد المحاولة.",
                "The file cannot be read: something in it breaks the reader or fills the memory. Save it anew or divide it, "
                "and try again.",
            )
        answer.seek(0)
        told = json.load(answer)
    if isinstance(told, dict) and "no" in told:
        raise ApartError(*told["no"])
    return told


def _main(module: str, seconds: str, *arguments: str) -> None:
    from importlib import import_module

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_TOLD, MOST_TOLD))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]  # halves of letters are told too
    try:
        told = import_module(module).tell(*arguments)
    except ApartError as error:
        told = {"no": [error.ar, error.en]}
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    # Run as a module it would raise another ApartError than the one that readers import.
    from marsad.gather import apart

    apart._main(*sys.argv[1:])
