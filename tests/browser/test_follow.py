"""Following by mail in a real browser: asked for, confirmed from the letter, ended; nothing needs a script."""

import pytest
from django.core import mail

from marsad.newsroom import deliver
from marsad.store.models import Follower
from tests import observatory
from tests.newsroom.following_rows import ADDRESS, body, links

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def about(transactional_db, settings):
    settings.FOLLOW_BY_MAIL = True
    observatory.load_codebook()
    return observatory.promise("coalition", title_en="End the coalition mission", body=body())


def test_a_reader_follows_a_promise_confirms_by_the_letter_and_ends_it(visitor, about):
    reader = visitor()
    page = reader.goes_to("/promises/coalition/")
    page.get_by_text("تابع هذا الوعد", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name="بالبريد", exact=True).click()
    assert page.get_by_role("checkbox", name=about.title_ar).is_checked()
    reader.finds_no_fault()
    page.reload()
    page.fill("#id_address", ADDRESS)
    page.get_by_role("radio", name="كل أسبوع").check()
    with page.expect_navigation():
        page.get_by_role("button", name="اسألني بالبريد").click()
    assert ADDRESS in page.inner_text("main")
    reader.finds_no_fault()

    deliver.deliver()
    [code] = links(mail.outbox[-1])
    reader.goes_to(f"/follow/confirm/{code}/")
    reader.finds_no_fault()
    page.reload()
    with page.expect_navigation():
        page.get_by_role("button", name="نعم، اكتبوا إليّ").click()
    assert about.title_ar in page.inner_text("main")
    assert Follower.objects.get().frequency == "weekly"
    with page.expect_navigation():
        page.get_by_role("link", name="غيّر ما اخترته").click()
    reader.finds_no_fault()
    page.reload()
    with page.expect_navigation():
        page.get_by_role("link", name="أنهِ المتابعة").click()
    with page.expect_navigation():
        page.get_by_role("button", name="كفّوا وانسوا عنواني").click()
    reader.finds_no_fault()
    assert Follower.objects.get().address == ""
