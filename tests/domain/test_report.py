import datetime as dt

import pytest

from marsad.domain.codebook import PHASES
from marsad.domain.report import KEEPINGS, PHASE_ORDER, Report, ReportLine, keeping
from marsad.domain.report_words import KEEPING_WORDS, METHOD, WORDS

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


def line(number, verdict="done", phase="full", sector="security", **changes):
    return ReportLine(f"p{number}", f"وعد {number}", sector, sector, verdict, verdict, phase, "ahead", **changes)


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
