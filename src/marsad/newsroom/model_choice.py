"""Which model of matching the newsroom uses: the one that Marsad ships, or one that it trained itself."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from marsad import __version__
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.match import STEP as MATCH
from marsad.pipeline.matching.model import MatchModel, ModelError, read_model, write_model
from marsad.pipeline.tools import shipped_model

SHIPPED_NAME = "shipped"
_CHOICE = "matching.txt"


def folder() -> Path:
    """Return where the newsroom's own models lie, one file a version."""
    return Path(settings.MODELS_ROOT)


def model_in_use() -> MatchModel:
    """Return the model that matches are scored with. Raises Refusal where the one chosen cannot be read."""
    return read_version(chosen_version())


def chosen_version() -> str:
    """Return the version that was chosen, or SHIPPED_NAME."""
    try:
        return (folder() / _CHOICE).read_text(encoding="utf-8").strip() or SHIPPED_NAME
    except FileNotFoundError:
        return SHIPPED_NAME


def read_version(version: str) -> MatchModel:
    """Return the model called *version*. Raises Refusal where there is none, or it cannot be read."""
    if version == SHIPPED_NAME:
        return shipped_model()
    if not version.isalnum():
        raise Refusal("version", f"«{version}» ليس اسم نموذج", f"{version!r} is no version of a model")
    path = _path(version)
    if not path.exists():
        raise Refusal(
            "version",
            f"لا نموذج بالاسم {version} في {folder()}: شغل marsad train أو marsad train --use {SHIPPED_NAME}",
            f"no model {version} lies in {folder()}: run `marsad train`, or `marsad train --use {SHIPPED_NAME}`",
        )
    try:
        return read_model(path)
    except ModelError as error:
        back = f"marsad train --use {SHIPPED_NAME}"
        raise Refusal("version", f"النموذج لا يقرأ: {error}. للعودة: {back}", f"{error}; to go back: `{back}`") from error


def keep_model(model: MatchModel) -> Path:
    """Write *model* among the newsroom's own, and return where."""
    path = _path(model.version)
    write_model(model, path)
    return path


def choose_model(version: str) -> None:
    """Use the model called *version* from now on. Raises Refusal where it cannot be read."""
    read_version(version)
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / _CHOICE).write_text(version + "\n", encoding="utf-8")


def versions() -> tuple[str, ...]:
    """Return the versions that the newsroom trained, and SHIPPED_NAME first."""
    own = sorted(path.stem.removeprefix("matching-") for path in folder().glob("matching-*.json"))
    return (SHIPPED_NAME, *own)


def matcher_version(model: MatchModel) -> str:
    """Return what is kept beside every candidate: which Marsad, which step and which model made it."""
    return f"{__version__} {MATCH.name}-{MATCH.version} {model.version}"


def _path(version: str) -> Path:
    return folder() / f"matching-{version}.json"
