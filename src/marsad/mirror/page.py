"""Make a page stand alone: its links lead to files, what needs a server says where it works. All else stays as it was answered.

The site's templates quote every attribute with " and Django escapes < and > wherever a value stands, so that a tag ends at the
first >. What is written is read again by a parser before an export is finished (`check.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from marsad.mirror.forms import Words, replace_form
from marsad.mirror.places import Address, lead, read_address, root_of

_TAG = re.compile(r"<[a-z][a-z0-9-]*\s(?:[^<>]*\s)?(?:href|src|action|poster)=[^<>]*>")
_LINK = re.compile(r'(\s(?:href|src|action|poster)=")([^"]*)(")')
_FORM = re.compile(r"<form\b[^<>]*>.*?</form>", re.DOTALL)
_PRELOAD = re.compile(r'<link rel="preload"[^<>]*>\n?')  # a browser refuses it to a page that is a file
_LINE = re.compile(r'<p class="no-line"[^<>]*></p>\n<script [^<>]*></script>\n?')  # a copy needs no line to the site
_MOST_LED = 50_000  # links whose ends are kept: those of menus and lists come again on every page
Place = Callable[[Address], str | None]


@dataclass(frozen=True, slots=True)
class Led:
    """Where a link leads: to *file*, as it stands in links from the folder; else to *url*, at the live site or as it was."""

    url: str
    fragment: str = ""
    file: str | None = None
    is_left_out: bool = False


@dataclass(slots=True)
class Site:
    """What is known of the site while its pages are made: *place* says which file an address is, None for what is left out.

    *live* is where the site itself is read, *static* the beginning of the addresses of its styles, scripts and fonts.
    """

    live: str
    static: str
    place: Place
    statics: set[str] = field(default_factory=set)
    left_out: dict[str, int] = field(default_factory=dict)
    led: dict[str, Led] = field(default_factory=dict)

    def leave_out(self, url: str) -> str:
        """Write down that pages lead to *url*, which is no file; return where it works."""
        self.left_out[url] = self.left_out.get(url, 0) + 1
        return self.live + url


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is made into the file *file*; *url* is its address, as encoded in links."""

    file: str
    url: str
    site: Site

    def follow(self, link: str) -> str:
        """Return what *link* of this page becomes."""
        if link.startswith("#") or (link and not link.startswith(("/", "?", "."))):
            return link
        if link.startswith(self.site.static):
            file = link.split("?")[0].lstrip("/")
            self.site.statics.add(file)
            return lead(root_of(self.file), file)
        led = self.site.led.get(link)
        if led is None:
            led = self._lead(link)
            if link.startswith("/") and "#" not in link and len(self.site.led) < _MOST_LED:  # the same on every page
                self.site.led[link] = led
        if led.file is not None:
            return root_of(self.file) + led.file
        return self.site.leave_out(led.url) + led.fragment if led.is_left_out else led.url

    def _lead(self, link: str) -> Led:
        found = read_address(link, self.url)
        if found is None:
            return Led(link)
        address, fragment = found
        placed = self.site.place(address)
        fragment = f"#{fragment}" if fragment else ""
        if placed is None:
            return Led(address.url, fragment, is_left_out=True)
        return Led(link, fragment, lead("", placed) + fragment)

    def leads(self, address: Address) -> str | None:
        """Return the link to *address*, None where it is no file."""
        file = self.site.place(address)
        return None if file is None else lead(root_of(self.file), file)


def make_page(text: str, page: Page, words: Words) -> str:
    """Return the page *text* as a file; *words* are the words of its language."""
    text = _LINE.sub("", _PRELOAD.sub("", text))
    text = _FORM.sub(lambda found: replace_form(found[0], page, words), text)
    text = _TAG.sub(lambda tag: _LINK.sub(lambda link: _followed(link, page), tag[0]), text)
    return text.replace('<footer class="foot">', f'<footer class="foot">{words.copy_note}', 1)


def _followed(link: re.Match[str], page: Page) -> str:
    return f"{link[1]}{escape(page.follow(unescape(link[2])))}{link[3]}"
