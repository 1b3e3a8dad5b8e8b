"""The claims of the starting set hold together: single sentences without a government, quotes that stand, all stances taught."""

from collections import Counter

import pytest
import yaml

from marsad.domain.edtf import first_day
from marsad.domain.reading import RUNGS, STANCES, PromiseText
from marsad.shipped import SHIPPED
from marsad.text.tokens import tokens

FILES = sorted((SHIPPED / "starting").glob("claims-*.yml"))
READ = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
CLAIMS = {row["id"]: row for file in READ.values() for row in file["promises"]}
PAGES = [page for file in READ.values() for page in file["pages"]]
BEARINGS = [(page, bearing) for page in PAGES for bearing in page["bears"]]
SHORTEST, LONGEST = 9, 40  # words of a claim
LARGEST = 250_000  # bytes of one file: people read these
SAME_RUN = 9  # words in a row that two texts written apart do not share


def runs(text: str) -> set[str]:
    words = [token.word for token in tokens(text)]
    return {" ".join(words[start : start + SAME_RUN]) for start in range(len(words) - SAME_RUN + 1)}


def test_no_file_is_too_long_to_read():
    assert FILES
    assert not [path.name for path in FILES if path.stat().st_size > LARGEST]


def test_ids_are_unique():
    named = [row["id"] for file in READ.values() for kind in ("promises", "pages") for row in file[kind]]
    assert not [one for one, count in Counter(named).items() if count > 1]


@pytest.mark.parametrize("row", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_is_one_sentence_and_no_more(row):
    assert set(row) == {"id", "title", "country"}
    assert not PromiseText(**row).country
    assert SHORTEST <= len(row["title"].split()) <= LONGEST


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_a_page_says_what_it_bears_on_in_its_own_words(page):
    assert set(page) == {"id", "title", "text", "published", "outlet", "bears", "near"}
    assert first_day(str(page["published"]))
    borne = [bearing["promise"] for bearing in page["bears"]]
    assert len(set(borne + page["near"])) == len(borne + page["near"])
    assert set(borne + page["near"]) <= set(CLAIMS)
    for bearing in page["bears"]:
        assert set(bearing) == {"promise", "stance", "rung", "quote"}
        assert bearing["stance"] in set(STANCES) - {"unrelated"}
        assert bearing["rung"] in RUNGS
        assert bearing["quote"] in page["text"]


def test_every_claim_has_a_page_that_bears_on_it():
    assert not set(CLAIMS) - {bearing["promise"] for _, bearing in BEARINGS}


def test_no_stance_crowds_out_another():
    counts = Counter(bearing["stance"] for _, bearing in BEARINGS)
    assert all(count >= 0.15 * len(BEARINGS) for count in counts.values())
    assert len(counts) == len(STANCES) - 1


def test_no_two_pages_share_a_run_of_words():
    seen: dict[str, str] = {}
    for page in PAGES:
        for run in runs(page["text"]):
            assert seen.setdefault(run, page["id"]) == page["id"], run
