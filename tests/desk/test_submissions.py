import pytest
from django.utils import timezone

from marsad.store.models import Evidence
from marsad.store.record.submissions import keep_submission
from tests.desk.conftest import SENT, words

pytestmark = pytest.mark.django_db


def act(client, submission, verb, values=None):
    return client.post(f"/desk/submissions/{submission.pk}/{verb}/", values or {})


def test_the_list_can_be_narrowed_to_a_state(monitor, sent, noise):
    assert "رأيت رتلا" in words(monitor.get("/desk/submissions/"))
    assert "رأيت رتلا" in words(monitor.get("/desk/submissions/?status=received"))
    assert "رأيت رتلا" not in words(monitor.get("/desk/submissions/?status=closed"))
    assert "رأيت رتلا" in words(monitor.get("/desk/submissions/?status=nonsense"))


def test_a_file_is_told_of_and_never_served(monitor, sent):
    response = monitor.get(f"/desk/submissions/{sent.pk}/")
    page = response.content.decode()
    assert "uploads/0f1e2d.bin" in page
    assert "ab" * 32 in page
    assert "&lt;b&gt;القاعدة" in page
    assert 'href="/uploads' not in page
    assert "0f1e2d" not in "".join(part.split('"')[0] for part in page.split('href="')[1:])
    assert monitor.get("/desk/uploads/0f1e2d.bin").status_code == 404


def test_taking_up_answering_and_closing_leave_their_marks(monitor, zahra, sent):
    act(monitor, sent, "check")
    act(monitor, sent, "answer", {"answer": "نتحقق منه"})
    act(monitor, sent, "close", {"reason": "تعذر التحقق"})
    sent.refresh_from_db()
    assert (sent.status, sent.answer, sent.reason, sent.handled_by) == ("closed", "نتحقق منه", "تعذر التحقق", zahra)


def test_words_of_it_become_evidence(monitor, zahra, about, sent):
    values = {"quote": "رتلا من 14 شاحنة", "stance": "supports", "rung": "under_way", "said_on": "2025-10-01"}
    act(monitor, sent, "evidence", values)
    made = Evidence.objects.get(submission=sent)
    assert (made.promise, made.quote, made.accepted_by, made.said_on.isoformat()) == (about, values["quote"], zahra, "2025-10-01")
    sent.refresh_from_db()
    assert sent.status == "accepted"


@pytest.mark.parametrize(
    ("verb", "values", "complaint", "kept"),
    [
        ("answer", {"answer": " "}, "اكتب الجواب", "رأيت رتلا"),
        ("close", {"reason": ""}, "اكتب سبب الإغلاق", "رأيت رتلا"),
        (
            "evidence",
            {"quote": "كلام لم يرد", "stance": "supports", "rung": "decided"},
            "انسخ الكلمات كما وردت في البلاغ",
            "كلام لم يرد",
        ),
        ("evidence", {"quote": "رتلا", "rung": "decided"}, "errorlist", 'value="decided" selected'),
        ("evidence", {"quote": "رتلا", "stance": "supports", "rung": "decided", "said_on": "أمس"}, "errorlist", "رتلا"),
    ],
)
def test_a_form_that_cannot_be_done_says_why(monitor, sent, verb, values, complaint, kept):
    response = act(monitor, sent, verb, values)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert kept in response.content.decode()
    assert not Evidence.objects.exists()


def test_what_was_closed_meanwhile_is_told_and_the_words_are_kept(monitor, sign_in, haidar, sent):
    act(sign_in(haidar), sent, "close", {"reason": "مكرر"})
    response = act(monitor, sent, "evidence", {"quote": SENT, "stance": "supports", "rung": "decided"})
    assert response.status_code == 409
    assert "أُغلق هذا البلاغ من قبل" in words(response)
    assert response.content.decode().count(SENT) == 2


def test_one_about_no_promise_cannot_become_evidence(monitor, sent):
    free = keep_submission(None, receipt_hash="b" * 64, text=SENT, contact="", files=[], at=timezone.now())
    assert "لا يخص وعدا، فلا يصير دليلا" in words(monitor.get(f"/desk/submissions/{free.pk}/"))
    assert act(monitor, free, "evidence", {"quote": SENT, "stance": "supports", "rung": "decided"}).status_code == 409


def test_one_that_is_not_there_is_not_found(monitor):
    assert monitor.get("/desk/submissions/999/").status_code == 404
    assert monitor.post("/desk/submissions/999/check/").status_code == 404
