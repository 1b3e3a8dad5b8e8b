"""The site in Sorani Kurdish: its own words in Kurdish, what the record holds in Arabic and marked so."""

import json
import re

import pytest
import yaml
from django.utils import translation

from marsad.domain import report_words
from marsad.domain.codebook import make_codebook
from marsad.domain.codebook_changes import changes
from marsad.domain.rule_levels import RULES
from marsad.domain.scales import SCALES
from marsad.newsroom import index
from marsad.newsroom.refusal import Refusal
from marsad.site.templatetags.moons import isolate, tongue
from marsad.store.models.localised import localised, tell_pair
from marsad.text.spoken_days import KURDISH, write_edtf, write_month
from tests import observatory
from tests.site.conftest import words

pytestmark = pytest.mark.django_db
SORANI = re.compile("[ەێۆڕڵ]")


@pytest.fixture
def in_kurdish():
    with translation.override("ckb"):
        yield


def test_a_page_is_kurdish_and_what_the_record_holds_is_marked_as_arabic(client, rated):
    html = client.get("/ckb/promises/").content.decode()
    assert '<html lang="ckb" dir="rtl">' in html
    assert "بەڵێنەکان" in html
    assert "نیوەی جێبەجێ کراوە" in html
    assert re.search(r'lang="ar"[^>]*>\s*إنهاء مهمة التحالف الدولي', html)
    assert "الوعود</a>" not in html


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("/promises/", {"en": "English", "ckb": "کوردی"}),
        ("/en/promises/", {"ar": "العربية", "ckb": "کوردی"}),
        ("/ckb/promises/", {"ar": "العربية", "en": "English"}),
    ],
)
def test_a_page_leads_to_itself_in_both_other_languages_each_by_its_own_name(client, address, others):
    html = client.get(address).content.decode()
    found = {
        code: (name, url) for url, code, name in re.findall(r'class="tongue" href="([^"]+)" lang="(\w+)"[^>]*>([^<]+)<', html)
    }
    assert {code: name for code, (name, _) in found.items()} == others
    for code, (_, url) in found.items():
        assert f'<html lang="{code}"' in client.get(url).content.decode()


def test_the_address_names_the_language_and_no_browser_overrules_it(client):
    for asked in ("ckb", "ckb-IQ", "ku", "en"):
        assert '<html lang="ar"' in client.get("/", headers={"accept-language": asked}).content.decode()
    assert '<html lang="ckb"' in client.get("/ckb/", headers={"accept-language": "en"}).content.decode()


def test_an_account_is_asked_for_in_the_language_that_was_chosen(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ckb"
    assert '<html lang="ckb" dir="rtl">' in client.get("/accounts/login/").content.decode()


def test_pages_say_to_machines_what_they_are_in_kurdish(client, rated):
    html = client.get("/ckb/promises/coalition/").content.decode()
    assert '<meta property="og:locale" content="ckb_IQ">' in html
    assert 'hreflang="ckb"' in client.get("/promises/coalition/").content.decode()
    things = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert any(thing.get("inLanguage") == "ckb" for thing in things["@graph"])
    assert 'xml:lang="ckb"' in client.get("/ckb/feeds/changes.atom").content.decode()
    assert "LANGUAGE=ckb:" in client.get("/ckb/calendars/deadlines.ics").content.decode()


def test_a_sector_is_called_by_its_kurdish_name(client, rated):
    rated.sector.name_ckb = "ئاسایش و سەقامگیری"
    rated.sector.save()
    assert "ئاسایش و سەقامگیری" in words(client.get("/ckb/promises/coalition/"))
    index.catch_up()
    assert "ئاسایش و سەقامگیری" in words(client.get("/ckb/search/?q=التحالف"))
    assert "ئاسایش" not in words(client.get("/promises/coalition/"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-01-20", "20ی کانوونی دووەمی 2026"),
        ("2026-09", "ئەیلوولی 2026"),
        ("2025", "2025"),
        ("2025-09/2026-09", "ئەیلوولی 2025 – ئەیلوولی 2026"),
        ("2019-03/..", "لە ئازاری 2019ەوە"),
        ("no date", "no date"),
    ],
)
def test_days_are_written_in_kurdish(value, told):
    assert write_edtf(value, "ckb") == told


def test_the_twelve_months_have_twelve_names():
    assert len({write_month(month, "ckb") for month in range(1, 13)}) == len(set(KURDISH)) == 12


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("پلاندانان", "ckb"),
        ("«20 بەڵێن»", "ckb"),
        ("چاکسازیی سیاسی", "ckb"),
        ("وزارة النفط", "ar"),
        ("سيڤان التجريبية", "ar"),
        ("الچلبي", "ar"),
        ("زار أربيل (هەولێر) أمس وفد من وزارة الكهرباء، والتقى رئيس الحكومة.", "ar"),
        ("(20 promises)", "en"),
        ("2026", "ckb"),
    ],
)
def test_kurdish_is_told_from_arabic_by_its_letters(in_kurdish, text, told):
    assert tongue(text) == told


def test_a_name_that_the_record_holds_in_arabic_is_isolated_as_arabic(in_kurdish):
    assert isolate("وزارة النفط") == '<bdi lang="ar">وزارة النفط</bdi>'
    assert isolate("پلاندانان") == "<bdi>پلاندانان</bdi>"
    assert isolate(7) == "<bdi>7</bdi>"


def test_a_text_is_told_in_arabic_where_there_is_no_kurdish(in_kurdish):
    assert localised("سد", "A dam") == "سد"
    assert localised("سد", "A dam", "بەنداو") == "بەنداو"
    assert localised("", "A dam") == "A dam"


def test_what_the_code_tells_as_a_pair_is_told_in_kurdish_with_its_numbers_and_what_the_arabic_quotes(in_kurdish):
    refusal = Refusal("text", "النص أطول من 20000 حرف؛ أرفق الباقي في ملف.", "The text is over 20000 letters; attach the rest.")
    assert tell_pair(refusal.ar, refusal.en) == "دەقەکە لە 20000 پیت زیاترە؛ ئەوەی دەمێنێتەوە وەک فایل هاوپێچی بکە."
    assert tell_pair("الملف «سد.pdf» فارغ.", "“سد.pdf” is empty.") == "«سد.pdf» بەتاڵە."
    decided = ("سبق أن بتّ عمر في هذا؛ حدّث الصفحة.", "عمر has already decided this; reload the page.")
    assert tell_pair(*decided) == "عمر پێشتر بڕیاری لەسەر ئەمە داوە؛ پەڕەکە نوێ بکەرەوە."
    later = ("يوم السريان 2020-01-01 ...", "The deadline of 2020-01-01 has passed without delivery; say so in the reasons.")
    assert tell_pair(*later).startswith("وادەی 2020-01-01 بەسەرچووە")
    assert tell_pair("قول لا كردية له.", "A saying with no Kurdish.") == "قول لا كردية له."
    with translation.override("en"):
        assert tell_pair(refusal.ar, refusal.en) == refusal.en
    with translation.override("ar"):
        assert tell_pair(refusal.ar, refusal.en) == refusal.ar


def test_a_refusal_on_the_public_site_is_kurdish(client, rated):
    sent = client.post("/ckb/promises/coalition/contribute/", {"text": "قليل", "consent": "on"})
    assert sent.status_code == 400
    assert "ئەوەی دەیزانیت بینووسە" in words(sent)


def test_every_word_of_the_code_has_its_kurdish():
    labels = [
        *report_words.WORDS.values(),
        *report_words.KEEPING_WORDS.values(),
        *report_words.RUNG_WORDS.values(),
        *report_words.STANCE_WORDS.values(),
        *report_words.AXIS_WORDS.values(),
        *report_words.METHOD,
        *(scale.label for scale in SCALES),
        *(value.label for scale in SCALES for value in scale.values),
    ]
    assert [label.en for label in labels if not label.ckb] == []
    assert [rule.code for rule in RULES if not SORANI.search(rule.ckb)] == []


def test_what_a_codebook_changed_is_told_in_kurdish():
    books = (observatory.ROOT / f"data/codebooks/iraqi-observatory-{number}.yml" for number in (1, 2))
    before, after = (make_codebook(yaml.safe_load(book.read_text(encoding="utf-8"))) for book in books)
    found = (*changes(before, after), *changes(after, before))
    assert found
    assert [change.en for change in found if not SORANI.search(change.ckb) or re.search("[يكة]", change.ckb)] == []


def test_the_report_is_in_kurdish_words(client, rated):
    text = words(client.get("/ckb/governments/sudani/report/"))
    assert "ڕاپۆرتی تا ئێستا" in text
    assert "نیوەی جێبەجێ کراوە" in text
    assert "تقييم الحصيلة" not in text
