"""Tests that days set for something to be done are found, with their words, and that look-alikes are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.edtf import last_day
from marsad.domain.milestone import Milestone
from marsad.domain.reading import Claim, Reading
from marsad.pipeline.milestone import find_milestones
from marsad.pipeline.milestones.alike import bears_on, is_alike, is_same_day
from marsad.pipeline.milestones.phases import phase_of
from marsad.text.dates.find import find_dates
from tests.pipeline.milestone_cases import LOOK_ALIKES, PUBLISHED, SET


def read(text: str, published: str | None = PUBLISHED, claims: tuple[Claim, ...] = ()) -> tuple[Milestone, ...]:
    return find_milestones(Reading("p", text, published=published, dates=find_dates(text, published), claims=claims))


def what(text: str, milestone: Milestone) -> str:
    return text[milestone.what_start : milestone.what_end]


@pytest.mark.parametrize(("text", "day", "sense", "part"), SET, ids=[row[0][:40] for row in SET])
def test_a_day_set_for_something_to_be_done_is_found_with_its_words(text: str, day: str, sense: str, part: str) -> None:
    (found,) = read(text)
    assert (found.day, found.sense) == (day, sense)
    assert part in what(text, found)


@pytest.mark.parametrize("text", LOOK_ALIKES, ids=[text[:40] for text in LOOK_ALIKES])
def test_a_look_alike_is_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("قررت الحكومة إغلاق المنفذ بحلول نهاية عام 2026.", "set"),
        ("ستغلق الحكومة المنفذ بحلول نهاية عام 2026.", "planned"),
        ("تأمل الحكومة إغلاق المنفذ بحلول نهاية عام 2026.", "hoped"),
        ("تقترح اللجنة إغلاق المنفذ بحلول نهاية عام 2026.", "proposed"),
        ("قد تغلق الحكومة المنفذ قبل نهاية عام 2026.", "hoped"),
    ],
)
def test_how_firmly_it_is_told_is_kept(text: str, certainty: str) -> None:
    (found,) = read(text)
    assert found.certainty == certainty


def test_a_postponement_says_which_day_it_replaces() -> None:
    (found,) = read("قررت الوزارة تأجيل افتتاح المطار من أيلول 2025 إلى آذار 2026.")
    assert found.is_postponement
    assert (found.day, found.replaces) == ("2026-03", "2025-09")


def test_a_day_instead_of_another_is_a_postponement() -> None:
    (found,) = read("صوت المجلس على إجراء التعداد في 20 تشرين الثاني 2025 بدلا من 6 حزيران 2025.")
    assert found.is_postponement
    assert found.replaces == "2025-06-06"


def test_two_days_of_one_sentence_are_two_milestones() -> None:
    text = "قال الناطق إن القوات ستنسحب من بغداد في أيلول 2025، وأن يكتمل الخروج من أربيل في أيلول 2026."
    first, second = read(text)
    assert (first.day, second.day) == ("2025-09", "2026-09")
    assert "بغداد" in what(text, first)
    assert "أربيل" in what(text, second)


def test_a_second_day_shares_what_is_said_before_the_first() -> None:
    text = "تنسحب القوات من بغداد في أيلول 2025 ومن أربيل في أيلول 2026."
    assert [one.day for one in read(text)] == ["2025-09", "2026-09"]


def test_who_promised_is_kept() -> None:
    text = "قال الوزير إن الجسر سيكتمل بحلول آذار 2026."
    (found,) = read(text, claims=(Claim(text.index("الجسر"), len(text), "الوزير", speaker_id="iq/minister"),))
    assert (found.speaker, found.speaker_id) == ("الوزير", "iq/minister")


def test_a_day_that_had_passed_when_the_page_was_published_is_none() -> None:
    text = "تنجز الوزارة المشروع بحلول نهاية عام 2024."
    assert read(text) == ()
    assert len(read(text, "2024-02-01")) == 1


def test_a_month_without_a_year_is_the_coming_one() -> None:
    (found,) = read("سيكتمل الانسحاب في نهاية آذار.")
    assert found.day.startswith("2026-03")


def test_a_span_from_an_event_without_a_day_is_left_alone() -> None:
    assert read("ينجز المشروع خلال 90 يوما من توقيع العقد.") == ()
    (found,) = read("ينجز المشروع خلال 90 يوما من 1 حزيران 2025.")
    assert found.day == "2025-08-30"


def test_nothing_is_found_on_a_page_whose_day_is_not_known() -> None:
    assert read("تنجز الوزارة المشروع بحلول نهاية عام 2026.", None) == ()
    assert read("تنجز الوزارة المشروع بحلول نهاية عام 2026.", "no day") == ()


def test_marks_and_old_spellings_change_nothing() -> None:
    (found,) = read("ستُنجَزُ المرحلةُ الثانية بحلول نهايه عام 2026.")
    assert found.phase == "2"


WORDS = """
تنجز سيكتمل بحلول قبل نهاية حتى إلى من خلال في موعد أقصاه تأجيل بدلا لن لم أن إن على المقرر المرحلة الثانية و مشروع الجسر الاجتماع
الانتخابات قال تعهد القوات
"""
PIECES = st.lists(
    st.sampled_from(
        [
            *" \n،.؛:؟«»",
            *WORDS.split(),
            *["أيلول 2026", "عام 2027", "نهاية العام", "ستة أشهر", "90 يوما", "حلول رمضان", "10/5/2026", "اليوم", "الأحد المقبل"],
        ]
    ),
    max_size=60,
)


@given(
    st.one_of(PIECES.map(" ".join), PIECES.map("".join), st.text(max_size=200)),
    st.sampled_from([PUBLISHED, "2025", "2025-02-30", ""]),
)
def test_whatever_is_read_the_words_stand_inside_the_text_and_the_day_after_it(text: str, published: str) -> None:
    for found in read(text, published or None):
        assert 0 <= found.start <= found.what_start < found.what_end <= found.end <= len(text)
        assert found.start <= found.day_start < found.day_end <= found.end
        assert what(text, found).strip()
        assert last_day(found.day).isoformat() > published


@given(st.integers(min_value=2, max_value=40))
def test_a_line_of_days_without_an_end_is_read(times: int) -> None:
    text = "تنجز المشروع بحلول أيلول 2026 و" * times
    assert len(read(text)) <= 2 * times


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ("المرحلة الثانية من الاتفاق", "2"),
        ("للمرحلة الأولى", "1"),
        ("بالمرحلة الأخيرة", "last"),
        ("المرحلتان الأولى والثانية", ""),
        ("المرحلة الأولى ثم المرحلة الثانية", ""),
        ("المرحلة 3 من السد", "3"),
        ("مرحلة جديدة", ""),
    ],
)
def test_a_phase_is_told_by_its_number(words: str, phase: str) -> None:
    assert phase_of(words) == phase


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("2026-09", "2026-09-30", True),
        ("2026-09", "2026-09-10", True),
        ("2026-09", "2026-10", False),
        ("2026", "2026-12-31", True),
        ("2026", "2026-09", False),
        ("2025-09/2026-09", "2026-09-30", True),
        ("2025-09/2026-09", "2025-09", False),
    ],
)
def test_days_are_one_where_one_ends_the_other(left: str, right: str, same: bool) -> None:
    assert is_same_day(left, right) is same
    assert is_same_day(right, left) is same


def test_two_wordings_of_one_thing_are_alike() -> None:
    assert is_alike("يكتمل الخروج من قاعدة حرير", "خروج القوات من قاعدة حرير في أربيل")
    assert not is_alike("يكتمل الخروج من قاعدة حرير", "افتتاح مستشفى الناصرية")
    assert not is_alike("تكتمل المرحلة الأولى من الميناء", "تكتمل المرحلة الثانية من الميناء", left_phase="1", right_phase="2")
    assert is_alike("تنتهي المهمة", "تمتد إلى أربيل", left_phase="2", right_phase="2")


def test_a_sentence_bears_on_the_promise_whose_words_it_shares() -> None:
    title = "إنهاء مهمة التحالف الدولي في العراق"
    assert bears_on("يكتمل انسحاب قوات التحالف في أيلول 2026", title=title)
    assert not bears_on("يفتتح مستشفى الناصرية في أيلول 2026", title=title)
    assert bears_on("يكتمل الخروج من قاعدة حرير", title=title, words=["خروج القوات من قاعدة حرير"])
