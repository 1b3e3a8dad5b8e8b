"""Write the public site as files: one moment of the record, every page as a reader is answered, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from marsad.mirror.ask import Answer, Reader
from marsad.mirror.check import loose_links
from marsad.mirror.find import make_index
from marsad.mirror.folder import Folder, MirrorError, open_folder
from marsad.mirror.forms import Words
from marsad.mirror.page import Page, Site, make_page
from marsad.mirror.places import Address, file_of, root_of
from marsad.mirror.walk import NARROWS, seeds
from marsad.store.queries.ledger_check import one_moment
from marsad.store.queries.mirror import read_findable, read_keys
from marsad.store.queries.report import ledger_head

LEFT_OUT = "LEFT-OUT.txt"
_CSS_LINK = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_STYLE, _SCRIPT = "static/marsad/mirror.css", "static/marsad/mirror-search.js"
_HELP = re.compile(r'<section class="prose">.*?</section>', re.DOTALL)
_DAYS = ("as_of", "on")
Told = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: how many pages and files, how many bytes, and how many addresses pages lead to that are left out."""

    pages: int
    files: int
    size: int
    left_out: int
    sequence: int
    head: str


def export_site(place: Path, known_on: dt.date | None = None, told: Told = lambda done, known: None) -> Export:
    """Write the public site as it is now, or was known at the end of *known_on*, into the folder *place*.

    *told* is called with how many addresses were answered and how many are known by then. Raise MirrorError where *place* holds
    what is no export, nothing was published, or a page cannot be made.
    """
    folder = open_folder(place)
    try:
        with one_moment():
            made = _Export(folder, known_on)
            made.run(told)
        folder.settle()
    finally:
        shutil.rmtree(folder.root, ignore_errors=True)
    size, files = folder.size, len(folder.sums)
    return Export(made.pages, files, size, len(made.site.left_out), made.sequence, made.head)


class _Export:
    """One export while it is written."""

    def __init__(self, folder: Folder, known_on: dt.date | None) -> None:
        self.folder, self.known_on, self.pages = folder, known_on, 0
        self.sequence, self.head = ledger_head(known_on)
        if not self.sequence:
            raise MirrorError("nothing was published by then; there is no site to write")
        self.site = Site(settings.OPERATOR.base_url, settings.STATIC_URL, self._place)
        self._reader = Reader()
        self._day = known_on.isoformat() if known_on else ""
        self._views: dict[str, str] = {}
        self._places: dict[Address, str | None] = {}
        self._waiting: deque[Address] = deque()
        self._words = {code: self._words_in(code) for code, _ in settings.LANGUAGES}
        self._starts = {code: _in(code, "site:home") for code in self._words if code != settings.LANGUAGE_CODE}

    def run(self, told: Told) -> None:
        """Write everything."""
        for seed in seeds(read_keys(self.known_on), self.known_on):
            self._views[seed.address.path] = seed.view
            self._place(seed.address)
        done = 0
        while self._waiting:
            self._write(self._waiting.popleft())
            done += 1
            told(done, done + len(self._waiting))
        for one in make_index(read_findable(self.known_on)):
            self.folder.write(one.file, one.text.encode())
        self._write_statics()
        self._write_left_out()
        self._check()
        self.folder.seal(
            [
                ("site", self.site.live),
                ("ledger entry", str(self.sequence)),
                ("ledger head", self.head),
                ("as of", self._day or timezone.localdate().isoformat()),
            ]
        )

    def _place(self, address: Address) -> str | None:
        """Return the file of *address*, None where it is left out; one that is new is asked for in its turn."""
        if address in self._places:
            return self._places[address]
        asked = dict(address.query)
        day = next((asked[name] for name in _DAYS if name in asked), self._day)
        bare = address.without(_DAYS)
        narrows = NARROWS.get(self._views.get(bare.path, "-"), frozenset())
        is_kept = bare.path in self._views and day == self._day and narrows.issuperset(dict(bare.query))
        file = file_of(bare) if is_kept else None
        if file is not None and bare not in self._places:
            self._places[bare] = file
            self._waiting.append(bare)
        self._places[address] = file
        return file

    def _write(self, address: Address) -> None:
        asked = address.asks(as_of=self._day) if self._day else address
        answer = self._reader.ask(asked)
        file = self._places[address]
        assert file is not None
        if answer.status != 200 and not (answer.status == 410 and answer.view == "site:promise"):
            raise MirrorError(f"{asked.url} answered {answer.status}; nothing was written")
        body = answer.body
        if answer.kind.startswith("text/html"):
            body = self._made(answer, Page(file, address.url, self.site), self._language(address)).encode()
            self.pages += 1
        self.folder.write(file, body)

    def _made(self, answer: Answer, page: Page, language: str) -> str:
        words, root, text = self._words[language], root_of(page.file), answer.body.decode()
        head, tail = [f'<link rel="stylesheet" href="{root}{_STYLE}">'], ""
        self.site.statics.add(_STYLE)
        if answer.view == "site:search":
            self.site.statics.add(_SCRIPT)
            tail = f'<script src="{root}{_SCRIPT}" defer></script>\n'
            text = _HELP.sub(lambda _: words.search_part.replace("ROOT", root), text, count=1)
        text = make_page(text, page, words)
        return text.replace("</head>", f"{''.join(head)}\n</head>", 1).replace("</body>", f"{tail}</body>", 1)

    def _language(self, address: Address) -> str:
        found = (code for code, start in self._starts.items() if address.path.startswith(start))
        return next(found, settings.LANGUAGE_CODE)

    def _words_in(self, code: str) -> Words:
        with translation.override(code):
            day = self.known_on or timezone.localdate()
            told = {"day": day, "entry": self.sequence, "live": self.site.live, "live_shown": urlsplit(self.site.live).netloc}
            told |= {"language": code, "pages": reverse("site:home").lstrip("/")}
            parts = [render_to_string(f"site/mirror/{name}.html", told) for name in ("copy_note", "live_note", "search")]
            return Words(parts[0], parts[1], translation.gettext("Narrow the list"), reverse("site:search"), parts[2])

    def _write_statics(self) -> None:
        waiting = sorted(self.site.statics)
        while waiting:
            file = waiting.pop(0)
            if file in self.folder.sums:
                continue
            found = finders.find(file.removeprefix(settings.STATIC_URL.lstrip("/")))
            if not isinstance(found, str):
                raise MirrorError(f"{file} is shown by a page and is not there")
            body = Path(found).read_bytes()
            self.folder.write(file, body)
            if file.endswith(".css"):
                links = [link.split("#")[0].split("?")[0] for link in _CSS_LINK.findall(body.decode())]
                waiting += [_beside(file, link) for link in links if link and not link.startswith(("data:", "#"))]

    def _write_left_out(self) -> None:
        """Write which addresses of the site its pages lead to, at the live site, because they are no files."""
        head = "Addresses that pages of this copy lead to at the live site, and from how many links:\n"
        rows = (f"{count}\t{self.site.live}{url}\n" for url, count in sorted(self.site.left_out.items()))
        self.folder.write(LEFT_OUT, (head + "".join(rows)).encode())

    def _check(self) -> None:
        known = frozenset(self.folder.sums)
        loose = next(loose_links(self.folder.root, lambda: iter(sorted(known)), known), None)
        if loose is not None:
            raise MirrorError(f"{loose.file} leads to {loose.link!r}, which is no file of the copy; nothing was written")


def _in(code: str, name: str) -> str:
    with translation.override(code):
        return reverse(name)


def _beside(file: str, link: str) -> str:
    parts = file.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
