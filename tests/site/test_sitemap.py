"""Sitemaps list every public page once in each language, with the day of the ledger; robots are told what to leave alone."""

import urllib.robotparser
import xml.etree.ElementTree as ElementTree

import pytest

from marsad.site.views import sitemap
from marsad.store.models import Entry
from tests import observatory

pytestmark = pytest.mark.django_db
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return ElementTree.fromstring(answer.content)


def told(client, address):
    return {row.findtext(f"{S}loc"): row.findtext(f"{S}lastmod") for row in read(client, address)}


def path_of(url, settings):
    assert url.startswith(settings.OPERATOR.base_url)
    return url.removeprefix(settings.OPERATOR.base_url)


def test_every_page_that_is_listed_answers(client, rated, noise, settings):
    parts = told(client, "/sitemap.xml")
    assert len(parts) == 2
    pages = [path_of(url, settings) for part in parts for url in told(client, path_of(part, settings))]
    assert len(pages) == len(set(pages))
    assert {"/", "/en/", "/promises/coalition/", "/en/promises/coalition/", "/governments/sudani/report/"} <= set(pages)
    assert not [page for page in pages if "hidden" in page]
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_a_promise_is_of_the_day_that_the_ledger_last_told_of_it(client, rated, settings):
    last = Entry.objects.filter(promise=rated).order_by("-sequence").first()
    assert told(client, "/sitemaps/promises-1.xml")[f"{settings.OPERATOR.base_url}/promises/coalition/"] == last.at


def test_a_page_names_its_other_languages(client, rated, settings):
    base = settings.OPERATOR.base_url
    row = next(row for row in read(client, "/sitemaps/promises-1.xml"))
    links = {link.get("hreflang"): link.get("href") for link in row.findall("{http://www.w3.org/1999/xhtml}link")}
    assert links["ar"] == links["x-default"] == f"{base}/promises/coalition/"
    assert links["en"] == f"{base}/en/promises/coalition/"


def test_promises_are_told_in_parts(client, rated, monkeypatch, settings):
    monkeypatch.setattr(sitemap, "PROMISES_A_PART", 2)
    for number in range(4):
        observatory.promise(f"more-{number}")
    parts = [path_of(url, settings) for url in told(client, "/sitemap.xml")]
    assert parts[1:] == [f"/sitemaps/promises-{number}.xml" for number in (1, 2, 3)]
    keys = [url for part in parts[1:] for url in told(client, part) if "/en/" not in url and "/ckb/" not in url]
    assert len(keys) == len(set(keys)) == 5
    assert client.get("/sitemaps/promises-4.xml").status_code == 404
    assert client.get("/sitemaps/promises-0.xml").status_code == 404


def test_a_sitemap_costs_the_same_however_many(client, rated, django_assert_max_num_queries):
    for number in range(20):
        observatory.promise(f"more-{number}")
    for address in ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/promises-1.xml", "/robots.txt"):
        with django_assert_max_num_queries(6):
            client.get(address)


def test_robots_may_read_the_record_and_nothing_else(client, rated, settings):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    body = answer.content.decode()
    assert f"Sitemap: {settings.OPERATOR.base_url}/sitemap.xml" in body
    assert "Disallow: /*?as_of=" in body
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(body.splitlines())
    for page in ("/", "/promises/coalition/", "/en/promises/coalition/", "/feeds/changes.atom", "/cards/coalition.png"):
        assert rules.can_fetch("anybody", page), page
    for page in ("/desk/", "/accounts/login/", "/operator/", "/en/receipt/", "/embed/promises/coalition/"):
        assert not rules.can_fetch("anybody", page), page


def test_an_empty_record_has_a_sitemap(client, db):
    assert len(told(client, "/sitemap.xml")) == 1
