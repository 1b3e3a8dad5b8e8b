"""Pages at a glance in a real browser: from the front page to the list that a figure counts, and back off it."""

import datetime as dt

import pytest

from marsad.newsroom import publish, review
from marsad.store.models import Document, Outlet
from marsad.store.record import programme
from tests import observatory
from tests.desk.conftest import propose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def record(transactional_db):
    """Two governments, a promise with a verdict of one body, and one that is overdue."""
    observatory.load_codebook()
    coder, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    observatory.promise("older", cabinet=observatory.government("kadhimi", "2020-05-07", "2022-10-27"))
    body = programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
    rated = observatory.promise("rated", deadline="2031-09", body=body)
    observatory.promise("late", title="تحلية مياه البحر", sector="water", deadline="2024-01", body=body)
    outlet = Outlet.objects.create(key="river", name_ar="صحيفة النهر", name_en="The River")
    found = [observatory.candidate(rated, of=observatory.document(day="2025-10-01")) for _ in range(2)]
    Document.objects.filter(pk=found[0].document_id).update(outlet=outlet)
    evidence = [review.accept(one.pk, coder, stance="supports", rung="under_way") for one in found]
    publish.publish(propose(rated, coder, evidence, effective_on=dt.date(2025, 10, 1)).pk, omar)


def test_a_reader_goes_from_a_figure_to_what_it_counts(visitor, record):
    for theme in ("light", "dark"):
        reader = visitor(theme)
        page = reader.goes_to("/en/")
        reader.finds_no_fault()
        page = reader.goes_to("/en/")
        page.get_by_role("link", name="1 promise is overdue").click()
        page.wait_for_url("**deadline=overdue**")
        assert page.locator(".list > li").count() == 1
        assert page.locator(".chosen li").count() == 2
        reader.finds_no_fault()
        for address in (
            "/governments/sudani/",
            "/sectors/",
            "/bodies/defence/",
            "/outlets/",
            "/outlets/river/",
            "/promises/rated/",
        ):
            reader.goes_to(address)
            reader.finds_no_fault()


def test_the_headline_leads_to_its_promises_and_their_list_is_taken_as_a_file(visitor, record):
    page = visitor().goes_to("/en/")
    page.get_by_role("link", name="1 has been assessed").click()
    page.wait_for_url("**verdict=assessed**")
    assert page.locator(".list > li").count() == 1
    page.go_back()
    page.locator("h1 a").click()
    page.wait_for_url("**/en/promises/?government=sudani")
    assert page.locator(".list > li").count() == 2
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    rows = taken.value.path().read_text(encoding="utf-8").splitlines()
    assert (len(rows), taken.value.suggested_filename) == (3, "promises-part.csv")


def test_the_form_of_the_list_folds_on_a_phone_and_lies_open_on_a_desktop(visitor, record, width):
    page = visitor().goes_to("/en/promises/")
    assert page.locator("#f-deadline").is_visible() == (width > 960)
    if width < 960:
        page.locator(".narrowing summary").click()
    page.select_option("#f-deadline", "overdue")
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()
    assert "deadline=overdue" in page.url
    page.locator(".chosen li a").first.click()
    page.wait_for_url("**/en/promises/**")
    assert page.locator(".list > li").count() == 3
