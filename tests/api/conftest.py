import pytest

from tests.site.conftest import noise, rated  # noqa: F401 - fixtures
from tests.store import published_record


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Give each test its own kept files and releases."""
    settings.TABLES_ROOT = tmp_path / "tables"
    settings.RELEASE_ROOT = tmp_path / "releases"


@pytest.fixture
def full(db):
    """A record with one of everything that can be published; the promise is returned."""
    return published_record.build()


@pytest.fixture
def ask(client):
    """Ask the interface and return the answer's JSON; anything but 200 fails."""

    def asked(address, **headers):
        answer = client.get(f"/api/v1/{address}", headers=headers)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    return asked
