import pytest

from tests import observatory


@pytest.fixture
def noise(db):
    """Rows of another promise, so that what forgets its filter fails."""
    other = observatory.promise("noise", title="وعد آخر", sector="water")
    return [observatory.candidate(other, score=0.99) for _ in range(3)]
