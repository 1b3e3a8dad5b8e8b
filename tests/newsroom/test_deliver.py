import datetime as dt
import smtplib
from itertools import pairwise

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from marsad.domain.delivering import MOST_TRIES
from marsad.newsroom import deliver, follow
from marsad.store.models import Delivery, Follower, Promise
from tests.newsroom.following_rows import ADDRESS, body, follows, publish_something

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_mail(settings, db):
    """Mail is on, and what tests publish names no sector, body or government for the first time."""
    settings.FOLLOW_BY_MAIL = True
    publish_something("noise", body=body())
    publish_something("noise-of-water", sector="water")


class Refusing(EmailBackend):
    """A mail server that answers every letter with *answer*."""

    answer: Exception = OSError("no route")

    def send_messages(self, messages):
        raise type(self).answer


@pytest.fixture
def server(settings):
    """Put a refusing mail server in place; the test says with what it answers."""
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    return Refusing


def at(hours):
    """Return a clock that is so many hours ahead."""
    moment = timezone.now() + dt.timedelta(hours=hours)
    return lambda: moment


def noon(days):
    """Return a clock that stands at noon in Baghdad, so many days ahead."""
    moment = timezone.localtime().replace(hour=12, minute=0) + dt.timedelta(days=days)
    return lambda: moment


def test_each_act_is_told_once_to_each_who_follows_it_and_to_nobody_else():
    follows("sector:security", address="security@example.org")
    follows("sector:water", address="water@example.org")
    about = publish_something(title="وعد عن الأمن")
    for _ in range(3):
        deliver.deliver()
    [letter] = mail.outbox
    assert letter.to == ["security@example.org"]
    assert about.title_ar in letter.subject
    assert about.title_ar in letter.body
    assert f"/promises/{about.key}/" in letter.body


def test_one_body_and_one_government_and_one_promise_can_be_followed():
    about = publish_something("coalition", body=body())
    for subject in ("promise:coalition", "body:defence", "government:sudani", "verdicts"):
        follows(subject, address=f"{subject.replace(':', '-')}@example.org")
    Promise.objects.filter(pk=about.pk).update(title_en="x")
    publish_something("another", body=body())
    deliver.deliver()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["body-defence@example.org", "government-sudani@example.org"]


def test_a_letter_is_in_its_readers_language_and_says_how_to_end_it():
    reader = follows(language="en")
    publish_something(title="وعد", title_en="A promise in English")
    deliver.deliver()
    [letter] = mail.outbox
    html = letter.alternatives[0][0]
    assert "A promise was published: “A promise in English”" in letter.subject
    assert '<html lang="en" dir="ltr">' in html
    end = f"/en/follow/end/{follow.link_code(reader)}/"
    assert end in letter.body
    assert end in html
    assert letter.extra_headers["List-Unsubscribe"].endswith(end + ">")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_kurdish_letter_tells_in_kurdish_what_the_record_holds_in_arabic():
    reader = follows(language="ckb")
    publish_something(title="تحلية مياه البحر")
    deliver.deliver()
    [letter] = mail.outbox
    assert letter.subject.startswith("بەڵێنێک بڵاو")
    assert "«تحلية مياه البحر»" in letter.subject
    assert '<html lang="ckb" dir="rtl">' in letter.alternatives[0][0]
    assert f"/ckb/follow/end/{follow.link_code(reader)}/" in letter.body


def test_an_arabic_letter_reads_from_the_right_and_holds_no_markup_of_strangers():
    follows()
    publish_something(title="<script>وعد</script>\r\nBcc: x@example.org")
    deliver.deliver()
    [letter] = mail.outbox
    html = letter.alternatives[0][0]
    assert '<html lang="ar" dir="rtl">' in html
    assert "<script" not in html
    assert "\n" not in letter.subject
    assert letter.recipients() == [ADDRESS]
    assert "http" not in html.replace("http://127.0.0.1:8000/", "")  # nothing is fetched from anywhere


def test_many_acts_at_once_come_in_one_letter():
    follows()
    for number in range(8):
        publish_something(title=f"الوعد {number} من ثمانية")
    deliver.deliver()
    [letter] = mail.outbox
    assert all(f"الوعد {number} من ثمانية" in letter.body for number in range(8))
    assert "مستجدات" in letter.subject


def test_a_daily_digest_comes_once_a_day_and_only_with_news():
    follows(frequency="daily")
    publish_something(title="الوعد الأول")
    publish_something(title="الوعد الثاني")
    for days in (1, 1.01, 2):
        deliver.deliver(clock=noon(days))
    [letter] = mail.outbox
    assert "الوعد الأول" in letter.body
    assert "الوعد الثاني" in letter.body
    publish_something(title="الوعد الثالث")
    deliver.deliver(clock=noon(2.1))
    assert len(mail.outbox) == 1
    deliver.deliver(clock=noon(3))
    assert "الوعد الثالث" in mail.outbox[1].body
    assert "الوعد الأول" not in mail.outbox[1].body


def test_a_weekly_digest_comes_within_a_week():
    follows(frequency="weekly")
    publish_something()
    for day in range(1, 8):
        deliver.deliver(clock=noon(day))
    assert len(mail.outbox) == 1
    assert Delivery.objects.get(purpose="acts").digest_on.weekday() == 6


def test_what_was_taken_from_readers_before_it_went_is_not_told():
    follows()
    about = publish_something()
    deliver.queue_new(timezone.now())
    Promise.objects.filter(pk=about.pk).update(is_published=False)
    assert deliver.deliver().needless == 1
    assert mail.outbox == []
    assert Delivery.objects.filter(purpose="acts").get().state == "needless"


def test_what_does_not_go_is_tried_again_with_growing_waits_and_given_up_in_the_end(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    follows()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    publish_something()
    server.answer = OSError("no route")
    hours, tries, seen = 0.0, 0, []
    while tries < MOST_TRIES + 3 and hours < 24 * 7:
        done = deliver.deliver(clock=at(hours))
        if done.failed or done.given_up:
            tries += 1
            seen.append(hours)
        hours += 0.25
    row = Delivery.objects.get(purpose="acts")
    assert (tries, row.state, row.tries) == (MOST_TRIES, "gave_up", MOST_TRIES)
    assert "no route" in row.last_error
    waits = [after - before for before, after in pairwise(seen)]
    assert waits == sorted(waits)
    assert seen[-1] < 4 * 24


def test_a_mailbox_that_is_not_there_is_given_up_at_once_and_its_address_not_told(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    follows()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    publish_something()
    server.answer = smtplib.SMTPRecipientsRefused({ADDRESS: (550, f"<{ADDRESS}>: no such user".encode())})
    assert deliver.deliver().given_up == 1
    row = Delivery.objects.get(purpose="acts")
    assert row.state == "gave_up"
    assert "550" in row.last_error
    assert ADDRESS not in row.last_error


def test_after_three_letters_to_a_mailbox_that_is_gone_its_address_is_forgotten(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    follows()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    server.answer = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user")})
    for count, key in enumerate(("one", "two", "three"), start=1):
        assert Follower.objects.get().ended_at is None
        publish_something(key)
        assert deliver.deliver().given_up == 1, count
    follower = Follower.objects.get()
    assert follower.ended_at is not None
    assert (follower.address, follower.subjects) == ("", [])
    assert not Delivery.objects.exists()


def test_a_mail_server_that_is_down_ends_for_nobody(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    follows()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    server.answer = OSError("no route")
    for round_, key in enumerate(("one", "two", "three", "four")):
        publish_something(key)
        for hours in range(24 * 5):
            deliver.deliver(clock=at(24 * 5 * round_ + hours))
    assert Delivery.objects.filter(state="gave_up").count() == 4
    assert Follower.objects.get().ended_at is None


def test_a_letter_that_failed_goes_later_and_once(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    follows()
    publish_something()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    server.answer = smtplib.SMTPDataError(451, b"try later")
    assert deliver.deliver().failed == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver.deliver().sent == 0  # not before its time
    assert deliver.deliver(clock=at(1)).sent == 1
    assert deliver.deliver(clock=at(2)).sent == 0
    assert len(mail.outbox) == 1


def test_one_in_flight_when_its_sender_died_is_sent_again_and_no_other(monkeypatch):
    follows()
    for number in range(3):
        publish_something(title=f"وعد {number}")
    monkeypatch.setattr(deliver.record, "note_sent", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        deliver.deliver()
    monkeypatch.undo()
    assert deliver.deliver().sent == 2
    assert deliver.deliver(clock=at(1)).sent == 1
    told = [letter.subject for letter in mail.outbox]
    assert (len(told), len(set(told))) == (4, 3)
    twice = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(set(twice)) == 3  # a mailbox can tell that it got one twice


def test_letters_that_were_sent_are_forgotten_after_a_month():
    follows()
    publish_something()
    deliver.deliver()
    assert Delivery.objects.exists()
    deliver.deliver(clock=at(24 * 31))
    assert not Delivery.objects.exists()


def test_who_has_nothing_to_be_told_is_moved_on_without_a_message(django_assert_max_num_queries):
    for number in range(5):
        follows("corrections", address=f"a{number}@example.org")
    about = publish_something()
    with django_assert_max_num_queries(20):
        assert deliver.queue_new(timezone.now()) == 0
    assert len(set(Follower.objects.values_list("told_through", flat=True))) == 1
    assert about.is_published
