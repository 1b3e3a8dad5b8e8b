import datetime as dt
import re

import pytest

from marsad.newsroom import assess, publish, review
from marsad.store.record import programme
from tests import observatory

DAY = dt.date(2025, 10, 2)
QUOTE = "آخر المستشارين غادروا القواعد"
DRAFT = "جملة من مسودة لم تُنشر"
KEPT_BACK = "نص دليل مقبول لم يدخل حكما بعد"


def prove(about, monitor, *, quote=QUOTE, stance="supports", text=observatory.TEXT, **values):
    """Accept *quote* from a new document as evidence on *about*."""
    document = observatory.document(text=text, **values)
    start = text.index(quote)
    found = observatory.candidate(about, of=document, start=start, end=start + len(quote))
    return review.accept(found.pk, monitor, stance=stance, rung="under_way", start=start, end=start + len(quote))


def propose(about, monitor, evidence, **changes):
    wanted = {
        "verdict": "half_done",
        "effective_on": DAY,
        "summary_ar": "غادر المستشارون القواعد الاتحادية.",
        "evidence_ids": [item.pk for item in evidence],
    }
    return assess.propose(about, monitor, **(wanted | changes))


@pytest.fixture
def rated(codebook, zahra, omar):
    """A promise with a published verdict on two independent sources."""
    body = programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
    about = observatory.promise("coalition", title_en="End the coalition mission", body=body, deadline="2026-09")
    evidence = [prove(about, zahra), prove(about, zahra, outlet="صحيفة النهر")]
    publish.publish(propose(about, zahra, evidence, outlook="at_risk", reasons_ar="شهد مصدران.").pk, omar)
    return about


@pytest.fixture
def noise(codebook, zahra):
    """What no reader may see, and what no filter may let through by mistake."""
    hidden = observatory.promise("hidden", title="وعد لم يُنشر بعد", sector="water", is_published=False)
    kadhimi = observatory.government("kadhimi", "2020-05-07")
    other = observatory.promise("other", title="تحلية مياه البحر", text_ar="محطة في البصرة.", sector="water", cabinet=kadhimi)
    kept_back = prove(other, zahra, quote=KEPT_BACK, text=f"مقدمة. {KEPT_BACK}. خاتمة.")
    proposal = propose(other, zahra, [prove(other, zahra), prove(other, zahra)], summary_ar=DRAFT)
    return {"hidden": hidden, "other": other, "kept_back": kept_back, "proposal": proposal}


def words(response):
    """Return the page's readable text, without marks of direction or spare white space."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&quot;", '"').strip()
