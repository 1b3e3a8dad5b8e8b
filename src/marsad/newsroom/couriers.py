"""Who carries a message out: mail by the operator's server; webhooks and Telegram come beside it. Says why it did not go."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Sequence
from types import TracebackType

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from marsad.newsroom import follow
from marsad.newsroom.letters import write_acts, write_confirmation
from marsad.newsroom.telling import Told
from marsad.store.models import Channel, Delivery, Follower


class NotSentError(Exception):
    """A message that did not go out; the message says why. *wait_s* is how long the far end asks to be left alone."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class GoneError(NotSentError):
    """A far end that will never take it: trying again is of no use."""


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
        raise NotSentError(f"{channel.kind} is not carried yet")


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
