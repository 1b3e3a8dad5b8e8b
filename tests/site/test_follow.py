import re

import pytest
from django.core import mail

from marsad.newsroom import deliver, follow
from marsad.store.models import Follower
from tests import observatory
from tests.newsroom.following_rows import ADDRESS, follows, links
from tests.site.conftest import words

pytestmark = pytest.mark.django_db
SENT = {"address": ADDRESS, "language": "ar", "frequency": "each", "subjects": ["all"]}


@pytest.fixture(autouse=True)
def _by_mail(settings):
    settings.FOLLOW_BY_MAIL = True


def test_a_reader_asks_confirms_chooses_otherwise_and_ends_it(client):
    observatory.promise("coalition")
    assert client.get("/follow/").status_code == 200
    assert "انظر في بريدك" in words(client.post("/follow/", SENT))
    deliver.deliver()
    [code] = links(mail.outbox[0])
    assert "هل نكتب إليك؟" in words(client.get(f"/follow/confirm/{code}/"))
    assert Follower.objects.get().confirmed_at is None  # a program that follows links says no yes
    begun = client.post(f"/follow/confirm/{code}/")
    assert "سنكتب إليك" in words(begun)
    [link] = re.findall(r"/follow/choices/([0-9a-f-]+)/", begun.content.decode())
    changed = client.post(f"/follow/choices/{link}/", SENT | {"subjects": ["promise:coalition"], "frequency": "weekly"})
    assert "حُفظ ما اخترته" in words(changed)
    assert Follower.objects.get().subjects == ["promise:coalition"]
    assert "هل نكفّ" in words(client.get(f"/follow/end/{link}/"))
    assert Follower.objects.get().ended_at is None
    assert "لن نكتب إليك بعد" in words(client.post(f"/follow/end/{link}/"))
    assert Follower.objects.get().address == ""
    assert "لن نكتب إليك بعد" in words(client.get(f"/follow/choices/{link}/"))


def test_a_mail_program_ends_it_with_one_post_and_no_page(client):
    reader = follows()
    client.handler.enforce_csrf_checks = True
    path = f"/follow/end/{follow.link_code(reader)}/"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Follower.objects.get().ended_at is not None
    assert client.post("/follow/", SENT).status_code == 403


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(client):
    follows()
    known, unknown = (client.post("/follow/", SENT | {"address": one}) for one in (ADDRESS, "unknown@example.org"))
    assert known.status_code == unknown.status_code == 200
    assert words(known).replace(ADDRESS, "") == words(unknown).replace("unknown@example.org", "")


def test_a_form_that_cannot_be_taken_says_what_to_mend_and_keeps_what_was_chosen(client):
    observatory.promise("coalition", title="إنهاء مهمة التحالف")
    answer = client.post(
        "/follow/", {"address": "nobody", "subjects": ["promise:coalition"], "frequency": "weekly", "language": "en"}
    )
    assert answer.status_code == 400
    told = words(answer)
    assert "ليس هذا عنوان بريد" in told
    assert "إنهاء مهمة التحالف" in told
    html = answer.content.decode()
    assert 'value="weekly" checked' in html
    assert 'value="promise:coalition" checked' in html
    assert client.post("/follow/", SENT | {"website": "x"}).status_code == 400


def test_a_promise_named_in_the_address_is_ticked_and_one_that_readers_do_not_see_is_not_named(client):
    observatory.promise("coalition", title="إنهاء مهمة التحالف")
    observatory.promise("hidden", title="وعد لم يُنشر", is_published=False)
    html = client.get("/follow/?promise=coalition").content.decode()
    assert 'value="promise:coalition" checked' in html
    assert 'value="all" checked' not in html
    assert "وعد لم يُنشر" not in client.get("/follow/?promise=hidden").content.decode()
    assert client.get("/follow/?promise=%00&sector=" + "x" * 900).status_code == 200


@pytest.mark.parametrize("door", ["confirm", "choices", "end"])
def test_a_link_that_opens_nothing_says_what_to_do(client, door):
    answer = client.get(f"/follow/{door}/1-abc/")
    assert answer.status_code == 404
    assert "لا يفتح هذا الرابط شيئا" in words(answer)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]


def test_without_mail_the_page_says_so_and_offers_the_feeds(client, settings):
    settings.FOLLOW_BY_MAIL = False
    answer = client.get("/follow/")
    assert "لا يرسل هذا المرصد بريدا" in words(answer)
    assert "<form class" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "/feeds/" in answer.content.decode()
    assert "This observatory sends no mail" in words(client.get("/en/follow/"))
