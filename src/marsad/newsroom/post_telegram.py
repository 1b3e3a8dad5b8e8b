"""Post acts to a Telegram channel by a bot; its token stands in no message and no log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from html import escape

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from marsad.gather.post import Answer, post
from marsad.newsroom.not_sent import GoneError, NotSentError
from marsad.newsroom.telling import Told
from marsad.store.models import Channel, Delivery

_MOST = 4000  # letters; Telegram takes 4,096
_SHORT = 700  # letters of a paragraph among several acts


def message_of(told: Sequence[Told], language: str) -> str:
    """Return *told* as Telegram's HTML, every text escaped; what does not fit is left out whole, never cut within a mark."""
    if not told:
        with translation.override(language):
            return escape(f"{settings.SITE_NAME}: {gettext('a test; the channel is reached')}")
    parts: list[str] = []
    for one in told:
        head = f"<b>{escape(one.title[:_SHORT], quote=False)}</b>"
        tail = f'<a href="{escape(one.url)}">{escape(one.url, quote=False)}</a>'
        said = [escape(text[:_SHORT], quote=False) for text in one.paragraphs] if len(told) == 1 else []
        whole = "\n\n".join([head, *said, tail])
        if len(whole) > _MOST:
            whole = f"{head}\n\n{tail}"
        if sum(map(len, parts)) + len(whole) + 2 * len(parts) > _MOST:
            break
        parts.append(whole)
    return "\n\n".join(parts)


def post_telegram(delivery: Delivery, channel: Channel, told: Sequence[Told], now: dt.datetime) -> None:
    """Post *told* as one message. Raises NotSentError, PostError, AddressRefused."""
    token = settings.OPERATOR.telegram_token
    if not token:
        raise NotSentError("no bot is set: give MARSAD_TELEGRAM_TOKEN")
    asked = {
        "chat_id": channel.address,
        "text": message_of(told, channel.language),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    answer = post(
        f"{settings.TELEGRAM_API}/bot{token}/sendMessage",
        json.dumps(asked, ensure_ascii=False).encode(),
        {"Content-Type": "application/json"},
        user_agent=settings.OPERATOR.user_agent,
        allow_hosts=settings.POST_ALLOW_HOSTS,
    )
    if answer.status == 200:
        return
    said, wait_s = _said(answer)
    told_why = f"Telegram answered {answer.status}: {said}".replace(token, "…")
    if answer.status in {400, 401, 403, 404}:  # no such channel, no such bot, or the bot may not post there
        raise GoneError(told_why)
    raise NotSentError(told_why, wait_s)


def _said(answer: Answer) -> tuple[str, float | None]:
    try:
        told = json.loads(answer.body)
        wait = told.get("parameters", {}).get("retry_after")
        return str(told.get("description", ""))[:200], float(wait) if wait is not None else answer.retry_after_s
    except (ValueError, TypeError, AttributeError):
        return "", answer.retry_after_s
