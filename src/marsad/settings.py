"""Every setting, typed, read once from the environment; nothing needs to be set; a bad value stops the start and says which."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from marsad import plugins
from marsad.shipped import SHIPPED


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
    behind_proxy: bool = False
    upload_mb: int = 25
    submissions_per_hour: int = 10
    page_mb: int = 20
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


LANGUAGE_CODES = ("ar", "en")


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
    if field in {"debug", "behind_proxy"}:
        return _boolean(name, value)
    if Settings.__annotations__[field] == "int":
        return _positive(name, value)
    if field == "encoder":
        return _encoder(name, value)
    if field == "classifier":
        return _classifier(name, value)
    if field == "hosts":
        return tuple(host.strip() for host in value.split(",") if host.strip())
    if field == "data":
        return Path(value).expanduser().resolve()
    if field == "language" and value not in LANGUAGE_CODES:
        raise SettingError(f"{name}={value!r} is none of {', '.join(LANGUAGE_CODES)}")
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
    return Settings(database_url=environment.get("DATABASE_URL", ""), **chosen)


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
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-32000")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
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


OPERATOR = read_settings(os.environ)

# ── What Django reads ────────────────────────────────────────────────────────────────────────────────────────────────
BASE_DIR = Path(__file__).resolve().parent
DATA_FILES = SHIPPED
OWN_NAMES = OPERATOR.data / "gazetteer"  # an observatory's own names, beside those that Marsad ships
SECRET_KEY = keep_secret(OPERATOR.data)
DEBUG = OPERATOR.debug
ALLOWED_HOSTS = list(OPERATOR.hosts)
CSRF_TRUSTED_ORIGINS = [OPERATOR.base_url]
SITE_NAME = OPERATOR.name
DEMO_MARK = OPERATOR.data / "demonstration"  # `marsad demo` leaves it, so that every page says what this is
IS_DEMO = DEMO_MARK.exists()
INSTALLED_APPS = [
    "marsad.site",  # first, so that its templates and words come before those of the admin and allauth
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "marsad.store",
    "marsad.desk",
]
MIDDLEWARE = [
    "marsad.site.headers.TrustedProxy",
    "marsad.site.headers.LargestBody",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "marsad.site.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marsad.site.headers.ContentSecurityPolicy",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
ROOT_URLCONF = "marsad.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marsad.site.context.observatory",
            ],
        },
    }
]
DATABASES = {"default": read_database(OPERATOR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "store.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "marsad.desk.accounts.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = OPERATOR.name
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"  # in what allauth asks about, not on its form: else all failures are nobody's
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(OPERATOR.data / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # with Django's 300, a crowd of callers would wipe each other's counts out
    }
}
LANGUAGE_CODE = OPERATOR.language
LANGUAGES = [("ar", "العربية"), ("en", "English")]
TIME_ZONE = "Asia/Baghdad"
USE_TZ = True
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
ENCODER_CHOICE = OPERATOR.data / "encoder"  # what `marsad encoders switch` chose, where MARSAD_ENCODER is not set
VECTORS = OPERATOR.data / "cache" / "vectors.sqlite3"
MODELS_ROOT = OPERATOR.data / "models"  # what `marsad train` made of the desk's decisions
ARCHIVE_ROOT = OPERATOR.data / "archive"
UPLOAD_ROOT = OPERATOR.data / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # the form takes 5, and says so of more; a bare error would lose what was written
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
if OPERATOR.base_url.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30
if OPERATOR.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["account.W001"]
