import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from marsad.newsroom import lineage
from marsad.newsroom.acts import NotAllowedError
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Entry, Lineage, Promise, PromiseRevision
from marsad.store.queries.lineage_desk import counterparts
from marsad.store.queries.lineages import compare_governments, read_thread
from tests import observatory

pytestmark = pytest.mark.django_db

WHY = "الوعد نفسه بصيغة أقصر."


@pytest.fixture
def three(codebook):
    """One promise of three governments, and noise in two of them."""
    first = observatory.promise("first", cabinet=observatory.government("abdulmahdi", "2018-10-25", "2020-05-07"))
    second = observatory.promise("second", cabinet=observatory.government("kadhimi", "2020-05-07", "2022-10-27"))
    third = observatory.promise("third", text_ar="تنهي الحكومة مهمة التحالف في أيلول 2025.")
    observatory.promise("noise", title="تحلية مياه البحر", text_ar="محطة في البصرة.", cabinet=second.government)
    return first, second, third


def tie(earlier, later, person, kind="continues", why=WHY):
    return lineage.tie(earlier.pk, person, later_id=later.pk, kind=kind, reason_ar=why)


def test_promises_tied_two_by_two_are_one_thread(three, omar):
    first, second, third = three
    tie(second, third, omar)
    tie(first, second, omar, "revives")
    for row in three:
        thread = read_thread(row.key)
        assert thread.key == "first"
        assert [column.promise.key for column in thread.columns] == ["first", "second", "third"]
    last = thread.columns[-1]
    assert [row.reason_ar for row in last.ties] == [WHY]
    assert {piece.kind for piece in last.changes} >= {"gone", "new"}
    assert read_thread("noise") is None


def test_a_tie_has_its_entry_and_an_untied_one_too(three, omar):
    first, second, _ = three
    row = tie(first, second, omar)
    assert tie(first, second, omar).pk == row.pk
    changed = tie(first, second, omar, "replaces")
    assert changed.pk != row.pk
    lineage.untie(changed.pk, omar, reason="مختلفان.")
    kinds = [entry.kind for entry in Entry.objects.filter(kind__startswith="lineage.").order_by("sequence")]
    assert kinds == ["lineage.published", "lineage.withdrawn", "lineage.published", "lineage.withdrawn"]
    assert read_thread(first.key) is None
    assert Lineage.objects.count() == 2


def test_a_past_day_shows_the_thread_of_that_day(three, omar):
    first, second, third = three
    row = tie(first, second, omar)
    lineage.untie(row.pk, omar, reason="مختلفان.")
    tie(second, third, omar)
    PromiseRevision.objects.update(at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    moments = {"tied_at": dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC), "withdrawn_at": dt.datetime(2025, 3, 11, 12, tzinfo=dt.UTC)}
    Lineage.objects.filter(pk=row.pk).update(**moments)
    keys = [read_thread("second", dt.date(2025, 3, day)) for day in (5, 15)]
    assert [column.promise.key for column in keys[0].columns] == ["first", "second"]
    assert keys[1] is None
    assert [column.promise.key for column in read_thread("second").columns] == ["second", "third"]


@pytest.mark.parametrize(
    ("pair", "kind", "why", "field"),
    [
        (("second", "first"), "continues", WHY, "later"),
        (("first", "second"), "follows", WHY, "kind"),
        (("first", "second"), "continues", " ", "reason_ar"),
        (("second", "noise"), "continues", WHY, "later"),
    ],
)
def test_what_is_no_tie_is_refused(three, omar, pair, kind, why, field):
    earlier, later = (Promise.objects.everything().get(key=key) for key in pair)
    with pytest.raises(Refusal) as refused:
        tie(earlier, later, omar, kind, why)
    assert refused.value.field == field


def test_only_editors_tie(three):
    with pytest.raises(NotAllowedError):
        tie(three[0], three[1], observatory.person("coder", "coder"))


def test_an_untied_tie_says_why(three, omar):
    row = tie(three[0], three[1], omar)
    with pytest.raises(Refusal):
        lineage.untie(row.pk, omar, reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Lineage.objects.update(withdrawn_at=row.tied_at)


def test_the_likeliest_counterpart_comes_first_and_none_of_the_same_government(three, omar):
    _, second, third = three
    found = counterparts(third)
    assert [row.promise.key for row in found][:2] == ["first", "second"]
    assert found[0].percent > 20
    tie(second, third, omar)
    assert "second" not in {row.promise.key for row in counterparts(third)}


def test_governments_stand_side_by_side_with_what_they_share_and_what_they_do_not(three, omar):
    _, second, third = three
    tie(second, third, omar)
    told = compare_governments(["sudani", "kadhimi", "nobody"])
    assert [side.government.key for side in told.sides] == ["kadhimi", "sudani"]
    ((key, cells),) = told.threads
    assert key == "second"
    assert [[step.promise.key for step in cell] for cell in cells] == [["second"], ["third"]]
    assert [[step.promise.key for step in side.alone] for side in told.sides] == [["noise"], []]
    assert [sum(item.count for item in side.tallies) for side in told.sides] == [2, 1]
    assert told.has_several_codebooks is False
