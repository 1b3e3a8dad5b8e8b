"""A report of many promises counts and lists all of them, leaves quotes to their pages, and cannot be used to stop the site."""

import datetime as dt
import fcntl
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marsad.domain import report as values
from marsad.domain.report import GROUPINGS
from marsad.newsroom import publish, withdraw
from marsad.site.views import report as view
from marsad.site.views import report_pdf
from marsad.store.models import Assessment, Entry, Evidence, Promise
from marsad.store.queries.report import read_report
from marsad.store.queries.sources import sources_behind
from marsad.typeset import kept_reports
from marsad.typeset.report import TypesetError
from tests import observatory
from tests.site.conftest import QUOTE, propose, prove, words

pytestmark = pytest.mark.django_db
PAGE = "/governments/sudani/report/"
PDF = "/governments/sudani/report.pdf"


@pytest.fixture
def several(rated, noise, zahra, omar):
    """Four promises: rated, one with evidence taken back and one text in two outlets, one closed and withdrawn, one unrated."""
    second = observatory.promise("second", sector="water", title="وعد الماء")
    story = observatory.document().story
    proofs = [prove(second, zahra, story=story), prove(second, zahra, story=story), prove(second, zahra), prove(second, zahra)]
    publish.publish(propose(second, zahra, proofs).pk, omar)
    Evidence.objects.filter(pk=proofs[-1].pk).update(withdrawn_at=timezone.now() - dt.timedelta(days=9))
    third = observatory.promise("third", sector="water", title="وعد الطريق")
    for summary in ("خطوة أولى.", "خطوة ثانية."):
        made = publish.publish(propose(third, zahra, [prove(third, zahra), prove(third, zahra)], summary_ar=summary).pk, omar)
    withdraw.ask(made.pk, omar, reason_ar="تراجع المصدر.")
    withdraw.confirm(made.pk, observatory.person("sivan-2", "editor"))
    Assessment.objects.filter(promise=third, status="published").update(is_closing=True)
    observatory.promise("fourth", title="وعد بلا حكم")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Keep the PDFs of each test apart."""
    settings.REPORTS_ROOT = tmp_path / "reports"
    settings.REPORTS_ROOT.mkdir()
    return settings.REPORTS_ROOT


@pytest.fixture
def brief(several, monkeypatch):
    """Let reports print no quotes of so many promises."""
    monkeypatch.setattr(values, "MOST_QUOTES", 5)


def test_a_report_without_quotes_counts_and_lists_what_one_with_quotes_does(client, several, monkeypatch):
    whole = read_report("sudani")
    monkeypatch.setattr(values, "MOST_QUOTES", 5)
    brief = read_report("sudani")
    assert (whole.has_quotes, brief.has_quotes) == (True, False)
    for name in ("by_verdict", "by_sector", "by_keeping", "by_cause", "by_outlook", "withdrawn", "closing", "quotes", "disputes"):
        assert getattr(whole, name) == getattr(brief, name)
    told = [(one.key, one.sources, one.outlets, one.quoted, one.author, one.seconder, one.entry) for one in brief.lines]
    assert told == [(one.key, one.sources, one.outlets, one.quoted, one.author, one.seconder, one.entry) for one in whole.lines]
    assert [one.quoted for one in whole.lines] == [len(one.quotes) for one in whole.lines]
    assert sum(len(one.quotes) for one in brief.lines) == 0
    assert {one.key: one.sources for one in brief.lines}["coalition"] == 2


@pytest.mark.parametrize("prefix", ["", "/en", "/ckb"])
def test_the_page_says_in_words_that_quotes_are_elsewhere_and_leads_there(client, brief, prefix):
    html = client.get(f"{prefix}{PAGE}").content.decode()
    assert QUOTE not in html
    assert 'id="left"' in html
    assert str(values.MOST_WITH_QUOTES) in html
    for key in ("coalition", "second", "third", "fourth"):
        assert f'<li id="p-{key}"><a href="{prefix}/promises/{key}/"' in html
    assert "الراصد zahra" in html
    assert "وعد لم يُنشر بعد" not in html
    assert QUOTE in client.get(f"{prefix}/promises/coalition/").content.decode()


def test_quotes_that_are_not_shown_are_not_read(client, brief):
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    asked = " ".join(one["sql"] for one in captured)
    assert '"store_evidence"."quote"' not in asked
    assert '"store_document"."text"' not in asked
    assert len(captured) <= 12


def test_a_short_report_prints_its_quotes(client, several):
    html = client.get(PAGE).content.decode()
    assert QUOTE in html
    assert 'id="left"' not in html


def test_a_past_day_is_told_without_quotes_too(client, brief):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Assessment.objects.update(published_at=timezone.now() - dt.timedelta(days=9))
    Entry.objects.update(at="2025-11-01T00:00:00.000000+00:00")
    html = client.get(f"{PAGE}?as_of={yesterday}").content.decode()
    assert f'href="/promises/coalition/?as_of={yesterday}"' in html
    assert 'id="left"' in html


@pytest.mark.parametrize("day", [None, "yesterday"])
@pytest.mark.parametrize("is_brief", [False, True])
def test_every_figure_leads_to_what_it_counts(client, several, monkeypatch, day, is_brief):
    if is_brief:
        monkeypatch.setattr(values, "MOST_QUOTES", 0)
    asked = ""
    if day:
        asked = f"?as_of={timezone.localdate() - dt.timedelta(days=1)}"
        Assessment.objects.filter(published_at__isnull=False).update(published_at=timezone.now() - dt.timedelta(days=9))
        Assessment.objects.filter(withdrawn_at__isnull=False).update(withdrawn_at=timezone.now() - dt.timedelta(days=8))
    html = client.get(PAGE + asked).content.decode()
    figures = re.findall(r'<a href="([^"#]*)"><b class="num">(\d+)</b>', html)
    figures += re.findall(r'<td class="num"><a href="([^"]*)">(?:<b>)?(\d+)', html)
    assert len(figures) > 12
    assert len(re.findall(r'<td class="num">(?!<a |–)', html)) == 0
    for address, count in figures:
        address = address.replace("&amp;", "&")
        assert ("as_of=" in address) == bool(day)
        page = client.get(address).context
        found = page["page"].paginator.count if "asked" in page else page["listing"].page.paginator.count
        assert found == (1 if "withdrawn=" in address else int(count)), address


def test_what_a_figure_counts_is_listed_by_name_in_three_languages(client, several):
    assert "لم يُحسم" in words(client.get(f"{PAGE}?keeping=ahead"))
    assert "deadline" in words(client.get(f"/en{PAGE}?keeping=missed"))
    for grouping in GROUPINGS:
        for prefix in ("", "/en", "/ckb"):
            answer = client.get(f"{prefix}{PAGE}?{grouping}=nothing-such<b>")
            assert answer.status_code == 200
            assert b"such<b>" not in answer.content
            assert answer.context["page"].paginator.count == 0


def test_a_very_long_list_is_cut_into_pages(client, brief, monkeypatch):
    monkeypatch.setattr(view, "LISTED", 3)
    first, second = client.get(PAGE), client.get(f"{PAGE}?page=2")
    listed = re.findall(r'<li id="p-([a-z]+)"', first.content.decode() + second.content.decode())
    assert sorted(listed) == ["coalition", "fourth", "second", "third"]
    assert 'rel="next"' in first.content.decode()
    assert first.context["report"].total == 4


def test_the_interface_counts_evidence_without_reading_it(client, several):
    with CaptureQueriesContext(connection) as captured:
        told = client.get("/api/v1/reports/sudani/").json()["item"]
    assert {one["key"]: one["evidence"] for one in told["lines"]}["coalition"] == 2
    assert '"store_evidence"."quote"' not in " ".join(one["sql"] for one in captured)


def test_a_pdf_that_is_kept_costs_no_reading_of_the_report(client, several):
    first = client.get(PDF)
    with CaptureQueriesContext(connection) as captured:
        again = client.get(PDF)
    assert again.content == first.content
    assert not [one for one in captured if "store_evidence" in one["sql"] or "store_assessment" in one["sql"]]
    assert client.get(PDF, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_pdfs_of_one_day_after_another_fill_no_disk(client, several, own_folder, monkeypatch):
    made = client.get(PDF)
    monkeypatch.setattr(kept_reports, "MOST_BYTES", 2 * len(made.content) + 100)
    for number in range(1, 5):
        assert client.get(f"{PDF}?as_of={timezone.localdate() - dt.timedelta(days=number)}").status_code == 200
        client.get(PDF)  # asked for again and again, it stays
    kept = list(own_folder.glob("*.pdf"))
    assert 1 <= len(kept) <= 2
    assert made.content in [path.read_bytes() for path in kept]


def test_while_another_pdf_is_set_a_reader_is_told_when_to_come_back(client, several, own_folder, monkeypatch):
    monkeypatch.setattr(report_pdf, "_WAIT_S", 0.05)
    with (own_folder / "press.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        answers = [client.get(f"{prefix}{PDF}") for prefix in ("", "/en", "/ckb")]
    assert [answer.status_code for answer in answers] == [503] * 3
    assert all(answer["Retry-After"] for answer in answers)
    assert "يُصنع تقرير آخر" in words(answers[0])
    assert "Ask again in half a minute" in words(answers[1])
    assert PAGE in answers[0].content.decode()
    assert client.get(PDF).status_code == 200


def test_a_report_too_long_for_a_pdf_is_refused_with_what_to_do(client, several, monkeypatch):
    for module in (report_pdf, view):
        monkeypatch.setattr(module, "MOST_SET", 3)
    answer = client.get(PDF)
    assert answer.status_code == 404
    assert "عدد وعوده 4" in words(answer)
    assert 'href="/data/"' in answer.content.decode()
    assert PDF not in client.get(PAGE).content.decode()


def test_what_could_not_be_set_is_not_tried_again_at_once(client, several, monkeypatch):
    tried = []

    def fails(told, page_of):
        tried.append(told.as_of)
        raise TypesetError("no press today")

    monkeypatch.setattr(report_pdf, "set_report", fails)
    answers = [client.get(PDF) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503] * 3
    assert len(tried) == 1
    assert answers[0]["Retry-After"] == "600"
    assert "لن نعيد المحاولة قبل عشر دقائق" in words(answers[0])
    cache.clear()
    client.get(PDF)
    assert len(tried) == 2


def test_what_is_published_while_a_pdf_is_set_makes_another_edition(client, several, monkeypatch):
    real = report_pdf.read_told

    def late(key, known_on, *, with_quotes):
        observatory.promise("fifth", title="وعد نُشر في الأثناء")
        monkeypatch.setattr(report_pdf, "read_told", real)
        return real(key, known_on, with_quotes=with_quotes)

    monkeypatch.setattr(report_pdf, "read_told", late)
    first = client.get(PDF)
    again = client.get(PDF)
    assert again["ETag"] == first["ETag"]
    assert again.content == first.content


def test_sources_counted_by_story_are_those_told_by_voice(several):
    """Stories that were carried alike are told once, and stay stories of their own where nobody is known."""
    unknown = [observatory.document(outlet="") for _ in range(3)]
    about = Promise.objects.get(key="second")
    behind = about.assessments.get(status="published")
    behind.evidence.add(*(_quoted(about, document, behind.author) for document in unknown))
    found = {line.key: (line.sources, line.outlets) for line in read_report("sudani").lines}
    for row in Assessment.objects.filter(status="published", promise__government__key="sudani"):
        together = sources_behind(row.evidence.filter(withdrawn_at=None).select_related("document__outlet"))
        assert found[row.promise.key] == (together.independent, together.outlets)
    assert found["second"][0] >= 5


def _quoted(about, document, person):
    columns = {"stance": "supports", "rung": "under_way", "accepted_by": person, "accepted_at": timezone.now()}
    return Evidence.objects.create(promise=about, document=document, quote=QUOTE, start=0, end=4, **columns)
