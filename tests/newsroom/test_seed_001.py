"""The page that shows the mistakes which the software must catch, entered as its history shows; and one in our own words."""

import datetime as dt
from pathlib import Path

import pytest

from marsad.domain.reading import Page
from marsad.gather.files import read_rows
from marsad.newsroom import publish
from marsad.newsroom.founding import load_codebook
from marsad.newsroom.importing import import_page
from marsad.newsroom.refusal import Blocked
from tests import observatory

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[3] / "shared/seeds"
TODAY = dt.date(2026, 1, 10)
OWN = """منجز

انسحاب القوات الأجنبية

القطاع : أولويات الحكومة

تتفاوض الحكومة مع الدول المعنية وصولا إلى جدول زمني لخروج القوات الأجنبية من البلاد.

التبرير

اتفق الطرفان في 26 تموز 2021 على إنهاء المهام القتالية.

أعلنت حكومة السيد الكاظمي في 29 كانون الأول 2021 أن القوات القتالية غادرت البلاد وسلمت آخر معسكراتها.

يؤشر فريق المرصد بدء تنفيذ الوعد بعد قرار مجلس الوزراء بتاريخ 9 أيار 2020 بتأليف لجنة للتفاوض.

حدث فريق المرصد في الثاني عشر من حزيران 2020 هذا الوعد بنصف منجز، وأكد البيان المشترك في 21 آب 2020 استمرار التعاون.

لم يصدر جدول زمني بخروج القوات الباقية حتى تاريخ 31 أيار 2021.

اذا كانت لديك معلومات اضافية حول تنفيذ هذا الوعد يرجى ارسالها.
"""


def seed():
    paths = sorted(SEEDS.glob("001_*.txt"))
    if not paths:
        pytest.skip("the seed documents are not beside this checkout")
    return next(row for row in read_rows(paths[0]) if isinstance(row, Page))


@pytest.fixture(params=["own words", "the seed"])
def imported(request, db):
    page = Page(id="own", text=OWN) if request.param == "own words" else seed()
    load_codebook(observatory.ROOT / "data/codebooks/iraqi-observatory-2.yml")
    return import_page(page, government="kadhimi", today=TODAY)


def found(imported, verdict, code):
    ((assessment, findings),) = [pair for pair in imported.ratings if pair[0].verdict == verdict]
    return assessment, [finding for finding in findings if finding.code == code]


def test_the_rating_of_12_june_rests_on_words_70_days_later_and_cannot_be_published(imported):
    rating, late = found(imported, "half_done", "evidence-later")
    assert rating.effective_on == dt.date(2020, 6, 12)
    (finding,) = late
    assert finding.level == "block"
    assert "Evidence of 2020-08-21 is 70 days later than the rating of 2020-06-12" in finding.en
    assert "بـ 70 يوما" in finding.ar
    with pytest.raises(Blocked, match="70 days later"):
        publish.publish(rating.pk, observatory.person("omar", "editor"))


def test_the_completion_has_no_timetable_behind_it(imported):
    _, denied = found(imported, "done", "deliverable-denied")
    (finding,) = denied
    assert "no “timetable” was issued" in finding.en
    assert "(2021-05-31)" in finding.en
    assert "لم يصدر «جدول زمني»" in finding.ar


def test_the_completion_lacks_sources_and_cannot_be_published(imported):
    rating, few = found(imported, "done", "too-few-sources")
    assert few
    assert rating.is_closing
    with pytest.raises(Blocked, match="2 independent sources"):
        publish.publish(rating.pk, observatory.person("omar", "editor"))


def test_the_ratings_stand_in_the_order_of_their_history(imported):
    rows = [(str(assessment.effective_on), assessment.verdict) for assessment, _ in imported.ratings]
    assert rows[1] == ("2020-06-12", "half_done")
    assert rows[0][1] == "started"
    assert rows[-1] == (str(TODAY), "done")
