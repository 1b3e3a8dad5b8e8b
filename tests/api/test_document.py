"""Requests made from the OpenAPI document by schemathesis: no fault of ours, and every answer is as the document says."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from marsad.api.asked import ARABIC
from marsad.api.interface import make_document
from marsad.api.urls import urlpatterns
from marsad.domain.about import read_about
from marsad.shipped import SHIPPED
from tests.api.wsgi import Interface

EXAMPLES = 5
schema = schemathesis.openapi.from_dict(make_document())


@pytest.mark.django_db
def test_answers_are_as_the_document_says(full):
    interface, asked = Interface(), []
    for found in schema.get_all_operations():

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
        @given(case=found.ok().as_strategy())
        def ask(case):
            asked.append(interface.ask(case).status_code)

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
def test_the_document_says_whom_to_ask_and_is_another_once_that_changed(client, settings):
    settings.ABOUT = None
    before = client.get("/api/v1/openapi.json")
    page = f"{settings.OPERATOR.base_url}/about/"
    assert before.json()["info"]["contact"] == {"url": page}
    settings.ABOUT = about = read_about((SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8"))
    after = client.get("/api/v1/openapi.json", headers={"If-None-Match": before["ETag"]})
    assert after.json()["info"]["contact"] == {"name": about.name.ar, "url": page, "email": about.mail}
    assert client.get("/api/v1/").json()["about"] == page


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
