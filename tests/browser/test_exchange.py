"""A programme and a table in a real browser: an editor accepts two finds and dismisses one; a bad row is named."""

import pytest

from marsad.store.models import Promise, PromiseProposal
from marsad.store.record import programme
from tests import observatory
from tests.programmes.build import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paper(transactional_db):
    observatory.load_codebook()
    observatory.person("sivan", "editor")
    cabinet = observatory.government("sudani")
    for place, (key, name) in enumerate((("energy", "الطاقة والكهرباء"), ("services", "الإعمار والخدمات"))):
        programme.save_sector(key, name_ar=name, place=place)
    return programme.save_programme("s-programme", government=cabinet, title_ar="المنهاج الوزاري")


def test_an_editor_sends_a_programme_and_decides_on_what_was_found(visitor, paper, tmp_path):
    path, gold = build("nahrain", "docx", tmp_path)
    editor = visitor()
    editor.signs_in("sivan")
    page = editor.goes_to("/desk/exchange/")
    editor.finds_no_fault()
    page.reload()
    page.set_input_files("#programme_file", str(path))
    with page.expect_navigation():
        page.locator("#send-programme button").click()
    assert "/desk/exchange/files/" in page.url
    listed = page.url
    editor.finds_no_fault()
    page.reload()
    with page.expect_navigation():
        page.locator("header a.btn").click()
    assert page.locator("mark").inner_text() == gold[0]
    editor.finds_no_fault()
    page.reload()
    with page.expect_navigation():
        page.locator("#accept button[value=publish]").click()
    page.fill("#accept_title_ar", "محطة شمسية في المثنى")
    page.locator("#accept_title_ar").blur()
    with page.expect_navigation():
        page.keyboard.press("KeyR")  # ق accepts
    with page.expect_navigation():
        page.keyboard.press("KeyV")  # ر opens the reasons
        page.keyboard.press("1")
    assert PromiseProposal.objects.get(status="dismissed").note == "no_promise"
    page.goto(listed)
    assert "3" in page.locator("#progress").inner_text()
    titles = set(Promise.objects.published().values_list("title_ar", flat=True))
    assert titles == {"إضافة 4000 ميغاواط إلى الشبكة الوطنية", "محطة شمسية في المثنى"}
    reader = visitor("dark")
    shown = reader.goes_to(f"/promises/{Promise.objects.get(title_ar='محطة شمسية في المثنى').key}/")
    assert "محطة شمسية في المثنى" in shown.locator("h1").inner_text()


def test_a_table_with_a_bad_row_is_told_and_its_good_row_taken(visitor, paper, tmp_path):
    path = tmp_path / "promises.csv"
    rows = [
        "key,government,sector,title_ar,text_ar,deadline",
        "one,sudani,energy,وعد سليم,نصه,2027",
        "two,sudani,energie,وعد,نصه,غدا",
    ]
    path.write_text("\r\n".join(rows), encoding="utf-8")
    editor = visitor()
    editor.signs_in("sivan")
    page = editor.goes_to("/desk/exchange/")
    page.set_input_files("#table_file", str(path))
    with page.expect_navigation():
        page.locator("#send-table button").click()
    told = page.locator("section[aria-labelledby=faults]").inner_text()
    assert "energie" in told
    assert "غدا" in told
    assert "3" in page.locator("section[aria-labelledby=faults] th[scope=row]").first.inner_text()
    assert not Promise.objects.everything().exists()
    editor.finds_no_fault()
    with page.expect_navigation():
        page.locator("#confirm button").click()
    assert [promise.title_ar for promise in Promise.objects.everything()] == ["وعد سليم"]
