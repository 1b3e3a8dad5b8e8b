"""What becomes of a page's forms: the search stays, a choice becomes links, all else says that it works at the live site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol

from marsad.mirror.places import Address, read_address

_SELECT = re.compile(r'<label for="([^"]+)">([^<]*)</label>\s*<select id="\1" name="([^"]+)">(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="([^"]*)"([^<>]*)>([^<]*)</option>')
_HEAD = re.compile(r"<form\b[^<>]*>")
_HIDDEN = re.compile(r'<input type="hidden"[^<>]*>\n?')
_SUGGEST = re.compile(r'\sdata-suggest(?:-label)?="[^"]*"')
_ACTION = re.compile(r'\saction="[^"]*"')


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of pages that a copy has and the site has not, in one language, as HTML. *live_note* holds "LIVE-ADDRESS"."""

    copy_note: str
    live_note: str
    narrow: str
    search_url: str
    search_part: str


class _Page(Protocol):
    @property
    def url(self) -> str: ...

    def follow(self, link: str) -> str: ...

    def leads(self, address: Address) -> str | None: ...


def replace_form(form: str, page: _Page, words: Words) -> str:
    """Return what stands in the place of *form* on *page*."""
    head = _HEAD.match(form)
    assert head is not None
    if 'role="search"' in head[0]:
        box = _ACTION.sub(f' action="{escape(words.search_url)}"', head[0]) + form[head.end() :]
        return _SUGGEST.sub("", _HIDDEN.sub("", box))
    if 'class="ask' in head[0]:
        return form
    return _as_links(form, page, words) or words.live_note.replace("LIVE-ADDRESS", escape(page.url))


def _as_links(form: str, page: _Page, words: Words) -> str:
    """Return the choices of *form* as lists of links, "" where none of them is a file."""
    here = read_address("", page.url)
    assert here is not None
    groups = []
    for _, label, name, options in _SELECT.findall(form):
        rows = []
        for value, state, word in _OPTION.findall(options):
            narrowed = Address(here[0].path, ((name, unescape(value)),)) if value else Address(here[0].path)
            link = page.leads(narrowed)
            if link is not None:
                current = ' aria-current="true"' if "selected" in state and value else ""
                rows.append(f'<li><a href="{escape(narrowed.url)}"{current}>{word}</a></li>')
        if len(rows) > 1:
            groups.append(f"<details><summary>{label}</summary><ul>{''.join(rows)}</ul></details>")
    if not groups:
        return ""
    return f'<nav class="mirror-choices noprint" aria-label="{words.narrow}">{"".join(groups)}</nav>'
