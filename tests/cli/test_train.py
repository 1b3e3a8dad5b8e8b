"""`marsad train` from the command line: what it says with few decisions, which models there are, and going back."""

import pytest
from click.testing import CliRunner

from marsad.cli.train import command
from marsad.newsroom import model_choice, training
from tests import observatory
from tests.once import ONCE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def models(settings, tmp_path, monkeypatch):
    settings.MODELS_ROOT = tmp_path / "models"
    monkeypatch.setattr(training, "make_encoder", lambda *_: None)
    monkeypatch.setattr(training, "read_pages", observatory.read_once)


def run(*words):
    return CliRunner().invoke(command, words)


@ONCE
def test_too_few_decisions_are_said_and_change_nothing():
    done = run()
    assert done.exit_code == 0, done.output
    assert "0 decisions are too few" in done.output
    assert model_choice.chosen_name() == "shipped"


@ONCE
def test_what_was_trained_can_be_forced_listed_and_left_again():
    assert "from now on" in run("--force").output
    (_, own) = model_choice.names()
    assert f"* {own}" in run("--list").output
    assert run("--use", "shipped").exit_code == 0
    assert "* shipped" in run("--list").output


@ONCE
def test_a_dry_run_changes_nothing():
    assert "not used" in run("--dry-run").output
    assert model_choice.chosen_name() == "shipped"


def test_a_name_that_is_none_is_said_without_a_traceback():
    done = run("--use", "no-such")
    assert done.exit_code == 1
    assert "there are shipped" in done.output
