"""Who carried a text and whose it is, on the desk's pages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.newsroom import review
from marsad.store.models import Outlet, Story
from marsad.store.queries.desk import candidate_page, find_candidate, promise_page
from marsad.store.queries.queue import QueueFilters, queue_page
from tests import observatory
from tests.desk.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(about):
    """One text in three outlets, of which one credits an agency; and another text of that agency."""
    story = Story.objects.create(key="carried")
    best = observatory.candidate(about, of=observatory.document(story=story, outlet="صحيفة أولى", day="2025-10-02"), score=0.9)
    for outlet, agencies in (("موقع ثان", ["رويترز"]), ("موقع ثالث", [])):
        made = observatory.document(story=story, outlet=outlet)
        made.agencies = agencies
        made.save()
    other = observatory.document(outlet="جريدة رابعة")
    other.agencies = ["شفق نيوز", "رويترز"]
    other.save()
    return best, observatory.candidate(about, of=other, score=0.8)


def test_the_queue_tells_outlets_and_sources(carried, monitor):
    assert "3 جهات نشر، مصدر مستقل واحد" in words(monitor.get("/desk/"))
    monitor.cookies["django_language"] = "en"
    assert "3 outlets, 1 independent source" in words(monitor.get("/desk/"))


def test_a_candidates_page_says_whose_text_it_is_and_who_carried_it(carried, monitor):
    page = words(monitor.get(f"/desk/candidates/{carried[0].pk}/"))
    assert "من نشر هذا النص 3 جهات نشر، مصدر مستقل واحد" in page
    assert "رويترز يُنسب إليه نص واحد تناقلته موقع ثان، موقع ثالث، صحيفة أولى" in page


def test_a_page_that_credits_an_agency_says_so_though_nobody_copied_it(carried):
    (voice,) = candidate_page(find_candidate(carried[1].pk)).sources.voices
    assert (voice.origin, voice.relaying) == ("رويترز", ("جريدة رابعة",))


def test_two_texts_of_one_agency_are_one_source_of_a_promise(about, carried, zahra, monitor):
    for candidate in carried:
        review.accept(candidate.pk, zahra, stance="supports", rung="under_way")
    observatory.load_codebook()
    found = promise_page(about.key).sources
    assert (found.outlets, found.independent, found.parties) == (4, 1, 0)
    assert "4 جهات نشر، مصدر مستقل واحد" in words(monitor.get(f"/desk/promises/{about.key}/"))


def test_a_ministrys_own_page_is_marked_and_is_no_independent_source(about, monitor):
    ministry = Outlet.objects.create(key="oil", name_ar="وزارة النفط", name_en="Ministry of Oil", kind="ministry")
    made = observatory.document(outlet="")
    made.outlet = ministry
    made.save()
    candidate = observatory.candidate(about, of=made)
    assert "جهة نشر واحدة، لا مصدر مستقل" in words(monitor.get("/desk/"))
    assert "وزارة النفط الطرف المعني نفسه: ليس مصدرا مستقلا" in words(monitor.get(f"/desk/candidates/{candidate.pk}/"))


def test_a_page_of_the_queue_asks_no_more_for_more_rows(about, carried, django_assert_num_queries):
    today = dt.date(2025, 11, 1)
    with CaptureQueriesContext(connection) as few:
        queue_page(QueueFilters(), today)
    for _ in range(6):
        observatory.candidate(about)
    with django_assert_num_queries(len(few)):
        queue_page(QueueFilters(), today)
