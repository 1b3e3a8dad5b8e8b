"""The whole story in a real browser, phone and desktop: queue, accept, two code blind, an editor publishes, readers see."""

import pytest

from marsad.domain.reading import Page
from marsad.newsroom.ingest import Incoming, ingest
from marsad.store.models import Assessment, Candidate, CodingRound, Evidence
from tests import observatory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUMMARY = "ضخت المحطة الماء بثلاث وحدات وبقيت وحدات لم تُشغّل."
FIRST = (
    "أكملت الشركة المنفذة نصب آخر مضخة في محطة تحلية مياه البحر في البصرة، وبدأت المحطة ضخ الماء إلى أحياء المدينة وفق ما "
    "قالت وزارة الموارد المائية. وأضافت الوزارة أن المحطة تنتج 400 ألف متر مكعب يوميا منذ 12 أيار 2025."
)
SECOND = (
    "شاهد مراسلنا في البصرة محطة التحلية تعمل بثلاث وحدات، وقال مهندس فيها إن تشغيل وحدات تحلية مياه البحر جار منذ أسبوع، "
    "وإن الماء يصل إلى خزانات الفاو وأبي الخصيب. ولم تحدد المحافظة موعدا لبقية الوحدات."
)


def news(number, title, body, day):
    html = (
        f'<html lang="ar"><head><title>{title}</title><meta property="article:published_time" content="{day}T08:00:00+03:00">'
        f"</head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )
    return Incoming(
        Page(id=f"n{number}", html=html.encode(), url=f"https://outlet{number}.example/{number}", outlet=f"صحيفة {number}")
    )


@pytest.fixture
def newsroom():
    observatory.load_codebook()
    observatory.person("zahra", "coder")
    observatory.person("haidar", "coder")
    observatory.person("omar", "editor")
    observatory.promise(
        "desalination",
        title="تحلية مياه البحر في البصرة",
        text_ar="تنشئ الحكومة محطة لتحلية مياه البحر في البصرة لإنهاء ملوحة الماء.",
        sector="water",
        deadline="2028",
    )
    observatory.promise("roads", title="تعبيد طرق ريفية في ميسان", text_ar="تعبد الحكومة طرق القرى في ميسان.", sector="roads")
    summary = ingest(
        [
            news(1, "محطة تحلية البصرة تبدأ الضخ", FIRST, "2025-05-14"),
            news(2, "وحدات التحلية تعمل في البصرة", SECOND, "2025-05-20"),
        ]
    )
    assert summary.suggested >= 2


def accepts_the_first(visitor):
    page = visitor.goes_to("/desk/?suggested=on")
    if not page.locator("form#accept").is_visible():
        page.locator("a[href*='/desk/candidates/']").first.click()
    page.wait_for_selector("form#accept")
    visitor.finds_no_fault()
    page.reload()
    page.locator("form#accept input[name=stance][value=supports]").check(force=True)
    page.locator("form#accept select[name=rung]").select_option("under_way")
    page.locator("form#accept button.btn").first.click()
    page.wait_for_selector(".notices")
    return page


def opens_a_round(visitor, *, on):
    page = visitor.goes_to("/desk/promises/desalination/")
    visitor.finds_no_fault()
    page.reload()
    page.fill("#open-round input[type=date]", on)
    with page.expect_navigation():
        page.locator("#open-round button").click()
    return f"/desk/codings/{CodingRound.objects.get().pk}/"


def codes(visitor, address, verdict):
    page = visitor.goes_to(address)
    for box in page.locator("input[name=evidence]").all():
        box.check()
    page.locator(f"input[name=verdict][value={verdict}]").check()
    page.select_option("select[name=rung]", "under_way")
    page.fill("textarea[name=summary_ar]", SUMMARY)
    page.fill("textarea[name=reasons_ar]", "شهد مصدران بأن الوحدات تعمل.")
    with page.expect_navigation():
        page.locator("button[value=hand_in]").click()
    return page


def test_from_the_queue_to_the_public_page(newsroom, visitor):
    zahra = visitor()
    zahra.signs_in("zahra")
    zahra.finds_no_fault()
    accepts_the_first(zahra)
    accepts_the_first(zahra)
    assert Candidate.objects.filter(status="accepted").count() == 2

    address = opens_a_round(zahra, on="2025-06-01")
    codes(zahra, address, "half_done")
    haidar = visitor()
    haidar.signs_in("haidar")
    codes(haidar, address, "half_done")
    proposal = Assessment.objects.get()
    assert proposal.status == "proposed"

    omar = visitor()
    omar.signs_in("omar")
    page = omar.goes_to(f"/desk/assessments/{proposal.pk}/")
    omar.finds_no_fault()
    page.reload()
    page.locator("summary.btn").first.click()
    page.locator("#publish_has_read").check(force=True)
    page.locator(f"form[action*='/desk/assessments/{proposal.pk}/publish/'] button").click()
    page.wait_for_load_state()
    proposal.refresh_from_db()
    assert (proposal.status, proposal.seconder.username) == ("published", "omar")

    reader = visitor()
    page = reader.goes_to("/promises/desalination/")
    shown = page.inner_text("main")
    assert "نصف منجز" in shown
    assert SUMMARY in shown
    assert all(item.quote.split()[0] in shown for item in Evidence.objects.all())
    assert page.get_attribute("html", "dir") == "rtl"
    reader.finds_no_fault()
    page = reader.goes_to("/promises/desalination/")
    page.locator("a[href*='/archive/']").first.click()
    page.wait_for_load_state()
    assert "SHA-256" in page.content()
    reader.finds_no_fault()


def test_a_round_shows_no_evidence_that_came_after_its_day(newsroom, visitor):
    zahra = visitor()
    zahra.signs_in("zahra")
    accepts_the_first(zahra)
    accepts_the_first(zahra)
    page = zahra.goes_to(opens_a_round(zahra, on="2025-05-15"))
    assert page.locator("input[name=evidence]").count() == 1
    zahra.finds_no_fault()


def test_what_the_rules_stop_is_said_when_both_have_coded(newsroom, visitor):
    zahra, haidar = visitor(), visitor()
    zahra.signs_in("zahra")
    accepts_the_first(zahra)
    accepts_the_first(zahra)
    address = opens_a_round(zahra, on="2025-05-15")
    codes(zahra, address, "half_done")
    haidar.signs_in("haidar")
    page = codes(haidar, address, "half_done")
    assert "مصدران مستقلان" in page.inner_text("main")
    assert not Assessment.objects.exists()
    haidar.finds_no_fault()


def test_a_decision_is_undone_by_its_button(newsroom, visitor):
    zahra = visitor()
    zahra.signs_in("zahra")
    page = accepts_the_first(zahra)
    page.locator(".notices form button").first.click()
    page.wait_for_load_state()
    assert Candidate.objects.filter(status="accepted").count() == 0
    assert Evidence.objects.get().withdrawn_at is not None
