"""What a card of a promise says in a language, for the picture and for the frame alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from marsad.domain.card_words import CARD_LANGUAGES, card_word, sources_told
from marsad.store.models.localised import localised
from marsad.store.queries.cards import PromiseCard
from marsad.text.spoken_days import write_day, write_edtf
from marsad.typeset.card import Card

EMBED_KEPT_S = 300  # how long others may show a card without asking again


@dataclass(frozen=True, slots=True)
class CardWords:
    """A card in words. *facts* are short; *demo* is "" but in a demonstration.

    *checked*, when the team last decided anything on the promise, stands in the frame alone: a picture lies long in the memory
    of others, and would tell an old day.
    """

    language: str
    title: str
    verdict: str
    phase: str
    summary: str
    facts: tuple[str, ...]
    demo: str
    checked: str = ""

    @property
    def is_rtl(self) -> bool:
        """Whether its language is written from right to left."""
        return not self.language.startswith("en")


def interface_language(language: str) -> str:
    """Return the language of the interface for a card in *language*: the site's own where it has no such pages."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def demo_word(language: str) -> str:
    """Return what a card of a demonstration says of itself; "" for any other."""
    return card_word("demo", language) if settings.IS_DEMO else ""


def card_words(card: PromiseCard, language: str) -> CardWords:
    """Return what *card* says in *language*, one of CARD_LANGUAGES; raise ValueError for another."""
    if language not in CARD_LANGUAGES:
        raise ValueError(f"{language!r} is none of {', '.join(CARD_LANGUAGES)}")
    promise, standing = card.promise, card.standing
    with translation.override(interface_language(language)):
        title, government = promise.title, promise.government.name
        summary = localised(standing.assessment.summary_ar, standing.assessment.summary_en) if standing.assessment else ""
    facts = [government]
    if standing.assessment is not None:
        facts.append(f"{card_word('as_of', language)} {write_day(standing.assessment.effective_on, language)}")
        facts.append(sources_told(card.sources, language))
    if promise.deadline:
        facts.append(f"{card_word('deadline', language)}: {write_edtf(promise.deadline, language)}")
    if card.known_on is not None:
        facts.append(f"{card_word('known_on', language)} {write_day(card.known_on, language)}")
    return CardWords(
        language=language,
        title=title,
        verdict=standing.verdict.label.in_language(language) if standing.verdict else card_word("unrated", language),
        phase=standing.phase,
        summary=summary or ("" if standing.assessment else card_word("no_verdict", language)),
        facts=tuple(fact for fact in facts if fact),
        demo=demo_word(language),
        checked=f"{card_word('checked', language)} {write_day(standing.checked_on, language)}" if standing.checked_on else "",
    )


def picture_card(words: CardWords) -> Card:
    """Return *words* as the press takes them."""
    return Card(
        language=words.language,
        site=settings.SITE_NAME,
        title=words.title,
        verdict=words.verdict,
        phase=words.phase,
        summary=words.summary,
        facts=words.facts,
        demo=words.demo,
    )


def site_card(language: str) -> Card:
    """Return the card of the whole site, for pages that are of no one promise."""
    return Card(language, settings.SITE_NAME, summary=card_word("tagline", language), demo=demo_word(language))
