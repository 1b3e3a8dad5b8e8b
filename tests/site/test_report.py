import datetime as dt
import shutil
import subprocess

import pytest

from marsad.newsroom import publish
from marsad.store.models import Entry, Promise
from marsad.store.record import programme
from tests import observatory
from tests.site.conftest import propose, prove, words

pytestmark = pytest.mark.django_db
HOSTILE = '#panic("x") *نجم* _خط_ $x^2$ @ref <label> [قوس] \\escape ``` // تعليق <script>alert(1)</script> {{ site_name }}'


def test_the_report_counts_every_promise_with_its_evidence(client, rated, noise):
    observatory.promise("unrated", title="وعد بلا حكم")
    page = client.get("/governments/sudani/report/")
    text = words(page)
    assert "مسودة: لم تنته الولاية" in text
    assert "غادر المستشارون القواعد الاتحادية." in text
    assert "آخر المستشارين غادروا القواعد" in text
    assert "لم يُنشر حكم على هذا الوعد" in text
    assert "تحلية مياه البحر" not in text  # another government's
    assert "وعد لم يُنشر بعد" not in text
    assert Entry.objects.order_by("-sequence").first().hash in text
    assert page.context["report"].total == 2
    assert [(one.key, one.count) for one in page.context["report"].by_verdict] == [("half_done", 1), ("", 1)]


def test_a_term_that_is_over_makes_the_report_final(client, rated):
    observatory.government("sudani", ended="2025-12-31")
    text = words(client.get("/governments/sudani/report/"))
    assert "التقييم النهائي" in text
    assert "مسودة" not in text


def test_governments_without_a_report_are_not_found(client, noise):
    observatory.government("empty", "2030-01-01")
    for key in ("empty", "nobody"):
        assert client.get(f"/governments/{key}/report/").status_code == 404
        assert client.get(f"/governments/{key}/report.pdf").status_code == 404


def test_the_report_answers_as_known_on_a_day(client, rated):
    assert client.get("/governments/sudani/report/?as_of=2020-01-01").status_code == 404


def test_the_list_of_reports_leads_to_each(client, rated, noise):
    html = client.get("/governments/").content.decode()
    assert "/governments/sudani/report/" in html
    assert "/governments/kadhimi/report.pdf" in html
    Promise.objects.update(is_published=False)
    assert "لا تقرير" in words(client.get("/governments/"))


def test_a_report_costs_the_same_however_many_promises(client, rated, zahra, omar, django_assert_max_num_queries):
    for number in range(6):
        other = observatory.promise(f"more-{number}")
        publish.publish(propose(other, zahra, [prove(other, zahra), prove(other, zahra)]).pk, omar)
    client.get("/governments/sudani/report/")  # how far coders agree is reckoned once for each state of the record
    with django_assert_max_num_queries(12):
        assert client.get("/governments/sudani/report/").status_code == 200


def test_the_pdf_is_the_same_bytes_until_something_is_published(client, rated, settings, tmp_path):
    first, second = (client.get("/governments/sudani/report.pdf") for _ in range(2))
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF")
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    settings.REPORTS_ROOT = tmp_path / "other"
    assert client.get("/governments/sudani/report.pdf").content == first.content  # set anew, not kept
    observatory.promise("late", title="وعد نُشر بعدها")
    assert client.get("/governments/sudani/report.pdf").content != first.content


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
def test_a_hostile_title_is_printed_and_nothing_more(client, rated, tmp_path):
    programme.save_promise(
        "coalition",
        actor="tests",
        at=dt.datetime.now(dt.UTC),
        government=rated.government,
        sector=rated.sector,
        title_ar=HOSTILE,
        text_ar=rated.text_ar,
    )
    answer = client.get("/governments/sudani/report.pdf")
    assert answer.status_code == 200
    (tmp_path / "report.pdf").write_bytes(answer.content)
    told = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True).stdout
    for piece in ("panic", "script", "site_name", "label", "escape"):
        assert piece in told
    html = client.get("/governments/sudani/report/").content.decode()
    assert "<script>alert(1)</script>" not in html


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
def test_the_words_of_the_pdf_can_be_copied(client, rated, tmp_path):
    (tmp_path / "report.pdf").write_bytes(client.get("/governments/sudani/report.pdf").content)
    told = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True).stdout
    plain = "".join(letter for letter in told if letter not in "\u202a\u202b\u202c\u2068\u2069\u200f\u200e")
    for word in ("المستشارون", "القواعد", "غادر", "حكومة", "مسودة"):
        assert word in plain
    assert Entry.objects.order_by("-sequence").first().hash in plain
