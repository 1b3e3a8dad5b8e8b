import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import correct, publish, revise, withdraw
from marsad.newsroom.correct import Mended, Told
from marsad.store.models import Assessment, Entry, PromiseRevision
from tests import observatory
from tests.site.conftest import words

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "قلنا إن <b>آخر</b> المستشارين خرجوا.", "خرج أكثرهم، وبقي عدد لم يُعلن."
WHY = "تراجع المصدر عما نُقل عنه."
LONG_AGO = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


@pytest.fixture
def corrected(rated, omar, sivan):
    """The standing verdict of `rated`, corrected by two; return both."""
    old = Assessment.objects.get(promise=rated)
    evidence = tuple(old.evidence.values_list("pk", flat=True))
    mended = Mended("half_done", old.effective_on, "خرج أكثر المستشارين.", evidence, outlook="at_risk", reasons_ar="شهد مصدران.")
    correction = correct.propose_correction(old.pk, sivan, Told(WRONG, RIGHT, "wording", "body"), mended)
    publish.publish(correction.mended_by_id, omar)
    return old, Assessment.objects.get(corrects=old)


def test_a_reader_sees_the_correction_beside_the_verdict_that_it_mends(client, corrected, noise):
    page = client.get("/promises/coalition/")
    text = words(page)
    assert "خرج أكثر المستشارين." in text
    assert "&lt;b&gt;آخر&lt;/b&gt;" in page.content.decode()
    assert RIGHT in text
    assert "وجدته الجهة المعنية" in text
    old, new = corrected
    seal = Entry.objects.get(kind="assessment.published", assessment=new)
    assert f"القيد {seal.sequence}" in text or str(seal.sequence) in text
    html = page.content.decode()
    assert html.index(f'id="v{new.pk}"') < html.index(f'id="v{old.pk}"') < html.index(RIGHT)


def test_the_log_of_corrections_links_to_before_and_after(client, corrected, noise):
    page = client.get("/corrections/")
    text, html = words(page), page.content.decode()
    assert RIGHT in text
    for row in corrected:
        assert f"/promises/coalition/#v{row.pk}" in html
        assert str(Entry.objects.get(kind="assessment.published", assessment=row).sequence) in text


def test_the_log_answers_as_known_on_a_day(client, corrected):
    assert RIGHT not in words(client.get("/corrections/?as_of=2026-01-01"))
    assert client.get("/corrections/?as_of=gestern").status_code == 404


def test_an_empty_log_says_what_to_do(client, rated):
    assert "لم يُصحح شيء بعد" in words(client.get("/corrections/"))


def test_a_correction_of_a_hidden_promise_is_not_told(client, noise, omar, sivan):
    told = Told(WRONG, RIGHT, "wording", "newsroom")
    notice = correct.propose_notice(noise["other"], omar, told, subject="promise", subject_key="other")
    assert RIGHT not in words(client.get("/corrections/"))  # it waits
    correct.publish_notice(notice.pk, sivan)
    assert RIGHT in words(client.get("/corrections/"))
    assert RIGHT in words(client.get("/promises/other/"))
    type(noise["other"]).objects.filter(pk=noise["other"].pk).update(is_published=False)
    assert RIGHT not in words(client.get("/corrections/"))


def test_a_withdrawn_verdict_stays_in_the_course_with_its_reason(client, rated, omar, sivan, noise):
    row = Assessment.objects.get(promise=rated)
    withdraw.ask(row.pk, omar, reason_ar=WHY)
    assert WHY not in words(client.get("/promises/coalition/"))  # asked for, not yet confirmed
    withdraw.confirm(row.pk, sivan)
    page = client.get("/promises/coalition/")
    text = words(page)
    assert "لم يعد على هذا الوعد حكم قائم" in text
    assert "سُحب" in text
    assert WHY in text
    assert f'<li id="v{row.pk}" class="gone">' in page.content.decode()
    assert str(Entry.objects.get(kind="assessment.withdrawn").sequence) in text


def test_as_of_a_day_before_the_withdrawal_the_verdict_stands(client, rated, omar, sivan):
    row = Assessment.objects.get(promise=rated)
    Assessment.objects.filter(pk=row.pk).update(published_at=LONG_AGO)
    rated.revisions.update(at=LONG_AGO)
    withdraw.ask(row.pk, omar, reason_ar=WHY)
    withdraw.confirm(row.pk, sivan)
    then = words(client.get("/promises/coalition/?as_of=2026-01-10"))
    assert row.summary_ar in then
    assert WHY not in then


def test_both_pages_speak_english(client, corrected):
    text = words(client.get("/corrections/", headers={"accept-language": "en"}, query_params={"lang": "en"}))
    assert "Corrections" in text or "التصحيحات" in text


def test_on_a_past_day_a_correction_stands_under_the_promise_as_it_was_then(client, noise, omar, sivan):
    told = Told(WRONG, RIGHT, "wording", "newsroom")
    notice = correct.propose_notice(noise["other"], omar, told, subject="promise", subject_key="other")
    correct.publish_notice(notice.pk, sivan, at=LONG_AGO)
    PromiseRevision.objects.update(at=LONG_AGO)
    other = noise["other"]
    observatory.promise("other", title="عنوان جديد", cabinet=other.government, sector="water", at=timezone.now())
    revise.withdraw_promise(other.pk, omar, reason_ar="تكرار لوعد آخر.")
    assert RIGHT not in words(client.get("/corrections/"))
    then = words(client.get("/corrections/?as_of=2026-01-06"))
    assert RIGHT in then
    assert "تحلية مياه البحر" in then
    assert "عنوان جديد" not in then
    assert RIGHT in words(client.get("/promises/other/?as_of=2026-01-06"))
