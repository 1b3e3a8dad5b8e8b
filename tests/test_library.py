"""Marsad as a library: light to import, no Django, no network, no engine; and its document tells the truth."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import marsad.pipeline
import marsad.text

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "ar")
CODE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Of the world outside, what a reader of one page must never load.
OUTSIDE = ("django", "httpx", "httpcore", "daft", "ray", "warcio", "allauth", "feedparser", "multiprocessing")
HEAVY = ("numpy", "lxml", "yaml")
READING = """
from marsad.pipeline import Page, read
from marsad.text import find_amounts, find_dates, search_key
(reading,) = read(Page("page", html="<h1>خبر</h1><p>أعلنت الوزارة إنجاز المشروع كله.</p>"))
assert reading.text and not find_dates(reading.text) and not find_amounts(reading.text) and search_key(reading.text)
"""


def loaded_by(code: str) -> set[str]:
    """Return the packages that are loaded once *code* has run in a Python of its own."""
    told = "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code + told], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def document(language: str) -> str:
    return (ROOT / "docs" / language / "library.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return CODE.findall(document(language))


def test_reading_a_page_loads_nothing_of_the_world_outside():
    assert loaded_by(READING).isdisjoint(OUTSIDE)


def test_importing_the_library_loads_nothing_heavy():
    assert loaded_by("import marsad.text, marsad.pipeline").isdisjoint((*OUTSIDE, *HEAVY))


@pytest.mark.parametrize("module", [marsad.text, marsad.pipeline], ids=lambda module: module.__name__)
def test_every_public_name_is_there_and_is_listed(module):
    assert [name for name in module.__all__ if getattr(module, name, None) is None] == []
    assert set(module.__all__) <= set(dir(module))


@pytest.mark.parametrize("module", [marsad.text, marsad.pipeline], ids=lambda module: module.__name__)
def test_a_name_that_is_not_there_is_said_so(module):
    with pytest.raises(AttributeError, match="no attribute 'nothing_of_ours'"):
        module.nothing_of_ours  # noqa: B018 - asking is the act


@pytest.mark.parametrize("module", [marsad.text, marsad.pipeline], ids=lambda module: module.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_name_is_explained(language, module):
    text = document(language)
    assert [name for name in module.__all__ if not re.search(rf"`{name}\b", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_runs_and_gives_what_it_says(language):
    names: dict[str, object] = {}
    assert len(examples(language)) >= 4
    for example in examples(language):
        exec(compile(example, f"docs/{language}/library.md", "exec"), names)


def test_both_languages_show_the_same_examples():
    assert examples("en") == examples("ar")


def test_a_page_without_anything_to_read_is_refused_by_name():
    with pytest.raises(marsad.pipeline.ExtractError, match="empty-page"):
        marsad.pipeline.read(marsad.pipeline.Page("empty-page", html="<html></html>"))
