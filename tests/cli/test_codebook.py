import csv
import datetime as dt
import io
import json

import pytest
import yaml
from click.testing import CliRunner

from marsad.cli import codebook as noun
from marsad.domain.scales import SCALE_KEYS, scale
from marsad.newsroom import assess, publish, review
from marsad.store.models import CodebookVersion
from tests import observatory

pytestmark = pytest.mark.django_db
SECOND = observatory.ROOT / "data/codebooks/iraqi-observatory-2.yml"


def run(*words):
    return CliRunner().invoke(noun.command, list(words))


@pytest.fixture
def rated(codebook, zahra, omar):
    """A promise half done, at risk, and another that nobody has assessed."""
    about = observatory.promise("rated", title_en="End the mission")
    pieces = [review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way") for _ in range(2)]
    waiting = assess.propose(
        about,
        zahra,
        verdict="half_done",
        outlook="at_risk",
        effective_on=dt.date(2025, 10, 2),
        summary_ar="خرج المستشارون.",
        evidence_ids=[piece.pk for piece in pieces],
    )
    observatory.promise("unrated")
    observatory.promise("hidden", is_published=False)
    return publish.publish(waiting.pk, omar)


def test_a_codebook_is_checked_beside_the_one_in_force_and_nothing_is_recorded(codebook):
    result = run("check", str(SECOND))
    assert result.exit_code == 0
    assert "is a codebook: iraqi-observatory 2, 7 verdicts" in result.output
    assert "Verdict “Not verifiable”: added." in result.output
    assert "Deadlines: 30 days after one passed only" in result.output
    assert "Rule: The cause" not in result.output  # it did not change
    assert CodebookVersion.objects.count() == 1


def test_a_codebook_with_a_mistake_is_told_where(tmp_path, codebook):
    body = yaml.safe_load(SECOND.read_text(encoding="utf-8"))
    body["rules"]["evidence-later"] = "perhaps"
    path = tmp_path / "mine.yml"
    path.write_text(yaml.safe_dump(body, allow_unicode=True), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "mine.yml: rules: evidence-later is 'perhaps', none of block, warn, off" in result.output


def test_a_change_under_the_same_version_is_refused_before_it_is_loaded(tmp_path, codebook):
    body = dict(codebook.body)
    body["verdicts"] = [dict(verdict) for verdict in body["verdicts"]]
    body["verdicts"][1]["requires"] = {"rung": "funded", "independent_sources": 2, "stance": "supports"}
    path = tmp_path / "same.yml"
    path.write_text(yaml.safe_dump(body, allow_unicode=True), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "“Started”: the rung required: funded (was: decided)." in result.output
    assert "raise the version" in result.output


def test_versions_are_listed_the_latest_first(codebook):
    assert run("load", str(SECOND)).exit_code == 0
    first, second = run("list").output.splitlines()
    assert "iraqi-observatory 2" in first
    assert "iraqi-observatory 1  0 changes" in second


@pytest.mark.parametrize("key", SCALE_KEYS)
def test_every_public_promise_is_written_on_another_scale_and_ours(rated, key):
    rows = {row["promise"]: row for row in csv.DictReader(io.StringIO(run("export", "--scale", key).output))}
    assert set(rows) == {"rated", "unrated"}
    row = rows["rated"]
    assert (row["verdict"], row["verdict_ar"], row["outlook"], row["effective_on"]) == (
        "half_done",
        "نصف منجز",
        "at_risk",
        "2025-10-02",
    )
    assert row["value"] in scale(key).keys
    assert row["published_at"].endswith("+00:00")
    assert (rows["unrated"]["value"], rows["unrated"]["verdict"]) == (scale(key).unrated, "")


def test_json_carries_the_same_and_a_past_day_what_was_known_then(rated, tmp_path):
    path = tmp_path / "verdicts.json"
    assert "2 promises written" in run("export", "--scale", "full_fact", "--format", "json", "--output", str(path)).output
    written = {row["promise"]: row for row in json.loads(path.read_text(encoding="utf-8"))}
    assert written["rated"]["value"] == "In progress"  # under the first codebook, which does not map it
    assert written["rated"]["codebook"] == "iraqi-observatory 1"
    assert json.loads(run("export", "--scale", "full_fact", "--format", "json", "--as-of", "2020-01-01").output) == []


def test_an_unknown_scale_is_refused_with_the_choices(codebook):
    result = run("export", "--scale", "stars")
    assert result.exit_code == 2
    assert "polimetre" in result.output
