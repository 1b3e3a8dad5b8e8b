"""Room on Python's stack: a request is answered without asking the system for memory at every other call.

CPython keeps the frames of functions in pieces of 16 KB, and gives a piece back as soon as the last frame leaves it. Where a loop
happens to call across the end of a piece, each call asks for one and gives it back; how deep the middleware stands decides
whether that happens. A call from a function whose own frame needs more than 128 KB is given a piece of 256 KB, and everything
called below it the rest: a page of forty quotes is made in two thirds of the time (`make bench-site`).
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

_SLOTS = 17_000  # of 8 bytes each: just over half a piece of 256 KB


def with_room(application: Callable[..., Any]) -> Callable[..., Any]:
    """Return *application*, a callable of two arguments as WSGI asks for, called from a frame that leaves room below it."""

    def called(environment: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return application(environment, start_response)

    return types.FunctionType(
        called.__code__.replace(co_stacksize=_SLOTS), called.__globals__, "called", closure=called.__closure__
    )
