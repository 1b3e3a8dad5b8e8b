"""The outlets that are watched, as `data/outlets/<country>/*.yml` describes them. Strict: a mistake stops the load."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from marsad.domain.outlet_reader import OutletReader
from marsad.domain.yaml_keys import StrictLoader, flag, kind_of, mapping, number, text
from marsad.gather.address import AddressRefused, split_url
from marsad.gather.links import host_of
from marsad.gather.outlet_readers import readers_of

OUTLET_KINDS = ("paper", "agency", "ministry", "channel", "website")
SOURCE_KINDS = ("feed", "sitemap", "listing")
_OUTLET_KEYS = ("id", "name", "country", "site", "kind", "delay_s", "is_active", "note", "sources", "readers")
_SOURCE_KEYS = ("kind", "url", "link_pattern", "max_pages", "is_active")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class OutletError(ValueError):
    """A description of an outlet that cannot be used; the message names file, key, what was found and the choices."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place that is read: a feed, a sitemap or a listing. *link_pattern* is a regular expression on the page's address."""

    kind: str
    url: str
    link_pattern: str = ""
    max_pages: int = 50
    is_active: bool = True

    def __post_init__(self) -> None:
        """Raise ValueError for a kind, address, pattern or number that cannot be used."""
        if self.kind not in SOURCE_KINDS:
            raise ValueError(f"kind is {self.kind!r}; the choices are {', '.join(SOURCE_KINDS)}")
        _check_form("url", self.url)
        try:
            re.compile(self.link_pattern)
        except re.error as error:
            raise ValueError(f"link_pattern {self.link_pattern!r} is no regular expression: {error}") from error
        if self.max_pages < 1:
            raise ValueError(f"max_pages is {self.max_pages}; it must be 1 or more")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. *country* is an ISO 3166 code in small letters; *delay_s* is the pause between two of its pages."""

    id: str
    name_ar: str
    name_en: str
    country: str
    site: str
    kind: str
    sources: tuple[Source, ...]
    delay_s: float = 5.0
    is_active: bool = True
    note: str = ""
    readers: tuple[OutletReader, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a value that cannot be used."""
        if not _ID.fullmatch(self.id):
            raise ValueError(f"id is {self.id!r}; use small Latin letters, digits and single hyphens")
        if not self.name_ar.strip() or not self.name_en.strip():
            raise ValueError("name needs both ar and en, with words in each")
        if not re.fullmatch(r"[a-z]{2}", self.country):
            raise ValueError(f"country is {self.country!r}; use two small letters, as in iq")
        _check_form("site", self.site)
        if self.kind not in OUTLET_KINDS:
            raise ValueError(f"kind is {self.kind!r}; the choices are {', '.join(OUTLET_KINDS)}")
        if not 1.0 <= self.delay_s <= 600.0:
            raise ValueError(f"delay_s is {self.delay_s}; it must be between 1 and 600 seconds")
        if not self.sources:
            raise ValueError("sources is empty; name at least one feed, sitemap or listing")


def load_outlets(folder: Path) -> tuple[Outlet, ...]:
    """Return every outlet described under *folder*, in the order of their ids.

    Raises OutletError for a file with a mistake in it, for an id or a source that two outlets share, and for a
    folder that holds none.
    """
    outlets: dict[str, Outlet] = {}
    owners: dict[str, str] = {}
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml"})
    if not paths:
        raise OutletError(f"{folder.name}: holds no outlet (*.yml)")
    for path in paths:
        outlet = read_outlet(path)
        if outlet.id in outlets:
            raise OutletError(f"{path.name}: id is {outlet.id!r}, which another file uses too")
        for source in outlet.sources:
            if source.url in owners:
                raise OutletError(f"{path.name}: source {source.url} is also read for {owners[source.url]}")
            owners[source.url] = outlet.id
        outlets[outlet.id] = outlet
    return tuple(outlets[name] for name in sorted(outlets))


def load_readers(folder: Path) -> tuple[OutletReader, ...]:
    """Return the readers that the outlets under *folder* declare. Raises OutletError as `load_outlets` does."""
    return all_readers(load_outlets(folder))


def all_readers(outlets: Iterable[Outlet]) -> tuple[OutletReader, ...]:
    """Return the readers of *outlets*, in their order."""
    return tuple(reader for outlet in outlets for reader in outlet.readers)


def read_outlet(path: Path) -> Outlet:
    """Return the outlet that one YAML file describes. Raises OutletError."""
    try:
        described = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise OutletError(f"{path.name}: cannot be read as YAML: {error}") from error
    try:
        return _outlet_of(described)
    except ValueError as error:
        raise OutletError(f"{path.name}: {error}") from error


def _outlet_of(described: object) -> Outlet:
    """Return an outlet from parsed YAML. Raises ValueError that names the key."""
    keys = mapping(described, "the file", _OUTLET_KEYS)
    name = mapping(keys.get("name"), "name", ("ar", "en"))
    listed = keys.get("sources")
    if not isinstance(listed, list):
        raise ValueError(f"sources is {kind_of(listed)}, not a list")
    site = text(keys, "site")
    _check_form("site", site)
    return Outlet(
        id=text(keys, "id"),
        name_ar=text(name, "ar", "name."),
        name_en=text(name, "en", "name."),
        country=text(keys, "country"),
        site=site,
        kind=text(keys, "kind"),
        sources=tuple(_source_of(one, f"sources[{place}]") for place, one in enumerate(listed)),
        delay_s=float(number(keys, "delay_s", 5.0)),
        is_active=flag(keys, "is_active"),
        note=text(keys, "note", default=""),
        readers=readers_of(keys.get("readers", []), host_of(site)),
    )


def _source_of(described: object, where: str) -> Source:
    keys = mapping(described, where, _SOURCE_KEYS)
    try:
        most = number(keys, "max_pages", 50)
        if not isinstance(most, int):
            raise ValueError(f"max_pages is {most}, not a whole number")
        return Source(
            kind=text(keys, "kind"),
            url=text(keys, "url"),
            link_pattern=text(keys, "link_pattern", default=""),
            max_pages=most,
            is_active=flag(keys, "is_active"),
        )
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _check_form(key: str, url: str) -> None:
    """Raise ValueError for an address that could never be fetched; the host is not looked up."""
    try:
        host = host_of(split_url(url).url)
    except AddressRefused as error:
        raise ValueError(f"{key} {error}") from error
    if "." not in host and ":" not in host:
        raise ValueError(f"{key} {url}: {host!r} is no public host")
