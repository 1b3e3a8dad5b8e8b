"""The whole story in a real browser: queue, accept, assess, second person, public page. In Arabic, on a phone and a desktop."""

import pytest

from marsad.domain.reading import Page
from marsad.newsroom.ingest import Incoming, ingest
from marsad.store.models import Assessment, Candidate, Evidence
from tests import observatory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
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
    observatory.person("zahra", "monitor")
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


def proposes(visitor, *, on):
    page = visitor.goes_to("/desk/promises/desalination/")
    page.locator("input[name=verdict][value=half_done]").check(force=True)
    page.locator("[name=effective_on]").fill(on)
    page.locator("[name=summary_ar]").fill("ضخت المحطة الماء بثلاث وحدات وبقيت وحدات لم تُشغّل.")
    for box in page.locator("input[type=checkbox][name=evidence]").all():
        box.check(force=True)
    page.locator("button[value=propose]").click()
    page.wait_for_load_state()
    return page


def test_from_the_queue_to_the_public_page(newsroom, visitor):
    zahra = visitor()
    zahra.signs_in("zahra")
    zahra.finds_no_fault()
    accepts_the_first(zahra)
    accepts_the_first(zahra)
    assert Candidate.objects.filter(status="accepted").count() == 2

    zahra.goes_to("/desk/promises/desalination/")
    zahra.finds_no_fault()
    proposes(zahra, on="2025-06-01")
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
    assert "ضخت المحطة الماء بثلاث وحدات" in shown
    assert all(item.quote.split()[0] in shown for item in Evidence.objects.all())
    assert page.get_attribute("html", "dir") == "rtl"
    reader.finds_no_fault()
    page = reader.goes_to("/promises/desalination/")
    page.locator("a[href*='/archive/']").first.click()
    page.wait_for_load_state()
    assert "SHA-256" in page.content()
    reader.finds_no_fault()


def test_a_rating_before_its_evidence_is_refused_and_what_was_typed_stays(newsroom, visitor):
    zahra = visitor()
    zahra.signs_in("zahra")
    accepts_the_first(zahra)
    accepts_the_first(zahra)
    page = proposes(zahra, on="2025-05-01")
    assert "يأتي بعد يوم الحكم" in page.inner_text("main")
    assert page.locator("[name=summary_ar]").input_value().startswith("ضخت المحطة")
    assert not Assessment.objects.exists()
    zahra.errors = [error for error in zahra.errors if "status of 422" not in error]  # the refusal's own status, as it should be
    zahra.finds_no_fault()


def test_a_decision_is_undone_by_its_button(newsroom, visitor):
    zahra = visitor()
    zahra.signs_in("zahra")
    page = accepts_the_first(zahra)
    page.locator(".notices form button").first.click()
    page.wait_for_load_state()
    assert Candidate.objects.filter(status="accepted").count() == 0
    assert Evidence.objects.get().withdrawn_at is not None


PUBLIC = (
    "/",
    "/promises/",
    "/promises/desalination/",
    "/method/",
    "/about/",
    "/receipt/",
    "/promises/desalination/contribute/",
    "/en/",
    "/accounts/login/",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_public_page_is_free_of_faults(newsroom, visitor, theme):
    reader = visitor(theme)
    for path in PUBLIC:
        reader.goes_to(path)
        reader.finds_no_fault()
