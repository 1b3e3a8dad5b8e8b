import gzip

import pytest
from django.conf import settings
from django.utils import timezone

from marsad.cli.ingest import incoming_files
from marsad.domain.reading import Failure, Page
from marsad.gather.archive import Archive, Kept
from marsad.newsroom import review
from marsad.newsroom.encoder_choice import encoder_in_use
from marsad.newsroom.ingest import Incoming, document_key, ingest
from marsad.newsroom.rematch import rematch
from marsad.store.models import Candidate, Document, FailureRow, Promise, Snapshot, Story
from tests import observatory

pytestmark = pytest.mark.django_db
BODY = (
    "أعلنت اللجنة العسكرية العليا في العراق انتهاء إخلاء القواعد من مستشاري التحالف الدولي، وقالت إن مهمة التحالف في المناطق "
    "الاتحادية انتهت وفق الجدول الزمني المتفق عليه مع الحكومة. وأضافت اللجنة أن نحو 2500 جندي شملهم الاتفاق "
    "المعلن في 27 أيلول 2024."
)


def page(number=1, body=BODY, **values):
    html = (
        f"<html><head><title>إخلاء القواعد {number}</title>"
        '<meta property="article:published_time" content="2025-10-02T09:00:00+03:00"></head>'
        "<body><nav>الرئيسية سياسة رياضة</nav><article><h1>إخلاء القواعد من مستشاري التحالف</h1>"
        f"<p>{body}</p></article></body></html>"
    )
    return Page(id=f"p{number}", html=html.encode(), url=f"https://news.example/{number}?utm_source=x", **values)


@pytest.fixture
def coalition():
    return observatory.promise(
        "coalition",
        title="إنهاء مهمة التحالف الدولي في العراق",
        text_ar="الوصول إلى جدول زمني لإنهاء مهمة التحالف الدولي وقواته.",
    )


def test_a_page_is_kept_read_and_laid_on_the_desk(coalition):
    summary = ingest([Incoming(page())])
    document = Document.objects.get()
    snapshot = document.snapshots.get()
    assert (summary.pages, summary.new_documents, summary.suggested) == (1, 1, 1)
    assert str(document.published_on) == "2025-10-02"
    assert "2024-09-27" in {mention["value"] for mention in document.dates}
    assert 2500 in {mention["value"] for mention in document.amounts}
    assert "الرئيسية" not in document.text
    assert document.candidates.get().promise == coalition
    assert document.candidates.get().sentence in document.text
    kept = Kept(snapshot.archive_file, snapshot.archive_offset, snapshot.archive_length, snapshot.sha256)
    assert Archive(settings.ARCHIVE_ROOT, now=timezone.now).read(kept) == page().html


def test_a_candidate_keeps_why_what_decides_how_sure_and_which_versions(coalition):
    ingest([Incoming(page())])
    found = Candidate.objects.get()
    assert found.reasons
    assert all(len(reason) == 2 and all(reason) for reason in (*found.reasons, *found.stance_reasons))
    start, end = found.decisive
    assert (start, end) == (found.quote_start, found.quote_end)
    assert found.document.text[start:end].strip()
    assert sum(found.chances) == pytest.approx(1, abs=0.001)
    assert found.stance_version.startswith("small ")
    assert found.matcher_version.split()[-1] == encoder_in_use().name


def test_the_same_page_twice_is_one_document_with_two_snapshots(coalition):
    ingest([Incoming(page())])
    again = ingest([Incoming(page())])
    assert (Document.objects.count(), Snapshot.objects.count(), Candidate.objects.count()) == (1, 2, 1)
    assert again.new_documents == 0


def test_what_people_decided_outlives_a_new_reading(coalition):
    ingest([Incoming(page())])
    zahra = observatory.person("zahra")
    review.reject(Candidate.objects.get().pk, zahra, reason="old_news")
    again = ingest([Incoming(page())])
    assert (again.candidates, again.suggested) == (0, 0)
    rematch(on_document=lambda: None)
    assert Candidate.objects.get().status == "rejected"


def test_copies_in_two_outlets_are_one_story(coalition):
    ingest(
        [Incoming(page(1)), Incoming(page(2)), Incoming(page(3, body="خبر آخر عن الطقس في البصرة وموجة حر متوقعة هذا الأسبوع."))]
    )
    assert Story.objects.count() == 2
    assert Document.objects.get(page_id="p1").story == Document.objects.get(page_id="p2").story


def test_a_copy_that_comes_later_joins_its_story(coalition):
    ingest([Incoming(page(1))])
    name = Story.objects.get().key
    ingest([Incoming(page(2))])
    assert Story.objects.get().key == name


def test_what_cannot_be_read_is_kept_with_its_reason_and_the_rest_goes_on(coalition):
    bad = Page(id="bad", html=b"\x00\x01\x02\x03" * 400, url="https://news.example/bad")
    summary = ingest([Incoming(page(1)), Incoming(bad), Failure("row 3", "files", "no object"), Incoming(page(2))])
    assert (summary.pages, summary.new_documents, len(summary.failures)) == (3, 2, 2)
    assert set(FailureRow.objects.values_list("page_id", flat=True)) == {"https://news.example/bad", "row 3"}
    assert Snapshot.objects.filter(document=None).count() == 1


def test_a_failure_that_comes_again_counts_up_and_one_mended_is_closed():
    ingest([Failure("https://news.example/1?utm_source=x", "fetch", "timed out")])
    ingest([Failure("https://news.example/1?utm_source=x", "fetch", "refused")])
    row = FailureRow.objects.get()
    assert (row.times, row.reason, row.is_closed) == (2, "refused", False)
    ingest([Incoming(page(1))])
    row.refresh_from_db()
    assert row.is_closed


def test_pages_may_come_before_promises():
    assert ingest([Incoming(page())]).candidates == 0
    observatory.promise(
        "coalition",
        title="إنهاء مهمة التحالف الدولي في العراق",
        text_ar="الوصول إلى جدول زمني لإنهاء مهمة التحالف الدولي وقواته.",
    )
    assert rematch(on_document=lambda: None) == (1, 1)


def test_daft_and_inline_lay_the_same_on_the_desk(coalition):
    ingest([Incoming(page(n)) for n in (1, 2)])
    inline = list(
        Candidate.objects.order_by("document__key").values_list("document__key", "score", "start", "end", "stance", "rung")
    )
    Candidate.objects.all().delete()
    ingest([Incoming(page(n)) for n in (1, 2)], engine_name="daft")
    daft = list(
        Candidate.objects.order_by("document__key").values_list("document__key", "score", "start", "end", "stance", "rung")
    )
    assert daft == inline


@pytest.mark.parametrize(
    "url", ["http://www.news.example/a?fbclid=1&utm_medium=x", "https://news.example/a/", "https://NEWS.example/a#top"]
)
def test_one_page_has_one_key_whatever_trackers_it_came_with(url):
    assert document_key(url, "0") == "https://news.example/a"


def test_a_page_without_an_address_is_known_by_its_bytes():
    assert document_key(None, "ab12") == "sha256:ab12"


def test_promises_of_the_seeds_suggest_the_seeds_news(shared, coalition):
    files = sorted(path for path in (shared / "seeds").glob("*.txt") if path.name[:3] in {"002", "003", "004"})
    ingest(incoming_files(files))
    suggested = Candidate.objects.filter(promise=coalition, is_suggested=True)
    assert suggested.count() == 3
    assert str(Document.objects.get(page_id__startswith="004").published_on) == "2024-01-25"
    assert Promise.objects.count() == 1
    troops = [{m["value"] for m in document.amounts} for document in Document.objects.order_by("page_id")]
    assert all(2500 in values for values in troops)


def test_gzip_that_ends_early_keeps_what_came_before(tmp_path):
    line = b'{"id": "%d", "text": "' + "خبر قصير عن السدود. ".encode() * 40 + b'"}\n'
    packed = gzip.compress(b"".join(line % n for n in range(400)))
    (tmp_path / "rows.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    summary = ingest(incoming_files([tmp_path]))
    assert summary.new_documents > 0
    assert len(summary.failures) == 1


def channel_page(*numbers):
    boxes = "".join(
        f'<div class="tgme_widget_message" data-post="jusoor/{number}">'
        f'<div class="tgme_widget_message_text">{BODY} ({number})</div>'
        f'<a class="tgme_widget_message_date"><time datetime="2025-10-0{number}T09:00:00+00:00"></time></a></div>'
        for number in numbers
    )
    return Page(
        id="channel", html=f'<section class="tgme_channel_history">{boxes}</section>'.encode(), url="https://t.me/s/jusoor"
    )


def test_every_message_of_a_channel_becomes_a_document_with_the_bytes_it_stands_on(coalition):
    summary = ingest([Incoming(channel_page(1, 2, 3)), Incoming(page())])
    messages = Document.objects.filter(key__startswith="https://t.me/jusoor/")
    assert sorted((row.key[-1], str(row.published_on)) for row in messages) == [(str(n), f"2025-10-0{n}") for n in (1, 2, 3)]
    assert [row.snapshots.count() for row in messages] == [1, 1, 1]
    assert len({row.snapshots.get().sha256 for row in messages}) == 1
    assert all(row.candidates.exists() for row in messages)
    assert (summary.pages, summary.snapshots, summary.new_documents, summary.failures) == (2, 2, 4, [])


def test_a_channel_polled_again_adds_only_what_is_new():
    ingest([Incoming(channel_page(1, 2))])
    summary = ingest([Incoming(channel_page(2, 3))])
    assert (summary.pages, summary.new_documents, Document.objects.count()) == (1, 1, 3)
