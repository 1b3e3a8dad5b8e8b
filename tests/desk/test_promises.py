import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.newsroom import publish, review
from marsad.store.models import Assessment
from tests import observatory
from tests.desk.conftest import propose, prove, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(codebook, about, zahra):
    return [prove(about, zahra), prove(about, zahra, outlet="صحيفة ثانية", day="2025-10-03")]


def filled(picked, **changes):
    wanted = {
        "verdict": "half_done",
        "outlook": "on_track",
        "effective_on": "2025-10-05",
        "summary_ar": "غادر المستشارون القواعد الاتحادية.",
        "summary_en": "The advisers left the federal bases.",
        "reasons_ar": "شهد مصدران.",
        "evidence": [item.pk for item in picked],
        "act": "propose",
    }
    return wanted | changes


def test_the_list_tells_what_waits_on_each_promise(monitor, zahra, about, evidence, noise):
    observatory.candidate(about)
    observatory.candidate(about)
    propose(about, zahra, evidence, effective_on=dt.date(2025, 10, 5))
    text = words(monitor.get("/desk/promises/?q=التحالف"))
    assert "اثنان بانتظارك حكم مقترح دليلان" in text
    assert "تحلية مياه البحر" not in text


def test_the_list_costs_the_same_for_many_promises(monitor, codebook, noise):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert monitor.get("/desk/promises/").status_code == 200
        return len(captured)

    few = queries()
    for number in range(8):
        observatory.candidate(observatory.promise(sector=f"s{number}"))
    assert queries() == few


def test_a_search_without_hits_offers_all(monitor, about):
    assert "اعرض الكل" in words(monitor.get("/desk/promises/?q=%3Cb%3E"))


def test_a_proposal_waits_for_a_second_person(monitor, zahra, about, evidence, noise):
    response = monitor.post("/desk/promises/coalition/", filled(evidence))
    made = Assessment.objects.get(promise=about)
    assert response.headers["Location"] == f"/desk/assessments/{made.pk}/"
    assert (made.status, made.author, made.verdict, made.outlook) == ("proposed", zahra, "half_done", "on_track")
    assert set(made.evidence.all()) == set(evidence)
    assert made.summary_en == "The advisers left the federal bases."


def test_checking_tells_what_the_rules_find_and_writes_nothing(monitor, about, evidence, noise):
    response = monitor.post("/desk/promises/coalition/", filled(evidence, act="check", effective_on="2025-10-02"))
    assert response.status_code == 200
    assert "دليل مؤرخ في 3 تشرين الأول 2025 يأتي بعد يوم الحكم 2 تشرين الأول 2025" in words(response)
    assert "غادر المستشارون القواعد الاتحادية." in words(response)
    assert not Assessment.objects.filter(promise=about).exists()
    response = monitor.post("/desk/promises/coalition/", filled(evidence, act="check", summary_ar=""))
    assert "لا تجد القواعد ما يمنعه" in words(response)


def test_a_blocked_proposal_shows_each_finding_and_keeps_what_was_written(monitor, about, evidence):
    picked = filled(evidence[:1], verdict="done", effective_on="2021-01-01", reasons_ar="تعليل طويل <b>محفوظ</b>")
    response = monitor.post("/desk/promises/coalition/", picked)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('<li class="block">') == 4
    assert "تعليل طويل &lt;b&gt;محفوظ&lt;/b&gt;" in page
    assert 'value="done" required checked' in page
    assert 'value="2021-01-01"' in page
    assert re.search(rf'name="evidence" value="{evidence[0].pk}" checked', page)
    assert not re.search(rf'name="evidence" value="{evidence[1].pk}" checked', page)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"summary_ar": ""}, "id_summary_ar_error"),
        ({"summary_ar": "  "}, "id_summary_ar_error"),
        ({"effective_on": "غدا"}, "id_effective_on_error"),
        ({"effective_on": "2999-01-01"}, "يوم السريان في المستقبل"),
        ({"verdict": "splendid"}, "id_verdict_error"),
        ({"verdict": ""}, "id_verdict_error"),
        ({"outlook": "sunny"}, "id_outlook_error"),
        ({"evidence": ["999999"]}, "سُحب بعض الأدلة في هذه الأثناء"),
    ],
)
def test_a_bad_field_is_told_beside_it(monitor, about, evidence, changes, complaint):
    response = monitor.post("/desk/promises/coalition/", filled(evidence, **changes))
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert "غادر المستشارون" in words(response) or not changes.get("summary_ar", "x").strip()
    assert not Assessment.objects.exists()


def test_withdrawn_evidence_of_another_promise_cannot_be_picked(monitor, zahra, about, evidence, noise):
    review.undo(evidence[0].candidate_id, zahra)
    for gone in (evidence[0], noise["accepted"]):
        response = monitor.post("/desk/promises/coalition/", filled([gone]))
        assert response.status_code == 200
    assert not Assessment.objects.filter(promise=about).exists()


def test_the_history_tells_who_wrote_and_who_seconded(monitor, zahra, omar, about, evidence, noise):
    publish.publish(propose(about, zahra, evidence, effective_on=dt.date(2025, 10, 5)).pk, omar)
    text = words(monitor.get("/desk/promises/coalition/"))
    assert "كتبه الراصد zahra أقره الراصد omar" in text
    assert "وعد آخر" not in text


def test_a_returned_proposal_can_be_started_from_anew(monitor, zahra, omar, about, evidence):
    returned = propose(about, zahra, evidence, effective_on=dt.date(2025, 10, 5))
    publish.return_to_author(returned.pk, omar, reason="أضف تعليلا")
    assert "أضف تعليلا" in words(monitor.get("/desk/assessments/"))
    page = monitor.get(f"/desk/promises/coalition/?from={returned.pk}").content.decode()
    assert 'value="2025-10-05"' in page
    assert 'value="half_done" required checked' in page
    assert page.count('name="evidence"') == len(re.findall(r'name="evidence" value="\d+" checked', page)) == 2


def test_without_a_codebook_the_page_says_how_to_load_one(monitor, about):
    assert "marsad codebook load" in words(monitor.get("/desk/promises/coalition/"))
    assert monitor.post("/desk/promises/coalition/", {"act": "propose"}).status_code == 200


def test_a_promise_that_is_not_there_is_not_found(monitor):
    assert monitor.get("/desk/promises/nowhere/").status_code == 404
