import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from marsad.domain.codebook import PHASES
from marsad.site.names import RUNG_NAMES, STANCE_NAMES
from marsad.text.spoken_days import months_between, write_day, write_edtf


def render(source, **values):
    return Template("{% load moons %}" + source).render(Context(values))


@pytest.mark.parametrize("phase", [*PHASES, "unrated"])
def test_every_phase_of_a_codebook_has_a_drawing_of_its_own(phase):
    drawings = {render("{% moon phase %}", phase=other) for other in [*PHASES, "unrated"]}
    assert len(drawings) == len(PHASES) + 1
    assert 'aria-hidden="true"' in render("{% moon phase %}", phase=phase)


def test_a_moon_with_a_label_is_spoken_and_escaped():
    drawn = render("{% moon 'half' label %}", label='نصف "منجز" <b>')
    assert 'role="img"' in drawn
    assert 'aria-label="نصف &quot;منجز&quot; &lt;b&gt;"' in drawn


def test_an_unknown_phase_is_an_error():
    with pytest.raises(KeyError):
        render("{% moon 'eclipse' %}")


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("ar", "2026-01-20", "20 كانون الثاني 2026"),
        ("en", "2026-01-20", "20 January 2026"),
        ("ar", "2026-09", "أيلول 2026"),
        ("ar", "2025", "2025"),
        ("ar", "2025-09/2026-09", "أيلول 2025 – أيلول 2026"),
        ("ar", "2019-03/..", "منذ آذار 2019"),
        ("en", "2019/..", "since 2019"),
        ("en", "no date", "no date"),
    ],
)
def test_partial_dates_are_written_in_words(language, value, words):
    assert write_edtf(value, language) == words


def test_a_moment_is_written_as_its_day_in_baghdad():
    late = dt.datetime(2026, 1, 19, 22, 30, tzinfo=dt.UTC)
    with translation.override("ar"):
        assert render("{{ value|long_day }}", value=late) == "20 كانون الثاني 2026"
        assert 'datetime="2026-01-20"' in render("{{ value|dated }}", value=late)
        assert render("{{ value|dated }}", value=None) == ""


def test_all_months_are_levantine_in_arabic():
    named = [write_day(dt.date(2026, month, 1), "ar").split(" ", 1)[1] for month in range(1, 13)]
    assert named[1] == "شباط 2026"
    assert named[11] == "كانون الأول 2026"
    assert len(set(named)) == 12


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-20", "2026-09-30", 8),
        ("2025-11-22", "2026-11-22", 12),
        ("2026-05-01", "2026-04-01", 0),
    ],
)
def test_months_between_days_are_whole(earlier, later, months):
    assert months_between(dt.date.fromisoformat(earlier), dt.date.fromisoformat(later)) == months


def test_isolates_escape_what_they_hold():
    assert render("{{ value|isolate }}", value="<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert render("{{ value|ltr }}", value="a<b") == '<bdi dir="ltr" class="code">a&lt;b</bdi>'


def test_the_tongue_of_a_text_is_told_by_its_first_letter():
    assert render("{{ value|tongue }}", value="«20 وعدا»") == "ar"
    assert render("{{ value|tongue }}", value="(20 promises)") == "en"


def test_every_rung_and_stance_has_a_name_in_both_languages():
    for names in (RUNG_NAMES, STANCE_NAMES):
        for name in names.values():
            with translation.override("ar"):
                arabic = str(name)
            with translation.override("en"):
                assert str(name) != arabic


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "فارغ"), (2, "بايتان"), (4506, "4.4 كيلوبايت"), (2048, "2 كيلوبايت"), (25 * 2**20, "25 ميغابايت")],
)
def test_a_size_is_told_with_western_digits_and_arabic_words(size, words):
    with translation.override("ar"):
        assert render("{{ size|sized }}", size=size) == f"<bdi>{words}</bdi>"
