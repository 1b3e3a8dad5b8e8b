"""Two senders at the same moment, on either database: each message is queued once and sent once."""

import pytest
from django.core import mail
from django.utils import timezone

from marsad.newsroom import deliver
from marsad.store.models import Delivery
from tests.newsroom.following_rows import body, follows, publish_something
from tests.store.test_ledger_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _by_mail(settings, transactional_db):
    settings.FOLLOW_BY_MAIL = True
    publish_something("noise", body=body())


def test_two_who_queue_at_once_queue_each_act_once():
    for number in range(4):
        follows(address=f"a{number}@example.org")
    for turn in range(3):
        publish_something(title=f"وعد {turn}")
        queued = at_once(*[lambda: deliver.queue_new(timezone.now())] * 2)
        assert sum(queued) == 4
    assert Delivery.objects.filter(purpose="acts").count() == 12


def test_two_who_deliver_at_once_send_each_letter_once():
    for number in range(6):
        follows(address=f"a{number}@example.org")
    for number in range(3):
        publish_something(title=f"وعد {number}")
    done = at_once(deliver.deliver, deliver.deliver)
    assert sum(one.sent for one in done) == 18
    sent = [(letter.to[0], letter.subject) for letter in mail.outbox]
    assert len(sent) == len(set(sent)) == 18
