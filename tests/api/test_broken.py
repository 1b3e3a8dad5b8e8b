"""A fault of ours is told to a program in its own form, to a reader by a page."""

import pytest
from django.test import Client

from marsad.api import answers
from marsad.site.views import pages

pytestmark = pytest.mark.django_db


def test_a_program_is_told_of_our_fault_as_a_problem(monkeypatch):
    monkeypatch.setattr(answers, "last_entry", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/api/v1/ledger/")
    assert response.status_code == 500
    assert response["Content-Type"].startswith("application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_reader_is_told_of_our_fault_by_a_page(monkeypatch):
    monkeypatch.setattr(pages, "read_method", lambda *_, **__: 1 / 0)
    response = Client(raise_request_exception=False).get("/method/")
    assert response.status_code == 500
    assert response["Content-Type"].startswith("text/html")
