"""What the site's pages say of themselves to machines, in schema.org's words: gathered from the record, written by the domain."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language, gettext

from marsad.domain.structured import Reviewed, Thing, breadcrumbs, claim_review, dataset, organization, website
from marsad.site.addresses import base_url, has_page, scope_page, whole, whole_of
from marsad.site.feed_names import FORMS, STREAM_NAMES
from marsad.store.models import Promise
from marsad.store.queries.public import Standing

_MOST_CITED = 20


def publisher() -> Thing:
    """Return who publishes."""
    return organization(base_url(), settings.SITE_NAME, whole(static("marsad/moon.svg")), settings.ABOUT)


def about_things() -> list[Thing]:
    """Return what the page about the observatory says: who publishes."""
    return [publisher()]


def home_things() -> list[Thing]:
    """Return what the front page says: who publishes, and how the site is searched."""
    home, search = whole_of("site:home"), whole_of("site:search" if has_page("site:search") else "site:promises") + "?q="
    return [publisher(), website(base_url(), home, settings.SITE_NAME, get_language() or "ar", search)]


def data_things(view: str) -> list[Thing]:
    """Return what the page of data, or that of feeds, says: the record as data, in the forms that a program can take."""
    files = [
        (str(name), kind.partition(";")[0], whole_of("site:feed", key, form))
        for key, name in STREAM_NAMES.items()
        for form, kind in FORMS.items()
    ]
    files.append((gettext("Deadlines of promises"), "text/calendar", whole_of("site:calendar")))
    name = gettext("Promises of governments and how they were kept")
    told = gettext("Each promise with its verdict, the evidence that it rests on, and every change, sealed in a public ledger.")
    return [dataset(whole_of(view), name, told, get_language() or "ar", "", files, publisher())]


def promise_things(standing: Standing, proofs: tuple[Any, ...]) -> list[Thing]:
    """Return what the page of a promise says: where it lies and, where a verdict stands, the ClaimReview."""
    promise = standing.promise
    steps = (
        (settings.SITE_NAME, whole_of("site:home")),
        (gettext("Promises"), whole_of("site:promises")),
        (promise.government.name, scope_page("government", promise.government.key)),
        (promise.title, whole_of("site:promise", promise.key)),
    )
    review = reviewed(promise, standing, proofs)
    return [breadcrumbs(steps), *([claim_review(review, publisher())] if review else [])]


def reviewed(promise: Promise, standing: Standing, proofs: tuple[Any, ...]) -> Reviewed | None:
    """Return the verdict that stands on *promise* for a ClaimReview; None where none stands."""
    verdict, assessment, programme = standing.verdict, standing.assessment, promise.programme
    if verdict is None or assessment is None:
        return None
    pages = (proof.evidence.document.url for proof in proofs if proof.evidence.document is not None)
    cited = tuple(dict.fromkeys(page for page in pages if page.startswith(("https://", "http://"))))
    promised_on = programme.published_on if programme and programme.published_on else None
    return Reviewed(
        url=whole_of("site:promise", promise.key),
        language=get_language() or "ar",
        title=promise.title,
        text=promise.text,
        government=promise.government.name,
        programme=programme.title if programme else "",
        programme_url=programme.url if programme else "",
        promised_on=promised_on.isoformat() if promised_on else "",
        fulfilment=verdict.fulfilment,
        verdict=verdict.label.in_language(get_language() or "ar"),
        summary=assessment.summary,
        effective_on=assessment.effective_on.isoformat(),
        published_at=assessment.published_at.isoformat() if assessment.published_at else "",
        evidence=cited[:_MOST_CITED],
    )
