"""The folder of an export: written beside its place, sealed by a list of checksums, put there whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = "MANIFEST"
_MARK = "# The public site of an observatory as files"


class MirrorError(Exception):
    """Why no export was written."""


def refuse_others(folder: Path) -> None:
    """Raise MirrorError where *folder* is anything but missing, empty, or an earlier export."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise MirrorError(f"{folder} is no folder of its own; name one that is not there yet, or is empty")
    if any(folder.iterdir()) and not _is_export(folder):
        raise MirrorError(f"{folder} holds other files; name a new folder, an empty one or an earlier export")


def _is_export(folder: Path) -> bool:
    try:
        with (folder / MANIFEST).open(encoding="utf-8") as file:
            return file.readline().rstrip("\n") == _MARK
    except (OSError, UnicodeDecodeError):
        return False


@dataclass(slots=True)
class Folder:
    """An export that is being written at *root*, for *place*."""

    place: Path
    root: Path
    sums: dict[str, str] = field(default_factory=dict)
    size: int = 0
    _claimed: set[str] = field(default_factory=set)

    def claim(self, file: str) -> None:
        """Take *file* for an address. Raise MirrorError where another has it."""
        if file in self._claimed:
            raise MirrorError(f"two addresses would be the file {file}")
        self._claimed.add(file)

    def note(self, file: str, digest: str, size: int) -> None:
        """Note *file* as written."""
        self.sums[file] = digest
        self.size += size

    def write(self, file: str, body: bytes) -> None:
        """Write *body* as *file*. Raise MirrorError where an address has it."""
        self.claim(file)
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.note(file, hashlib.sha256(body).hexdigest(), len(body))

    def seal(self, told: list[tuple[str, str]]) -> None:
        """Write the list of all files with their SHA-256, which `sha256sum --check MANIFEST` takes, below what is *told*."""
        head = [_MARK, *(f"# {name}: {value}" for name, value in told)]
        rows = [f"{digest}  {file}" for file, digest in sorted(self.sums.items())]
        (self.root / MANIFEST).write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8", newline="\n")

    def settle(self) -> None:
        """Put the folder in its place; what was there goes once the new one stands."""
        refuse_others(self.place)
        self.root.chmod(0o755)
        if not self.place.exists():
            self.root.rename(self.place)
            return
        old = Path(tempfile.mkdtemp(prefix=".replaced-", dir=self.place.parent))
        os.replace(self.place, old / "export")
        try:
            self.root.rename(self.place)
        except OSError:
            os.replace(old / "export", self.place)
            raise
        finally:
            shutil.rmtree(old, ignore_errors=True)


def open_folder(place: Path) -> Folder:
    """Return a folder to write an export for *place* into, beside it; the caller removes it where it does not settle."""
    refuse_others(place)
    parent = place.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    return Folder(place.absolute(), Path(tempfile.mkdtemp(prefix=".unfinished-", dir=parent)))
