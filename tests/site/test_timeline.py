"""The course of a promise as a picture with its words, and its citations in ready forms."""

import datetime as dt
import re

import pytest

from marsad.site.timeline import NARROW, WIDE, Mark, draw_line
from tests import observatory
from tests.site.conftest import words

DAY = dt.date(2025, 1, 1)


def test_days_stand_in_their_order_inside_the_picture():
    days = [DAY + dt.timedelta(days=40 * number) for number in range(5)]
    line = draw_line([Mark(day, "half") for day in days], days, [days[3]], dt.date(2027, 1, 1), dt.date(2025, 12, 1))
    assert [spot.x for spot in line.spots] == sorted(spot.x for spot in line.spots)
    assert line.now_x < line.deadline_x <= WIDE
    assert line.milestones[0] == line.ticks[3]
    assert [year.text for year in line.years] == ["2026", "2027"]


def test_moons_that_would_hide_one_another_stand_in_rows():
    line = draw_line([Mark(DAY, "dark"), Mark(DAY, "half"), Mark(DAY, "full")], [], [], None, DAY, NARROW)
    assert len({spot.y for spot in line.spots}) == 3
    assert all(spot.top >= 14 for spot in line.spots)


def test_a_long_course_keeps_its_height():
    marks = [Mark(DAY + dt.timedelta(days=number), "half") for number in range(300)]
    assert draw_line(marks, [], [], None, DAY + dt.timedelta(days=3000)).height < 220


def test_a_line_without_anything_is_not_drawn():
    with pytest.raises(ValueError, match="shows nothing"):
        draw_line([], [], [], DAY, DAY)


@pytest.mark.django_db
def test_the_picture_says_in_words_what_it_shows(client, rated):
    html = client.get("/en/promises/coalition/").content.decode()
    told = re.search(r'<desc id="timeline-wide-told">(.*?)</desc>', html)[1]
    assert told == "2 October 2025: Half done; 2 findings; deadline September 2026"
    assert html.count('class="tick"') == 2  # both findings are of one day; the line is drawn for desktop and phone


@pytest.mark.django_db
def test_a_promise_without_a_verdict_has_no_picture(client, codebook):
    observatory.promise("bare")
    assert "timeline-wide" not in client.get("/promises/bare/").content.decode()


@pytest.mark.django_db
def test_the_page_is_cited_in_ready_forms_with_the_day(client, rated, settings):
    html = client.get("/en/promises/coalition/").content.decode()
    shown = words(client.get("/en/promises/coalition/?as_of=2099-01-01"))
    today = dt.datetime.now().astimezone().date()
    address = f"{settings.OPERATOR.base_url}/en/promises/coalition/?as_of="
    assert html.count(address) >= 3
    assert "@misc{marsad-coalition-" in html
    assert f"year = {{{today.year}}}" in shown
    assert html.count("data-copy=") == 4  # and the code of the card
    assert html.count("hidden>Copy") == 4  # a button that needs a script shows itself by the script
