import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marsad.domain.ledger import find_breaks
from marsad.newsroom import coding, coding_outcome, coding_samples, publish, review
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Act, Assessment, Coding, CodingRound, Entry, Evidence
from marsad.store.queries.agreement import read_agreement
from marsad.store.queries.codings import codings_page, find_round, round_page, waiting_count
from marsad.store.queries.ledger_check import Check
from marsad.store.queries.newsroom import ledger_links
from tests import observatory
from tests.newsroom.coding_rows import DAY, HALF, STARTED, hand_in, proven, second_codebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(db):
    return second_codebook()


@pytest.fixture
def people(db):
    rows = {name: observatory.person(name, "coder") for name in ("rana", "salma", "tariq")}
    return rows | {name: observatory.person(name, "editor") for name in ("omar", "sivan")}


@pytest.fixture
def about(book, people):
    return observatory.promise("coalition")


@pytest.fixture
def evidence(about, people):
    return proven(about, people["rana"])


@pytest.fixture
def opened(about, people, evidence, noise):
    return coding.open_round(about, people["omar"], effective_on=DAY)


@pytest.fixture
def agreed(opened, people, evidence):
    hand_in(opened, people["rana"], evidence[:1])
    hand_in(opened, people["salma"], evidence[1:], summary_ar="خرج المستشارون.", rung="decided")
    return find_round(opened.pk)


@pytest.fixture
def disputed(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    hand_in(opened, people["salma"], evidence, **STARTED)
    return find_round(opened.pk)


def test_two_who_agree_make_a_proposal_that_rests_on_what_either_picked(agreed, people, evidence):
    made = Assessment.objects.get(round=agreed)
    assert (agreed.status, made.status, made.author, made.verdict) == ("agreed", "proposed", people["rana"], "half_done")
    assert set(made.evidence.all()) == set(evidence)
    assert made.summary_ar == HALF["summary_ar"]
    page = round_page(agreed, people["omar"])
    assert page.differing == {"rung", "evidence"}
    assert page.disputed == frozenset()


def test_an_editor_who_coded_neither_publishes_and_the_ledger_tells_of_the_codings(agreed, people):
    made = Assessment.objects.get(round=agreed)
    published = publish.publish(made.pk, people["omar"])
    told = json.loads(Entry.objects.get(assessment=published, kind="assessment.published").payload)
    assert [(row["coder"], row["verdict"], row["rung"]) for row in told["codings"]] == [
        (people["rana"].public_name, "half_done", "under_way"),
        (people["salma"].public_name, "half_done", "decided"),
    ]
    assert (told["adjudicated"], told["coded_blind"]) == (False, True)
    sealed = {f"coding:{row.pk}" for row in Coding.objects.filter(round=agreed)} | {f"codinground:{agreed.pk}"}
    assert sealed <= set(told["seals"])
    assert list(find_breaks(ledger_links())) == []


def test_a_published_coding_or_round_that_is_changed_is_found(agreed, people, evidence):
    publish.publish(Assessment.objects.get(round=agreed).pk, people["omar"])
    assert list(Check().troubles()) == []
    second = Coding.objects.get(round=agreed, place=2)
    changes = {
        "verdict": "done",
        "reasons_ar": "غيره",
        "rung": "delivered",
        "person": people["tariq"],
        "submitted_at": timezone.now(),
        "withdrawn_at": timezone.now(),
    }
    for column, value in changes.items():
        before = getattr(second, column)
        Coding.objects.filter(pk=second.pk).update(**{column: value})
        assert any(f"coding {second.pk}" in one.where for one in Check().troubles()), column
        Coding.objects.filter(pk=second.pk).update(**{column: before})
    second.evidence.set(evidence)
    assert list(Check().troubles()) != []
    second.evidence.set(evidence[1:])
    CodingRound.objects.filter(pk=agreed.pk).update(status="disputed")
    assert any(f"codinground {agreed.pk}" in one.where for one in Check().troubles())
    CodingRound.objects.filter(pk=agreed.pk).update(status="agreed")
    assert list(Check().troubles()) == []


def test_what_happens_to_other_rounds_on_the_promise_leaves_a_published_one_sealed(agreed, about, people, evidence):
    publish.publish(Assessment.objects.get(round=agreed).pk, people["omar"])
    again = coding.open_round(about, people["omar"], effective_on=DAY)
    hand_in(again, people["rana"], evidence, **STARTED)
    later = coding_outcome.reopen(again.pk, people["sivan"], reason="دليل جديد")
    coding_outcome.abandon(later.pk, people["sivan"], reason="لا حاجة")
    coding_samples.draw_sample(people["omar"], percent=100)
    assert list(Check().troubles()) == []


def test_a_coder_never_publishes_what_they_coded(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    hand_in(opened, people["sivan"], evidence)
    made = Assessment.objects.get(round=opened)
    with pytest.raises(Blocked) as blocked:
        publish.publish(made.pk, people["sivan"])
    assert "own-coding" in {finding.code for finding in blocked.value.findings}


def test_two_who_differ_wait_for_a_third(disputed, people, evidence):
    assert disputed.status == "disputed"
    assert not Assessment.objects.filter(round=disputed).exists()
    asked = {key: value for key, value in STARTED.items() if key != "rung"}
    for name in ("rana", "tariq"):
        with pytest.raises(Refusal):
            coding_outcome.adjudicate(disputed.pk, people[name], evidence_ids=[evidence[0].pk], **asked)
    made = coding_outcome.adjudicate(disputed.pk, people["omar"], evidence_ids=[evidence[0].pk], **asked)
    disputed.refresh_from_db()
    assert (disputed.status, disputed.adjudicated_by) == ("adjudicated", people["omar"])
    assert (made.author, made.verdict, made.is_adjudicated) == (people["omar"], "started", True)


def test_who_decided_may_publish_it_where_the_codebook_says_so(disputed, people, evidence):
    asked = {key: value for key, value in STARTED.items() if key != "rung"}
    made = coding_outcome.adjudicate(disputed.pk, people["omar"], evidence_ids=[evidence[0].pk], **asked)
    published = publish.publish(made.pk, people["omar"])
    assert (published.author, published.seconder) == (people["omar"], people["omar"])
    told = json.loads(Entry.objects.get(assessment=published, kind="assessment.published").payload)
    assert told["adjudicated"] is True
    assert [row["verdict"] for row in told["codings"]] == ["half_done", "started"]


def test_who_decided_may_not_publish_it_where_the_codebook_forbids_that(disputed, book, people, evidence):
    book.body = book.body | {"adjudicator_publishes": False}
    book.save()
    asked = {key: value for key, value in STARTED.items() if key != "rung"}
    made = coding_outcome.adjudicate(disputed.pk, people["omar"], evidence_ids=[evidence[0].pk], **asked)
    with pytest.raises(Blocked, match="never seconds"):
        publish.publish(made.pk, people["omar"])
    assert publish.publish(made.pk, people["sivan"]).status == "published"


def test_the_table_itself_refuses_an_author_as_second_person_where_nobody_decided(agreed, people):
    made = Assessment.objects.get(round=agreed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(seconder=made.author)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"verdict": "splendid"}, "verdict"),
        ({"outlook": "sunny"}, "outlook"),
        ({"verdict": "broken"}, "cause"),
        ({"rung": "imagined"}, "rung"),
        ({"confidence": "utter"}, "confidence"),
        ({"summary_ar": " "}, "summary_ar"),
        ({"reasons_ar": ""}, "reasons_ar"),
        ({"evidence_ids": [999_999]}, "evidence"),
    ],
)
def test_a_bad_coding_names_its_field_and_leaves_nothing(opened, people, changes, field):
    with pytest.raises(Refusal) as refused:
        coding.hand_in(opened.pk, people["rana"], **(HALF | changes))
    assert refused.value.field == field
    assert not Coding.objects.exists()


def test_nobody_codes_twice_nor_a_third(agreed, opened, people, evidence):
    with pytest.raises(Refusal, match="no longer open"):
        hand_in(agreed, people["tariq"], evidence)
    again = coding.open_round(agreed.promise, people["omar"], effective_on=DAY + dt.timedelta(days=1))
    hand_in(again, people["rana"], evidence)
    with pytest.raises(Refusal, match="already"):
        hand_in(again, people["rana"], evidence)


def test_a_monitor_and_an_operator_do_not_code(opened):
    for role in ("monitor", "operator"):
        with pytest.raises(Refusal):
            hand_in(opened, observatory.person(role, role))


def test_a_coding_is_taken_back_only_before_the_other_is_in(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    coding.take_back(opened.pk, people["rana"])
    hand_in(opened, people["salma"], evidence)
    hand_in(opened, people["rana"], evidence, **STARTED)
    with pytest.raises(Refusal, match="once the other is in"):
        coding.take_back(opened.pk, people["salma"])
    assert [(row.person, row.place) for row in Coding.objects.filter(withdrawn_at__isnull=True)] == [
        (people["salma"], 1),
        (people["rana"], 2),
    ]


def test_a_taken_back_first_leaves_its_place_to_the_next(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    coding.take_back(opened.pk, people["rana"])
    hand_in(opened, people["rana"], evidence, **STARTED)
    assert Coding.objects.get(withdrawn_at__isnull=True).place == 1


def test_one_round_at_a_time_on_a_promise_and_day(opened, about, people):
    with pytest.raises(Refusal, match="open already"):
        coding.open_round(about, people["rana"], effective_on=DAY)
    assert coding.open_round(about, people["rana"], effective_on=DAY + dt.timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        CodingRound.objects.filter(status="open").update(effective_on=DAY)


def test_evidence_later_than_the_day_is_not_shown(about, people, evidence):
    late = proven(about, people["rana"], 1, day="2025-12-01")
    opened = coding.open_round(about, people["omar"], effective_on=DAY)
    assert set(opened.evidence.all()) == set(evidence)
    assert late[0] not in round_page(opened, people["omar"]).later


def test_a_new_round_takes_in_what_was_accepted_since(opened, about, people, evidence):
    more = proven(about, people["rana"], 1)
    assert round_page(opened, people["omar"]).later == tuple(more)
    with pytest.raises(Refusal, match="Say why"):
        coding_outcome.reopen(opened.pk, people["omar"], reason=" ")
    again = coding_outcome.reopen(opened.pk, people["omar"], reason="وصل دليل جديد")
    opened.refresh_from_db()
    assert (opened.status, again.replaces) == ("abandoned", opened)
    assert set(again.evidence.all()) == {*evidence, *more}


def test_agreement_that_a_rule_stops_stays_without_an_assessment_and_says_why(about, people, evidence):
    opened = coding.open_round(about, people["omar"], effective_on=DAY)
    for name in ("rana", "salma"):
        hand_in(opened, people[name], evidence, verdict="done", rung="delivered")
    opened.refresh_from_db()
    assert opened.status == "agreed"
    assert not Assessment.objects.exists()
    found = coding_outcome.examine_round(opened)
    assert "rung-missing" in {finding.code for finding in found}
    with pytest.raises(Blocked):
        coding_outcome.propose_agreed(opened.pk, people["rana"])
    assert [line.round for line in codings_page(people["omar"]).stopped] == [opened]
    again = coding_outcome.reopen(opened.pk, people["omar"], reason="يلزم دليل تسليم")
    assert not round_page(again, people["omar"]).is_blind


def test_what_a_round_made_is_returned_before_the_round_ends(agreed, people):
    with pytest.raises(Refusal, match="returns it"):
        coding_outcome.abandon(agreed.pk, people["omar"], reason="خطأ")
    made = Assessment.objects.get(round=agreed)
    publish.return_to_author(made.pk, people["omar"], reason="الدليل الثاني نسخة")
    again = coding_outcome.propose_agreed(agreed.pk, people["salma"])
    assert again.status == "proposed"


def test_the_words_of_the_other_coder_may_be_chosen(agreed, people):
    second = Coding.objects.get(round=agreed, place=2)
    with pytest.raises(Refusal):
        coding_outcome.choose_words(agreed.pk, people["rana"], coding_id=second.pk)
    made = coding_outcome.choose_words(agreed.pk, people["omar"], coding_id=second.pk)
    assert made.summary_ar == "خرج المستشارون."
    publish.publish(made.pk, people["omar"])
    with pytest.raises(Refusal, match="before publishing"):
        coding_outcome.choose_words(agreed.pk, people["omar"], coding_id=second.pk)


def test_only_the_opener_or_an_editor_ends_a_round(opened, people):
    with pytest.raises(Refusal, match="ended by"):
        coding_outcome.abandon(opened.pk, people["rana"], reason="لا حاجة")
    coding_outcome.abandon(opened.pk, people["sivan"], reason="لا حاجة")
    with pytest.raises(Refusal, match="over"):
        coding_outcome.abandon(opened.pk, people["sivan"], reason="لا حاجة")


def test_what_is_left_alone_in_a_round_that_ended_stays_unseen(opened, people, evidence):
    hand_in(opened, people["rana"], evidence)
    coding_outcome.abandon(opened.pk, people["omar"], reason="لا حاجة")
    found = find_round(opened.pk)
    assert round_page(found, people["omar"]).codings == ()
    assert round_page(found, people["rana"]).own is not None


def test_pages_list_what_waits_for_whom(opened, people, evidence):
    assert waiting_count(people["rana"]) == waiting_count(people["sivan"]) == 1
    hand_in(opened, people["rana"], evidence)
    assert waiting_count(people["rana"]) == 0
    assert [line.handed_in for line in codings_page(people["salma"]).waiting] == [1]
    hand_in(opened, people["salma"], evidence, **STARTED)
    assert [line.round for line in codings_page(people["sivan"]).to_decide] == [opened]
    assert codings_page(people["tariq"]).to_decide == ()


def test_the_audit_tells_that_a_coding_was_handed_in_and_nothing_of_it(disputed, people):
    acts = Act.objects.filter(verb="coding.hand_in")
    assert acts.count() == 2
    for act in acts:
        assert "half_done" not in f"{act.made}{act.key}{act.why_ar}{act.why_en}{act.kind}"


def test_a_sample_is_drawn_by_its_seed_and_coded_by_others(agreed, people, evidence):
    publish.publish(Assessment.objects.get(round=agreed).pk, people["omar"])
    with pytest.raises(Refusal, match="not both"):
        coding_samples.draw_sample(people["omar"], number=1, percent=10)
    with pytest.raises(Refusal, match="Between 1 and 1"):
        coding_samples.draw_sample(people["omar"], number=2)
    sample = coding_samples.draw_sample(people["omar"], percent=50, seed=7)
    again = CodingRound.objects.get(sample=sample)
    assert (again.purpose, again.wanted, sample.population) == ("recoding", 1, [again.recodes_id])
    for name in ("rana", "salma", "omar"):
        with pytest.raises(Refusal, match="had a hand"):
            hand_in(again, people[name], evidence)
    assert [line.round for line in codings_page(people["tariq"]).waiting] == [again]
    assert codings_page(people["rana"]).waiting == ()
    hand_in(again, people["tariq"], evidence, **STARTED)
    again.refresh_from_db()
    assert again.status == "recoded"
    assert Assessment.objects.count() == 1
    report = read_agreement()
    assert (report.units, report.coders, report.recoded) == (1, 3, 1)


def many_rounds(people, units=14, differing=(3, 9)):
    outlooks = ("on_track", "at_risk")
    for number in range(units):
        about = observatory.promise(f"unit-{number}", sector=f"s{number % 2}")
        evidence = proven(about, people["rana"])
        found = coding.open_round(about, people["omar"], effective_on=DAY)
        verdict = "half_done" if number % 3 else "started"
        other = "started" if number in differing and verdict == "half_done" else verdict
        hand_in(found, people["rana"], evidence, verdict=verdict, outlook=outlooks[number % 2])
        hand_in(found, people["salma"], evidence, verdict=other, outlook=outlooks[number % 2])


def test_alpha_is_given_for_each_axis_with_its_interval_and_told_where_it_cannot_be(book, people):
    many_rounds(people)
    report = read_agreement()
    found = {axis.axis: axis for axis in report.axes}
    assert (report.units, report.coders, report.seen) == (14, 2, 0)
    assert found["outlook"].overall.alpha == 1.0
    fulfilment = found["fulfilment"].overall
    assert 0 < fulfilment.alpha <= 1
    assert fulfilment.low <= fulfilment.alpha <= fulfilment.high
    assert (found["rung"].overall.alpha, found["rung"].overall.why) == (None, "no_variation")
    assert {sector.measure.why for sector in found["verdict"].sectors} == {"too_few"}
    assert read_agreement() == report
    assert read_agreement(dt.date(2025, 1, 1)).units == 0


def test_codings_whose_coders_had_seen_others_are_left_out(disputed, people, evidence):
    again = coding_outcome.reopen(disputed.pk, people["omar"], reason="دليل جديد")
    for name in ("rana", "salma"):
        hand_in(again, people[name], evidence)
    report = read_agreement()
    assert (report.units, report.seen) == (1, 1)


def test_evidence_before_coders_is_taken_back_only_once_the_round_is_over(opened, people, evidence):
    with pytest.raises(Refusal, match="round that is open"):
        review.undo(evidence[0].candidate_id, people["rana"])
    coding_outcome.abandon(opened.pk, people["omar"], reason="دليل خطأ")
    review.undo(evidence[0].candidate_id, people["rana"])
    evidence[0].refresh_from_db()
    assert evidence[0].withdrawn_at is not None


def test_withdrawn_evidence_cannot_be_picked(opened, people, evidence):
    Evidence.objects.filter(pk=evidence[0].pk).update(withdrawn_at=timezone.now())
    with pytest.raises(Refusal) as refused:
        hand_in(opened, people["rana"], evidence)
    assert refused.value.field == "evidence"
    assert [item.pk for item in round_page(opened, people["rana"]).evidence] == [evidence[1].pk]
