"""Rows that no database would take as they come: each is taken in or becomes a failure, and those beside it are taken in."""

import json

import pytest

from marsad.domain.reading import Page
from marsad.gather.files import read_rows
from marsad.newsroom.ingest import Incoming, document_key, ingest
from marsad.store.models import Document, FailureRow
from marsad.store.queries.newsroom import is_known_page
from tests import observatory

pytestmark = pytest.mark.django_db
WORDS = "أعلنت وزارة النقل إكمال الرصيف الأول من أرصفة ميناء الفاو، وقال الوزير إن العمل مستمر في الأرصفة الأخرى."


def take_in(tmp_path, *rows):
    path = tmp_path / "rows.jsonl"
    good = {"id": "good", "text": WORDS, "url": "https://port.example/good"}
    path.write_text("\n".join(json.dumps(row) for row in (*rows, good)), encoding="utf-8")  # ASCII: surrogates as escapes
    observatory.promise("port", title="إكمال أرصفة ميناء الفاو")
    summary = ingest(Incoming(row) if isinstance(row, Page) else row for row in read_rows(path))
    assert Document.objects.filter(page_id="good").exists()
    return summary


@pytest.mark.parametrize(
    "hostile",
    [
        {"text": f"قبل\u0000بعد {WORDS}"},
        {"text": f"نصف \ud800 حرف {WORDS}"},
        {"title": "عنوان\u0000 \udfff", "outlet": "جهة\u0000"},
        {"title": "\u202eعنوان مقلوب 😀" * 200, "outlet": "ج" * 900},
        {"id": "\ud800\u0000"},
        {"id": "ه" * 5000},
        {"url": "https://port.example/" + "😀" * 1500},
        {"url": "https://port.example/" + "a" * 50_000},
        {"url": "javascript:alert(1)"},
        {"url": "https://port.example:99999999/x"},
        {"published": "2025-13-40"},
        {"published": "0000-00-00T99:99"},
        {"published": "yesterday"},
        {"published": "٢٠٢٥"},
        {"published": "-" * 5000},
        {"text": f"{WORDS} {'9' * 5000} دينار في سنة {'9' * 400}"},
        {"html": f"<title>أ&#0;ب</title><p>{WORDS}</p><script type='application/ld+json'>"
         '{"@type":"NewsArticle","headline":"\\u0000\\ud800 عنوان الخبر","datePublished":"9999-99-99"}</script>', "text": None},
    ],
)  # fmt: skip
def test_a_hostile_row_is_taken_in_mended(tmp_path, hostile):
    summary = take_in(tmp_path, {"id": "hostile", "text": f"{WORDS} وهذا آخر.", **hostile})
    assert summary.failures == []
    assert Document.objects.count() == 2
    for document in Document.objects.all():
        assert not {"\x00", "\ud800"} & set(f"{document.text}{document.title}{document.page_id}{document.outlet_name}")


@pytest.mark.parametrize("address", ["http://[::1", "http://a]b/ \u0000", "http://\u2100.example/"])
def test_an_address_that_is_none_stops_nothing(tmp_path, address):
    summary = take_in(tmp_path, {"id": "hostile", "text": f"{WORDS} وهذا آخر.", "url": address})
    assert Document.objects.count() + len(summary.failures) == 2


@pytest.mark.parametrize("hostile", [{"published": 20250101}, {"url": 5}, {"text": ["x"]}, {"id": {"a": 1}}, {"title": 1e999}])
def test_a_row_of_wrong_kinds_becomes_a_failure(tmp_path, hostile):
    summary = take_in(tmp_path, {"id": "\ud800 hostile\u0000", "text": WORDS, **hostile})
    assert len(summary.failures) == 1
    assert FailureRow.objects.get().reason


def test_a_day_that_is_none_is_left_out(tmp_path):
    take_in(tmp_path, {"id": "x", "text": WORDS + " نص آخر", "published": "2025-13-40"})
    assert Document.objects.get(page_id="x").published_on is None


def test_two_addresses_that_begin_alike_are_two_documents(tmp_path):
    long = "https://port.example/" + "a" * 2000
    take_in(
        tmp_path, {"id": "1", "text": WORDS + " أول", "url": long + "1"}, {"id": "2", "text": WORDS + " ثان", "url": long + "2"}
    )
    assert Document.objects.count() == 3
    assert is_known_page(document_key(long + "1", ""), long + "1", 5)
    assert not is_known_page(document_key(long + "3", ""), long + "3", 5)


def test_a_page_listed_under_a_long_address_is_known_by_it():
    listed = "https://port.example/old/" + "%D8%A7" * 100
    page = Page(id=listed, text=WORDS, url="https://port.example/new")
    ingest([Incoming(page)])
    assert is_known_page(document_key(listed, ""), listed, 5)
    assert not is_known_page(document_key(listed + "x", ""), listed + "x", 5)


def test_a_bare_number_after_the_question_mark_tells_pages_apart():
    assert document_key("https://news.example/?12345", "") != document_key("https://news.example/?12346", "")
