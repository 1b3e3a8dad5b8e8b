"""The readers that an outlet's YAML declares under `readers:`, checked as strictly as the rest of the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from marsad.domain.outlet_reader import OutletReader
from marsad.domain.yaml_keys import kind_of, mapping, text
from marsad.pipeline.page.selectors import compile_selector

_KEYS = ("from", "to", "body", "title", "published", "drop")


def readers_of(listed: object, host: str) -> tuple[OutletReader, ...]:
    """Return the readers for pages of *host* that *listed*, the value of `readers`, describes, the oldest first.

    Raises ValueError that names the key: for an unknown key, a day or selector that cannot be used, or days that two share.
    """
    if not isinstance(listed, list):
        raise ValueError(f"readers is {kind_of(listed)}, not a list")
    readers = [_reader_of(one, host, f"readers[{place}]") for place, one in enumerate(listed)]
    ordered = sorted(readers, key=lambda reader: reader.valid_from)
    for earlier, later in pairwise(ordered):
        if earlier.overlaps(later):
            raise ValueError(
                f"readers[{readers.index(later)}] holds on days on which readers[{readers.index(earlier)}] holds too; "
                "end the earlier with `to`, on the day before the later's `from`"
            )
    return tuple(ordered)


def _reader_of(described: object, host: str, where: str) -> OutletReader:
    keys = mapping(described, where, _KEYS)
    try:
        return OutletReader(
            host=host,
            body=_selector("body", text(keys, "body", default="")),
            title=_selector("title", text(keys, "title", default="")),
            published=_selector("published", text(keys, "published", default="")),
            drop=tuple(_dropped(keys.get("drop", []))),
            valid_from=_day("from", keys.get("from")),
            valid_to=_day("to", keys.get("to")),
        )
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _dropped(listed: object) -> Iterable[str]:
    if not isinstance(listed, list):
        raise ValueError(f"drop is {kind_of(listed)}, not a list of selectors")
    for place, selector in enumerate(listed):
        if not isinstance(selector, str) or not selector.strip():
            raise ValueError(f"drop[{place}] is {kind_of(selector)}, not a selector; put it in quotes")
        yield _selector(f"drop[{place}]", selector)


def _selector(key: str, selector: str) -> str:
    """Return *selector* once it is known to compile. Raises ValueError."""
    if selector:
        try:
            compile_selector(selector)
        except ValueError as error:
            raise ValueError(f"{key} {error}") from error
    return selector


def _day(key: str, given: object) -> str:
    """Return *given*, a day as YAML reads it or its ISO text, as an ISO day; "" where it is not given. Raises ValueError."""
    if given is None:
        return ""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given.isoformat()
    if isinstance(given, str):
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            pass
    raise ValueError(f"{key} is {given!r}, not a day as in 2024-03-01")
