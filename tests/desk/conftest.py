import re

import pytest
from django.test import Client
from django.utils import timezone

from marsad.newsroom import assess, review
from marsad.store.models import FailureRow
from marsad.store.record.submissions import KeptFile, keep_submission
from tests import observatory

SENT = "رأيت رتلا من 14 شاحنة يغادر القاعدة ليلة الجمعة، ولدي صور له."


@pytest.fixture
def sign_in():
    """Return a client in which *person* has signed in."""

    def signed_in(person, **options):
        client = Client(**options)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def monitor(sign_in, zahra):
    return sign_in(zahra)


@pytest.fixture
def editor(sign_in, omar):
    return sign_in(omar)


@pytest.fixture
def about(db):
    return observatory.promise("coalition", title_en="End the coalition mission")


@pytest.fixture
def noise(codebook, haidar):
    """Rows of another promise, in every state, so that what forgets its filter fails."""
    other = observatory.promise(
        "water", title="تحلية مياه البحر", sector="water", cabinet=observatory.government("kadhimi", "2020-05-07")
    )
    accepted = prove(other, haidar, outlet="جهة الضوضاء")
    rejected = observatory.candidate(other, score=0.1, suggested=False)
    review.reject(rejected.pk, haidar, reason="old_news")
    deferred = observatory.candidate(other, score=0.2, suggested=False)
    review.defer(deferred.pk, haidar, days=30)
    FailureRow.objects.create(
        page_id="https://news.example/gone", step="fetch", reason="gone", happened_at=timezone.now(), is_closed=True
    )
    return {"promise": other, "accepted": accepted, "rejected": rejected, "deferred": deferred}


@pytest.fixture
def sent(about):
    """Information from the public on `about`, with one file."""
    file = KeptFile("صور <b>القاعدة</b>.pdf", "application/pdf", 2048, "ab" * 32, "0f1e2d.bin")
    return keep_submission(about, receipt_hash="a" * 64, text=SENT, contact="سغنال 07", files=[file], at=timezone.now())


def prove(about, person, *, stance="supports", rung="under_way", **values):
    """Accept a sentence of a new document as evidence on *about*."""
    found = observatory.candidate(about, of=observatory.document(**values))
    return review.accept(found.pk, person, stance=stance, rung=rung)


def propose(about, person, evidence, **changes):
    """Propose «half done» on *evidence*."""
    wanted = {
        "verdict": "half_done",
        "effective_on": evidence[0].said_on,
        "summary_ar": "غادر المستشارون القواعد الاتحادية.",
        "evidence_ids": [item.pk for item in evidence],
    }
    return assess.propose(about, person, **(wanted | changes))


def words(response):
    """Return the page's readable text, without marks of direction or spare white space."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
