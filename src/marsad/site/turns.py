"""In turn: each process makes one page at a time.

Threads that make pages at the same time do not make more of them: Python runs one at once. They only wrest its lock from each
other, and whoever asks the database, which gives it up at each row, waits up to 5 ms for every one; of eight readers one then
waited for seconds. A thread that waits here costs nothing, and is answered when its turn comes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

LONGEST_S = 0.1  # what takes longer than a few pages does not keep others waiting: they go ahead beside it


class InTurn:
    """Middleware, below whatever answers without making a page: who asks for one waits for those before, LONGEST_S at most."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._turn = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in turn what only reads; what sends a body is answered at once, for its sender may be slow."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        has_turn = self._turn.acquire(timeout=LONGEST_S)
        try:
            return self.get_response(request)
        finally:
            if has_turn:
                self._turn.release()
