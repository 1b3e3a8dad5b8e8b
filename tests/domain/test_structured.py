import json

from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.codebook_values import FULFILMENTS
from marsad.domain.structured import BEST, RATINGS, WORST, Reviewed, breadcrumbs, claim_review, data_block, dataset, organization

BASE = "https://watch.example"
PUBLISHER = organization(BASE, "مرصد", f"{BASE}/moon.svg")


def reviewed(**changes):
    values = {
        "url": f"{BASE}/promises/a/",
        "language": "ar",
        "title": "إنهاء المهمة",
        "text": "تحاور الحكومة.",
        "government": "حكومة",
        "programme": "المنهاج",
        "programme_url": "https://gov.example/p.pdf",
        "promised_on": "2022-10-27",
        "fulfilment": "half_done",
        "verdict": "نصف منجز",
        "summary": "غادر المستشارون.",
        "effective_on": "2026-01-20",
        "published_at": "2026-01-20T12:20:00+00:00",
        "evidence": ("https://news.example/1",),
    }
    return Reviewed(**(values | changes))


def test_a_verdict_is_a_review_of_what_the_programme_promised():
    review = claim_review(reviewed(), PUBLISHER)
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 4,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "نصف منجز",
        "ratingExplanation": "غادر المستشارون.",
    }
    assert review["itemReviewed"]["appearance"]["url"] == "https://gov.example/p.pdf"
    assert review["itemReviewed"]["author"]["@type"] == "GovernmentOrganization"
    assert review["author"] == PUBLISHER
    assert review["citation"] == ["https://news.example/1"]


def test_every_fulfilment_has_its_number_but_what_cannot_be_verified():
    assert set(FULFILMENTS) - set(RATINGS) == {"not_verifiable"}
    assert (min(RATINGS.values()), max(RATINGS.values())) == (WORST, BEST)
    rating = claim_review(reviewed(fulfilment="not_verifiable"), PUBLISHER)["reviewRating"]
    assert "ratingValue" not in rating
    assert rating["alternateName"] == "نصف منجز"


def test_what_is_not_known_is_not_said():
    review = claim_review(reviewed(programme="", programme_url="", promised_on="", evidence=()), PUBLISHER)
    assert "appearance" not in review["itemReviewed"]
    assert "citation" not in review


@given(st.text(max_size=300))
def test_no_text_ends_the_element_that_it_stands_in(text):
    block = data_block([claim_review(reviewed(title=text, summary=text), PUBLISHER), breadcrumbs([(text, BASE)])])
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(block)
    assert json.loads(block)["@graph"][0].get("claimReviewed", "") == text


def test_one_thing_stands_alone_and_several_in_a_graph():
    data = dataset(BASE, "وعود", "كلها", "ar", "", [("كل ما تغيّر", "application/atom+xml", f"{BASE}/f.atom")], PUBLISHER)
    assert json.loads(data_block([data]))["@type"] == "Dataset"
    assert "dateModified" not in data
    assert [one["@type"] for one in json.loads(data_block([PUBLISHER, data]))["@graph"]] == ["Organization", "Dataset"]
