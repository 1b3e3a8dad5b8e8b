"""Every page of promises answers as the record was known at the end of a past day."""

import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import publish
from marsad.store.models import Assessment, Promise
from marsad.store.record import programme, revisions
from marsad.store.record.revisions import Change
from tests import observatory
from tests.site.conftest import propose, prove, words

BEFORE, AFTER = "2025-10-03", "2025-10-04"
PAGES = ("/", "/promises/", "/promises/coalition/")


@pytest.fixture
def dated(rated):
    """A promise whose verdict was published on 4 October 2025, and another that was published as late as 2026."""
    Assessment.objects.update(published_at=dt.datetime(2025, 10, 4, 9, tzinfo=dt.UTC))
    late = dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC)
    observatory.promise("late", title="وعد جاء متأخرا", sector="water", at=late)
    return rated


@pytest.mark.parametrize("address", PAGES)
def test_a_verdict_is_seen_from_the_day_of_its_publication_on(client, dated, address):
    assert "نصف منجز" not in words(client.get(f"{address}?as_of={BEFORE}")).replace("كل الأحكام", "") or address == "/promises/"
    assert "غادر المستشارون" not in words(client.get(f"{address}?as_of={BEFORE}"))
    assert "غادر المستشارون" in words(client.get(f"{address}?as_of={AFTER}"))


@pytest.mark.parametrize("address", ["/", "/promises/"])
def test_a_promise_is_seen_from_the_day_of_its_publication_on(client, dated, address):
    assert "وعد جاء متأخرا" not in words(client.get(f"{address}?as_of=2026-01-31"))
    assert "وعد جاء متأخرا" in words(client.get(f"{address}?as_of=2026-02-01"))
    assert "لم يكن قد نُشر هنا أي وعد" in words(client.get(f"{address}?as_of=2019-01-01"))


def test_a_promise_bears_the_words_that_it_had_on_the_day(client, dated):
    moment = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
    observatory.promise("late", title="وعد أعيدت صياغته", sector="security", at=moment)
    for address in ("/promises/", "/promises/late/", "/"):
        then, now = (words(client.get(f"{address}?as_of={day}")) for day in ("2026-02-28", "2026-03-01"))
        assert "وعد جاء متأخرا" in then
        assert "وعد أعيدت صياغته" not in then
        assert "وعد أعيدت صياغته" in now
    assert "وعد جاء متأخرا" in words(client.get("/promises/?as_of=2026-02-28&sector=water"))
    assert "وعد أعيدت صياغته" not in words(client.get("/promises/?as_of=2026-03-01&sector=water"))
    assert "وعد جاء متأخرا" in words(client.get("/promises/?as_of=2026-02-28&q=متأخرا"))
    assert "وعد أعيدت صياغته" not in words(client.get("/promises/?as_of=2026-02-28&q=صياغته"))


@pytest.mark.parametrize("order", ["sector", "changed", "deadline", "title"])
@pytest.mark.parametrize("verdict", ["", "half_done", "unrated"])
def test_the_list_of_yesterday_is_todays_where_nothing_changed(client, rated, noise, order, verdict):
    now = timezone.now()
    Assessment.objects.filter(published_at__isnull=False).update(published_at=now - dt.timedelta(days=3))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    query = f"sort={order}&verdict={verdict}"
    today, then = client.get(f"/promises/?{query}"), client.get(f"/promises/?{query}&as_of={yesterday}")
    keys = [standing.promise.key for standing in today.context["listing"].standings]
    assert [standing.promise.key for standing in then.context["listing"].standings] == keys
    assert [str(row) for row in then.context["listing"].choices.sectors] == [
        str(row) for row in today.context["listing"].choices.sectors
    ]


@pytest.mark.parametrize("address", PAGES)
def test_links_keep_the_reader_on_the_day(client, dated, address):
    html = client.get(f"{address}?as_of={AFTER}").content.decode()
    assert f"/promises/?as_of={AFTER}" in html
    assert f"/?as_of={AFTER}" in html
    assert "هذا ما كان منشورا" in words(client.get(f"{address}?as_of={AFTER}"))
    assert "noindex" in html


@pytest.mark.parametrize("address", PAGES)
def test_a_day_that_is_none_is_not_found(client, dated, address):
    response = client.get(f"{address}?as_of=2024-13-01&order=title")
    assert response.status_code == 404
    assert "2024-13-01" in words(response)
    assert "وليس هذا يوما في التقويم" in words(response)
    told = response.content.decode()
    assert told.count('type="date" name="as_of"') == 1
    assert f'href="{address}?order=title"' in told
    assert client.get(f"{address}?as_of=%3Cscript%3E").content.decode().count("<script>") == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_day_yet_to_come_shows_today_and_says_so(client, dated, address):
    ahead = client.get(f"{address}?as_of=2130-01-01")
    assert "لم يحن 1 كانون الثاني 2130 بعد" in words(ahead)
    assert "لم يحن" not in words(client.get(f"{address}?as_of={timezone.localdate().isoformat()}"))
    assert "غادر المستشارون" in words(ahead) or address == "/"


def test_a_day_in_the_digits_of_arabic_is_that_day(client, dated):
    western, arabic = (client.get(f"/promises/coalition/?as_of={day}") for day in ("2025-10-31", "٢٠٢٥-١٠-٣١"))
    assert arabic.status_code == 200
    assert words(arabic) == words(western)


def test_a_tie_is_seen_from_the_day_that_it_was_told_on(client, dated, noise):
    programme.tie_lineage(noise["other"], dated, at=dt.datetime(2025, 11, 1, 9, tzinfo=dt.UTC))
    assert "يتابع وعدا سابقا" not in words(client.get("/promises/coalition/?as_of=2025-10-31"))
    assert "يتابع وعدا سابقا" in words(client.get("/promises/coalition/?as_of=2025-11-01"))


def test_of_two_verdicts_of_one_day_the_one_published_last_stood(client, rated, zahra, omar):
    first = propose(rated, zahra, [prove(rated, zahra), prove(rated, zahra)], summary_ar="كُتب أولا ونُشر آخرا.")
    second = propose(rated, zahra, [prove(rated, zahra), prove(rated, zahra)], summary_ar="كُتب آخرا ونُشر أولا.")
    start = dt.datetime(2025, 10, 10, 9, tzinfo=dt.UTC)
    publish.publish(second.pk, omar, at=start)
    publish.publish(first.pk, omar, at=start + dt.timedelta(hours=1))
    Assessment.objects.filter(pk__lt=first.pk).update(published_at=start - dt.timedelta(days=5))
    now, then = client.get("/promises/coalition/"), client.get("/promises/coalition/?as_of=2025-10-10")
    assert now.context["dossier"].standing.assessment.pk == first.pk
    assert then.context["dossier"].standing.assessment.pk == first.pk


def test_a_past_day_costs_no_more_queries_than_today(client, dated, noise, django_assert_max_num_queries):
    for address in ("/", "/promises/", "/promises/coalition/"):
        with django_assert_max_num_queries(12):  # one asks whether names have changed since
            client.get(f"{address}?as_of={AFTER}")


def test_the_sources_of_a_past_day_are_those_that_were_counted_when_it_was_published(client, rated, noise):
    then = rated.assessments.get().published_at
    assert client.get("/promises/coalition/").context["dossier"].current.sources == 2
    one, other = (item.document for item in rated.assessments.get().evidence.order_by("pk"))
    type(other).objects.filter(pk=other.pk).update(story=one.story)
    assert client.get("/promises/coalition/").context["dossier"].current.sources == 1
    Assessment.objects.filter(promise=rated).update(published_at=then - dt.timedelta(days=9))
    past = (then - dt.timedelta(days=5)).date()
    assert client.get(f"/promises/coalition/?as_of={past}").context["dossier"].current.sources == 2


def test_evidence_withdrawn_since_is_still_shown_as_of_a_day_before(client, dated):
    piece = Assessment.objects.get().evidence.first()
    type(piece).objects.filter(pk=piece.pk).update(withdrawn_at=dt.datetime(2025, 12, 1, 9, tzinfo=dt.UTC))
    archived = f"/archive/{piece.document.snapshots.get().pk}/"
    for day, shown in (("2025-11-30", 2), ("2025-12-01", 1)):
        answer = client.get(f"/promises/coalition/?as_of={day}")
        assert len(answer.context["dossier"].current.proofs) == shown
    assert client.get(f"{archived}?as_of=2025-11-30").status_code == 200
    assert client.get(archived).status_code == 404
    assert client.get(f"{archived}?as_of={BEFORE}").status_code == 404


def test_a_promise_withdrawn_later_is_not_told_of_on_a_day_before_it_was_published(client, dated, omar):
    late = Promise.objects.get(key="late")
    change = Change("withdrawn", reason_ar="تكرار لوعد آخر.", person=omar)
    revisions.show_promise(late, shown=False, change=change, actor="omar", at=dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC))
    answers = {day: client.get(f"/promises/late/?as_of={day}") for day in ("2026-01-31", "2026-03-31", "2026-04-01")}
    assert [answer.status_code for answer in answers.values()] == [404, 200, 410]
    assert "تكرار لوعد آخر" not in words(answers["2026-01-31"])
    assert "تكرار لوعد آخر" in words(answers["2026-04-01"])
    assert client.get("/promises/late/").status_code == 410
