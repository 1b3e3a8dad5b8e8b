"""The page about the observatory says who runs it, escaped, in the reader's language; or openly that nobody has said so."""

import json
import re

import pytest

from marsad.domain.about import About, Answerable, Funder, Label, read_about
from marsad.shipped import SHIPPED
from tests.site.conftest import words

pytestmark = pytest.mark.django_db
NOT_SAID = "This observatory has not yet said who runs it"


@pytest.fixture
def about(settings):
    """The demonstration's account of itself."""
    settings.ABOUT = read_about((SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8"))
    return settings.ABOUT


def test_without_a_file_the_page_says_that_nothing_was_said(client, settings):
    settings.ABOUT = None
    assert NOT_SAID in words(client.get("/en/about/"))
    assert "لم يقل هذا المرصد بعد من يديره" in words(client.get("/about/"))
    assert "mailto:" not in client.get("/about/").content.decode()


@pytest.mark.parametrize(("prefix", "language"), [("", "ar"), ("/en", "en"), ("/ckb", "ckb")])
def test_all_that_the_file_says_is_told_in_the_readers_language(client, about, prefix, language):
    page = words(client.get(f"{prefix}/about/"))
    assert NOT_SAID not in page
    labels = [about.name, about.text, about.post, about.funding, about.interests]
    labels += [label for one in about.answerable for label in (one.name, one.duty)]
    labels += [label for one in about.funders for label in (one.name, one.share)]
    for label in labels:
        for line in filter(None, label.in_language(language).splitlines()):
            assert line in page


def test_mail_is_a_link_and_so_are_addresses_of_the_web(client, about):
    html = client.get("/en/about/").content.decode()
    for mail in (about.mail, about.answerable[0].mail):
        assert f'<a href="mailto:{mail}">' in html
    for web in (about.web, about.funders[0].web):
        assert f'href="{web}"' in html
    for place in ("who", "contact", "answerable", "funding", "interests"):
        assert f'id="{place}"' in html


def test_what_is_told_in_arabic_alone_is_marked_as_arabic(client, settings):
    arabic = Label("جمعية المثال", "")
    settings.ABOUT = About(arabic, arabic, "a@b.example", (Answerable(arabic, arabic),), arabic, arabic)
    html = client.get("/en/about/").content.decode().partition('<h2 id="who">')[2].partition("</section>")[0]
    told = re.findall(r'<(?:p|div|b|span) dir="auto" lang="(\w+)">', html)
    assert told == ["ar"] * 6


def test_nothing_that_the_file_says_is_taken_for_markup(client, settings):
    sharp = Label("<script>alert(1)</script>", "<img src=x onerror=alert(2)>")
    funders = (Funder(sharp, sharp, "javascript:alert(3)"),)
    settings.ABOUT = About(sharp, sharp, "a@b.example", (Answerable(sharp, sharp),), sharp, sharp, funders, post=sharp)
    for page in ("/about/", "/en/about/", "/"):
        html = client.get(page).content.decode()
        for raw in ("<script>alert", "<img src=x", 'href="javascript:'):
            assert raw not in html, page


def test_on_a_past_day_the_page_says_that_it_tells_of_today(client, about):
    assert "as it stands today" in words(client.get("/en/about/?as_of=2024-01-01"))
    assert "as it stands today" not in words(client.get("/en/about/"))


@pytest.mark.parametrize("path", ["/", "/about/", "/data/"])
def test_pages_tell_machines_who_publishes(client, about, settings, path):
    html = client.get(path).content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    things = told.get("@graph", [told])
    told_of = (*things, *(one.get("publisher", {}) for one in things))
    publisher = next(one for one in told_of if one.get("@type") == "Organization")
    assert publisher["legalName"] == about.name.ar
    assert publisher["email"] == about.mail
    assert publisher["sameAs"] == about.web
    assert publisher["ownershipFundingInfo"] == f"{settings.OPERATOR.base_url}/about/#funding"
    assert publisher["ethicsPolicy"] == f"{settings.OPERATOR.base_url}/about/#interests"
