"""Pictures of cards kept on disk: set once for what they show, one at a time, and the older one of the same card removed."""

from __future__ import annotations

import glob
import os
import tempfile
from pathlib import Path

from marsad.typeset.card import Card, set_cards
from marsad.typeset.turn import held

_WAITED_S = 8.0


def kept_picture(folder: Path, name: str, card: Card) -> bytes:
    """Return the picture of *card*, set now where it does not lie in *folder* yet; *name* tells cards of one language apart.

    Raises PressBusyError where the press did not come free in time, CardError where the card could not be set.
    """
    path = folder / f"{name}.{card.language}.{card.seal[:32]}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder / "press.lock", _WAITED_S):
        if path.exists():  # somebody else asked for it meanwhile
            return path.read_bytes()
        picture = set_cards([card])[0]
        _keep(path, picture)
    return picture


def _keep(path: Path, picture: bytes) -> None:
    stem = path.name.rsplit(".", 2)[0]
    for older in path.parent.glob(f"{glob.escape(stem)}.*.png"):
        older.unlink(missing_ok=True)
    number, draft = tempfile.mkstemp(dir=path.parent, suffix=".draft")
    with os.fdopen(number, "wb") as file:
        file.write(picture)
    Path(draft).replace(path)
