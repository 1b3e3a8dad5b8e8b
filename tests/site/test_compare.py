"""Governments side by side: in every sector how each stands, each figure a link to the list that it counts."""

import re

import pytest

from tests.site.conftest import words

pytestmark = pytest.mark.django_db


def test_sectors_are_compared_and_every_figure_leads_to_its_list(client, rated, noise):
    answer = client.get("/en/governments/compare/")
    assert "Sector by sector" in words(answer)
    section = answer.content.decode().split('id="by-sector"')[1].split("</section>")[0]
    figures = re.findall(r'href="(/en/promises/[^"]*government=[^"]*)">(.*?)</a>', section)
    assert figures
    for address, told in figures:
        number = re.findall(r"\d+", re.sub(r"<[^>]+>", " ", told))[-1]
        assert f"{number} promise" in words(client.get(address.replace("&amp;", "&")))
