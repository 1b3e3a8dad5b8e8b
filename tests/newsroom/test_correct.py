import ast
import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction

from marsad.cli import marsad
from marsad.domain.ledger import find_breaks
from marsad.newsroom import correct, publish, review
from marsad.newsroom.correct import Mended, Told
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, Correction, Entry
from marsad.store.queries.newsroom import ledger_links
from marsad.store.record import assessments as record
from tests import observatory
from tests.newsroom.test_publish import propose

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 10, 2)
TOLD = Told("قلنا إن آخر المستشارين خرجوا.", "خرج أكثرهم، وبقي عدد لم يُعلن.", "wording", "reader")


@pytest.fixture
def ready(codebook, zahra, noise):
    about = observatory.promise()
    pieces = [review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way") for _ in range(2)]
    return about, [piece.pk for piece in pieces]


@pytest.fixture
def published(ready, omar, sivan):
    return publish.publish(propose(ready, omar).pk, sivan)


def mended(ready, **changes):
    wanted = {"verdict": "half_done", "effective_on": DAY, "summary_ar": "خرج أكثر المستشارين.", "evidence_ids": tuple(ready[1])}
    return Mended(**(wanted | changes))


def test_a_correction_is_published_with_the_assessment_that_mends(ready, published, omar, sivan):
    correction = correct.propose_correction(published.pk, sivan, TOLD, mended(ready))
    assert Entry.objects.filter(kind="correction.published").count() == 0
    publish.publish(correction.mended_by_id, omar)
    correction.refresh_from_db()
    published.refresh_from_db()
    assert (published.status, correction.status, correction.seconder) == ("superseded", "published", omar)
    assert published.summary_ar == "خرج المستشارون."  # never written over
    new = Assessment.objects.get(promise=ready[0], status="published")
    assert (new.corrects, new.pk, new.published_at) == (published, correction.mended_by_id, correction.published_at)
    told = json.loads(Entry.objects.get(kind="correction.published").payload)
    assert (told["wrong"], told["severity"], told["found_by"]) == (TOLD.wrong_ar, "wording", "reader")
    assert {f"correction:{correction.pk}", f"assessment:{new.pk}"} <= set(told["seals"])
    assert list(find_breaks(ledger_links())) == []


def test_nobody_publishes_a_correction_of_their_own(ready, published, omar):
    correction = correct.propose_correction(published.pk, omar, TOLD, mended(ready))
    with pytest.raises(Blocked, match=r"never seconds|second"):
        publish.publish(correction.mended_by_id, omar)
    assert Correction.objects.get().status == "proposed"


def test_a_monitor_corrects_nothing(ready, published, zahra):
    with pytest.raises(Refusal):
        correct.propose_correction(published.pk, zahra, TOLD, mended(ready))
    assert not Correction.objects.exists()


def test_a_correction_that_was_returned_comes_to_nothing_and_another_may_be_proposed(ready, published, omar, sivan):
    correction = correct.propose_correction(published.pk, sivan, TOLD, mended(ready))
    publish.return_to_author(correction.mended_by_id, omar, reason="اذكر المصدر.")
    correction.refresh_from_db()
    assert correction.status == "dropped"
    correct.propose_correction(published.pk, sivan, TOLD, mended(ready))


def test_a_correction_is_dropped_before_it_is_published(ready, published, sivan):
    correction = correct.propose_correction(published.pk, sivan, TOLD, mended(ready))
    correct.drop(correction.pk, sivan)
    correction.refresh_from_db()
    assert (correction.status, correction.mended_by.status) == ("dropped", "returned")
    with pytest.raises(Refusal, match="no longer waits"):
        correct.drop(correction.pk, sivan)
    published.refresh_from_db()
    assert published.status == "published"


def test_two_corrections_of_one_verdict_never_wait_together(ready, published, omar, sivan):
    correct.propose_correction(published.pk, sivan, TOLD, mended(ready))
    with pytest.raises(Refusal, match="already waits"):
        correct.propose_correction(published.pk, omar, TOLD, mended(ready, summary_ar="صياغة ثالثة."))


def test_what_was_corrected_is_corrected_in_its_successor(ready, published, omar, sivan):
    first = correct.propose_correction(published.pk, sivan, TOLD, mended(ready))
    publish.publish(first.mended_by_id, omar)
    with pytest.raises(Refusal, match="successor"):
        correct.propose_correction(published.pk, sivan, TOLD, mended(ready, summary_ar="صياغة ثالثة."))
    correct.propose_correction(first.mended_by_id, sivan, TOLD, mended(ready, summary_ar="صياغة ثالثة."))


@pytest.mark.parametrize(
    ("told", "changes", "field"),
    [
        ({"wrong_ar": " "}, {}, "wrong_ar"),
        ({"right_ar": ""}, {}, "right_ar"),
        ({"severity": "grave"}, {}, "severity"),
        ({"found_by": "oracle"}, {}, "found_by"),
        ({"severity": "verdict"}, {}, "severity"),
        ({}, {"verdict": "started"}, "severity"),
        ({}, {"verdict": "perfect"}, "verdict"),
        ({}, {"summary_ar": " "}, "summary_ar"),
        ({}, {"summary_ar": "خرج المستشارون."}, ""),
        ({}, {"effective_on": dt.date(2999, 1, 1)}, "effective_on"),
        ({}, {"evidence_ids": (0,)}, "evidence"),
    ],
)
def test_a_bad_correction_names_its_field_and_keeps_nothing(ready, published, sivan, told, changes, field):
    words = {"wrong_ar": TOLD.wrong_ar, "right_ar": TOLD.right_ar, "severity": "wording", "found_by": "reader"} | told
    with pytest.raises(Refusal) as refused:
        correct.propose_correction(published.pk, sivan, Told(**words), mended(ready, **changes))
    assert refused.value.field == field
    assert Assessment.objects.filter(promise=ready[0]).count() == 1


def test_a_correction_obeys_the_rules_too(ready, published, sivan):
    early = mended(ready, effective_on=dt.date(2025, 9, 1))
    with pytest.raises(Blocked, match="later than the rating"):
        correct.propose_correction(published.pk, sivan, TOLD, early)
    assert Assessment.objects.filter(promise=ready[0]).count() == 1
    codes = {one.code for one in correct.examine_correction(published.pk, sivan, TOLD, early)}
    assert "evidence-later" in codes
    assert not Correction.objects.exists()


def test_a_mistake_that_took_effect_later_than_its_mending_stands_no_more(ready, omar, sivan):
    first = publish.publish(propose(ready, omar, effective_on=dt.date(2025, 10, 4), verdict="started").pk, sivan)
    wrong = publish.publish(propose(ready, omar, effective_on=dt.date(2025, 10, 9)).pk, sivan)
    told = Told("أرخنا الحكم خطأ.", "يسري من يوم البيان.", "fact")
    correction = correct.propose_correction(wrong.pk, omar, told, mended(ready, effective_on=dt.date(2025, 10, 3)))
    publish.publish(correction.mended_by_id, sivan)
    for row in (first, wrong):
        row.refresh_from_db()
    new = Assessment.objects.get(pk=correction.mended_by_id)
    assert (wrong.status, wrong.withdrawn_reason_ar, wrong.withdrawn_at) == ("withdrawn", told.wrong_ar, new.published_at)
    assert (first.status, new.status) == ("published", "superseded")
    assert [entry.kind for entry in Entry.objects.order_by("-sequence")[:3]] == [
        "assessment.withdrawn",
        "correction.published",
        "assessment.published",
    ]
    verified = CliRunner().invoke(marsad, ["ledger", "verify"])
    assert verified.exit_code == 0, verified.output


def test_other_things_are_corrected_by_two_as_well(ready, published, omar, sivan):
    about = ready[0]
    with pytest.raises(Refusal) as refused:
        correct.propose_notice(about, omar, TOLD, subject="milestone", subject_key="999")
    assert refused.value.field == "subject"
    notice = correct.propose_notice(about, omar, TOLD, subject="promise", subject_key=about.key)
    with pytest.raises(Refusal, match="already waits"):
        correct.propose_notice(about, sivan, TOLD, subject="promise", subject_key=about.key)
    with pytest.raises(Refusal, match="their own"):
        correct.publish_notice(notice.pk, omar)
    correct.publish_notice(notice.pk, sivan)
    notice.refresh_from_db()
    assert (notice.status, notice.seconder) == ("published", sivan)
    told = json.loads(Entry.objects.get(kind="correction.published").payload)
    assert (told["subject"], told["subject_key"], told["mended_by"]) == ("promise", about.key, None)


def test_the_table_itself_refuses_a_correction_seconded_by_its_author(ready, published, omar):
    notice = correct.propose_notice(ready[0], omar, TOLD, subject="promise", subject_key=ready[0].key)
    rows = Correction.objects.filter(pk=notice.pk)
    for changes in ({"status": "published"}, {"wrong_ar": ""}, {"assessment": published}, {"severity": "grave"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(status="published", published_at=notice.written_at, seconder=omar)


def test_the_record_neither_publishes_nor_returns_what_is_public(published, omar):
    with pytest.raises(RuntimeError, match="only one that waits"):
        record.publish(published, seconder=omar, at=published.published_at)
    with pytest.raises(RuntimeError, match="only one that waits"):
        record.return_proposal(published, "سبب")


def test_no_function_of_the_record_writes_over_what_an_assessment_says():
    """What is ever saved on an assessment is where it stands, who seconded it, and why it went: never its words."""
    allowed = {"status", "seconder", "published_at", "overrides", "returned_reason"} | {
        "withdrawn_at",
        "withdrawn_by",
        "withdrawn_reason_ar",
        "withdrawn_reason_en",
    }
    folder = Path(record.__file__).parent
    tree = ast.parse((folder / "assessments.py").read_text(encoding="utf-8"))
    saved = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        if call.func.attr == "save":
            assert [word.arg for word in call.keywords] == ["update_fields"]
            saved |= {item.value for item in call.keywords[0].value.elts}
        if call.func.attr == "update":
            saved |= {word.arg for word in call.keywords}
    assert saved
    assert saved <= allowed
    others = [path for path in folder.glob("*.py") if path.name != "assessments.py"]
    writers = [path.name for path in others if "Assessment.objects.filter" in path.read_text(encoding="utf-8")]
    assert [name for name in writers if ".update(" in (folder / name).read_text(encoding="utf-8")] == []


def test_of_two_of_one_day_the_one_published_last_stands_and_the_ledger_agrees(ready, omar, sivan):
    first, second = propose(ready, omar, verdict="started"), propose(ready, omar)
    publish.publish(second.pk, sivan)
    publish.publish(first.pk, sivan)  # written first, published last
    first.refresh_from_db()
    assert first.status == "published"
    verified = CliRunner().invoke(marsad, ["ledger", "verify"])
    assert verified.exit_code == 0, verified.output
