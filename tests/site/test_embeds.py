"""A promise in others' pages: the one page that may be framed, in three languages and two themes, found by oEmbed."""

import datetime as dt
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone

from marsad.newsroom import publish
from marsad.store.models import Assessment, Entry
from marsad.store.record import revisions
from tests import observatory
from tests.site.conftest import DRAFT, propose, prove, words

pytestmark = pytest.mark.django_db
EMBED = "/embed/promises/coalition/"


def found(client, url, **query):
    return client.get("/oembed/", {"url": url} | query)


def test_a_card_is_shown_in_each_language(client, rated):
    for language, verdict in (("ar", "نصف منجز"), ("en", "Half done"), ("ckb", "نیوەی جێبەجێ کراوە")):
        answer = client.get(f"{EMBED}?lang={language}")
        assert f'lang="{language}"' in answer.content.decode()[:60]
        assert verdict in words(answer)
    assert "مصدران مستقلان" in words(client.get(EMBED))
    assert "End the coalition mission" in words(client.get(f"/en{EMBED}"))
    assert 'lang="ar"' in client.get(f"{EMBED}?lang=xx").content.decode()[:60]


def test_it_may_be_framed_by_anybody_and_no_other_page_may(client, rated):
    answer = client.get(EMBED)
    again = client.get(EMBED, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304
    for one in (answer, again, client.get("/embed/promises/nothing/")):
        assert "frame-ancestors *" in one["Content-Security-Policy"]
        assert "X-Frame-Options" not in one
        assert one["Cross-Origin-Opener-Policy"] == "unsafe-none"
    page = client.get("/promises/coalition/")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_it_asks_who_reads_it_by_nothing(client, rated):
    answer = client.get(EMBED)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    html = answer.content.decode()
    assert "<script" not in html
    assert set(re.findall(r'(?:src|href)="(https?://[^/"]+)', html)) == {"http://127.0.0.1:8000"}


def test_it_is_of_a_theme_where_one_is_asked_for(client, rated):
    assert 'data-theme="dark"' in client.get(f"{EMBED}?theme=dark").content.decode()
    assert "data-theme" not in client.get(f"{EMBED}?theme=%22onload").content.decode()


def test_it_shows_a_past_day_where_one_is_asked_for(client, rated):
    Assessment.objects.update(published_at=dt.datetime(2025, 10, 4, 9, tzinfo=dt.UTC))
    Entry.objects.update(at="2025-10-04T09:00:00.000000+00:00")
    assert "لم يُقيَّم بعد" in words(client.get(f"{EMBED}?as_of=2025-01-01"))
    shown = client.get(f"{EMBED}?as_of=2025-11-01")
    assert "كما عُرف في نهاية يوم 1 تشرين الثاني 2025" in words(shown)
    assert "/promises/coalition/?as_of=2025-11-01" in shown.content.decode()


def test_what_is_gone_and_what_never_was_say_so_in_the_frame(client, rated, noise):
    assert client.get("/embed/promises/hidden/").status_code == 404
    assert "لا وعد في هذا العنوان" in words(client.get("/embed/promises/hidden/"))
    change = revisions.Change("withdrawn", reason_ar="نُشر خطأ.")
    revisions.show_promise(rated, shown=False, change=change, actor="عمر", at=timezone.now())
    answer = client.get(EMBED)
    assert answer.status_code == 410
    assert "هذا الوعد سُحب" in words(answer)
    assert "إنهاء مهمة" not in words(answer)


def test_nothing_unpublished_is_shown_and_strange_words_are_no_markup(client, codebook, zahra, omar, noise):
    assert DRAFT not in words(client.get("/embed/promises/other/"))
    about = observatory.promise("sharp", title='<script>alert(1)</script>"x', text_ar="نص")
    publish.publish(propose(about, zahra, [prove(about, zahra), prove(about, zahra)], summary_ar="<u>سبب</u>").pk, omar)
    for html in (client.get("/embed/promises/sharp/").content.decode(), client.get("/promises/sharp/").content.decode()):
        assert "<script>alert" not in html
        assert "<u>" not in html


def test_a_card_costs_the_same_however_long_its_course(client, rated, zahra, omar, django_assert_max_num_queries):
    for day in range(3, 8):
        evidence = [prove(rated, zahra), prove(rated, zahra, outlet=f"صحيفة {day}")]
        publish.publish(propose(rated, zahra, evidence, effective_on=dt.date(2025, 10, day)).pk, omar)
    with django_assert_max_num_queries(7):
        client.get(EMBED)


def test_oembed_finds_a_promise_by_its_address(client, rated, settings):
    base = settings.OPERATOR.base_url
    told = found(client, f"{base}/promises/coalition/").json()
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert told["title"] == "إنهاء مهمة التحالف الدولي: نصف منجز"
    frame = re.search(r'src="([^"]+)"', told["html"])[1]
    assert frame == f"{base}/embed/promises/coalition/?lang=ar"
    assert client.get(frame).status_code == 200
    assert told["thumbnail_url"] == f"{base}/cards/coalition.png"
    english = found(client, f"{base}/en/promises/coalition/?as_of=2026-01-01", maxwidth="400").json()
    assert english["title"] == "End the coalition mission: Half done"
    assert "as_of=2026-01-01" in english["html"]
    assert english["width"] == 400


def test_oembed_answers_in_xml_too(client, rated, settings):
    url = f"{settings.OPERATOR.base_url}/promises/coalition/"
    answer = found(client, url, format="xml")
    assert answer["Content-Type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.findtext("html") == found(client, url).json()["html"]
    assert found(client, url, format="yaml").status_code == 501


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://elsewhere.example/promises/coalition/",
        "http://127.0.0.1:8000/promises/hidden/",
        "http://127.0.0.1:8000/promises/",
        "http://127.0.0.1:8000/nowhere/",
        "http://127.0.0.1:8000@elsewhere.example/promises/coalition/",
        "http://[::1/promises/coalition/",
        "javascript:alert(1)",
        "//127.0.0.1:8000/promises/coalition/",
    ],
)
def test_oembed_knows_no_other_address(client, rated, noise, url):
    assert found(client, url).status_code == 404


def test_the_page_of_a_promise_leads_to_oembed_and_offers_the_frame(client, rated, settings):
    html = client.get("/promises/coalition/").content.decode()
    links = dict(re.findall(r'<link rel="alternate" type="([^"]+\+oembed)"[^>]*href="([^"]+)"', html))
    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    for link in links.values():
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    code = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[1]
    assert "&lt;iframe src=" in code
    assert f"{settings.OPERATOR.base_url}/embed/promises/coalition/?lang=ar" in code
    assert "embed-code" not in client.get("/promises/coalition/?as_of=2020-06-01").content.decode()
