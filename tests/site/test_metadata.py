"""The head of each page: one address, its languages, what others show of it, and what it holds in schema.org's words."""

import json
import re

import pytest

from tests.site.conftest import DRAFT

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/promises/",
    "/promises/coalition/",
    "/method/",
    "/about/",
    "/corrections/",
    "/ledger/",
    "/feeds/",
]


def head(client, page):
    html = client.get(page).content.decode()
    return html[: html.index("</head>")]


def data(client, page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head(client, page))
    return [thing for block in found for thing in json.loads(block).get("@graph", [json.loads(block)])]


def content(found, name):
    return re.search(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)"', found)[1]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_address_and_names_its_languages(client, rated, settings, page):
    base = settings.OPERATOR.base_url
    for prefix in ("", "/en"):
        found = head(client, prefix + page)
        assert re.findall(r'<link rel="canonical" href="([^"]+)"', found) == [f"{base}{prefix}{page}"]
        others = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', found))
        assert others["ar"] == others["x-default"] == f"{base}{page}"
        assert others["en"] == f"{base}/en{page}"
        assert found.count('name="description"') == 1
        assert content(found, "description")
        assert content(found, "og:title")
        assert content(found, "og:url") == f"{base}{prefix}{page}"
        assert "noindex" not in found


def test_a_narrowed_list_is_a_page_of_its_own_but_its_order_and_words_are_not(client, rated, settings):
    base = settings.OPERATOR.base_url
    found = head(client, "/promises/?sort=title&sector=security&page=1")
    assert f'<link rel="canonical" href="{base}/promises/?sector=security">' in found
    assert "noindex" in head(client, "/promises/?q=%D8%AA%D8%AD%D8%A7%D9%84%D9%81")


@pytest.mark.parametrize("page", ["/", "/promises/coalition/", "/promises/"])
def test_a_past_day_is_not_to_be_listed(client, rated, page):
    found = head(client, f"{page}?as_of=2024-01-01")
    assert found.count('<meta name="robots" content="noindex">') == 1
    assert "ld+json" not in found
    assert "/cards/coalition.png" not in found


@pytest.mark.parametrize("page", ["/receipt/", "/promises/coalition/contribute/", "/nowhere/"])
def test_a_form_is_of_no_use_to_a_search(client, rated, page):
    found = head(client, page)
    assert "canonical" not in found
    assert "og:title" not in found


def test_a_promise_is_shared_with_its_verdict_and_its_picture(client, rated, settings):
    found = head(client, "/promises/coalition/")
    assert content(found, "og:title") == "إنهاء مهمة التحالف الدولي: نصف منجز"
    assert content(found, "og:image") == f"{settings.OPERATOR.base_url}/cards/coalition.png"
    assert content(found, "og:description") == "غادر المستشارون القواعد الاتحادية."
    assert content(found, "twitter:card") == "summary_large_image"
    assert content(head(client, "/"), "og:image") == f"{settings.OPERATOR.base_url}/card.png"


def test_a_promise_is_a_claim_review_with_its_place(client, rated, settings):
    things = {thing["@type"]: thing for thing in data(client, "/promises/coalition/")}
    review = things["ClaimReview"]
    assert review["reviewRating"]["alternateName"] == "نصف منجز"
    assert review["reviewRating"]["ratingValue"] == 4
    assert review["claimReviewed"] == "إنهاء مهمة التحالف الدولي"
    assert review["author"]["name"] == settings.SITE_NAME
    assert len(review["citation"]) == 2
    crumbs = things["BreadcrumbList"]["itemListElement"]
    assert [one["position"] for one in crumbs] == [1, 2, 3, 4]
    for one in crumbs:
        assert client.get(one["item"]).status_code == 200
    english = {thing["@type"]: thing for thing in data(client, "/en/promises/coalition/")}
    assert english["ClaimReview"]["reviewRating"]["alternateName"] == "Half done"


def test_a_promise_without_a_verdict_is_no_review(client, rated, noise):
    assert [thing["@type"] for thing in data(client, "/promises/other/")] == ["BreadcrumbList"]
    assert DRAFT not in head(client, "/promises/other/")


def test_the_front_page_says_who_publishes_and_how_to_search(client, rated):
    things = {thing["@type"]: thing for thing in data(client, "/")}
    assert set(things) == {"Organization", "WebSite"}
    asked = things["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert client.get(asked.replace("{search_term_string}", "x")).status_code == 200


def test_the_page_of_feeds_is_a_data_set(client, rated):
    (found,) = data(client, "/feeds/")
    assert found["@type"] == "Dataset"
    for form in found["distribution"]:
        answer = client.get(form["contentUrl"])
        assert answer["Content-Type"].startswith(form["encodingFormat"])


@pytest.mark.parametrize("page", ["/", "/promises/coalition/", "/en/promises/coalition/"])
def test_every_feed_of_a_head_answers_as_what_it_is_said_to_be(client, rated, page):
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="(/[^"]+)"', head(client, page))
    assert len(found) >= 2
    for kind, address in found:
        assert client.get(address)["Content-Type"].startswith(kind)


def test_the_desk_is_told_to_nobody(client, rated, omar):
    client.force_login(omar)
    assert "og:" not in client.get("/desk/", follow=True).content.decode()
