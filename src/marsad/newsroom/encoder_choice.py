"""Which encoder reads for this observatory: MARSAD_ENCODER, else what an operator switched to, else the bundled one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from marsad import plugins
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.matching.encoder import VectorPlace
from marsad.pipeline.tools import ENCODER, NO_ENCODER


@dataclass(frozen=True, slots=True)
class Choice:
    """The name of an encoder, or "none", and who chose it: "setting", "switch" or "default"."""

    name: str
    by: str


def encoder_in_use() -> Choice:
    """Return the encoder that reads now. Raises ToolError where the file of the choice cannot be understood."""
    if settings.OPERATOR.encoder:
        return Choice(settings.OPERATOR.encoder, "setting")
    path: Path = settings.ENCODER_CHOICE
    try:
        name = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return Choice(ENCODER, "default")
    except (OSError, UnicodeDecodeError) as error:
        raise plugins.ToolError(f"{path} cannot be read ({error}); remove it, and the bundled encoder reads") from error
    try:
        check_name(name)
    except Refusal as error:
        raise plugins.ToolError(f"{path}: {error}; remove it, and the bundled encoder reads") from error
    return Choice(name, "switch")


def choose_encoder(name: str) -> None:
    """Keep *name* as the choice. Raises Refusal for an unknown one, and where MARSAD_ENCODER names another."""
    check_name(name)
    may_choose(name)
    path: Path = settings.ENCODER_CHOICE
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(name + "\n", encoding="utf-8")
    os.replace(beside, path)  # never half a name, whoever reads meanwhile


def may_choose(name: str) -> None:
    """Raise Refusal where MARSAD_ENCODER names another encoder than *name*: a setting wins over a switch."""
    setting = settings.OPERATOR.encoder
    if setting not in ("", name):
        raise Refusal(
            "",
            f"يسمي المتغير MARSAD_ENCODER مرمِّزًا آخر ({setting}) وقوله الأخير: غيّره أو احذفه ثم أعد الأمر.",
            f"MARSAD_ENCODER is set to {setting} and wins; set it to {name}, or unset it, and ask again",
        )


def check_name(name: str) -> None:
    """Raise Refusal, naming the choices, where *name* is neither an encoder nor "none"."""
    if name == NO_ENCODER:
        return
    try:
        plugins.check("encoder", name)
    except ValueError as error:
        raise Refusal("", f"لا مرمِّز بهذا الاسم: {name}", f"{error}, {NO_ENCODER}") from error


def vector_place() -> VectorPlace:
    """Return where this observatory keeps vectors, and how many."""
    return VectorPlace(settings.VECTORS, settings.OPERATOR.vectors_mb)
