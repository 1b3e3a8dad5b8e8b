"""What is kept of who leads its story says the same as the slow definition, on every day and for every filter."""

import datetime as dt
from contextlib import contextmanager
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Match
from marsad.newsroom import review
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Candidate, Document
from marsad.store.queries import queue
from marsad.store.queries.queue import QueueFilters
from marsad.store.record import leads, pages, stories
from tests import observatory

FILTERS = [
    QueueFilters(promise=promise, outlet=outlet, stance=stance, is_suggested=told, has_copies=copies)
    for promise, outlet, stance, told, copies in product(
        ("", "one"), ("", "جهة أولى"), ("", "refutes"), (False, True), (False, True)
    )
]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "defer", "undo", "match", "merge"]),
        st.integers(0, 7),
        st.integers(0, 5),
        st.sampled_from([0.3, 0.5, 0.9]),
    ),
    max_size=8,
)


@contextmanager
def rolled_back():
    """Undo what an example wrote: all examples run in one test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def agree(day):
    for filters in FILTERS:
        kept = list(queue.leading(filters, day).values_list("pk", flat=True))
        assert kept == list(queue.waiting(filters, day).values_list("pk", flat=True)), (filters, day)


def do(act, candidate, number, score, person, documents, promises):
    if act == "merge":
        one, other = documents[number % len(documents)], documents[(number + 1) % len(documents)]
        stories.save_stories({one.pk: Document.objects.select_related("story").get(pk=other.pk).story.key})
    elif act == "match":
        match = Match(promises[number % 2].key, score, number % 2 == 0, ("supports", "refutes")[number % 2], "announced", 0, 9)
        pages.save_candidates(documents[number % len(documents)], (match,), {row.key: row for row in promises}, version="tests")
    elif act == "accept":
        review.accept(candidate.pk, person, stance="supports", rung="announced")
    elif act == "reject":
        review.reject(candidate.pk, person, reason="unrelated")
    elif act == "defer":
        review.defer(candidate.pk, person, days=number + 1)
    else:
        review.undo(candidate.pk, person)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(
    made=st.lists(
        st.tuples(
            st.integers(0, 1),
            st.integers(0, 2),
            st.sampled_from(["supports", "refutes"]),
            st.booleans(),
            st.sampled_from([0.3, 0.5, 0.9]),
            st.sampled_from(["جهة أولى", "جهة ثانية"]),
        ),
        min_size=1,
        max_size=8,
    ),
    acts=ACTS,
)
def test_what_is_kept_gives_the_rows_of_the_definition(made, acts):
    with rolled_back():
        person = observatory.person("zahra", "monitor")
        promises = [observatory.promise("one"), observatory.promise("two")]
        shared = [observatory.document().story for _ in range(3)]
        rows = [
            observatory.candidate(
                promises[promise],
                of=observatory.document(story=shared[story], outlet=outlet),
                stance=stance,
                suggested=told,
                score=score,
            )
            for promise, story, stance, told, score, outlet in made
        ]
        documents = [row.document for row in rows]
        for act, which, number, score in acts:
            found = Candidate.objects.filter(pk=rows[which % len(rows)].pk).first()
            try:
                if found or act in {"match", "merge"}:
                    do(act, found, number, score, person, documents, promises)
            except Refusal:
                pass
        today = timezone.localdate()
        for days in (0, 1, 3, 10):
            agree(today + dt.timedelta(days=days))


@pytest.mark.django_db
def test_settling_again_changes_nothing():
    about = observatory.promise()
    row = observatory.candidate(about)
    before = Candidate.objects.values().get(pk=row.pk)
    leads.settle([row.document.story_id])
    assert Candidate.objects.values().get(pk=row.pk) == before


@pytest.mark.django_db
def test_a_story_deferred_in_part_waits_for_the_last_day(zahra):
    about = observatory.promise()
    story = observatory.document().story
    best = observatory.candidate(about, of=observatory.document(story=story), score=0.9)
    other = observatory.candidate(about, of=observatory.document(story=story), score=0.8)
    review.defer(best.pk, zahra, days=3)
    best.refresh_from_db()
    other.refresh_from_db()
    assert best.leads_from == best.deferred_until
    assert other.leads_from is None
    assert (other.leads_copies_from, other.leads_copies_until) == (leads.ALWAYS, best.deferred_until)
