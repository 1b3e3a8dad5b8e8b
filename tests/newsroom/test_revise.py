import datetime as dt
import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marsad.newsroom import revise
from marsad.newsroom.acts import NotAllowedError
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.revise import Grounds
from marsad.store.models import Entry, Government, Promise, PromiseRevision
from marsad.store.queries.dossier import read_dossier
from marsad.store.queries.revisions import read_revisions
from marsad.store.queries.wordings import promise_known
from marsad.store.record import programme
from tests import observatory

pytestmark = pytest.mark.django_db

MENDED = Grounds("mended", reason_ar="نقلنا كلمة خطأ من البرنامج.")
LATER = Grounds(
    "later",
    said_on=dt.date(2024, 5, 1),
    source_url="https://news.example/later",
    source_quote="ننجز المهمة نهاية 2026.",
)


@pytest.fixture
def about(db):
    observatory.promise("noise", title="وعد آخر")
    return observatory.promise("coalition", deadline="2025-09")


def kinds():
    return [entry.kind for entry in Entry.objects.order_by("sequence") if entry.kind.startswith("promise.")]


def rewrite(about, person, grounds, **changes):
    about = Promise.objects.everything().get(pk=about.pk)
    return revise.revise(about.pk, person, replace(revise.words_of(about), **changes), grounds)


def test_a_promise_first_published_has_its_first_revision_sealed_in_its_entry(about):
    row = PromiseRevision.objects.get(promise=about)
    assert (row.number, row.kind, row.text_ar, row.actor) == (1, "original", about.text_ar, "tests")
    seals = json.loads(Entry.objects.get(kind="promise.published", promise=about).payload)["seals"]
    assert {f"promise:{about.pk}", f"promiserevision:{row.pk}"} <= set(seals)


def test_our_own_record_is_mended_with_what_was_wrong(about, omar):
    rewrite(about, omar, MENDED, text_ar="تحاور الحكومة دول التحالف كلها.")
    step = read_revisions(about)[0]
    assert (step.revision.kind, step.revision.person, step.revision.reason_ar) == ("mended", omar, MENDED.reason_ar)
    assert [part.name for part in step.parts] == ["text_ar"]
    assert step.entry == Entry.objects.get(kind="promise.revised").sequence


def test_a_later_wording_keeps_its_words_its_source_and_its_day(about, omar):
    rewrite(about, omar, LATER, deadline="2026")
    about.refresh_from_db()
    row = read_revisions(about)[0].revision
    assert about.deadline_on == row.deadline_on == dt.date(2026, 12, 31)
    assert (row.said_on, row.source_url, row.source_quote) == (LATER.said_on, LATER.source_url, LATER.source_quote)


@pytest.mark.parametrize(
    ("grounds", "field"),
    [
        (Grounds("mended"), "reason_ar"),
        (Grounds("original", reason_ar="سبب"), "kind"),
        (replace(LATER, said_on=None), "said_on"),
        (replace(LATER, source_quote=" "), "source_quote"),
        (replace(LATER, source_url="javascript:alert(1)"), "source_url"),
        (replace(LATER, source_url=""), "source_url"),
        (replace(LATER, source_document=999), "source_document"),
    ],
)
def test_a_new_wording_without_its_grounds_is_refused(about, omar, grounds, field):
    with pytest.raises(Refusal) as refused:
        rewrite(about, omar, grounds, title_ar="عنوان آخر")
    assert refused.value.field == field
    assert PromiseRevision.objects.filter(promise=about).count() == 1


def test_the_words_of_a_document_must_stand_in_it(about, omar):
    page = observatory.document()
    bad = replace(LATER, source_url="", source_document=page.pk)
    with pytest.raises(Refusal):
        rewrite(about, omar, bad, deadline="2026")
    rewrite(about, omar, replace(bad, source_quote="آخر المستشارين غادروا القواعد"), deadline="2026")
    assert read_revisions(about)[0].revision.source_document == page


def test_what_changes_nothing_writes_nothing(about, omar):
    with pytest.raises(Refusal, match="Nothing"):
        rewrite(about, omar, MENDED)
    assert kinds().count("promise.revised") == 0


def test_only_editors_write_a_promise_anew(about):
    with pytest.raises(NotAllowedError):
        rewrite(about, observatory.person("coder", "coder"), MENDED, title_ar="عنوان آخر")


def test_two_who_write_at_once_do_not_write_over_each_other(about, omar, sivan):
    before = revise.words_of(about)
    revise.revise(about.pk, omar, replace(before, title_ar="عنوان أول"), MENDED, since=1)
    with pytest.raises(Refusal, match="wrote this promise anew"):
        revise.revise(about.pk, sivan, replace(before, title_ar="عنوان ثان"), MENDED, since=1)
    about.refresh_from_db()
    assert about.title_ar == "عنوان أول"


def test_a_promise_is_withdrawn_with_a_reason_and_comes_back(about, omar, client):
    with pytest.raises(Refusal):
        revise.withdraw_promise(about.pk, omar, reason_ar=" ")
    revise.withdraw_promise(about.pk, omar, reason_ar="ليس وعدا بل خبر.")
    gone = client.get("/promises/coalition/")
    assert gone.status_code == 410
    assert "ليس وعدا بل خبر." in gone.content.decode()
    with pytest.raises(Refusal):
        revise.withdraw_promise(about.pk, omar, reason_ar="مرة أخرى.")
    revise.restore_promise(about.pk, omar, reason_ar="ورد في البرنامج فعلا.")
    assert client.get("/promises/coalition/").status_code == 200
    assert kinds()[-2:] == ["promise.withdrawn", "promise.restored"]


def test_a_past_day_shows_the_wording_of_that_day(about, omar):
    rewrite(about, omar, MENDED, title_ar="عنوان ثان")
    revise.withdraw_promise(about.pk, omar, reason_ar="سُحب.")
    moment = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
    for row in PromiseRevision.objects.filter(promise=about):
        PromiseRevision.objects.filter(pk=row.pk).update(at=moment + dt.timedelta(days=10 * row.number))
    days = [promise_known("coalition", dt.date(2025, 3, day)) for day in (10, 12, 22)]
    assert [row.title_ar if row else None for row in days] == [None, "إنهاء مهمة التحالف الدولي", "عنوان ثان"]
    assert promise_known("coalition", dt.date(2025, 4, 1)) is None
    seen = read_dossier("coalition", known_on=dt.date(2025, 3, 22)).revisions
    assert [step.revision.number for step in seen] == [2, 1]


def test_a_promise_that_nobody_saw_has_no_history_until_it_is_published(omar):
    hidden = observatory.promise("hidden", is_published=False)
    observatory.promise("hidden", title="عنوان ثان", is_published=False)
    assert read_revisions(hidden) == ()
    assert kinds() == []
    observatory.promise("hidden", title="عنوان ثان", is_published=True)
    assert [step.revision.kind for step in read_revisions(hidden)] == ["original"]
    assert kinds() == ["promise.published"]


def test_the_database_refuses_a_revision_without_its_grounds(about):
    row = PromiseRevision.objects.get(promise=about)
    for changes in ({"kind": "mended"}, {"kind": "later"}, {"number": 2}, {"is_published": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PromiseRevision.objects.filter(pk=row.pk).update(**changes)


def test_governments_sectors_and_bodies_have_entries_only_where_something_changed():
    for _ in range(2):
        observatory.government("sudani")
        programme.save_sector("oil", name_ar="النفط")
        programme.save_body("oil", name_ar="وزارة النفط")
        programme.save_programme("p", government=Government.objects.get(), title_ar="البرنامج")
    observatory.government("sudani", ended="2025-11-11")
    found = [(entry.kind, entry.actor) for entry in Entry.objects.order_by("sequence")]
    published = ["government.published", "sector.published", "body.published", "programme.published"]
    assert found == [(kind, "operator") for kind in [*published, "government.revised"]]
    told = json.loads(Entry.objects.get(kind="government.revised").payload)
    assert (told["key"], told["ended_on"]) == ("sudani", "2025-11-11")
    assert f"government:{Government.objects.get().pk}" in told["seals"]


def test_what_changes_only_how_a_promise_is_found_is_no_new_wording(about):
    Promise.objects.everything().filter(pk=about.pk).update(search_key="قديم")
    observatory.promise("coalition", deadline="2025-09")
    assert PromiseRevision.objects.filter(promise=about).count() == 1
    assert kinds()[-1] == "promise.refolded"
    assert timezone.now() > PromiseRevision.objects.get(promise=about).at
