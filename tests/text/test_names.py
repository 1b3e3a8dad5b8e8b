"""Names of the gazetteer in running text: their spellings, who held an office, what an entry may be, and any text at all."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.pipeline.gazetteer import read_gazetteers
from marsad.text.names.gazetteer import Gazetteer, Holding, Name
from marsad.text.names.spelling import words_of

GAZETTEER = read_gazetteers(Path(__file__).resolve().parents[2] / "data" / "gazetteer")


def ids(text: str, about: str = "") -> list[str]:
    return [mention.id for mention in GAZETTEER.find(text, about)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أوضحت وزارة الهجرة والمهجرين", ["min-migration"]),
        ("سلّمته لوزارة النفط", ["min-oil"]),
        ("قرار للمحكمة الاتحادية العليا", ["body-federal-court"]),
        ("عُرض على للجنة العسكرية العليا", ["body-higher-military-committee"]),
        ("في محافظة البصرة وبغداد", ["governorate-basra", "governorate-baghdad"]),
        ("محافظ البصرة أسعد العيداني", ["governor-basra", "person-asaad-eidani"]),
        ("صوّت مجلس محافظة ذي قار", ["council-dhiqar"]),
        ("وزيرة المالية طيف سامي", ["minister-finance", "person-taif-sami"]),
        ("وزير النفط حيان عبدالغني", ["minister-oil", "person-hayan-abdulghani"]),
        ("عادل عبدالمهدي", ["person-abdul-mahdi"]),
        ("عبداللطيف رشيد", ["person-latif-rashid"]),
        ("هيأة النزاهة", ["body-integrity"]),
        ("هيـئة النّزاهة الاتحاديّة", ["body-integrity"]),
        ("حكومة إقليم كوردستان", ["body-krg"]),
        ("السفارة الأمريكية في بغداد", ["foreign-us-embassy"]),
        ("وزارة الاعمار و الاسكان والبلديات والاشغال العامة", ["min-housing"]),
        ("وزارة العمل والشئون الاجتماعية", ["min-labour"]),
        ("#محمد_شياع_السوداني", ["person-sudani"]),
        ("وزير خارجية العراق", ["minister-foreign"]),
        ("حكومة السوداني", ["gov-sudani-2022"]),
        ("كربلا المقدسة وابي غريب", ["governorate-karbala", "city-abu-ghraib"]),
        ("رئيس الوزراء القائد العام للقوات المسلحة", ["office-prime-minister", "office-commander-in-chief"]),
        ("رئاسة الجمهوريةُ", ["body-presidency"]),
        ("وزارة\n\nالنفط", []),
        ("النفطية", []),
    ],
)
def test_a_name_is_found_however_it_is_spelt(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_the_day_tells_two_men_of_one_name_and_one_office_apart() -> None:
    text = "رئيس حكومة إقليم كردستان بارزاني"
    assert [mention.id for mention in GAZETTEER.find(text, "", "2015-03-01")][1:] == ["person-nechirvan-barzani"]
    assert [mention.id for mention in GAZETTEER.find(text, "", "2024-03-01")][1:] == ["person-masrour-barzani"]


def test_a_title_helps_to_tell_which_country_a_text_is_about() -> None:
    assert ids("وقالت وزارة الصحة إن الحملة بدأت") == ["min-health"]
    assert ids("وقالت وزارة الصحة إن الحملة بدأت", "الحكومة المصرية تعد المصريين") == []


def test_who_held_an_office_is_told_by_the_day_and_by_nobody_where_two_did_or_none_is_known() -> None:
    assert GAZETTEER.holder("office-prime-minister", "2023-05-01") == "person-sudani"
    assert GAZETTEER.holder("office-prime-minister", "2021-05-01") == "person-kadhimi"
    assert GAZETTEER.holder("office-prime-minister", "2022-10-27") == ""
    assert GAZETTEER.holder("office-prime-minister", "2026-11-22") == ""
    assert GAZETTEER.holder("office-prime-minister", "") == ""


def test_a_person_is_official_while_in_office() -> None:
    assert GAZETTEER.is_official("person-maliki", "2010-01-01")
    assert not GAZETTEER.is_official("person-maliki", "2023-01-01")
    assert GAZETTEER.is_official("min-oil", "")
    assert not GAZETTEER.is_official("party-dawa", "2023-01-01")
    assert not GAZETTEER.is_official("nobody", "2023-01-01")


def test_two_names_may_not_be_written_alike() -> None:
    with pytest.raises(ValueError, match="names both"):
        Gazetteer((Name("a", "body", ("هيئة",)), Name("b", "body", ("هيئه",))))


def test_two_people_may_share_a_family_name() -> None:
    names = (Name("a", "person", ("علي الأول",), ("الأول",)), Name("b", "person", ("عمر الأول",), ("الأول",)))
    assert [mention.id for mention in Gazetteer(names).find("قال الأول. عمر الأول. قال الأول")] == ["b"] * 3
    assert Gazetteer(names).find("قال الأول") == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "a", "kind": "planet", "forms": ("المريخ",)}, "kind"),
        ({"id": "a", "kind": "body", "forms": (" ",)}, "form"),
        ({"id": "a", "kind": "body", "forms": ("هيئة",), "holds": (Holding("b", "2020-01-01", "2021-01-01"),)}, "no person"),
    ],
)
def test_a_name_that_makes_no_sense_is_refused(row: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Name(**row)


@pytest.mark.parametrize("form", ["وزارة (النفط", "()", "(أ)(ب)(ج)(د)(ه)(و)(ز)", "…"])
def test_a_form_that_cannot_be_read_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"form|brackets"):
        Gazetteer((Name("a", "body", (form,)),))


def test_a_name_may_refer_only_to_what_is_there() -> None:
    with pytest.raises(ValueError, match="not in the gazetteer"):
        Gazetteer((Name("a", "body", ("هيئة",), of="b"),))


@pytest.mark.parametrize(
    ("from_on", "to_on", "seen_on"), [("", "2020-01-01", ""), ("2020-01-01", "", ""), ("2020-01-01", "2019-01-01", "")]
)
def test_a_holding_needs_days_in_their_order(from_on: str, to_on: str, seen_on: str) -> None:
    with pytest.raises(ValueError, match="holding"):
        Holding("a", from_on, to_on, seen_on)


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer(()).find("بغداد") == ()


_PIECES = st.sampled_from(
    [form.split("(")[0].strip() for name in GAZETTEER.names for form in (*name.forms, *name.ambiguous)]
    + ["قال", "الرئيس", "العراقية", "الإيراني", "في", "ـ", "،", "\n", "و", "ل", "السودان", "عبد", "\u200f", "ِ", "_", ":"]
)
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ \u064b\u0640.،\n"
_FORMS = {form.words for forms in GAZETTEER._forms.values() for form in forms}
_FORMS |= {(words[0][2:], *words[1:]) for words in _FORMS if words[0].startswith("ال")}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(_LETTERS, max_size=80), st.lists(_PIECES, max_size=14).map(" ".join)))
def test_any_text_is_read_in_order_and_every_cut_is_a_known_form(text: str) -> None:
    found = GAZETTEER.find(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for mention in found:
        words = words_of(re.sub(r"(?<!\S)و\s+", "و", text[mention.start : mention.end]))
        assert words in _FORMS or ("ل" + words[0], *words[1:]) in _FORMS, (mention, words)
        assert GAZETTEER.entry(mention.id) is not None


@pytest.mark.parametrize(
    "piece", ["السوداني ", "وزارة النفط ", "وزارة ", "بابل وواسط، ", "و", "رئيس الوزراء ", "وزير الدفاع ووزير الدفاع "]
)
def test_a_long_text_is_read_as_readily_as_a_short_one(piece: str) -> None:
    GAZETTEER.find(piece * (300_000 // len(piece)))
