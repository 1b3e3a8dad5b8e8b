"""Milestones in a real browser: an editor confirms one and says that another passed; readers see both; on phone and desktop."""

import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import milestones, publish
from marsad.store.models import MilestoneRow
from tests import observatory
from tests.desk.conftest import propose
from tests.newsroom.test_milestones import FIRST, accept
from tests.newsroom.test_milestones import propose as told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSED = "تعهدت الوزارة بإنهاء مهمة التحالف في بغداد قبل نهاية تموز 2025."


@pytest.fixture
def rows(transactional_db):
    """Two milestones of one promise: one proposed and ahead, one confirmed whose day has passed."""
    observatory.load_codebook()
    zahra, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    observatory.person("sivan", "editor")
    about = observatory.promise("coalition")
    evidence = [
        accept(told(about, FIRST, "2025-03-01", outlet="وكالة أولى"), zahra, rung="under_way"),
        accept(told(about, PASSED, "2025-01-10", outlet="صحيفة النهر"), zahra, rung="under_way"),
    ]
    publish.publish(propose(about, zahra, evidence, effective_on=dt.date(2025, 4, 1)).pk, omar)
    ahead, passed = MilestoneRow.objects.get(quotes__quote=FIRST), MilestoneRow.objects.get(quotes__quote=PASSED)
    MilestoneRow.objects.filter(pk=ahead.pk).update(day="2030", last_on=timezone.localdate() + dt.timedelta(days=20))
    milestones.confirm(passed.pk, omar, what_ar="إنهاء المهمة في بغداد")
    return ahead, passed


def test_an_editor_confirms_a_milestone_and_tells_of_one_that_passed_and_readers_see_both(visitor, rows):
    ahead, passed = rows
    editor = visitor()
    editor.signs_in("sivan")
    page = editor.goes_to("/desk/milestones/")
    assert page.locator("section").first.get_by_text("موعد مضى بلا دليل").is_visible()
    editor.finds_no_fault()
    page = editor.goes_to(f"/desk/milestones/{ahead.pk}/")
    editor.finds_no_fault()
    page.reload()
    page.fill("#confirm_what_ar", "اكتمال الانسحاب من قاعدة حرير")
    with page.expect_navigation():
        page.locator("#confirm button").first.click()
    assert page.url.endswith(f"/desk/milestones/{passed.pk}/")
    assert page.locator(".notices form[action$='/reopen/']").is_visible()
    editor.finds_no_fault()
    page.reload()
    page.locator("input[name=has_looked]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="أخبر القراء أنه مضى بلا دليل").click()
    assert MilestoneRow.objects.get(pk=passed.pk).status == "missed"
    reader = visitor("dark")
    page = reader.goes_to("/promises/coalition/")
    shown = page.locator("section[aria-labelledby=milestones]")
    assert "مضى بلا دليل، بتأكيد" in shown.inner_text()
    assert "اكتمال الانسحاب من قاعدة حرير" in shown.inner_text()
    assert "أيلول 2026" in shown.locator("mark").all_inner_texts()
    reader.finds_no_fault()


def test_the_keys_dismiss_a_milestone_and_take_it_back(visitor, rows):
    ahead, _ = rows
    monitor = visitor()
    monitor.signs_in("zahra")
    page = monitor.goes_to(f"/desk/milestones/{ahead.pk}/")
    page.keyboard.press("KeyV")
    with page.expect_navigation():
        page.keyboard.press("2")
    assert MilestoneRow.objects.get(pk=ahead.pk).note == "event"
    with page.expect_navigation():
        page.keyboard.press("KeyJ")
    assert MilestoneRow.objects.get(pk=ahead.pk).status == "proposed"
    monitor.finds_no_fault()
