import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marsad.newsroom import review
from marsad.store.models import Candidate, Outlet, Story
from marsad.store.queries import queue
from marsad.store.queries.queue import QueueFilters
from tests import observatory
from tests.desk.conftest import words

pytestmark = pytest.mark.django_db


def ids(**filters):
    return list(queue.waiting(QueueFilters(**filters), timezone.localdate()).values_list("pk", flat=True))


def rows(response):
    return [int(found) for found in re.findall(r'<li><a href="/desk/candidates/(\d+)/', response.content.decode())]


def test_suggested_ones_stand_above_and_the_best_first(about, noise):
    low = observatory.candidate(about, score=0.6)
    loud = observatory.candidate(about, score=0.99, suggested=False)
    high = observatory.candidate(about, score=0.9)
    assert ids() == [high.pk, low.pk, loud.pk]


def test_the_queue_shows_what_the_query_orders(monitor, about, noise):
    low, high = observatory.candidate(about, score=0.6), observatory.candidate(about, score=0.9)
    assert rows(monitor.get("/desk/")) == [high.pk, low.pk]


def test_copies_of_a_story_are_one_row_that_names_the_outlets(monitor, about, noise):
    story = Story.objects.create(key="shared")
    best = observatory.candidate(about, of=observatory.document(story=story, outlet="وكالة أولى"), score=0.9)
    observatory.candidate(about, of=observatory.document(story=story, outlet="صحيفة ثانية"), score=0.8)
    observatory.document(story=story, outlet="موقع ثالث")
    response = monitor.get("/desk/")
    assert rows(response) == [best.pk]
    assert "3 جهات نشر، مصدر مستقل واحد" in words(response)


def test_a_copy_of_a_decided_story_stays_out_until_it_is_asked_for(about, zahra):
    story = Story.objects.create(key="shared")
    best = observatory.candidate(about, of=observatory.document(story=story), score=0.9)
    copy = observatory.candidate(about, of=observatory.document(story=story), score=0.8)
    review.accept(best.pk, zahra, stance="supports", rung="decided")
    assert ids() == []
    assert ids(has_copies=True) == [copy.pk]
    review.undo(best.pk, zahra)
    assert ids() == [best.pk]


def test_a_story_waits_once_for_each_promise(about, noise):
    document = observatory.document()
    first = observatory.candidate(about, of=document, score=0.9)
    second = observatory.candidate(observatory.promise(), of=document, score=0.8)
    assert ids() == [first.pk, second.pk]


def test_a_deferred_candidate_comes_back_on_its_day(about, zahra):
    found = observatory.candidate(about)
    review.defer(found.pk, zahra, days=3)
    today = timezone.localdate()
    assert not queue.waiting(QueueFilters(), today + dt.timedelta(days=2)).exists()
    assert queue.waiting(QueueFilters(), today + dt.timedelta(days=3)).get() == found


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"promise": "coalition"}, ["mine", "doubtful"]),
        ({"sector": "energy"}, ["other"]),
        ({"outlet": "وكالة بعيدة"}, ["other"]),
        ({"outlet": "dijla"}, ["doubtful"]),
        ({"stance": "refutes"}, ["doubtful"]),
        ({"is_suggested": True}, ["mine", "other"]),
        ({"promise": "nowhere"}, []),
    ],
)
def test_a_filter_shows_only_what_it_asks_for(about, noise, filters, expected):
    dijla = observatory.document()
    dijla.outlet = Outlet.objects.create(key="dijla", name_ar="دجلة")
    dijla.save()
    made = {
        "mine": observatory.candidate(about, score=0.9),
        "other": observatory.candidate(
            observatory.promise("gas", sector="energy"), of=observatory.document(outlet="وكالة بعيدة"), score=0.7
        ),
        "doubtful": observatory.candidate(about, of=dijla, score=0.8, suggested=False, stance="refutes"),
    }
    assert ids(**filters) == [made[name].pk for name in expected]


def test_filters_go_along_from_page_to_page(monitor, about, noise):
    found, after = observatory.candidate(about, score=0.9), observatory.candidate(about, score=0.8)
    observatory.candidate(observatory.promise(), score=0.85)
    page = monitor.get(f"/desk/candidates/{found.pk}/?promise=coalition").content.decode()
    assert f'id="next" rel="next" href="/desk/candidates/{after.pk}/?promise=coalition"' in page
    assert f'action="/desk/candidates/{found.pk}/accept/?promise=coalition"' in page


def test_next_and_previous_walk_the_queue_in_order(about, noise):
    made = [
        observatory.candidate(about, score=score, suggested=told) for score, told in ((0.9, True), (0.9, True), (0.95, False))
    ]
    today, filters = timezone.localdate(), QueueFilters()
    assert queue.preceding(made[0], filters, today) is None
    assert queue.following(made[0], filters, today) == made[1].pk
    assert queue.following(made[1], filters, today) == made[2].pk
    assert queue.preceding(made[2], filters, today) == made[1].pk
    assert queue.following(made[2], filters, today) == made[0].pk


def test_the_queue_is_cut_into_pages(monitor, about, noise, monkeypatch):
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    made = [observatory.candidate(about, score=0.9 - number / 100).pk for number in range(5)]
    assert rows(monitor.get("/desk/?page=3")) == made[4:]
    assert rows(monitor.get("/desk/?page=99")) == made[4:]
    assert rows(monitor.get("/desk/?page=%D9%A3x")) == made[:2]
    assert rows(monitor.get(f"/desk/candidates/{made[3]}/")) == made[2:4]


def test_the_number_of_queries_does_not_grow_with_the_queue(monitor, about, noise):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert monitor.get("/desk/").status_code == 200
        return len(captured)

    observatory.candidate(about)
    observatory.candidate(about)
    queries()  # the first page of a session also writes the session down
    few = queries()
    for number in range(12):
        observatory.candidate(observatory.promise() if number % 3 else about, score=0.7)
    assert queries() == few


def test_an_empty_queue_says_what_to_do(monitor, noise):
    response = monitor.get("/desk/")
    assert response.status_code == 200
    assert "لا شيء بانتظارك" in words(response)
    assert "marsad ingest" in words(response)


def test_a_filter_that_finds_nothing_offers_the_whole_queue(monitor, about):
    observatory.candidate(about)
    assert "لا شيء يطابق هذه التصفية" in words(monitor.get("/desk/?stance=refutes"))


def test_a_promise_without_a_verdict_shows_the_dashed_circle(monitor, about, noise):
    observatory.candidate(about)
    assert 'class="unrated"' in monitor.get("/desk/").content.decode()


def test_a_page_that_is_not_there_is_not_found(monitor):
    assert monitor.get("/desk/candidates/999999/").status_code == 404
    assert monitor.post("/desk/candidates/999999/accept/").status_code == 404


def test_reading_the_queue_writes_nothing(monitor, about, noise):
    observatory.candidate(about)
    before = list(Candidate.objects.values())
    monitor.get("/desk/")
    assert list(Candidate.objects.values()) == before


def test_a_machine_is_never_shown_as_certain(monitor, about):
    observatory.candidate(about, score=1.0)
    shown = monitor.get("/desk/").content.decode()
    assert "99%" in shown
    assert "100%" not in shown
