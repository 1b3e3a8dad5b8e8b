"""Far ends that the operator has posted to: webhooks and Telegram channels. Adding, pausing, testing, ending; sending again."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from marsad.domain.following import MOST_SUBJECTS, SubjectError, read_subjects, write_subjects
from marsad.domain.webhook import PREFIX
from marsad.gather.address import AddressRefused, check_url
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Channel, Delivery, Person
from marsad.store.queries import following as read
from marsad.store.record import following as record

_CHAT = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}")


def secret_of(channel: Channel) -> str:
    """Return a webhook's secret. It is kept nowhere: who reads the table, or a backup of it, cannot sign as we do."""
    made = salted_hmac("marsad.channel", f"{channel.pk}:{channel.secret_code}", algorithm="sha256").digest()
    return PREFIX + base64.b64encode(made).decode()


@recorded("channel.add")
def add(kind: str, by: Person, *, name: str, address: str, language: str, subjects: Iterable[str]) -> Channel:
    """Add a channel that is told of what comes from now on; raise Refusal for a bad field."""
    name, address = name.strip(), address.strip()
    if not name:
        raise Refusal("name", "سمِّ القناة ليعرفها زملاؤك.", "Name the channel, so that colleagues know it.")
    if language not in dict(settings.LANGUAGES):
        raise Refusal("language", "اختر لغة الرسائل.", "Choose the language of the messages.")
    if kind == Channel.Kind.WEBHOOK:
        _check_webhook(address)
    elif kind != Channel.Kind.TELEGRAM:
        raise Refusal("kind", "اختر نوع القناة.", "Choose the kind of channel.")
    elif not _CHAT.fullmatch(address):
        raise Refusal(
            "address", "اكتب اسم القناة كما في تلغرام، مثل @marsad.", "Write the channel's name in Telegram, as @marsad."
        )
    try:
        wanted = write_subjects(read.name_subjects(read_subjects(list(subjects)[: MOST_SUBJECTS + 1])))
    except SubjectError:
        wanted = []
    if not wanted:
        raise Refusal("subjects", "اختر شيئا واحدا على الأقل.", "Choose at least one thing.")
    try:
        with transaction.atomic():
            return record.keep_channel(
                kind,
                name=name,
                address=address,
                language=language,
                subjects=wanted,
                by=by,
                at=timezone.now(),
                after=read.newest_sequence(),
            )
    except IntegrityError:
        raise Refusal(
            "address", "يُرسل إلى هذه القناة بهذه اللغة من قبل.", "This is posted to already, in this language."
        ) from None


def _check_webhook(address: str) -> None:
    try:
        if len(address) > 1000:
            raise AddressRefused("longer than 1,000 characters")
        target = check_url(address, allow_hosts=settings.POST_ALLOW_HOSTS)
        if target.scheme != "https" and f"{target.host}:{target.port}" not in settings.POST_ALLOW_HOSTS:
            raise AddressRefused(f"{target.host}: only https is posted to")
    except AddressRefused as error:
        ar = f"لا نرسل إلى هذا العنوان: {error}"
        raise Refusal("address", ar, f"We do not post to this address: {error}") from error


def _held(channel_id: int, *states: str) -> Channel:
    channel = record.lock_channel(channel_id)
    if channel.state not in states:
        raise Refusal("", "لم تعد هذه القناة حيث كانت؛ انظر الصفحة من جديد.", "This channel is not as it was; see the page anew.")
    return channel


@recorded("channel.pause")
def pause(channel_id: int, by: Person) -> Channel:
    """Stop posting to a channel; what is published meanwhile is told once it goes on."""
    channel = _held(channel_id, Channel.State.ACTIVE)
    record.set_state(channel, Channel.State.PAUSED, at=timezone.now())
    return channel


@recorded("channel.resume")
def resume(channel_id: int, by: Person) -> Channel:
    """Post to a channel again, from where it stopped."""
    channel = _held(channel_id, Channel.State.PAUSED)
    record.set_state(channel, Channel.State.ACTIVE, at=timezone.now())
    return channel


@recorded("channel.end")
def end(channel_id: int, by: Person) -> Channel:
    """End a channel for good; what waits for it is dropped."""
    channel = _held(channel_id, Channel.State.ACTIVE, Channel.State.PAUSED)
    record.set_state(channel, Channel.State.ENDED, at=timezone.now())
    return channel


@recorded("channel.test")
def try_out(channel_id: int, by: Person) -> Delivery:
    """Queue a message that only shows that a channel is reached; it is tried once."""
    return record.queue_test(_held(channel_id, Channel.State.ACTIVE, Channel.State.PAUSED), at=timezone.now())


@recorded("delivery.again")
def send_again(delivery_id: int, by: Person) -> Delivery:
    """Have what failed or was given up tried from the beginning; raise Refusal where there is nothing to try."""
    try:
        return record.try_again(delivery_id, at=timezone.now())
    except Delivery.DoesNotExist:
        raise Refusal(
            "", "لا شيء يُعاد هنا: أُرسل أو لم يعد موجودا.", "There is nothing to try: it was sent, or is gone."
        ) from None
