"""Post acts to a webhook: JSON, signed, with a key by which its receiver knows what it had already."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from marsad.domain.webhook import sign
from marsad.gather.post import post
from marsad.newsroom.channels import secret_of
from marsad.newsroom.not_sent import GoneError, NotSentError
from marsad.newsroom.telling import Told
from marsad.store.models import Channel, Delivery


def _body(delivery: Delivery, channel: Channel, told: Sequence[Told], message_id: str) -> bytes:
    whole = {
        "type": "marsad.test" if delivery.purpose == Delivery.Purpose.TEST else "marsad.acts",
        "id": message_id,
        "site": {"name": settings.SITE_NAME, "url": settings.OPERATOR.base_url, "is_demonstration": settings.IS_DEMO},
        "language": channel.language,
        "acts": [
            {
                "sequence": one.sequence,
                "at": one.at.astimezone(dt.UTC).isoformat(),
                "kind": one.kind,
                "title": one.title,
                "paragraphs": list(one.paragraphs),
                "url": one.url,
                "entry_url": one.entry_url,
                "promise": one.promise or None,
                "verdict": one.verdict or None,
                "before": one.before or None,
            }
            for one in told
        ],
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def post_webhook(delivery: Delivery, channel: Channel, told: Sequence[Told], now: dt.datetime) -> None:
    """Post *told*; any 2xx means that it was taken. Raises NotSentError, PostError, AddressRefused."""
    host = urlsplit(str(settings.OPERATOR.base_url)).hostname or "localhost"
    message_id, at = f"delivery-{delivery.pk}-{delivery.queued_at:%Y%m%d%H%M%S}@{host}", int(now.timestamp())
    body = _body(delivery, channel, told, message_id)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": sign(secret_of(channel), message_id, at, body),
    }
    answer = post(channel.address, body, headers, user_agent=settings.OPERATOR.user_agent, allow_hosts=settings.POST_ALLOW_HOSTS)
    if 200 <= answer.status < 300:
        return
    if answer.status == 410:
        raise GoneError("the far end answered 410: it is gone for good")
    if 300 <= answer.status < 400:
        raise NotSentError(f"the far end answered {answer.status}: it redirects, which is not followed; give its last address")
    raise NotSentError(f"the far end answered {answer.status}", answer.retry_after_s)
