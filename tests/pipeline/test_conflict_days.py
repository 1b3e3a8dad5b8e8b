"""Days: which two cannot both be, and which are a revision."""

import pytest

from tests.pipeline.conflict_pages import between, found, read

NOTICE = "قالت دائرة الإسكان إن مخيم الساقية يجب أن يغلق بحلول {}، وإن سكانه ينقلون إلى حي النخيل."
REMINDER = "دائرة الإسكان تذكر سكان مخيم الساقية بنقلهم إلى حي النخيل. وكان الموعد الأخير {}."


def test_two_deadlines_of_one_thing_conflict():
    assert between((NOTICE.format("30 تموز 2025"), "2025-06-01"), (REMINDER.format("31 تموز 2025"), "2025-06-20")) == ["day"]


def test_a_slip_of_a_day_conflicts_months_later_too():
    assert between((NOTICE.format("30 تموز 2025"), "2025-02-01"), (REMINDER.format("31 تموز 2025"), "2025-07-01")) == ["day"]


@pytest.mark.parametrize("value", ["تموز 2025", "30 تموز 2025", "2025"])
def test_a_coarser_day_holds_the_finer(value):
    assert between((NOTICE.format("30 تموز 2025"), "2025-06-01"), (REMINDER.format(value), "2025-06-20")) == []


def test_another_day_much_later_is_a_revision_unless_nothing_was_moved():
    later = REMINDER.format("30 أيلول 2025")
    assert between((NOTICE.format("30 تموز 2025"), "2025-02-01"), (later, "2025-07-01")) == []
    firm = later + " وقالت الدائرة إنها لم تؤجل الموعد."
    assert between((NOTICE.format("30 تموز 2025"), "2025-02-01"), (firm, "2025-07-01")) == ["day"]


def test_a_day_that_was_moved_is_a_revision():
    moved = "دائرة الإسكان تنقل سكان مخيم الساقية إلى حي النخيل. وتم تأجيل الموعد إلى 31 آب 2025."
    assert between((NOTICE.format("30 تموز 2025"), "2025-06-01"), (moved, "2025-06-20")) == []


def test_a_page_that_names_both_days_knows_of_both():
    both = REMINDER.format("31 آب 2025") + " وكانت قد قالت 30 تموز 2025."
    assert between((NOTICE.format("30 تموز 2025"), "2025-06-01"), (both, "2025-06-20")) == []


def test_two_accounts_of_one_proposal_conflict():
    left = "طلبت لجنة السباق في الساقية نقل سباق القوارب إلى نهاية أيلول 2025، بحسب عضو فيها."
    right = "تظهر رسالة لجنة السباق في الساقية أنها تقترح ترحيل سباق القوارب إلى تشرين الثاني 2025."
    assert between((left, "2025-05-02"), (right, "2025-05-03")) == ["day"]


def test_days_reckoned_from_two_pages_own_days_are_not_compared():
    text = "سيعلن مجلس الساقية قراره بشأن جسر النخيل في غضون أسبوعين، بعد لقاء المهندسين والسكان."
    assert between((text, "2025-05-02"), (text + " وقال المجلس إنه درسه.", "2025-05-03")) == []


@pytest.mark.parametrize(
    ("text", "conflicts"),
    [
        ("يفتتح الجسر يوم الجمعة 6 حزيران 2021.", 1),
        ("يفتتح الجسر يوم الأحد 6 حزيران 2021.", 0),
        ("قال أمس الأحد، 25/12/2017 إن الجسر جاهز.", 0),
        ("قال أمس الاثنين يوم 6 حزيران 2021 إن الجسر جاهز.", 0),
    ],
)
def test_a_date_on_a_weekday_on_which_it_did_not_fall_conflicts_with_itself(text, conflicts):
    assert [one.kind for one in found(read("a", text))] == ["day"] * conflicts
