"""Every public page costs at most twelve queries, today and as of a day, and no more with thrice the rows."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marsad.newsroom import answer_reply, correct, disputes, milestones, publish, series, withdraw
from marsad.newsroom.correct import Mended, Told
from marsad.store.models import Assessment, Correction, Entry, Evidence, Lineage, MilestoneRow, Reply, SeriesRow, Snapshot
from marsad.store.queries.dossier import read_dossier
from marsad.store.record import programme
from tests import observatory
from tests.newsroom.test_disputes import FIRST, SECOND
from tests.newsroom.test_milestones import FIRST as SET
from tests.newsroom.test_milestones import accept as accept_milestone
from tests.newsroom.test_milestones import propose as propose_milestone
from tests.newsroom.test_series import COUNTS, PLAN, accept, page
from tests.newsroom.test_series import publish as publish_series
from tests.site.conftest import propose, prove
from tests.site.test_disputes import accepted
from tests.site.test_reply import SENT

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def grow(client, rated, noise, zahra, omar, sivan):
    """Return what adds one of everything that the page of a promise may show."""
    turns = iter(range(100))

    def add():
        turn = next(turns)
        newest = rated.assessments.filter(status="published").get()
        evidence = tuple(newest.evidence.values_list("pk", flat=True))
        mended = Mended("half_done", newest.effective_on, f"صياغة مصححة {turn}.", evidence, outlook="at_risk", reasons_ar="شهد.")
        told = Told(f"كتبنا ما لا يصح {turn}.", "الصحيح ما هنا.", "wording", "body")
        publish.publish(correct.propose_correction(newest.pk, sivan, told, mended).mended_by_id, omar)
        notice = Told(f"عنوان ناقص {turn}.", "العنوان كاملا.", "wording", "newsroom")
        correct.publish_notice(correct.propose_notice(rated, omar, notice, subject="promise", subject_key=rated.key).pk, sivan)
        proofs = [prove(rated, zahra), prove(rated, zahra), prove(rated, zahra, stance="refutes")]
        row = propose(rated, zahra, proofs, summary_ar=f"خطوة {turn}")
        publish.publish(row.pk, omar)
        withdraw.ask(row.pk, omar, reason_ar="تراجع المصدر.")
        withdraw.confirm(row.pk, sivan)
        texts = (FIRST.replace("الغاز", f"الغاز {turn}"), SECOND.replace("الغاز", f"الغاز {turn}"))
        disputes.explain(accepted(rated, zahra, *texts)[0].pk, omar, explanation_ar="سنتان.")
        elder = observatory.promise(f"elder-{turn}", cabinet=noise["other"].government)
        programme.tie_lineage(elder, rated)
        standing = rated.assessments.get(status="published").pk
        code = answer_reply.ask(rated, omar, body_key="defence", assessment_id=standing, question_ar="متى؟").code
        client.post("/reply/", SENT | {"code": code})
        reply = Reply.objects.order_by("pk").last()
        answer_reply.answer(reply.pk, omar, answer_ar="جوابنا.", effect="none")
        answer_reply.publish(reply.pk, sivan)

    accept_milestone(propose_milestone(rated, SET, outlet="وكالة أولى"), zahra)
    row = MilestoneRow.objects.get(day="2026-09", promise=rated, quotes__quote=SET)
    milestones.confirm(row.pk, omar, what_ar="اكتمال الانسحاب")
    accept([page(rated, one) for one in (*COUNTS, PLAN)], zahra)
    series.find([rated])
    found = SeriesRow.objects.get()
    publish_series(found, omar, points=[one.pk for one in found.points.all()])
    add()
    return add


def addresses():
    opened = Snapshot.objects.filter(document__evidence__assessments__status="published").first()
    return (
        *(
            "/",
            "/promises/",
            "/promises/?verdict=half_done&sort=changed",
            "/promises/?verdict=assessed",
            "/promises/coalition/",
            "/promises/other/",
        ),
        *("/threads/elder-0/", "/governments/", "/governments/compare/", "/governments/sudani/report/"),
        *("/corrections/", "/replies/", "/method/", "/about/", "/ledger/", "/ledger/1/", "/ledger/feed.xml", "/receipt/"),
        *("/promises/coalition/contribute/", "/promises/coalition/reply/", f"/archive/{opened.pk}/"),
    )


def counts(client, day):
    asked = f"as_of={day}" if day else ""
    pages = [f"{one}{'&' if '?' in one else '?'}{asked}" if asked else one for one in addresses()]
    found = {}
    for one in pages:
        client.get(one)  # what a process makes once: codebooks, agreement, the heads of days
        with CaptureQueriesContext(connection) as captured:
            response = client.get(one)
        found[one.split("?as_of")[0]] = (response.status_code, len(captured))
    return found


def age(days):
    """Let all that was published have been published *days* earlier."""
    earlier = dt.timedelta(days=days)
    moments = {
        Assessment: ("published_at", "withdrawn_at"),
        Correction: ("published_at",),
        Reply: ("published_at",),
        Lineage: ("tied_at",),
        Evidence: ("withdrawn_at",),
    }
    for model, names in moments.items():
        model.objects.update(**{name: F(name) - earlier for name in names})
    for entry in Entry.objects.all():
        at = dt.datetime.fromisoformat(entry.at) - earlier
        Entry.objects.filter(pk=entry.pk).update(at=at.isoformat(timespec="microseconds"))


@pytest.mark.parametrize("is_past", [False, True])
def test_no_page_costs_more_than_twelve_queries_nor_more_for_more_rows(client, grow, is_past):
    day = timezone.localdate() - dt.timedelta(days=1) if is_past else None
    age(days=9)
    few = counts(client, day)
    assert {one: cost for one, (_, cost) in few.items() if cost > MOST} == {}
    assert {status for status, _ in few.values()} == {200}
    grow()
    grow()
    age(days=9)
    many = counts(client, day)
    assert {one: (few[one], cost) for one, cost in many.items() if one in few and cost[1] > few[one][1]} == {}
    dossier = read_dossier("coalition", known_on=day)
    assert (len(dossier.disputes), len(dossier.replies), len(dossier.earlier), len(dossier.course.notices)) == (3, 3, 3, 3)
    assert dossier.figures
    assert dossier.milestones
    assert any(line.gone for line in dossier.course.lines)
