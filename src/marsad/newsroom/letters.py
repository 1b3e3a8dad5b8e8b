"""The letters that followers get: plain text and HTML, with what mail programs need to end it in one click (RFC 8058)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from marsad.domain.following import read_subjects
from marsad.newsroom.follow import confirm_code, link_code
from marsad.newsroom.telling import Told
from marsad.store.models import Delivery, Follower
from marsad.store.queries.following import name_subjects

_MOST_SUBJECT = 200  # letters; longer ones are cut by mail programs anyway


def _whole(name: str, code: str) -> str:
    return str(settings.OPERATOR.base_url) + reverse(name, args=[code])


def _host() -> str:
    return urlsplit(str(settings.OPERATOR.base_url)).hostname or "localhost"


def _write(
    kind: str,
    delivery: Delivery,
    follower: Follower,
    context: dict[str, object],
    headers: dict[str, str],
    connection: BaseEmailBackend,
) -> EmailMultiAlternatives:
    context |= {
        "site_name": settings.SITE_NAME,
        "site_url": str(settings.OPERATOR.base_url),
        "is_demo": settings.IS_DEMO,
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    subject, text, html = (render_to_string(f"site/mail/{kind}{end}", context) for end in (".subject.txt", ".txt", ".html"))
    standing = {
        # The same each time it is tried: a mailbox that got it twice can tell.
        "Message-ID": f"<delivery-{delivery.pk}.{delivery.queued_at:%Y%m%d%H%M%S}@{_host()}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": str(translation.get_language()),
    }
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:_MOST_SUBJECT],
        body=text.strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[follower.address],
        headers=standing | headers,
        connection=connection,
    )
    letter.attach_alternative(html, "text/html")
    return letter


def write_confirmation(delivery: Delivery, follower: Follower, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return the letter that asks whether somebody meant to follow; its link opens once."""
    asked = follower.asked or {}
    with translation.override(str(asked.get("language", follower.language))):
        context: dict[str, object] = {
            "confirm_url": _whole("site:follow_confirm", confirm_code(follower)),
            "until": follower.ask_until,
            "frequency": asked.get("frequency", ""),
            "subjects": sorted(name_subjects(read_subjects(asked.get("subjects", []))).items()),
        }
        return _write("confirm", delivery, follower, context, {}, connection)


def write_acts(
    delivery: Delivery, follower: Follower, told: Sequence[Told], connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    """Return the letter that tells of *told*, the oldest first; raise ValueError where that is nothing."""
    if not told:
        raise ValueError(f"delivery {delivery.pk} has nothing to tell")
    with translation.override(follower.language):
        end_url = _whole("site:follow_end", link_code(follower))
        context: dict[str, object] = {
            "acts": told,
            "first": told[0],
            "number": len(told),
            "end_url": end_url,
            "choices_url": _whole("site:follow_choices", link_code(follower)),
        }
        headers = {
            "List-Unsubscribe": f"<{end_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<follow.{_host()}>",
        }
        return _write("acts", delivery, follower, context, headers, connection)
