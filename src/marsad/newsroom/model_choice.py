"""Which models of matching and stance the newsroom uses: those that Marsad ships, or a pair that it trained itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from marsad import __version__
from marsad.newsroom.encoder_choice import encoder_in_use
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.match import STEP as MATCH
from marsad.pipeline.matching import model as matching_model
from marsad.pipeline.matching.model import MatchModel
from marsad.pipeline.stances import model as stance_model
from marsad.pipeline.stances.model import StanceModel
from marsad.pipeline.stances.small import shipped_model as shipped_stances
from marsad.pipeline.tools import shipped_model as shipped_matching

SHIPPED_NAME = "shipped"
_CHOICE, _MATCHING, _STANCES = "in-use", "matching.json", "stance.json"
_STANCE_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Models:
    """The two models, trained at one time; *name* is that of their folder, or SHIPPED_NAME."""

    name: str
    matching: MatchModel
    stances: StanceModel


def folder() -> Path:
    """Return where the newsroom's own models lie, a folder a pair."""
    return Path(settings.MODELS_ROOT)


def models_in_use() -> Models:
    """Return the models that pages are read with. Raises Refusal where those chosen cannot be read."""
    return read_models(chosen_name())


def chosen_name() -> str:
    """Return the name of the models that were chosen, or SHIPPED_NAME."""
    try:
        return (folder() / _CHOICE).read_text(encoding="utf-8").strip() or SHIPPED_NAME
    except FileNotFoundError:
        return SHIPPED_NAME


def names() -> tuple[str, ...]:
    """Return the names of all models: SHIPPED_NAME first, then the newsroom's own, the oldest first."""
    own = sorted((path.parent.stat().st_mtime, path.parent.name) for path in folder().glob(f"*/{_MATCHING}"))
    return (SHIPPED_NAME, *(name for _, name in own))


def read_models(name: str) -> Models:
    """Return the models called *name*. Raises Refusal where there are none, or they cannot be read."""
    if name == SHIPPED_NAME:
        return Models(name, shipped_matching(), shipped_stances())
    if name not in names():
        known = "، ".join(names()), ", ".join(names())
        raise Refusal(
            "name", f"لا نماذج بالاسم {name}. الموجود: {known[0]}", f"no models are called {name!r}; there are {known[1]}"
        )
    place = folder() / name
    try:
        return Models(name, matching_model.read_model(place / _MATCHING), stance_model.read_model(place / _STANCES))
    except ValueError as error:
        back = f"marsad train --use {SHIPPED_NAME}"
        raise Refusal("name", f"النماذج لا تقرأ: {error}. للعودة: {back}", f"{error}; to go back: `{back}`") from error


def keep_models(matching: MatchModel, stances: StanceModel) -> Models:
    """Write the models to a folder of their own, and return them under its name."""
    models = Models(f"{matching.version}-{stances.version[:_STANCE_LETTERS]}", matching, stances)
    place = folder() / models.name
    place.mkdir(parents=True, exist_ok=True)
    matching_model.write_model(matching, place / _MATCHING)
    stance_model.write_model(stances, place / _STANCES)
    return models


def choose_models(name: str) -> Models:
    """Use the models called *name* from now on, and return them. Raises Refusal where they cannot be read."""
    models = read_models(name)
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / _CHOICE).write_text(name + "\n", encoding="utf-8")
    return models


def matcher_version(model: MatchModel) -> str:
    """Return what is kept beside every candidate: which Marsad, which step, which model and which encoder made it."""
    return f"{__version__} {MATCH.name}-{MATCH.version} {model.version} {encoder_in_use().name}"


def road_models(models: Models) -> dict[str, Any]:
    """Return *models* as `tools.road_tools` and `tools.make_matcher` take them."""
    return {"model": models.matching, "stances": models.stances}
