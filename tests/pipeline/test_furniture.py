"""Tests for marsad.pipeline.page.furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.pipeline.page.furniture import body_span, furniture_spans, is_menu, line_kind

ARTICLE = """رئيس التحرير
سمير الراوي

وزارة النقل تعلن موعد تشغيل القطار الجديد

أعلنت وزارة النقل موعد تشغيل القطار بين بغداد والبصرة مطلع العام المقبل.

وقال مدير السكك إن العربات وصلت إلى الميناء وإن التجارب تبدأ قريبا.

أخبار ذات صلة

مصرع شخصين بحادث في السماوة

ارتفاع أسعار النفط في ختام التعاملات"""


def test_a_staff_box_and_related_headlines_are_furniture():
    marked = [ARTICLE[start:end] for start, end in furniture_spans(ARTICLE)]
    assert "سمير الراوي" in marked
    assert "مصرع شخصين بحادث في السماوة" in marked
    assert not any("القطار" in line for line in marked)


def test_the_body_runs_from_the_headline_to_the_last_sentence():
    start, end = body_span(ARTICLE)
    assert ARTICLE[start:end].startswith("وزارة النقل تعلن")
    assert ARTICLE[start:end].endswith("تبدأ قريبا.")


@pytest.mark.parametrize(
    "line",
    [
        "شارك وزير الخارجية في اجتماع الجامعة العربية بالقاهرة.",
        "استمع رئيس الوزراء إلى شرح عن المشروع وأمر بتسريعه.",
        "اشترك في الهجوم عشرون مسلحا بحسب الشرطة.",
        "تابع المجلس مناقشة الموازنة يوم الأحد.",
        "انضم إلى مجموعة العشرين بلدان جديدان.",
        "مشاركة العراق في معرض دبي للطيران",
        "العودة إلى سنجار تتعثر بعد ثمانية أعوام",
        "انتهى الاجتماع من دون اتفاق",
        "انتهت ولاية المجلس أمس",
        "صورة المشهد السياسي لا تزال غامضة بعد الانتخابات.",
        "قيم المجلس أداء الوزير خلال عام كامل",
        "إذا كانت الحكومة جادة فلتعلن الأسماء",
        "بغداد (رويترز)",
        "أ.ف.ب",
        "كتب: إن الاتفاق لن يمر ما دام الإقليم يرفضه.",
        "تصوير المنشآت العسكرية ممنوع بأمر القائد العام",
        "جانب من المسؤولية تتحمله الوزارة، كما يقول النائب.",
        "تواصلت المعارك في محيط المدينة",
    ],
)
def test_news_that_opens_like_a_button_is_not_furniture(line):
    assert line_kind(line) == "plain"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("آخر تحديث: الجمعة 19 ديسمبر 2025 - 08:28 ص", "clock"),
        ("08:05 2025-07-24 : اخر تحديث", "clock"),
        ("تاريخ النشر : الأحد 07:14 29-3-2026", "posted"),
        ("انشر عبر فيسبوك وتويتر", "furniture"),
        ("حمّل تطبيقنا من المتجر", "furniture"),
        ("الكلمات المفتاحية: ماء، كهرباء", "furniture"),
        (".box{margin-top: 20px}", "furniture"),
        ("اقرأ أيضاً", "aside"),
        ("اكتب تعليق", "tail"),
        ("نُشر: 10:00-15 مايو 2024 م", "posted"),
        ("انتهى/29/A43", "furniture"),
        ("إنتهى", "furniture"),
        ("نهاية الخبر", "furniture"),
        ("ع.ص", "furniture"),
        ("م . ك", "furniture"),
        ("المحرر: ر.ح", "staff"),
        ("تصوير: عادل قاسم", "staff"),
        ("عدد القراءات: 1234", "furniture"),
        ("قراءة 233 مرات", "furniture"),
        ("إذا كانت لديك معلومات عن هذا الوعد فأرسلها إلى الفريق", "furniture"),
        ("حساب شمس نيوز على تيليغرام", "furniture"),
        ("للمزيد من الأخبار اشترك في قناتنا على تلغرام", "aside"),
        ("وزير الخارجية لدى وصوله إلى مطار أنقرة (الأناضول)", "furniture"),
        ("صورة من اللقاء السابق - أرشيفية", "furniture"),
        ("شاهد: جولة في الملعب الجديد", "aside"),
        ("أخبار من القسم", "tail"),
        ("المزيد من أمن", "tail"),
    ],
)
def test_furniture_is_known_by_its_opening_words(line, kind):
    assert line_kind(line) == kind


def test_items_between_bars_are_a_menu_but_a_date_line_is_not():
    assert is_menu("الرئيسية | سياسة | اقتصاد")
    assert not is_menu("مركز الفرات للدراسات | 23 فبراير 2021")


def test_a_tail_marker_above_most_of_the_article_does_not_swallow_it():
    text = "آخر الأخبار\n" + "قال الوزير إن العمل في الطريق يسير كما خطط له منذ البداية.\n" * 4
    assert len(furniture_spans(text)) == 1


def test_a_page_of_nothing_but_furniture_heads_is_marked():
    assert furniture_spans("أخبار ذات صلة\nوقال الوزير إن العمل في الطريق يسير كما خطط له.\n" * 5000)


@given(st.text(alphabet=st.sampled_from("ابتقر ل:|،.«»\n-/#{}123 \u200f\u0651é"), max_size=300))
def test_spans_cut_lines_out_of_any_text(text):
    for start, end in furniture_spans(text):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
    start, end = body_span(text)
    assert 0 <= start <= end <= len(text)
