"""On a past day, governments and bodies are told of as they were then: by name, and with a term that had not ended."""

import datetime as dt
import re

import pytest

from marsad.store.models import Assessment, Entry, Government
from marsad.store.record import programme
from tests import observatory
from tests.site.conftest import words

THEN, LATER = "2026-02-01", dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
PAGES = ("/", "/promises/", "/promises/coalition/", "/governments/", "/governments/sudani/report/")


@pytest.fixture
def ended(rated, noise):
    """A government whose term was recorded as over, and a ministry that was renamed, in June 2026."""
    Assessment.objects.update(published_at=dt.datetime(2025, 10, 4, 9, tzinfo=dt.UTC))
    Entry.objects.update(at="2025-10-04T09:00:00.000000+00:00")
    programme.save_government("sudani", name_ar="الحكومة السابقة", ended_on=dt.date(2026, 5, 31), at=LATER)
    programme.save_body("defence", name_ar="وزارة بلا اسم قديم", at=LATER)
    return rated


@pytest.mark.parametrize("address", PAGES)
def test_names_given_later_and_an_end_told_later_are_not_of_a_day_before(client, ended, address):
    then, now = words(client.get(f"{address}?as_of={THEN}")), words(client.get(f"{address}?as_of=2026-06-01"))
    assert "الحكومة السابقة" in now
    for later in ("الحكومة السابقة", "وزارة بلا اسم قديم", "31 أيار 2026"):
        assert later not in then
    assert Government.objects.get(key="sudani").name_ar == "الحكومة السابقة"


def test_a_report_is_a_draft_on_a_day_before_the_end_was_told(client, ended):
    assert "التقييم النهائي" in words(client.get("/governments/sudani/report/?as_of=2026-06-01"))
    assert "مسودة: لم تنته الولاية" in words(client.get(f"/governments/sudani/report/?as_of={THEN}"))


def test_reports_are_listed_of_governments_that_readers_saw_by_then(client, ended):
    late = observatory.government("late", "2026-03-01")
    observatory.promise("late", cabinet=late, title="وعد متأخر", at=LATER)
    assert "/governments/late/report/" in client.get("/governments/").content.decode()
    assert "/governments/late/report/" not in client.get(f"/governments/?as_of={THEN}").content.decode()


def test_the_report_of_a_past_day_quotes_what_was_withdrawn_since(client, ended):
    piece = ended.assessments.get().evidence.first()
    type(piece).objects.filter(pk=piece.pk).update(withdrawn_at=LATER)
    for day, quotes in ((THEN, 2), ("2026-06-01", 1)):
        lines = client.get(f"/governments/sudani/report/?as_of={day}").context["report"].lines
        assert sum(len(line.quotes) for line in lines) == quotes


@pytest.mark.parametrize("address", ["/promises/coalition/", "/governments/sudani/report/", "/about/", "/archive/{}/"])
def test_every_link_to_what_speaks_of_days_keeps_the_day(client, ended, address):
    snapshot = ended.assessments.get().evidence.first().document.snapshots.get().pk
    html = client.get(f"{address.format(snapshot)}?as_of={THEN}").content.decode()
    asked = re.findall(r'href="(/(?:archive|promises|governments|method|about|ledger/\d)[^"]*)"', html)
    kept_apart = re.compile(r"/contribute/|/reply/|[?;&]as_of=")
    assert asked
    assert {link for link in asked if not kept_apart.search(link) and link != address.format(snapshot)} == set()
