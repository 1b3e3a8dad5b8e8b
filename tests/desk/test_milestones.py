import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import milestones
from marsad.store.models import Entry, MilestoneRow
from tests import observatory
from tests.desk.conftest import words
from tests.newsroom.test_milestones import AGAIN, FIRST, LATER, accept, page

pytestmark = pytest.mark.django_db
WHAT = "اكتمال الانسحاب من قاعدة حرير"


def propose(about, text, day="2026-01-10", **values):
    return observatory.candidate(about, of=page(text, day, **values), end=len(text))


@pytest.fixture
def row(about, zahra):
    accept(propose(about, FIRST), zahra)
    return MilestoneRow.objects.get(promise=about)


@pytest.fixture
def confirmed(row, sivan):
    return milestones.confirm(row.pk, sivan, what_ar=WHAT)


@pytest.fixture
def past(confirmed):
    """The same milestone once its day has gone by, with no evidence of anything done."""
    MilestoneRow.objects.filter(pk=confirmed.pk).update(day="2026-05", last_on=timezone.localdate() - dt.timedelta(days=20))
    return MilestoneRow.objects.get(pk=confirmed.pk)


@pytest.fixture
def others(noise, haidar):
    """Milestones of another promise, one open and one dismissed."""
    about = noise["promise"]
    propose(about, "ستنجز الوزارة محطة تحلية البحر في البصرة بحلول عام 2031.", outlet="جهة الضوضاء")
    propose(about, "ستنجز الوزارة أنابيب البحر في الفاو بحلول عام 2033.", outlet="جهة الضوضاء")
    milestones.find([about])
    kept, closed = MilestoneRow.objects.filter(promise=about)
    milestones.dismiss(closed.pk, haidar, reason="misread")
    return [kept, closed]


def test_the_list_shows_milestones_by_day_and_narrows_down(monitor, past, others, sivan):
    shown = words(monitor.get("/desk/milestones/"))
    assert shown.index("مواعيد مضت بلا دليل") < shown.index("بعد ذلك")
    assert "موعد مضى بلا دليل" in shown
    assert "محطة تحلية البحر" in shown
    only = words(monitor.get("/desk/milestones/?promise=coalition"))
    assert WHAT in only
    assert "محطة تحلية البحر" not in only
    assert "أنابيب البحر" in words(monitor.get("/desk/milestones/?status=dismissed"))
    everything = words(monitor.get("/desk/milestones/?status=all"))
    assert "أنابيب البحر" in everything
    assert WHAT in everything
    assert "لا مواعيد هنا" in words(monitor.get("/desk/milestones/?status=met"))


def test_what_cannot_be_read_in_an_address_asks_for_nothing(monitor, row):
    assert monitor.get("/desk/milestones/?status=lost&promise=%00").status_code == 200
    assert monitor.get("/desk/milestones/999999/").status_code == 404


def test_the_menu_counts_what_asks_for_a_look(monitor, row):
    assert "المواعيد 1" in words(monitor.get("/desk/milestones/"))


def test_one_milestone_shows_its_quote_who_said_it_and_where(monitor, row):
    shown = words(monitor.get(f"/desk/milestones/{row.pk}/"))
    assert "سيكتمل بحلول أيلول 2026" in shown
    assert "30 أيلول 2026" in shown
    assert "مقبول دليلا" in shown
    assert "يعرضه على القراء محرر" in shown


def test_an_editor_confirms_and_takes_it_back(editor, row):
    response = editor.post(f"/desk/milestones/{row.pk}/confirm/", {"what_ar": WHAT, "what_en": "Out of Harir"}, follow=True)
    assert "يرى القراء هذا الموعد الآن" in words(response)
    assert MilestoneRow.objects.get(pk=row.pk).status == "confirmed"
    response = editor.post(f"/desk/milestones/{row.pk}/reopen/", follow=True)
    assert "تم التراجع" in words(response)
    assert MilestoneRow.objects.get(pk=row.pk).status == "proposed"


def test_what_was_typed_is_kept_beside_the_error(editor, row):
    response = editor.post(f"/desk/milestones/{row.pk}/confirm/", {"what_ar": " ", "what_en": "Out of Harir"})
    assert "اكتب ما الذي يُنجز" in words(response)
    assert "Out of Harir" in response.content.decode()
    assert not Entry.objects.filter(kind="milestone.published").exists()


def test_a_monitor_words_and_dismisses_but_shows_nothing_to_readers(monitor, row):
    assert monitor.post(f"/desk/milestones/{row.pk}/confirm/", {"what_ar": WHAT}).status_code == 403
    monitor.post(f"/desk/milestones/{row.pk}/reword/", {"what_ar": WHAT})
    assert MilestoneRow.objects.get(pk=row.pk).what_ar == WHAT
    monitor.post(f"/desk/milestones/{row.pk}/dismiss/", {"reason": "event", "note": ""})
    assert MilestoneRow.objects.get(pk=row.pk).status == "dismissed"
    shown = words(monitor.get(f"/desk/milestones/{row.pk}/"))
    assert "هو يوم اجتماع أو مناسبة" in shown
    monitor.post("/desk/milestones/reopen/")
    assert MilestoneRow.objects.get(pk=row.pk).status == "proposed"


def test_what_readers_see_is_not_the_monitors_to_change(monitor, confirmed):
    for act in ("meet", "miss", "postpone"):
        assert monitor.post(f"/desk/milestones/{confirmed.pk}/{act}/", {}).status_code == 403
    assert monitor.post(f"/desk/milestones/{confirmed.pk}/reword/", {"what_ar": "شيء آخر"}).status_code == 409
    assert monitor.post(f"/desk/milestones/{confirmed.pk}/dismiss/", {"reason": "event"}).status_code == 409
    assert MilestoneRow.objects.get().status == "confirmed"


def test_it_is_told_as_passed_only_once_the_box_is_ticked(editor, past):
    refused = editor.post(f"/desk/milestones/{past.pk}/miss/", {"note": ""})
    assert "ضع العلامة بعد أن تبحث عن دليل" in words(refused)
    assert MilestoneRow.objects.get().status == "confirmed"
    editor.post(f"/desk/milestones/{past.pk}/miss/", {"has_looked": "on", "note": "لم نجد شيئا."})
    assert MilestoneRow.objects.get().status == "missed"
    assert "لم نجد شيئا." in words(editor.get(f"/desk/milestones/{past.pk}/"))


def test_a_day_ahead_is_not_offered_as_passed(editor, confirmed):
    MilestoneRow.objects.update(last_on=timezone.localdate() + dt.timedelta(days=40), day="2030")
    assert "مضى بلا دليل…" not in words(editor.get(f"/desk/milestones/{confirmed.pk}/"))
    refused = editor.post(f"/desk/milestones/{confirmed.pk}/miss/", {"has_looked": "on"})
    assert refused.status_code == 409


def test_it_is_met_with_evidence_that_is_chosen(editor, about, past, zahra):
    assert "اختر الدليل" in words(editor.post(f"/desk/milestones/{past.pk}/meet/", {"note": ""}))
    evidence = accept(propose(about, "أكملت القوات انسحابها من قاعدة حرير.", "2026-05-01"), zahra, rung="delivered")
    shown = words(editor.get(f"/desk/milestones/{past.pk}/"))
    assert "قد يثبته" in shown
    editor.post(f"/desk/milestones/{past.pk}/meet/", {"evidence_id": evidence.pk})
    assert MilestoneRow.objects.get(pk=past.pk).evidence == evidence


def test_a_postponement_names_the_earlier_one_and_takes_its_place(editor, about, confirmed, zahra):
    accept(propose(about, LATER, "2026-08-01"), zahra)
    later = MilestoneRow.objects.get(is_postponement=True)
    shown = words(editor.get(f"/desk/milestones/{later.pk}/"))
    assert "يؤجل" in shown
    assert WHAT in shown
    editor.post(f"/desk/milestones/{later.pk}/confirm/", {"what_ar": WHAT})
    assert MilestoneRow.objects.get(pk=confirmed.pk).status == "postponed"


def test_an_editor_ties_it_to_a_later_one_that_readers_see(editor, about, confirmed, zahra, sivan):
    assert "أكّد اللاحق أولا" in words(editor.get(f"/desk/milestones/{confirmed.pk}/"))
    accept(propose(about, "ستكمل القوات الخروج من كردستان نهائيا بحلول نيسان 2027.", "2026-08-01"), zahra)
    later = milestones.confirm(MilestoneRow.objects.get(day="2027-04").pk, sivan, what_ar="الخروج من كردستان")
    assert "اختر الموعد اللاحق" in words(editor.post(f"/desk/milestones/{confirmed.pk}/postpone/", {}))
    editor.post(f"/desk/milestones/{confirmed.pk}/postpone/", {"to_id": later.pk})
    assert MilestoneRow.objects.get(pk=confirmed.pk).status == "postponed"


def test_one_milestone_costs_the_same_however_many_pages_tell_it(editor, about, row, zahra, django_assert_max_num_queries):
    for number in range(8):
        propose(about, AGAIN, f"2026-02-{number + 10:02}", outlet=f"جهة {number}")
    milestones.find([about])
    assert row.quotes.count() == 9
    editor.get("/desk/")  # the first page of a session writes the session down
    with django_assert_max_num_queries(24):
        editor.get(f"/desk/milestones/{row.pk}/")
