"""Readers who follow, and letters that reached them, for tests of following."""

import re

from django.core import mail
from django.utils import timezone

from marsad.newsroom import deliver, follow
from marsad.store.models import Follower
from marsad.store.record import programme
from tests import observatory

ADDRESS = "reader@example.org"


def links(letter, what="confirm"):
    """Return the codes of the links of *letter* that lead to /follow/<what>/."""
    return re.findall(rf"/follow/{what}/([0-9a-f-]+)/", letter.body)


def follows(*subjects, address=ADDRESS, frequency="each", language="ar"):
    """Return somebody who asked, got the letter and confirmed; the letter is taken out of the box."""
    follow.ask_to_follow(address, language=language, frequency=frequency, subjects=subjects or ["all"], caller="192.0.2.1")
    deliver.deliver()
    letter = next(one for one in mail.outbox if one.to == [address])
    mail.outbox.remove(letter)
    follow.confirm(links(letter)[0])
    return Follower.objects.get(address=address)


def publish_something(key=None, **values):
    """Publish a promise; return it."""
    return observatory.promise(key, is_published=True, **values)


def body(key="defence"):
    return programme.save_body(key, name_ar="وزارة الدفاع", name_en="Ministry of Defence")


def now():
    return timezone.now()
