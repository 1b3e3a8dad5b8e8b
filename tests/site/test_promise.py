import datetime as dt

import pytest
from django.utils import timezone
from lxml import html

from marsad.newsroom import publish
from marsad.store.models import Assessment, Entry, Story
from marsad.store.queries.dossier import read_dossier
from marsad.store.record import programme
from tests import observatory
from tests.site.conftest import QUOTE, propose, prove, words

pytestmark = pytest.mark.django_db


def test_a_verdict_stands_with_its_sentence_and_the_two_who_answer_for_it(client, rated):
    shown = words(client.get("/promises/coalition/"))
    assert "نصف منجز المآل: مهدد" in shown
    assert "غادر المستشارون القواعد الاتحادية." in shown
    assert "الراصد zahra" in shown
    assert "الراصد omar" in shown
    assert "دليلان: جهتا نشر، مصدران مستقلان." in shown


def test_the_decisive_words_are_marked_in_their_place(client, rated):
    html = client.get("/promises/coalition/").content.decode()
    assert f"<mark>{QUOTE}</mark>. وأضافت أن المرحلة الأولى" in html


def test_copies_of_one_text_are_one_source(codebook, zahra, omar):
    about = observatory.promise("copied")
    first, second = prove(about, zahra), prove(about, zahra)
    observatory.document(story=first.document.story)
    publish.publish(propose(about, zahra, [first, second, prove(about, zahra, story=first.document.story)]).pk, omar)
    step = read_dossier("copied").current
    assert (len(step.proofs), step.sources) == (3, 2)
    assert {proof.copies for proof in step.proofs} == {1, 3}


def test_sources_that_differ_stand_side_by_side(client, codebook, zahra, omar):
    about = observatory.promise("disputed")
    evidence = [prove(about, zahra), prove(about, zahra), prove(about, zahra, stance="refutes")]
    publish.publish(propose(about, zahra, evidence).pk, omar)
    shown = words(client.get("/promises/disputed/"))
    assert "تختلف المصادر" in shown
    assert shown.index("ما يؤيد") < shown.index("ما يناقض")


def test_a_promise_without_a_verdict_says_that_this_means_nothing(client, noise):
    response = client.get("/promises/other/")
    assert "لم يُقيَّم بعد" in words(response)
    assert "لا يعني ذلك وفاء ولا إخلافا" in words(response)
    assert 'class="unrated"' in response.content.decode()


def test_an_older_verdict_stays_on_the_page(client, rated, zahra, omar):
    evidence = [prove(rated, zahra), prove(rated, zahra)]
    publish.publish(propose(rated, zahra, evidence, verdict="likely", summary_ar="قارب الختام.").pk, omar)
    response = client.get("/promises/coalition/")
    shown = words(response)
    assert "قارب الختام." in shown
    assert "غادر المستشارون القواعد الاتحادية." in shown
    assert [step.standing.verdict.key for step in read_dossier("coalition").steps] == ["likely", "half_done"]


def test_the_proof_of_an_older_verdict_is_folded_and_that_of_todays_is_open(client, rated, zahra, omar):
    evidence = [prove(rated, zahra), prove(rated, zahra)]
    publish.publish(propose(rated, zahra, evidence, verdict="likely", summary_ar="قارب الختام.").pk, omar)
    html = client.get("/promises/coalition/").content.decode()
    course = html[html.index('id="course"') :]
    today, older = course.split("</li>\n<li id=", 1)
    assert today.index("<blockquote") < today.index("<details")
    assert older.index("<details") < older.index("<blockquote")
    assert "<span>دليلان: جهتا نشر، مصدران مستقلان" in older


def test_a_table_of_contents_leads_only_to_what_stands_on_the_page(client, rated, noise):
    html = client.get("/promises/coalition/").content.decode()
    contents = html[html.index('<nav class="contents') :].partition("</nav>")[0]
    assert "#course" in contents
    assert not any(place in contents for place in ("#milestones", "#disputes", "#figures"))
    assert '<nav class="contents' not in client.get("/promises/other/").content.decode()


def test_the_deadline_stands_before_the_proof(client, rated):
    html = client.get("/promises/coalition/").content.decode()
    assert html.index("<dt>الموعد</dt>") < html.index('id="words"') < html.index('id="course"')


def test_a_page_can_be_seen_as_it_was_known_on_a_day(client, rated):
    Assessment.objects.update(published_at=dt.datetime(2025, 10, 4, 9, tzinfo=dt.UTC))
    before, after = client.get("/promises/coalition/?on=2025-10-03"), client.get("/promises/coalition/?on=2025-10-04")
    assert "لم يُقيَّم بعد" in words(before)
    assert "غادر المستشارون" not in words(before)
    assert "غادر المستشارون" in words(after)
    assert client.get("/promises/coalition/?on=yesterday").status_code == 404


def test_a_withdrawn_piece_of_evidence_is_counted_and_not_shown(client, rated):
    piece = Assessment.objects.get().evidence.first()
    piece.withdrawn_at = timezone.now()
    piece.save(update_fields=["withdrawn_at"])
    assert "سُحب دليل واحد بعد النشر" in words(client.get("/promises/coalition/"))
    withdrawn = html.fromstring(client.get("/promises/coalition/").content.decode()).xpath("//a[contains(., 'سُحب دليل')]/@href")
    assert withdrawn == [f"/ledger/{Entry.objects.get(kind='assessment.published').sequence}/"]
    assert client.get(f"/archive/{piece.document.snapshots.get().pk}/").status_code == 404


def test_promises_are_tied_both_ways(client, rated, noise):
    programme.tie_lineage(noise["other"], rated)
    assert "يتابع وعدا سابقا" in words(client.get("/promises/coalition/"))
    assert "تابعه وعد لاحق" in words(client.get("/promises/other/"))


def test_a_tie_to_a_hidden_promise_is_not_shown(client, rated, noise):
    programme.tie_lineage(noise["hidden"], rated)
    assert "وعد لم يُنشر بعد" not in words(client.get("/promises/coalition/"))


def test_the_citation_gives_the_seal_of_the_ledger(client, rated):
    html = client.get("/promises/coalition/").content.decode()
    assert Entry.objects.get(assessment__isnull=False).hash in html
    assert f"/promises/coalition/?as_of={timezone.localdate():%Y-%m-%d}" in html


def test_a_promise_costs_the_same_however_long_its_course(client, rated, zahra, omar, django_assert_max_num_queries):
    for number in range(4):
        evidence = [prove(rated, zahra), prove(rated, zahra), prove(rated, zahra)]
        publish.publish(propose(rated, zahra, evidence, summary_ar=f"خطوة {number}").pk, omar)
        programme.tie_lineage(observatory.promise(f"elder-{number}"), rated)
    with django_assert_max_num_queries(12):
        client.get("/promises/coalition/")


def test_an_archived_page_shows_its_seal_and_its_words_with_the_quote_marked(client, rated):
    piece = Assessment.objects.get().evidence.first()
    snapshot = piece.document.snapshots.get()
    response = client.get(f"/archive/{snapshot.pk}/")
    html = response.content.decode()
    assert f'<mark id="q{piece.pk}">{QUOTE}</mark>' in html
    assert snapshot.sha256 in html
    assert snapshot.archive_file in html
    assert snapshot.url in html
    assert f"/archive/{snapshot.pk}/#q{piece.pk}" in client.get("/promises/coalition/").content.decode()


def test_an_archived_page_that_backs_nothing_published_is_not_found(client, rated, noise):
    assert client.get(f"/archive/{noise['kept_back'].document.snapshots.get().pk}/").status_code == 404
    assert client.get(f"/archive/{observatory.document().snapshots.get().pk}/").status_code == 404
    assert client.get("/archive/999999/").status_code == 404


def test_an_address_that_is_no_web_address_becomes_no_link(client, rated):
    snapshot = Assessment.objects.get().evidence.first().document.snapshots.get()
    type(snapshot).objects.filter(pk=snapshot.pk).update(url="javascript:alert(1)")
    assert 'href="javascript' not in client.get(f"/archive/{snapshot.pk}/").content.decode()


def test_what_a_tied_promise_was_known_to_be_is_of_the_same_day(client, rated, noise):
    programme.tie_lineage(rated, noise["other"], at=observatory.FOUNDED)
    Assessment.objects.filter(promise=rated).update(published_at=dt.datetime(2025, 10, 4, 9, tzinfo=dt.UTC))
    tie = '<svg class="moon " viewBox="0 0 24 24" role="img" aria-label="{}"'
    assert tie.format("نصف منجز") in client.get("/promises/other/?on=2025-10-04").content.decode()
    assert tie.format("لم يُقيَّم بعد") in client.get("/promises/other/?on=2025-10-03").content.decode()


@pytest.mark.parametrize(("day", "status"), [("0001-01-01", 404), ("9999-12-31", 200)])
@pytest.mark.parametrize("name", ["as_of", "on"])
def test_the_ends_of_the_calendar_are_days_too(client, rated, name, day, status):
    assert client.get(f"/promises/coalition/?{name}={day}").status_code == status


def test_before_its_publication_a_promise_says_that_it_was_not_published_yet(client, rated):
    response = client.get("/promises/coalition/?as_of=2019-01-01")
    assert response.status_code == 404
    assert "لم يكن منشورا في ذلك اليوم" in words(response)
    assert "غادر المستشارون" not in words(response)


def test_todays_citation_shows_the_page_as_it_stands(client, rated):
    response = client.get(f"/promises/coalition/?on={timezone.localdate():%Y-%m-%d}")
    assert "غادر المستشارون" in words(response)
    assert "هذا ما كان منشورا" not in words(response)


def test_readers_learn_whose_text_the_outlets_carried(client, codebook, zahra, omar):
    about = observatory.promise("carried")
    story = Story.objects.create(key="carried")
    first = prove(about, zahra, story=story, outlet="صحيفة أولى")
    for outlet in ("موقع ثان", "موقع ثالث"):
        made = observatory.document(story=story, outlet=outlet)
        made.agencies = ["شفق نيوز", "رويترز"]
        made.save()
    other = prove(about, zahra, outlet="جريدة رابعة")
    publish.publish(propose(about, zahra, [first, other]).pk, omar)
    shown = words(client.get("/promises/carried/"))
    assert "دليلان: 4 جهات نشر، مصدران مستقلان." in shown
    assert "رويترز يُنسب إليه نص واحد تناقلته" in shown
    html, standing = client.get("/promises/carried/").content.decode(), about.assessments.get(status="published").pk
    assert html.count(f'<a href="#voices-{standing}">') == html.count(f'id="voices-{standing}"') == 1
