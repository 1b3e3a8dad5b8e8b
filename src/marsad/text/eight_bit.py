"""Replace the characters of a text by way of an eight-bit encoding: a tenth of what `str.translate` takes. Knows no Arabic."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping


def replacer(page: str, becomes: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return a function that puts for each character of *page* what it *becomes*: a character of *page*, or "" to drop it.

    What *becomes* does not name stays. The function returns None for a text that holds a character outside *page*. Raises
    ValueError for a page that does not fit a byte or does not begin with NUL, KeyError where one becomes what is not on it.
    """
    # Python builds its quick index of an encoding only for pages that begin so, as all encodings do.
    if len(page) > 255 or len(set(page)) != len(page) or page[:1] != "\0":
        raise ValueError(f"{len(page)} characters from {page[:1]!r} are no eight-bit page")
    encoding = codecs.charmap_build(page)
    byte_of = {character: byte for byte, character in enumerate(page)}
    dropped = bytes(byte for byte, character in enumerate(page) if becomes.get(character, character) == "")
    put = bytes(byte_of[becomes.get(character, character) or character] for character in page).ljust(256, b"\0")

    def replace(text: str) -> str | None:
        try:
            written, _ = codecs.charmap_encode(text, "strict", encoding)
        except UnicodeEncodeError:
            return None
        return codecs.charmap_decode(written.translate(put, dropped), "strict", page)[0]

    return replace
