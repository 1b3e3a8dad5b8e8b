"""Make text safe for models written in C, whose tables overrun on characters that grow when normalised."""

from __future__ import annotations

import unicodedata

LONGEST = 1_500  # characters: past the 512 pieces that the models read of Arabic text


def clean(text: str) -> str:
    """Return *text* in NFKC, cut to LONGEST, without NUL and lone surrogates; " " where nothing is left."""
    scalar = text.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    # Normalise first, cut after: one ﷺ becomes eighteen characters.
    return unicodedata.normalize("NFKC", scalar[: 4 * LONGEST])[:LONGEST] or " "
