"""Tests for marsad.pipeline.page.credits: whom a page has its words from, nearest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import Reading
from marsad.pipeline.normalise import run
from marsad.pipeline.page.blocks import parse
from marsad.pipeline.page.credits import chain, find_agencies
from marsad.pipeline.page.metadata import read_metadata
from marsad.pipeline.page.page_credits import page_credits


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("العين الإخبارية نقلا عن رويترز", ("العين الإخبارية", "رويترز")),
        ("المصدر: واع", ("واع",)),
        ("المصدر: رويترز + وكالات", ("رويترز", "وكالات")),
        ("بغداد – (د ب أ)", ("د ب أ",)),
        ("(رويترز) - قال وزير النفط إن الإنتاج مستقر منذ أسبوع.", ("رويترز",)),
        ("بغداد (رويترز) - قال وزير النفط إن الإنتاج مستقر منذ أسبوع، وإن الأسعار لن تتغير قبل نهاية العام.", ("رويترز",)),
        ("متابعة / شفق نيوز", ("شفق نيوز",)),
        ("شفق نيوز/ أعلن محافظ البصرة إنجاز الجسر قبل موعده بثلاثة أشهر كاملة بحسب بيان صدر عن مكتبه.", ("شفق نيوز",)),
        ("السومرية نيوز – بغداد", ("السومرية",)),
        ("بغداد - وكالات", ("وكالات",)),
        ("وكالات", ("وكالات",)),
        ("عدن تايم/سكاي نيوز", ("سكاي نيوز عربية",)),
        ("وقال الوزير، بحسب رويترز، إن العقد وقع في لندن بحضور السفير وعدد من رجال الأعمال العراقيين.", ("رويترز",)),
        ("ونقلت وكالة «رويترز» عن مسؤول أن المحطة ستعمل قبل الصيف بعد إنجاز الخط.", ("رويترز",)),
        ("وذكر موقع العربية نت الذي نقل عن رويترز أن الاجتماع تأجل إلى الأسبوع القادم بسبب الطقس.", ("العربية", "رويترز")),
        ("وقال مسؤول كبير لرويترز إن الخطة لم تقر بعد، وإن الحكومة تنتظر رأي البرلمان فيها.", ("رويترز",)),
        ("وأكد المتحدث في تصريح لوكالة الأناضول أن السد ممتلئ حتى آخره وأن المياه تكفي عاما كاملا.", ("الأناضول",)),
        ("وقالت رويترز، في خبر نقلته العين الإخبارية، إن الشركة ستعود قبل نهاية الشهر.", ("العين الإخبارية", "رويترز")),
        ("وذكر بيان تلقته (واع) أن الوزير زار المحطة صباحا واطلع على سير العمل في كل أقسامها.", ("واع",)),
        ("وأعلنت الوزارة، في بيان اطلعت عليه شفق نيوز، أن العمل في الطريق سيبدأ الشهر القادم.", ("شفق نيوز",)),
        ("في بيان اطلعت «العين الإخبارية» على نسخة منه، أكدت الوزارة أن اللجنة ستجتمع في بغداد.", ("العين الإخبارية",)),
        ("ونقلا عن موقع «أخبار دجلة» فإن الجسر سيغلق أسبوعا للصيانة ثم يفتح أمام الشاحنات وحدها.", ("أخبار دجلة",)),
        ("ح.ز / و.ب (د ب أ، أ ف ب)", ("د ب أ", "فرانس برس")),
        ("وقال القائد ناصر الجاسم، في اتصال من مقره في الحسكة مساء الخميس، لوكالة «رويترز» إن قواته جاهزة.", ("رويترز",)),
        ("ويقول مصدر عسكري في العاصمة لـ«سبوتنيك» إن الطريق سيفتح غدا أمام الشاحنات والسيارات كلها.", ("سبوتنيك",)),
        ("وقال الوزير في مقابلة مع رويترز إن العقد سيوقع قبل نهاية العام في العاصمة البريطانية لندن.", ("رويترز",)),
        ("وكانت الأناضول قد ذكرت في وقت سابق أن فرق الإنقاذ وصلت إلى القرية وأخرجت سكانها كلهم.", ("الأناضول",)),
        ("المصدر: صحيفة الأفق الجديد", ("صحيفة الأفق الجديد",)),
    ],
)
def test_a_credit_is_read_with_its_chain(text, agencies):
    assert find_agencies(text) == agencies


@pytest.mark.parametrize(
    "text",
    [
        "قتل مراسل رويترز في القصف الذي طال المدينة أمس مع اثنين من المصورين المحليين.",
        "مراسل رويترز قتل في القصف الذي طال المدينة أمس مع اثنين من المصورين المحليين.",
        "قالت شركة أسوشيتد للاستثمار إن الصفقة ستغلق قبل نهاية العام بعد موافقة الجهات .",
        "احتج صحفيو فرانس برس أمام مقر الوكالة في باريس مطالبين بزيادة أجورهم قبل العيد.",
        "استحوذت الشركة على أسهم رويترز في صفقة كبيرة قبل عشر سنوات وما زالت تملكها اليوم.",
        "هضبة الأناضول تشهد موجة ثلج لم تعرفها منذ ثلاثين عاما بحسب دائرة الأرصاد الجوية.",
        "جنود يعبرون النهر (AFP PHOTO / LOUAI BESHARA) قرب المدينة القديمة في صباح يوم ممطر من الشتاء.",
        "تأجلت جلسة البرلمان إلى يوم الأحد بسبب عدم اكتمال النصاب القانوني اللازم لعقدها.",
    ],
)
def test_an_agency_that_is_only_spoken_of_is_no_credit(text):
    assert find_agencies(text) == ()


def test_a_source_line_at_the_end_stands_nearer_than_a_relay_in_the_text():
    text = "قال الوزير إن العمل مستمر.\nونقلت تسنيم الخبر نفسه، وبحسب الأناضول تأخر.\nالمصدر: شفق نيوز"
    assert find_agencies(text) == ("شفق نيوز", "الأناضول")


JSON = '<script type="application/ld+json">{{"@type":"NewsArticle",{}}}</script><body>x</body>'


def of_page(markup: str) -> tuple[str, ...]:
    root = parse(markup)
    return page_credits(read_metadata(root, None), root, markup)


@pytest.mark.parametrize(
    ("markup", "agencies"),
    [
        ("<body><h1>عنوان</h1><div class='byline'>رويترز</div><p>نص.</p></body>", ("رويترز",)),
        ("<body><span class='news-source'>المصدر / <a>واع</a></span><p>نص.</p></body>", ("واع",)),
        ("<body><p>نص.</p><p>المصدر: <b>الأناضول</b></p></body>", ("الأناضول",)),
        ("<body><p>نص.</p><div><span>المصدر</span> <span>: شفق نيوز</span></div></body>", ("شفق نيوز",)),
        (JSON.format('"author":{"name":"أ ف ب"}'), ("فرانس برس",)),
        (JSON.format('"sourceOrganization":{"name":"Reuters"}'), ("رويترز",)),
        ('<meta name="author" content="وكالة الأنباء العراقية"><body>x</body>', ("واع",)),
        ("<body><span class='author'>كتب: سمير الراوي</span></body>", ()),
        ("<body><figure><figcaption class='credit'>الجسر (أ ف ب)</figcaption></figure></body>", ()),
        ("<body><p>نص.</p><div class='related'><p>المصدر: رويترز</p></div></body>", ()),
    ],
)
def test_a_page_gives_credits_outside_its_text(markup, agencies):
    assert of_page(markup) == agencies


def test_the_page_comes_before_its_text_and_the_outlet_is_not_its_own_source():
    text = "بغداد (واع) - قال الوزير. وقالت رويترز إن العقد وقع."
    reading = Reading("a", text, outlet="وكالة شفق نيوز", agencies=("شفق نيوز", "رويترز"))
    assert next(run(reading)).agencies == ("رويترز", "واع")


WORDS = ["رويترز", "واع", "المصدر:", "نقلا عن", "(", ")", "/", "«", "»", "قال", "لـ", "\n", "مراسل", "وكالات"]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_text_gives_each_name_once(words):
    found = find_agencies(" ".join(words))
    assert len(set(found)) == len(found)
    assert chain(found) == found
