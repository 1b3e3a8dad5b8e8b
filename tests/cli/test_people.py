"""Tests of `marsad people`: links, roles, leaving, and what people did."""

import re

import pytest
from click.testing import CliRunner

from marsad.cli import marsad
from marsad.newsroom import invitations
from marsad.store.models import Person

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(marsad, ["people", *arguments])


def test_an_invitation_is_a_link_that_is_followed():
    told = run("invite", "سيڤان", "--role", "editor").output
    code = re.search(r"/desk/join/([^/\s]+)/", told)[1]
    assert invitations.accept(code, username="sivan", password="four quiet rivers meet").role == "editor"
    assert "password only" in run("list").output


def test_a_role_changes_and_access_ends(zahra):
    assert run("role", "zahra", "editor").exit_code == 0
    assert run("rename", "zahra", "زهراء الجديدة").exit_code == 0
    assert run("end", "zahra").exit_code == 0
    person = Person.objects.get(username="zahra")
    assert (person.role, person.display_name, person.is_active) == ("editor", "زهراء الجديدة", False)


def test_what_was_done_and_refused_is_printed(layla):
    refused = run("end", "layla")
    assert refused.exit_code == 1
    assert "last one" in refused.output
    assert "refused: This is the last one" in run("acts", "--refused").output
    assert run("acts", "--act", "person.invite").output == ""


def test_nobody_by_that_name_is_told():
    assert "nobody is called x" in run("end", "x").output
