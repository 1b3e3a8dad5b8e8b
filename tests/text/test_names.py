"""Names of the gazetteer in running text; a prime minister's name that is also a nationality."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.names import Gazetteer, Name

_FILE = Path(__file__).resolve().parents[2] / "data" / "gazetteer" / "iq.yml"


def _gazetteer() -> Gazetteer:
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["names"]
    several = ("forms", "ambiguous", "led_by", "not_after")
    return Gazetteer(tuple(Name(row["id"], row["kind"], *(tuple(row.get(key, ())) for key in several)) for row in rows))


GAZETTEER = _gazetteer()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("أوضحت وزارة الهجرة والمهجرين", ["min-migration"]),
        ("سلّمته لوزارة النفط", ["min-oil"]),
        ("قرار للمحكمة الاتحادية العليا", ["body-federal-court"]),
        ("في محافظة البصرة وبغداد", ["governorate-basra", "governorate-baghdad"]),
        ("رئيس الوزراء السوداني", ["pm-sudani"]),
        ("وأكد السوداني", ["pm-sudani"]),
        ("الجيش السوداني", []),
        ("الرئيس السوداني", []),
        ("المواطن السوداني", []),
        ("التقى محمد شياع السوداني وفدا. وقدّم السوداني شكره. وشارك الوفد السوداني", ["pm-sudani", "pm-sudani"]),
        ("حكومة السوداني", ["gov-sudani-2022"]),
    ],
)
def test_a_name_is_found_where_it_is_meant(text: str, ids: list[str]) -> None:
    assert [mention.id for mention in GAZETTEER.find(text)] == ids


def test_two_names_may_not_be_written_alike() -> None:
    with pytest.raises(ValueError, match="names both"):
        Gazetteer((Name("a", "body", ("هيئة",)), Name("b", "body", ("هيئه",))))


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        Name("a", "planet", ("المريخ",))


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer(()).find("بغداد") == ()


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(["السوداني", "وزارة", "النفط", "للبصرة", "ـ", "،"]), max_size=8).map(" ".join),
    )
)
def test_any_text_is_read_and_cut_within_its_bounds(text: str) -> None:
    assert all(0 <= mention.start < mention.end <= len(text) for mention in GAZETTEER.find(text))
