"""Correction, withdrawal and the report in a real browser: two signed-in editors, and readers who see what came of it."""

import datetime as dt

import pytest

from marsad.newsroom import publish
from marsad.store.models import Assessment
from tests import observatory
from tests.desk.conftest import propose, prove

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2025, 10, 5)
WRONG, RIGHT = "قلنا إن آخر المستشارين خرج.", "خرج أكثرهم، وبقي عدد لم يُعلن."
WHY = "تراجع المصدر عما نُقل عنه."


@pytest.fixture
def published(transactional_db):
    """A verdict that another editor than the two who sign in wrote, and one of them seconded; an older one before it."""
    observatory.load_codebook()
    zahra, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    sivan = observatory.person("sivan", "editor")
    about = observatory.promise("coalition")
    evidence = [prove(about, zahra), prove(about, zahra, outlet="صحيفة ثانية")]
    first = propose(about, zahra, evidence, verdict="started", effective_on=DAY - dt.timedelta(days=3))
    publish.publish(first.pk, sivan)
    return publish.publish(propose(about, zahra, evidence, effective_on=DAY).pk, omar)


def test_a_verdict_is_corrected_by_two_then_withdrawn_by_two_and_readers_see_both(visitor, published):
    sivan, omar, reader = visitor(), visitor("dark"), visitor()
    sivan.signs_in("sivan")
    page = sivan.goes_to(f"/desk/assessments/{published.pk}/")
    sivan.finds_no_fault()
    page.reload()
    page.get_by_role("link", name="صحّح…").click()
    page.wait_for_url("**/correct/")
    page.fill("#id_wrong_ar", WRONG)
    page.fill("#id_right_ar", RIGHT)
    page.locator("input[name=severity][value=wording]").check()
    page.locator("input[name=found_by][value=reader]").check()
    page.fill("#id_summary_ar", "خرج أكثر المستشارين.")
    with page.expect_navigation():
        page.locator("button[value=check]").click()
    assert page.input_value("#id_wrong_ar") == WRONG
    with page.expect_navigation():
        page.locator("button[value=propose]").click()
    new = Assessment.objects.get(corrects=published)
    assert page.url.endswith(f"/desk/assessments/{new.pk}/")
    sivan.finds_no_fault()
    sivan.goes_to(f"/desk/assessments/{published.pk}/correct/")
    sivan.finds_no_fault()
    sivan.goes_to("/desk/corrections/")
    sivan.finds_no_fault()

    assert WRONG not in reader.goes_to("/promises/coalition/").inner_text("main")
    omar.signs_in("omar")
    theirs = omar.goes_to(f"/desk/assessments/{new.pk}/")
    assert WRONG in theirs.inner_text("#correction")
    omar.finds_no_fault()
    theirs.reload()
    theirs.locator("summary", has_text="انشر").click()
    theirs.locator("#publish_has_read").check()
    with theirs.expect_navigation():
        theirs.locator("form[action$='/publish/'] button").click()

    told = reader.goes_to("/promises/coalition/")
    assert "خرج أكثر المستشارين." in told.inner_text(".hero")
    beside = told.locator(f"#v{published.pk}")
    assert WRONG in beside.inner_text()
    assert RIGHT in beside.inner_text()
    reader.finds_no_fault()
    log = reader.goes_to("/corrections/")
    assert RIGHT in log.inner_text("main")
    reader.finds_no_fault()

    omar.goes_to(f"/desk/assessments/{new.pk}/withdraw/")
    omar.finds_no_fault()
    theirs.reload()
    assert "يعود هذا الحكم السابق قائما" in theirs.inner_text("main")
    theirs.fill("#id_reason_ar", WHY)
    with theirs.expect_navigation():
        theirs.get_by_role("button", name="اطلب سحبه").click()
    assert WHY not in reader.goes_to("/promises/coalition/").inner_text("main")
    sivan.goes_to(f"/desk/assessments/{new.pk}/withdraw/")
    sivan.finds_no_fault()
    page.reload()
    with page.expect_navigation():
        page.get_by_role("button", name="أؤكد: اسحبه").click()
    told = reader.goes_to("/promises/coalition/")
    gone = told.locator(f"#v{new.pk}")
    assert "سُحب" in gone.inner_text()
    assert WHY in gone.inner_text()
    assert "بدأ التنفيذ" in told.inner_text(".hero")
    reader.finds_no_fault()


def test_the_report_is_read_and_a_term_is_closed(visitor, published):
    reader = visitor("dark")
    page = reader.goes_to("/governments/sudani/report/")
    assert "مسودة" in page.inner_text("main")
    assert page.locator("table.shares tbody tr").count() >= 2
    reader.finds_no_fault()
    answer = page.request.get(reader.base + "/governments/sudani/report.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    reader.goes_to("/governments/")
    reader.finds_no_fault()
    observatory.person("layla", "chief")
    chief = visitor()
    chief.signs_in("layla")
    chief.goes_to("/desk/terms/")
    chief.finds_no_fault()
    term = chief.goes_to("/desk/terms/sudani/")
    term.fill("input[name=ended_on]", "2025-12-01")
    with term.expect_navigation():
        term.get_by_role("button", name="سجّل نهاية الولاية").click()
    assert "0 من 1" in term.inner_text("main")
    chief.finds_no_fault()
    assert "مسودة" not in reader.goes_to("/governments/sudani/report/").inner_text("main")
    chief.goes_to("/desk/promises/coalition/correct/")
    chief.finds_no_fault()
