"""Who runs an observatory, as its own YAML file says: read and checked, as values. What is wrong is told with its key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml

from marsad.domain.codebook_values import Label
from marsad.domain.yaml_keys import StrictLoader, kind_of, mapping, text

LANGUAGES = ("ar", "en", "ckb")
KEYS = ("name", "text", "contact", "answerable", "funding", "interests")
CONTACT_KEYS = ("mail", "phone", "post", "web")
ANSWERABLE_KEYS = ("name", "duty", "mail")
FUNDING_KEYS = ("text", "funders")
FUNDER_KEYS = ("name", "share", "web")
LONGEST = 4_000  # characters of one text: a page, not a book
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,29}")


class AboutError(ValueError):
    """What an observatory says of itself cannot be used; the message names the key, what was found and what would do."""


@dataclass(frozen=True, slots=True)
class Answerable:
    """Somebody who answers for what is published, and for what of it."""

    name: Label
    duty: Label
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Funder:
    """Who gives money, and how much of it, in words; *share* and *web* may be missing."""

    name: Label
    share: Label | None = None
    web: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Who runs the observatory, how to reach it, who answers for it, who pays, and what it does about conflicts of interest."""

    name: Label
    text: Label
    mail: str
    answerable: tuple[Answerable, ...]
    funding: Label
    interests: Label
    funders: tuple[Funder, ...] = ()
    phone: str = ""
    post: Label | None = None
    web: str = ""


def read_about(written: str) -> About:
    """Return what the YAML *written* says of an observatory; raise AboutError for what cannot be used."""
    try:
        return _about(yaml.load(written, Loader=StrictLoader))  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise AboutError(f"cannot be read as YAML: {error}") from error
    except ValueError as error:
        raise AboutError(str(error)) from error


def _about(described: object) -> About:
    keys = mapping(described, "the file", KEYS)
    contact = mapping(keys.get("contact"), "contact", CONTACT_KEYS)
    funding = mapping(keys.get("funding"), "funding", FUNDING_KEYS)
    answerable = _list(keys, "answerable", "")
    if not answerable:
        raise ValueError("answerable names nobody; name at least one person who answers for what is published")
    return About(
        name=_label(keys, "name"),
        text=_label(keys, "text"),
        mail=_mail(contact, "contact."),
        answerable=tuple(_answerable(one, f"answerable[{place}]") for place, one in enumerate(answerable)),
        funding=_label(funding, "text", "funding."),
        interests=_label(keys, "interests"),
        funders=tuple(
            _funder(one, f"funding.funders[{place}]") for place, one in enumerate(_list(funding, "funders", "funding."))
        ),
        phone=_phone(contact),
        post=_label(contact, "post", "contact.") if "post" in contact else None,
        web=_web(contact, "contact."),
    )


def _answerable(described: object, where: str) -> Answerable:
    keys = mapping(described, where, ANSWERABLE_KEYS)
    mail = _mail(keys, f"{where}.") if "mail" in keys else ""
    return Answerable(_label(keys, "name", f"{where}."), _label(keys, "duty", f"{where}."), mail)


def _funder(described: object, where: str) -> Funder:
    keys = mapping(described, where, FUNDER_KEYS)
    share = _label(keys, "share", f"{where}.") if "share" in keys else None
    return Funder(_label(keys, "name", f"{where}."), share, _web(keys, f"{where}."))


def _list(keys: Mapping[str, object], key: str, where: str) -> list[object]:
    found = keys.get(key, [])
    if not isinstance(found, list):
        raise ValueError(f"{where}{key} is {kind_of(found)}, not a list; begin each of its entries with a dash")
    return found


def _label(keys: Mapping[str, object], key: str, where: str = "") -> Label:
    """Return the text under *key* in the languages that it has; Arabic must be there."""
    place = f"{where}{key}"
    told = mapping(keys.get(key), place, LANGUAGES)
    words = {language: text(told, language, f"{place}.", default="").strip() for language in LANGUAGES}
    if not words["ar"]:
        raise ValueError(f"{place}.ar is empty; write it in Arabic, which is shown wherever another language is missing")
    for language, one in words.items():
        if len(one) > LONGEST:
            raise ValueError(f"{place}.{language} has {len(one)} characters; shorten it to {LONGEST}")
    return Label(words["ar"], words["en"], words["ckb"])


def _mail(keys: Mapping[str, object], where: str) -> str:
    found = text(keys, "mail", where)
    if not _MAIL.fullmatch(found):
        raise ValueError(f"{where}mail is {found!r}; write one address, as in desk@observatory.example")
    return found


def _phone(contact: Mapping[str, object]) -> str:
    found = text(contact, "phone", "contact.", default="")
    if found and not _PHONE.fullmatch(found):
        raise ValueError(f"contact.phone is {found!r}; write one number in quotes, as in '+964 780 000 0000'")
    return found


def _web(keys: Mapping[str, object], where: str) -> str:
    found = text(keys, "web", where, default="")
    if found and (urlsplit(found).scheme not in {"http", "https"} or not urlsplit(found).netloc):
        raise ValueError(f"{where}web is {found!r}; write a whole address, as in https://observatory.example/")
    return found
