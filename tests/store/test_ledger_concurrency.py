"""People and processes at work at the same moment: nothing is written twice, and nothing is lost, on either database."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone

from marsad.domain.ledger import find_breaks
from marsad.domain.reading import Page, Reading
from marsad.newsroom import assess, publish, review
from marsad.newsroom.ingest import Incoming, ingest
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, Document, Entry, Evidence, Story
from marsad.store.queries.ledger_check import Check
from marsad.store.queries.newsroom import ledger_links
from marsad.store.record.ledger import append_entry
from marsad.store.record.pages import Place, save_reading, save_snapshot
from tests import observatory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2025, 10, 2)


def at_once(*acts):
    """Run *acts* in threads that begin together; return what each gave or raised."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(timeout=20)
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001 - a test looks at whatever came
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return outcomes


def kind(found):
    if isinstance(found, Refusal):
        return "refused"
    return repr(found) if isinstance(found, Exception) else "done"


def kinds(outcomes):
    return Counter(map(kind, outcomes))


def ready(promise_key, *, of=2):
    observatory.load_codebook()
    zahra, omar, sivan = (observatory.person(name, "editor") for name in ("zahra", "omar", "sivan"))
    about = observatory.promise(promise_key)
    evidence = [review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way") for _ in range(of)]
    return about, evidence, zahra, omar, sivan


def propose(about, evidence, author, **changes):
    wanted = {
        "verdict": "half_done",
        "effective_on": DAY,
        "summary_ar": "خرج المستشارون.",
        "evidence_ids": [item.pk for item in evidence],
    }
    return assess.propose(about, author, **(wanted | changes))


def test_twenty_writers_leave_one_chain():
    def write(number):
        for turn in range(3):
            with transaction.atomic():
                append_entry("test.entry", {"number": number, "turn": turn}, actor=f"writer {number}", at=timezone.now())

    outcomes = at_once(*(lambda number=number: write(number) for number in range(20)))
    assert kinds(outcomes) == {"done": 20}
    assert list(Entry.objects.values_list("sequence", flat=True)) == list(range(1, 61))
    assert len(set(Entry.objects.values_list("payload", flat=True))) == 60
    assert list(find_breaks(ledger_links())) == []


def test_one_candidate_is_accepted_by_one_of_two():
    about, _, zahra, omar, _ = ready("one", of=0)
    waiting = observatory.candidate(about).pk
    outcomes = at_once(
        *(lambda person=person: review.accept(waiting, person, stance="supports", rung="under_way") for person in (zahra, omar))
    )
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    assert Evidence.objects.count() == 1


def test_one_assessment_is_published_by_one_of_two():
    about, evidence, zahra, omar, sivan = ready("one")
    proposal = propose(about, evidence, zahra).pk
    outcomes = at_once(lambda: publish.publish(proposal, omar), lambda: publish.publish(proposal, sivan))
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    assert Entry.objects.filter(assessment=proposal).count() == 1


def test_two_verdicts_published_at_once_do_not_both_stand():
    about, evidence, zahra, omar, sivan = ready("one")
    first = propose(about, evidence, zahra).pk
    second = propose(about, evidence, zahra, effective_on=DAY + dt.timedelta(days=3)).pk
    outcomes = at_once(lambda: publish.publish(first, omar), lambda: publish.publish(second, sivan))
    assert kinds(outcomes) == {"done": 2}
    assert Assessment.objects.get(status="published").pk == second
    assert list(find_breaks(ledger_links())) == []


def test_twenty_editors_at_one_promise_lose_nothing():
    about, evidence, zahra, _, _ = ready("one")
    editors = [observatory.person(f"editor-{number}", "editor") for number in range(20)]
    proposals = [propose(about, evidence, zahra, effective_on=DAY + dt.timedelta(days=day)).pk for day in range(20)]
    outcomes = at_once(
        *(
            lambda proposal=proposal, editor=editor: publish.publish(proposal, editor)
            for proposal, editor in zip(proposals, editors, strict=True)
        )
    )
    assert kinds(outcomes) == {"done": 20}
    assert Assessment.objects.filter(published_at__isnull=False).count() == 20
    assert Assessment.objects.get(status="published").pk == proposals[-1]
    assert sorted(Entry.objects.filter(kind="assessment.published").values_list("assessment", flat=True)) == proposals
    assert list(Entry.objects.values_list("sequence", flat=True)) == list(range(1, Entry.objects.count() + 1))
    assert [f"{one.where}: {one.what}" for one in Check().troubles()] == []


def test_twenty_editors_at_one_verdict_publish_it_once():
    about, evidence, zahra, _, _ = ready("one")
    editors = [observatory.person(f"editor-{number}", "editor") for number in range(20)]
    proposal = propose(about, evidence, zahra).pk
    outcomes = at_once(*(lambda editor=editor: publish.publish(proposal, editor) for editor in editors))
    assert kinds(outcomes) == {"done": 1, "refused": 19}
    assert Entry.objects.filter(assessment=proposal).count() == 1
    assert [f"{one.where}: {one.what}" for one in Check().troubles()] == []


def test_a_page_read_anew_while_it_is_published_is_sealed_as_it_ends():
    for turn in range(4):
        about, evidence, zahra, omar, _ = ready(f"turn-{turn}")
        proposal = propose(about, evidence, zahra).pk
        document = evidence[0].document
        reading = Reading(id=document.page_id, url=document.url, text=f"نص آخر {turn}.", title="عنوان آخر")

        def read_anew(reading=reading, document=document):
            where = Place("2025-10-02.warc.gz", 0, 10, f"{document.pk:064x}", 10, "text/html")
            snapshot = save_snapshot(where, url=document.url, fetched_at=timezone.now())
            save_reading(
                reading, snapshot, key=document.key, page_id=document.page_id, outlet=None, version="2", at=timezone.now()
            )

        outcomes = at_once(lambda proposal=proposal, omar=omar: publish.publish(proposal, omar), read_anew, read_anew)
        assert kinds(outcomes) == {"done": 3}
        assert [f"{one.where}: {one.what}" for one in Check().troubles()] == []


def test_evidence_is_either_proposed_on_or_withdrawn():
    for turn in range(4):
        about, evidence, zahra, omar, _ = ready(f"turn-{turn}", of=1)
        at_once(
            lambda about=about, evidence=evidence, omar=omar: propose(about, evidence, omar, verdict="started"),
            lambda evidence=evidence, zahra=zahra: review.undo(evidence[0].candidate_id, zahra),
        )
        evidence[0].refresh_from_db()
        assert evidence[0].withdrawn_at is None or not evidence[0].assessments.exists()


def test_two_processes_at_the_same_pages_leave_each_once():
    words = "أعلنت وزارة النقل إكمال الرصيف الأول من أرصفة ميناء الفاو، وقال الوزير إن العمل مستمر في الأرصفة الأخرى."
    pages = [Page(id=f"p{number}", text=f"{number} {words}", url=f"https://port.example/{number}") for number in range(6)]
    outcomes = at_once(*(lambda: ingest([Incoming(page) for page in pages]) for _ in range(3)))
    assert kinds(outcomes) == {"done": 3}
    assert Document.objects.count() == 6
    for document in Document.objects.all():
        spans = list(document.claims.values_list("start", "end"))
        assert len(spans) == len(set(spans))
    assert not Story.objects.filter(documents__isnull=True).exists()
