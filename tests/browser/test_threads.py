"""Threads, governments side by side and wordings in a real browser: an editor ties and rewrites, readers see."""

import datetime as dt

import pytest

from marsad.newsroom import lineage, publish, review
from marsad.store.models import Person
from marsad.store.record import programme
from tests import observatory
from tests.desk.conftest import propose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(transactional_db):
    """A promise of two governments with a verdict each, and one that has no counterpart."""
    observatory.load_codebook()
    coder, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    old = observatory.government("kadhimi", "2020-05-07", "2022-10-27")
    earlier = observatory.promise("earlier", cabinet=old, deadline="2021-12", text_ar="تنهي الحكومة وجود القوات القتالية.")
    later = observatory.promise("later", deadline="2026-09", text_ar="تنهي الحكومة مهمة التحالف وفق جدول زمني.")
    observatory.promise("alone", title="تحلية مياه البحر", sector="water")
    for row, day in ((earlier, "2021-12-20"), (later, "2025-10-01")):
        found = [observatory.candidate(row, of=observatory.document(day=day)) for _ in range(2)]
        evidence = [review.accept(one.pk, coder, stance="supports", rung="under_way") for one in found]
        publish.publish(propose(row, coder, evidence, effective_on=dt.date.fromisoformat(day)).pk, omar)
    programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
    return earlier, later


def test_two_promises_are_tied_and_readers_see_one_thread(visitor, two):
    earlier, _ = two
    editor = visitor()
    editor.signs_in("omar")
    desk = editor.goes_to("/desk/threads/")
    editor.finds_no_fault()
    desk = editor.goes_to("/desk/threads/new/?promise=later")
    editor.finds_no_fault()
    desk.reload()
    desk.locator("aside a").first.click()
    desk.wait_for_url(f"**with={earlier.pk}")
    assert desk.input_value("#id_earlier") == str(earlier.pk)
    desk.fill("#id_reason_ar", "المهمة نفسها باسم آخر.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="اربطهما").click()
    editor.finds_no_fault()
    for scheme in ("light", "dark"):
        reader = visitor(scheme)
        told = reader.goes_to("/threads/later/")
        assert told.url.endswith("/threads/earlier/")
        assert told.locator(".threaded > li").count() == 2
        assert told.locator("svg.chart .moon:visible").count() == 2  # drawn for both widths, shown for one
        reader.finds_no_fault()
        told = reader.goes_to("/governments/compare/?a=kadhimi&b=sudani")
        assert told.locator("section[aria-labelledby=shared] .cells tbody tr").count() == 1
        reader.finds_no_fault()


def test_a_promise_is_written_anew_and_readers_see_what_changed(visitor, two):
    editor = visitor()
    editor.signs_in("omar")
    desk = editor.goes_to("/desk/promises/later/wording/")
    editor.finds_no_fault()
    desk.reload()
    desk.locator("details.act summary").first.click()
    desk.fill("#id_text_ar", "تنهي الحكومة مهمة التحالف الدولي وفق جدول زمني.")
    desk.check("input[name=kind][value=mended]")
    with desk.expect_navigation():
        desk.get_by_role("button", name="احفظ الصيغة الجديدة").click()
    assert "ما كان الخطأ" in desk.inner_text(".errorlist")
    desk.fill("#id_reason_ar", "سقطت كلمة من النص.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="احفظ الصيغة الجديدة").click()
    editor.errors.clear()  # the first answer was 400
    editor.finds_no_fault()
    for scheme in ("light", "dark"):
        reader = visitor(scheme)
        told = reader.goes_to("/promises/later/")
        part = told.locator("section[aria-labelledby=wording]")
        assert "الدولي" in part.locator("ins").inner_text()
        assert part.locator("del").count() == 0
        reader.finds_no_fault()


def test_a_thread_can_be_seen_without_its_picture(visitor, two):
    earlier, later = two
    lineage.tie(earlier.pk, Person.objects.get(username="omar"), later_id=later.pk, kind="revives", reason_ar="عاد.")
    told = visitor().goes_to("/threads/earlier/")
    told.locator("details.behind summary").first.click()
    assert told.locator("table tbody tr").count() == 2
