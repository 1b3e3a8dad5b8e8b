"""Whom a writing means by the words around it: a man or a nation, a town or a word, this country's ministry or another's."""

from __future__ import annotations

import pytest

from tests.text.test_names import GAZETTEER, ids


def people(text: str) -> list[str]:
    return [mention.id for mention in GAZETTEER.find(text) if mention.kind == "person"]


def places(text: str) -> list[str]:
    return [mention.id for mention in GAZETTEER.find(text) if mention.kind in ("governorate", "city")]


SUDANI, MALIKI, KADHIMI = ["person-sudani"], ["person-maliki"], ["person-kadhimi"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("رئيس الوزراء السوداني يفتتح مستشفى", SUDANI),
        ("رئيس الوزراء العراقي السوداني", SUDANI),
        ("وأكد السوداني أن العمل مستمر", SUDANI),
        ("وقال السوداني إن بغداد ماضية", SUDANI),
        ("السوداني يلتقي وفدا من البنك الدولي", SUDANI),
        ("السوداني: المشروع سينجز هذا العام", SUDANI),
        ("فيما شدد السوداني على الخدمات", SUDANI),
        ("سيزور السوداني أنقرة", SUDANI),
        ("زيارة السوداني إلى طهران", SUDANI),
        ("برئاسة السوداني", SUDANI),
        ("بحث السيد السوداني الملف", SUDANI),
        ("التقى محمد شياع السوداني وفدا. ثم غادر الوفد إلى السوداني", SUDANI * 2),
        ("التقى محمد شياع السوداني وفدا. وشارك الوفد السوداني في القمة", SUDANI),
        ("العراق: لقاء بين السوداني والمالكي", SUDANI + MALIKI),
        ("الجيش السوداني يتقدم", []),
        ("الشعب السوداني", []),
        ("الرئيس السوداني يصل إلى القاهرة", []),
        ("اللاعب السوداني سجل هدفا", []),
        ("البرلمان السوداني", []),
        ("بالجنيه السوداني", []),
        ("للمنتخب السوداني", []),
        ("وزير الخارجية السوداني", []),
        ("وذكر البيان أن السوداني افتتح المدارس", SUDANI),
        ("السوداني في البصرة. ووصل محمد شياع السوداني مساء", SUDANI * 2),
        ("رئيس الوزراء السوداني كامل إدريس", ["person-kamil-idris"]),
        ("رئيس الوزراء السوداني عبد الله حمدوك", ["person-hamdok"]),
        ("قال السوداني محمد عثمان إنه فر من دارفور", []),
        ("رئيس الوزراء السوداني يعود إلى الخرطوم مع الحكومة السودانية", []),
        ("أحمد السوداني طالب", []),
        ("إقليم دارفور السوداني", []),
        ("أكد المالكي أن ائتلافه", MALIKI),
        ("ائتلاف المالكي يرفض", MALIKI),
        ("رئيس الوزراء الأسبق المالكي", MALIKI),
        ("الفقه المالكي والمذهب المالكي", []),
        ("سعد المالكي مدير مدرسة", []),
        ("حكومة المالكي الثانية", []),
        ("العبادي يدعو إلى الحوار", ["person-abadi"]),
        ("ولاية العبادي", ["person-abadi"]),
        ("كاظم العبادي شاعر", []),
        ("أعلن الكاظمي الحداد", KADHIMI),
        ("رئيس مجلس الوزراء مصطفى الكاظمي وأضاف الكاظمي", KADHIMI * 2),
        ("زوار الصحن الكاظمي", []),
        ("في الكاظمية", []),
        ("دعا الصدر أنصاره", ["person-muqtada-sadr"]),
        ("مستشفى أمراض الصدر", []),
        ("إصابة في الصدر ببغداد", []),
        ("رسالة من الصدر", ["person-muqtada-sadr"]),
        ("محمد باقر الصدر", []),
        ("في مدينة الصدر", []),
        ("قال الحكيم في كلمة", ["person-ammar-hakim"]),
        ("القرار الحكيم", []),
        ("آيات من الذكر الحكيم", []),
        ("العامري: لا تأجيل", ["person-hadi-amiri"]),
        ("بارزاني يستقبل وفدا", []),
        ("مسرور بارزاني في دهوك. وأكد بارزاني", ["person-masrour-barzani"] * 2),
        ("مسعود بارزاني ونيجيرفان بارزاني. وأكد بارزاني", ["person-masoud-barzani", "person-nechirvan-barzani"]),
        ("رئيس حكومة إقليم كردستان بارزاني", []),
        ("وزير الخارجية حسين", ["person-fuad-hussein"]),
        ("فؤاد حسين في بغداد. وقال حسين إن اللقاء مهم. وقال حسين جاسم", ["person-fuad-hussein"] * 2),
        ("وقال حسين إن اللقاء مهم", []),
        ("المذهب الجعفري", []),
        ("الحلبوسي يفتتح الجلسة", []),
        ("محمد محمد صادق الصدر", []),
        ("صادق السوداني على القانون", SUDANI),
        ("التقى السوداني والعامري والحكيم في بغداد", ["person-sudani", "person-hadi-amiri", "person-ammar-hakim"]),
        ("زعيم ائتلاف دولة القانون المالكي", MALIKI),
    ],
)
def test_a_family_name_is_the_man_only_where_the_words_around_it_say_so(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في الموصل", ["city-mosul"]),
        ("أهالي الموصل", ["city-mosul"]),
        ("دخلت القوات الموصل", ["city-mosul"]),
        ("الطريق الموصل إلى المطار", []),
        ("السلك الموصل للحرارة", []),
        ("من بابل إلى بغداد", ["governorate-babil", "governorate-baghdad"]),
        ("فندق بابل", []),
        ("برج بابل", []),
        ("في محافظات بابل وواسط وذي قار", ["governorate-babil", "governorate-wasit", "governorate-dhiqar"]),
        ("شرطة واسط", ["governorate-wasit"]),
        ("الأنبار وصلاح الدين", ["governorate-anbar", "governorate-salahaddin"]),
        ("صلاح الدين الأيوبي", []),
        ("الدكتور صلاح الدين", []),
        ("منفذ القائم", ["city-qaim"]),
        ("إلى القائم غربي الأنبار", ["city-qaim", "governorate-anbar"]),
        ("الوضع القائم", []),
        ("في القائم بأعمال السفارة", []),
        ("صحراء الرطبة", ["city-rutba"]),
        ("المناطق الرطبة", []),
        ("بادية المثنى", ["governorate-muthanna"]),
        ("المثنى بن حارثة", []),
        ("مطار المثنى", []),
        ("في ميسان", ["governorate-maysan"]),
        ("معركة القادسية", []),
        ("حي القادسية ببغداد", ["governorate-baghdad"]),
        ("صلاح الدين تعلن حظر التجوال", ["governorate-salahaddin"]),
        ("واسط: افتتاح مدرسة", ["governorate-wasit"]),
        ("ديوانية في القادسية", ["governorate-qadisiyyah"]),
        ("النجف الأشرف", ["governorate-najaf"]),
        ("فن العمارة", []),
        ("أسواق العمارة", ["city-amarah"]),
        ("في الدور الثاني", []),
        ("بلد آمن", []),
    ],
)
def test_a_town_that_is_also_a_word_counts_where_a_place_is_meant(text: str, expected: list[str]) -> None:
    assert places(text) == expected


EGYPT = "القاهرة – تستعد مصر لصيف حار. وقالت وزارة الكهرباء إن الأحمال في الجيزة ارتفعت. وناقش مجلس الوزراء الخطة."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزير الدفاع الأميركي", []),
        ("وزارة الخارجية الإيرانية", []),
        ("وزارة الخارجية العراقية", ["min-foreign"]),
        ("أعلنت الداخلية القبض على متهم", ["min-interior"]),
        ("الخارجية العراقية: لا نقبل", ["min-foreign"]),
        ("الخارجية الإيرانية: لا نقبل", []),
        ("النفط تعلن كمية الصادرات", ["min-oil"]),
        ("ونفت الكهرباء ذلك", ["min-electricity"]),
        ("وأكدت الصحة خلو البلاد من الوباء", ["min-health"]),
        ("وزارة النفط ووزارة الكهرباء. والغاز والكهرباء والنفط موارد. وبدأت العمل", ["min-oil", "min-electricity"]),
        ("غاز لمحطات الكهرباء العراقية", []),
        ("الناطق باسم الداخلية العراقية", ["min-interior"]),
        ("وزارتا النفط والكهرباء", ["min-oil", "min-electricity"]),
        ("وزارتا الخارجية والدفاع الأميركيتان", []),
        ("النفط يرتفع والصحة تتحسن والأمور الداخلية هادئة", []),
        ("أعلنت النزاهة ضبط متهم", ["body-integrity"]),
        ("وزارة الصحة والسكان المصرية", []),
        ("وزارة التربية والتعليم", []),
        ("وزير الخارجية الإيراني عباس عراقجي في بغداد", ["person-araghchi", "governorate-baghdad"]),
        ("وزارة الكهرباء في مصر", ["country-egypt"]),
        ("وزارة الكهرباء بمصر", ["country-egypt"]),
        ("رئيس الوزراء البريطاني", []),
        ("رئيس مجلس الوزراء ووزير الخارجية القطري", []),
        ("البرلمان السوداني", []),
        ("البنك المركزي التركي", []),
        ("البنك المركزي العراقي", ["body-central-bank"]),
        ("وزير الخارجية السابق الأميركي", []),
        ("وزير الخارجية عباس عراقجي", ["person-araghchi"]),
        ("وزارة الداخلية في حكومة إقليم كردستان", ["body-krg"]),
        ("وزير النفط في القاهرة", ["minister-oil", "city-cairo"]),
        ("أعلنت وزارة الكهرباء", ["min-electricity"]),
        ("أعلنت وزارة الكهرباء استئناف خط إيران", ["min-electricity", "country-iran"]),
        ("قالت وزارة الكهرباء المصرية أمس. وأضافت وزارة الكهرباء", []),
        ("وزارة الخارجية العراقية ووزارة الخارجية الإيرانية. وقالت وزارة الخارجية", ["min-foreign"]),
        (EGYPT, ["city-cairo", "country-egypt", "city-giza"]),
        (
            "البصرة: " + EGYPT[len("القاهرة – ") :],
            ["governorate-basra", "country-egypt", "min-electricity", "city-giza", "body-cabinet"],
        ),
    ],
)
def test_a_ministry_of_another_country_is_not_this_ones(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل 35 لاجئا سوريا إلى المخيم", []),
        ("أصيب 20 شخصا بينهم 13 سوريا في الحادث", []),
        ("عاد 35 لاجئا إلى سوريا", ["country-syria"]),
        ("في 2013 سوريا طلبت العون", ["country-syria"]),
        ("أرسلت أيضا سوريا وفدا", ["country-syria"]),
    ],
)
def test_what_counted_people_are_is_no_country(text: str, expected: list[str]) -> None:
    assert ids(text) == expected
