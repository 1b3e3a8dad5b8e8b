"""The step that says whom a page names and which of them speaks, and the gazetteer's files."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Claim, Reading
from marsad.pipeline import attribute
from marsad.pipeline.gazetteer import HOLDING_KEYS, KEYS, GazetteerError, read_gazetteers
from marsad.pipeline.name import STEP, run
from marsad.pipeline.statements.speaker_ids import day_of
from marsad.pipeline.tools import make_gazetteer
from marsad.text.names.gazetteer import KINDS

DATA = Path(__file__).resolve().parents[2] / "data"
GAZETTEER = make_gazetteer()


def speakers(text: str, *phrases: str, day: str | None = "2024-03-05", **more: str) -> list[str]:
    """Return the speaker's id for each of *phrases*, found in *text* one after another, as `attribute` would hand them over."""
    claims, at = [], 0
    for phrase in phrases:
        start = text.index(phrase, at)
        at = start + len(phrase)
        claims.append(Claim(at, len(text), speaker=phrase, speaker_start=start, speaker_end=at))
    (reading,) = run(Reading(id="p", text=text, published=day, claims=tuple(claims), **more), GAZETTEER)
    return [claim.speaker_id for claim in reading.claims]


@pytest.mark.parametrize(
    ("phrase", "day", "expected"),
    [
        ("رئيس الوزراء", "2023-05-01", "person-sudani"),
        ("رئيس الوزراء", "2021-05-01", "person-kadhimi"),
        ("رئيس الوزراء", "2022-10-27", "office-prime-minister"),
        ("رئيس الوزراء", "2026-11-01", "office-prime-minister"),
        ("رئيس الوزراء", None, "office-prime-minister"),
        ("رئيس الوزراء العراقي", "2023-05-01T10:00:00+03:00", "person-sudani"),
        ("القائد العام للقوات المسلحة", "2019-05-01", "person-abdul-mahdi"),
        ("رئيس مجلس الوزراء القائد العام للقوات المسلحة محمد شياع السوداني", None, "person-sudani"),
        ("رئيس الوزراء الأسبق", "2023-05-01", ""),
        ("رئيس الوزراء الأسبق نوري المالكي", "2023-05-01", "person-maliki"),
        ("وزير النفط", "2021-02-01", "person-ihsan-abduljabbar"),
        ("وزير النفط حيان عبد الغني", "2023-02-01", "person-hayan-abdulghani"),
        ("حيان عبدالغني وزير النفط", "2023-02-01", "person-hayan-abdulghani"),
        ("وزير النفط فلان الفلاني", "2023-02-01", "minister-oil"),
        ("فلان الفلاني وزير النفط", "2023-02-01", "minister-oil"),
        ("وزيرة المالية", "2023-02-01", "person-taif-sami"),
        ("نائب رئيس الوزراء وزير التخطيط محمد تميم", "2023-02-01", "person-muhammad-tamim"),
        ("وزارة الكهرباء", "2023-02-01", "min-electricity"),
        ("المتحدث باسم وزارة الكهرباء أحمد موسى", "2023-02-01", "min-electricity"),
        ("أحمد موسى المتحدث باسم وزارة الكهرباء", "2023-02-01", "min-electricity"),
        ("المتحدث باسم الحكومة باسم العوادي", "2023-02-01", "person-basim-awadi"),
        ("المتحدث باسم الحكومة", "2023-02-01", "person-basim-awadi"),
        ("المتحدث باسم الحكومة", "2019-02-01", "office-government-spokesman"),
        ("وكيل وزير الكهرباء", "2023-02-01", "min-electricity"),
        ("مستشار رئيس الوزراء حسين علاوي", "2023-02-01", "body-pm-office"),
        ("مستشار رئيس الوزراء محمد شياع السوداني", "2023-02-01", "body-pm-office"),
        ("المكتب الإعلامي لرئيس الوزراء", "2023-02-01", "body-pm-office"),
        ("محافظ البصرة أسعد العيداني", "2023-02-01", "person-asaad-eidani"),
        ("محافظ نينوى", "2023-02-01", "governor-nineveh"),
        ("مدير شرطة البصرة", "2023-02-01", ""),
        ("محافظة البصرة", "2023-02-01", "governorate-basra"),
        ("السوداني", "2023-02-01", "person-sudani"),
        ("النائب عن دولة القانون عضو مجلس النواب", "2023-02-01", ""),
        ("عضو اللجنة المالية النيابية", "2023-02-01", ""),
        ("اللجنة المالية النيابية", "2023-02-01", "committee-finance"),
        ("خبير سابق في البنك المركزي العراقي", "2023-02-01", ""),
        ("نائب قائد العمليات المشتركة الفريق الركن قيس المحمداوي", "2023-06-01", "person-qais-muhammadawi"),
        ("المتحدثة باسم السفارة الأمريكية في بغداد", "2023-02-01", "foreign-us-embassy"),
        ("البنتاغون", "2023-02-01", "foreign-pentagon"),
        ("الرئيس الأميركي", "2023-02-01", ""),
        ("وزير الدفاع الأميركي", "2023-02-01", ""),
        ("وزارة الخارجية الإيرانية", "2023-02-01", ""),
        ("المتحدث باسم وزارة الخارجية الإيرانية", "2023-02-01", ""),
        ("رئيس الوزراء السوداني كامل إدريس", "2026-01-05", "person-kamil-idris"),
        ("بغداد", "2023-02-01", ""),
        ("رويترز", "2023-02-01", ""),
    ],
)
def test_a_speaker_is_the_person_where_known_else_the_office_else_the_body(phrase: str, day: str | None, expected: str) -> None:
    assert speakers(f"{phrase} أكد أن العمل يمضي كما رسم له.", phrase, day=day) == [expected]


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("أعلنت وزارة الكهرباء الخطة. وقالت الوزارة إنها ماضية.", ["وزارة الكهرباء", "الوزارة"], ["min-electricity"] * 2),
        ("قال وزير النفط إن. وأضاف الوزير أن.", ["وزير النفط", "الوزير"], ["person-hayan-abdulghani"] * 2),
        (
            "قال وزير النفط إن. وأضاف الوزير أن. وقالت وزيرة المالية. وقالت الوزيرة. وقال وزير النقل. وقال الوزير.",
            ["وزير النفط", "الوزير", "وزيرة المالية", "الوزيرة", "وزير النقل", "الوزير"],
            [person for person in ("person-hayan-abdulghani", "person-taif-sami", "person-razzaq-muhaibis") for _ in range(2)],
        ),
        ("قال حيان عبد الغني إن. وأضاف الوزير أن.", ["حيان عبد الغني", "الوزير"], ["person-hayan-abdulghani"] * 2),
        (
            "أعلنت وزارة الكهرباء. المتحدث باسم الوزارة أحمد موسى قال. وأضاف موسى. وتابع المتحدث.",
            ["وزارة الكهرباء", "المتحدث باسم الوزارة أحمد موسى", "موسى", "المتحدث"],
            ["min-electricity"] * 4,
        ),
        ("حسن خوام المتحدث باسم وزارة العمل قال. وأكد خوام.", ["حسن خوام المتحدث باسم وزارة العمل", "خوام"], ["min-labour"] * 2),
        ("اجتمعت وزارة النفط ووزارة المالية. وقالت الوزارة إن.", ["الوزارة"], [""]),
        ("قالت وزارة النفط بعد لقاء وزارة المالية. وقالت الوزارة.", ["وزارة النفط", "الوزارة"], ["min-oil"] * 2),
        ("قالت وزارة الخارجية الإيرانية. وأضافت الوزارة.", ["وزارة الخارجية", "الوزارة"], ["", ""]),
        ("قالت وزارة الطاقة التركية. وأضافت الوزارة في بغداد.", ["الوزارة"], [""]),
        ("أعلنت هيئة النزاهة. وذكرت الهيئة أن.", ["هيئة النزاهة", "الهيئة"], ["body-integrity"] * 2),
        (
            "المفوضية العليا المستقلة للانتخابات أعلنت. وقالت المفوضية.",
            ["المفوضية العليا المستقلة للانتخابات", "المفوضية"],
            ["body-elections"] * 2,
        ),
        ("صوت مجلس النواب. وقال المجلس.", ["المجلس"], ["body-parliament"]),
        ("التقى رئيس الوزراء وفدا. وقال الرئيس الإيراني.", ["الرئيس الإيراني"], [""]),
        ("قال محافظ نينوى. وأضاف المحافظ.", ["محافظ نينوى", "المحافظ"], ["governor-nineveh"] * 2),
        ("ذكر التحالف الدولي. وقال التحالف.", ["التحالف الدولي", "التحالف"], ["foreign-coalition"] * 2),
        ("وزير النفط في اجتماع. الوزير فلان الفلاني قال.", ["الوزير فلان الفلاني"], ["minister-oil"]),
    ],
)
def test_a_shorter_mention_later_is_the_one_that_it_can_only_be(text: str, phrases: list[str], expected: list[str]) -> None:
    found = speakers(text, *phrases)
    assert found[-len(expected) :] == expected


def test_an_unnamed_source_in_a_ministry_is_not_the_ministry() -> None:
    text = "قال مصدر في وزارة النفط إن العمل يمضي"
    claim = Claim(24, len(text), speaker="مصدر في وزارة النفط", speaker_start=4, speaker_end=23, is_anonymous=True)
    (reading,) = run(Reading(id="p", text=text, claims=(claim,)), GAZETTEER)
    assert reading.claims == (claim,)


def test_a_speaker_carried_over_keeps_the_id() -> None:
    text = "قال محمد شياع السوداني إن العمل يمضي. وأضاف أنه سيتم."
    named = Claim(26, 36, speaker="محمد شياع السوداني", speaker_start=4, speaker_end=22)
    carried = Claim(44, 52, speaker="محمد شياع السوداني")
    (reading,) = run(Reading(id="p", text=text, published="2024-01-02", claims=(named, carried)), GAZETTEER)
    assert [claim.speaker_id for claim in reading.claims] == ["person-sudani"] * 2


@pytest.mark.parametrize(
    ("speaker", "day", "kind", "expected"),
    [
        ("وزارة النفط", "2024-01-02", "", "official"),
        ("وزارة النفط", "2024-01-02", "party", "party"),
        ("محمد شياع السوداني", "2024-01-02", "", "official"),
        ("نوري المالكي", "2024-01-02", "", ""),
        ("نوري المالكي", "2010-01-02", "", "official"),
        ("حزب الدعوة الإسلامية", "2010-01-02", "", ""),
    ],
)
def test_a_voice_of_the_state_is_official_where_nothing_else_was_said(speaker: str, day: str, kind: str, expected: str) -> None:
    text = f"{speaker} أكد"
    claim = Claim(0, 1, speaker=speaker, speaker_start=0, speaker_end=len(speaker), source_kind=kind)
    (reading,) = run(Reading(id="p", text=text, published=day, claims=(claim,)), GAZETTEER)
    assert reading.claims[0].source_kind == expected


def test_a_page_of_another_countrys_site_that_never_speaks_of_home_is_about_its_own_ministries() -> None:
    text = "كشف وزير الداخلية في مذكرة عن عدد السكان"
    assert speakers(text, "وزير الداخلية") == ["person-abdulamir-shammari"]
    assert speakers(text, "وزير الداخلية", outlet="paper.example.ma") == [""]
    assert speakers(text, "وزير الداخلية", url="https://paper.example.eg/1") == [""]
    assert speakers(text + " في العراق", "وزير الداخلية", outlet="paper.example.ma") == ["person-abdulamir-shammari"]


def test_names_and_claims_of_a_page_come_from_one_reading() -> None:
    text = "بغداد – قالت وزارة النفط العراقية إن حقل بدرة في واسط سيعمل هذا العام. وأضافت أن العمل بدأ."
    (attributed,) = attribute.run(Reading(id="p", text=text, published="2024-01-02"))
    (reading,) = STEP.run(attributed, GAZETTEER)
    assert [name.id for name in reading.names] == ["governorate-baghdad", "min-oil", "city-badra", "governorate-wasit"]
    assert {claim.speaker_id for claim in reading.claims} == {"min-oil"}


@pytest.mark.parametrize(
    ("published", "day"), [("2024-01-02", "2024-01-02"), ("2024-01-02T03:04", "2024-01-02"), ("2024-01", ""), (None, "")]
)
def test_the_day_of_a_page_is_a_whole_day_or_none(published: str | None, day: str) -> None:
    assert day_of(published) == day


_PIECES = st.sampled_from(
    ["وزارة النفط", "الوزارة", "السوداني", "المتحدث باسم", "الوزير", "قال", "عضو", "الإيراني", "،", "محمد", "رئيس الوزراء"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=12).map(" ".join), st.data())
def test_any_claims_are_answered_with_known_entries(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted), max_size=5))
    claims = tuple(Claim(0, len(text), speaker=text[start:end], speaker_start=start, speaker_end=end) for start, end in spans)
    (reading,) = run(Reading(id="p", text=text, published="2024-01-02", claims=claims), GAZETTEER)
    assert all(not claim.speaker_id or GAZETTEER.entry(claim.speaker_id) for claim in reading.claims)


def _folder(folder: Path, text: str, name: str = "own.yml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("names:\n  - {id: a, kind: body, forms: [هيئة], colour: red}", r"own\.yml: a: colour: is none of"),
        ("names:\n  - {id: a, kind: planet, forms: [المريخ]}", r"own\.yml: a: kind 'planet'"),
        ("names:\n  - {kind: body, forms: [هيئة]}", r"own\.yml: entry 1: .*id"),
        ("names:\n  - {id: a, kind: body, forms: هيئة}", r"own\.yml: a: forms: .* no list"),
        ("names:\n  - {id: 7, kind: body, forms: [هيئة]}", r"own\.yml: 7: id: 7 is no text"),
        ("names:\n  - {id: a, kind: body, forms: [هيئة], shared: 1}", r"own\.yml: a: shared"),
        ("names:\n  - {id: a, kind: body, forms: ['هيئة (النزاهة']}", r"own\.yml: a: forms: brackets"),
        (
            "names:\n  - {id: a, kind: body, forms: [هيئة]}\n  - {id: a, kind: body, forms: [لجنة]}",
            r"own\.yml: a: id: 'a' stands already in own",
        ),
        ("names:\n  - {id: a, kind: body, forms: [هيئة], of: b}", "a refers to b"),
        (
            "names:\n  - {id: a, kind: person, forms: [فلان], holds: [{office: b, since: 2020-01-01}]}",
            r"own\.yml: a: holds: since",
        ),
        (
            "names:\n  - {id: a, kind: person, forms: [فلان], holds: [{office: b, from: أمس}]}",
            r"own\.yml: a: holds: from: .* no day",
        ),
        (
            "names:\n  - {id: a, kind: person, forms: [فلان], holds: [{office: b, from: 2020-01-01}]}",
            r"own\.yml: a: holds: .* needs",
        ),
        ("names:\n  - {id: a, kind: person, forms: [فلان], holds: 3}", r"own\.yml: a: holds"),
        ("names:\n  - {id: a, kind: ministry, minister: b, forms: [هيئة]}", r"own\.yml: a: minister"),
        ("names:\n  - {id: a, kind: governorate, governor: b, forms: [الريف]}", r"own\.yml: a: governor"),
        ("names:\n  - واحد", r"own\.yml: entry 1: is no entry"),
        ("names: 3", r"own\.yml: holds one key, names"),
        ("- 3", r"own\.yml: holds one key, names"),
        ("country: iq\nnames: []", r"own\.yml: holds one key, names"),
        ("names: [", r"own\.yml: "),
    ],
)
def test_a_mistake_in_a_file_stops_the_load_and_says_where_it_is(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        read_gazetteers(_folder(tmp_path, text))


def test_an_entry_stands_in_one_file(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"own\.yml: min-oil: id: 'min-oil' stands already in iq-ministries\.yml"):
        read_gazetteers(
            DATA / "gazetteer", _folder(tmp_path, "names:\n  - {id: min-oil, kind: ministry, forms: [وزارة البترول]}")
        )


def test_a_name_written_alike_in_two_files_says_in_which(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"iq-ministries\.yml, own\.yml: .* names both min-oil and other-oil"):
        read_gazetteers(DATA / "gazetteer", _folder(tmp_path, "names:\n  - {id: other-oil, kind: body, forms: [وزارة النفط]}"))


def test_an_observatory_adds_names_of_its_own(tmp_path: Path) -> None:
    gazetteer = make_gazetteer(
        _folder(tmp_path, "names:\n  - {id: own-dam, kind: body, of: min-water, forms: [هيئة السدود والخزانات]}")
    )
    assert [name.id for name in gazetteer.find("هيأة السدود والخزانات في بغداد")] == ["own-dam", "governorate-baghdad"]
    assert make_gazetteer(tmp_path / "nowhere").names == GAZETTEER.names


def test_every_cabinet_is_linked_to_the_known_governments() -> None:
    known = {row["key"] for row in yaml.safe_load((DATA / "governments" / "iq.yml").read_text(encoding="utf-8"))}
    rows = yaml.safe_load((DATA / "gazetteer" / "iq-governments.yml").read_text(encoding="utf-8"))["names"]
    assert {row["key"] for row in rows} == known


def test_prime_ministers_held_office_on_the_days_of_their_cabinets() -> None:
    for row in yaml.safe_load((DATA / "governments" / "iq.yml").read_text(encoding="utf-8")):
        after = row["began_on"].replace(day=row["began_on"].day + 1).isoformat()
        (person,) = GAZETTEER.find(row["head"]["ar"])
        assert GAZETTEER.holder("office-prime-minister", after) == person.id


def test_nobody_held_one_office_beside_another_for_longer_than_a_day_of_handing_over() -> None:
    held = sorted(
        (held.office, held.from_on, held.to_on or held.seen_on, name.id) for name in GAZETTEER.names for held in name.holds
    )
    for left, right in pairwise(held):
        assert left[0] != right[0] or left[2] <= right[1], (left, right)


def test_every_kind_has_an_entry() -> None:
    assert {name.kind for name in GAZETTEER.names} == set(KINDS)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_key_and_kind_of_the_gazetteer_is_explained(language: str) -> None:
    text = (DATA.parent / "docs" / language / "gazetteer.md").read_text(encoding="utf-8")
    assert [key for key in (*KEYS, *HOLDING_KEYS, *KINDS) if f"`{key}`" not in text] == []
