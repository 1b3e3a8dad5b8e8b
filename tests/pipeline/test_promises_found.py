"""Promises found in two programmes of our own, in each format: how many, which, and with what particulars; floors are stored."""

import datetime as dt
import json
from pathlib import Path

import pytest

from marsad.domain.programme_text import Line, ProgrammeText
from marsad.gather.programmes.choose import read_programme_file
from marsad.pipeline.gazetteer import read_gazetteers
from marsad.pipeline.promises.likeness import KnownPromise, KnownPromises
from marsad.pipeline.promises.particulars import Setting, title_of
from marsad.pipeline.promises.propose import find_promises
from tests.programmes.build import NAMES, build, measure

ROOT = Path(__file__).resolve().parents[2]
FLOORS = json.loads((ROOT / "tests/programmes/floors.json").read_text(encoding="utf-8"))
BEGAN = {"nahrain": dt.date(2022, 10, 27), "wadi": dt.date(2026, 5, 10)}
SECTORS = (("energy", "الطاقة والكهرباء"), ("health", "الصحة"), ("education", "التربية والتعليم"), ("integrity", "النزاهة"))
BODIES = (("oil", "وزارة النفط"), ("finance", "وزارة المالية"))


@pytest.fixture(scope="module")
def names():
    return read_gazetteers(ROOT / "data/gazetteer")


def setting(began):
    return Setting(None, began, None, SECTORS, BODIES)


def find(text, began=dt.date(2022, 10, 27), kind="item", **options):
    lines = tuple(Line(1, number, kind, row) for number, row in enumerate(text.split("\n"), 1))
    return find_promises(ProgrammeText(lines), setting(began), **options)


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_promises_are_found_in_a_programme_as_well_as_before(name, kind, tmp_path, names):
    path, gold = build(name, kind, tmp_path)
    found = find_promises(read_programme_file(path), setting(BEGAN[name]), gazetteer=names)
    firm = [one.text for one in found.proposals if not one.is_vague]
    precision, recall, wrong, missed = measure(firm, gold)
    floor = FLOORS[f"{name}.{kind}"]
    assert precision >= floor["precision"], wrong
    assert recall >= floor["recall"], missed
    assert all(one.reasons for one in found.proposals)
    assert all(one.ar and one.en for one in found.left_out)


def test_words_of_a_pdf_are_those_of_the_page_with_lam_alef_in_order(tmp_path):
    path, _ = build("nahrain", "pdf", tmp_path)
    read = read_programme_file(path)
    told = " ".join(line.text for line in read.lines)
    assert read.pages >= 3
    assert {line.page for line in read.lines} == set(range(1, read.pages + 1))
    for words in ("المحور الأول", "خلال سنتين", "ثلاث سنوات", "إطلاق صندوق", "450 ألف دينار"):
        assert words in told
    assert not any("\ufb50" <= letter <= "\ufeff" or "\u2066" <= letter <= "\u2069" for letter in told)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("إنشاء سد في دهوك قبل نهاية عام 2024.", "2024-12"),
        ("إنشاء سد في دهوك قبل عام 2026.", "2025"),
        ("إنشاء سد في دهوك في موعد أقصاه 30 حزيران 2024.", "2024-06-30"),
        ("إنشاء سد في دهوك خلال السنة الأولى من عمر الحكومة.", "2023-10-27"),
        ("إنشاء سد في دهوك خلال أول مئة يوم.", "2023-02-04"),
        ("تقديم موازنة 2027 إلى المجلس كاملة.", ""),
        ("إنشاء سد في دهوك.", ""),
    ],
)
def test_a_deadline_is_read_off_the_words(words, deadline):
    assert find(words).proposals[0].deadline == deadline


@pytest.mark.parametrize(
    "words",
    [
        "بلغ عدد المشاريع المتوقفة 1450 مشروعا في عام 2022.",
        "ونؤمن بأن العمل أبلغ من الكلام.",
        "السيد رئيس مجلس النواب، سنعمل معا بإذن الله والله ولي التوفيق.",
        "يعاني قطاع الكهرباء من فجوة كبيرة.",
        "ستعمل الحكومة على:",
        "المشاريع التي ستنجز لاحقا تحتاج مالا.",
    ],
)
def test_what_promises_nothing_is_left_out_with_its_reason(words):
    found = find(words, kind="text")
    assert found.proposals == ()
    assert found.left_out[0].ar


def test_a_direction_without_an_act_is_marked_as_vague():
    (one,) = find("تعزيز التعاون بين الدوائر.").proposals
    assert one.is_vague


def test_a_sentence_that_a_page_cuts_in_two_is_one_with_both_its_places():
    lines = (Line(1, 9, "text", "وستوقع الحكومة اتفاقا للربط مع دول"), Line(2, 1, "text", "الجوار قبل منتصف 2023."))
    (one,) = find_promises(ProgrammeText(lines, 2), setting(dt.date(2022, 10, 27))).proposals
    assert (one.first, one.last) == (0, 1)
    assert one.text == "وستوقع الحكومة اتفاقا للربط مع دول الجوار قبل منتصف 2023."


def test_a_promise_is_laid_beside_one_of_this_or_an_earlier_government():
    rows = [
        KnownPromise("k", "إيقاف حرق الغاز المصاحب", "إيقاف حرق الغاز المصاحب في حقول الجنوب", "kadhimi", "2020-05-07"),
        KnownPromise("later", "إيقاف حرق الغاز المصاحب", "إيقاف حرق الغاز المصاحب في حقول الجنوب", "next", "2030-01-01"),
        *(KnownPromise(f"n{n}", f"بناء مدارس رقم {n}", "بناء مدارس في المحافظات", "sudani", "2022-10-27") for n in range(30)),
    ]
    known = KnownPromises(tuple(rows))
    told = "وتلتزم وزارة النفط بإيقاف حرق الغاز المصاحب في حقول الجنوب"
    assert (known.like(told, government="sudani", began_on="2022-10-27").key) == "k"
    assert known.like(told, government="sudani", began_on="2022-10-27").kind == "earlier"
    assert known.like(told, government="kadhimi", began_on="2020-05-07").kind == "same"
    assert known.like("زراعة خمسة ملايين شجرة حول المدن", government="sudani", began_on="2022-10-27") is None


def test_a_title_says_what_is_done_without_who_and_when():
    assert title_of("ستعمل الحكومة على إنشاء محطة شمسية في محافظة المثنى خلال سنتين.") == "إنشاء محطة شمسية في محافظة المثنى"
    assert len(title_of("إنشاء " + "محطة " * 100)) <= 112
