import datetime as dt
import json

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction

from marsad.cli import marsad
from marsad.domain.ledger import find_breaks
from marsad.newsroom import correct, publish, withdraw
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, Entry, Withdrawal
from marsad.store.queries.newsroom import ledger_links
from tests.newsroom.test_correct import DAY, TOLD, mended, ready  # noqa: F401 - a fixture
from tests.newsroom.test_publish import propose

pytestmark = pytest.mark.django_db
WHY = "تراجع المصدر عما نُقل عنه."


@pytest.fixture
def two(ready, omar, sivan):  # noqa: F811
    first = publish.publish(propose(ready, omar, verdict="started").pk, sivan)
    return first, publish.publish(propose(ready, omar, effective_on=DAY + dt.timedelta(days=9)).pk, sivan)


def test_two_withdraw_a_verdict_and_the_one_before_stands_again(two, omar, sivan):
    first, second = two
    withdraw.ask(second.pk, omar, reason_ar=WHY, reason_en="The source took it back.")
    second.refresh_from_db()
    assert second.status == "published"  # nothing happens before another confirms
    stands = withdraw.confirm(second.pk, sivan)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (stands, first.status, second.status) == (first, "published", "withdrawn")
    assert (second.withdrawn_by, second.withdrawn_reason_ar) == (sivan, WHY)
    entry = Entry.objects.get(kind="assessment.withdrawn")
    told = json.loads(entry.payload)
    assert (told["reason"], told["stands"], told["also_withdrawn"]) == (WHY, first.pk, [])
    assert set(told["seals"]) == {f"assessment:{first.pk}", f"assessment:{second.pk}"}
    assert list(find_breaks(ledger_links())) == []


def test_the_last_verdict_withdrawn_leaves_none(two, omar, sivan):
    for row in two[::-1]:
        withdraw.ask(row.pk, omar, reason_ar=WHY)
        stands = withdraw.confirm(row.pk, sivan)
    assert stands is None
    assert not Assessment.objects.filter(promise=two[0].promise, status__in=["published", "superseded"]).exists()


def test_an_older_verdict_goes_without_changing_what_stands(two, omar, sivan):
    first, second = two
    first.refresh_from_db()
    withdraw.ask(first.pk, omar, reason_ar=WHY)
    assert withdraw.foresee(first).was_standing is False
    assert withdraw.confirm(first.pk, sivan) == second


def test_nobody_confirms_a_withdrawal_of_their_own(two, omar, zahra):
    second = two[1]
    withdraw.ask(second.pk, omar, reason_ar=WHY)
    with pytest.raises(Refusal, match="their own"):
        withdraw.confirm(second.pk, omar)
    with pytest.raises(Refusal):
        withdraw.confirm(second.pk, zahra)  # a monitor
    second.refresh_from_db()
    assert second.status == "published"


def test_a_withdrawal_has_its_reason_in_arabic(two, omar):
    with pytest.raises(Refusal) as refused:
        withdraw.ask(two[1].pk, omar, reason_ar="  ", reason_en="The source took it back.")
    assert refused.value.field == "reason_ar"


def test_a_withdrawal_is_asked_for_once_and_may_be_dropped(two, omar, sivan):
    second = two[1]
    withdraw.ask(second.pk, omar, reason_ar=WHY)
    with pytest.raises(Refusal, match="already"):
        withdraw.ask(second.pk, sivan, reason_ar=WHY)
    withdraw.drop(second.pk, omar)
    with pytest.raises(Refusal, match="No withdrawal waits"):
        withdraw.confirm(second.pk, sivan)
    withdraw.ask(second.pk, sivan, reason_ar=WHY)


def test_what_is_not_public_cannot_be_withdrawn(ready, omar):  # noqa: F811
    with pytest.raises(Refusal, match="published"):
        withdraw.ask(propose(ready, omar).pk, omar, reason_ar=WHY)


def test_withdrawing_what_mended_another_withdraws_both(ready, two, omar, sivan):  # noqa: F811
    first, second = two
    correction = correct.propose_correction(second.pk, sivan, TOLD, mended(ready, effective_on=second.effective_on))
    mending = publish.publish(correction.mended_by_id, omar)
    foreseen = withdraw.foresee(mending)
    assert (foreseen.gone, foreseen.stands) == ((mending, second), first)
    withdraw.ask(mending.pk, omar, reason_ar=WHY)
    assert withdraw.confirm(mending.pk, sivan) == first
    second.refresh_from_db()
    assert second.status == "withdrawn"  # a known mistake never stands again
    assert json.loads(Entry.objects.get(kind="assessment.withdrawn").payload)["also_withdrawn"] == [second.pk]
    verified = CliRunner().invoke(marsad, ["ledger", "verify"])
    assert verified.exit_code == 0, verified.output


def test_the_table_itself_refuses_a_withdrawal_by_one(two, omar):
    asked = withdraw.ask(two[1].pk, omar, reason_ar=WHY)
    rows = Withdrawal.objects.filter(pk=asked.pk)
    for changes in ({"status": "confirmed"}, {"reason_ar": ""}, {"status": "confirmed", "decided_by": omar}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(status="confirmed", decided_by=omar, decided_at=asked.asked_at)
