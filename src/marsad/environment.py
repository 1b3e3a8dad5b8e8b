"""Every setting, typed, read once from the environment; nothing needs to be set; a bad value stops the start and says which."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from marsad import plugins
from marsad.domain.about import About, AboutError, read_about


class SettingError(ImproperlyConfigured):
    """A setting that cannot be used; the message names the variable, its value and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set: each field is the variable MARSAD_<FIELD>, but DATABASE_URL, which hosts give by that name."""

    data: Path
    database_url: str = field(default="", repr=False)
    debug: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    base_url: str = "http://127.0.0.1:8000"
    language: str = "ar"
    name: str = "مرصد الوعود"
    about: Path | None = None  # None looks for ABOUT_NAME in the data folder
    data_licence: str = "CC-BY-4.0"
    behind_proxy: bool = False
    require_mfa: bool = True  # but for the demonstration, whose passwords are printed anyway
    upload_mb: int = 25
    submissions_per_hour: int = 10
    page_mb: int = 20
    rendered_copies: bool = True
    rendered_mb: int = 64
    mail_host: str = ""  # "" sends no mail
    mail_port: int = 587
    mail_security: str = "starttls"
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_from: str = ""
    telegram_token: str = field(default="", repr=False)
    watch_delay_s: int = 5
    user_agent: str = "Marsad/0.1 (promise observatory; the operator has not set MARSAD_USER_AGENT)"
    encoder: str = ""  # "" leaves the choice to `marsad encoders switch`
    encoder_prefix: str = ""
    encoder_key: str = field(default="", repr=False)
    encoder_timeout_s: int = 60
    encoder_batch: int = 32
    vectors_mb: int = 2048
    classifier: str = "small"
    classifier_key: str = field(default="", repr=False)
    classifier_timeout_s: int = 60
    classifier_calls: int = 2_000


LANGUAGE_CODES = ("ar", "en", "ckb")
DATA_LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODbL-1.0", "ODC-By-1.0")  # as SPDX names them
MAIL_SECURITIES = ("starttls", "tls", "none")
ABOUT_NAME = "about.yml"  # who runs the observatory
DEMO_MARK = "demonstration"  # the file that `marsad demo` leaves in the data folder


def _boolean(name: str, value: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in words:
        raise SettingError(f"{name}={value!r} is neither yes nor no; use 1 or 0")
    return words[value.lower()]


def _positive(name: str, value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise SettingError(f"{name}={value!r} is not a whole number above 0")
    return int(value)


def _encoder(name: str, value: str) -> str:
    if value != "none":
        try:
            plugins.check("encoder", value)
        except ValueError as error:
            raise SettingError(f"{name}={value!r}: {error}, none") from error
    return value


def _classifier(name: str, value: str) -> str:
    try:
        plugins.check("classifier", value)
    except ValueError as error:
        raise SettingError(f"{name}={value!r}: {error}") from error
    return value


def _checked(name: str, value: str) -> object:
    field = name.removeprefix("MARSAD_").lower()
    if Settings.__annotations__[field] == "bool":
        return _boolean(name, value)
    if Settings.__annotations__[field] == "int":
        return _positive(name, value)
    if field == "encoder":
        return _encoder(name, value)
    if field == "classifier":
        return _classifier(name, value)
    if field == "hosts":
        return tuple(host.strip() for host in value.split(",") if host.strip())
    if field in {"data", "about"}:
        return Path(value).expanduser().resolve()
    if field == "language" and value not in LANGUAGE_CODES:
        raise SettingError(f"{name}={value!r} is none of {', '.join(LANGUAGE_CODES)}")
    if field == "data_licence" and value not in DATA_LICENCES:
        raise SettingError(f"{name}={value!r} is none of {', '.join(DATA_LICENCES)}")
    if field == "mail_security" and value not in MAIL_SECURITIES:
        raise SettingError(f"{name}={value!r} is none of {', '.join(MAIL_SECURITIES)}")
    if field == "mail_from" and "@" not in parseaddr(value)[1]:
        raise SettingError(f"{name}={value!r} is no address such as 'Observatory <news@observatory.example>'")
    if field == "base_url" and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
        raise SettingError(f"{name}={value!r} is not an address such as https://observatory.example")
    return value.rstrip("/") if field == "base_url" else value


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that *environment* gives; raise SettingError, naming the variable, for a bad or unknown one."""
    known = {f"MARSAD_{field.name.upper()}" for field in fields(Settings)} - {"MARSAD_DATABASE_URL"}
    given = {name: value for name, value in environment.items() if name.startswith("MARSAD_") and value != ""}
    for name in given:
        if name not in known:
            raise SettingError(f"{name} is no setting of Marsad; the settings are {', '.join(sorted(known))} and DATABASE_URL")
    chosen: dict[str, Any] = {name.removeprefix("MARSAD_").lower(): _checked(name, value) for name, value in given.items()}
    home = Path(environment.get("XDG_DATA_HOME") or Path(environment.get("HOME") or "~").expanduser() / ".local" / "share")
    chosen.setdefault("data", (home / "marsad").resolve())
    chosen.setdefault("require_mfa", not (chosen["data"] / DEMO_MARK).exists())
    if "mail_host" in chosen and "mail_from" not in chosen:
        raise SettingError("MARSAD_MAIL_HOST is set and MARSAD_MAIL_FROM is not; give the address that mail comes from")
    return Settings(database_url=environment.get("DATABASE_URL", ""), **chosen)


def find_about(settings: Settings, otherwise: Path | None = None) -> About | None:
    """Return what the observatory's own file says of who runs it, else the file *otherwise*; None where there is none.

    Raise SettingError, naming file and key, for a file that cannot be used.
    """
    own = settings.data / ABOUT_NAME
    path = settings.about or (own if own.exists() else otherwise)
    if path is None:
        return None
    try:
        return read_about(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"MARSAD_ABOUT={str(path)!r} cannot be read: {error}") from error
    except AboutError as error:
        raise SettingError(f"{path}: {error}. What belongs there: docs/en/about.md") from error


def read_database(settings: Settings) -> dict[str, Any]:
    """Return Django's description of the database; raise SettingError for an address of another kind than the two supported."""
    if not settings.database_url:
        return _sqlite(settings.data / "marsad.sqlite3")
    scheme = urlsplit(settings.database_url).scheme
    if scheme == "sqlite":
        return _sqlite(Path(urlsplit(settings.database_url).path.removeprefix("/") or "marsad.sqlite3"))
    if scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            f"DATABASE_URL begins with {scheme!r}; use postgresql://user:password@host/name, or leave it unset for SQLite"
        )
    database = dict(dj_database_url.parse(settings.database_url, conn_max_age=60, conn_health_checks=True))
    if not database.get("NAME"):
        raise SettingError("DATABASE_URL names no database; write postgresql://user:password@host/name")
    return database


def _sqlite(path: Path) -> dict[str, Any]:
    # Each connection copies the pages of the file for itself, and a search among 200,000 documents asks for thousands of them;
    # read through the system's own memory they are copied for nobody.
    seen = ("cache_size=-32000", f"mmap_size={2**30}")
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY", *seen)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,  # seconds: to open one and set its pragmas costs a tenth of a page
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def keep_secret(folder: Path) -> str:
    """Return the secret key kept in *folder*, making it (readable by its owner alone) the first time."""
    path = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingError(f"MARSAD_DATA={folder} cannot be written ({error.strerror}); name a folder of your own") from error
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 40:
        raise SettingError(f"{path} holds no usable key; remove it and one is made anew (people will have to sign in again)")
    return key
