"""Requests made from the OpenAPI document by schemathesis: no fault of ours, and every answer is as the document says."""

import re

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marsad.api.asked import ARABIC
from marsad.api.interface import make_document
from marsad.api.urls import urlpatterns

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
EXAMPLES = 5
schema = schemathesis.openapi.from_dict(make_document())


@pytest.fixture
def _open_connection():
    """Keep the connection of the test open between requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_open_connection")
def test_answers_are_as_the_document_says(full):
    app, asked = get_wsgi_application(), []  # through WSGI, as a server would
    for found in schema.get_all_operations():

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
        @given(case=found.ok().as_strategy())
        def ask(case):
            answer = case.call(app=app, base_url="http://127.0.0.1", headers={"Host": "127.0.0.1", "Accept-Encoding": "identity"})
            asked.append(answer.status_code)
            case.validate_response(answer, checks=CHECKS)

        ask()
    assert {200, 400} <= set(asked)


def test_the_document_names_every_address():
    paths = {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/api/v1/{one.pattern}") for one in urlpatterns[:-1] if str(one.pattern)}
    assert set(make_document()["paths"]) == paths - {"/api/v1/openapi.json"}


def test_every_parameter_and_address_is_explained_in_both_languages():
    for ways in make_document()["paths"].values():
        way = ways["get"]
        assert way["summary"]
        assert re.search("[\u0600-\u06ff]", way["x-summary-ar"])
        for one in way["parameters"]:
            assert one["name"] in ARABIC
            assert re.search("[\u0600-\u06ff]", one["x-description-ar"])


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/", "/en/api/"])
def test_the_page_of_the_interface_names_every_address_without_a_script_of_its_own(client, address):
    html = client.get(address).content.decode()
    assert all(path in html for path in make_document()["paths"])
    assert re.findall(r"<script(?! src=\"/static/)", html) == []
    assert " style=" not in html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_kind_of_problem_is_documented(language):
    from pathlib import Path

    from marsad.api.problems import problem_kinds

    text = (Path(__file__).resolve().parents[2] / "docs" / language / "api.md").read_text(encoding="utf-8")
    assert [name for name, *_ in problem_kinds() if f"`{name}`" not in text] == []
