"""The promises of a report without their quotes, a line each. In Python: a page may hold thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from marsad.domain.report import ReportLine
from marsad.site.templatetags.as_of import addresses_at
from marsad.site.templatetags.moons import dated, isolate, long_edtf, moon_drawing, tongue
from marsad.site.templatetags.report import keeping_word, report_word

register = template.Library()
_WORDS = ("unrated", "closing", "overridden", "effective", "published", "by", "deadline", "sources", "quotes", "entry")


@register.simple_tag(takes_context=True)
def brief_lines(context: Context, lines: Iterable[ReportLine], level: int = 3) -> SafeString:
    """Return *lines*, in the order of sectors, as a list for each, its heading of *level*; each leads to its promise's page."""
    shown = tuple(lines)
    words = {key: escape(report_word(key)) for key in _WORDS}
    pages, entries = addresses_at(context, "site:promise", "key"), addresses_at(context, "site:ledger_entry", 0)
    parts = [_drawings({line.phase for line in shown})]
    for (_, sector), of in groupby(shown, key=lambda line: (line.sector_key, line.sector)):
        rows = "".join(_row(line, words, pages, entries) for line in of)
        parts.append(f'<h{level} class="sectored">{isolate(sector)}</h{level}>\n<ol class="briefs">\n{rows}</ol>\n')
    return mark_safe("".join(parts))  # noqa: S308 - each escaped below


def _drawings(phases: Iterable[str]) -> str:
    """Return the moon of each phase, drawn once: thousands refer to it. Styles reach no further than into its own group."""
    drawn = (
        f'<symbol id="m-{one}" viewBox="0 0 24 24"><g class="moon">{moon_drawing(one)}</g></symbol>' for one in sorted(phases)
    )
    return f'<svg class="drawn" width="0" height="0" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>\n'


def _row(line: ReportLine, words: dict[str, str], pages: Callable[[str | int], str], entries: Callable[[str | int], str]) -> str:
    verdict = escape(line.verdict) or words["unrated"]
    told = "".join(f"<span>{one}</span>\n" for one in _told(line, words, entries))
    marks = f' <span class="tag">{words["closing"]}</span>' if line.is_closing else ""
    marks += f' <span class="tag warn">{words["overridden"]}</span>' if line.overrides else ""
    return (
        f'<li id="p-{escape(line.key)}">'
        f'<a href="{pages(line.key)}" dir="auto" lang="{tongue(line.title)}">{escape(line.title)}</a>\n'
        f'<p class="verdict"><svg class="moon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f'<use href="#m-{escape(line.phase)}"/></svg> <span>{verdict}</span>{marks}</p>\n<p class="soft dots">{told}</p></li>\n'
    )


def _told(line: ReportLine, words: dict[str, str], entries: Callable[[str | int], str]) -> Iterator[str]:
    """Yield, escaped, what is told of *line* beside its verdict."""
    if line.verdict_key:
        yield f"{words['effective']} {dated(line.effective_on)}"
        yield f"{words['published']} {dated(line.published_on)}"
        yield f"{words['by']} {isolate(line.author)}{escape(gettext(', '))}{isolate(line.seconder)}"
    if line.deadline:
        yield f"{words['deadline']}: {isolate(long_edtf(line.deadline))} ({escape(keeping_word(line.keeping))})"
    if line.verdict_key:
        yield f'{words["sources"]}: <bdi class="num">{line.sources}</bdi>'
        yield f'{words["quotes"]}: <bdi class="num">{line.quoted}</bdi>'
    if line.entry:
        yield f'{words["entry"]} <a href="{entries(line.entry)}"><bdi class="num">{line.entry}</bdi></a>'
