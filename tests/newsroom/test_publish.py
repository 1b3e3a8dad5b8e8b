import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction

from marsad.domain.ledger import find_breaks
from marsad.newsroom import assess, publish, review
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, Entry
from marsad.store.queries.newsroom import ledger_links
from tests import observatory

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 10, 2)


@pytest.fixture
def ready(codebook, zahra, noise):
    about = observatory.promise()
    pieces = [review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way") for _ in range(2)]
    return about, [piece.pk for piece in pieces]


def propose(ready, author, **changes):
    about, evidence_ids = ready
    wanted = {"verdict": "half_done", "effective_on": DAY, "summary_ar": "خرج المستشارون.", "evidence_ids": evidence_ids}
    return assess.propose(about, author, **(wanted | changes))


def test_two_people_publish_a_verdict_with_its_entry(ready, zahra, omar):
    published = publish.publish(propose(ready, zahra).pk, omar)
    assert (published.status, published.author, published.seconder) == ("published", zahra, omar)
    entry = Entry.objects.get(assessment=published)
    told = json.loads(entry.payload)
    assert told["verdict"] == "half_done"
    assert [item["rung"] for item in told["evidence"]] == ["under_way", "under_way"]
    assert all(item["snapshot_sha256"] for item in told["evidence"])
    assert list(find_breaks(ledger_links())) == []


def test_the_author_never_publishes_alone(ready, omar):
    proposal = propose(ready, omar)
    with pytest.raises(Blocked, match="never seconds"):
        publish.publish(proposal.pk, omar)
    proposal.refresh_from_db()
    assert proposal.status == "proposed"


def test_a_monitor_does_not_publish(ready, zahra):
    with pytest.raises(Refusal, match="not for your role"):
        publish.publish(propose(ready, zahra).pk, observatory.person("haidar"))


def test_evidence_later_than_its_rating_blocks(ready, zahra):
    with pytest.raises(Blocked, match="later than the rating") as blocked:
        propose(ready, zahra, effective_on=dt.date(2025, 9, 30))
    assert "evidence-later" in {finding.code for finding in blocked.value.findings}
    assert not Assessment.objects.exists()


def test_a_newer_verdict_supersedes_and_an_older_one_goes_into_history(ready, zahra, omar):
    first = publish.publish(propose(ready, zahra).pk, omar)
    later = publish.publish(propose(ready, zahra, effective_on=DAY + dt.timedelta(days=9)).pk, omar)
    between = publish.publish(propose(ready, zahra, effective_on=DAY + dt.timedelta(days=3), verdict="started").pk, omar)
    first.refresh_from_db()
    assert (first.status, later.status, between.status) == ("superseded", "published", "superseded")


def test_a_returned_proposal_is_not_published(ready, zahra, omar):
    proposal = propose(ready, zahra)
    with pytest.raises(Refusal):
        publish.return_to_author(proposal.pk, omar, reason=" ")
    publish.return_to_author(proposal.pk, omar, reason="أين المصدر الثاني؟")
    with pytest.raises(Refusal, match="no longer waits"):
        publish.publish(proposal.pk, omar)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"verdict": "perfect"}, "verdict"),
        ({"outlook": "sunny"}, "outlook"),
        ({"summary_ar": "  "}, "summary_ar"),
        ({"effective_on": dt.date(2999, 1, 1)}, "effective_on"),
    ],
)
def test_a_bad_proposal_names_its_field(ready, zahra, changes, field):
    with pytest.raises(Refusal) as refused:
        propose(ready, zahra, **changes)
    assert refused.value.field == field


def test_evidence_of_another_promise_is_not_taken(ready, zahra, noise):
    foreign = review.accept(noise[0].pk, zahra, stance="supports", rung="decided")
    with pytest.raises(Refusal) as refused:
        propose(ready, zahra, evidence_ids=[foreign.pk])
    assert refused.value.field == "evidence"


def test_the_table_itself_refuses_a_verdict_seconded_by_its_author(ready, zahra):
    proposal = propose(ready, zahra)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=proposal.pk).update(seconder=zahra)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=proposal.pk).update(status="published")


def test_a_changed_entry_is_found(ready, zahra, omar):
    publish.publish(propose(ready, zahra).pk, omar)
    last = Entry.objects.order_by("-sequence").first()
    Entry.objects.filter(pk=last.pk).update(payload=last.payload.replace("half_done", "done"))
    assert [found.sequence for found in find_breaks(ledger_links())] == [last.sequence]
