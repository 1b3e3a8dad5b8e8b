import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from marsad.domain.following import Subject
from marsad.newsroom import deliver, follow
from marsad.newsroom.follow import Refusal
from marsad.store.models import Delivery, Follower
from tests.newsroom.following_rows import ADDRESS, follows, links, publish_something

pytestmark = pytest.mark.django_db
ASKED = {"language": "ar", "frequency": "each", "subjects": ["all"], "caller": "192.0.2.1"}


@pytest.fixture(autouse=True)
def _by_mail(settings):
    settings.FOLLOW_BY_MAIL = True


def ask(address=ADDRESS, **changes):
    follow.ask_to_follow(address, **(ASKED | changes))
    deliver.deliver()
    return mail.outbox[-1]


def test_nothing_but_one_question_comes_before_a_yes():
    code = links(ask())[0]
    publish_something()
    deliver.deliver()
    assert len(mail.outbox) == 1
    assert follow.look_up_asked(code).subjects == {Subject("all")}
    assert Follower.objects.get().confirmed_at is None


def test_a_yes_is_said_once_and_begins_with_what_comes_after_it():
    publish_something()
    code = links(ask())[0]
    follow.confirm(code)
    with pytest.raises(Refusal):
        follow.confirm(code)
    deliver.deliver()
    assert len(mail.outbox) == 1
    about = publish_something(title="وعد نُشر بعد الموافقة")
    deliver.deliver()
    assert [about.title_ar in letter.body for letter in mail.outbox] == [False, True]


def test_a_link_that_is_too_old_opens_nothing():
    code = links(ask())[0]
    Follower.objects.update(ask_until=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(Refusal):
        follow.confirm(code)


@pytest.mark.parametrize("code", ["", "1", "1-", "0-abc", "999999999999999999999-a", "١-abc", "1-" + "0" * 40])
def test_a_made_up_code_opens_nothing(code):
    ask()
    for door in (follow.look_up_asked, follow.confirm, follow.look_up, follow.end):
        with pytest.raises(Refusal):
            door(code)


def test_the_link_of_a_question_does_not_open_what_the_links_of_letters_open():
    code = links(ask())[0]
    for door in (follow.look_up, follow.end):
        with pytest.raises(Refusal):
            door(code)


def test_the_link_of_one_reader_does_not_open_anothers():
    ours, theirs = follows(), follows(address="other@example.org")
    mixed = f"{theirs.pk}-{follow.link_code(ours).partition('-')[2]}"
    with pytest.raises(Refusal):
        follow.end(mixed)
    assert Follower.objects.filter(ended_at__isnull=True).count() == 2


def test_asking_again_adds_to_what_is_followed_once_it_is_confirmed():
    about = publish_something("coalition")
    reader = follows("verdicts")
    letter = ask("Reader@Example.ORG", subjects=[f"promise:{about.key}"], frequency="daily")
    reader.refresh_from_db()
    assert (reader.subjects, reader.frequency) == (["verdicts"], "each")
    follow.confirm(links(letter)[0])
    reader.refresh_from_db()
    assert (reader.subjects, reader.frequency) == (["promise:coalition", "verdicts"], "daily")
    assert Follower.objects.count() == 1


def test_an_end_forgets_the_address_and_what_was_followed_and_may_be_said_twice():
    reader = follows()
    publish_something()
    deliver.queue_new(timezone.now())
    code = follow.link_code(reader)
    follow.end(code)
    follow.end(code)
    reader.refresh_from_db()
    assert (reader.address, reader.subjects, reader.asked) == ("", [], None)
    assert follow.look_up(code).is_ended
    assert not Delivery.objects.exists()
    deliver.deliver()
    assert mail.outbox == []


def test_one_who_ended_it_can_ask_again():
    follow.end(follow.link_code(follows()))
    assert follows().confirmed_at is not None
    assert Follower.objects.count() == 2


def test_choices_are_changed_in_place():
    publish_something("coalition")
    reader = follows()
    follow.change(follow.link_code(reader), language="en", frequency="weekly", subjects=["promise:coalition"])
    reader.refresh_from_db()
    assert (reader.language, reader.frequency, reader.subjects) == ("en", "weekly", ["promise:coalition"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": "nobody"}, "address"),
        ({"address": "a@example.org\nBcc: b@example.org"}, "address"),
        ({"language": "xx"}, "language"),
        ({"frequency": "hourly"}, "frequency"),
        ({"subjects": []}, "subjects"),
        ({"subjects": ["promise:hidden"]}, "subjects"),
        ({"subjects": ["colour:red"]}, "subjects"),
        ({"subjects": [f"promise:p{n}" for n in range(100)]}, "subjects"),
    ],
)
def test_a_bad_field_is_refused_by_its_name(changes, field):
    publish_something("hidden").__class__.objects.filter(key="hidden").update(is_published=False)
    with pytest.raises(Refusal) as refused:
        follow.ask_to_follow(**({"address": ADDRESS} | ASKED | changes))
    assert refused.value.field == field
    assert not Follower.objects.exists()


def test_without_mail_nobody_is_asked(settings):
    settings.FOLLOW_BY_MAIL = False
    with pytest.raises(Refusal):
        follow.ask_to_follow(ADDRESS, **ASKED)


def test_an_address_gets_three_questions_an_hour_and_the_asker_is_not_told_of_it():
    for _ in range(follow.LETTERS_AN_HOUR + 2):
        ask()
    assert len(mail.outbox) == follow.LETTERS_AN_HOUR


def test_one_caller_asks_so_often_an_hour():
    for number in range(follow.ASKS_AN_HOUR):
        follow.ask_to_follow(f"a{number}@example.org", **ASKED)
    with pytest.raises(Refusal):
        follow.ask_to_follow("b@example.org", **ASKED)
    follow.ask_to_follow("b@example.org", **(ASKED | {"caller": "192.0.2.2"}))


def test_who_never_says_yes_is_forgotten():
    ask()
    Follower.objects.update(ask_until=timezone.now() - dt.timedelta(seconds=1))
    deliver.deliver()
    assert not Follower.objects.exists()
