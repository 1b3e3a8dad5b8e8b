import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.newsroom import acts, revise
from marsad.store.models import Assessment, Evidence, SearchRow
from tests.site.conftest import DRAFT, KEPT_BACK, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Do at once what waits for the end of a transaction: that of these tests never ends."""
    monkeypatch.setattr(acts.transaction, "on_commit", lambda act, robust=False: act())


def hits(client, asked, **more):
    html = client.get("/search/", {"q": asked, **more}).content.decode().partition('<ol class="hits"')[2]
    return re.findall(r'<h2>.*?<a href="([^"]+)"', html, re.DOTALL)


def test_a_published_promise_its_findings_and_their_documents_are_found(client, rated, noise):
    found = hits(client, "المستشارون غادروا القواعد")
    assert "/promises/coalition/" in found
    assert any(address.startswith("/archive/") for address in found)


@pytest.mark.parametrize(
    "asked", ["التحالف", "للتَّحالُف", "COALITION mission", "التحاف الدولي", '"مهمة التحالف"', "«التحالف الدولي»"]
)
def test_a_promise_is_found_however_its_words_are_put(client, rated, noise, asked):
    assert hits(client, asked, kind="promise")[0] == "/promises/coalition/"


@pytest.mark.parametrize(
    "asked", ["قطاع:security", "sector:security", 'جهة:"وزارة الدفاع"', "body:defence", "government:sudani تحالف", "عنوان:مهمة"]
)
def test_fields_narrow_in_both_languages(client, rated, noise, asked):
    assert hits(client, asked, kind="promise") == ["/promises/coalition/"]


def test_days_outlets_and_unwanted_words_narrow(client, rated, noise):
    assert hits(client, "القواعد after:2025-01", kind="finding")
    assert not hits(client, "القواعد بعد:2026", kind="finding")
    assert hits(client, "القواعد مصدر:النهر", kind="finding")
    assert not hits(client, "القواعد -المستشارين", kind="finding")


@pytest.mark.parametrize("asked", ["وعد لم ينشر بعد", KEPT_BACK, DRAFT, f'"{KEPT_BACK}"', "hidden"])
def test_what_is_not_published_is_not_found(client, rated, noise, asked):
    response = client.get("/search/", {"q": asked})
    assert "hidden" not in "".join(hits(client, asked))
    assert KEPT_BACK not in words(response).replace(asked, "")
    assert DRAFT not in words(response).replace(asked, "")


def test_words_of_what_is_hidden_are_never_suggested(client, rated, noise):
    assert "مقبول" not in words(client.get("/search/?q=مقبوول"))


def test_a_promise_that_is_withdrawn_is_found_no_more_and_one_shown_again_is(client, rated, layla):
    assert hits(client, "التحالف", kind="promise")
    revise.withdraw_promise(rated.pk, layla, reason_ar="كُتب خطأ.")
    assert not hits(client, "التحالف")
    revise.restore_promise(rated.pk, layla, reason_ar="كان صوابا.")
    assert hits(client, "التحالف", kind="promise")


def test_evidence_that_the_record_no_longer_shows_is_not_shown_whatever_the_index_holds(client, rated):
    assert hits(client, "المستشارين", kind="finding")
    Evidence.objects.update(withdrawn_at=dt.datetime(2025, 11, 1, tzinfo=dt.UTC))
    assert SearchRow.objects.filter(kind="finding", is_public=True).exists()
    assert not hits(client, "المستشارين", kind="finding")


def test_where_the_title_of_a_withdrawn_promise_is_asked_for_the_page_says_that_it_was_withdrawn(client, rated, noise, layla):
    assert "سُحب من القراء" not in words(client.get("/search/?q=التحالف"))
    revise.withdraw_promise(rated.pk, layla, reason_ar="كُتب خطأ.")
    html = client.get("/search/?q=مهمة التحالف").content.decode()
    assert "سُحب من القراء" in html
    assert 'href="/promises/coalition/"' in html
    assert rated.title_ar not in html
    assert "سُحب من القراء" not in words(client.get("/search/?q=مهمة البعثة"))
    assert "سُحب من القراء" not in words(client.get("/search/?q=وعد لم ينشر بعد"))


def test_a_promise_whose_verdict_was_withdrawn_says_so(client, rated):
    row = Assessment.objects.get(promise=rated)
    withdrawn = {"withdrawn_reason_ar": "خطأ.", "withdrawn_at": row.published_at, "withdrawn_by": row.seconder}
    Assessment.objects.filter(pk=row.pk).update(status=Assessment.Status.WITHDRAWN, **withdrawn)
    page = words(client.get("/search/?q=التحالف&kind=promise"))
    assert "حكم مسحوب" in page


def test_each_filter_tells_how_much_it_leaves_and_leaves_that_much(client, rated, noise):
    html = client.get("/search/", {"q": "التحالف المستشارون"}).content.decode()
    narrow = html.partition('<details class="narrow')[2].partition("</details>")[0]
    told = re.findall(r'<a href="([^"]+)"><span[^>]*>[^<]*</span> <span class="num soft">(\d+)</span>', narrow)
    assert len(told) >= 5
    for address, count in told:
        left = client.get("/search/" + address.replace("&amp;", "&")).content.decode()
        assert len(re.findall(r"<li>\s*<p class=\"soft dots\">", left.partition('<ol class="hits"')[2])) == int(count)
    kinds = sum(int(count) for address, count in told if "kind=" in address)
    assert kinds == len(hits(client, "التحالف المستشارون"))


def test_found_words_are_marked_as_they_stand_in_the_text(client, rated):
    html = client.get("/search/?q=مستشار").content.decode()
    assert "<mark>المستشارين</mark>" in html


def test_a_slip_is_answered_with_what_was_meant(client, rated):
    page = words(client.get("/search/?q=التحاالف"))
    assert "هل تقصد" in page


def test_nothing_found_says_what_to_do(client, rated):
    page = words(client.get("/search/?q=قنفذ"))
    assert "لا شيء من المنشور فيه هذا" in page
    assert "تصفح كل الوعود" in page


def test_the_empty_page_says_how_to_ask(client, rated):
    assert "كيف تسأل" in words(client.get("/search/"))


@pytest.mark.parametrize(
    "address",
    ["/search/?q=%00", "/search/?q=%22", "/search/?q=-", "/search/?q='OR 1=1;--&page=x&year=99999", "/search/?kind=x&q=*"],
)
def test_no_question_breaks_the_page(client, rated, address):
    assert client.get(address).status_code == 200


def test_a_page_takes_twelve_queries_at_most_however_much_is_found(client, rated, noise):
    client.get("/search/?q=التحالف")
    with CaptureQueriesContext(connection) as taken:
        client.get("/search/", {"q": "التحالف المستشارون غادروا القوعد قطاع:security"})
    assert len(taken) <= 12, [row["sql"][:80] for row in taken]


def test_suggestions_complete_the_word_that_is_being_typed(client, rated, noise):
    told = client.get("/search/suggest.json?q=تحا").json()["suggestions"]
    assert [row["url"] for row in told] == ["/promises/coalition/"]
    assert client.get("/search/suggest.json?q=").json() == {"suggestions": []}


def test_the_english_page_shows_english_titles(client, rated):
    html = client.get("/en/search/?q=coalition").content.decode()
    assert "<mark>coalition</mark>" in html
