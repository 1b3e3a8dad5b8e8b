"""Bring in what an observatory starts with: its codebook, and the outlets it declares."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.conf import settings
from django.utils import timezone

from marsad.gather.outlets import load_outlets
from marsad.store.models import CodebookVersion
from marsad.store.queries.newsroom import NoCodebookError, current_codebook
from marsad.store.record import programme as record
from marsad.store.record import sources


def load_codebook(path: Path, actor: str = "marsad") -> CodebookVersion:
    """Record the codebook that the YAML file *path* holds; raise CodebookError or ValueError, saying why, for a bad one."""
    try:
        body = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name} cannot be read as YAML: {error}") from error
    return record.save_codebook(body, actor=actor, at=timezone.now())


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
    """Load the codebook that ships with Marsad where there is none yet; return the name of the one in force."""
    try:
        row = current_codebook()
    except NoCodebookError:
        row = load_codebook(settings.DATA_FILES / "codebooks" / "iraqi-observatory-1.yml")
    return f"{row.key} {row.version}"
