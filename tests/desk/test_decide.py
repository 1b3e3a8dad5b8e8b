import pytest
from django.utils import timezone

from marsad.newsroom import review
from marsad.store.models import Candidate, Evidence
from tests import observatory
from tests.desk.conftest import propose, prove, words

pytestmark = pytest.mark.django_db
ACCEPT = {"stance": "supports", "rung": "under_way"}


def act(client, candidate, verb, values, **options):
    return client.post(f"/desk/candidates/{candidate.pk}/{verb}/", values, **options)


def test_accepting_makes_evidence_and_goes_on_to_the_next(monitor, zahra, about, noise):
    found, after = observatory.candidate(about, score=0.9), observatory.candidate(about, score=0.8)
    response = act(monitor, found, "accept", {"stance": "refutes", "rung": "decided", "note": "مهم"})
    assert response.headers["Location"] == f"/desk/candidates/{after.pk}/"
    made = Evidence.objects.get(candidate=found)
    assert (made.stance, made.rung, made.note, made.accepted_by) == ("refutes", "decided", "مهم", zahra)
    assert made.quote == found.sentence


def test_words_marked_in_the_text_become_the_quote(monitor, about, noise):
    found = observatory.candidate(about)
    start = observatory.TEXT.index("المرحلة الأولى")
    act(monitor, found, "accept", ACCEPT | {"start": start, "end": start + len("المرحلة الأولى"), "sentence": "0-4"})
    assert Evidence.objects.get(candidate=found).quote == "المرحلة الأولى"


def test_another_sentence_can_be_chosen_without_script(monitor, about, noise):
    found = observatory.candidate(about)
    page = monitor.get(f"/desk/candidates/{found.pk}/").content.decode()
    start = observatory.TEXT.index("وأضافت")
    value = f"{start}-{len(observatory.TEXT)}"
    assert f'value="{value}"' in page
    act(monitor, found, "accept", ACCEPT | {"sentence": value})
    assert Evidence.objects.get(candidate=found).quote == observatory.TEXT[start:]


def test_words_beyond_the_text_are_refused_beside_the_field(monitor, about):
    found = observatory.candidate(about)
    response = act(monitor, found, "accept", ACCEPT | {"sentence": "5-99999", "note": "ملاحظة باقية"})
    assert response.status_code == 200
    assert "حدد كلمات من نص الوثيقة" in words(response)
    assert "ملاحظة باقية" in words(response)
    assert not Evidence.objects.exists()


def test_rejecting_keeps_the_reason(monitor, zahra, about, noise):
    found = observatory.candidate(about)
    response = act(monitor, found, "reject", {"reason": "other", "note": "إعلان"}, follow=True)
    found.refresh_from_db()
    assert (found.status, found.reason, found.decided_by) == ("rejected", "other: إعلان", zahra)
    assert f"رُفض: {found.document.title}" in words(response)
    assert "إعلان" in words(monitor.get(f"/desk/candidates/{found.pk}/"))


@pytest.mark.parametrize(
    ("verb", "values", "complaint", "kept"),
    [
        ("accept", {"rung": "delivered", "note": "كلام محفوظ"}, "errorlist", "كلام محفوظ"),
        ("accept", {"stance": "loves", "rung": "delivered", "note": "كلام محفوظ"}, "errorlist", "كلام محفوظ"),
        ("reject", {"reason": "other", "note": " "}, "اكتب السبب في كلمات", 'value="other" required checked'),
        ("reject", {"note": "كلام محفوظ"}, "errorlist", "كلام محفوظ"),
        ("defer", {"days": "9999"}, "التأجيل من يوم إلى سنة", 'value="9999"'),
        ("defer", {"days": "غدا"}, "errorlist", 'value="غدا"'),
    ],
)
def test_a_form_that_cannot_be_done_says_why_and_keeps_what_was_written(monitor, about, verb, values, complaint, kept):
    found = observatory.candidate(about)
    response = act(monitor, found, verb, values)
    page = response.content.decode()
    assert response.status_code == 200
    assert complaint in page
    assert kept in page
    found.refresh_from_db()
    assert found.status == Candidate.Status.WAITING


def test_deferring_takes_it_out_until_its_day(monitor, about, noise):
    found = observatory.candidate(about)
    act(monitor, found, "defer", {"days": "7"})
    found.refresh_from_db()
    assert found.status == "deferred"
    assert (found.deferred_until - timezone.localdate()).days == 7


@pytest.mark.parametrize(("verb", "values"), [("accept", ACCEPT), ("reject", {"reason": "old_news"}), ("defer", {"days": 1})])
def test_a_decision_can_be_undone_from_its_message(monitor, about, noise, verb, values):
    found = observatory.candidate(about)
    response = act(monitor, found, verb, values, follow=True)
    assert f'action="/desk/candidates/{found.pk}/undo/"' in response.content.decode()
    monitor.post(f"/desk/candidates/{found.pk}/undo/")
    found.refresh_from_db()
    assert found.status == "waiting"
    assert not Evidence.objects.filter(candidate=found, withdrawn_at__isnull=True).exists()


def test_undo_takes_back_the_latest_decision_of_this_person_alone(monitor, zahra, haidar, about, noise):
    first, second, theirs = (observatory.candidate(about) for _ in range(3))
    review.reject(first.pk, zahra, reason="old_news")
    review.reject(second.pk, zahra, reason="old_news")
    review.reject(theirs.pk, haidar, reason="old_news")
    response = monitor.post("/desk/undo/")
    assert response.headers["Location"] == f"/desk/candidates/{second.pk}/"
    assert set(Candidate.objects.filter(promise=about, status="waiting")) == {second}


def test_undo_with_nothing_to_undo_says_so(monitor, noise):
    assert "لا قرار لك تتراجع عنه" in words(monitor.post("/desk/undo/", follow=True))


def test_a_monitor_cannot_take_back_what_another_decided(monitor, haidar, about):
    found = observatory.candidate(about)
    review.reject(found.pk, haidar, reason="old_news")
    response = monitor.post(f"/desk/candidates/{found.pk}/undo/", follow=True)
    assert "يتراجع عن القرار من اتخذه، أو محرر" in words(response)
    found.refresh_from_db()
    assert found.status == "rejected"


def test_evidence_in_an_assessment_cannot_be_undone(monitor, zahra, codebook, about):
    evidence = [prove(about, zahra), prove(about, zahra)]
    propose(about, zahra, evidence)
    response = monitor.post(f"/desk/candidates/{evidence[0].candidate_id}/undo/", follow=True)
    assert "هذا الدليل مستعمل في تقييم" in words(response)


def test_what_somebody_else_decided_meanwhile_is_told_and_nothing_is_lost(monitor, haidar, about, noise):
    found = observatory.candidate(about)
    review.reject(found.pk, haidar, reason="old_news")
    response = act(monitor, found, "accept", ACCEPT | {"note": "تعليق طويل كتبته"})
    assert response.status_code == 409
    assert "سبق أن بتّ الراصد haidar في هذا المرشح" in words(response)
    assert "تعليق طويل كتبته" in words(response)
    found.refresh_from_db()
    assert (found.status, found.decided_by) == ("rejected", haidar)
    assert not Evidence.objects.filter(candidate=found).exists()


def test_a_decision_is_never_taken_by_a_link(monitor, about):
    found = observatory.candidate(about)
    for verb in ("accept", "reject", "defer", "undo"):
        assert monitor.get(f"/desk/candidates/{found.pk}/{verb}/").status_code == 405
    assert monitor.get("/desk/undo/").status_code == 405


def test_a_form_from_elsewhere_is_turned_away(sign_in, zahra, about):
    found = observatory.candidate(about)
    client = sign_in(zahra, enforce_csrf_checks=True)
    assert act(client, found, "accept", ACCEPT).status_code == 403
    found.refresh_from_db()
    assert found.status == "waiting"
