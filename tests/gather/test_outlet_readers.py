"""The readers that outlets declare: mistakes are named, and those that ship read the saved page beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.domain.outlet_reader import OutletReader, choose_reader
from marsad.domain.reading import Page
from marsad.gather.outlets import OutletError, load_outlets, load_readers, read_outlet
from marsad.pipeline.extract import run

ROOT = Path(__file__).resolve().parents[2]
SAVED = ROOT / "tests" / "pages" / "outlets"
OUTLET = """
id: a-paper
name: {{ar: صحيفة, en: A paper}}
country: iq
site: https://www.a.iq/
kind: paper
sources:
  - {{kind: feed, url: "https://a.iq/rss"}}
readers:
  - {}
"""


def declare(folder: Path, *readers: str) -> tuple[OutletReader, ...]:
    path = folder / "a.yml"
    path.write_text(OUTLET.format("\n  - ".join(readers)), encoding="utf-8")
    return read_outlet(path).readers


def test_a_reader_is_read_with_its_days_and_selectors(tmp_path: Path) -> None:
    (reader,) = declare(
        tmp_path, '{from: 2024-01-01, to: "2024-06-30", body: .text, title: h2, published: time, drop: [.ad, "#x"]}'
    )
    assert reader == OutletReader("a.iq", ".text", "h2", "time", (".ad", "#x"), "2024-01-01", "2024-06-30")


@pytest.mark.parametrize(
    ("readers", "words"),
    [
        (["{}"], ["readers[0]", "body, title, published, drop"]),
        (["{body: .a, css: b}"], ["readers[0] has an unknown key 'css'", "from, to, body"]),
        (["{body: 'p['}"], ["readers[0]: body 'p['", "no CSS selector"]),
        (["{body: 'p::first-line'}"], ["readers[0]: body", "no CSS selector"]),
        (["{body: .a, drop: .b}"], ["readers[0]: drop is a text, not a list"]),
        (["{body: .a, drop: ['']}"], ["readers[0]: drop[0]"]),
        (["{body: .a, drop: ['(']}"], ["readers[0]: drop[0] '('"]),
        (["{body: 5}"], ["readers[0]: body is a number, not a text"]),
        (["{body: .a, from: soon}"], ["readers[0]: from is 'soon'", "2024-03-01"]),
        (["{body: .a, to: 2024-02}"], ["readers[0]: to is"]),
        (["{body: .a, from: 2024-02-01, to: 2024-01-01}"], ["readers[0]: from 2024-02-01 is after to 2024-01-01"]),
        (["{body: .a}", "{body: .b, from: 2024-01-01}"], ["readers[1] holds on days on which readers[0]", "`to`"]),
        (["x"], ["readers[0] is a text, not a mapping"]),
    ],
)
def test_a_mistake_in_a_reader_is_named_with_its_file_key_and_choices(
    tmp_path: Path, readers: list[str], words: list[str]
) -> None:
    with pytest.raises(OutletError) as caught:
        declare(tmp_path, *readers)
    assert str(caught.value).startswith("a.yml: ")
    for word in words:
        assert word in str(caught.value)


def test_readers_that_are_no_list_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(OUTLET.format("").replace("readers:\n  - ", "readers: x"), encoding="utf-8")
    with pytest.raises(OutletError, match="readers is a text, not a list"):
        read_outlet(path)


OLD = OutletReader("a.iq", ".old", valid_to="2023-12-31")
NEW = OutletReader("a.iq", ".new", valid_from="2024-01-01")
BLOG = OutletReader("blog.a.iq", ".blog")


@pytest.mark.parametrize(
    ("host", "day", "chosen"),
    [
        ("a.iq", "2020-05-05", OLD),
        ("a.iq", "2024-01-01", NEW),
        ("a.iq", None, NEW),
        ("m.a.iq", "2020-05-05", OLD),
        ("blog.a.iq", "2020-05-05", BLOG),
        ("b.iq", "2020-05-05", None),
        ("aa.iq", None, None),
        (None, None, None),
    ],
)
def test_the_reader_is_chosen_by_host_and_day(host: str | None, day: str | None, chosen: OutletReader | None) -> None:
    assert choose_reader((NEW, OLD, BLOG), host, day) == chosen


STORY = "<p>أقر المجلس قانون الماء في جلسة طويلة حضرها الوزير ورئيس اللجنة.</p><p>ويبدأ التنفيذ في الشهر القادم.</p>"
MARKUP = f"<title>قانون الماء يقر في المجلس</title><h1>قانون الماء يقر في المجلس</h1><div class='box'>{STORY}</div>"


def read(
    readers: tuple[OutletReader, ...], markup: str = MARKUP, url: str = "https://a.iq/1"
) -> tuple[str, str | None, str | None]:
    (reading,) = run(Page("p", html=markup, url=url), readers)
    return reading.text, reading.title, reading.published


def test_a_reader_that_finds_nothing_leaves_the_page_to_the_general_reading() -> None:
    general = read(())
    assert general[0].count("\n") == 1
    for reader in (
        OutletReader("a.iq", ".gone", "h6", "time.gone"),
        OutletReader("b.iq", "h1"),
        OutletReader("a.iq", drop=(".gone",)),
    ):
        assert read((reader,)) == general


def test_a_reader_that_drops_the_whole_page_never_empties_it() -> None:
    text, title, _published = read((OutletReader("a.iq", drop=(".box p + p",)),))
    assert (text.count("\n"), title) == (0, "قانون الماء يقر في المجلس")
    assert read((OutletReader("a.iq", drop=("*",)),)) == read(())


def test_a_reader_holds_only_on_its_days() -> None:
    dated = MARKUP.replace("<h1>", "<meta property='article:published_time' content='2020-02-02'><h1>")
    assert read((OutletReader("a.iq", "h1 + .box p:first-child", valid_from="2021-01-01"),), dated) == read((), dated)
    assert read((OutletReader("a.iq", "h1 + .box p:first-child"),), dated)[0].count("\n") == 0


def test_every_reader_that_ships_has_a_saved_page_and_its_expected_reading() -> None:
    shipped = [outlet for outlet in load_outlets(ROOT / "data" / "outlets") if outlet.readers]
    assert len(shipped) >= 3
    assert {path.stem for path in SAVED.glob("*.html")} == {outlet.id for outlet in shipped}
    for outlet in shipped:
        described = next((ROOT / "data" / "outlets").rglob(f"{outlet.id}.yml")).read_text(encoding="utf-8")
        assert f"tests/pages/outlets/{outlet.id}.html" in described


@pytest.mark.parametrize("name", sorted(path.stem for path in SAVED.glob("*.html")))
def test_a_shipped_reader_gives_the_expected_reading(name: str) -> None:
    expected = json.loads((SAVED / f"{name}.json").read_text(encoding="utf-8"))
    page = Page(name, html=(SAVED / f"{name}.html").read_text(encoding="utf-8"), url=expected.get("url"))
    (reading,) = run(page, load_readers(ROOT / "data" / "outlets"))
    assert reading.text.split("\n") == expected["text"]
    assert (reading.title, reading.published) == (expected["title"], expected["published"])
    assert next(iter(run(page))).text != reading.text
