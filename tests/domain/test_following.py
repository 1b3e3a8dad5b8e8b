import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain import delivering
from marsad.domain.following import (
    DAILY,
    EACH,
    FREQUENCIES,
    KEYED,
    MOST_TOGETHER,
    STREAMS,
    TOGETHER_FROM,
    WEEKLY,
    News,
    Subject,
    SubjectError,
    digest_day,
    is_told,
    parcels,
    read_subject,
    read_subjects,
    write_subjects,
)

NEWS = News(7, frozenset({"verdicts"}), promise="coalition", sector="security", body="defence", government="sudani")
SUBJECTS = st.one_of(
    st.builds(Subject, st.sampled_from(STREAMS)), st.builds(Subject, st.sampled_from(KEYED), st.text(min_size=1, max_size=30))
)
MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.UTC))


@pytest.mark.parametrize(
    ("followed", "told"),
    [
        ("all", True),
        ("verdicts", True),
        ("corrections", False),
        ("promise:coalition", True),
        ("promise:other", False),
        ("sector:security", True),
        ("sector:defence", False),
        ("body:defence", True),
        ("government:sudani", True),
    ],
)
def test_an_act_is_told_to_whom_it_belongs(followed, told):
    assert is_told(NEWS, read_subjects([followed])) is told


def test_an_act_of_no_promise_is_told_to_those_alone_who_follow_everything():
    assert News(3).subjects() == {Subject("all")}


@pytest.mark.parametrize("text", ["", "promise", "all:coalition", "colour:red", "promise:", "promise:" + "x" * 300])
def test_what_cannot_be_followed_is_refused(text):
    with pytest.raises(SubjectError):
        read_subject(text)


@given(st.frozensets(SUBJECTS, min_size=1, max_size=20))
def test_what_is_written_is_read_again(subjects):
    assert read_subjects(write_subjects(subjects)) == subjects


@given(st.lists(st.integers(1, 5_000), unique=True).map(sorted), st.sampled_from(FREQUENCIES))
def test_every_act_lies_in_one_parcel_and_no_two_parcels_overlap(sequences, frequency):
    found = parcels(sequences, frequency=frequency)
    assert [sum(parcel.after < one <= parcel.through for parcel in found) for one in sequences] == [1] * len(sequences)
    assert all(left.through <= right.after for left, right in pairwise(found))


def test_many_acts_at_once_come_together():
    few, many = range(1, TOGETHER_FROM), range(1, MOST_TOGETHER + 2)
    assert len(parcels(few, frequency=EACH)) == len(few)
    assert len(parcels(many, frequency=EACH)) == 2
    assert len(parcels(many, frequency=WEEKLY)) == 1
    assert parcels([], frequency=DAILY) == ()


@given(MOMENTS, st.sampled_from([DAILY, WEEKLY]))
def test_a_digest_is_due_once_in_its_time(now, frequency):
    day, step = digest_day(frequency, now), dt.timedelta(days=1 if frequency == DAILY else 7)
    assert day <= now.date() < day + step + dt.timedelta(days=1)
    assert digest_day(frequency, now + step) == day + step
    assert frequency == DAILY or day.weekday() == 6


def test_a_digest_waits_for_the_morning():
    assert digest_day(DAILY, dt.datetime(2025, 10, 2, 6, 59)) == dt.date(2025, 10, 1)
    assert digest_day(DAILY, dt.datetime(2025, 10, 2, 7, 0)) == dt.date(2025, 10, 2)
    with pytest.raises(ValueError, match="each"):
        digest_day(EACH, dt.datetime(2025, 10, 2))


def test_waits_grow_and_come_to_an_end():
    waits = [delivering.wait_after(tries) for tries in range(1, delivering.MOST_TRIES)]
    assert waits == sorted(waits)
    assert delivering.wait_after(delivering.MOST_TRIES) is None
    with pytest.raises(ValueError, match="nothing was tried"):
        delivering.wait_after(0)


@given(st.integers(1, delivering.MOST_TRIES - 1), st.one_of(st.none(), st.floats(allow_nan=False)))
def test_what_the_far_end_asks_for_lengthens_a_wait_and_never_shortens_it(tries, asked):
    wait = delivering.wait_after(tries, asked)
    assert delivering.WAITS[tries - 1] <= wait <= max(delivering.WAITS[tries - 1], delivering.LONGEST_ASKED)
