import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone

from marsad.site.ledger_names import KINDS
from marsad.store.models import Entry
from marsad.store.record.ledger import append_entry
from tests import observatory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST, SECOND = (timezone.datetime(2026, 3, day, 9, tzinfo=timezone.get_default_timezone()) for day in (1, 4))


@pytest.fixture
def two_days(db):
    """Three entries on the first day, one on the second."""
    about = observatory.promise("coalition", at=FIRST)
    Entry.objects.all().delete()
    for _ in range(3):
        append_entry("promise.revised", {"text": "كلام", "parts": [1, 2]}, actor="عمر", at=FIRST, promise=about, rows=[about])
    return append_entry("promise.revised", {"text": "غيره"}, actor="عمر", at=SECOND, promise=about)


def test_the_head_of_each_day_is_shown_newest_first(client, two_days):
    page = client.get("/ledger/").content.decode()
    assert page.index("2026-03-04") < page.index("2026-03-01")
    assert two_days.hash in page
    assert Entry.objects.get(pk=3).hash in page
    assert Entry.objects.get(pk=2).hash not in page


def test_an_empty_ledger_says_so(client, db):
    assert "لم يُنشر شيء بعد" in client.get("/ledger/").content.decode()
    assert client.get("/ledger/feed.xml").status_code == 200


def test_the_ledger_is_shown_as_of_a_past_day(client, two_days):
    page = client.get("/ledger/?as_of=2026-03-02").content.decode()
    assert two_days.hash not in page
    assert Entry.objects.get(pk=3).hash in page
    assert client.get("/ledger/4/?as_of=2026-03-02").status_code == 404
    assert client.get("/ledger/4/").status_code == 200


def test_an_entry_is_shown_in_words_with_its_neighbours_and_its_bytes(client, two_days):
    entry = Entry.objects.get(pk=2)
    page = client.get("/ledger/2/").content.decode()
    assert str(KINDS["promise.revised"]) in page
    for told in (entry.hash, entry.previous_hash, "/ledger/1/", "/ledger/3/", "كلام", "promise:"):
        assert told in page
    assert json.loads(entry.payload)["text"] in page
    assert client.get("/ledger/99/").status_code == 404
    assert "Hash of the entry before it" in client.get("/en/ledger/2/", follow=True).content.decode()


def test_a_verdict_and_the_method_lead_to_the_ledger(client, two_days):
    assert two_days.hash in client.get("/method/").content.decode()
    assert 'href="/ledger/"' in client.get("/").content.decode()


def test_the_feed_names_day_sequence_and_hash_under_names_that_stay(client, two_days):
    answer = client.get("/ledger/feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    titles = [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")]
    assert titles == [f"2026-03-04 · 4 · {two_days.hash}", f"2026-03-01 · 3 · {Entry.objects.get(pk=3).hash}"]
    names = [one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")]
    assert [name.rsplit("/", 1)[1] for name in names] == ["2026-03-04", "2026-03-01"]
    assert client.get("/ledger/feed.xml", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    append_entry("test.entry", {}, actor="tests", at=timezone.now())
    assert client.get("/ledger/feed.xml", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 200


def test_heads_are_paged_and_cost_the_same_however_many(client, two_days, django_assert_max_num_queries):
    for day in range(40):
        append_entry("test.entry", {"day": day}, actor="tests", at=SECOND + timezone.timedelta(days=day + 1))
    assert 'rel="next"' in client.get("/ledger/").content.decode()
    with django_assert_max_num_queries(4):
        client.get("/ledger/?page=2")


def test_a_kind_without_a_name_is_told_as_it_is_written(client, two_days):
    entry = append_entry("odd.kind", {}, actor="tests", at=timezone.now())
    assert "odd.kind" in client.get(f"/ledger/{entry.pk}/").content.decode()
