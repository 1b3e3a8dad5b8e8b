import re

import pytest

from marsad.newsroom import disputes, review
from marsad.pipeline.conflicts.reasons import day_reasons
from marsad.store.models import ConflictRow, Entry
from tests import observatory
from tests.desk.conftest import words
from tests.newsroom.test_disputes import FIRST, SECOND, dispute

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(about):
    first = observatory.document(text=FIRST, outlet="وكالة أولى", day="2025-03-01")
    second = observatory.document(text=SECOND, outlet="وكالة ثانية", day="2025-07-01")
    return [observatory.candidate(about, of=first, end=20), observatory.candidate(about, of=second, end=20)]


@pytest.fixture
def row(about, two):
    return dispute(about, two[0].document, two[1].document)[0]


@pytest.fixture
def accepted(row, two, zahra):
    for candidate in two:
        review.accept(candidate.pk, zahra, stance="discusses", rung="announced")
    return row


@pytest.fixture
def others(noise, haidar):
    """Conflicts of another promise, one open and one dismissed."""
    pages = [observatory.document(text=text, outlet="جهة الضوضاء") for text in (FIRST, SECOND, SECOND.replace("2029", "2031"))]
    kept = dispute(noise["promise"], pages[0], pages[1], kind="amount")[0]
    closed = dispute(noise["promise"], pages[0], pages[2], words=("عام 2028", "عام 2031"), kind="happened")[0]
    disputes.dismiss(closed.pk, haidar, reason="misread")
    return [kept, closed]


def test_the_list_shows_what_is_open_and_narrows_down(monitor, row, others):
    page = words(monitor.get("/desk/conflicts/"))
    assert "التضارب 2" in page
    assert page.count("موعدان لشيء واحد.") == 2
    only = words(monitor.get("/desk/conflicts/?promise=coalition"))
    assert only.count("موعدان لشيء واحد.") == 1
    assert "وكالة أولى وكالة ثانية" in only
    assert words(monitor.get("/desk/conflicts/?kind=amount")).count("موعدان لشيء واحد.") == 1
    assert words(monitor.get("/desk/conflicts/?status=dismissed")).count("موعدان لشيء واحد.") == 1
    assert words(monitor.get("/desk/conflicts/?status=all")).count("موعدان لشيء واحد.") == 3
    assert "لا تضارب هنا" in words(monitor.get("/desk/conflicts/?promise=coalition&kind=who"))


def test_what_cannot_be_read_in_an_address_asks_for_nothing(monitor, row):
    assert monitor.get("/desk/conflicts/?status=lost&kind=%00&promise=%00").status_code == 200


def test_an_empty_list_says_so(monitor, noise):
    assert "لا تضارب هنا" in words(monitor.get("/desk/conflicts/"))


def test_both_quotes_stand_side_by_side_with_the_words_marked(monitor, row, others):
    response = monitor.get(f"/desk/conflicts/{row.pk}/")
    html, page = response.content.decode(), words(response)
    assert "<mark>عام 2028</mark>" in html
    assert "<mark>عام 2029</mark>" in html
    for said in ("وكالة أولى", "1 آذار 2025", "وكالة ثانية", "1 تموز 2025", "موعدان لشيء واحد.", "الموعد", "لم يُقبل دليلا بعد"):
        assert said in page
    assert row.left_snapshot.sha256 in html
    assert row.left.url in html
    assert "اشرحه للقراء" not in page
    monitor.cookies["django_language"] = "en"
    assert "Two days for one thing." in words(monitor.get(f"/desk/conflicts/{row.pk}/"))


def test_a_candidate_tells_by_whom_it_is_disputed(monitor, two, row, others):
    response = monitor.get(f"/desk/candidates/{two[0].pk}/")
    assert re.search("يخالفه وكالة ثانية 1 تموز 2025", words(response))
    assert f'href="/desk/conflicts/{row.pk}/"' in response.content.decode()
    assert "يخالفه" not in words(monitor.get(f"/desk/candidates/{observatory.candidate(row.promise).pk}/"))


def test_a_monitor_dismisses_and_takes_it_back(monitor, row, others):
    response = monitor.post(f"/desk/conflicts/{row.pk}/dismiss/", {"reason": "other", "note": "حقلان مختلفان"}, follow=True)
    assert response.redirect_chain[-1][0] == f"/desk/conflicts/{others[0].pk}/"
    assert f'action="/desk/conflicts/{row.pk}/reopen/"' in response.content.decode()
    assert "حقلان مختلفان" in words(monitor.get(f"/desk/conflicts/{row.pk}/"))
    monitor.post(f"/desk/conflicts/{row.pk}/reopen/")
    assert ConflictRow.objects.get(pk=row.pk).status == "open"
    monitor.post(f"/desk/conflicts/{row.pk}/dismiss/", {"reason": "misread"})
    assert monitor.post("/desk/conflicts/reopen/").headers["Location"] == f"/desk/conflicts/{row.pk}/"
    assert "لا قرار" in words(monitor.post("/desk/conflicts/reopen/", follow=True))


def test_a_dismissal_without_its_reason_says_what_is_missing(monitor, row):
    assert "اكتب السبب في كلمات" in words(monitor.post(f"/desk/conflicts/{row.pk}/dismiss/", {"reason": "other"}))
    assert monitor.post(f"/desk/conflicts/{row.pk}/dismiss/", {"reason": "boring"}).status_code == 200
    assert ConflictRow.objects.get().status == "open"


def test_an_editor_explains_it_to_readers(editor, accepted, others):
    assert "اشرحه للقراء" in words(editor.get(f"/desk/conflicts/{accepted.pk}/"))
    assert "اشرح للقراء ما" in words(editor.post(f"/desk/conflicts/{accepted.pk}/explain/", {"explanation_ar": " "}))
    editor.post(
        f"/desk/conflicts/{accepted.pk}/explain/", {"explanation_ar": "سنتان من وزارة واحدة.", "explanation_en": "Two years."}
    )
    assert Entry.objects.filter(kind="conflict.published").count() == 1
    page = words(editor.get(f"/desk/conflicts/{accepted.pk}/"))
    assert "سنتان من وزارة واحدة." in page
    assert "ارفعه عن صفحة الوعد" in page


def test_an_editor_closes_what_is_settled(editor, row, others):
    assert "قل كيف حُسم" in words(editor.post(f"/desk/conflicts/{row.pk}/resolve/", {"note": ""}))
    editor.post(f"/desk/conflicts/{row.pk}/resolve/", {"note": "صححت الوكالة خبرها."})
    assert "صححت الوكالة خبرها." in words(editor.get(f"/desk/conflicts/{row.pk}/"))


def test_what_is_the_editors_is_closed_to_monitors(monitor, accepted):
    for verb in ("explain", "resolve"):
        sent = {"explanation_ar": "كلام", "note": "كلام"}
        assert monitor.post(f"/desk/conflicts/{accepted.pk}/{verb}/", sent).status_code == 403
    assert ConflictRow.objects.get().status == "open"


def test_readers_cannot_be_told_before_both_pages_are_evidence(editor, row):
    assert "حتى تُقبل الصفحتان دليلا" in words(editor.get(f"/desk/conflicts/{row.pk}/"))
    assert editor.post(f"/desk/conflicts/{row.pk}/explain/", {"explanation_ar": "كلام"}).status_code == 409


def test_what_another_decided_meanwhile_is_told(editor, row, zahra):
    disputes.dismiss(row.pk, zahra, reason="misread")
    response = editor.post(f"/desk/conflicts/{row.pk}/resolve/", {"note": "حُسم"})
    assert response.status_code == 409
    assert "الراصد zahra" in words(response)


def test_a_conflict_that_is_not_there_is_not_found(monitor, noise):
    assert monitor.get("/desk/conflicts/999/").status_code == 404
    assert monitor.post("/desk/conflicts/999/dismiss/", {"reason": "misread"}).status_code == 404
    assert monitor.post("/desk/conflicts/999/reopen/").status_code == 404
    assert monitor.get("/desk/conflicts/reopen/").status_code == 405


def test_a_page_that_contradicts_itself_says_so(monitor, about):
    page = observatory.document(text=f"{FIRST} {SECOND}")
    row = dispute(about, page, page)[0]
    assert "كلاهما في صفحة واحدة" in words(monitor.get("/desk/conflicts/"))
    assert monitor.get(f"/desk/conflicts/{row.pk}/").status_code == 200


def test_the_list_costs_the_same_however_long(monitor, row, others, django_assert_max_num_queries):
    monitor.get("/desk/conflicts/")  # the first page of a session writes the session down
    with django_assert_max_num_queries(13):
        monitor.get("/desk/conflicts/?status=all")


def test_the_rule_of_its_kind_stands_beside_a_conflict(monitor, row):
    page = monitor.get(f"/desk/conflicts/{row.pk}/").content.decode()
    assert "A day that was moved" in page or "موعد نُقل" in page


def test_an_editor_notes_one_that_the_machine_missed(editor, two, about, zahra):
    assert "Two pieces of evidence" in page_of(editor, about) or "لا بد من دليلين" in page_of(editor, about)
    one, other = (review.accept(candidate.pk, zahra, stance="discusses", rung="announced") for candidate in two)
    ConflictRow.objects.all().delete()
    asked = {"promise": about.key, "left": one.pk, "right": other.pk, "kind": "who", "reason_ar": "جهتان لفعل واحد."}
    answer = editor.post("/desk/conflicts/note/", asked)
    noted = ConflictRow.objects.get()
    assert answer.headers["Location"] == f"/desk/conflicts/{noted.pk}/"
    assert (noted.kind, noted.finder_version, noted.reason_ar) == ("who", "person", "جهتان لفعل واحد.")


def page_of(client, promise):
    return client.get(f"/desk/conflicts/note/?promise={promise.key}").content.decode()


def test_a_note_without_its_halves_says_what_is_missing(editor, about):
    answer = editor.post("/desk/conflicts/note/", {"promise": about.key})
    assert answer.status_code == 200
    assert not ConflictRow.objects.exists()


def test_monitors_do_not_note(monitor, about):
    assert monitor.get("/desk/conflicts/note/").status_code == 403


def test_why_they_differ_is_told_in_kurdish(monitor, row):
    ar, en = day_reasons(("عام 2028", "عام 2029"), ("الغاز",))
    ConflictRow.objects.filter(pk=row.pk).update(reason_ar=ar, reason_en=en)
    monitor.cookies["django_language"] = "ckb"
    page = words(monitor.get(f"/desk/conflicts/{row.pk}/"))
    assert "سەرچاوەی یەکەم وادەکە بە «عام 2028» دادەنێت و دووەم بە «عام 2029»؛ هەردووکیان باسی «الغاز» دەکەن" in page
    assert "المصدر الأول" not in page
