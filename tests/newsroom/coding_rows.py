"""Rounds of blind coding for tests: a promise with evidence, people of every role, and codings that agree or do not."""

import datetime as dt

import yaml
from django.utils import timezone

from marsad.newsroom import coding, review
from marsad.store.record import programme
from tests import observatory

DAY = dt.date(2025, 10, 5)
HALF = {
    "verdict": "half_done",
    "outlook": "on_track",
    "rung": "under_way",
    "summary_ar": "غادر المستشارون القواعد الاتحادية.",
    "reasons_ar": "شهد مصدران مستقلان برحيلهم، ولم يُعلن موعد لما بقي.",
}
STARTED = {
    "verdict": "started",
    "outlook": "at_risk",
    "rung": "decided",
    "summary_ar": "صدر القرار ولم يكتمل الخروج.",
    "reasons_ar": "ما شُهد به مرحلة أولى، والقوات باقية في قاعدة ثانية.",
}


def second_codebook():
    """Put the codebook in force that asks for two blind codings."""
    path = observatory.ROOT / "data/codebooks/iraqi-observatory-2.yml"
    body = yaml.safe_load(path.read_text(encoding="utf-8"))
    return programme.save_codebook(body, actor="tests", at=timezone.now())


def proven(about, person, pieces=2, **values):
    """Accept *pieces* of evidence of as many outlets on *about*."""
    kept = []
    for number in range(pieces):
        document = observatory.document(**({"outlet": f"صحيفة {about.key} {number}"} | values))
        found = observatory.candidate(about, of=document)
        kept.append(review.accept(found.pk, person, stance="supports", rung="under_way"))
    return kept


def hand_in(found, person, evidence=(), **changes):
    """Hand in «half done», or what *changes* say."""
    picked = [item.pk for item in evidence]
    return coding.hand_in(found.pk, person, **(HALF | {"evidence_ids": picked} | changes))
