"""The quotes that a verdict rests on, and who stands behind them. In Python: a page may hold hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape  # Django's asks of each text whether it is lazy: of forty quotes, a thousand times

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from marsad.domain.origins import Sources, Voice
from marsad.site.templatetags.as_of import url_at
from marsad.site.templatetags.moons import dated, isolate, rung_name, stance_name, tongue
from marsad.store.queries.steps import Proof

register = template.Library()


@register.simple_tag(takes_context=True)
def proofs(context: Context, shown: Iterable[Proof], *, has_stance: bool) -> SafeString:
    """Return *shown* as figures: each quote in its paragraph, under it who carried it, when, and what it says of the promise."""
    return mark_safe("".join(_figure(context, proof, has_stance) for proof in shown))  # noqa: S308 - each escaped below


def _figure(context: Context, proof: Proof, has_stance: bool) -> str:
    document, passage = proof.evidence.document, proof.passage
    before, words, after = escape(passage.before), escape(passage.words), escape(passage.after)
    cited = format_html(' cite="{}"', document.url) if document and document.url else ""
    told = "\n".join(f"<span>{one}</span>" for one in _told(context, proof, has_stance))
    quote = f"{before}<mark>{words}</mark>{after}"
    return (
        f'<figure class="proof">\n<blockquote dir="auto" lang="{tongue(passage.words)}"{cited}>{quote}</blockquote>\n'
        f'<figcaption class="src dots">\n{told}\n</figcaption>\n</figure>\n'
    )


def _told(context: Context, proof: Proof, has_stance: bool) -> Iterable[str]:
    """Yield, escaped, what is told of *proof* beside its words."""
    item = proof.evidence
    if item.document is None:
        yield escape(gettext("Sent by a member of the public"))
    else:
        yield isolate(item.document.source_name or gettext("outlet not known"))
    if item.said_on:
        yield dated(item.said_on)
    yield escape(rung_name(item.rung))
    if has_stance:
        yield escape(stance_name(item.stance))
    if proof.copies > 1:
        carried = ngettext("carried %(n)s time: one source", "carried %(n)s times: one source", proof.copies)
        yield escape(carried % {"n": proof.copies})
    if proof.snapshot:
        address = escape(url_at(context, "site:snapshot", proof.snapshot))
        yield f'<a href="{address}#q{item.pk}">{escape(gettext("Archived page"))}</a>'


@register.simple_tag
def voices(found: Sources) -> SafeString:
    """Return who stands behind what was told, as a list: whose text each is, and who else carried it."""
    rows = "".join(f"<li>\n{_voice(voice)}</li>\n" for voice in found.voices)
    return mark_safe(f'<ul class="plain voices">\n{rows}</ul>')  # noqa: S308 - each escaped below


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
