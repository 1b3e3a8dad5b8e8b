"""Arabic as newspapers write it: folding, tokens, numbers, dates, names. Pure; offsets always point into the text as it was.

The names below are the library's (docs/en/library.md); what is heavy to import is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from marsad.text.fold import fold
from marsad.text.tokens import STOP_WORDS, Token, is_stop_word, search_key, sentences, stem, stems, tokens

if TYPE_CHECKING:
    from marsad.text.align import cut, level, smooth
    from marsad.text.amounts.find import find_amounts
    from marsad.text.dates.find import find_dates
    from marsad.text.names.gazetteer import Gazetteer, Name
    from marsad.text.spoken_days import write_edtf

__all__ = [
    "STOP_WORDS",
    "Gazetteer",
    "Name",
    "Token",
    "cut",
    "find_amounts",
    "find_dates",
    "fold",
    "is_stop_word",
    "level",
    "search_key",
    "sentences",
    "smooth",
    "stem",
    "stems",
    "tokens",
    "write_edtf",
]

_LATER = {
    "Gazetteer": "names.gazetteer",
    "Name": "names.gazetteer",
    "cut": "align",
    "find_amounts": "amounts.find",
    "find_dates": "dates.find",
    "level": "align",
    "smooth": "align",
    "write_edtf": "spoken_days",
}

if not TYPE_CHECKING:  # a type checker that saw it would take every name for one of ours

    def __getattr__(name: str) -> object:
        """Import what stands under *name* when it is first asked for."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
        return value

    def __dir__() -> list[str]:
        """Name what is there, asked for or not."""
        return sorted({*globals(), *__all__})
