"""Tests of a milestone's life: found, confirmed, met, missed, put off, dismissed, taken back; and what readers are told."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marsad.newsroom import milestones, review
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Entry, MilestoneQuoteRow, MilestoneRow
from marsad.store.queries import milestones as read
from marsad.store.queries.timetable import read_timetable
from marsad.text.dates.find import find_dates
from tests import observatory

pytestmark = pytest.mark.django_db
FIRST = "قال المتحدث إن انسحاب قوات التحالف من قاعدة حرير سيكتمل بحلول أيلول 2026."
AGAIN = "أكد مستشار الحكومة أن القوات ستنسحب من قاعدة حرير بحلول نهاية أيلول 2026."
OTHER = "تعهدت الوزارة بإنهاء مهمة التحالف في بغداد قبل نهاية تموز 2026."
LATER = "اتفق الجانبان على تأجيل انسحاب قوات التحالف من قاعدة حرير من أيلول 2026 إلى آذار 2027."
TODAY = dt.date(2026, 12, 1)


def page(text, day="2026-01-10", **values):
    made = observatory.document(text=text, day=day, **values)
    made.dates = [
        {"start": one.start, "end": one.end, "value": one.value, "is_doubtful": one.is_doubtful} for one in find_dates(text, day)
    ]
    made.save()
    return made


@pytest.fixture
def about(noise):
    return observatory.promise("coalition", title="إنهاء مهمة التحالف الدولي")


def propose(about, text, day="2026-01-10", **values):
    return observatory.candidate(about, of=page(text, day, **values), end=len(text))


def accept(candidate, person, rung="announced", stance="supports"):
    return review.accept(candidate.pk, person, stance=stance, rung=rung)


@pytest.fixture
def row(about, zahra):
    accept(propose(about, FIRST), zahra)
    return MilestoneRow.objects.get()


@pytest.fixture
def confirmed(row, sivan):
    return milestones.confirm(row.pk, sivan, what_ar="اكتمال الانسحاب من قاعدة حرير", what_en="Withdrawal from Harir")


def kinds():
    return [entry.kind for entry in Entry.objects.order_by("sequence") if entry.kind.startswith("milestone.")]


def told(about, today=TODAY, **values):
    return read_timetable(about, today, **values)


def test_a_suggested_page_gives_milestones_and_a_page_not_suggested_none(about):
    propose(about, FIRST)
    observatory.candidate(about, of=page(OTHER), end=len(OTHER), suggested=False)
    assert milestones.find([about]) == 1
    found = MilestoneRow.objects.get()
    assert (found.promise, found.day, found.last_on, found.status) == (about, "2026-09", dt.date(2026, 9, 30), "proposed")
    assert found.told_on == dt.date(2026, 1, 10)
    assert found.quotes.get().cut[1] == "أيلول 2026"
    assert found.quotes.get().snapshot is not None


def test_what_several_pages_tell_is_one_milestone_with_several_quotes(about):
    propose(about, AGAIN, "2026-02-01", outlet="وكالة ثانية")
    propose(about, FIRST, "2026-01-10")
    assert milestones.find([about]) == 1
    found = MilestoneRow.objects.get()
    assert found.quotes.count() == 2
    assert found.told_on == dt.date(2026, 1, 10)


def test_two_days_are_two_milestones(about):
    propose(about, FIRST)
    propose(about, OTHER)
    assert milestones.find([about]) == 2


def test_finding_again_changes_nothing(about, row, sivan):
    milestones.reword(row.pk, sivan, what_ar="الخروج من حرير")
    assert milestones.find([about]) == 0
    assert MilestoneRow.objects.get().what_ar == "الخروج من حرير"
    assert MilestoneQuoteRow.objects.count() == 1


def test_a_dismissed_milestone_does_not_come_back_from_another_page(about, row, zahra):
    milestones.dismiss(row.pk, zahra, reason="misread")
    propose(about, AGAIN, "2026-02-01")
    assert milestones.find([about]) == 0
    assert MilestoneRow.objects.get().status == "dismissed"


def test_what_is_no_longer_found_goes_unless_somebody_decided_it(about, zahra):
    candidate = propose(about, FIRST)
    milestones.find([about])
    review.reject(candidate.pk, zahra, reason="unrelated")
    assert read.milestone_counts()["proposed"] == 0  # off the desk at once
    milestones.find([about])
    assert not MilestoneRow.objects.exists()


def test_a_sentence_about_something_else_is_none_of_the_promise(about):
    text = FIRST + "\nوفي الناصرية يفتتح المستشفى الجديد بحلول نيسان 2027."
    observatory.candidate(about, of=page(text), end=len(FIRST))
    milestones.find([about])
    assert [found.day for found in MilestoneRow.objects.all()] == ["2026-09"]


def test_confirming_shows_it_to_readers_with_its_quote_and_writes_an_entry(about, confirmed):
    (shown,) = told(about, dt.date(2026, 3, 1))
    assert (shown.what, shown.day, shown.state) == ("اكتمال الانسحاب من قاعدة حرير", "2026-09", "ahead")
    assert shown.quotes[0].words == "أيلول 2026"
    assert kinds() == ["milestone.published"]
    payload = json.loads(Entry.objects.get(kind="milestone.published").payload)
    assert payload["quotes"][0]["snapshot_sha256"]
    assert payload["promise"] == "coalition"


def test_nothing_that_waits_is_shown_to_readers(about, row):
    assert told(about) == ()
    assert kinds() == []


def test_only_an_editor_confirms(row, zahra):
    with pytest.raises(Refusal):
        milestones.confirm(row.pk, zahra, what_ar="الانسحاب")


def test_a_page_that_is_no_evidence_yet_is_not_shown(about, sivan):
    propose(about, FIRST)
    milestones.find([about])
    with pytest.raises(Refusal, match="accept it first"):
        milestones.confirm(MilestoneRow.objects.get().pk, sivan, what_ar="الانسحاب")


def test_a_milestone_without_words_is_refused(row, sivan):
    with pytest.raises(Refusal) as refusal:
        milestones.confirm(row.pk, sivan, what_ar="  ")
    assert refusal.value.field == "what_ar"


def test_a_new_wording_is_a_new_entry(about, confirmed, sivan):
    milestones.reword(confirmed.pk, sivan, what_ar="خروج آخر القوات من حرير")
    assert kinds() == ["milestone.published"] * 2
    assert told(about)[0].what == "خروج آخر القوات من حرير"


def test_a_monitor_words_a_proposal_but_not_what_readers_see(row, zahra, sivan):
    assert milestones.reword(row.pk, zahra, what_ar="الخروج").what_ar == "الخروج"
    milestones.confirm(row.pk, sivan, what_ar="الخروج")
    with pytest.raises(Refusal):
        milestones.reword(row.pk, zahra, what_ar="شيء آخر")


def test_a_day_that_passed_is_flagged_on_the_desk_and_not_told_to_readers(about, confirmed):
    asked = read.MilestoneFilters()
    assert read.list_milestones(asked, dt.date(2026, 9, 30)).overdue == ()
    (line,) = read.list_milestones(asked, dt.date(2026, 10, 1)).overdue
    assert line.row == confirmed
    (shown,) = told(about, TODAY)
    assert shown.state == "due"
    assert kinds() == ["milestone.published"]


def test_evidence_of_delivery_takes_the_flag_away(about, confirmed, zahra):
    text = "أكملت القوات انسحابها من قاعدة حرير أمس."
    accept(propose(about, text, "2026-09-20"), zahra, rung="delivered")
    assert read.list_milestones(read.MilestoneFilters(), TODAY).overdue == ()
    assert [line.row for line in read.list_milestones(read.MilestoneFilters(), TODAY).past] == [confirmed]


def test_an_editor_says_that_the_day_passed_without_evidence(about, confirmed, sivan):
    milestones.miss(confirmed.pk, sivan, note="سألنا الوزارة ولم تجب.", today=TODAY)
    (shown,) = told(about)
    assert (shown.state, shown.closer, shown.why) == ("missed", sivan.public_name, "سألنا الوزارة ولم تجب.")
    assert kinds() == ["milestone.published", "milestone.closed"]


def test_nobody_says_so_before_the_day_has_passed(confirmed, sivan, zahra):
    with pytest.raises(Refusal, match="2026-09-30"):
        milestones.miss(confirmed.pk, sivan, today=dt.date(2026, 9, 30))
    with pytest.raises(Refusal):
        milestones.miss(confirmed.pk, zahra, today=TODAY)
    assert kinds() == ["milestone.published"]


def test_a_milestone_is_met_with_evidence_only(about, confirmed, sivan, zahra):
    with pytest.raises(Refusal) as refusal:
        milestones.meet(confirmed.pk, sivan, evidence_id=None)
    assert refusal.value.field == "evidence_id"
    text = "أكملت القوات انسحابها من قاعدة حرير أمس."
    candidate = propose(about, text, "2026-09-20")
    evidence = accept(candidate, zahra, rung="delivered")
    milestones.meet(confirmed.pk, sivan, evidence_id=evidence.pk)
    (shown,) = told(about)
    assert shown.state == "met"
    assert shown.proof is not None
    assert shown.proof.before == evidence.quote
    with pytest.raises(Refusal, match="rests on this page"):
        review.undo(candidate.pk, sivan)


def test_evidence_of_another_promise_meets_nothing(confirmed, sivan, zahra):
    other = observatory.promise("other", title="وعد ثان")
    evidence = accept(propose(other, "أكملت القوات انسحابها أمس.", "2026-09-20"), zahra, rung="delivered")
    with pytest.raises(Refusal):
        milestones.meet(confirmed.pk, sivan, evidence_id=evidence.pk)


def test_a_postponement_takes_the_place_of_the_earlier_milestone_once_confirmed(about, confirmed, sivan, zahra):
    accept(propose(about, LATER, "2026-08-01"), zahra)
    later = MilestoneRow.objects.get(day="2027-03")
    assert later.is_postponement
    assert later.replaces == confirmed
    milestones.confirm(later.pk, sivan, what_ar="اكتمال الانسحاب من قاعدة حرير")
    first, second = told(about)
    assert (first.state, first.to_day, first.to) == ("postponed", "2027-03", later.pk)
    assert (second.state, second.replaces) == ("ahead", confirmed.pk)
    milestones.reopen(later.pk, sivan)
    (left,) = told(about, dt.date(2026, 8, 2))
    assert (left.id, left.state) == (confirmed.pk, "ahead")


def test_an_editor_ties_a_milestone_to_the_later_one_that_took_its_place(about, confirmed, sivan, zahra):
    accept(propose(about, "ستكمل القوات الخروج من كردستان نهائيا بحلول نيسان 2027.", "2026-08-01"), zahra)
    later = MilestoneRow.objects.get(day="2027-04")
    with pytest.raises(Refusal):
        milestones.postpone(confirmed.pk, sivan, to_id=later.pk)  # not confirmed yet
    milestones.confirm(later.pk, sivan, what_ar="الخروج من كردستان")
    milestones.postpone(confirmed.pk, sivan, to_id=later.pk)
    assert [one.state for one in told(about)] == ["postponed", "ahead"]


def test_every_decision_can_be_taken_back(about, confirmed, sivan):
    milestones.miss(confirmed.pk, sivan, today=TODAY)
    milestones.reopen_last(sivan)
    assert told(about)[0].state == "due"
    milestones.reopen_last(sivan)
    assert told(about) == ()
    assert MilestoneRow.objects.get().status == "proposed"
    assert kinds() == ["milestone.published", "milestone.closed", "milestone.published", "milestone.withdrawn"]
    assert milestones.reopen_last(sivan) is None


def test_a_dismissal_needs_its_reason_and_is_taken_back_by_whom_it_was(row, zahra, haidar):
    with pytest.raises(Refusal):
        milestones.dismiss(row.pk, zahra, reason="because")
    with pytest.raises(Refusal):
        milestones.dismiss(row.pk, zahra, reason="other")
    milestones.dismiss(row.pk, zahra, reason="event")
    with pytest.raises(Refusal):
        milestones.reopen(row.pk, haidar)
    milestones.reopen(row.pk, zahra)
    assert MilestoneRow.objects.get().status == "proposed"


def test_dismissing_what_readers_see_is_the_editors_and_withdraws_it(about, confirmed, zahra, sivan):
    with pytest.raises(Refusal):
        milestones.dismiss(confirmed.pk, zahra, reason="event")
    milestones.dismiss(confirmed.pk, sivan, reason="event")
    assert told(about) == ()
    assert kinds()[-1] == "milestone.withdrawn"


def test_the_page_it_rests_on_cannot_be_withdrawn_under_it(about, confirmed, zahra, sivan):
    candidate = about.candidates.get()
    with pytest.raises(Refusal, match="rests on this page"):
        review.undo(candidate.pk, zahra)
    milestones.reopen(confirmed.pk, sivan)
    review.undo(candidate.pk, zahra)


def test_readers_may_ask_what_was_known_on_a_day(about, confirmed, sivan):
    def at(kind, day):
        Entry.objects.filter(kind=kind).update(at=f"{day}T09:00:00.000000+00:00")

    milestones.miss(confirmed.pk, sivan, today=TODAY)
    at("milestone.published", "2026-03-01")
    at("milestone.closed", "2026-10-05")
    assert told(about, known_on=dt.date(2026, 2, 28)) == ()
    assert told(about, known_on=dt.date(2026, 3, 1))[0].state == "ahead"
    assert told(about, known_on=dt.date(2026, 10, 4))[0].state == "due"
    assert told(about, known_on=dt.date(2026, 10, 5))[0].state == "missed"


def test_what_readers_see_costs_the_same_however_many_there_are(about, confirmed, sivan, zahra, django_assert_num_queries):
    with django_assert_num_queries(3):
        told(about)
    for month in ("تشرين الأول 2026", "تشرين الثاني 2026", "كانون الأول 2026"):
        accept(propose(about, f"ستنسحب قوات التحالف من القاعدة بحلول {month}."), zahra)
    for found in MilestoneRow.objects.filter(status="proposed"):
        milestones.confirm(found.pk, sivan, what_ar="الانسحاب")
    with django_assert_num_queries(3):
        assert len(told(about)) == 4


def test_the_desks_list_costs_the_same_however_many_there_are(about, django_assert_max_num_queries):
    for month in range(1, 13):
        propose(about, f"ستنسحب قوات التحالف من القاعدة رقم {month} بحلول 5/{month}/2027.")
    milestones.find([about])
    with django_assert_max_num_queries(4):
        found = read.list_milestones(read.MilestoneFilters(), TODAY)
        assert len(found.soon + found.later) == 12


def test_the_list_is_told_by_promise_and_state(about, confirmed, zahra):
    other = observatory.promise("other", title="إنهاء حرق الغاز")
    text = "ستنهي الوزارة حرق الغاز بحلول عام 2028."
    propose(other, text)
    milestones.find([other])
    everything = read.list_milestones(read.MilestoneFilters(status=""), dt.date(2026, 9, 15))
    assert [line.row.day for line in everything.soon] == ["2026-09"]
    assert [line.row.day for line in everything.later] == ["2028"]
    one = read.list_milestones(read.MilestoneFilters(promise="other", status="proposed"), TODAY)
    assert [line.row.promise.key for line in one.later] == ["other"]
    assert read.milestone_counts()["open"] == 2
    assert read.waiting_count(dt.date(2026, 9, 15)) == 1
    assert read.waiting_count(TODAY) == 2


def test_the_database_refuses_what_makes_no_sense(row):
    for wrong in ({"status": "met"}, {"status": "confirmed"}, {"status": "dismissed"}, {"what_ar": ""}, {"sense": "soon"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MilestoneRow.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        MilestoneQuoteRow.objects.update(day_start=0, day_end=0, start=5)


def test_a_page_without_a_day_gives_none(about):
    made = page(FIRST)
    made.published_on = None
    made.save()
    observatory.candidate(about, of=made, end=len(FIRST))
    assert milestones.find([about]) == 0
    assert timezone.localdate()


def test_a_page_read_anew_tells_a_milestone_once_wherever_the_sentence_now_stands(about, confirmed):
    quote = MilestoneQuoteRow.objects.get(milestone=confirmed)
    moved = page("مقدمة جديدة للصفحة.\n" + FIRST)
    quote.document.text, quote.document.dates = moved.text, moved.dates
    quote.document.save()
    assert milestones.find([about]) == 0
    assert list(MilestoneQuoteRow.objects.all()) == [quote]


def test_a_page_of_very_many_days_does_not_bury_the_desk(about, zahra):
    days = (f"{1 + n % 28}/{1 + n // 28 % 12}/{2027 + n // 336}" for n in range(200))
    text = " ".join(f"ستنسحب قوات التحالف من القاعدة رقم {n} بحلول {day}." for n, day in enumerate(days))
    candidate = propose(about, text)
    assert milestones.find([about]) == milestones.MOST_OF_A_PAGE
    assert milestones.find([about]) == 0
    accept(candidate, zahra)
    assert MilestoneRow.objects.count() == milestones.MOST_OF_A_PAGE


def test_looking_again_asks_no_more_for_every_milestone_that_stands(about, django_assert_max_num_queries):
    propose(about, " ".join(f"ستنسحب قوات التحالف من القاعدة رقم {n} بحلول 5/{1 + n % 12}/{2027 + n // 12}." for n in range(40)))
    with django_assert_max_num_queries(40 * 10 + 20):
        assert milestones.find([about]) == 40
