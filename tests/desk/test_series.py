"""The desk's series: the list, one by hand, the points with their quotes, the choice, what readers are shown, and undo."""

import re

import pytest

from marsad.newsroom import series
from marsad.store.models import Entry, SeriesPointRow, SeriesRow
from tests import observatory
from tests.desk.conftest import words
from tests.newsroom.test_series import COUNTS, LATER, PLAN, accept, page, publish

pytestmark = pytest.mark.django_db
TITLE = "العائلات في مخيمات دهوك"


@pytest.fixture
def counted(about):
    return [page(about, row) for row in (*COUNTS, PLAN)]


@pytest.fixture
def row(about, counted):
    series.find([about])
    return SeriesRow.objects.get(promise=about)


@pytest.fixture
def accepted(row, counted, zahra):
    accept(counted, zahra)
    return row


@pytest.fixture
def others(noise, haidar):
    """Series of another promise: one proposed, one dismissed."""
    for day, text, outlet in COUNTS:
        page(noise["promise"], (day, text, outlet))
        page(noise["promise"], (day, text.replace("عائلة", "خيمة").replace("العائلات", "الخيام"), outlet))
    series.find([noise["promise"]])
    kept, closed = SeriesRow.objects.filter(promise=noise["promise"]).order_by("pk")
    series.dismiss(closed.pk, haidar, reason="misread")
    return [kept, closed]


def choice(row, **changes):
    """Return what the form sends when every point that is no plan is ticked."""
    points = list(row.points.all())
    sent = {
        "points": [point.pk for point in points if not point.is_planned],
        "shown": [point.pk for point in points],
        "title_ar": TITLE,
        "title_en": "Families",
    }
    return sent | changes


def test_the_list_shows_what_asks_for_a_decision_and_narrows_down(monitor, row, others):
    listed = words(monitor.get("/desk/series/"))
    assert "السلاسل 2" in listed
    assert listed.count("عائلة:") == 2
    assert "4 نقاط 2023 – 2024" in listed
    only = words(monitor.get("/desk/series/?promise=coalition"))
    assert only.count("عائلة:") == 1
    assert "خيمة:" in words(monitor.get("/desk/series/?status=dismissed"))
    assert words(monitor.get("/desk/series/?status=all")).count(" نقاط ") == 3
    assert "لا سلاسل هنا" in words(monitor.get("/desk/series/?status=published"))


def test_what_cannot_be_read_in_an_address_asks_for_nothing(monitor, row):
    assert monitor.get("/desk/series/?status=lost&promise=%00").status_code == 200
    assert monitor.get("/desk/series/new/?promise=%00").status_code == 200


def test_an_empty_list_says_so(monitor, noise):
    assert "لا سلاسل هنا" in words(monitor.get("/desk/series/"))


def test_each_point_stands_with_its_quote_and_a_link_to_it(monitor, accepted, counted, others):
    response = monitor.get(f"/desk/series/{accepted.pk}/")
    html, text = response.content.decode(), words(response)
    for said in ("41 ألف عائلة", "وكالة أولى", "1 آذار 2023", "نحو 38,000", "35,000 إلى 37,000", "مخطط له", "مقبول دليلا"):
        assert said in text
    assert f'href="/desk/candidates/{counted[0].pk}/#:~:text=41%20' in html
    assert html.count('type="checkbox" name="points"') == 4
    assert html.count(" checked") - html.count('id="keys-on" checked') == 3
    assert html.count('role="img"') == 2
    assert "اعرضها على القراء" not in text
    assert "يعرضها على القراء محرر" in text


def test_a_point_that_is_no_evidence_says_so_and_is_not_ticked(monitor, row):
    html = monitor.get(f"/desk/series/{row.pk}/").content.decode()
    assert "لم يُقبل دليلا بعد" in html
    assert html.count(" checked") - html.count('id="keys-on" checked') == 0
    assert "لا نقطة معلَّمة" in html


def test_a_monitor_keeps_a_choice_for_later(monitor, accepted):
    ids = [point.pk for point in accepted.points.all()]
    response = monitor.post(f"/desk/series/{accepted.pk}/keep/", choice(accepted, points=ids[:1]), follow=True)
    assert response.redirect_chain[-1][0] == f"/desk/series/{accepted.pk}/"
    text = words(response)
    assert "ولا يراها القراء بعد" in text
    assert TITLE in text
    assert list(accepted.points.values_list("is_chosen", flat=True)) == [True, False, False, False]
    assert not Entry.objects.filter(kind="series.published").exists()


def test_a_choice_is_drawn_without_being_kept(monitor, accepted):
    ids = [point.pk for point in accepted.points.all()]
    response = monitor.post(f"/desk/series/{accepted.pk}/preview/", choice(accepted, points=ids[:2], title_ar="عنوان مؤقت"))
    html = response.content.decode()
    assert "لم يُحفظ شيء بعد" in html
    assert 'value="عنوان مؤقت"' in html
    described = re.search(r"<desc[^>]*>(.*?)</desc>", html)[1]
    assert "41,000" in described
    assert "35,000" not in described
    assert not SeriesPointRow.objects.filter(is_chosen__isnull=False).exists()


def test_an_editor_shows_it_to_readers_and_goes_on(editor, accepted, others):
    response = editor.post(f"/desk/series/{accepted.pk}/publish/", choice(accepted), follow=True)
    assert response.redirect_chain[-1][0] == f"/desk/series/{others[0].pk}/"
    assert f'action="/desk/series/{accepted.pk}/reopen/"' in response.content.decode()
    assert Entry.objects.filter(kind="series.published").count() == 1
    assert "منشورة" in words(editor.get(f"/desk/series/{accepted.pk}/"))
    assert TITLE in words(editor.get("/promises/coalition/"))


def test_points_found_since_are_told_and_wait(editor, about, accepted, omar, zahra):
    publish(accepted, omar)
    accept([page(about, LATER)], zahra)
    series.find([about])
    assert "نقطة جديدة" in words(editor.get("/desk/series/"))
    response = editor.get(f"/desk/series/{accepted.pk}/")
    assert "وُجدت بعد النشر نقطة" in words(response)
    assert response.content.decode().count(" checked") - 1 == 3


def test_what_is_missing_is_said_beside_its_field(editor, accepted):
    response = editor.post(f"/desk/series/{accepted.pk}/publish/", choice(accepted, title_ar=" "))
    assert "سمّ ما يُعد" in words(response)
    assert response.content.decode().count(" checked") - 1 == 3
    one = [accepted.points.first().pk]
    assert "اختر نقطتين على الأقل" in words(editor.post(f"/desk/series/{accepted.pk}/publish/", choice(accepted, points=one)))
    stale = editor.post(f"/desk/series/{accepted.pk}/publish/", choice(accepted, points=[999_999]))
    assert "تغيرت النقاط" in words(stale)
    assert SeriesRow.objects.get(pk=accepted.pk).status == "proposed"


def test_readers_cannot_be_told_what_is_no_evidence(editor, row):
    response = editor.post(f"/desk/series/{row.pk}/publish/", choice(row))
    assert "قُبلت دليلا" in words(response)
    assert SeriesRow.objects.get(pk=row.pk).status == "proposed"


def test_an_editor_withdraws_it_with_a_reason_and_takes_that_back(editor, accepted, omar):
    publish(accepted, omar)
    assert "قل لماذا تُسحب" in words(editor.post(f"/desk/series/{accepted.pk}/withdraw/", {"note": ""}))
    editor.post(f"/desk/series/{accepted.pk}/withdraw/", {"note": "خلطنا بين مخيمين"})
    text = words(editor.get(f"/desk/series/{accepted.pk}/"))
    assert "مسحوبة" in text
    assert "خلطنا بين مخيمين" in text
    editor.post(f"/desk/series/{accepted.pk}/reopen/")
    assert SeriesRow.objects.get(pk=accepted.pk).status == "proposed"
    assert TITLE in words(editor.get(f"/desk/series/{accepted.pk}/"))


def test_a_monitor_dismisses_and_takes_it_back(monitor, row, others):
    assert "اكتب السبب في كلمات" in words(monitor.post(f"/desk/series/{row.pk}/dismiss/", {"reason": "other"}))
    response = monitor.post(f"/desk/series/{row.pk}/dismiss/", {"reason": "batches", "note": "عودات"}, follow=True)
    assert response.redirect_chain[-1][0] == f"/desk/series/{others[0].pk}/"
    assert "دفعات يوم مع مجاميع (عودات)" in words(monitor.get(f"/desk/series/{row.pk}/"))
    monitor.post("/desk/series/reopen/")
    assert SeriesRow.objects.get(pk=row.pk).status == "proposed"
    assert "لا قرار" in words(monitor.post(f"/desk/series/{row.pk}/reopen/", follow=True))
    assert "لا قرار" in words(monitor.post("/desk/series/reopen/", follow=True))


def test_what_is_the_editors_is_closed_to_monitors(monitor, accepted, omar):
    for verb in ("publish", "withdraw"):
        assert monitor.post(f"/desk/series/{accepted.pk}/{verb}/", choice(accepted, note="x")).status_code == 403
    publish(accepted, omar)
    response = monitor.post(f"/desk/series/{accepted.pk}/keep/", choice(accepted))
    assert response.status_code == 409
    assert "انشر ما غيّرت" in words(response)


def test_what_another_decided_meanwhile_is_told(editor, row, zahra):
    series.dismiss(row.pk, zahra, reason="misread")
    response = editor.post(f"/desk/series/{row.pk}/dismiss/", {"reason": "misread"})
    assert response.status_code == 409
    assert "الراصد zahra" in words(response)


def test_one_is_made_by_hand(monitor, about, counted):
    form = monitor.get("/desk/series/new/?promise=coalition")
    assert '<option value="coalition" selected>' in form.content.decode()
    sent = {"promise": "coalition", "unit": "العائلات", "about": "نازحة"}
    response = monitor.post("/desk/series/new/", sent, follow=True)
    made = SeriesRow.objects.get()
    assert response.redirect_chain[-1][0] == f"/desk/series/{made.pk}/"
    assert "اختر نقاطها وسمّها" in words(response)
    assert "أُنشئت باليد" in words(response)
    again = monitor.post("/desk/series/new/", sent)
    assert "موجودة على هذا الوعد" in words(again)
    assert 'value="نازحة"' in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"promise": ""}, "اختر وعدا"),
        ({"promise": "nowhere"}, "اختر وعدا"),
        ({"unit": ""}, "اكتب ما يُعد"),
        ({"unit": "5200 جندي"}, "الوحدة بلا رقم"),
        ({"about": "فضائية"}, "جرب كلمات أقل"),
    ],
)
def test_a_series_that_cannot_be_made_says_why(monitor, about, counted, changes, said):
    sent = {"promise": "coalition", "unit": "عائلة", "about": "نازحة"} | changes
    assert said in words(monitor.post("/desk/series/new/", sent))
    assert not SeriesRow.objects.exists()


def test_a_series_that_is_not_there_is_not_found(monitor, editor, noise):
    assert monitor.get("/desk/series/999/").status_code == 404
    for verb in ("keep", "preview", "dismiss", "reopen"):
        assert monitor.post(f"/desk/series/999/{verb}/", {"reason": "misread"}).status_code == 404
    for verb in ("publish", "withdraw"):
        assert editor.post(f"/desk/series/999/{verb}/").status_code == 404
    assert monitor.get("/desk/series/reopen/").status_code == 405


def test_a_promise_leads_to_its_series(monitor, row):
    assert 'href="/desk/series/?status=all&amp;promise=coalition"' in monitor.get("/desk/promises/coalition/").content.decode()


def test_the_list_and_a_series_cost_the_same_however_long(monitor, about, row, django_assert_max_num_queries):
    for number in range(6):
        observatory.candidate(about)
        page(about, (f"2024-0{number + 3}-01", f"في مخيمات دهوك {30 - number} ألف عائلة نازحة.", "قناة الضفة"))
    series.find([about])
    assert row.points.count() > 8
    monitor.get("/desk/")  # the first page of a session writes the session down
    with django_assert_max_num_queries(14):
        monitor.get("/desk/series/")
    with django_assert_max_num_queries(18):
        monitor.get(f"/desk/series/{row.pk}/")


def test_a_series_of_shares_without_a_name_does_not_begin_with_a_bare_sign():
    assert SeriesRow(unit="%", about="الغاز").title == "الغاز (%)"
    assert SeriesRow(unit="جندي", about="الأمريكية").title == "جندي: الأمريكية"
