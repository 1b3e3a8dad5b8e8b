import datetime as dt

import pytest

from marsad.newsroom import correct as newsroom
from marsad.newsroom import publish, withdraw
from marsad.newsroom.correct import Told
from marsad.store.models import Assessment, CodingRound, Correction, Entry, Government
from tests import observatory
from tests.desk.conftest import propose, prove, words

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 10, 5)
WRONG, RIGHT, WHY = "قلنا إن آخرهم خرج.", "بقي عدد لم يُعلن.", "تراجع المصدر عما نُقل عنه."


@pytest.fixture
def published(codebook, about, zahra, sivan, omar):
    """A verdict that sivan wrote and omar seconded."""
    evidence = [prove(about, zahra), prove(about, zahra, outlet="صحيفة ثانية")]
    row = propose(about, sivan, evidence, effective_on=DAY, reasons_ar="شهد مصدران.")
    return publish.publish(row.pk, omar)


@pytest.fixture
def second(sign_in, sivan):
    return sign_in(sivan)


def asked(row, **changes):
    evidence = list(row.evidence.values_list("pk", flat=True))
    kept = {
        "act": "propose",
        "wrong_ar": WRONG,
        "right_ar": RIGHT,
        "severity": "wording",
        "found_by": "reader",
        "verdict": row.verdict,
        "effective_on": row.effective_on.isoformat(),
        "summary_ar": "خرج أكثر المستشارين.",
        "reasons_ar": row.reasons_ar,
        "evidence": evidence,
    }
    return kept | changes


def test_an_editor_corrects_and_another_publishes(editor, second, published, noise):
    page = editor.get(f"/desk/assessments/{published.pk}/correct/")
    html = page.content.decode()
    assert published.summary_ar in html  # the form begins with what was published
    assert f'value="{published.verdict}" required checked' in html
    response = editor.post(f"/desk/assessments/{published.pk}/correct/", asked(published), follow=True)
    new = Assessment.objects.get(corrects=published)
    assert response.redirect_chain[-1][0] == f"/desk/assessments/{new.pk}/"
    text = words(response)
    assert WRONG in text
    assert "نشر هذا التقييم ينشر التصحيح معه" in text
    assert "لا يقر التقييم كاتبه" in text  # its author does not publish it
    second.post(f"/desk/assessments/{new.pk}/publish/", {"has_read": "on"})
    assert Correction.objects.get().status == "published"
    assert "صُحح:" in words(editor.get(f"/desk/assessments/{published.pk}/"))


def test_the_rules_look_at_a_correction_and_keep_nothing(editor, published):
    early = asked(published, act="check", effective_on="2025-09-01")
    text = words(editor.post(f"/desk/assessments/{published.pk}/correct/", early))
    assert "لا تجيزه القواعد بعد" in text
    assert WRONG in text  # what was typed is kept
    assert not Correction.objects.exists()
    early["act"] = "propose"
    assert "لا تجيزه القواعد بعد" in words(editor.post(f"/desk/assessments/{published.pk}/correct/", early))
    assert not Correction.objects.exists()


def test_a_correction_that_changes_nothing_is_refused_in_words(editor, published):
    same = asked(published, summary_ar=published.summary_ar)
    text = words(editor.post(f"/desk/assessments/{published.pk}/correct/", same))
    assert "لم يتغير شيء" in text


def test_missing_words_are_asked_for_beside_their_fields(editor, published):
    text = words(editor.post(f"/desk/assessments/{published.pk}/correct/", asked(published, wrong_ar="", right_ar="")))
    assert "قل للقارئ بالعربية ما كان الخطأ" in text
    assert "قل للقارئ بالعربية ما الصواب" in text


def test_a_correction_is_dropped_at_the_desk(editor, second, published):
    editor.post(f"/desk/assessments/{published.pk}/correct/", asked(published))
    row = Correction.objects.get()
    assert "لهذا الحكم تصحيح ينتظر محررا ثانيا" in words(second.get(f"/desk/assessments/{published.pk}/correct/"))
    assert "صُرف التصحيح" in words(editor.post(f"/desk/corrections/{row.pk}/drop/", follow=True))
    row.refresh_from_db()
    assert row.status == "dropped"
    assert editor.post("/desk/corrections/999/drop/").status_code == 404


def test_withdrawing_says_what_readers_will_see_and_takes_two(editor, second, published, about, zahra, sivan, omar, noise):
    newer = propose(about, sivan, [prove(about, zahra), prove(about, zahra)], effective_on=DAY + dt.timedelta(days=9))
    newer = publish.publish(newer.pk, omar)
    text = words(editor.get(f"/desk/assessments/{newer.pk}/withdraw/"))
    assert "يعود هذا الحكم السابق قائما" in text
    assert "قل للقارئ بالعربية لماذا" in words(editor.post(f"/desk/assessments/{newer.pk}/withdraw/", {"act": "ask"}))
    text = words(editor.post(f"/desk/assessments/{newer.pk}/withdraw/", {"act": "ask", "reason_ar": WHY}, follow=True))
    assert "أنت طلبته: يؤكده محرر آخر" in text
    refused = editor.post(f"/desk/assessments/{newer.pk}/withdraw/", {"act": "confirm"})
    assert refused.status_code == 409
    assert "لا يؤكد السحب من طلبه" in words(refused)
    assert WHY in words(second.get("/desk/corrections/"))
    assert "قُيّد في السجل العلني بسببه" in words(
        second.post(f"/desk/assessments/{newer.pk}/withdraw/", {"act": "confirm"}, follow=True)
    )
    published.refresh_from_db()
    newer.refresh_from_db()
    assert (published.status, newer.status) == ("published", "withdrawn")
    assert "مسحوب" in words(editor.get(f"/desk/assessments/{newer.pk}/"))
    assert "هذا الحكم مسحوب" in words(editor.get(f"/desk/assessments/{newer.pk}/withdraw/"))


def test_a_request_to_withdraw_is_taken_back(editor, published):
    editor.post(f"/desk/assessments/{published.pk}/withdraw/", {"act": "ask", "reason_ar": WHY})
    text = words(editor.post(f"/desk/assessments/{published.pk}/withdraw/", {"act": "drop"}, follow=True))
    assert "صُرف طلب السحب" in text
    assert "لا يبقى حكم" in words(editor.get(f"/desk/assessments/{published.pk}/withdraw/"))


def test_monitors_neither_correct_nor_withdraw(monitor, published, about):
    for address in ("correct", "withdraw"):
        assert monitor.get(f"/desk/assessments/{published.pk}/{address}/").status_code == 403
        assert monitor.post(f"/desk/assessments/{published.pk}/{address}/", {"act": "ask"}).status_code == 403
    assert monitor.get(f"/desk/promises/{about.key}/correct/").status_code == 403
    page = monitor.get(f"/desk/assessments/{published.pk}/").content.decode()
    assert "withdraw/" not in page
    assert monitor.get("/desk/corrections/").status_code == 200


def test_what_is_not_there_is_not_found(editor):
    for address in ("/desk/assessments/999/correct/", "/desk/assessments/999/withdraw/", "/desk/promises/nothing/correct/"):
        assert editor.get(address).status_code == 404
    assert editor.get("/desk/terms/nobody/").status_code == 404


def test_the_wording_of_a_promise_is_corrected_from_its_page(editor, second, published, about, sivan):
    assert f"/desk/promises/{about.key}/correct/" in editor.get(f"/desk/promises/{about.key}/").content.decode()
    told = {"wrong_ar": WRONG, "right_ar": RIGHT, "severity": "fact", "found_by": "newsroom"}
    text = words(editor.post(f"/desk/promises/{about.key}/correct/", told))
    assert "اختر ما كان خطأ" in text
    editor.post(f"/desk/promises/{about.key}/correct/", told | {"subject": f"promise:{about.key}"})
    row = Correction.objects.get()
    assert "لا ينشر التصحيح من كتبه" in words(editor.post(f"/desk/corrections/{row.pk}/publish/", follow=True))
    second.post(f"/desk/corrections/{row.pk}/publish/")
    row.refresh_from_db()
    assert row.status == "published"
    assert WRONG in words(editor.get("/desk/corrections/"))


def test_an_empty_list_of_corrections_says_so(monitor, codebook):
    assert "لا تصحيح ينتظر ولا سحب" in words(monitor.get("/desk/corrections/"))


def test_the_end_of_a_term_opens_closing_assessments(sign_in, editor, published, about):
    chief = sign_in(observatory.person("salma", "chief"))
    assert "لم تنته" in words(editor.get("/desk/terms/sudani/"))
    operator = sign_in(observatory.person("naseer", "operator"))
    assert operator.post("/desk/terms/sudani/end/", {"ended_on": "2025-12-01"}).status_code == 403
    assert "سابق ليوم البدء" in words(chief.post("/desk/terms/sudani/end/", {"ended_on": "2020-01-01"}))
    chief.post("/desk/terms/sudani/end/", {"ended_on": "2025-12-01"})
    assert Government.objects.get(key="sudani").ended_on == dt.date(2025, 12, 1)
    assert Entry.objects.filter(kind="government.revised").exists()
    text = words(editor.get("/desk/terms/sudani/"))
    assert "الوعود التي لها تقييم ختامي منشور: 0 من 1" in text
    response = editor.post("/desk/terms/sudani/close/coalition/", follow=True)
    found = CodingRound.objects.get(is_closing=True)
    assert response.redirect_chain[-1][0] == f"/desk/codings/{found.pk}/"
    assert found.effective_on == dt.date(2025, 12, 1)
    assert "قيد الترميز" in words(editor.get("/desk/terms/sudani/"))
    watcher = sign_in(observatory.person("layth", "monitor"))
    assert watcher.post("/desk/terms/sudani/close/coalition/").status_code == 403
    assert editor.post("/desk/terms/sudani/close/nothing/").status_code == 404


def test_a_promise_is_closed_once(editor, published, about, sivan, omar, zahra):
    observatory.government("sudani", ended="2025-12-01")
    evidence = list(published.evidence.all())
    closing = propose(about, sivan, evidence, effective_on=dt.date(2025, 12, 1), is_closing=True)
    assert "ينتظر شخصا ثانيا" in words(editor.get("/desk/terms/sudani/"))
    publish.publish(closing.pk, omar)
    assert "الوعود التي لها تقييم ختامي منشور: 1 من 1" in words(editor.get("/desk/terms/sudani/"))
    text = words(editor.post("/desk/terms/sudani/close/coalition/", follow=True))
    assert "لهذا الوعد تقييم ختامي من قبل" in text


def test_terms_are_listed(monitor, published, noise):
    html = monitor.get("/desk/terms/").content.decode()
    assert "/desk/terms/sudani/" in html
    assert "/desk/terms/kadhimi/" in html


def test_an_operator_sees_what_waits_but_decides_nothing(sign_in, published, sivan):
    operator = sign_in(observatory.person("naseer", "operator"))
    withdraw.ask(published.pk, sivan, reason_ar=WHY)
    newsroom.propose_notice(
        published.promise, sivan, Told(WRONG, RIGHT, "fact"), subject="promise", subject_key=published.promise.key
    )
    assert operator.post(f"/desk/assessments/{published.pk}/withdraw/", {"act": "confirm"}).status_code == 403
    assert operator.post(f"/desk/corrections/{Correction.objects.get().pk}/publish/").status_code == 403
