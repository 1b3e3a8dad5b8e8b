"""Text that XML 1.0 can hold: strangers' texts carry control characters that no reader of a feed would take."""

from __future__ import annotations

import re

_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return *text* without what XML 1.0 forbids: control characters, lone surrogates, U+FFFE and U+FFFF."""
    return _NO_CHARACTER.sub("", text)
