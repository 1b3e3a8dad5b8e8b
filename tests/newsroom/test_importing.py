import datetime as dt

import pytest

from marsad.domain.reading import Failure, Page
from marsad.newsroom import publish
from marsad.newsroom.importing import import_page
from marsad.newsroom.refusal import Blocked
from marsad.store.models import Assessment, Evidence, FailureRow, Promise
from tests import observatory

pytestmark = pytest.mark.django_db
PAGE = """منجز

ترميم الجسور القديمة

القطاع : الإعمار

ترمم الحكومة الجسور القديمة في بغداد.

التبرير

باشرت الوزارة ترميم أول جسر في 3 شباط 2021.

حدث فريق المرصد في الخامس من آذار 2021 هذا الوعد بنصف منجز بعد ترميم جسرين، بينما أعلن البيان في 10 نيسان 2021 فتح الثالث.

قالت حكومة السيد الكاظمي إن الجسور كلها افتتحت في 20 أيلول 2021.

اذا كانت لديك معلومات اضافية حول تنفيذ هذا الوعد يرجى ارسالها.
"""
TODAY = dt.date(2026, 1, 10)


@pytest.fixture
def imported(codebook, noise):
    return import_page(Page(id="bridges", text=PAGE), today=TODAY)


def test_a_page_becomes_a_promise_with_its_words(imported):
    promise = imported.promise
    assert (promise.title_ar, promise.sector.name_ar, promise.government.key) == ("ترميم الجسور القديمة", "الإعمار", "kadhimi")
    assert promise.text_ar == "ترمم الحكومة الجسور القديمة في بغداد."
    assert promise.justification_ar.count("\n\n") == 2


def test_the_appeal_is_furniture(imported):
    assert imported.has_appeal
    assert "معلومات اضافية" not in imported.promise.justification_ar


def test_ratings_keep_their_days_and_wait_for_a_second_person(imported):
    rows = [(str(a.effective_on), a.verdict, a.status, a.is_imported) for a, _ in imported.ratings]
    assert rows == [("2021-03-05", "half_done", "proposed", True), ("2026-01-10", "done", "proposed", True)]


def test_evidence_later_than_an_imported_rating_is_found_and_blocks_it(imported, omar):
    rating, findings = imported.ratings[0]
    late = [finding for finding in findings if finding.code == "evidence-later"]
    assert len(late) == 1
    assert "36 days" in late[0].en
    with pytest.raises(Blocked):
        publish.publish(rating.pk, omar)


def test_dated_findings_are_kept_as_quotes_of_the_page(imported):
    quotes = {str(item.said_on): item for item in Evidence.objects.filter(promise=imported.promise)}
    assert set(quotes) == {"2021-02-03", "2021-04-10", "2021-09-20"}
    assert all(item.document.text[item.start : item.end] == item.quote for item in quotes.values())


def test_importing_again_changes_nothing(imported):
    before = (Promise.objects.count(), Assessment.objects.count(), Evidence.objects.count())
    again = import_page(Page(id="bridges", text=PAGE), today=TODAY + dt.timedelta(days=4))
    assert not again.is_new
    assert (Promise.objects.count(), Assessment.objects.count(), Evidence.objects.count()) == before


def test_the_government_may_be_named_by_hand(codebook):
    assert import_page(Page(id="x", text=PAGE), government="sudani", today=TODAY).promise.government.key == "sudani"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("خبر عادي لا يشبه صفحة وعد.", "القطاع"),
        (PAGE.replace("منجز\n", "رائع جدا\n", 1), "status"),
        (PAGE.replace("الكاظمي", "فلان"), "--government"),
    ],
)
def test_another_kind_of_page_is_a_stored_failure(codebook, text, told):
    failed = import_page(Page(id="odd", text=text), today=TODAY)
    assert isinstance(failed, Failure)
    assert told in FailureRow.objects.get().reason


def test_the_rule_about_later_evidence_fires_on_the_seed(codebook, shared):
    (path,) = (shared / "seeds").glob("001_*")
    told = import_page(Page(id=path.stem, text=path.read_text(encoding="utf-8")))
    half = next((a, f) for a, f in told.ratings if a.verdict == "half_done")
    assert str(half[0].effective_on) == "2020-06-12"
    assert any("2020-08-21" in finding.en and "70 days" in finding.en for finding in half[1])
    assert [a.verdict for a, _ in told.ratings] == ["started", "half_done", "likely", "done"]


def test_the_other_seed_is_the_later_governments(codebook, shared):
    (path,) = (shared / "seeds").glob("000_*")
    told = import_page(Page(id=path.stem, text=path.read_text(encoding="utf-8")))
    assert told.promise.government == observatory.government("sudani")
    assert "2024-09-27" in {str(item.said_on) for item in Evidence.objects.filter(promise=told.promise)}
