"""A page finds its story as it comes in, among all that were read before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.domain.reading import Reading
from marsad.newsroom.stories import gather_all, gather_stories
from marsad.pipeline.deduplicate import stories
from marsad.store.models import Document, Story, TextRun
from tests import observatory
from tests.pipeline.story_texts import APART, BRIDGE, ONE, SCHOOLS, WATER

pytestmark = pytest.mark.django_db


def document(text: str, **values) -> Document:
    return observatory.document(text=text, **values)


def keys(*documents: Document) -> list[str]:
    return [Document.objects.select_related("story").get(pk=one.pk).story.key for one in documents]


def test_a_copy_joins_the_story_of_the_earliest_and_the_empty_story_goes():
    first, other = document(BRIDGE), document(SCHOOLS)
    gather_stories([first.pk, other.pk])
    before = keys(first)[0]
    copy = document(f"واع: {BRIDGE}")
    gather_stories([copy.pk])
    assert keys(first, copy) == [before, before]
    assert Story.objects.count() == 2


def test_a_copy_is_found_however_long_ago_the_first_was_published():
    old = document(BRIDGE, day="2019-01-01")
    gather_stories([old.pk])
    new = document(f"{BRIDGE} المصدر: وكالات", day="2025-01-01")
    gather_stories([new.pk])
    assert len(set(keys(old, new))) == 1


def test_a_page_that_joins_two_stories_makes_one_of_them_under_the_earlier_name():
    first = document(ONE["its first two sentences"][1])
    second = document(BRIDGE[BRIDGE.index("وأضاف") :])
    gather_stories([first.pk, second.pk])
    assert len(set(keys(first, second))) == 2
    whole = [document(BRIDGE) for _ in range(3)]
    gather_stories([one.pk for one in whole])
    assert len(set(keys(first, *whole))) == 1
    assert keys(first) == keys(whole[0])


def test_doing_it_again_changes_nothing():
    made = [document(text) for group in (*ONE.values(), *APART.values()) for text in group]
    gather_stories([one.pk for one in made])
    before = keys(*made), set(TextRun.objects.values_list("pk", flat=True))
    gather_stories([one.pk for one in made[::3]])
    gather_stories([one.pk for one in made])
    assert gather_all(lambda count: None) == len(made)
    assert (keys(*made), set(TextRun.objects.values_list("pk", flat=True))) == before


def test_one_at_a_time_gives_the_same_stories_as_all_at_once():
    texts = [text for group in (*ONE.values(), *APART.values()) for text in group]
    made = [document(text) for text in texts]
    for one in made:
        gather_stories([one.pk])
    found = stories(Reading(id=str(number), text=text) for number, text in enumerate(texts))
    assert len(set(keys(*made))) == len(set(found.values()))


def test_a_page_whose_text_changed_leaves_its_story():
    first, copy = document(BRIDGE), document(f"{BRIDGE} انتهى")
    gather_stories([first.pk, copy.pk])
    assert len(set(keys(first, copy))) == 1
    Document.objects.filter(pk=copy.pk).update(text=WATER)
    gather_stories([copy.pk])
    assert len(set(keys(first, copy))) == 2
    third = document(f"واع: {WATER}")
    gather_stories([third.pk])
    assert len(set(keys(copy, third))) == 1


def test_documents_of_an_older_release_are_compared_once():
    old = document(BRIDGE)
    new = document(f"واع: {BRIDGE}")
    gather_stories([new.pk])
    assert len(set(keys(old, new))) == 1
    assert set(TextRun.objects.values_list("document", flat=True)) == {old.pk, new.pk}


def test_a_story_that_stands_is_not_torn_by_a_new_page():
    made = [document(BRIDGE), document(SCHOOLS)]
    shared = Story.objects.create(key="by hand")
    gather_stories([one.pk for one in made])
    Document.objects.filter(pk__in=[one.pk for one in made]).update(story=shared)
    new = document(f"واع: {BRIDGE}")
    gather_stories([new.pk])
    assert len(set(keys(*made))) == 1


def test_bulletins_of_one_frame_stay_apart_and_their_copies_find_them():
    made = [document(text) for text in APART["closings of the exchange"]]
    gather_stories([one.pk for one in made])
    copy = document(f"بغداد اليوم: {APART['closings of the exchange'][1]}")
    gather_stories([copy.pk])
    assert len(set(keys(*made))) == 3
    assert keys(copy) == keys(made[1])


def test_a_page_costs_no_more_queries_among_many():
    def cost() -> int:
        one = document(f"{BRIDGE} انتهى")
        with CaptureQueriesContext(connection) as asked:
            gather_stories([one.pk])
        return len(asked)

    gather_stories([document(BRIDGE).pk])
    cost()
    few = cost()
    gather_stories([document(text).pk for group in APART.values() for text in group])
    assert cost() == few
