"""Read a Telegram channel's public preview: each message a reading of its own. Knows the preview's template and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.domain.reading import Page, Reading
from marsad.pipeline.page.agency_names import name_of_agency
from marsad.pipeline.page.blocks import blocks, squeeze
from marsad.pipeline.page.headline import title_of_text
from marsad.pipeline.page.metadata import Metadata, host_of, path_of
from marsad.pipeline.page.published import iso_day

MARK = "tgme_"
_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_POST = re.compile(r"^([A-Za-z][A-Za-z0-9_]{2,63})/(\d{1,12})$")
_BOX, _TEXT, _REPLY = "tgme_widget_message", "tgme_widget_message_text", "tgme_widget_message_reply"
_MOST_MESSAGES = 1000


@dataclass(frozen=True, slots=True)
class Message:
    """One message: *post* is "channel/number"; *forwarded_from* the channel it was first posted in, "" for the channel's own."""

    post: str
    text: str
    day: str | None
    channel: str
    forwarded_from: str

    @property
    def number(self) -> str:
        """Return the number that Telegram gave the message in its channel."""
        return self.post.rpartition("/")[2]


def is_preview(markup: str, url: str | None) -> bool:
    """Tell whether *markup* may be a preview page of Telegram's; cheap enough to be asked of every page."""
    return "tgme_widget_message" in markup or (MARK in markup and host_of(url) in _HOSTS)


def _has_class(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _first(box: Any, name: str) -> Any | None:
    """Return the first element of class *name* in *box* that is no part of the message it answers."""
    for element in box.iter():
        if _has_class(element, name) and not any(_has_class(above, _REPLY) for above in element.iterancestors()):
            return element
    return None


def _words(element: Any | None) -> str:
    return squeeze("".join(element.itertext())) if element is not None else ""


def _messages(root: Any) -> Iterator[Message]:
    seen: set[str] = set()
    channel = _words(_first(root, "tgme_channel_info_header_title"))
    for box in root.iter("div"):
        post = box.get("data-post") or ""
        if not _has_class(box, _BOX) or not _POST.match(post) or post in seen or len(seen) >= _MOST_MESSAGES:
            continue
        if any(_has_class(above, _BOX) for above in box.iterancestors()):
            continue
        seen.add(post)
        if _has_class(box, "service_message"):
            continue
        held = _first(box, _TEXT)
        held = held if held is not None else _first(box, "tgme_widget_message_poll_question")
        text = "\n".join(block.text for block in blocks(held, by_hints=False)) if held is not None else ""
        if not text:
            continue
        stamp = _first(box, "tgme_widget_message_date")
        stamps = [] if stamp is None else [time.get("datetime") for time in stamp.iter("time")]
        day = next((day for value in stamps if value and (day := iso_day(value))), None)
        owner = _words(_first(box, "tgme_widget_message_owner_name")) or channel
        yield Message(post, text, day, owner, _words(_first(box, "tgme_widget_message_forwarded_from_name")))


def read_preview(page: Page, root: Any, metadata: Metadata) -> Iterator[Reading]:
    """Yield a reading for each message with words in it, oldest first as the page has them; none where the page has no message.

    Each has the message's address, and the channel's title as outlet. The page of a single message keeps the page's id and what
    its row gives; a channel's page gives each message the id `page#number` and its own day. Whom a message was forwarded from is
    its nearest credit.
    """
    messages = list(_messages(root))
    if not messages:
        yield from _shared_preview(page, metadata)
        return
    is_channel = len(messages) > 1 or any(_has_class(box, "tgme_channel_history") for box in root.iter("section", "main", "div"))
    for message in messages:
        url = f"https://t.me/{message.post}"
        outlet = page.outlet or message.channel or message.post.partition("/")[0]
        source = name_of_agency(message.forwarded_from)
        agencies = (source,) if source and source != outlet else ()
        if is_channel:
            title = title_of_text(message.text)
            yield Reading(f"{page.id}#{message.number}", message.text, url, title, message.day, outlet, agencies=agencies)
        else:
            published = page.published or message.day
            yield Reading(
                page.id,
                message.text,
                url,
                page.title or title_of_text(message.text),
                published,
                outlet,
                agencies=agencies,
            )


def _shared_preview(page: Page, metadata: Metadata) -> Iterator[Reading]:
    """Yield the reading of a message's page that shows only what others may share of it: its words, without a day."""
    text = metadata.description
    path = path_of(page.url or metadata.address)
    if text and _POST.match(path) and host_of(page.url or metadata.address) in _HOSTS:
        outlet = page.outlet or metadata.first("og:title")
        yield Reading(page.id, text, page.url or metadata.address, page.title or title_of_text(text), page.published, outlet)
