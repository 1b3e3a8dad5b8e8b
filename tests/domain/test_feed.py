import datetime as dt
import json
import xml.etree.ElementTree as ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.feed import ATOM, Feed, FeedItem, moment, write_atom, write_json_feed

AT = dt.datetime(2026, 3, 1, 9, 30, 15, 999, tzinfo=dt.timezone(dt.timedelta(hours=3)))
A = f"{{{ATOM}}}"
anything = st.text(max_size=200)


def item(**changes):
    values = {
        "id": "tag:watch.example,2026:entry/7/ar",
        "title": "تغيّر الحكم على «إنهاء المهمة»",
        "paragraphs": ("غادر المستشارون.",),
        "url": "https://watch.example/promises/a/",
        "entry_url": "https://watch.example/ledger/7/",
        "more": "القيد 7",
        "at": AT,
        "author": "عمر",
        "kind": "assessment.published",
        "categories": (("security", "الأمن"),),
    }
    return FeedItem(**(values | changes))


def feed(*items, **changes):
    values = {
        "id": "tag:watch.example,2026:feed/changes/ar",
        "title": "مرصد",
        "description": "ما تغيّر",
        "url": "https://watch.example/feeds/changes.atom",
        "page_url": "https://watch.example/",
        "language": "ar",
        "site_name": "مرصد",
        "icon_url": "https://watch.example/moon.svg",
        "updated_at": AT,
    }
    return Feed(**(values | changes), items=items)


def test_atom_has_what_the_format_asks_of_a_feed_and_of_each_entry():
    root = ElementTree.fromstring(write_atom(feed(item())))
    assert root.tag == f"{A}feed"
    entry = root.find(f"{A}entry")
    for element in (root, entry):
        assert {f"{A}id", f"{A}title", f"{A}updated", f"{A}author"} <= {child.tag for child in element}
    assert entry.findtext(f"{A}updated") == "2026-03-01T06:30:15Z"
    assert [link.get("rel") for link in root.findall(f"{A}link")] == ["self", "alternate"]
    assert [(link.get("rel"), link.get("href")) for link in entry.findall(f"{A}link")] == [
        ("alternate", "https://watch.example/promises/a/"),
        ("via", "https://watch.example/ledger/7/"),
    ]


def test_another_reader_finds_no_fault_and_the_same_words():
    found = feedparser.parse(write_atom(feed(item(), earlier_url="https://watch.example/feeds/changes.atom?before=7")))
    assert not found.bozo
    assert found.feed.title == "مرصد"
    assert found.entries[0].title == "تغيّر الحكم على «إنهاء المهمة»"
    assert found.entries[0].id == "tag:watch.example,2026:entry/7/ar"
    assert {"rel": "next"}.items() <= next(link for link in found.feed.links if link.rel == "next").items()


@given(anything, anything)
def test_no_text_of_a_stranger_becomes_markup(title, told):
    body = write_atom(feed(item(title=title, paragraphs=(told,), author=title, kind=told, categories=((title, told),))))
    entry = ElementTree.fromstring(body).find(f"{A}entry")
    shown = entry.findtext(f"{A}content")
    assert shown.count("<") == 6  # two paragraphs and a link, of our own
    assert len(entry) == 10


@given(anything)
def test_both_forms_tell_the_same(told):
    one = feed(item(paragraphs=(told,)))
    shown = ElementTree.fromstring(write_atom(one)).find(f"{A}entry").findtext(f"{A}content")
    kept = json.loads(write_json_feed(one))["items"][0]
    assert kept["content_html"].replace("\r", "\n") == shown.replace("\r", "\n")
    assert kept["content_text"] == told


def test_a_json_feed_has_what_its_version_asks_for():
    told = json.loads(write_json_feed(feed(item(), earlier_url="https://watch.example/e")))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["next_url"] == "https://watch.example/e"
    assert told["items"][0]["_ledger"] == {"about": "https://watch.example/ledger/7/", "kind": "assessment.published"}
    assert "next_url" not in json.loads(write_json_feed(feed()))


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        moment(dt.datetime(2026, 3, 1))
