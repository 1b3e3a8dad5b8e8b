"""The releases that lie in the data folder: each a folder and a zip, written once, listed for readers, never changed here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"(as-of-)?\d{4}-\d{2}-\d{2}-entry-\d{1,16}")
DESCRIPTOR, SUMS = "datapackage.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of a release."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release as readers are told of it: *zip* is all of it, *files* what it holds, *sequence* and *head* the ledger's."""

    name: str
    as_of: str
    created: str
    sequence: int
    head: str
    licence: str
    zip: ReleasedFile
    files: tuple[ReleasedFile, ...]


def release_root() -> Path:
    """Return the folder in which releases lie."""
    return Path(settings.RELEASE_ROOT)


def read_releases() -> tuple[Release, ...]:
    """Return the releases, the latest first; a folder that is not whole is left out."""
    root = release_root()
    names = [path.name for path in root.iterdir() if NAME.fullmatch(path.name)] if root.is_dir() else []
    found = [release for name in names if (release := read_release(name)) is not None]
    return tuple(sorted(found, key=lambda one: (one.created, one.name), reverse=True))


def read_release(name: str) -> Release | None:
    """Return the release called *name*, or None where there is none that is whole."""
    folder = release_root() / name
    if not NAME.fullmatch(name):
        return None
    try:
        told = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        sums = _read_sums(folder / SUMS)
        packed = _read_sums(folder.with_name(f"{name}.zip.sha256"))
        files = tuple(ReleasedFile(file, (folder / file).stat().st_size, digest) for file, digest in sums.items())
        whole = ReleasedFile(f"{name}.zip", folder.with_name(f"{name}.zip").stat().st_size, packed[f"{name}.zip"])
        said = told["marsad"]
        ledger = said["ledger"]
        licence = told["licenses"][0]["name"]
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return None
    return Release(name, said["as_of"], told["created"], ledger["sequence"], ledger["hash"], licence, whole, files)


def released_path(name: str, file: str) -> Path | None:
    """Return where *file* of the release *name* lies, or None: only what the release itself names is given out."""
    release = read_release(name)
    if release is None:
        return None
    if file == release.zip.name:
        return release_root() / file
    known = {one.name for one in release.files} | {SUMS}
    return release_root() / name / file if file in known else None


def _read_sums(path: Path) -> dict[str, str]:
    rows = (line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in rows}
