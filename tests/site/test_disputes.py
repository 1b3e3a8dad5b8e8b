import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import disputes, publish, review
from marsad.store.models import ConflictRow, Entry
from marsad.store.queries.disputes import read_disputes
from tests import observatory
from tests.newsroom.test_disputes import FIRST, SECOND, dispute
from tests.site.conftest import propose, words

pytestmark = pytest.mark.django_db
HEADING = "ما تختلف فيه المصادر"
TOLD = "ذكرت الوزارة سنتين في خمسة أشهر."


def accepted(about, person, text=FIRST, other=SECOND):
    """Two pages accepted as evidence on *about*, with the conflict between them."""
    pages = [
        observatory.document(text=text, outlet="وكالة أولى", day="2025-03-01"),
        observatory.document(text=other, outlet="وكالة ثانية", day="2025-07-01"),
    ]
    evidence = []
    for page in pages:
        candidate = observatory.candidate(about, of=page, end=20)
        evidence.append(review.accept(candidate.pk, person, stance="discusses", rung="announced"))
    return dispute(about, *pages)[0], evidence


@pytest.fixture
def explained(rated, zahra, omar):
    row, _ = accepted(rated, zahra)
    disputes.explain(row.pk, omar, explanation_ar=TOLD, explanation_en="The ministry named two years.")
    return row


def test_readers_see_both_quotes_their_sources_and_the_explanation(client, explained, noise):
    response = client.get("/promises/coalition/")
    html, shown = response.content.decode(), words(response)
    assert "<mark>عام 2028</mark>" in html
    assert "<mark>عام 2029</mark>" in html
    for said in (HEADING, "وكالة أولى", "1 آذار 2025", "وكالة ثانية", "1 تموز 2025", TOLD, "الراصد omar"):
        assert said in shown
    assert f"القيد {Entry.objects.get(kind='conflict.published').sequence} في السجل" in shown
    assert HEADING not in words(client.get("/promises/other/"))


def test_where_nothing_is_disputed_the_page_says_nothing(client, rated, noise):
    assert HEADING not in words(client.get("/promises/coalition/"))


def test_what_is_open_dismissed_or_settled_is_not_shown(client, rated, zahra, omar, noise):
    row, _ = accepted(rated, zahra)
    assert HEADING not in words(client.get("/promises/coalition/"))
    disputes.dismiss(row.pk, zahra, reason="misread")
    assert HEADING not in words(client.get("/promises/coalition/"))
    disputes.reopen(row.pk, zahra)
    disputes.explain(row.pk, omar, explanation_ar=TOLD)
    assert HEADING in words(client.get("/promises/coalition/"))
    disputes.resolve(row.pk, omar, note="صححت الوكالة خبرها.")
    shown = words(client.get("/promises/coalition/"))
    assert HEADING not in shown
    assert TOLD not in shown
    assert "صححت الوكالة" not in shown


def test_a_dispute_whose_evidence_was_withdrawn_is_not_shown(client, explained, rated, noise):
    piece = explained.left.evidence.get()
    piece.withdrawn_at = timezone.now()
    piece.save()
    assert HEADING not in words(client.get("/promises/coalition/"))


def test_a_page_seen_as_known_on_a_day_tells_what_was_told_by_then(client, explained, rated, omar):
    Entry.objects.filter(kind="conflict.published").update(at="2025-10-04T09:00:00.000000+00:00")
    disputes.explain(explained.pk, omar, explanation_ar="صياغة ثانية.")
    assert HEADING not in words(client.get("/promises/coalition/?on=2025-10-03"))
    then = words(client.get("/promises/coalition/?on=2025-10-05"))
    assert TOLD in then
    assert "صياغة ثانية" not in then
    now = words(client.get("/promises/coalition/"))
    assert "صياغة ثانية" in now
    assert TOLD not in now
    disputes.reopen(explained.pk, omar)
    assert TOLD in words(client.get("/promises/coalition/?on=2025-10-05"))
    assert [one.explanation for one in read_disputes(rated, dt.date(2025, 10, 5))] == [TOLD]


def test_the_words_told_stay_as_they_were_published(client, explained):
    ConflictRow.objects.update(left_quote="حرفه أحدهم من القاعدة", explanation_ar="حرفه أحدهم")
    shown = words(client.get("/promises/coalition/"))
    assert "حرفه أحدهم" not in shown
    assert TOLD in shown


def test_an_archived_page_is_linked_only_where_readers_may_open_it(client, rated, zahra, omar):
    row, evidence = accepted(rated, zahra)
    disputes.explain(row.pk, omar, explanation_ar=TOLD)
    (shown,) = read_disputes(rated)
    assert [side.snapshot for side in shown.sides] == [None, None]
    moved = propose(rated, zahra, [*evidence, *rated.assessments.get().evidence.all()])
    publish.publish(moved.pk, omar)
    (shown,) = read_disputes(rated)
    assert [side.snapshot for side in shown.sides] == [row.left_snapshot_id, row.right_snapshot_id]
    assert client.get(f"/archive/{row.left_snapshot_id}/").status_code == 200


def test_disputes_cost_the_same_however_many(client, rated, zahra, omar, django_assert_max_num_queries):
    for number in range(4):
        row, _ = accepted(rated, zahra, FIRST.replace("الغاز", f"الغاز {number}"), SECOND.replace("الغاز", f"الغاز {number}"))
        disputes.explain(row.pk, omar, explanation_ar=TOLD)
    with django_assert_max_num_queries(12):
        assert words(client.get("/promises/coalition/")).count(TOLD) == 4


def test_readers_in_english_get_the_english_explanation(client, explained):
    response = client.get("/en/promises/coalition/")
    shown = words(response)
    assert "What sources dispute" in shown
    assert "The ministry named two years." in shown
