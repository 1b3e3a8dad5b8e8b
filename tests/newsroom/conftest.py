import pytest

from tests import observatory


@pytest.fixture
def codebook(db):
    return observatory.load_codebook()


@pytest.fixture
def zahra(db):
    return observatory.person("zahra", "monitor")


@pytest.fixture
def omar(db):
    return observatory.person("omar", "editor")


@pytest.fixture
def sivan(db):
    return observatory.person("sivan", "editor")


@pytest.fixture
def noise(db):
    """Rows of another promise, so that what forgets its filter fails."""
    other = observatory.promise("noise", title="وعد آخر", sector="water")
    return [observatory.candidate(other, score=0.99) for _ in range(3)]
