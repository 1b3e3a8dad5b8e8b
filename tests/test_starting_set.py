"""The starting set holds together: its labels are known, its quotes stand in its texts, and its texts are our own."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from marsad.domain.edtf import first_day, last_day
from marsad.domain.reading import RUNGS, STANCES, PromiseText
from marsad.shipped import SHIPPED
from marsad.text.tokens import tokens

FOLDER = SHIPPED / "starting"
FILES = sorted(FOLDER.glob("government-*.yml"))
LARGEST = 250_000  # bytes of one file: people read these
PAGE_KEYS = {"id", "title", "text", "published", "outlet", "bears", "near"}
BEARING_KEYS = {"promise", "stance", "rung", "quote"}
SAME_RUN = 9  # words in a row that two texts written apart do not share
ARABIC_LETTERS = re.compile(r"[ء-غف-ي]")


def rows(kind: str) -> list[dict]:
    return [row for path in FILES for row in (yaml.safe_load(path.read_text(encoding="utf-8")).get(kind) or [])]


PROMISES = {row["id"]: row for row in rows("promises")}
PAGES = rows("pages")


@pytest.fixture(params=PAGES, ids=lambda page: page["id"])
def page(request) -> dict:
    return request.param


def runs(text: str) -> set[str]:
    words = [token.word for token in tokens(text)]
    return {" ".join(words[start : start + SAME_RUN]) for start in range(len(words) - SAME_RUN + 1)}


def test_no_file_is_too_long_to_read():
    assert FILES
    assert not [path.name for path in FILES if path.stat().st_size > LARGEST]


@pytest.mark.parametrize("kind", ["promises", "pages"])
def test_ids_are_unique(kind):
    assert not [one for one, count in Counter(row["id"] for row in rows(kind)).items() if count > 1]


@pytest.mark.parametrize("row", PROMISES.values(), ids=PROMISES)
def test_a_promise_is_one_the_matcher_can_read(row):
    promise = PromiseText(**{**row, "terms": tuple(row["terms"])})
    start, end = promise.period.split("/")
    assert end == ".." or first_day(start) < last_day(end)
    assert all((promise.title, promise.text, promise.government, promise.country, promise.sector, promise.terms))


def test_a_page_has_its_fields(page):
    assert set(page) == PAGE_KEYS
    assert page["title"].strip()
    assert page["outlet"].strip()
    assert len(ARABIC_LETTERS.findall(page["text"])) > 100
    assert first_day(str(page["published"]))


def test_what_a_page_bears_on_is_known_and_quoted(page):
    for bearing in page["bears"]:
        assert set(bearing) == BEARING_KEYS
        assert bearing["promise"] in PROMISES
        assert bearing["stance"] in set(STANCES) - {"unrelated"}
        assert bearing["rung"] in RUNGS
        assert bearing["quote"] in page["text"]


def test_what_a_page_is_near_is_known_and_not_borne_on(page):
    near = page["near"]
    assert len(set(near)) == len(near)
    assert set(near) <= set(PROMISES)
    assert not set(near) & {bearing["promise"] for bearing in page["bears"]}


def test_every_promise_has_a_page_that_bears_on_it():
    assert not set(PROMISES) - {bearing["promise"] for page in PAGES for bearing in page["bears"]}


def test_every_stance_and_rung_is_taught():
    bearings = [bearing for page in PAGES for bearing in page["bears"]]
    assert {bearing["stance"] for bearing in bearings} == set(STANCES) - {"unrelated"}
    assert {bearing["rung"] for bearing in bearings} == set(RUNGS)
    assert any(not page["bears"] for page in PAGES)


def test_no_two_pages_share_a_run_of_words():
    seen: dict[str, str] = {}
    for page in PAGES:
        for run in runs(page["text"]):
            assert seen.setdefault(run, page["id"]) == page["id"], run


def shared_texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".jsonl", ".md"}:
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.name.endswith(".jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                yield from file


def test_no_page_shares_a_run_of_words_with_the_shared_sets(shared):
    own = {run: row["id"] for row in (*PAGES, *PROMISES.values()) for run in runs(row["text"])}
    met = {own[run]: run for text in shared_texts(shared) for run in runs(text) & own.keys()}
    assert not met
