import re

import pytest

from marsad.newsroom import answer_reply, publish
from marsad.store.models import Reply
from tests.site.conftest import propose, words

pytestmark = pytest.mark.django_db

SAID = "غادر آخر مستشار في أيلول، والجدول منشور."
SENT = {"act": "send", "text_ar": SAID, "author": "سعاد", "author_post": "المتحدثة", "consent": "on", "website": ""}


@pytest.fixture
def asked(rated, omar):
    return answer_reply.ask(rated, omar, body_key="defence", question_ar="متى غادروا؟", assessment_id=rated.assessments.get().pk)


def test_a_code_opens_the_verdict_and_its_quotes_and_a_wrong_one_nothing(client, asked):
    opened = client.post("/reply/", {"code": asked.code})
    assert "غادر المستشارون القواعد الاتحادية." in words(opened)
    assert opened.content.decode().count("<mark>") == 2
    assert client.post("/reply/", {"code": "AAAA-BBBB"}).status_code == 404
    assert "no-store" in opened.headers["Cache-Control"]


def test_a_reply_is_kept_and_its_receipt_tells_where_it_stands(client, asked):
    sent = client.post("/reply/", SENT | {"code": asked.code})
    receipt = re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", words(sent)).group()
    assert Reply.objects.get().text_ar == SAID
    assert "يكتب فريق المرصد جوابه" in words(client.post("/reply/receipt/", {"code": receipt}))
    gone = client.post("/reply/receipt/", {"code": receipt, "act": "withdraw", "reason": "أُرسل خطأ."})
    assert "سُحب الرد" in words(gone)
    assert client.post("/reply/receipt/", {"code": "AAAA"}).status_code == 404


def test_nothing_of_an_unpublished_reply_reaches_readers(client, asked, omar):
    client.post("/reply/", SENT | {"code": asked.code})
    answer_reply.answer(Reply.objects.get().pk, omar, answer_ar="جواب لم يُنشر.", effect="none")
    for path in ("/promises/coalition/", "/replies/"):
        shown = client.get(path).content.decode()
        assert SAID not in shown
        assert "جواب لم يُنشر." not in shown


def test_a_form_that_lacks_something_says_what_and_keeps_what_was_typed(client, rated):
    response = client.post("/promises/coalition/reply/", SENT | {"author": ""})
    assert response.status_code == 400
    assert SAID in response.content.decode()
    assert not Reply.objects.exists()


def test_an_empty_form_names_every_fault_in_the_pages_order_beside_its_field_and_starts_at_the_first(client, rated):
    response = client.post("/promises/coalition/reply/", {"act": "send", "asks_correction": "on"})
    told = response.content.decode()
    names = ["body_told", "text_ar", "correction_asked", "author", "author_post", "contact", "consent"]
    assert re.findall(r'<li><a href="#id_(\w+)">', told) == names
    assert re.findall(r'<p class="error" id="id_(\w+)-error">', told) == names
    assert told.count(" autofocus") == 1
    assert 'aria-describedby="body-help id_body_told-error" autofocus' in told
    assert "اكتب الرد، بالعربية أو بالإنكليزية" in words(response)
    shown = client.get("/promises/coalition/reply/").content.decode()
    assert "autofocus" not in shown
    assert "error" not in shown


def test_a_hidden_promise_takes_no_reply(client, noise):
    assert client.get("/promises/hidden/reply/").status_code == 404


@pytest.mark.parametrize("path", ["/threads/coalition/", "/threads/nobody/"])
def test_a_promise_without_a_counterpart_has_no_thread(client, rated, path):
    assert client.get(path).status_code == 404


def test_governments_are_compared_today_and_on_a_past_day(client, rated, noise):
    assert "حكومة kadhimi" in words(client.get("/governments/compare/"))
    assert client.get("/governments/compare/?a=nobody&b=none").status_code == 200
    past = words(client.get("/governments/compare/?as_of=2000-01-01"))
    assert "وعد لم يُنشر بعد" not in past
    assert "حكومة kadhimi" not in past


def test_a_verdict_given_back_to_its_author_is_not_shown_as_about_to_be_published(client, rated, zahra, omar):
    evidence = rated.assessments.get().evidence.all()
    waiting = propose(rated, zahra, evidence, summary_ar="حكم لن يُنشر.")
    code = answer_reply.ask(rated, omar, body_key="defence", question_ar="متى غادروا؟", assessment_id=waiting.pk).code
    assert "حكم لن يُنشر." in words(client.post("/reply/", {"code": code}))
    publish.return_to_author(waiting.pk, omar, reason="ينقصه مصدر.")
    assert "حكم لن يُنشر." not in words(client.post("/reply/", {"code": code}))
