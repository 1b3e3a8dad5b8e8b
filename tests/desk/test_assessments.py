import datetime as dt

import pytest

from marsad.newsroom import publish
from marsad.store.models import Entry
from tests import observatory
from tests.desk.conftest import propose, prove, words

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 10, 5)


@pytest.fixture
def evidence(codebook, about, zahra):
    return [prove(about, zahra), prove(about, zahra, outlet="صحيفة ثانية")]


@pytest.fixture
def proposal(about, zahra, evidence):
    return propose(about, zahra, evidence, effective_on=DAY, reasons_ar="شهد <b>مصدران</b>.")


def published_entries():
    return Entry.objects.filter(kind="assessment.published").count()


def test_an_editor_publishes_what_another_wrote(editor, omar, proposal, noise):
    response = editor.post(f"/desk/assessments/{proposal.pk}/publish/", {"has_read": "on"}, follow=True)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.seconder) == ("published", omar)
    assert published_entries() == 1
    assert "نُشر وقُيّد في السجل العلني" in words(response)


def test_publishing_needs_the_confirmation(editor, proposal):
    response = editor.post(f"/desk/assessments/{proposal.pk}/publish/", {})
    assert response.status_code == 200
    assert "ضع العلامة بعد أن تقرأ الأدلة" in words(response)
    assert published_entries() == 0
    page = response.content.decode()
    head = page.index('class="note warn refusals" role="alert" tabindex="-1" autofocus')
    assert head < page.index('<a href="#publish_has_read">') < page.index("<h1") < page.index('id="publish_has_read"')
    assert "refusals" not in editor.get(f"/desk/assessments/{proposal.pk}/").content.decode()


def test_the_page_shows_an_editor_everything(editor, proposal, noise):
    response = editor.get(f"/desk/assessments/{proposal.pk}/")
    text, page = words(response), response.content.decode()
    for told in ("صحيفة ثانية", "الراصد zahra", "لا تجد القواعد ما يمنعه", "5 تشرين الأول 2025", "انشر"):
        assert told in text, told
    assert "&lt;b&gt;مصدران" in page
    assert "جهة الضوضاء" not in text


def test_a_monitor_cannot_publish_or_return(monitor, sign_in, haidar, proposal):
    for client in (monitor, sign_in(haidar)):
        for verb, values in (("publish", {"has_read": "on"}), ("return", {"reason": "لا"})):
            response = client.post(f"/desk/assessments/{proposal.pk}/{verb}/", values)
            assert response.status_code == 403
            assert "ليس هذا لدورك" in words(response)
    proposal.refresh_from_db()
    assert proposal.status == "proposed"
    assert "/publish/" not in monitor.get(f"/desk/assessments/{proposal.pk}/").content.decode()


def test_an_author_cannot_second_their_own(editor, omar, about, evidence):
    own = propose(about, omar, evidence, effective_on=DAY)
    page = editor.get(f"/desk/assessments/{own.pk}/")
    assert "أنت كتبت هذا." in words(page)
    assert f"/desk/assessments/{own.pk}/publish/" not in page.content.decode()
    response = editor.post(f"/desk/assessments/{own.pk}/publish/", {"has_read": "on"})
    assert response.status_code == 200
    own.refresh_from_db()
    assert own.status == "proposed"
    assert published_entries() == 0


def test_returning_needs_a_reason_and_tells_the_author(editor, monitor, proposal):
    response = editor.post(f"/desk/assessments/{proposal.pk}/return/", {"reason": " "})
    assert response.status_code == 200
    assert "اكتب ما ينبغي إصلاحه" in words(response)
    editor.post(f"/desk/assessments/{proposal.pk}/return/", {"reason": "الدليل الثاني نسخة من الأول"})
    proposal.refresh_from_db()
    assert proposal.status == "returned"
    assert "الدليل الثاني نسخة من الأول" in words(monitor.get("/desk/assessments/"))


def test_two_editors_on_one_proposal_lose_nothing(editor, sivan, proposal):
    publish.publish(proposal.pk, sivan)
    response = editor.post(f"/desk/assessments/{proposal.pk}/return/", {"reason": "ملاحظات كتبتها طويلا"})
    assert response.status_code == 409
    assert "لم يعد هذا التقييم بانتظار ثان" in words(response)
    assert "ملاحظات كتبتها طويلا" in words(response)
    assert "أقره الراصد sivan" in words(response)
    assert editor.post(f"/desk/assessments/{proposal.pk}/publish/", {"has_read": "on"}).status_code == 409


def test_the_list_tells_authors_that_another_must_second(monitor, editor, proposal, noise):
    assert "لك: يقره غيرك" in words(monitor.get("/desk/assessments/"))
    assert "لك: يقره غيرك" not in words(editor.get("/desk/assessments/"))


def test_an_empty_list_says_what_to_do(monitor, noise):
    assert "تأتي من ترميزين متفقين" in words(monitor.get("/desk/assessments/"))


def test_an_assessment_that_is_not_there_is_not_found(editor):
    assert editor.get("/desk/assessments/999/").status_code == 404
    assert editor.post("/desk/assessments/999/publish/", {"has_read": "on"}).status_code == 404


def test_evidence_that_came_later_stops_publishing(editor, proposal, evidence):
    late = observatory.document(day="2025-12-01")
    evidence[0].document, evidence[0].said_on = late, late.published_on
    evidence[0].save()
    text = words(editor.get(f"/desk/assessments/{proposal.pk}/"))
    assert "لا يُنشر ما دامت قاعدة تمنعه" in text
    response = editor.post(f"/desk/assessments/{proposal.pk}/publish/", {"has_read": "on"})
    assert response.status_code == 200
    assert published_entries() == 0
