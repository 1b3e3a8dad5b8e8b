"""Tests of milestones that put one another off: whatever is taken back, readers are never sent to what they no longer see."""

import datetime as dt
import json

import pytest

from marsad.newsroom import milestones
from marsad.store.models import Entry, MilestoneRow
from marsad.store.queries.timetable import read_timetable
from tests import observatory
from tests.newsroom.test_milestones import FIRST, LATER, TODAY, accept, propose

pytestmark = pytest.mark.django_db
WHAT = "اكتمال الانسحاب من قاعدة حرير"


@pytest.fixture
def about(noise):
    return observatory.promise("coalition", title="إنهاء مهمة التحالف الدولي")


@pytest.fixture
def put_off(about, zahra, sivan):
    """Two milestones as readers see them: the first put off to the second."""
    accept(propose(about, FIRST), zahra)
    earlier = MilestoneRow.objects.get()
    milestones.confirm(earlier.pk, sivan, what_ar=WHAT)
    accept(propose(about, LATER, "2026-08-01"), zahra)
    later = MilestoneRow.objects.get(day="2027-03")
    milestones.confirm(later.pk, sivan, what_ar=WHAT)
    return earlier, later


def states(about):
    return {one.id: one.state for one in read_timetable(about, dt.date(2026, 9, 1))}


def test_dismissing_the_later_one_brings_the_earlier_back(about, put_off, sivan):
    earlier, later = put_off
    assert states(about) == {earlier.pk: "postponed", later.pk: "ahead"}
    milestones.dismiss(later.pk, sivan, reason="misread")
    assert states(about) == {earlier.pk: "ahead"}


def test_a_postponement_taken_back_is_not_told_again_with_the_next_wording(about, put_off, sivan):
    earlier, later = put_off
    milestones.reopen(earlier.pk, sivan)
    assert states(about) == {earlier.pk: "ahead", later.pk: "ahead"}
    milestones.reword(later.pk, sivan, what_ar="خروج آخر القوات من قاعدة حرير")
    assert states(about) == {earlier.pk: "ahead", later.pk: "ahead"}
    told = json.loads(Entry.objects.filter(kind="milestone.published").latest("sequence").payload)
    assert (told["milestone"], told["replaces"]) == (later.pk, None)


def test_what_two_put_off_stays_put_off_while_one_of_them_is_shown(about, put_off, sivan, zahra):
    earlier, later = put_off
    accept(propose(about, "ستكمل القوات الخروج من كردستان نهائيا بحلول نيسان 2027.", "2026-08-01"), zahra)
    latest = MilestoneRow.objects.get(day="2027-04")
    milestones.confirm(latest.pk, sivan, what_ar="الخروج من كردستان")
    milestones.reopen(earlier.pk, sivan)
    milestones.postpone(earlier.pk, sivan, to_id=latest.pk)
    MilestoneRow.objects.filter(pk=later.pk).update(replaces=earlier)
    milestones.reopen(later.pk, sivan)
    assert states(about) == {earlier.pk: "postponed", latest.pk: "ahead"}


def test_a_milestone_that_others_are_put_off_to_is_not_closed_as_its_own(about, put_off, sivan):
    earlier, later = put_off
    milestones.miss(later.pk, sivan, today=TODAY.replace(year=2027))
    assert states(about) == {earlier.pk: "postponed", later.pk: "missed"}
