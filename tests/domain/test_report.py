import datetime as dt
from dataclasses import replace

import pytest

from marsad.domain.codebook import PHASES
from marsad.domain.report import (
    GROUPINGS,
    KEEPINGS,
    MOST_QUOTES,
    MOST_WITH_QUOTES,
    PHASE_ORDER,
    Report,
    ReportLine,
    keeping,
    prints_quotes,
)
from marsad.domain.report_words import KEEPING_WORDS, METHOD, WORDS, left_to_pages

DAY = dt.date(2026, 1, 1)
EARLY, LATE = dt.date(2025, 1, 1), dt.date(2025, 12, 1)


@pytest.mark.parametrize(
    ("is_done", "is_settled", "done_on", "deadline_on", "expected"),
    [
        (True, False, EARLY, LATE, "on_time"),
        (True, False, LATE, LATE, "on_time"),
        (True, False, LATE, EARLY, "late"),
        (True, False, None, EARLY, "late"),
        (True, False, EARLY, None, "undated"),
        (False, False, None, LATE, "missed"),
        (False, True, None, LATE, "missed"),
        (False, False, None, DAY, "ahead"),  # the day itself is not over
        (False, True, None, dt.date(2027, 1, 1), "settled"),
        (False, True, None, None, "settled"),
        (False, False, None, None, "ahead"),
    ],
)
def test_a_promise_stands_to_its_deadline(is_done, is_settled, done_on, deadline_on, expected):
    found = keeping(is_done=is_done, is_settled=is_settled, done_on=done_on, deadline_on=deadline_on, day=DAY)
    assert found == expected
    assert found in KEEPINGS


def line(number, verdict="done", phase="full", sector="security", keeping="ahead", **changes):
    return ReportLine(f"p{number}", f"وعد {number}", sector, sector, verdict, verdict, phase, keeping, **changes)


def report(*lines, ended=None):
    return Report("ar", "مرصد", "g", "حكومة", "", dt.date(2022, 1, 1), ended, DAY, 1, "0" * 64, (), tuple(lines))


def test_sums_of_every_table_are_the_number_of_promises():
    found = report(line(1), line(2, "broken", "barred"), line(3, sector="water"), line(4, "", "unrated", sector="water"))
    assert [(one.key, one.count) for one in found.by_verdict] == [("done", 2), ("broken", 1), ("", 1)]
    assert sum(one.count for one in found.by_verdict) == found.total == 4
    for sector in found.by_sector:
        assert sum(sector.counts) == sector.total
    assert [sum(column) for column in zip(*(one.counts for one in found.by_sector), strict=True)] == [2, 1, 1]
    assert found.assessed == 3


def test_what_a_figure_counts_can_be_listed():
    broken, risky = line(3, "broken", "barred", cause_key="law", cause="ق"), line(4, outlook_key="risk", outlook="خ")
    found = report(line(1, keeping="late"), line(2, is_closing=True, withdrawn=2), broken, risky)
    asked = [(name, key) for name in GROUPINGS for key in ("late", "law", "risk", "yes", "")]
    assert {one: [line.key for line in lines] for one in asked if (lines := found.grouped(*one))} == {
        ("keeping", "late"): ["p1"],
        ("cause", "law"): ["p3"],
        ("outlook", "risk"): ["p4"],
        ("closing", "yes"): ["p2"],
        ("withdrawn", "yes"): ["p2"],
    }
    assert found.withdrawn == 2
    assert [len(found.grouped("keeping", key)) for key, _ in found.by_keeping] == [count for _, count in found.by_keeping]


def test_each_cell_of_the_table_of_sectors_bears_the_key_of_its_verdict():
    found = report(line(1), line(2, "", "unrated", sector="water"), line(3, sector="water"))
    assert [(one.key, one.cells) for one in found.by_sector] == [
        ("security", (("done", 1), ("", 0))),
        ("water", (("done", 1), ("", 1))),
    ]


def test_quotes_are_printed_up_to_so_many_promises_and_quotes():
    assert prints_quotes(MOST_WITH_QUOTES, MOST_QUOTES)
    assert not prints_quotes(MOST_WITH_QUOTES + 1, 0)
    assert not prints_quotes(1, MOST_QUOTES + 1)


@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_a_report_without_quotes_says_so_with_its_numbers(language):
    found = replace(report(line(1, quoted=7), line(2, quoted=4)), language=language)
    assert left_to_pages(found) == ""
    told = left_to_pages(replace(found, has_quotes=False))
    assert all(str(number) in told for number in (2, 11, MOST_WITH_QUOTES, MOST_QUOTES))
    assert "{" not in told


def test_a_verdict_that_two_codebooks_name_differently_is_counted_once():
    found = report(line(1), ReportLine("p2", "و", "s", "s", "done", "أُنجز", "full", "ahead"))
    assert [(one.label, one.count) for one in found.by_verdict] == [("done", 2)]


def test_a_report_is_a_draft_until_the_term_is_over():
    assert report(line(1)).is_draft
    assert report(line(1), ended=dt.date(2026, 6, 1)).is_draft
    assert not report(line(1), ended=DAY).is_draft


def test_every_phase_has_its_place_and_every_word_two_languages():
    assert set(PHASES) <= set(PHASE_ORDER)
    for label in (*WORDS.values(), *KEEPING_WORDS.values(), *METHOD):
        assert label.ar
        assert label.en
