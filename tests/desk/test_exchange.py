"""Programmes and tables at the desk: who may, what is shown, and that nothing is written before a person says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marsad.newsroom import exchange
from marsad.newsroom.exchange_programme import take_programme
from marsad.store.models import Promise, PromiseProposal
from marsad.store.record import programme
from tests import observatory
from tests.desk.conftest import words
from tests.newsroom.test_exchange_programme import TEXT


@pytest.fixture
def paper(db):
    cabinet = observatory.government("sudani")
    programme.save_sector("energy", name_ar="الطاقة والكهرباء", place=1)
    observatory.promise("s-old", cabinet=cabinet, sector="energy", title="وعد قديم")
    return programme.save_programme("s-programme", government=cabinet, title_ar="المنهاج الوزاري")


@pytest.fixture
def file(paper, omar):
    return take_programme("s-programme", omar, file=SimpleUploadedFile("p.txt", TEXT.encode())).file


def table(text):
    return SimpleUploadedFile("t.csv", text.encode())


def form_of(row, **changes):
    return {"title_ar": row.title, "text_ar": row.text, "sector": "energy", "deadline": "", "tie": "continues"} | changes


def test_an_empty_desk_says_what_to_do(editor, paper):
    page = words(editor.get("/desk/exchange/"))
    assert "لم يُرسل برنامج بعد" in page
    assert "إرسال جدول" in page


def test_a_monitor_reads_and_dismisses_but_is_offered_no_sending(monitor, file):
    page = monitor.get("/desk/exchange/")
    assert b"send-programme" not in page.content
    row = file.proposals.first()
    shown = monitor.get(f"/desk/proposals/{row.pk}/")
    assert b'id="accept"' not in shown.content
    for path in ("exchange/programme/", "exchange/table/", "exchange/table/take/", f"proposals/{row.pk}/accept/"):
        assert monitor.post(f"/desk/{path}", {}).status_code == 403
    monitor.post(f"/desk/proposals/{row.pk}/dismiss/", {"reason": "vague"})
    row.refresh_from_db()
    assert row.status == "dismissed"


def test_a_programme_is_sent_and_the_same_again_is_told(editor, paper):
    for said in ("قُرئ البرنامج", "قُرئ هذا الملف نفسه"):
        sent = {"programme": "s-programme", "file": SimpleUploadedFile("p.txt", TEXT.encode())}
        page = editor.post("/desk/exchange/programme/", sent, follow=True)
        assert said in words(page)
    assert "بُتّ في 0 من 5" in words(page)
    assert "ص 1 س 3" in words(page).replace("\u2068", "").replace("\u2069", "")


def test_a_file_of_another_kind_is_refused_beside_its_field(editor, paper):
    page = editor.post("/desk/exchange/programme/", {"programme": "s-programme", "file": SimpleUploadedFile("p.exe", b"MZ")})
    assert page.status_code == 400
    assert "DOCX أو PDF أو HTML" in words(page)


def test_accepting_goes_on_to_the_next_and_offers_to_undo(editor, file):
    first, second = file.proposals.all()[:2]
    page = editor.post(f"/desk/proposals/{first.pk}/accept/", form_of(first, act="draft"), follow=True)
    assert page.redirect_chain[-1][0] == f"/desk/proposals/{second.pk}/"
    assert "حُفظ مسودة" in words(page)
    assert f"/desk/proposals/{first.pk}/reopen/" in page.content.decode()
    editor.post(f"/desk/proposals/{first.pk}/reopen/")
    first.refresh_from_db()
    assert first.status == "proposed"


def test_what_was_typed_stays_where_it_is_refused(editor, file):
    row = file.proposals.first()
    page = editor.post(f"/desk/proposals/{row.pk}/accept/", form_of(row, deadline="غدا", title_ar="عنوان آخر"))
    assert "عنوان آخر" in page.content.decode()
    assert "2026-09-30" in words(page)
    assert not PromiseProposal.objects.filter(status="accepted").exists()


def test_two_are_joined_and_one_is_split_from_the_page(editor, file):
    first, second = file.proposals.all()[:2]
    page = editor.post(f"/desk/proposals/{first.pk}/join/", {"other_id": second.pk}, follow=True)
    assert "دُمج الاثنان" in words(page)
    made = first.file.proposals.get(made_of=first)
    cut = made.text.replace("2024. ", "2024.\n")
    page = editor.post(f"/desk/proposals/{made.pk}/split/", {"parts": cut}, follow=True)
    assert "هذا أولهما" in words(page)


def test_a_table_is_shown_before_it_is_written(editor, paper):
    sent = table("key,title_en\r\ns-old,Renamed\r\n")
    page = editor.post("/desk/exchange/table/", {"file": sent})
    assert "Renamed" in words(page)
    assert Promise.objects.everything().get(key="s-old").title_en == ""
    told = {"token": page.context["token"], "digest": page.context["plan"].digest}
    done = editor.post("/desk/exchange/table/take/", told, follow=True)
    assert "متغيّرة 1" in words(done)
    assert Promise.objects.everything().get(key="s-old").title_en == "Renamed"
    gone = editor.post("/desk/exchange/table/take/", told, follow=True)
    assert "أرسله من جديد" in words(gone)


def test_a_bad_row_is_named_and_the_good_ones_are_taken_only_by_word(editor, paper):
    sent = table("key,government,sector,title_ar,text_ar\r\ngood,sudani,energy,ع,ن\r\nbad,sudani,enrgy,ع,ن\r\n")
    page = editor.post("/desk/exchange/table/", {"file": sent})
    assert "enrgy" in words(page)
    told = {"token": page.context["token"], "digest": page.context["plan"].digest}
    refused = editor.post("/desk/exchange/table/take/", told)
    assert "لم يُكتب شيء" in words(refused)
    editor.post("/desk/exchange/table/take/", told | {"only_good": "1"})
    assert Promise.objects.everything().filter(key="good").exists()


def test_a_table_that_another_sent_cannot_be_taken(editor, sign_in, sivan, paper):
    page = editor.post("/desk/exchange/table/", {"file": table("key,title_en\r\ns-old,Renamed\r\n")})
    told = {"token": page.context["token"], "digest": page.context["plan"].digest}
    sign_in(sivan).post("/desk/exchange/table/take/", told)
    assert Promise.objects.everything().get(key="s-old").title_en == ""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_promises_are_taken_away_as_a_file(monitor, paper, kind):
    answer = monitor.get(f"/desk/exchange/promises.{kind}")
    assert f".{kind}" in answer["Content-Disposition"]
    assert answer.content[:4] == (b'\xef\xbb\xbf"' if kind == "csv" else b"PK\x03\x04")
    if kind == "csv":
        assert answer.content == exchange.export("csv")


def test_the_number_of_queries_does_not_grow_with_the_finds(editor, file, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        editor.get(f"/desk/exchange/files/{file.pk}/?status=all")
