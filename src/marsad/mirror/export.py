"""Write the public site as files: one moment of the record, every page as a reader is answered, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone

from marsad.mirror.folder import Folder, MirrorError, open_folder
from marsad.mirror.hands import Hands, hired
from marsad.mirror.make import INDEX, Made, Plan
from marsad.mirror.places import Address
from marsad.mirror.walk import LONG, MAY_FAIL, seeds
from marsad.store.queries.mirror import read_keys
from marsad.store.queries.report import ledger_head

LEFT_OUT = "LEFT-OUT.txt"
_CSS_LINK = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
Told = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: how many pages and files, how many bytes, and how many addresses pages lead to that are left out.

    *failed* says which addresses the site could not answer; they are left out too.
    """

    pages: int
    files: int
    size: int
    left_out: int
    sequence: int
    head: str
    failed: tuple[str, ...]


def export_site(
    place: Path, known_on: dt.date | None = None, told: Told = lambda done, known: None, processes: int = 1
) -> Export:
    """Write the public site as it is now, or was known at the end of *known_on*, into the folder *place*.

    *told* is called with how many addresses were answered and how many are known by then; *processes* make files at once. Raise
    MirrorError where *place* holds what is no export, nothing was published, or a page cannot be made.
    """
    folder = open_folder(place)
    try:
        with hired(processes) as hands, hands.moment():
            made = _Export(folder, known_on, hands)
            made.run(told)
        folder.settle()
    finally:
        shutil.rmtree(folder.root, ignore_errors=True)
    return Export(
        made.pages, len(folder.sums), folder.size, len(made.left_out), made.plan.sequence, made.head, tuple(made.failed)
    )


class _Export:
    """One export while it is written."""

    def __init__(self, folder: Folder, known_on: dt.date | None, hands: Hands) -> None:
        self.folder, self.known_on, self.pages = folder, known_on, 0
        sequence, self.head = ledger_head(known_on)
        if not sequence:
            raise MirrorError("nothing was published by then; there is no site to write")
        self.plan = Plan(folder.root, {}, known_on, timezone.localdate(), sequence)
        self.left_out: dict[str, int] = {}
        self.failed: list[str] = []
        self._hands = hands
        self._statics: set[str] = set()
        self._leads: dict[str, str] = {}
        self._waiting: deque[Address] = deque()
        self._placed: set[Address] = set()
        self._done = 0

    def run(self, told: Told) -> None:
        """Write everything."""
        found = list(seeds(read_keys(self.known_on), self.known_on))
        views = {seed.address.path: seed.view for seed in found}
        self.plan = Plan(self.plan.root, views, self.known_on, self.plan.today, self.plan.sequence)
        self._hands.prepare(self.plan)
        for seed in (seed for seed in found if seed.view in MAY_FAIL):
            self._await(seed.address)
        lost = {made.address.path for made in self._make(told) if made.failed}
        if lost:
            views = {path: view for path, view in views.items() if path not in lost}
            self.plan = Plan(self.plan.root, views, self.known_on, self.plan.today, self.plan.sequence)
            self._hands.prepare(self.plan)
        for seed in sorted(found, key=lambda seed: seed.view not in LONG):
            self._await(seed.address)
        self._waiting.appendleft(INDEX)
        for made in self._make(told):
            if made.failed:
                raise MirrorError(f"{made.failed}; nothing was written")
        self._write_statics()
        self._write_left_out()
        self._check()
        self.folder.seal(
            [
                ("site", settings.OPERATOR.base_url),
                ("ledger entry", str(self.plan.sequence)),
                ("ledger head", self.head),
                ("as of", self.plan.asked_day or self.plan.today.isoformat()),
            ]
        )

    def _await(self, address: Address) -> None:
        """Have *address* asked for in its turn, where it is kept and new."""
        placed = self.plan.place(address)
        if placed is not None and placed[0] not in self._placed:
            self._placed.add(placed[0])
            self.folder.claim(placed[1])
            self._waiting.append(placed[0])

    def _make(self, told: Told) -> list[Made]:
        """Have all made that waits; return what failed."""
        failed = []
        for made in self._hands.make(self._waiting):
            self._done += made.address != INDEX
            if made.failed:
                failed.append(made)
                self.failed.append(made.failed)
            else:
                self._take(made)
            told(self._done, self._done + len(self._waiting))
        return failed

    def _take(self, made: Made) -> None:
        if made.address == INDEX:
            self.folder.claim(made.file)
        self.folder.note(made.file, made.digest, made.size)
        self.pages += made.is_page
        self._statics.update(made.statics)
        for address in made.found:
            self._await(address)
        for file in made.leads:
            self._leads[file] = min(made.file, self._leads.get(file, made.file))
        for url, count in made.left_out.items():
            self.left_out[url] = self.left_out.get(url, 0) + count

    def _write_statics(self) -> None:
        waiting = sorted(self._statics)
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
        rows = (f"{count}\t{settings.OPERATOR.base_url}{url}\n" for url, count in sorted(self.left_out.items()))
        self.folder.write(LEFT_OUT, (head + "".join(rows)).encode())

    def _check(self) -> None:
        for target, file in sorted(self._leads.items()):
            if target not in self.folder.sums:
                raise MirrorError(f"{file} leads to {target!r}, which is no file of the copy; nothing was written")


def _beside(file: str, link: str) -> str:
    parts = file.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
