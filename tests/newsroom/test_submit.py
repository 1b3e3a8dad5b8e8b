from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marsad.newsroom import answer
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.submit import SubmissionRefused, _count, look_up, submit
from marsad.store.models import Attachment, Submission
from tests import observatory

pytestmark = pytest.mark.django_db
FILES = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"}
WORDS = "رأيت الآليات تغادر القاعدة صباح الخميس الماضي."
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.fixture
def about(noise):
    return observatory.promise("coalition")


def send(about, **changes):
    wanted = {"text": WORDS, "contact": "", "has_consented": True, "files": [], "caller": "192.0.2.7"}
    return submit(promise_key=about.key, **(wanted | changes))


def test_the_limit_holds_against_callers_at_the_same_moment(settings, tmp_path):
    def call(_):
        try:
            _count("receipt", "192.0.2.9", 30)
        except SubmissionRefused:
            return "refused"
        return "counted"

    settings.CACHES = {"default": FILES | {"LOCATION": str(tmp_path / "cache")}}
    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(call, range(60))) == {"counted": 30, "refused": 30}


def kept(settings):
    folder = Path(settings.UPLOAD_ROOT)
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_receipt_code_shows_the_state_and_is_stored_nowhere(about, zahra):
    code = send(about, contact="basra@example.org")
    row = Submission.objects.get()
    assert code not in (row.receipt_hash, row.text)
    state = look_up(code.lower().replace("-", " "), "192.0.2.7")
    assert (state.status, state.answer, state.promise_title) == ("received", "", about.title)
    answer.answer(row.pk, zahra, text="شكرا، نتحقق.")
    assert look_up(code, "192.0.2.7").answer == "شكرا، نتحقق."


def test_a_wrong_code_shows_nothing_and_guessing_is_stopped(about):
    assert look_up("AAAA-BBBB-CCCC-DDDD", "192.0.2.9") is None
    for _ in range(29):
        look_up("AAAA-BBBB-CCCC-DDDD", "192.0.2.9")
    with pytest.raises(SubmissionRefused):
        look_up("AAAA-BBBB-CCCC-DDDD", "192.0.2.9")


def test_files_lie_outside_the_web_root_under_names_of_our_own(about, settings):
    send(about, files=[SimpleUploadedFile("../../وثيقة.pdf", PDF), SimpleUploadedFile("photo.png", PNG)])
    pdf, png = Attachment.objects.order_by("pk")
    assert (pdf.name, pdf.media_type, png.media_type) == ("وثيقة.pdf", "application/pdf", "image/png")
    assert [path.suffix for path in kept(settings)] == [".bin", ".bin"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept(settings))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("program.exe", b"MZ\x90\x00" + b"\x00" * 200),
        ("report.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("archive.zip", b"PK\x03\x04" + b"\x00" * 60),
        ("empty.pdf", b""),
        ("noname", b"some words only"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(about, settings, name, content):
    with pytest.raises(SubmissionRefused) as refused:
        send(about, files=[SimpleUploadedFile("good.pdf", PDF), SimpleUploadedFile(name, content)])
    assert refused.value.field == "files"
    assert kept(settings) == []
    assert not Submission.objects.exists()


def test_a_file_too_large_is_refused(about, settings):
    big = SimpleUploadedFile("big.pdf", PDF + b"\x00" * (settings.OPERATOR.upload_mb * 2**20))
    with pytest.raises(SubmissionRefused, match="MB"):
        send(about, files=[big])
    assert kept(settings) == []


def test_six_files_are_one_too_many(about, settings):
    with pytest.raises(SubmissionRefused, match="5 files"):
        send(about, files=[SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(6)])
    assert kept(settings) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "قصير"}, "text"),
        ({"text": "ط" * 20_001}, "text"),
        ({"has_consented": False}, "consent"),
        ({"contact": "x" * 301}, "contact"),
    ],
)
def test_a_bad_form_names_its_field(about, changes, field):
    with pytest.raises(SubmissionRefused) as refused:
        send(about, **changes)
    assert refused.value.field == field


def test_one_sender_is_slowed_down_and_others_are_not(about, settings):
    for _ in range(settings.OPERATOR.submissions_per_hour):
        send(about)
    with pytest.raises(SubmissionRefused, match="hour"):
        send(about)
    assert send(about, caller="192.0.2.8")


def test_a_submission_becomes_evidence_in_its_own_words(about, zahra):
    send(about)
    row = Submission.objects.get()
    with pytest.raises(Refusal):
        answer.accept_submission(row.pk, zahra, quote="كلمات ليست فيه", stance="supports", rung="under_way")
    evidence = answer.accept_submission(row.pk, zahra, quote="الآليات تغادر القاعدة", stance="supports", rung="under_way")
    row.refresh_from_db()
    assert (evidence.submission, evidence.promise, row.status) == (row, about, "accepted")


def test_closing_needs_a_reason_and_is_final(about, zahra):
    send(about)
    row = Submission.objects.get()
    with pytest.raises(Refusal):
        answer.close(row.pk, zahra, reason="")
    answer.close(row.pk, zahra, reason="لا يخص الوعد")
    with pytest.raises(Refusal, match="already closed"):
        answer.check(row.pk, zahra)
