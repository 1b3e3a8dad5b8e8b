"""Tests that the demonstration observatory keeps the rules it is there to show. Reads only data/ and tools/."""

import importlib.util
import re
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from marsad.domain.codebook import make_codebook
from marsad.domain.edtf import last_day
from marsad.domain.reading import RUNGS, STANCES, Page, Reading
from marsad.domain.rules import AssessmentFact, EvidenceFact, examine
from marsad.pipeline import date as dates
from marsad.pipeline import extract, normalise, quantify
from marsad.pipeline.milestone import find_milestones
from marsad.pipeline.series.discover import propose, series_key
from marsad.pipeline.series.gather import Material, series
from marsad.text.dates.find import find_dates

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
PAPERS = {"light": "#fbfaf6", "dark": "#0f1620"}
PHASES = {"dark", "crescent", "half", "gibbous", "full", "barred"}
FULFILMENTS = ("not_started", "started", "half_done", "done", "broken")
LANGUAGES = {"ar", "en", "ckb"}


@cache
def read(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))


@cache
def renderer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo_pages", ROOT / "tools" / "demo_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["demo_pages"] = module
    spec.loader.exec_module(module)
    return module


@cache
def articles() -> dict[str, Any]:
    return {article.id: article for article in renderer().read_articles()}


def observatory() -> dict[str, Any]:
    return read("demo/observatory.yml")


def verdicts() -> dict[str, dict[str, Any]]:
    return {verdict["key"]: verdict for verdict in read("codebooks/iraqi-observatory-1.yml")["verdicts"]}


def by_key(name: str) -> dict[str, dict[str, Any]]:
    rows = {row["key"]: row for row in observatory()[name]}
    assert len(rows) == len(observatory()[name])
    return rows


def histories() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in observatory()["assessments"]:
        found.setdefault(row["promise"], []).append(row)
    return found


def story(page: str) -> str:
    return articles()[page].copy_of or page


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


ASSESSMENTS = [pytest.param(row, id=f"{row['promise']}-{row['effective_on']}") for row in observatory()["assessments"]]


# ── the codebook ──


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", ["not_started", "started", "half_done", "likely", "done", "broken"])
def test_a_verdict_can_be_read_on_paper_and_by_night(key: str, theme: str) -> None:
    assert contrast(verdicts()[key]["colour"][theme], PAPERS[theme]) >= 4.5


def test_every_verdict_has_its_own_phase_of_the_moon() -> None:
    assert {verdict["phase"] for verdict in verdicts().values()} == PHASES


def test_the_codebook_speaks_three_languages() -> None:
    codebook = read("codebooks/iraqi-observatory-1.yml")
    assert set(codebook["labels"]) == LANGUAGES
    for value in (*codebook["verdicts"], *codebook["outlooks"]):
        assert set(value["labels"]) == LANGUAGES
        assert set(value["definition"]) == LANGUAGES
        assert all(value["labels"].values())
        assert all(value["definition"].values())


def test_a_likely_promise_is_half_done_with_a_good_outlook() -> None:
    assert verdicts()["likely"]["fulfilment"] == "half_done"
    assert verdicts()["likely"]["outlook"] == "likely"


def test_requirements_and_aliases_use_known_words() -> None:
    codebook = read("codebooks/iraqi-observatory-1.yml")
    for verdict in codebook["verdicts"]:
        assert verdict["fulfilment"] in FULFILMENTS
        assert verdict["requires"]["rung"] in RUNGS
        assert verdict["requires"]["stance"] in STANCES
        assert verdict["requires"]["independent_sources"] >= 0
        assert verdict["maps"]["three_way"] in {"kept", "partially kept", "broken", "unrated"}
    assert set(codebook["aliases"].values()) == set(verdicts())


def test_an_announcement_alone_meets_no_verdict_above_not_started() -> None:
    for key in ("started", "half_done", "likely", "done"):
        assert RUNGS.index(verdicts()[key]["requires"]["rung"]) > RUNGS.index("announced")


# ── the promises ──


def test_promises_spread_over_sectors_and_governments() -> None:
    promises = by_key("promises")
    assert len(promises) >= 14
    assert len({promise["sector"] for promise in promises.values()}) >= 6
    assert {promise["government"] for promise in promises.values()} == {"kadhimi", "sudani"}


def test_every_promise_refers_to_rows_that_exist() -> None:
    promises = by_key("promises")
    for promise in promises.values():
        assert promise["government"] in by_key("governments")
        assert promise["sector"] in by_key("sectors")
        assert promise["body"] in by_key("bodies")
        assert promise["deadline"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", promise["deadline"])
        assert {"ar", "en"} <= set(promise["title"])
        assert {"ar", "en"} <= set(promise["text"])
        assert promise["justification"]["ar"]


def test_a_continued_promise_belongs_to_an_earlier_government() -> None:
    promises, governments = by_key("promises"), by_key("governments")
    continued = [promise for promise in promises.values() if promise["continues"]]
    assert len(continued) >= 2
    for promise in continued:
        older = governments[promises[promise["continues"]]["government"]]
        assert older["ended_on"] <= governments[promise["government"]]["began_on"]


def test_every_government_has_its_programme() -> None:
    assert {programme["government"] for programme in observatory()["programmes"]} == set(by_key("governments"))


def test_the_observatory_says_that_it_is_a_demonstration() -> None:
    assert "تجريبية" in observatory()["observatory"]["note"]["ar"]
    assert set(observatory()["observatory"]["note"]) == LANGUAGES


def test_promises_wait_to_be_assessed() -> None:
    assert len(histories()) >= 9
    assert len(by_key("promises")) - len(histories()) >= 4


# ── the assessments ──


def test_histories_hold_one_to_three_verdicts_in_order() -> None:
    for promise, rows in histories().items():
        assert promise in by_key("promises")
        assert 1 <= len(rows) <= 3
        days = [row["effective_on"] for row in rows]
        assert days == sorted(set(days))


def test_every_verdict_of_the_codebook_is_shown() -> None:
    assert {row["verdict"] for row in observatory()["assessments"]} == set(verdicts())


@pytest.mark.parametrize("row", ASSESSMENTS)
def test_quotes_are_words_of_one_paragraph(row: dict[str, Any]) -> None:
    for evidence in row["evidence"]:
        article = articles()[evidence["page"]]
        assert any(evidence["quote"] in paragraph for paragraph in article.paragraphs), evidence["quote"]
        assert evidence["quote"] in "\n".join(article.paragraphs)
        assert row["promise"] in article.about


@pytest.mark.parametrize("row", ASSESSMENTS)
def test_no_verdict_rests_on_evidence_that_came_later(row: dict[str, Any]) -> None:
    assert all(articles()[evidence["page"]].published <= row["effective_on"] for evidence in row["evidence"])


@pytest.mark.parametrize("row", ASSESSMENTS)
def test_verdicts_fall_within_the_term(row: dict[str, Any]) -> None:
    government = by_key("governments")[by_key("promises")[row["promise"]]["government"]]
    assert government["began_on"] <= row["effective_on"] <= (government["ended_on"] or date.max)


@pytest.mark.parametrize("row", ASSESSMENTS)
def test_verdicts_have_what_the_codebook_requires(row: dict[str, Any]) -> None:
    required = verdicts()[row["verdict"]]["requires"]
    telling = [
        evidence
        for evidence in row["evidence"]
        if RUNGS.index(evidence["rung"]) >= RUNGS.index(required["rung"]) and evidence["stance"] == required["stance"]
    ]
    outlets = {articles()[evidence["page"]].outlet.host for evidence in telling}
    stories = {story(evidence["page"]) for evidence in telling}
    assert min(len(outlets), len(stories)) >= required["independent_sources"]


@pytest.mark.parametrize("row", ASSESSMENTS)
def test_verdicts_are_explained_and_seconded_by_somebody_else(row: dict[str, Any]) -> None:
    people = by_key("people")
    assert row["author"] in people
    assert people[row["seconder"]]["role"] == "editor"
    assert row["author"] != row["seconder"]
    assert "coder" in row or row["effective_on"] < date(2025, 1, 1)  # the second codebook asks for two
    assert row.get("coder") not in {row["author"], row["seconder"]}
    assert row["summary"]["ar"]
    assert row["summary"]["en"]
    assert row["reasons"]["ar"]
    assert row["outlook"] is None or row["outlook"] in {
        outlook["key"] for outlook in read("codebooks/iraqi-observatory-1.yml")["outlooks"]
    }
    assert {evidence["stance"] for evidence in row["evidence"]} <= set(STANCES)


@pytest.mark.parametrize("row", ASSESSMENTS)
def test_the_rules_of_assessment_block_no_verdict(row: dict[str, Any]) -> None:
    government = by_key("governments")[by_key("promises")[row["promise"]]["government"]]
    fact = AssessmentFact(
        verdict=row["verdict"],
        effective_on=row["effective_on"],
        term_began_on=government["began_on"],
        term_ended_on=government["ended_on"],
        deadline_on=None,
        evidence=tuple(
            EvidenceFact(
                id=f"{place}",
                said_on=articles()[item["page"]].published,
                stance=item["stance"],
                rung=item["rung"],
                source=story(item["page"]),
            )
            for place, item in enumerate(row["evidence"])
        ),
        is_closing=row.get("is_closing", False),
        author=row["author"],
        seconder=row["seconder"],
        cause=row.get("cause", ""),
        coders=(row["author"], row["coder"]) if "coder" in row else (),
    )
    found = examine(fact, make_codebook(read(f"codebooks/iraqi-observatory-{2 if 'coder' in row else 1}.yml")))
    assert [finding.en for finding in found if finding.level == "block"] == []


def test_conflicts_quote_two_stories() -> None:
    assert len(observatory()["conflicts"]) >= 2
    for conflict in observatory()["conflicts"]:
        assert conflict["promise"] in by_key("promises")
        for side in (conflict["left"], conflict["right"]):
            assert side["quote"] in "\n".join(articles()[side["page"]].paragraphs)
        assert story(conflict["left"]["page"]) != story(conflict["right"]["page"])


# ── series ──


def read_pages(promises: set[str]) -> list[Reading]:
    """Read the pages that bear on *promises*, as the road reads them."""
    found = []
    for article in articles().values():
        if promises & set(article.about):
            row: Any = Page(article.id, html=(DEMO / "pages" / f"{article.id}.html").read_bytes())
            for step in (extract.STEP, normalise.STEP, dates.STEP, quantify.STEP):
                (row,) = step.run(row, None)
            found.append(replace(row, story=story(article.id)))
    return found


def family(promise: str) -> set[str]:
    continued = by_key("promises")[promise]["continues"]
    return {promise} | (family(continued) if continued else set())


def test_the_series_are_found_by_the_machine_itself() -> None:
    for row in observatory()["series"]:
        found = propose(Material(read_pages(family(row["promise"]))))
        assert series_key(row["unit"], row["about"]) in {one.key for one in found}, row["promise"]
        assert by_key("people")[row["editor"]]["role"] == "editor"


def test_the_troops_fall_from_5200_to_under_2000() -> None:
    (row,) = (row for row in observatory()["series"] if row["promise"] == "s-coalition-end")
    points = series(read_pages(family(row["promise"])), row["about"], row["unit"])
    told = [(point.day, point.relation, point.value, point.is_planned) for point in points]
    assert told[:3] == [("2020-01", "=", 5200.0, False), ("2020-09", "=", 3000.0, False), ("2021-01-15", "=", 2500.0, True)]
    assert told[-1] == ("2025-10-01", "<", 2000.0, True)
    assert {value for day, _, value, _ in told if "2021-02" < day < "2025-09"} == {2500.0}
    assert 900.0 not in {point.value for point in points}  # those in Syria
    assert points[-1].sources == 1  # two copies of one story count for nothing


@pytest.mark.parametrize("row", observatory()["milestones"], ids=lambda row: f"{row['promise']}-{row['day']}")
def test_a_milestone_is_set_by_its_page_which_is_evidence(row: dict[str, Any]) -> None:
    article = articles()[row["page"]]
    text, day = "\n".join(article.paragraphs), article.published.isoformat()
    found = find_milestones(Reading(row["page"], text, published=day, dates=find_dates(text, day)))
    assert row["day"] in {milestone.day for milestone in found}
    evidence = [
        (item["page"], item["stance"])
        for history in observatory()["assessments"]
        for item in history["evidence"]
        if history["promise"] == row["promise"]
    ]
    assert row["page"] in {page for page, _ in evidence}
    assert "met" not in row or (row["met"], "supports") in evidence
    assert "missed" not in row or last_day(row["day"]) < date(2025, 1, 1)
    assert by_key("people")[row["editor"]]["role"] == "editor"


def test_milestones_ahead_missed_and_met_are_shown() -> None:
    rows = observatory()["milestones"]
    assert any("missed" in row for row in rows)
    assert any("met" in row for row in rows)
    assert any(last_day(row["day"]) > date(2029, 1, 1) for row in rows)


# ── the pages ──


def test_the_pages_are_up_to_date_with_their_text() -> None:
    written = {path.name: path.read_bytes() for path in (DEMO / "pages").glob("*.html")}
    assert written == renderer().render_all(), "run tools/demo_pages.py"


def test_every_page_says_that_it_is_a_demonstration_and_where_it_stands() -> None:
    for article in articles().values():
        markup = (DEMO / "pages" / f"{article.id}.html").read_bytes().decode(article.encoding)
        assert "مادة تجريبية" in markup
        assert article.url in markup
        assert article.outlet.host.endswith(".example")
        assert "تجريبي" in article.outlet.name


def test_there_are_enough_pages_of_enough_kinds() -> None:
    found = articles().values()
    assert len(found) >= 44
    assert len({article.outlet.template for article in found}) == 5
    assert {article.meta for article in found} == {"jsonld", "og", "dateline", "none", "absent"}
    assert {article.outlet.months for article in found} == {"levantine", "egyptian", "dual", "maghrebi"}
    assert sum(not article.about for article in found) >= 5
    assert {promise for article in found for promise in article.about} == set(by_key("promises"))


def test_bodies_have_the_length_of_news() -> None:
    for article in articles().values():
        words = len(" ".join(article.paragraphs).split())
        assert (85 if article.copy_of else 115) <= words <= 300, f"{article.id}: {words} words"


def test_four_stories_run_in_three_outlets_each() -> None:
    copies = Counter(article.copy_of for article in articles().values() if article.copy_of)
    assert len(copies) >= 4
    for original in copies:
        hosts = {article.outlet.host for article in articles().values() if original in (article.id, article.copy_of)}
        assert len(hosts) == 3


def test_one_page_keeps_its_old_encoding_to_itself() -> None:
    old = [article for article in articles().values() if article.encoding == "windows-1256"]
    assert old
    for article in old:
        assert b"charset" not in (DEMO / "pages" / f"{article.id}.html").read_bytes()


def test_pages_are_left_for_the_queue() -> None:
    used = {evidence["page"] for row in observatory()["assessments"] for evidence in row["evidence"]}
    assert len(set(articles()) - used) >= 12
    waiting = set(by_key("promises")) - set(histories())
    assert {promise for article in articles().values() for promise in article.about} >= waiting


def test_the_road_reads_evidence_pages_as_they_were_written() -> None:
    for page in {evidence["page"] for row in observatory()["assessments"] for evidence in row["evidence"]}:
        article = articles()[page]
        reading = next(extract.run(Page(page, html=(DEMO / "pages" / f"{page}.html").read_bytes(), url=article.url)))
        assert reading.published == article.published.isoformat(), page
        assert all(paragraph in reading.text for paragraph in article.paragraphs), page


# ── after publishing ──


def test_a_correction_and_a_withdrawal_are_of_a_verdict_and_by_two_editors() -> None:
    rows = [*observatory()["corrections"], *observatory()["withdrawals"]]
    assert len(rows) >= 2
    for row in rows:
        assert row["of"] in {found["effective_on"] for found in histories()[row["promise"]]}
        assert row["done_on"] > row["of"]
        both = {row.get("author") or row["asker"], row["seconder"]}
        assert len(both) == 2
        assert {by_key("people")[person]["role"] for person in both} == {"editor"}


def test_a_reply_is_answered_by_one_and_published_by_another() -> None:
    for row in observatory()["replies"]:
        assert row["body"] in by_key("bodies")
        assert row["of"] in {found["effective_on"] for found in histories()[row["promise"]]}
        assert "تجريبي" in row["author"]
        assert row["answerer"] != row["publisher"]
        assert row["answer"]["ar"]
        assert row["answer"]["en"]
