import datetime as dt

import pytest
from click.testing import CliRunner

from marsad.cli import marsad
from marsad.newsroom import assess, publish, review
from tests import observatory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(codebook, zahra, omar):
    about = observatory.promise("coalition")
    found = [review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way") for _ in range(2)]
    wanted = {"verdict": "half_done", "effective_on": dt.date(2025, 10, 2), "summary_ar": "خرج المستشارون."}
    publish.publish(assess.propose(about, zahra, evidence_ids=[one.pk for one in found], **wanted).pk, omar)
    return about


@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_the_report_is_written_where_it_is_asked_for(rated, tmp_path, language):
    path = tmp_path / "report.pdf"
    result = CliRunner().invoke(marsad, ["report", "sudani", "-o", str(path), "--language", language])
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(b"%PDF")
    assert "1 promises, 1 with a verdict" in result.output


def test_an_unknown_government_is_answered_with_the_known_ones(rated):
    result = CliRunner().invoke(marsad, ["report", "nobody"])
    assert result.exit_code == 1
    assert "sudani" in result.output
    before = CliRunner().invoke(marsad, ["report", "sudani", "--as-of", "2020-01-01"])
    assert before.exit_code == 1
