"""Every public page, taken from the site's addresses, in a real browser: axe finds nothing, and nothing scrolls sideways.

Each page is seen once in each language, in both themes and at both widths over the three; `make pictures` sees all twelve.
"""

import pytest
from django.db import transaction

from marsad.domain.about import read_about
from marsad.newsroom import follow
from marsad.shipped import SHIPPED
from marsad.store.models import Follower
from tests import observatory
from tests.browser.sights import public_names, public_sights, states_of_pages
from tests.browser.visitor import Visitor
from tests.once import ONCE
from tests.store import published_record

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    ONCE,
]
LANGUAGES = ("ar", "en", "ckb")
ROUNDS = (
    (("ar", "light", 390), ("en", "dark", 1280), ("ckb", "dark", 390)),
    (("ar", "dark", 1280), ("en", "light", 390), ("ckb", "light", 1280)),
)


@pytest.fixture
def record(transactional_db, settings):
    """A record in which every page has something to show, and two readers who follow it by mail."""
    settings.FOLLOW_BY_MAIL = True
    settings.ABOUT = read_about((SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8"))
    with transaction.atomic():
        published_record.build()
    observatory.promise("roads", title="تعبيد طرق ريفية في ميسان", sector="roads", deadline="2028")
    for name in ("one", "two"):
        follow.ask_to_follow(f"{name}@reader.example", language="ar", frequency="weekly", subjects=["all"], caller=name)
    follow.confirm(follow.confirm_code(Follower.objects.first()))


def test_every_address_of_the_site_that_is_a_page_has_an_example(record):
    seen = {sight.name for sight in public_sights("ar")}
    assert set(public_names()) <= seen, "give tests/browser/sights.py an example, or say there that it is no page"


def test_every_public_page_is_free_of_faults_in_three_languages_and_both_themes(record, chromium, live_server, quiet, settings):
    told = {language: public_sights(language) for language in LANGUAGES}
    states = {language: states_of_pages(language)[place::3] for place, language in enumerate(LANGUAGES)}  # each in one language
    faults = []
    for number, combinations in enumerate(ROUNDS):
        for language, theme, width in combinations:
            reader = Visitor(chromium, live_server.url, width, theme, locale=language)
            reader.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}])
            for sight in (told[language] + states[language])[number::2]:
                faults += [f"{sight.name} {language} {theme} {width}: {fault}" for fault in _looks(reader, sight)]
            reader.context.close()
    assert faults == []


def _looks(reader, sight):
    answer = reader.sees(sight)
    wrong = [] if answer.status == sight.status else [f"answered {answer.status}"]
    if not answer.headers["content-type"].startswith("text/html"):
        return ["no page: name it so in tests/browser/sights.py"]
    return [*wrong, *reader.troubles(), *reader.finds()]
