"""The quotes that a verdict rests on, and who stands behind them. In Python: a page may hold hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape  # Django's asks of each text whether it is lazy: of forty quotes, a thousand times

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from marsad.domain.origins import Sources, Voice
from marsad.site.templatetags.as_of import addresses_at
from marsad.site.templatetags.moons import dated, isolate, rung_name, stance_name, tongue
from marsad.store.queries.steps import Proof

register = template.Library()


@register.simple_tag(takes_context=True)
def proofs(context: Context, shown: Iterable[Proof], *, has_stance: bool) -> SafeString:
    """Return *shown* as figures: each quote in its paragraph, under it who carried it, when, and what it says of the promise."""
    figures = _Figures(context, has_stance)
    return mark_safe("".join(figures.draw(proof) for proof in shown))  # noqa: S308 - each escaped there


class _Figures:
    """The quotes of one page. What many of them say, and how addresses of archived pages are written, is found once."""

    def __init__(self, context: Context, has_stance: bool) -> None:
        self._has_stance = has_stance
        self._outlet, self._day = cache(isolate), cache(dated)
        self._rung = cache(lambda rung: escape(rung_name(rung)))
        self._stance = cache(lambda stance: escape(stance_name(stance)))
        self._archived = escape(gettext("Archived page"))
        step = context["step"]
        self._voices = f"#voices-{step.standing.assessment.pk}" if step.told.is_shared else ""
        self._page = addresses_at(context, "site:snapshot", 0)

    def draw(self, proof: Proof) -> str:
        """Return *proof* as a figure."""
        document, passage = proof.evidence.document, proof.passage
        before, words, after = escape(passage.before), escape(passage.words), escape(passage.after)
        cited = f' cite="{escape(document.url)}"' if document and document.url else ""
        told = "\n".join(f"<span>{one}</span>" for one in self._told(proof))
        quote = f"{before}<mark>{words}</mark>{after}"
        return (
            f'<figure class="proof">\n<blockquote dir="auto" lang="{tongue(passage.words)}"{cited}>{quote}</blockquote>\n'
            f'<figcaption class="src dots">\n{told}\n</figcaption>\n</figure>\n'
        )

    def _told(self, proof: Proof) -> Iterable[str]:
        """Yield, escaped, what is told of *proof* beside its words."""
        item = proof.evidence
        if item.document is None:
            yield escape(gettext("Sent by a member of the public"))
        else:
            yield self._outlet(item.document.source_name or gettext("outlet not known"))
        if item.said_on:
            yield self._day(item.said_on)
        yield self._rung(item.rung)
        if self._has_stance:
            yield self._stance(item.stance)
        if proof.copies > 1:
            carried = ngettext("carried %(n)s time: one source", "carried %(n)s times: one source", proof.copies)
            told = escape(carried % {"n": proof.copies})
            yield f'<a href="{self._voices}">{told}</a>' if self._voices else told
        if proof.snapshot:
            yield f'<a href="{self._page(proof.snapshot)}#q{item.pk}">{self._archived}</a>'


@register.simple_tag
def voices(found: Sources, key: int) -> SafeString:
    """Return who stands behind what was told of the assessment *key*, as a list: whose text each is, and who else carried it."""
    rows = "".join(f"<li>\n{_voice(voice)}</li>\n" for voice in found.voices)
    return mark_safe(f'<ul class="plain voices" id="voices-{key}">\n{rows}</ul>')  # noqa: S308 - each escaped below


def _voice(voice: Voice) -> str:
    if voice.origin:
        name: str = isolate(voice.origin)
    else:
        is_sent = "submission" in voice.key
        name = escape(gettext("Sent by a member of the public") if is_sent else gettext("outlet not known"))
    told = f"<b>{name}</b>\n"
    if voice.is_party:
        told += _tag("tag warn", gettext("the party concerned: not independent"))
    elif voice.is_credited:
        told += _tag("tag quiet", gettext("credited"))
    elif voice.relaying:
        told += _tag("tag quiet", gettext("carried it first; credits nobody"))
    if voice.relaying:
        carried = ngettext("one text, carried by", "%(n)s texts, carried by", len(voice.stories)) % {"n": len(voice.stories)}
        told += f"<br>{_tag('soft', carried)} {isolate('، '.join(voice.relaying))}\n"
    return told


def _tag(css: str, words: str) -> str:
    return f'<span class="{css}">{escape(words)}</span>'
