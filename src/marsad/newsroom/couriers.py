"""Who carries a message out: mail by the operator's server, webhooks, Telegram. Says why one did not go."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Sequence
from types import TracebackType

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from marsad.gather.address import AddressRefused
from marsad.gather.post import PostError
from marsad.newsroom import follow
from marsad.newsroom.letters import write_acts, write_confirmation
from marsad.newsroom.not_sent import GoneError, NotSentError
from marsad.newsroom.post_telegram import post_telegram
from marsad.newsroom.post_webhook import post_webhook
from marsad.newsroom.telling import Told
from marsad.store.models import Channel, Delivery, Follower


class Couriers:
    """All ways out, opened when first used and closed at the end. Use as a context manager, in one thread."""

    def __init__(self) -> None:
        self._mail: BaseEmailBackend | None = None

    def __enter__(self) -> Couriers:
        """Return the couriers themselves."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection to the mail server."""
        self._close_mail()

    def ask_to_confirm(self, delivery: Delivery, follower: Follower) -> None:
        """Send the letter that asks to confirm. Raises NotSentError."""
        self._send(write_confirmation(delivery, follower, self._open_mail()))

    def write(self, delivery: Delivery, follower: Follower, told: Sequence[Told]) -> None:
        """Send the letter that tells of *told*. Raises NotSentError."""
        self._send(write_acts(delivery, follower, told, self._open_mail()))

    def _open_mail(self) -> BaseEmailBackend:
        if not follow.is_by_mail():
            raise NotSentError("no mail server is set: give MARSAD_MAIL_HOST and MARSAD_MAIL_FROM")
        if self._mail is None:
            self._mail = get_connection()
        return self._mail

    def _close_mail(self) -> None:
        mail, self._mail = self._mail, None
        if mail is not None:
            mail.close()

    def _send(self, letter: EmailMultiAlternatives) -> None:
        try:
            if self._mail is not None:
                self._mail.open()  # kept open for the letters that follow
            letter.send()
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()), (0, b""))
            told = f"the mail server refused the address: {code} {_text(words)}"
            raise GoneError(told) if 500 <= code < 600 else NotSentError(told) from error
        except smtplib.SMTPResponseException as error:
            self._close_mail()
            raise NotSentError(f"the mail server answered {error.smtp_code} {_text(error.smtp_error)}") from error
        except (smtplib.SMTPException, OSError) as error:
            self._close_mail()
            raise NotSentError(f"the mail server was not reached: {type(error).__name__}: {error}") from error

    def post(self, delivery: Delivery, channel: Channel, told: Sequence[Told], now: dt.datetime) -> None:
        """Post *told* to a channel, or a test where it is empty. Raises NotSentError."""
        carry = post_webhook if channel.kind == Channel.Kind.WEBHOOK else post_telegram
        try:
            carry(delivery, channel, told, now)
        except (PostError, AddressRefused) as error:
            token = settings.OPERATOR.telegram_token  # stands in the address that is posted to
            raise NotSentError(str(error).replace(token, "…") if token else str(error)) from error


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
