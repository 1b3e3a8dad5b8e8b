"""Bring in what an observatory starts with: its codebook, and the outlets it declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import yaml
from django.conf import settings
from django.utils import timezone

from marsad.domain.codebook import make_codebook
from marsad.gather.outlets import load_outlets
from marsad.store.models import CodebookVersion
from marsad.store.queries.newsroom import NoCodebookError, current_codebook
from marsad.store.record import programme as record
from marsad.store.record import sources


def read_codebook_file(path: Path) -> Mapping[str, object]:
    """Return what the YAML file *path* holds; raise CodebookError or ValueError, saying why, where it is no codebook."""
    try:
        body: Mapping[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name} cannot be read as YAML: {error}") from error
    make_codebook(body)
    return body


def load_codebook(path: Path, actor: str = "marsad", at: dt.datetime | None = None) -> CodebookVersion:
    """Record the codebook that the YAML file *path* holds; raise CodebookError or ValueError, saying why, for a bad one."""
    return record.save_codebook(read_codebook_file(path), actor=actor, at=at or timezone.now())


def shipped_codebooks() -> tuple[Path, ...]:
    """Return the codebooks that ship with Marsad, each a version of one, the oldest first."""
    paths = (settings.DATA_FILES / "codebooks").glob("iraqi-observatory-*.yml")
    return tuple(sorted(paths, key=lambda path: int(path.stem.rpartition("-")[2])))


def declare_outlets(folder: Path | None = None) -> int:
    """Record the outlets that the YAML files below *folder* declare (else those that ship with Marsad); return how many."""
    outlets = load_outlets(folder or settings.DATA_FILES / "outlets")
    for outlet in outlets:
        sources.save_outlet(
            outlet.id,
            sources=[(source.kind, source.url) for source in outlet.sources if source.is_active],
            name_ar=outlet.name_ar,
            name_en=outlet.name_en,
            country=outlet.country.upper(),
            site=outlet.site,
            kind=outlet.kind,
        )
    return len(outlets)


def found() -> str:
    """Load the newest codebook that ships with Marsad where there is none yet; return the name of the one in force."""
    try:
        row = current_codebook()
    except NoCodebookError:
        row = load_codebook(shipped_codebooks()[-1])
    return f"{row.key} {row.version}"
