"""The same matches from every engine, byte for byte: several promises, rarity given, stances judged."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from marsad import plugins
from marsad.domain.reading import Page, PromiseText, Reading
from marsad.engines.choose import engine
from marsad.pipeline.matching.rarity import Rarity
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import road_tools

TERM = {"government": "حكومة نوري السوداني", "period": "2022-10/2025-11"}
PROMISES = (
    PromiseText(id="port", title="إنشاء ميناء الفاو الكبير", text="إكمال كاسر الأمواج والأرصفة والنفق المغمور.", **TERM),
    PromiseText(id="hospitals", title="إنجاز المستشفيات المتلكئة", text="إكمال بناء المستشفيات وتجهيزها.", **TERM),
    PromiseText(id="schools", title="بناء ألف مدرسة", text="إنهاء الدوام المزدوج في المدارس الطينية.", **TERM),
)
TEXTS = (
    "أعلنت وزارة النقل العراقية إكمال النفق المغمور في ميناء الفاو. وقال مدير الميناء إن الأرصفة سلمت قبل موعدها.",
    "نفت وزارة الصحة إنجاز المستشفيات المتلكئة في بغداد، وأكدت أن العمل متوقف فيها منذ عام كامل.",
    "تعتزم وزارة التربية بناء مدارس جديدة بدل المدارس الطينية، وتأجل إنجاز المستشفيات المتلكئة إلى العام المقبل.",
    "فاز فريق الكرة بهدفين في المباراة النهائية أمام جمهور كبير في الملعب.",
)
PAGES = tuple(Page(f"p{n}", text=text, title=text[:40], published="2024-03-01") for n, text in enumerate(TEXTS * 3))
RARITY = Rarity(500, {"وزار": 300, "مدرس": 40, "فاو": 3})


def _lines(name: str) -> list[str]:
    tools = road_tools(PROMISES, encoder="none", rarity=RARITY)
    rows = engine(name)(build_road(with_matching=True), PAGES, tools)
    return sorted(json.dumps(asdict(row), ensure_ascii=False, sort_keys=True) for row in rows)


def test_every_engine_gives_the_same_findings_byte_for_byte_after_sorting(monkeypatch):
    pytest.importorskip("daft", reason="the scale extra is not installed")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    lines = {name: _lines(name) for name in plugins.names("engine")}
    assert all(said == lines["inline"] for said in lines.values())
    matches = [match for line in lines["inline"] for match in json.loads(line)["matches"]]
    assert {match["promise_id"] for match in matches} == {"port", "hospitals", "schools"}
    assert len({match["stance"] for match in matches}) > 1


def test_a_page_weighed_twice_is_weighed_alike():
    matcher = road_tools(PROMISES, encoder="none", rarity=RARITY)["matcher"]()
    reading = Reading(id="a", text=TEXTS[2], published="2024-03-01")
    assert matcher.weigh(reading) == matcher.weigh(reading)
