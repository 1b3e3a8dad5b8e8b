import re

import pytest
from django.test import Client

from marsad.newsroom import publish
from marsad.site.views.pages import broken
from tests import observatory
from tests.site.conftest import DRAFT, KEPT_BACK, QUOTE, propose, prove, words

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/promises/",
    "/promises/coalition/",
    "/promises/other/",
    "/promises/coalition/?on=2030-01-01",
    "/promises/coalition/contribute/",
    "/receipt/",
    "/method/",
    "/about/",
]
_SCRIPT = r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")"  # data is none
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|" + _SCRIPT, re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_in_arabic_and_english(client, rated, noise, page):
    arabic, english = client.get(page), client.get(f"/en{page}")
    assert (arabic.status_code, english.status_code) == (200, 200)
    assert '<html lang="ar" dir="rtl">' in arabic.content.decode()
    assert '<html lang="en" dir="ltr">' in english.content.decode()


@pytest.mark.parametrize("page", [*PAGES, "/nowhere/", "/accounts/login/"])
def test_a_page_holds_no_inline_style_or_script(client, rated, noise, page):
    response = client.get(page)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert INLINE.search(response.content.decode()) is None


@pytest.mark.parametrize("page", ["/", "/promises/", "/promises/other/", "/promises/coalition/", "/en/", "/en/promises/other/"])
def test_nothing_unpublished_is_shown(client, rated, noise, page):
    shown = words(client.get(page))
    assert DRAFT not in shown
    assert KEPT_BACK not in shown
    assert "وعد لم يُنشر بعد" not in shown


def test_a_hidden_promise_is_not_found(client, noise):
    assert client.get("/promises/hidden/").status_code == 404
    assert client.get("/promises/hidden/contribute/").status_code == 404


def test_every_template_escapes_what_people_wrote(client, codebook, zahra):
    about = observatory.promise("sharp", title="<script>alert(1)</script>", text_ar="<img src=x onerror=alert(2)>")
    document = prove(about, zahra, text=f"<b>جملة</b> {QUOTE}.", title="<i>خبر</i>").document
    evidence = [*document.evidence.all(), prove(about, zahra)]
    proposal = propose(about, zahra, evidence, summary_ar="<u>سبب</u>", reasons_ar="<s>تعليل</s>")
    publish.publish(proposal.pk, observatory.person("omar", "editor"))
    snapshot = document.snapshots.get().pk
    for page in ("/", "/promises/", "/promises/sharp/", "/promises/sharp/contribute/", f"/archive/{snapshot}/"):
        html = client.get(page).content.decode()
        for raw in ("<script>alert", "<img src=x", "<i>خبر", "<u>", "<s>", "<b>جملة"):
            assert raw not in html, (page, raw)


def test_an_empty_observatory_says_what_to_do_first(client, db):
    assert "marsad codebook load" in words(client.get("/en/"))
    assert client.get("/method/").status_code == 200
    assert client.get("/promises/").status_code == 200


def test_the_sky_has_a_link_for_each_promise_with_its_title_and_verdict(client, rated, noise):
    html = client.get("/?government=all").content.decode()
    moons = html[html.index('<ul class="moons few">') : html.index('<ul class="legend">')]
    assert moons.count("<li>") == 2
    assert moons.index("/promises/coalition/") < moons.index("/promises/other/")
    assert "نصف منجز" in moons
    assert "لم يُقيَّم بعد" in moons


def test_the_sky_costs_the_same_however_many_promises(client, rated, noise, django_assert_max_num_queries):
    for number in range(12):
        observatory.promise(f"more-{number}", sector=f"sector-{number}")
    with django_assert_max_num_queries(9):
        client.get("/")


def test_the_language_switch_stays_on_the_page(client, rated):
    assert 'href="/en/promises/?sector=security"' in client.get("/promises/?sector=security").content.decode()
    assert 'href="/promises/coalition/"' in client.get("/en/promises/coalition/").content.decode()


def test_the_method_is_written_from_the_codebook(client, codebook):
    shown = words(client.get("/en/method/"))
    for verdict in codebook.body["verdicts"]:
        assert verdict["labels"]["en"] in shown
        assert verdict["definition"]["en"] in shown
    assert "Promise Kept" in shown
    assert "from 2 independent sources." in shown


def test_the_demonstration_says_so_on_every_page(client, settings, db):
    assert "demo-note" not in client.get("/about/").content.decode()
    settings.IS_DEMO = True
    assert "demo-note" in client.get("/about/").content.decode()


def test_an_address_that_leads_nowhere_answers_in_words(client, db):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "لا شيء هنا" in words(response)


def test_what_breaks_answers_without_the_database(rf):
    response = broken(rf.get("/"))
    assert response.status_code == 500
    assert "تعطل شيء عندنا" in words(response)


def test_a_form_without_its_token_is_refused_in_words(rated):
    response = Client(enforce_csrf_checks=True).post("/promises/coalition/contribute/", {"text": "x"})
    assert response.status_code == 403
    assert "انتهت صلاحية النموذج" in words(response)


def test_sign_in_is_in_arabic_and_offers_no_sign_up(client, db):
    shown = words(client.get("/accounts/login/"))
    assert "دخول الفريق" in shown
    assert "كلمة المرور" in shown
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()
