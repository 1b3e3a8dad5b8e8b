import re

import pytest
from django.test import Client
from django.utils import timezone

from marsad.newsroom import milestones, series
from marsad.store.models import FailureRow, MilestoneRow, Outlet, SeriesRow, Source
from tests import observatory
from tests.desk.conftest import propose, prove, words
from tests.newsroom.test_disputes import FIRST, SECOND, dispute
from tests.newsroom.test_milestones import FIRST as HARIR
from tests.newsroom.test_milestones import page as dated_page
from tests.newsroom.test_series import COUNTS
from tests.newsroom.test_series import page as count_on_a_page

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", re.IGNORECASE)


@pytest.fixture
def everything(codebook, zahra, about, sent, noise):
    """One of each thing; the addresses of all pages of the desk."""
    evidence = [prove(about, zahra), prove(about, zahra)]
    proposal = propose(about, zahra, evidence)
    waiting = observatory.candidate(about)
    FailureRow.objects.create(
        page_id="https://a.example/<x>", step="extract", reason="no <b>text</b>", happened_at=timezone.now()
    )
    outlet = Outlet.objects.create(key="dijla", name_ar="دجلة")
    Source.objects.create(
        outlet=outlet, kind="feed", url="https://dijla.example/feed", failure="503 <i>", polled_at=timezone.now()
    )
    pages = [observatory.document(text=text) for text in (FIRST, SECOND)]
    conflict = dispute(about, *pages)[0]
    disputed = observatory.candidate(about, of=pages[0], end=20)
    for row in COUNTS:
        count_on_a_page(about, row)
    series.find([about])
    observatory.candidate(about, of=dated_page(HARIR), end=len(HARIR))
    milestones.find([about])
    milestone = MilestoneRow.objects.get(promise=about, quotes__quote=HARIR)
    return [
        "/desk/",
        "/desk/milestones/",
        f"/desk/milestones/{milestone.pk}/",
        "/desk/series/",
        "/desk/series/new/",
        f"/desk/series/{SeriesRow.objects.get().pk}/",
        "/desk/conflicts/",
        f"/desk/conflicts/{conflict.pk}/",
        f"/desk/candidates/{disputed.pk}/",
        "/desk/?promise=coalition&suggested=on",
        f"/desk/candidates/{waiting.pk}/",
        f"/desk/candidates/{evidence[0].candidate_id}/",
        "/desk/promises/",
        "/desk/promises/coalition/",
        "/desk/assessments/",
        f"/desk/assessments/{proposal.pk}/",
        "/desk/submissions/",
        f"/desk/submissions/{sent.pk}/",
        "/desk/failures/",
        "/desk/sources/",
        "/desk/people/",
    ]


def test_a_stranger_is_sent_to_sign_in(everything):
    for page in everything:
        response = Client().get(page)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/accounts/login/?next=/desk/")
    found = observatory.candidate(observatory.promise())
    assert Client().post(f"/desk/candidates/{found.pk}/accept/", {"stance": "supports", "rung": "decided"}).status_code == 302
    found.refresh_from_db()
    assert found.status == "waiting"


def test_one_who_left_is_sent_to_sign_in(monitor, zahra):
    zahra.is_active = False
    zahra.save()
    assert monitor.get("/desk/").status_code == 302


def test_every_page_opens_in_both_languages_with_nothing_inline(monitor, editor, everything):
    for client in (monitor, editor):
        for page in everything:
            client.cookies.pop("django_language", None)
            arabic = client.get(page)
            client.cookies["django_language"] = "en"
            english = client.get(page)
            assert '<html lang="ar" dir="rtl">' in arabic.content.decode(), page
            assert '<html lang="en" dir="ltr">' in english.content.decode(), page
            for response in (arabic, english):
                assert response.status_code == 200, page
                assert INLINE.search(response.content.decode()) is None, page
                assert "default-src 'none'" in response.headers["Content-Security-Policy"]
                assert "no-store" in response.headers["Cache-Control"]


def test_every_page_has_one_heading_of_the_first_rank_and_no_id_twice(monitor, everything):
    for page in everything:
        html = monitor.get(page).content.decode()
        assert html.count("<h1") == 1, page
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert sorted(ids) == sorted(set(ids)), page


def test_every_field_has_a_name_that_is_spoken(monitor, everything):
    for page in everything:
        html = monitor.get(page).content.decode()
        labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html))
        bare = re.sub(r"<label(?![^>]*\sfor=).*?</label>", "", html, flags=re.DOTALL)
        for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", bare):
            if 'type="hidden"' not in tag:
                assert re.search(r'\sid="([^"]+)"', tag)[1] in labelled, (page, tag)


def test_the_language_is_kept_from_page_to_page(monitor, about):
    assert "الوارد" in words(monitor.get("/desk/"))
    response = monitor.post("/desk/language/", {"language": "en", "next": "/desk/promises/"})
    assert response.headers["Location"] == "/desk/promises/"
    assert "Queue" in words(monitor.get("/desk/"))
    assert "الوارد" not in words(monitor.get("/desk/"))


def test_the_pages_of_an_account_speak_the_language_of_the_desk(monitor, codebook):
    assert '<html lang="ar"' in monitor.get("/accounts/2fa/").content.decode()
    monitor.post("/desk/language/", {"language": "en", "next": "/desk/"})
    assert '<html lang="en"' in monitor.get("/accounts/2fa/").content.decode()
    assert '<html lang="ar"' in monitor.get("/").content.decode()


def test_the_list_of_passkeys_opens(monitor, codebook):
    assert "لم تُضف مفاتيح بعد" in words(monitor.get("/accounts/2fa/webauthn/"))


def test_signing_out_is_a_form(monitor):
    page = monitor.get("/desk/").content.decode()
    assert re.search(r'<form method="post" action="/accounts/logout/"', page)
    monitor.post("/accounts/logout/")
    assert monitor.get("/desk/").status_code == 302


def test_failures_are_shown_by_step_with_closed_ones_left_out(monitor, everything):
    text = words(monitor.get("/desk/failures/"))
    assert "no &lt;b&gt;text" in text
    assert "gone" not in text
    assert "no &lt;b&gt;text" not in words(monitor.get("/desk/failures/?step=fetch"))


def test_sources_tell_when_they_were_read_and_what_went_wrong(monitor, everything):
    text = words(monitor.get("/desk/sources/"))
    assert "https://dijla.example/feed" in text
    assert "503 &lt;i&gt;" in text
    assert "قُرئ آخر مرة اليوم" in text


def test_only_a_superuser_reaches_the_operators_pages(sign_in, editor, django_user_model, about, noise):
    assert editor.get("/operator/").status_code == 302
    staff = observatory.person("staff", "editor")
    staff.is_staff = True
    staff.save()
    assert sign_in(staff).get("/operator/store/person/").status_code == 403
    assert sign_in(staff).get("/operator/store/promise/").status_code == 403
    operator = sign_in(django_user_model.objects.create_superuser("root", password=observatory.PASSWORD, role="operator"))
    assert operator.get("/operator/store/person/").status_code == 200
    assert operator.get(f"/operator/store/promise/{about.pk}/change/").status_code == 200
    assert operator.get("/operator/store/promise/add/").status_code == 403
    assert operator.post(f"/operator/store/promise/{about.pk}/change/", {"title_ar": "غيره"}).status_code == 403
    assert operator.post(f"/operator/store/promise/{about.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "/operator/" in operator.get("/desk/people/").content.decode()
    assert "/operator/" not in editor.get("/desk/people/").content.decode()


def test_an_operator_reads_a_candidate_and_is_offered_no_decision_nor_closed_room(sign_in, django_user_model, about, zahra):
    waiting = observatory.candidate(about)
    operator = sign_in(django_user_model.objects.create_user("kadar", password=observatory.PASSWORD, role="operator"))
    page = operator.get(f"/desk/candidates/{waiting.pk}/").content.decode()
    for closed in (f"/desk/candidates/{waiting.pk}/accept/", "/desk/assign/", "/desk/notes/", "/desk/by/", "/desk/replies/"):
        assert closed not in page
    coder = sign_in(zahra)
    page = coder.get(f"/desk/candidates/{waiting.pk}/").content.decode()
    assert f"/desk/candidates/{waiting.pk}/accept/" in page
    done = coder.post(f"/desk/candidates/{waiting.pk}/accept/", {"stance": "supports", "rung": "decided"}, follow=True)
    assert f'<a href="/desk/promises/{about.key}/">' in done.content.decode()


def test_an_address_of_the_desk_that_leads_nowhere_keeps_the_desks_frame(client, sign_in, codebook, omar):
    for path in ("/desk/candidates/999999/", "/desk/promises/nothing/", "/desk/nowhere/"):
        response = sign_in(omar).get(path)
        assert response.status_code == 404
        assert "لا شيء في المكتب بهذا العنوان" in words(response)
        assert 'class="menu desk-menu"' in response.content.decode()
        assert 'href="/desk/"' in response.content.decode()
    assert "لا شيء في المكتب" not in words(client.get("/desk/nowhere/"))


def test_signing_in_lays_no_greeting_over_the_queue(client, codebook, omar):
    omar.set_password("twelve-letters-and-more")
    omar.save()
    asked = {"login": "omar", "password": "twelve-letters-and-more"}
    shown = client.post("/accounts/login/?next=/desk/people/", asked, follow=True)
    assert shown.status_code == 200
    assert 'class="message' not in shown.content.decode()
