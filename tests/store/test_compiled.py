"""A question compiled once answers as Django does each time, whatever it is asked with, on either database."""

import datetime as dt

import pytest
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from marsad.store.models import Entry, Promise, PromiseRevision
from marsad.store.queries.compiled import LONGEST, NotCompiledError, compiled_once
from marsad.store.queries.public import end_of
from tests import observatory

KEYS = [f"promise-{number}" for number in range(7)]


def wordings(key, members, on):
    rows = PromiseRevision.objects.filter(Q(promise__key=key) | Q(promise__in=members))
    if on is not None:
        newer = PromiseRevision.objects.filter(promise=OuterRef("promise"), number__gt=OuterRef("number"), at__lt=end_of(on))
        rows = rows.filter(~Exists(newer), at__lt=end_of(on))
    return rows.select_related("promise", "sector").order_by("promise__key", "number")


class TestWordings(TestCase):
    @classmethod
    def setUpTestData(cls):
        for key in KEYS:
            observatory.promise(key)
        PromiseRevision.objects.filter(promise__key__in=KEYS[:3]).update(at=dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
        cls.asked = compiled_once(wordings)

    @settings(max_examples=60)
    @given(
        st.sampled_from([*KEYS, "none", "'; DROP TABLE store_entry; --", "�", "%s"]),
        st.sets(st.integers(0, 9), max_size=9),
        st.none() | st.dates(dt.date(2024, 2, 27), dt.date(2024, 3, 3)) | st.just(dt.date(2999, 1, 1)),
    )
    def test_it_answers_as_django_does(self, key, places, on):
        first = Promise.objects.order_by("pk").values_list("pk", flat=True)[0]
        members = {first + place for place in places}
        found, wanted = self.asked(key, members, on), tuple(wordings(key, members, on))
        assert found == wanted
        assert [(row.promise.key, row.sector.key) for row in found] == [(row.promise.key, row.sector.key) for row in wanted]


pytestmark = pytest.mark.django_db


def test_its_sql_is_written_once_for_each_shape(monkeypatch):
    asked = []

    def build(numbers):
        asked.append(numbers)
        return Promise.objects.filter(pk__in=numbers).order_by("pk")

    rows = compiled_once(build)
    promises = [observatory.promise(key).pk for key in KEYS]
    for count in (1, 2, 3, 4, 5, 6, 7):
        assert [row.pk for row in rows(promises[:count])] == promises[:count]
    written = len(asked)
    for count in (7, 6, 5, 4, 3, 2, 1):
        assert [row.pk for row in rows(promises[:count])] == promises[:count]
    assert len(asked) == written
    assert written == 2 * len({1, 2, 4, 8})
    assert rows([]) == ()


def test_a_list_too_long_to_be_kept_is_asked_as_it_is():
    pk = observatory.promise("one").pk
    rows = compiled_once(lambda numbers: Promise.objects.filter(pk__in=numbers))
    assert [row.pk for row in rows(range(pk, pk + LONGEST + 1))] == [pk]


def test_rows_of_columns_come_as_they_are():
    pk = observatory.promise("one").pk
    rows = compiled_once(lambda key: Promise.objects.filter(key=key).values_list("pk", "key"))
    assert rows("one") == ((pk, "one"),)


def test_what_rests_on_the_clock_is_not_kept():
    rows = compiled_once(lambda key: Promise.objects.filter(key=key, revisions__at__lt=timezone.now()))
    with pytest.raises(NotCompiledError, match="made of a value"):
        rows("one")


def test_a_day_before_the_day_asked_is_not_kept():
    rows = compiled_once(lambda on: PromiseRevision.objects.filter(at__lt=end_of(on - dt.timedelta(days=1))))
    with pytest.raises(NotCompiledError, match="made of a value"):
        rows(dt.date(2026, 1, 1))


def test_what_is_asked_differently_of_other_values_is_not_kept():
    columns = iter(("kind", "at"))
    rows = compiled_once(lambda key: Entry.objects.filter(promise__key=key).order_by(next(columns)))
    with pytest.raises(NotCompiledError, match="another for other values"):
        rows("one")


@pytest.mark.parametrize("told", ["as it is", "it's 100 % of \\ %s %%s", "' OR 1=1 --", "؟ ? {} :one $1", 12, -7, 2.5, True])
def test_a_constant_of_the_question_stays(told):
    observatory.promise("one")
    rows = compiled_once(lambda key: Promise.objects.filter(key=key).annotate(told=Value(told)))
    assert [row.told for row in rows("one")] == [told]


def test_what_is_asked_of_a_column_is_written_into_the_statement():
    observatory.promise("one")
    rows = compiled_once(lambda key: Entry.objects.filter(promise__key=key, kind__in=("it's", "promise.published", "50 %")))
    assert rows("one") == tuple(Entry.objects.filter(promise__key="one", kind="promise.published"))
    (question,) = rows._questions.values()
    assert len(question.constants) == 1
