"""Make the file of an address: ask the site, let the page stand alone, write it, and tell where its links lead."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from marsad.mirror.ask import Answer, Reader
from marsad.mirror.check import links_of, target_of
from marsad.mirror.find import make_index
from marsad.mirror.folder import MirrorError
from marsad.mirror.forms import Words
from marsad.mirror.page import Page, Site, make_page
from marsad.mirror.places import Address, file_of, root_of
from marsad.mirror.walk import MAY_FAIL, NARROWS, TIMELESS
from marsad.store.queries.mirror import read_findable

STYLE = "static/marsad/mirror.css"
SCRIPTS = ("static/marsad/mirror-words.js", "static/marsad/mirror-search.js")
_HELP = re.compile(r'<section class="prose">.*?</section>', re.DOTALL)
_DAYS = ("as_of", "on")
_AT_ONCE = 2**20
INDEX = Address("")  # what is dealt out in the place of an address where the index of the search is to be made


@dataclass(frozen=True, slots=True)
class Plan:
    """What every process that makes files has to know: *views* are the addresses that are kept, by path, with their views."""

    root: Path
    views: Mapping[str, str]
    known_on: dt.date | None
    today: dt.date
    sequence: int

    @property
    def asked_day(self) -> str:
        """The day that pages are asked to speak of, "" for today."""
        return self.known_on.isoformat() if self.known_on else ""

    def place(self, address: Address) -> tuple[Address, str] | None:
        """Return *address* as it is kept, without a day, and its file; None where it is left out."""
        asked = dict(address.query)
        day = next((asked[name] for name in _DAYS if name in asked), self.asked_day)
        bare = address.without(_DAYS)
        narrows = NARROWS.get(self.views.get(bare.path, "-"), frozenset())
        is_kept = bare.path in self.views and day == self.asked_day and narrows.issuperset(dict(bare.query))
        file = file_of(bare) if is_kept else None
        return None if file is None else (bare, file)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, or why not (*failed*).

    *found* are addresses that it leads to and this process had not met, *leads* the same of files, *statics* of files of the
    site's own; *left_out* counts links to addresses that are no files.
    """

    address: Address
    file: str
    digest: str = ""
    size: int = 0
    is_page: bool = False
    failed: str = ""
    found: tuple[Address, ...] = ()
    leads: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


class Maker:
    """Makes files after a plan, in this process."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._site = Site(settings.OPERATOR.base_url, settings.STATIC_URL, self._place)
        self._reader = Reader()
        self._places: dict[Address, str | None] = {}
        self._found: list[Address] = []
        self._met: set[Address] = set()
        self._led: set[str] = set()
        self._folders: set[Path] = set()
        codes = [code for code, _ in settings.LANGUAGES]
        self._words = {code: _words_in(code, plan, self._site.live) for code in codes}
        self._starts = {code: _start_of(code) for code in codes if code != settings.LANGUAGE_CODE}

    def make_all(self, address: Address) -> Iterator[Made]:
        """Write the file of *address*, or those of the index of the search."""
        if address != INDEX:
            yield self.make(address)
            return
        for one in make_index(read_findable(self.plan.known_on)):
            yield Made(address, one.file, *self._written(one.file, one.text.encode()))

    def make(self, address: Address) -> Made:
        """Write the file of *address*. Raise MirrorError where the site answers what it should not."""
        placed = self.plan.place(address)
        assert placed is not None
        file = placed[1]
        is_dated = bool(self.plan.asked_day) and self.plan.views[address.path] not in TIMELESS
        answer = self._reader.ask(address.asks(as_of=self.plan.asked_day) if is_dated else address)
        if answer.status >= 500 or (answer.status != 200 and self.plan.views[address.path] in MAY_FAIL):
            return Made(address, file, failed=f"{address.url} answered {answer.status}")
        if answer.status != 200 and not (answer.status == 410 and answer.view == "site:promise"):
            raise MirrorError(f"{address.url} answered {answer.status}; nothing was written")
        if not answer.kind.startswith("text/html"):
            return Made(address, file, *self._written(file, answer))
        statics, self._site.statics, self._site.left_out = self._site.statics, set(), {}
        body = self._made(answer, Page(file, address.url, self._site), self._language(address)).encode()
        leads = tuple(self._new_leads(body, file))
        found, self._found = tuple(self._found), []
        new = tuple(sorted(self._site.statics - statics))
        left_out, self._site.statics = self._site.left_out, self._site.statics | statics
        return Made(address, file, *self._written(file, body), True, "", found, leads, new, left_out)

    def _place(self, address: Address) -> str | None:
        if address not in self._places:
            placed = self.plan.place(address)
            self._places[address] = placed[1] if placed else None
            if placed and placed[0].query and placed[0] not in self._met:
                self._met.add(placed[0])
                self._found.append(placed[0])
        return self._places[address]

    def _new_leads(self, body: bytes, file: str) -> Iterator[str]:
        for link in links_of(body):
            target = target_of(link, file)
            if target is None:
                raise MirrorError(f"{file} leads to {link!r}, which is no file of the copy; nothing was written")
            if target and target not in self._led:
                self._led.add(target)
                yield target

    def _written(self, file: str, answer: Answer | bytes) -> tuple[str, int]:
        path = self.plan.root / file
        if path.parent not in self._folders:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError) as error:
                raise MirrorError(f"{file}: a file stands where a folder has to be") from error
            self._folders.add(path.parent)
        body = answer if isinstance(answer, bytes) else answer.body
        stream = None if isinstance(answer, bytes) else answer.stream
        with path.open("wb") as out:
            if stream is None:
                out.write(body)
                return hashlib.sha256(body).hexdigest(), len(body)
            with stream:
                return _copy(stream, out)

    def _made(self, answer: Answer, page: Page, language: str) -> str:
        words, root, text = self._words[language], root_of(page.file), answer.body.decode()
        tail = ""
        page.site.statics.add(STYLE)
        if answer.view == "site:search":
            page.site.statics.update(SCRIPTS)
            tail = "".join(f'<script src="{root}{script}" defer></script>\n' for script in SCRIPTS)
            text = _HELP.sub(lambda _: words.search_part.replace("ROOT", root), text, count=1)
        text = make_page(text, page, words)
        text = text.replace("</head>", f'<link rel="stylesheet" href="{root}{STYLE}">\n</head>', 1)
        return text.replace("</body>", f"{tail}</body>", 1) if tail else text

    def _language(self, address: Address) -> str:
        found = (code for code, start in self._starts.items() if address.path.startswith(start))
        return next(found, settings.LANGUAGE_CODE)


def _words_in(code: str, plan: Plan, live: str) -> Words:
    with translation.override(code):
        told = {"day": plan.known_on or plan.today, "entry": plan.sequence, "live": live, "live_shown": urlsplit(live).netloc}
        told |= {"language": code, "pages": reverse("site:home").lstrip("/")}
        parts = [render_to_string(f"site/mirror/{name}.html", told) for name in ("copy_note", "live_note", "search")]
        return Words(parts[0], parts[1], translation.gettext("Narrow the list"), reverse("site:search"), parts[2])


def _start_of(code: str) -> str:
    with translation.override(code):
        return reverse("site:home")


def _copy(source: BinaryIO, out: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while part := source.read(_AT_ONCE):
        digest.update(part)
        size += out.write(part)
    return digest.hexdigest(), size
