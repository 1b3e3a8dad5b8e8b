"""What rests on something and what takes it away, at the same moment: one is first, and the other is told."""

import datetime as dt

import pytest

from marsad.newsroom import coding, correct, disputes, lineage, review
from marsad.newsroom.correct import Told
from marsad.store.models import CodingRound, ConflictRow, Correction, Evidence, Lineage
from tests import observatory
from tests.newsroom.test_disputes import FIRST, SECOND, dispute
from tests.store.test_ledger_concurrency import at_once, kinds, ready

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2025, 10, 2)


def test_a_page_is_either_quoted_in_a_published_dispute_or_taken_back():
    zahra, sivan = observatory.person("zahra"), observatory.person("sivan", "editor")
    for turn in range(4):
        about = observatory.promise(f"gas-{turn}", title="إنهاء حرق الغاز")
        pages = [observatory.document(text=f"{text} {turn}.", outlet=text[:12]) for text in (FIRST, SECOND)]
        row = dispute(about, *pages)[0]
        evidence = []
        for document in pages:
            found = observatory.candidate(about, of=document)
            evidence.append(review.accept(found.pk, zahra, stance="discusses", rung="announced"))
        outcomes = at_once(
            lambda row=row: disputes.explain(row.pk, sivan, explanation_ar="يختلفان في السنة."),
            lambda evidence=evidence: review.undo(evidence[0].candidate_id, zahra),
        )
        assert kinds(outcomes) == {"done": 1, "refused": 1}
        is_quoted = ConflictRow.objects.get(pk=row.pk).status == "explained"
        is_taken_back = Evidence.objects.get(pk=evidence[0].pk).withdrawn_at is not None
        assert is_quoted != is_taken_back


def test_evidence_is_either_before_coders_or_taken_back():
    for turn in range(4):
        about, evidence, zahra, omar, _ = ready(f"coalition-{turn}")
        at_once(
            lambda about=about, omar=omar: coding.open_round(about, omar, effective_on=DAY),
            lambda evidence=evidence, zahra=zahra: review.undo(evidence[0].candidate_id, zahra),
        )
        shown = CodingRound.objects.get(promise=about).evidence.filter(pk=evidence[0].pk)
        assert shown.exists() == (Evidence.objects.get(pk=evidence[0].pk).withdrawn_at is None)


def test_of_two_corrections_of_one_thing_one_waits_and_the_other_is_told():
    about, omar, sivan = observatory.promise("coalition"), *(observatory.person(name, "editor") for name in ("omar", "sivan"))
    told = Told(wrong_ar="كتبنا حزيران.", right_ar="الصواب آب.", severity="fact")
    outcomes = at_once(
        *(
            lambda who=who: correct.propose_notice(about, who, told, subject="promise", subject_key=about.key)
            for who in (omar, sivan)
        )
    )
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    assert Correction.objects.count() == 1


def test_two_ties_made_at_once_close_no_circle():
    omar = observatory.person("omar", "editor")
    first, second = (observatory.promise(key, cabinet=observatory.government(key, "2020-05-07")) for key in ("kadhimi", "rival"))
    pairs = ((first, second), (second, first))
    outcomes = at_once(
        *(
            lambda pair=pair: lineage.tie(pair[0].pk, omar, later_id=pair[1].pk, kind="continues", reason_ar="وعد واحد.")
            for pair in pairs
        )
    )
    assert kinds(outcomes) == {"done": 1, "refused": 1}
    assert Lineage.objects.count() == 1
