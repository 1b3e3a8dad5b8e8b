"""Feeds tell each act that a reader can see in a sentence, once, under a name that stays; and nothing that no reader may see."""

import datetime as dt
import xml.etree.ElementTree as ElementTree

import feedparser
import pytest
from django.utils import timezone

from marsad.newsroom import publish, withdraw
from marsad.site.change_words import change_title
from marsad.store.models import Entry
from marsad.store.queries.changes import SILENT, STREAMS, read_changes
from marsad.store.record import programme, revisions
from marsad.store.record.ledger import append_entry
from tests import observatory
from tests.site.conftest import DAY, DRAFT, propose, prove

pytestmark = pytest.mark.django_db
A = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feeds/changes.atom",
    "/feeds/verdicts.atom",
    "/feeds/corrections.atom",
    "/feeds/replies.atom",
    "/feeds/promises/coalition.atom",
    "/feeds/sectors/security.atom",
    "/feeds/bodies/defence.atom",
    "/feeds/governments/sudani.atom",
]


def entries(answer):
    return ElementTree.fromstring(answer.content).findall(f"{A}entry")


def titles(answer):
    return [entry.findtext(f"{A}title") for entry in entries(answer)]


@pytest.fixture
def risen(rated, zahra, omar):
    """The promise, judged a second time with another verdict."""
    evidence = [prove(rated, zahra), prove(rated, zahra, outlet="صحيفة الجبل")]
    publish.publish(propose(rated, zahra, evidence, verdict="likely", effective_on=DAY + dt.timedelta(days=9)).pk, omar)
    return rated


@pytest.mark.parametrize("address", FEEDS)
def test_every_feed_is_one_in_both_languages_and_forms(client, rated, noise, address):
    for prefix in ("", "/en"):
        found = feedparser.parse(client.get(prefix + address).content)
        assert not found.bozo
        kept = client.get(prefix + address.replace(".atom", ".json"))
        assert kept["Content-Type"].startswith("application/feed+json")
        assert [item["id"] for item in kept.json()["items"]] == [entry.id for entry in found.entries]
        assert kept.json()["language"] == (prefix.strip("/") or "ar")


def test_a_verdict_is_told_in_a_sentence_with_what_stood_before(client, risen):
    told = titles(client.get("/feeds/promises/coalition.atom"))
    assert told[0] == "تغيّر الحكم على «إنهاء مهمة التحالف الدولي» من «نصف منجز» إلى «غالبا سينجز»"
    assert told[1] == "أول حكم على «إنهاء مهمة التحالف الدولي»: نصف منجز"
    english = titles(client.get("/en/feeds/promises/coalition.atom"))
    assert english[0] == "The verdict on “End the coalition mission” changed from “Half done” to “Likely to be done”"


def test_an_item_leads_to_the_promise_and_to_its_entry(client, risen, settings):
    entry = entries(client.get("/feeds/verdicts.atom"))[0]
    last = Entry.objects.filter(kind="assessment.published").order_by("-sequence").first()
    base = settings.OPERATOR.base_url
    assert [link.get("href") for link in entry.findall(f"{A}link")] == [
        f"{base}/promises/coalition/",
        f"{base}/ledger/{last.sequence}/",
    ]
    assert entry.findtext(f"{A}id") == f"tag:127.0.0.1,2026:entry/{last.sequence}/ar"
    assert entry.findtext(f"{A}author/{A}name") == last.actor
    assert dt.datetime.fromisoformat(entry.findtext(f"{A}updated")) == dt.datetime.fromisoformat(last.at).replace(microsecond=0)


def test_the_feed_of_verdicts_leaves_out_what_changed_none(client, risen, zahra, omar):
    evidence = [prove(risen, zahra), prove(risen, zahra, outlet="صحيفة الوادي")]
    publish.publish(propose(risen, zahra, evidence, verdict="likely", effective_on=DAY + dt.timedelta(days=20)).pk, omar)
    assert "أُعيد النظر" in titles(client.get("/feeds/changes.atom"))[0]
    told = titles(client.get("/feeds/verdicts.atom"))
    assert len(told) == 2
    assert not any("أُعيد النظر" in title for title in told)


def test_a_verdict_of_an_earlier_day_is_said_to_be_one(client, rated, zahra, omar):
    evidence = [prove(rated, zahra, day="2025-08-01"), prove(rated, zahra, outlet="صحيفة الوادي", day="2025-08-01")]
    publish.publish(propose(rated, zahra, evidence, effective_on=dt.date(2025, 8, 2)).pk, omar)
    assert "يسري من يوم سابق" in titles(client.get("/feeds/changes.atom"))[0]


def test_a_withdrawn_verdict_says_what_stands_now(client, risen, omar, sivan):
    current = risen.assessments.get(status="published")
    withdraw.ask(current.pk, omar, reason_ar="أخطأنا في القراءة.", reason_en="We misread it.")
    withdraw.confirm(current.pk, sivan)
    for address in ("/feeds/verdicts.json", "/feeds/corrections.json"):
        item = client.get(address).json()["items"][0]
        assert item["title"] == "سُحب الحكم «غالبا سينجز» على «إنهاء مهمة التحالف الدولي»"
        assert "أخطأنا في القراءة." in item["content_text"]
        assert "الحكم القائم الآن: «نصف منجز»." in item["content_text"]


def test_a_promise_taken_from_readers_is_told_of_once_and_by_no_word(client, rated, noise, omar):
    change = revisions.Change("withdrawn", reason_ar="نُشر خطأ.")
    revisions.show_promise(rated, shown=False, change=change, actor="عمر", at=timezone.now())
    feed = client.get("/feeds/changes.atom")
    assert "نُشر خطأ." in feed.content.decode()
    assert "إنهاء مهمة التحالف الدولي" not in feed.content.decode()
    assert client.get("/feeds/promises/coalition.atom").status_code == 404


def test_what_is_not_published_stands_in_no_feed(client, rated, noise):
    for address in FEEDS:
        shown = client.get(address).content.decode()
        assert DRAFT not in shown
        assert "وعد لم يُنشر بعد" not in shown
    assert client.get("/feeds/promises/hidden.atom").status_code == 404


def test_what_the_machine_tidied_is_no_change(client, rated):
    before = len(titles(client.get("/feeds/changes.atom")))
    for kind in SILENT:
        append_entry(kind, {}, actor="marsad", at=timezone.now())
    assert len(titles(client.get("/feeds/changes.atom"))) == before


def test_strange_words_are_no_markup(client, codebook, zahra, omar):
    about = observatory.promise("sharp", title="<script>alert(1)</script> & co", text_ar="<img src=x onerror=alert(2)>\x0b")
    publish.publish(propose(about, zahra, [prove(about, zahra), prove(about, zahra)], summary_ar="<u>سبب</u>").pk, omar)
    for form in ("atom", "json"):
        answer = client.get(f"/feeds/promises/sharp.{form}")
        found = feedparser.parse(answer.content).entries if form == "atom" else answer.json()["items"]
        assert found[0]["title"].startswith("أول حكم")
        html = found[0].content[0].value if form == "atom" else found[0]["content_html"]
        assert "<u>" not in html
        told = found[1].content[0].value if form == "atom" else found[1]["content_html"]
        assert "&lt;img src=x" in told


def test_a_reader_that_has_it_is_told_so_until_something_is_published(client, rated, zahra):
    for address in ("/feeds/changes.atom", "/feeds/changes.json", "/calendars/deadlines.ics"):
        answer = client.get(address)
        assert answer["ETag"]
        assert answer["Last-Modified"]
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
        assert client.get(address, HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"]).status_code == 304
        assert client.get(f"/en{address}", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 200
        programme.save_sector("security", name_ar=f"قطاع آخر {address}")
        assert client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 200


def test_earlier_changes_are_had_page_by_page_each_once(rated):
    for number in range(7):
        observatory.promise(f"more-{number}")
    whole = [change.entry.sequence for change in read_changes("changes", most=100).rows]
    found, before = [], None
    while True:
        page = read_changes("changes", before=before, most=3)
        found += [change.entry.sequence for change in page.rows]
        before = page.earlier
        if before is None:
            break
    assert found == whole


def test_the_next_page_is_linked(client, rated):
    for number in range(60):
        observatory.promise(f"more-{number}")
    first = client.get("/feeds/changes.json").json()
    assert len(first["items"]) == 50
    second = client.get(first["next_url"]).json()
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in second["items"]}


@pytest.mark.parametrize("address", [*FEEDS, "/feeds/", "/calendars/deadlines.ics", "/calendars/governments/sudani.ics"])
def test_a_feed_costs_the_same_however_much_changed(client, risen, zahra, omar, address, django_assert_max_num_queries):
    for number in range(8):
        about = observatory.promise(f"more-{number}", body=risen.body, deadline="2027")
        publish.publish(propose(about, zahra, [prove(about, zahra), prove(about, zahra, outlet=f"صحيفة {number}")]).pk, omar)
    with django_assert_max_num_queries(9):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/nothing.atom",
        "/feeds/changes.rss",
        "/feeds/sectors/nothing.atom",
        "/feeds/promises/coalition.rss",
        "/feeds/changes.atom?before=x",
        "/feeds/changes.atom?before=99999999999999999999",
        "/calendars/bodies/nothing.ics",
    ],
)
def test_what_is_no_feed_is_not_found(client, rated, address):
    assert client.get(address).status_code == 404


def test_an_empty_record_has_empty_feeds(client, db):
    for stream in STREAMS:
        assert entries(client.get(f"/feeds/{stream}.atom")) == []
        assert client.get(f"/feeds/{stream}.json").json()["items"] == []
    assert client.get("/feeds/").status_code == 200


def test_every_kind_of_entry_has_a_sentence(db):
    about = observatory.promise("coalition")
    payloads = {
        "conflict.published": {"explanation": "تختلف"},
        "conflict.withdrawn": {},
        "correction.published": {"wrong": "كذا", "right": "كذا"},
        "lineage.published": {},
        "lineage.withdrawn": {},
        "milestone.published": {"what": "انسحاب", "what_en": "", "day": "2026-09"},
        "milestone.withdrawn": {},
        "promise.restored": {},
        "reply.concluded": {},
        "reply.none_by_deadline": {"body": "defence", "deadline_on": "2026-01-01"},
        "reply.published": {"body": "defence", "body_name": "وزارة", "text": "رد", "answer": "جواب"},
        "reply.withdrawn": {},
        "series.published": {"title": "قوات"},
        "series.withdrawn": {},
        "codebook.published": {"codebook": "a", "version": "1"},
        "odd.kind": {},
    }
    for kind, payload in payloads.items():
        append_entry(kind, payload, actor="tests", at=timezone.now(), promise=about)
    told = [change_title(change) for change in read_changes("changes").rows]
    assert len(told) == len(set(told))
    assert all("%(" not in title and "()" not in title for title in told)


def test_all_that_can_be_followed_is_listed(client, rated, noise):
    html = client.get("/feeds/").content.decode()
    for address in (*FEEDS[:4], *FEEDS[5:], "/calendars/sectors/security.ics", "/ledger/feed.xml"):
        assert f'href="{address}"' in html
    assert "/hidden" not in html


def test_a_correction_stands_in_its_feed(client, rated, zahra, omar, sivan):
    assert titles(client.get("/feeds/corrections.atom")) == []
    append_entry(
        "correction.published",
        {"wrong": "ثلاثة", "wrong_en": "three", "right": "أربعة", "right_en": "four", "promise": "coalition"},
        actor="عمر",
        at=timezone.now(),
    )
    item = client.get("/en/feeds/corrections.json").json()["items"][0]
    assert item["title"] == "We corrected what we had published about “End the coalition mission”"
    assert "It was wrong: three" in item["content_text"]
