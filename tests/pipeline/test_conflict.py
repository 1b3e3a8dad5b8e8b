"""What holds of conflicts of every kind: copies are one source, sides are equal, words stand where they are said to stand."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marsad.domain.reading import AmountMention, Claim, DateMention, Page, Reading
from marsad.pipeline.conflict import conflicts, find_conflicts
from marsad.pipeline.conflicts.sheets import sheet
from marsad.pipeline.deduplicate import stories
from tests.pipeline.conflict_pages import STEPS, kinds, read

FLOORS = json.loads((Path(__file__).with_name("floors.json")).read_text(encoding="utf-8"))
BRIDGE = "وقعت وزارة الإعمار مع شركة النخيل 12 عقدا لبناء جسور في مدينة السدير برعاية المحافظ كريم الجادر."
BRIDGE_OTHERWISE = "برعاية المحافظ كريم الجادر وقعت شركة النخيل ووزارة الإعمار ثلاثة عقود لبناء جسور في مدينة السدير."
WORDS = [
    *BRIDGE.split(),
    *BRIDGE_OTHERWISE.split(),
    "لم",
    "نفى",
    "بحلول",
    "آذار",
    "2025",
    "انتهت",
    "المرحلة",
    "الأولى",
    "خال",
    "من",
    "بقي",
    ".",
]


def test_copies_of_one_story_are_one_source():
    left, right = sheet(read("a", BRIDGE, story="s")), sheet(read("b", BRIDGE, story="s"))
    with pytest.raises(ValueError, match="copies of one story"):
        conflicts(left, right)


def test_a_page_does_not_conflict_with_its_copy():
    assert kinds(read("a", BRIDGE, "2025-03-01"), read("b", BRIDGE, "2025-03-01")) == []


def test_a_statement_is_quoted_with_its_sentence_and_reasoned_in_two_languages():
    pages = {"a": BRIDGE, "b": "بغداد. " + BRIDGE_OTHERWISE}
    (one,) = find_conflicts([read("a", pages["a"], "2025-03-01"), read("b", pages["b"], "2025-03-01")])
    assert pages["a"][one.left.start : one.left.end] == "12 عقدا"
    assert pages["b"][one.right.quote_start : one.right.quote_end] == BRIDGE_OTHERWISE
    assert "12 عقدا" in one.reason_ar
    assert "12 عقدا" in one.reason_en
    assert one.shared


def test_whoever_else_says_the_same_adds_little():
    many = [read(f"p{number}", f"{BRIDGE} خبر {number}.", "2025-03-01") for number in range(9)]
    told = [one for one in kinds(*many, read("z", BRIDGE_OTHERWISE, "2025-03-01")) if "z" in one]
    assert 1 <= len(told) <= 3


def _reading(name: str, words: list[str], numbers: list[int], published: str | None) -> Reading:
    text = " ".join(words)
    places = sorted({number % (len(text) + 1) for number in numbers})
    spans = [(start, min(len(text), start + 5)) for start in places]
    return Reading(
        id=name,
        text=text,
        story=name,
        published=published,
        amounts=tuple(AmountMention(start, end, float(start), "عقدا") for start, end in spans),
        dates=tuple(DateMention(start, end, "2025-03-0" + str(1 + start % 9)) for start, end in spans),
        claims=tuple(Claim(start, end, speaker="المحافظ") for start, end in spans),
    )


page = st.tuples(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.lists(st.integers(0, 500), max_size=4),
    st.sampled_from([None, "2025-03-01", "2025-03", "2025", "?"]),
)


@settings(max_examples=150, deadline=None)
@given(page, page)
@example(
    (["وقعت", "وقعت", "وزارة", "عقدا", "النخيل"], [3], None),
    (["وزارة"] * 2 + ["وقعت"] * 2 + ["النخيل"] * 3 + ["الأولى", "وقعت", "السدير", "السدير."], [78, 363], None),
)
def test_the_sides_of_a_conflict_are_equal(left, right):
    one, other = sheet(_reading("a", *left)), sheet(_reading("b", *right))
    there = {(found.kind, found.left.start, found.right.start) for found in conflicts(one, other)}
    back = {(found.kind, found.right.start, found.left.start) for found in conflicts(other, one)}
    assert there == back


@settings(max_examples=80, deadline=None)
@given(st.lists(page, max_size=4))
def test_finding_conflicts_never_fails_and_does_not_heed_order(pages):
    readings = [_reading(f"p{number}", *one) for number, one in enumerate(pages)]
    assert find_conflicts(readings) == find_conflicts(readings[::-1])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text):
    assert isinstance(find_conflicts([read("a", text, "2025-03-01"), read("b", text[::-1], None)]), tuple)


def test_the_shared_conflicts_stay_above_their_floors(shared: Path) -> None:
    folder, floors = shared / "eval" / "conflicts", FLOORS["conflicts"]
    readings = []
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        row: object = Page(**json.loads(line))
        for step in STEPS:
            (row,) = step.run(row, None)
        assert isinstance(row, Reading)
        readings.append(row)
    story_of = stories(readings)
    output = [{"a": one.a, "b": one.b} for one in find_conflicts(replace(row, story=story_of[row.id]) for row in readings)]
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    result = runpy.run_path(str(shared / "eval" / "score.py"))["score_conflicts"](output, gold)
    assert result["recall"] >= floors["recall"]
    assert result["lookalikes_reported"] <= floors["most_lookalikes"]
    assert result["reported"] <= floors["most_reported"]
