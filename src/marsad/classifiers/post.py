"""Send one question to a server and bring one bounded answer back: patient with one that is busy, never with one that drips."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx

from marsad.classifiers.options import Options
from marsad.pipeline.stances.question import NoAnswer
from marsad.plugins import ToolError

TRIES = 3
FIRST_WAIT_S = 1.0  # doubled after each try
LONGEST_WAIT_S = 30.0
MOST_BYTES = 2**18
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSED = frozenset({401, 403, 404})


class Server:
    """One server, one connection. Redirects and proxies are not followed; the key goes nowhere but to *address*."""

    def __init__(self, address: str, options: Options, sleep: Callable[[float], None] = time.sleep, tries: int = TRIES) -> None:
        """Make ready to ask *address*; nothing is sent yet."""
        self._address, self._options, self._sleep, self._tries = address, options, sleep, tries
        self.calls = 0
        headers = {"accept-encoding": "identity", "user-agent": "Marsad"}
        if options.key:
            headers["authorization"] = f"Bearer {options.key}"
        timeout = httpx.Timeout(options.timeout_s, connect=min(10, options.timeout_s))
        # trust_env would take passwords from a .netrc, and send what is local through a proxy.
        self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, trust_env=False)

    def ask(self, path: str, question: dict[str, Any]) -> bytes:
        """Return the body of the answer to *question*, JSON posted to *path*.

        Raises NoAnswer where none comes that can be used, or where the run has sent as many calls as it may.
        """
        why = ""
        for number in range(self._tries):
            if self.calls >= self._options.calls:
                raise NoAnswer(f"the run has sent its {self._options.calls} calls (MARSAD_CLASSIFIER_CALLS)")
            self.calls += 1
            if number:
                self._sleep(min(FIRST_WAIT_S * 2 ** (number - 1), LONGEST_WAIT_S))
            try:
                status, body = self._once(path, question)
            except httpx.TimeoutException:
                why = f"no answer within {self._options.timeout_s} seconds (MARSAD_CLASSIFIER_TIMEOUT_S)"
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                why = f"the server cannot be reached: {type(error).__name__}"
            else:
                if status == 200:
                    return body
                why = f"the server answered {status}"
                if status in _REFUSED:
                    why += "; look at the address, the model and MARSAD_CLASSIFIER_KEY"
                if status not in _BUSY:
                    break
        raise NoAnswer(why)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _once(self, path: str, question: dict[str, Any]) -> tuple[int, bytes]:
        began, body = time.monotonic(), bytearray()
        with self._client.stream("POST", self._address + path, json=question) as response:
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise NoAnswer("the server packs its answers, unasked")
            for piece in response.iter_raw():  # as it comes: pieces of a size would be waited for
                body += piece
                if len(body) > MOST_BYTES:
                    raise NoAnswer(f"the server answered with more than {MOST_BYTES} bytes")
                if time.monotonic() - began > self._options.timeout_s:  # httpx counts from one piece to the next
                    raise httpx.ReadTimeout("the whole answer took too long")
            return response.status_code, bytes(body)


def split_place(place: str) -> tuple[str, str]:
    """Return the address and the model of "http://127.0.0.1:8080/v1#qwen". Raises ToolError saying what is wrong."""
    example = "write chat:http://127.0.0.1:8080/v1#MODEL"
    try:
        parts = urlsplit(place)
        is_port_good = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ToolError(f"chat:{place}: {error}; {example}") from error
    if parts.username is not None or parts.password is not None or parts.query:
        raise ToolError(f"an address holds no name, password or question; {example}, and put the key in MARSAD_CLASSIFIER_KEY")
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_port_good or not parts.fragment:
        raise ToolError(f"chat:{place} names no server and model; {example}")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}".removesuffix("/chat/completions"), parts.fragment
