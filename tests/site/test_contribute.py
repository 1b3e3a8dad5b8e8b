import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marsad.store.models import Submission
from tests.site.conftest import words

pytestmark = pytest.mark.django_db

FORM = "/promises/coalition/contribute/"
SENT = {"text": "رأيت المستشارين يغادرون القاعدة صباح الأحد.", "contact": "", "consent": "on", "website": ""}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")


def send(client, **changes):
    return client.post(FORM, SENT | changes)


def test_what_is_sent_is_kept_and_answered_with_a_code(client, rated):
    response = send(client, attachments=SimpleUploadedFile("صورة.png", PNG + b"\x00" * 40, "image/png"))
    code = CODE.search(words(response))
    assert response.status_code == 200
    assert code is not None
    kept = Submission.objects.get()
    assert kept.promise == rated
    assert kept.attachments.count() == 1
    assert code.group() not in kept.receipt_hash
    assert "no-store" in response.headers["Cache-Control"]


def test_whoever_holds_the_code_sees_where_it_stands(client, rated):
    code = CODE.search(words(send(client))).group()
    Submission.objects.update(status="checking", answer="نتحقق من تاريخ الصورة.")
    response = client.post("/receipt/", {"code": code.lower()})
    assert response.status_code == 200
    assert "قيد التحقق" in words(response)
    assert "نتحقق من تاريخ الصورة." in words(response)
    assert SENT["text"] not in words(response)


def test_a_code_that_nothing_bears_is_told_so(client, rated):
    response = client.post("/receipt/", {"code": "AAAA-BBBB-CCCC-DDDD"})
    assert response.status_code == 404
    assert "لا بلاغ بهذا الرمز" in words(response)


def test_a_code_is_never_read_from_an_address(client, rated):
    code = CODE.search(words(send(client))).group()
    assert "استُلم" not in words(client.get("/receipt/", {"code": code}))


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"text": ""}, "text", "اكتب ما تعرفه."),
        ({"text": "قصير"}, "text", "جملة على الأقل"),
        ({"consent": ""}, "consent", "نحتاج إلى موافقتك"),
        ({"contact": "5" * 400}, "contact", "300"),
    ],
)
def test_an_error_stands_beside_its_field(client, rated, changes, field, said):
    response = send(client, **changes)
    assert response.status_code == 400
    told = re.search(rf'id="{field}-error">(.*?)</p>', response.content.decode())
    assert told is not None
    assert said in told.group(1)
    assert Submission.objects.count() == 0


def test_a_file_of_a_kind_that_is_not_taken_is_refused_beside_its_field(client, rated):
    response = send(client, attachments=SimpleUploadedFile("برنامج.png", b"MZ\x90\x00" + b"\x00" * 80, "image/png"))
    assert response.status_code == 400
    assert 'id="attachments-error"' in response.content.decode()
    assert Submission.objects.count() == 0


def test_errors_are_told_in_the_readers_language(client, rated):
    response = client.post(f"/en{FORM}", SENT | {"text": "short"})
    assert "a sentence at least" in words(response)


def test_what_was_written_is_not_lost_with_an_error(client, rated):
    html = send(client, consent="", contact="reader@mail.example").content.decode()
    assert SENT["text"] in html
    assert 'value="reader@mail.example"' in html


def test_a_machine_that_fills_the_trap_is_refused(client, rated):
    response = send(client, website="https://spam.example")
    assert response.status_code == 400
    assert Submission.objects.count() == 0


def test_many_attempts_from_one_place_are_slowed(client, rated, settings):
    answers = [send(client).status_code for _ in range(settings.OPERATOR.submissions_per_hour + 1)]
    assert answers[-2:] == [200, 400]


def test_more_files_than_are_taken_are_refused_in_words(client, rated):
    files = [SimpleUploadedFile(f"{number}.png", PNG, "image/png") for number in range(6)]
    response = send(client, attachments=files)
    assert response.status_code == 400
    assert "خمسة ملفات في المرة على الأكثر" in words(response)
    assert SENT["text"] in response.content.decode()
