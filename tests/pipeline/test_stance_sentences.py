"""Sentences of our own, easy and hard, each with what it does to its promise; and quotes, signs and steps one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.domain.reading import PromiseText, Reading
from marsad.pipeline.stances.guard import GuardedClassifier
from marsad.pipeline.stances.question import NoAnswer, StanceQuestion, page_of
from marsad.pipeline.stances.quotes import Span, find_quote
from marsad.pipeline.stances.rungs import steps
from marsad.pipeline.stances.signs import signs
from marsad.pipeline.stances.small import SmallClassifier
from marsad.text.tokens import tokens

SMALL = SmallClassifier()
LEAST_RIGHT = 0.8  # of the sentences below: single ones may go wrong, and some do
GOVERNMENT = "حكومة التجربة"
SCHOOLS = PromiseText("s", "بناء ألف مدرسة نموذجية", "تبني الحكومة ألف مدرسة في المحافظات", government=GOVERNMENT)
BRIDGE = PromiseText("b", "إنجاز جسر الحلة المعلق", "تنجز الحكومة الجسر المعلق في الحلة", government=GOVERNMENT)
PENSIONS = PromiseText("p", "إقرار قانون التقاعد الجديد", "ترسل الحكومة قانون التقاعد إلى البرلمان", government=GOVERNMENT)
FLARING = PromiseText("f", "إيقاف حرق الغاز المصاحب", "توقف الحكومة حرق الغاز في الحقول", government=GOVERNMENT)
CAMPS = PromiseText("c", "إغلاق مخيمات النازحين", "تغلق الحكومة المخيمات ويعود النازحون", government=GOVERNMENT)
BREAD = PromiseText("x", "رفعت الحكومة سعر الخبز إلى 300 دينار", country="")

SENTENCES = [
    # steps taken
    ("supports", SCHOOLS, "افتتحت وزارة التربية اليوم ستين مدرسة نموذجية جديدة في الجنوب."),
    ("supports", SCHOOLS, "وقعت الحكومة عقودا لبناء ألف مدرسة نموذجية مع ثلاث شركات."),
    ("supports", SCHOOLS, "خصصت الوزارة تسعين مليارا لبناء المدارس النموذجية هذا العام."),
    ("supports", SCHOOLS, "باشرت الفرق الهندسية بناء أربعين مدرسة نموذجية في البصرة."),
    ("supports", SCHOOLS, "قال الوزير إن الحكومة ستبني ألف مدرسة نموذجية خلال عامين."),
    ("supports", SCHOOLS, "تسلمت مديرية التربية مفاتيح عشرين مدرسة نموذجية من الشركة المنفذة."),
    ("supports", SCHOOLS, "دشن المحافظ المدرسة النموذجية الأولى وبدأ الدوام فيها."),
    ("supports", BRIDGE, "افتتح رئيس الوزراء جسر الحلة المعلق بعد إنجازه."),
    ("supports", BRIDGE, "أنجزت الشركة تسعين بالمئة من جسر الحلة المعلق."),
    ("supports", BRIDGE, "بدأت أعمال نصب الحبال في جسر الحلة المعلق صباح اليوم."),
    ("supports", BRIDGE, "صرفت وزارة المالية الدفعة الثانية من مستحقات جسر الحلة المعلق فاستأنفت الشركة العمل."),
    ("supports", PENSIONS, "أقر البرلمان قانون التقاعد الجديد بأغلبية كبيرة."),
    ("supports", PENSIONS, "صوت مجلس النواب على قانون التقاعد في جلسة اليوم."),
    ("supports", PENSIONS, "أرسلت الحكومة قانون التقاعد إلى البرلمان ووافقت اللجنة عليه."),
    ("supports", PENSIONS, "وافق مجلس الوزراء على مشروع قانون التقاعد وأحاله إلى البرلمان."),
    ("supports", FLARING, "أوقفت شركة الغاز حرق الغاز المصاحب في ثلاثة حقول."),
    ("supports", FLARING, "أطلقت وزارة النفط مشروع إيقاف حرق الغاز المصاحب في الحقل الشمالي."),
    ("supports", FLARING, "انطلق تشغيل وحدة معالجة الغاز المصاحب وتراجعت كميات الحرق."),
    ("supports", CAMPS, "أغلقت وزارة الهجرة آخر مخيمات النازحين في المحافظة."),
    ("supports", CAMPS, "غادرت ثلاثمئة عائلة مخيمات النازحين عائدة إلى ديارها ونفذت الوزارة خطة الإغلاق."),
    ("supports", CAMPS, "وزعت الوزارة منحة العودة على النازحين وأغلقت مخيمين."),
    # setbacks denied
    ("supports", SCHOOLS, "نفت الوزارة توقف بناء المدارس النموذجية وقالت إن العمل مستمر وأنجزت نصفها."),
    ("supports", BRIDGE, "لم يتوقف العمل في جسر الحلة المعلق يوما وأنجزت الركائز كلها."),
    ("supports", CAMPS, "لا تأجيل لإغلاق مخيمات النازحين، أكدت الوزيرة، وقد أغلقت الوزارة خمسة منها."),
    ("supports", PENSIONS, "لم تؤجل الحكومة قانون التقاعد بل أرسلته إلى البرلمان."),
    # setbacks
    ("refutes", SCHOOLS, "أعلنت الوزارة تأجيل بناء المدارس النموذجية إلى العام المقبل."),
    ("refutes", SCHOOLS, "توقف العمل في المدارس النموذجية منذ عامين وهجرت الشركات المواقع."),
    ("refutes", SCHOOLS, "لم تنجز الحكومة من المدارس النموذجية سوى وعودها."),
    ("refutes", SCHOOLS, "ألغت الوزارة عقود بناء المدارس النموذجية بسبب تعثر الشركات."),
    ("refutes", SCHOOLS, "فشلت الحكومة في بناء المدارس النموذجية بحسب تقرير ديوان الرقابة."),
    ("refutes", SCHOOLS, "لم تصرف المالية أموال بناء المدارس النموذجية حتى الآن فتوقفت الأعمال."),
    ("refutes", SCHOOLS, "بناء المدارس النموذجية متعثر ومتأخر عن جدوله ثلاث سنوات."),
    ("refutes", BRIDGE, "أرجأت الوزارة افتتاح جسر الحلة المعلق للمرة الرابعة."),
    ("refutes", BRIDGE, "تأخر إنجاز جسر الحلة المعلق وتلكأت الشركة المنفذة."),
    ("refutes", BRIDGE, "لم يكتمل جسر الحلة المعلق رغم انقضاء المدة."),
    ("refutes", BRIDGE, "سحبت الوزارة مشروع جسر الحلة المعلق من الشركة وتوقف العمل فيه."),
    ("refutes", BRIDGE, "هيكل الجسر المعلق في الحلة مهجور منذ أعوام والعمل متوقف."),
    ("refutes", PENSIONS, "صوت مجلس النواب على تأجيل قانون التقاعد إلى الفصل المقبل."),
    ("refutes", PENSIONS, "لم ترسل الحكومة قانون التقاعد إلى البرلمان."),
    ("refutes", PENSIONS, "فشل البرلمان في تمرير قانون التقاعد لغياب النصاب."),
    ("refutes", PENSIONS, "تخلت الحكومة عن قانون التقاعد الجديد وسحبته من البرلمان وألغت لجنته."),
    ("refutes", FLARING, "أخفقت الشركات في إيقاف حرق الغاز المصاحب وتأخر المشروع عامين."),
    ("refutes", FLARING, "تعطل مشروع إيقاف حرق الغاز المصاحب وعلقت الشركة أعمالها."),
    ("refutes", CAMPS, "مددت الوزارة مهلة إغلاق مخيمات النازحين سنة أخرى بعد تعثر العودة."),
    ("refutes", CAMPS, "تأجل إغلاق مخيمات النازحين من تموز إلى موعد آخر."),
    ("refutes", CAMPS, "لم يغلق أي من مخيمات النازحين، وتوقفت حملات العودة."),
    # talk
    ("discusses", SCHOOLS, "يتوقع خبراء أن بناء المدارس النموذجية قد يتأخر، ويرى محللون غير ذلك."),
    ("discusses", SCHOOLS, "طالب نواب ببناء المدارس النموذجية ودعت نقابة المعلمين إلى ذلك."),
    ("discusses", SCHOOLS, "هل تحل المدارس النموذجية أزمة التعليم؟ يرى باحثون أن المشكلة في المناهج."),
    ("discusses", SCHOOLS, "ناشد أهالي القرية الحكومة بناء مدرسة نموذجية لأبنائهم."),
    ("discusses", BRIDGE, "يرى خبير في النقل أن جسر الحلة المعلق لن يخفف الزحام وحده."),
    ("discusses", BRIDGE, "دعا نائب إلى مراجعة تصميم جسر الحلة المعلق وطالب بدراسة بدائل."),
    ("discusses", BRIDGE, "حذر مختصون من أثر جسر الحلة المعلق في النهر وطالبوا بدراسة."),
    ("discusses", PENSIONS, "يرى اقتصاديون أن قانون التقاعد يكلف الموازنة كثيرا، ويتوقع آخرون أثرا محدودا."),
    ("discusses", PENSIONS, "طالب متقاعدون في وقفة أمام البرلمان بقانون التقاعد."),
    ("discusses", PENSIONS, "رحبت منظمة دولية بالنقاش حول قانون التقاعد ودعت إلى حوار أوسع."),
    ("discusses", FLARING, "يتوقع محللون أن يبقى حرق الغاز المصاحب سنوات، ويرجح خبراء غير ذلك."),
    ("discusses", FLARING, "دعت ندوة أكاديمية إلى دراسة كلفة إيقاف حرق الغاز المصاحب."),
    ("discusses", CAMPS, "حثت منظمات على ألا تكون العودة من مخيمات النازحين قسرية ودعت إلى حلول."),
    ("discusses", CAMPS, "يرى باحثون أن إغلاق مخيمات النازحين مرهون بالأمن ويحذر خبراء من التسرع."),
    # bare claims: true or false, not kept or broken
    ("supports", BREAD, "رفعت الحكومة سعر الخبز إلى 300 دينار ابتداء من اليوم."),
    ("supports", BREAD, "قررت الحكومة رفع سعر رغيف الخبز إلى 300 دينار، بحسب بيان رسمي."),
    ("supports", BREAD, "أكدت وزارة التجارة أن سعر الخبز صار 300 دينار بعد أن رفعت الحكومة السعر."),
    ("refutes", BREAD, "نفت الحكومة رفع سعر الخبز إلى 300 دينار وقالت إنها شائعة."),
    ("refutes", BREAD, "خبر رفع سعر الخبز إلى 300 دينار غير صحيح ومفبرك، كما نفت الوزارة."),
    ("refutes", BREAD, "لا صحة لما نشر عن رفع سعر الخبز إلى 300 دينار، والوزارة تنفي الشائعة."),
    ("refutes", BREAD, "كذبت وزارة التجارة شائعة رفع سعر الخبز وقالت إن السعر لم يتغير."),
    ("refutes", BREAD, "وثيقة رفع سعر الخبز إلى 300 دينار مزورة والخبر كاذب."),
    ("discusses", BREAD, "يرى خبراء أن سعر الخبز مرشح للتغير، وتوقع محللون نقاشا طويلا."),
    ("discusses", BREAD, "هل يرتفع سعر الخبز؟ دعت نقابة الأفران إلى اجتماع لبحث الأمر."),
    # hard ones: circumstance, promise's own words, exception, quotation, two clauses
    ("supports", PENSIONS, "أقر البرلمان أمس قانون التقاعد الجديد بعد جلسات مؤجلة كثيرة."),
    ("supports", FLARING, "قررت الوزارة إيقاف حرق الغاز المصاحب في حقلين وباشرت التنفيذ."),
    ("supports", BRIDGE, "بعد تأخر دام عاما افتتح الوزير جسر الحلة المعلق."),
    ("refutes", BRIDGE, "افتتح الوزير معرضا للصور، أما جسر الحلة المعلق فتوقف العمل فيه وتأجل."),
    ("refutes", SCHOOLS, "نفى المقاول إنجاز المدارس النموذجية وقال إن العمل متوقف."),
    ("refutes", CAMPS, "قال المسؤول إن مخيمات النازحين لن تغلق هذا العام وإن الموعد تأجل."),
    ("refutes", PENSIONS, "لن ترسل الحكومة قانون التقاعد هذا العام، وقد تأجل إلى ما بعد الموازنة."),
    ("supports", SCHOOLS, "لا تستقبل المدارس النموذجية إلا الطلبة الجدد بعد أن أنجزت وافتتحت كلها."),
    ("refutes", SCHOOLS, "وعدت الحكومة بألف مدرسة نموذجية لكن العمل فيها متوقف ولم تنجز واحدة."),
    ("discusses", BRIDGE, "ينتقد كاتب في مقال رأي اختيار موقع جسر الحلة المعلق."),
    ("supports", CAMPS, "أعلنت وزيرة الهجرة إغلاق ثلاثة مخيمات للنازحين وعودة أهلها."),
    ("refutes", FLARING, "رغم الوعود لم يتوقف حرق الغاز المصاحب، والمشروع متعثر."),
    ("supports", BRIDGE, "اكتمل جسر الحلة المعلق وسلمته الشركة إلى البلدية."),
]  # fmt: skip


def judged(promise: PromiseText, text: str, title: str = ""):
    page = page_of(Reading("d", text, title=title))
    return SMALL.judge(StanceQuestion(page, promise, 0, len(text)))


def test_there_are_enough_sentences():
    assert len(SENTENCES) >= 80


def test_most_sentences_are_judged_as_a_person_would():
    wrong = [
        (said, answer, text) for said, promise, text in SENTENCES if (answer := judged(promise, text).stance) != said
    ]  # shown where the share falls
    assert 1 - len(wrong) / len(SENTENCES) >= LEAST_RIGHT, wrong


@pytest.mark.parametrize("stance", ["supports", "refutes", "discusses"])
def test_no_stance_is_sacrificed_for_another(stance):
    own = [(promise, text) for said, promise, text in SENTENCES if said == stance]
    right = sum(judged(promise, text).stance == stance for promise, text in own)
    assert right / len(own) >= 0.7


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        ({"setback"}, "تأجل المشروع"),
        ({"unbroken"}, "لم تؤجل المشروع"),
        ({"kept"}, "أنجزت المشروع"),
        ({"broken"}, "لم تنجز المشروع"),
        ({"denial", "broken"}, "نفت إنجاز المشروع"),
        ({"denial", "unbroken"}, "نفت تأجيل المشروع"),
        ({"lacked"}, "لم تشملهم الزيادة"),
        ({"never"}, "لن ترى النور"),
        ({"false"}, "الخبر غير صحيح"),
        ({"true"}, "الخبر صحيح"),
        ({"future"}, "سيتم ذلك"),
        (set(), "ستون سيارة وستة سياسيين"),
        (set(), "لا يزور المكان إلا قليل"),
    ],
)
def test_signs_are_turned_about_by_what_stands_before_them(kinds, text):
    told = {sign.kind for sign in signs(tokens(text))}
    assert kinds <= told
    assert kinds or not told & {"setback", "broken", "future", "lacked", "kept"}


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({("delivered", "reached")}, "افتتح الوزير المحطة"),
        ({("delivered", "ahead")}, "سيفتتح الوزير المحطة"),
        ({("delivered", "ahead")}, "من المقرر افتتاح المحطة"),
        (set(), "لم تفتتح المحطة"),
        ({("funded", "reached")}, "خصصت الوزارة مبلغا"),
        ({("decided", "reached")}, "وقعت الوزارة مع الشركة"),
        ({("under_way", "reached")}, "باشرت الشركة"),
    ],
)
def test_steps_are_told_as_reached_or_as_ahead(told, text):
    found = {(step.rung, step.state) for step in steps(tokens(text))}
    assert told <= found
    assert told or not found


RUNG_SENTENCES = [
    ("delivered", "افتتح رئيس الوزراء جسر الحلة المعلق بعد اكتماله."),
    ("delivered", "اكتمل جسر الحلة المعلق وسلم إلى البلدية."),
    ("delivered", "انتهى العمل في جسر الحلة المعلق وافتتح أمام السير."),
    ("announced", "قال الوزير إن الحكومة ستبني جسر الحلة المعلق."),
    ("announced", "تعتزم الحكومة بناء جسر الحلة المعلق."),
    ("announced", "أعلن المحافظ عزم الحكومة على بناء جسر الحلة المعلق."),
    ("decided", "وافق مجلس الوزراء على مشروع جسر الحلة المعلق."),
    ("decided", "وقعت الوزارة عقد جسر الحلة المعلق مع الشركة."),
    ("funded", "خصصت الموازنة ستين مليارا لتمويل جسر الحلة المعلق."),
    ("under_way", "باشرت الشركة العمل في جسر الحلة المعلق ويستمر التنفيذ."),
    ("under_way", "بدأت أعمال الحفر في جسر الحلة المعلق."),
    ("under_way", "يتواصل تنفيذ جسر الحلة المعلق وبلغت نسبة الإنجاز أربعين بالمئة."),
]


def test_the_furthest_step_reached_is_mostly_the_rung():
    wrong = [(rung, told, text) for rung, text in RUNG_SENTENCES if (told := judged(BRIDGE, text).rung) != rung]
    assert 1 - len(wrong) / len(RUNG_SENTENCES) >= 0.7, wrong


TEXT = "قالت الوزارة إنّ العمل بدأ. ثم قالت الوزارة إن العمل انتهى في ٣ مواقع."


@pytest.mark.parametrize(
    ("quote", "cut"),
    [
        ("قالت الوزارة إن العمل بدأ", "قالت الوزارة إنّ العمل بدأ"),
        ("قالت الوزارة إن العمل انتهى", "قالت الوزارة إن العمل انتهى"),
        ("انتهى في 3 مواقع", "انتهى في ٣ مواقع"),
        ("العمل بدأ ثم قالت", "العمل بدأ. ثم قالت"),
        ("قالت الوزارة", None),
        ("قالت الوزارة إن العمل توقف", None),
        ("العمل إن الوزارة قالت", None),
        ("", None),
        ("ا" * 3_000, None),
    ],
)
def test_a_quote_is_found_word_by_word_or_not_at_all(quote, cut):
    span = find_quote(quote, TEXT)
    assert (TEXT[span.start : span.end] if span else None) == cut
    assert span is None or isinstance(span, Span)


class Outside:
    """A classifier that answers what it is told to."""

    name, version = "outside", "1"

    def __init__(self, answer):
        self.answer = answer

    def judge(self, asked):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("place", [(0, 5_000), (70, 71)])
def test_the_guard_looks_at_the_quote_itself(place):
    page = page_of(Reading("d", TEXT))
    asked = StanceQuestion(page, BRIDGE, 0, 5)
    answer = replace(SMALL.judge(asked), start=place[0], end=place[1], version="outside 1")
    guarded = GuardedClassifier(Outside(answer), SMALL)
    assert guarded.judge(asked).version == SMALL.version
    assert guarded.refused.total() == 1


def test_failures_are_counted_by_their_reason_and_logged_a_few_times(caplog):
    asked = StanceQuestion(page_of(Reading("d", TEXT)), BRIDGE, 0, 5)
    guarded = GuardedClassifier(Outside(NoAnswer("away")), SMALL)
    for _ in range(20):
        guarded.judge(asked)
    assert guarded.refused == {"away": 20}
    assert 0 < len(caplog.records) < 10
