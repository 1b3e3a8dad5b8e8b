"""Rendered copies: a published page, calendar or sitemap is kept as it was answered, until ledger, day or age make it stale.

A copy answers in place of the whole of Django, and so only whoever is signed in nowhere, to a question that changes nothing.
It is made anew once an entry was written to the ledger (noticed within HEAD_S), once it is another day in the observatory's
time zone (deadlines pass), and at the latest after OLDEST_S: some figures on pages, as the count of sources today, move
without an entry. Each process keeps its own copies, in memory.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from marsad.site.headers import takes_gzip
from marsad.store.queries.ledger import last_entry

HEAD_S = 1.0  # the ledger's head is read at most this often, seconds
OLDEST_S = 600.0  # no copy is older, seconds
_LONGEST_ADDRESS = 1_000  # characters; longer ones are no page's
_COPY_BYTES = 2_000  # what a copy costs beside its text
_MARK = "keeps_copy"
View = TypeVar("View", bound=Callable[..., HttpResponse])
State = tuple[str, dt.date]


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was answered: its text packed by gzip, and what it rested on."""

    state: State
    until: float
    headers: tuple[tuple[str, str], ...]
    packed: bytes
    tag: str


def kept_as_rendered(view: View) -> View:
    """Mark *view*: what it answers is the same for every reader, and changes only with the ledger and the day."""
    view.__dict__[_MARK] = True
    return view


class Shelf:
    """The copies of one process, the least used given up first once they weigh more than *most_bytes*."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._copies: OrderedDict[str, Copy] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def find(self, name: str, state: State) -> Copy | None:
        """Return the copy called *name*, or None where there is none or it is stale."""
        with self._lock:
            copy = self._copies.get(name)
            if copy is None or copy.state != state or copy.until < time.monotonic():
                return None
            self._copies.move_to_end(name)
            return copy

    def knows(self, name: str) -> bool:
        """Tell whether there is a copy called *name*, stale or not: what it copies is a published page."""
        with self._lock:
            return name in self._copies

    def keep(self, name: str, copy: Copy) -> None:
        """Keep *copy*, giving up others for it; one that is more than the whole shelf is not kept."""
        if _weight(copy) > self._most_bytes:
            return
        with self._lock:
            self._drop(name)
            self._copies[name] = copy
            self._bytes += _weight(copy)
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._copies)))

    def turn(self, name: str) -> threading.Lock:
        """Return the lock under which the page *name* is made: many readers of a stale page cost one rendering."""
        with self._lock:
            return self._making.setdefault(name, threading.Lock())

    def done(self, name: str) -> None:
        """Forget the lock of *name*; who still waits for it holds it."""
        with self._lock:
            self._making.pop(name, None)

    def _drop(self, name: str) -> None:
        gone = self._copies.pop(name, None)
        if gone is not None:
            self._bytes -= _weight(gone)


def _weight(copy: Copy) -> int:
    return len(copy.packed) + _COPY_BYTES


class Head:
    """The hash of the ledger's newest entry, read at most once in HEAD_S by each process."""

    def __init__(self) -> None:
        self._hash, self._until = "", 0.0
        self._lock = threading.Lock()

    def read(self) -> str:
        """Return the hash, at most HEAD_S old."""
        if time.monotonic() >= self._until:
            with self._lock:
                if time.monotonic() >= self._until:
                    entry = last_entry()
                    self._hash, self._until = (entry.hash if entry else ""), time.monotonic() + HEAD_S
        return self._hash


class RenderedCopies:
    """Middleware, before all that the copy makes needless: answer from the shelf, or lay the answer there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.OPERATOR.rendered_copies:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self._shelf = Shelf(settings.OPERATOR.rendered_mb * 2**20)
        self._head = Head()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer *request* from a copy, making it where there is none."""
        name = _name(request)
        if name is None:
            return self.get_response(request)
        state = (self._head.read(), timezone.localdate())
        copy = self._shelf.find(name, state)
        if copy is not None:
            return _answer(request, copy)
        if not self._shelf.knows(name):
            return self._make(request, name, state)
        try:
            with self._shelf.turn(name):
                copy = self._shelf.find(name, state)
                return self._make(request, name, state) if copy is None else _answer(request, copy)
        finally:
            self._shelf.done(name)

    def _make(self, request: HttpRequest, name: str, state: State) -> HttpResponseBase:
        """Answer by way of Django; keep what it answered, if that is a published page."""
        response = self.get_response(request)
        copy = _copy(request, response, state)
        if copy is None:
            return response
        self._shelf.keep(name, copy)
        return _answer(request, copy)


def _name(request: HttpRequest) -> str | None:
    """Return what the copy that would answer *request* is called, None where none may."""
    if request.META.get("marsad.fresh"):  # asked in this process by an export; what a caller sends is called HTTP_…
        return None
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES
    address = request.get_full_path()
    if request.method not in {"GET", "HEAD"} or signed_in or len(address) > _LONGEST_ADDRESS:
        return None
    return f"{request.scheme} {request.get_host()} {address}"


def _copy(request: HttpRequest, response: HttpResponseBase, state: State) -> Copy | None:
    """Return what is kept of *response*, None for what is one reader's own or no published page."""
    match = request.resolver_match
    published = match is not None and getattr(match.func, _MARK, False)
    if not published or not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
        return None
    if request.method == "HEAD" or response.has_header("Content-Encoding"):
        return None
    response.headers.setdefault("Cache-Control", "no-cache")  # a browser keeps the page, and asks whether it still holds
    patch_vary_headers(response, ("Accept-Encoding",))
    tag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = tuple((key, value) for key, value in response.items() if key != "Content-Length")
    packed = gzip.compress(response.content, compresslevel=6, mtime=0)
    return Copy(state, time.monotonic() + OLDEST_S, headers, packed, tag)


def _is_known(request: HttpRequest, copy: Copy) -> bool:
    """Tell whether the reader holds *copy*: by its tag, or where they send none, by the moment that it was given out with."""
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return copy.tag in [tag.strip() for tag in known.split(",")]
    moment = dict(copy.headers).get("Last-Modified")
    return moment is not None and request.META.get("HTTP_IF_MODIFIED_SINCE") == moment


def _answer(request: HttpRequest, copy: Copy) -> HttpResponse:
    """Return the answer made of *copy*: packed where the reader takes it so, short where they have it already."""
    if _is_known(request, copy):
        answer = HttpResponse(status=304)
        answer.headers.pop("Content-Type", None)
    elif takes_gzip(request):
        answer = HttpResponse(copy.packed)
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(gzip.decompress(copy.packed))
    for key, value in copy.headers:
        if answer.status_code == 200 or key != "Content-Type":
            answer[key] = value
    answer["ETag"] = copy.tag
    if answer.status_code == 200:
        answer["Content-Length"] = str(len(answer.content))
    return answer
