"""Who did it, how far it went, what is denied, and why it came about: what conflicts, and what only looks so."""

import pytest

from tests.pipeline.conflict_pages import between

DAY = "2025-04-02"
BRIDGE = "{} إعمار جسر النخيل في بلدة الساقية بعد منافسة استمرت شهرين، وتبدأ الأعمال في الأسبوع الأول من أيار."
FIRED = "{} مدير مستشفى الواحة في بلدة الساقية على خلفية حريق ردهة الأطفال، وكلف طبيب آخر بإدارة المستشفى."


def held(left, right, other=None):
    return between((left, DAY), (right, other or DAY))


def test_two_winners_of_one_contract_conflict():
    one, other = BRIDGE.format("فازت شركة تركية بعقد"), BRIDGE.format("أحالت البلدية إلى شركة صينية عقد")
    assert held(one, other) == ["who"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فازت شركة تركية بعقد", "أحالت البلدية إلى شركة تركية عقد"),
        ("فازت شركة تركية بعقد", "أحالت البلدية إلى شركة جسور الشرق عقد"),  # which may be Turkish
    ],
)
def test_one_winner_in_other_words_does_not(one, other):
    assert held(BRIDGE.format(one), BRIDGE.format(other)) == []


def test_winners_of_two_bridges_do_not_conflict():
    one = BRIDGE.format("فازت شركة تركية بعقد")
    other = BRIDGE.format("فازت شركة صينية بعقد").replace("النخيل", "الزهور")
    assert held(one, other) == []


def test_two_who_dismissed_one_man_conflict():
    assert held(FIRED.format("أعفى وزير الصحة"), FIRED.format("قرر محافظ الساقية إعفاء")) == ["who"]


@pytest.mark.parametrize("other", ["أعفت وزارة الصحة", "أعفى رئيس الوزراء"])
def test_a_ministry_its_minister_and_the_cabinet_over_it_do_not(other):
    assert held(FIRED.format("أعفى وزير الصحة"), FIRED.format(other)) == []


def test_to_order_an_arrest_is_not_to_make_it():
    text = "{} مدير ضريبة الساقية متلبسا بتسلم رشوة من أحد المراجعين قرب جسر النخيل."
    assert held(text.format("اعتقل جهاز الأمن الوطني"), text.format("أمر رئيس محكمة الواحة باعتقال")) == []
    assert held(text.format("اعتقل جهاز الأمن الوطني"), text.format("اعتقلت هيئة النزاهة")) == ["who"]


def test_final_and_temporary_conflict():
    text = "أعلنت هيئة المنافذ إغلاق منفذ الواحة الحدودي مع الجارة الشرقية إغلاقا {} اعتبارا من صباح الثلاثاء."
    assert held(text.format("نهائيا"), text.format("مؤقتا")) == ["extent"]
    assert held(text.format("نهائيا"), text.format("نهائيا")) == []


def test_a_denial_meets_what_it_denies():
    told = "أفاد شهود بأن طائرة مسيرة استهدفت مصفى الواحة في بلدة الساقية فجر اليوم."
    assert held(told, "نفت وزارة النفط تعرض مصفى الواحة في بلدة الساقية لأي هجوم، مؤكدة استمرار الإنتاج.") == ["happened"]
    assert held(told, "نفت وزارة النفط نيتها بيع مصفى الواحة في بلدة الساقية، مؤكدة استمرار الإنتاج.") == []


def test_a_denial_before_the_event_is_none():
    told = "استهدفت طائرة مسيرة مصفى الواحة في بلدة الساقية فجر اليوم."
    denied = "نفت وزارة النفط تعرض مصفى الواحة في بلدة الساقية لأي هجوم."
    assert between((denied, "2025-04-02"), (told, "2025-04-20")) == []


def test_causes_of_two_sorts_conflict():
    text = "قال الدفاع المدني إن حريق مستشفى الواحة في بلدة الساقية اندلع بسبب {}، وإن المرضى نقلوا إلى مكان آمن."
    assert held(text.format("تماس كهربائي"), text.format("عبوة ناسفة")) == ["happened"]
    assert held(text.format("تماس كهربائي"), text.format("خلل كهربائي")) == []


def test_the_same_words_in_two_mouths_conflict():
    words = "«لن نسلم الحقول إلى أي شركة قبل أن ينتهي التدقيق في عقودها السابقة كلها»"
    left = f"قال المتحدث باسم شركة نفط الواحة كريم السالم {words} في مؤتمر عقده اليوم."
    right = f"أكد رئيس نقابة عمال الحقول ناصر الجابري {words} أمام حشد من العمال."
    assert held(left, right) == ["who"]
    assert held(left, left.replace("مؤتمر عقده اليوم", "لقاء")) == []
