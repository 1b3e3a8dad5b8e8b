"""Pages of our own words for the tests of the road."""

from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[1] / "pages"


@pytest.fixture
def saved_page():
    def read(name: str) -> str:
        return (PAGES / name).read_text(encoding="utf-8")

    return read
