import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.newsroom import publish
from tests import observatory
from tests.desk.conftest import propose, prove, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(codebook, about, zahra):
    return [prove(about, zahra), prove(about, zahra, outlet="صحيفة ثانية", day="2025-10-03")]


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

    queries()  # the first page of a session also notes the session
    few = queries()
    for number in range(8):
        observatory.candidate(observatory.promise(sector=f"s{number}"))
    assert queries() == few


def test_a_search_without_hits_offers_all(monitor, about):
    assert "اعرض الكل" in words(monitor.get("/desk/promises/?q=%3Cb%3E"))


def test_the_page_shows_the_evidence_and_offers_a_round_to_coders(sign_in, about, evidence, noise):
    monitor = sign_in(observatory.person("noor", "monitor"))
    text = words(monitor.get("/desk/promises/coalition/"))
    assert "صحيفة ثانية" in text
    assert "جهة الضوضاء" not in text
    assert "افتح جولة ترميز" not in text
    coder = sign_in(observatory.person("rana", "coder"))
    assert "افتح جولة ترميز" in words(coder.get("/desk/promises/coalition/"))
    assert monitor.post("/desk/promises/coalition/").status_code == 405


def test_the_history_tells_who_wrote_and_who_seconded(monitor, zahra, omar, about, evidence, noise):
    publish.publish(propose(about, zahra, evidence, effective_on=dt.date(2025, 10, 5)).pk, omar)
    text = words(monitor.get("/desk/promises/coalition/"))
    assert "كتبه الراصد zahra أقره الراصد omar" in text
    assert "وعد آخر" not in text


def test_the_day_of_a_returned_proposal_can_be_coded_anew(sign_in, about, evidence, omar):
    rana = observatory.person("rana", "coder")
    returned = propose(about, rana, evidence, effective_on=dt.date(2025, 10, 5))
    publish.return_to_author(returned.pk, omar, reason="أضف تعليلا")
    client = sign_in(rana)
    assert "أضف تعليلا" in words(client.get("/desk/assessments/"))
    page = client.get(f"/desk/promises/coalition/?from={returned.pk}").content.decode()
    assert 'value="2025-10-05"' in page
    assert re.search(r'<details class="act measure" id="open-round" open', page)


def test_without_a_codebook_the_page_says_how_to_load_one(monitor, about):
    assert "marsad codebook load" in words(monitor.get("/desk/promises/coalition/"))


def test_a_promise_that_is_not_there_is_not_found(monitor):
    assert monitor.get("/desk/promises/nowhere/").status_code == 404
