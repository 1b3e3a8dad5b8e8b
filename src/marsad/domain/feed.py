"""Write what changed as a feed: Atom (RFC 4287) and JSON Feed 1.1. Knows no tables and no pages; nothing in a text is markup."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from html import escape

from marsad.domain.xml_text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One act: *title* is a sentence, *paragraphs* tell more, *url* is where to read on, *entry_url* the ledger's entry.

    *id* never changes; *categories* are pairs of a term and its name; *more* names the link to the entry.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    url: str
    entry_url: str
    more: str
    at: dt.datetime
    author: str
    kind: str
    categories: tuple[tuple[str, str], ...] = ()

    @property
    def html(self) -> str:
        """The paragraphs as HTML, every text escaped, the last one leading to the ledger."""
        told = [f"<p>{escape(xml_text(paragraph))}</p>" for paragraph in self.paragraphs]
        return "".join([*told, f'<p><a href="{escape(self.entry_url)}">{escape(self.more)}</a></p>'])


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its items, the newest first. *url* is its own address, *page_url* that of the page it follows.

    *earlier_url* leads to the items before these, "" where there are none.
    """

    id: str
    title: str
    description: str
    url: str
    page_url: str
    language: str
    site_name: str
    icon_url: str
    items: tuple[FeedItem, ...]
    updated_at: dt.datetime
    earlier_url: str = ""


def moment(at: dt.datetime) -> str:
    """Return *at* as RFC 3339 in UTC; raise ValueError for a moment without its time zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {key: xml_text(value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, name, clean)
    child.text = xml_text(text) or None
    return child


def write_atom(feed: Feed) -> bytes:
    """Return *feed* as Atom, in UTF-8."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, _LANGUAGE: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    _add(root, "updated", moment(feed.updated_at))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.page_url)
    if feed.earlier_url:
        _add(root, "link", rel="next", type="application/atom+xml", href=feed.earlier_url)
    _add(_add(root, "author"), "name", feed.site_name)
    _add(root, "icon", feed.icon_url)
    _add(root, "generator", "Marsad")
    for item in feed.items:
        _add_entry(root, item, feed)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _add_entry(root: ElementTree.Element, item: FeedItem, feed: Feed) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "updated", moment(item.at))
    _add(entry, "published", moment(item.at))
    _add(entry, "link", rel="alternate", type="text/html", hreflang=feed.language, href=item.url)
    _add(entry, "link", rel="via", type="text/html", hreflang=feed.language, href=item.entry_url)
    _add(_add(entry, "author"), "name", item.author or feed.site_name)
    for term, label in ((item.kind, item.kind), *item.categories):
        _add(entry, "category", term=term, label=label)
    _add(entry, "content", item.html, type="html")


def write_json_feed(feed: Feed) -> str:
    """Return *feed* as JSON Feed 1.1."""
    told: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "icon": feed.icon_url,
        "authors": [{"name": feed.site_name}],
    }
    if feed.earlier_url:
        told["next_url"] = feed.earlier_url
    told["items"] = [
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_html": item.html,
            "content_text": "\n\n".join(item.paragraphs),
            "date_published": moment(item.at),
            "date_modified": moment(item.at),
            "authors": [{"name": item.author or feed.site_name}],
            "tags": [label for _, label in item.categories],
            "language": feed.language,
            "_ledger": {"about": item.entry_url, "kind": item.kind},
        }
        for item in feed.items
    ]
    return json.dumps(told, ensure_ascii=False)
