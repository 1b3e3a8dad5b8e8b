import datetime as dt

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.calendar_text import Calendar, CalendarEvent, escape_text, fold_line, write_calendar

AT = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
anything = st.text(max_size=400)


def event(**changes):
    values = {
        "uid": "deadline-coalition@watch.example",
        "on": dt.date(2026, 9, 30),
        "summary": "موعد الوعد: إنهاء مهمة التحالف",
        "description": "الموعد: أيلول 2026\nالحكم الآن: نصف منجز",
        "url": "https://watch.example/promises/coalition/",
        "stamped_at": AT,
    }
    return CalendarEvent(**(values | changes))


def written(*events, **changes):
    values = {"name": "مواعيد", "description": "ما", "url": "https://watch.example/a.ics", "language": "ar", "site_name": "مرصد"}
    return write_calendar(Calendar(**(values | changes), events=events))


def read(body):
    return icalendar.Calendar.from_ical(body)


@given(anything)
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(text):
    folded = fold_line(f"SUMMARY:{escape_text(text)}")
    for line in folded.split("\r\n"):
        assert len(line.encode()) <= 75  # which fails where a letter was cut in two


@given(anything)
def test_what_was_folded_is_had_back_by_joining_the_lines(text):
    line = f"SUMMARY:{escape_text(text)}"
    assert fold_line(line).replace("\r\n ", "") == line


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200))
def test_another_reader_has_back_every_text_as_it_was(text):
    found = read(written(event(summary=text, description=text, categories=(text,)))).events[0]
    assert str(found["SUMMARY"]) == text
    assert str(found["DESCRIPTION"]) == text


@given(anything, anything, anything)
def test_no_text_of_a_stranger_becomes_a_line_of_its_own(summary, url, name):
    body = written(event(summary=summary, description=summary, url=url, uid=name), name=name, site_name=name)
    names = [line.partition(b":")[0].partition(b";")[0] for line in body.replace(b"\r\n ", b"").split(b"\r\n") if line]
    assert names.count(b"BEGIN") == names.count(b"END") == 2
    assert set(names) <= {
        *(b"BEGIN", b"END", b"VERSION", b"PRODID", b"CALSCALE", b"METHOD", b"NAME", b"X-WR-CALNAME", b"DESCRIPTION"),
        *(b"X-WR-CALDESC", b"SOURCE", b"REFRESH-INTERVAL", b"X-PUBLISHED-TTL", b"UID", b"DTSTAMP", b"LAST-MODIFIED"),
        *(b"SEQUENCE", b"DTSTART", b"DTEND", b"SUMMARY", b"URL", b"STATUS", b"TRANSP"),
    }
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_a_day_is_a_whole_day_and_not_of_a_time_zone():
    found = read(written(event())).events[0]
    assert found["DTSTART"].dt == dt.date(2026, 9, 30)
    assert found["DTEND"].dt == dt.date(2026, 10, 1)
    assert found["DTSTAMP"].dt == AT
    assert found["STATUS"] == "CONFIRMED"
    assert found["TRANSP"] == "TRANSPARENT"
    assert b"DTSTART;VALUE=DATE:20260930\r\n" in written(event())


def test_the_last_day_of_the_calendar_needs_no_day_after_it():
    assert b"DTEND" not in written(event(on=dt.date.max))


def test_a_day_that_no_longer_holds_is_cancelled():
    assert read(written(event(is_cancelled=True, sequence=2))).events[0]["STATUS"] == "CANCELLED"


def test_one_calendar_is_the_same_bytes_each_time():
    assert written(event(), event(uid="other")) == written(event(), event(uid="other"))


def test_breaks_of_every_kind_are_one_break():
    assert escape_text("a\r\nb\rc\nd\u2028e;f,g\\h\x07") == "a\\nb\\nc\\nd\\ne\\;f\\,g\\\\h"
