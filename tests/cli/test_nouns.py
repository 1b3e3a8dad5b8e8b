import pytest
from click.testing import CliRunner

from marsad.cli import COMMANDS, marsad
from marsad.domain.about import read_about
from marsad.shipped import SHIPPED
from marsad.store.models import Person
from tests import observatory

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(marsad, list(words))


def test_help_names_every_command():
    output = run("--help").output
    assert all(name in output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage")


def test_an_unknown_command_is_named():
    result = run("observe")
    assert result.exit_code == 2
    assert "observe" in result.output


def test_people_are_added_with_a_password_and_ended_with_their_record_kept():
    result = run("people", "add", "noor", "--role", "editor", "--name", "نور")
    assert "noor (editor)" in result.output
    person = Person.objects.get(username="noor")
    assert person.check_password(result.output.split()[-1])
    assert not person.is_superuser
    assert run("people", "end", "noor").exit_code == 0
    person.refresh_from_db()
    assert not person.is_active
    assert run("people", "end", "nobody").exit_code == 1


def test_a_weak_password_is_refused():
    result = run("people", "add", "noor", "--password", "12345")
    assert result.exit_code == 1
    assert not Person.objects.exists()


def test_the_ledger_verifies_and_a_change_is_named():
    observatory.promise("one")  # with its government and its sector
    assert "3 entries and 4 published rows hold" in run("ledger", "verify").output
    from marsad.store.models import Entry

    Entry.objects.update(actor="somebody else")
    result = run("ledger", "verify")
    assert result.exit_code == 1
    assert "entry 1" in result.output


def test_setup_loads_the_codebook_once():
    assert "iraqi-observatory 2" in run("setup").output
    assert "iraqi-observatory 2" in run("setup").output
    assert "نصف منجز" in run("codebook", "show").output


def test_setup_reminds_of_what_readers_are_not_told_of_who_runs_the_observatory(settings):
    settings.ABOUT = None
    assert str(settings.OPERATOR.data / "about.yml") in run("setup").output
    settings.ABOUT = read_about((SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8"))
    assert "about.yml" not in run("setup").output


def test_a_codebook_that_is_no_yaml_is_refused_with_its_name(tmp_path):
    path = tmp_path / "scale.yml"
    path.write_text("verdicts: [", encoding="utf-8")
    result = run("codebook", "load", str(path))
    assert result.exit_code == 1
    assert "scale.yml" in result.output
