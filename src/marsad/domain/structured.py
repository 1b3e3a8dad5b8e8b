"""Say in schema.org's words what a page holds, as JSON-LD: a verdict as a ClaimReview, the data, who publishes, where it lies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.domain.about import About

CONTEXT = "https://schema.org"
# What a verdict counts for on fulfilment, from what was broken to what was done; what cannot be verified has no number.
RATINGS = {"broken": 1, "not_started": 2, "started": 3, "half_done": 4, "done": 5}
WORST, BEST = 1, 5
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
Thing = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A verdict that stands on a promise. *fulfilment* is the codebook's, *verdict* its word; days are ISO 8601, "" for none.

    *programme* is the document in which *government* made it; *evidence* the addresses of the pages that it rests on.
    """

    url: str
    language: str
    title: str
    text: str
    government: str
    programme: str
    programme_url: str
    promised_on: str
    fulfilment: str
    verdict: str
    summary: str
    effective_on: str
    published_at: str
    evidence: tuple[str, ...] = ()


def data_block(things: Sequence[Thing]) -> str:
    """Return *things* as JSON-LD that may stand inside a `script` element: whatever a text holds, it cannot end the element."""
    whole: Thing = {"@context": CONTEXT, "@graph": list(things)}
    if len(things) == 1:
        whole = {"@context": CONTEXT} | things[0]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _told(thing: Thing) -> Thing:
    """Return *thing* without what is not known."""
    return {key: value for key, value in thing.items() if value not in ("", None, [], {})}


def organization(base_url: str, name: str, logo_url: str, about: About | None = None) -> Thing:
    """Return who publishes the site; of who runs it, what *about* says."""
    told: Thing = {
        "@type": "Organization",
        "@id": f"{base_url}/#publisher",
        "name": name,
        "url": f"{base_url}/",
        "logo": logo_url,
        "publishingPrinciples": f"{base_url}/method/",
        "correctionsPolicy": f"{base_url}/corrections/",
    }
    if about is None:
        return told
    told |= {
        "legalName": about.name.ar,
        "email": about.mail,
        "telephone": about.phone,
        "address": about.post.ar if about.post else "",
        "sameAs": about.web,
        "ownershipFundingInfo": f"{base_url}/about/#funding",
        "ethicsPolicy": f"{base_url}/about/#interests",
    }
    return _told(told)


def website(base_url: str, home_url: str, name: str, language: str, search_url: str) -> Thing:
    """Return the site with its search; *search_url* ends where the words asked for begin."""
    return {
        "@type": "WebSite",
        "@id": f"{home_url}#website",
        "name": name,
        "url": home_url,
        "inLanguage": language,
        "publisher": {"@id": f"{base_url}/#publisher"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search_url + "{search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Thing:
    """Return where a page lies: pairs of a name and an address, the front page first, the page itself last."""
    rows = enumerate(steps, 1)
    items = [{"@type": "ListItem", "position": place, "name": name, "item": url} for place, (name, url) in rows]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def claim_review(reviewed: Reviewed, publisher: Thing) -> Thing:
    """Return the verdict as a ClaimReview: what was claimed is the promise, where it appeared is the programme."""
    rating = RATINGS.get(reviewed.fulfilment)
    scale: Thing = {} if rating is None else {"ratingValue": rating, "bestRating": BEST, "worstRating": WORST}
    claimant = {"@type": "GovernmentOrganization", "name": reviewed.government}
    appearance = _told(
        {
            "@type": "CreativeWork",
            "name": reviewed.programme,
            "url": reviewed.programme_url,
            "datePublished": reviewed.promised_on,
        }
    )
    claim = _told(
        {
            "@type": "Claim",
            "@id": f"{reviewed.url}#promise",
            "name": reviewed.title,
            "text": reviewed.text,
            "author": claimant,
            "datePublished": reviewed.promised_on,
            "appearance": appearance if len(appearance) > 1 else None,
        }
    )
    return _told(
        {
            "@type": "ClaimReview",
            "@id": f"{reviewed.url}#verdict",
            "url": reviewed.url,
            "inLanguage": reviewed.language,
            "claimReviewed": reviewed.title,
            "itemReviewed": claim,
            "reviewRating": {
                "@type": "Rating",
                **scale,
                "alternateName": reviewed.verdict,
                "ratingExplanation": reviewed.summary,
            },
            "reviewBody": reviewed.summary,
            "datePublished": reviewed.published_at,
            "temporalCoverage": reviewed.effective_on,
            "author": publisher,
            "citation": list(reviewed.evidence),
        }
    )


def dataset(
    url: str, name: str, description: str, language: str, changed_at: str, files: Sequence[tuple[str, str, str]], publisher: Thing
) -> Thing:
    """Return the record as a Dataset; *files* are its forms: a name, a media type and an address each."""
    forms = [
        {"@type": "DataDownload", "name": title, "encodingFormat": kind, "contentUrl": where} for title, kind, where in files
    ]
    return _told(
        {
            "@type": "Dataset",
            "@id": f"{url}#dataset",
            "url": url,
            "name": name,
            "description": description,
            "inLanguage": language,
            "dateModified": changed_at,
            "isAccessibleForFree": True,
            "creator": publisher,
            "publisher": publisher,
            "distribution": forms,
        }
    )
