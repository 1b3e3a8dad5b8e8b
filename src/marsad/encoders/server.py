"""Ask an OpenAI-compatible server for vectors: the address is the operator's own setting, never a reader's or a page's.

The texts that go there are sentences of news pages and promises; what the public sends never does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from marsad.encoders.answer import BadAnswer, complaint, read_answer
from marsad.encoders.clean import clean
from marsad.encoders.options import Options, read_options
from marsad.encoders.use import unit
from marsad.plugins import ToolError

TRIES = 4
FIRST_WAIT_S = 1.0  # doubled after each try
LONGEST_WAIT_S = 60.0  # whatever a server asks for in Retry-After
BYTES_A_TEXT = 2**18  # 8,192 numbers written long
PROBE = "مرصد الوعود"

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_WRONG_TEXT = frozenset({400, 413, 422})


class TextRefused(ValueError):
    """The server takes other texts but not this one: the page fails, the run goes on."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    body: bytes
    retry_after: str
    location: str


class ServerEncoder:
    """A model behind `POST ADDRESS/embeddings`. One connection, one thread; redirects and proxies are not followed."""

    def __init__(
        self, address: str, model: str, options: Options, *, sleep: Callable[[float], None] = time.sleep, tries: int = TRIES
    ) -> None:
        """Ask for one vector, to learn the model's own name and its dimensions. Raises ToolError where none comes."""
        self._address, self._model, self._options = address, model, options
        self._sleep, self._tries = sleep, tries
        self._dimensions = 0
        self._answered = ""
        headers = {"accept-encoding": "identity", "user-agent": "Marsad"}
        if options.key:
            headers["authorization"] = f"Bearer {options.key}"
        timeout = httpx.Timeout(options.timeout_s, connect=min(10, options.timeout_s))
        # trust_env would take passwords from a .netrc, and send what is local through a proxy.
        self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, trust_env=False)
        self.name = f"openai:{address}#{model}"
        try:
            self._dimensions = self._ask([PROBE]).shape[1]
        except TextRefused as error:
            raise ToolError(str(error)) from error
        self.version = options.signed(f"{self._answered or model} {self._dimensions}")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), dimensions).

        Raises TextRefused where the server refuses one of *texts*, ToolError where it answers no text as it should.
        """
        wanted = [self._options.prefix + clean(text) for text in texts]
        if not wanted:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        size = self._options.batch
        return np.concatenate([self._ask(wanted[first : first + size]) for first in range(0, len(wanted), size)])

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _ask(self, texts: list[str]) -> NDArray[np.float32]:
        reply = self._post(texts)
        if reply.status in _WRONG_TEXT and len(texts) > 1:  # one text too long, or all of them together
            half = len(texts) // 2
            return np.concatenate([self._ask(texts[:half]), self._ask(texts[half:])])
        if reply.status in _WRONG_TEXT:
            raise TextRefused(f"{self.name} refused a text of {len(texts[0])} characters: {self._told(reply)}")
        if reply.status != 200:
            raise ToolError(self._why(reply))
        try:
            answer = read_answer(reply.body, len(texts), self._dimensions)
        except BadAnswer as error:
            raise ToolError(f"{self.name}: {error}") from error
        self._answered = self._answered or answer.model
        return unit(answer.rows)

    def _post(self, texts: list[str]) -> _Reply:
        """Return the server's answer, after patience with one that is busy or away. Raises ToolError past TRIES."""
        why = ""
        for number in range(self._tries):
            wait = min(FIRST_WAIT_S * 2**number, LONGEST_WAIT_S)
            try:
                reply = self._once(texts)
            except httpx.TimeoutException:
                why = f"gave no answer within {self._options.timeout_s} seconds (MARSAD_ENCODER_TIMEOUT_S)"
            except httpx.TransportError as error:
                why = f"cannot be reached ({self._hidden(str(error)) or type(error).__name__}); is the server running?"
            else:
                if reply.status not in _BUSY:
                    return reply
                why = f"answered {reply.status}: {self._told(reply)}"
                wait = _asked_wait(reply.retry_after, wait)
            if number + 1 < self._tries:
                self._sleep(wait)
        raise ToolError(f"{self.name} {why}; tried {self._tries} times")

    def _once(self, texts: list[str]) -> _Reply:
        most, began = 2**16 + BYTES_A_TEXT * len(texts), time.monotonic()
        body = bytearray()
        asked = {"model": self._model, "input": texts}
        with self._client.stream("POST", f"{self._address}/embeddings", json=asked) as response:
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise ToolError(f"{self.name} sends packed answers, unasked; turn its compression off")
            for piece in response.iter_raw():
                body += piece
                if len(body) > most:
                    raise ToolError(f"{self.name} answered with more than {most} bytes for {len(texts)} texts")
                if time.monotonic() - began > self._options.timeout_s:  # httpx counts from one piece to the next
                    raise httpx.ReadTimeout("the whole answer took too long")
            headers = response.headers
            return _Reply(response.status_code, bytes(body), headers.get("retry-after", ""), headers.get("location", ""))

    def _why(self, reply: _Reply) -> str:
        told = self._told(reply)
        if reply.status in (401, 403):
            what = "refused the key in MARSAD_ENCODER_KEY" if self._options.key else "wants a key: set MARSAD_ENCODER_KEY"
            return f"{self.name} {what} ({reply.status}: {told})"
        if reply.status == 404:
            return f"{self.name} knows no model {self._model!r}, or there is no {self._address}/embeddings (404: {told})"
        if 300 <= reply.status < 400:
            return f"{self.name} sends on to {self._hidden(reply.location)[:200]!r}; name the address where the server stands"
        return f"{self.name} answered {reply.status}: {told}"

    def _told(self, reply: _Reply) -> str:
        return self._hidden(complaint(reply.body))

    def _hidden(self, text: str) -> str:
        return text.replace(self._options.key, "…") if self._options.key else text


def _asked_wait(retry_after: str, otherwise: float) -> float:
    """Return the seconds that *retry_after* asks for, a number or a moment, between 0 and LONGEST_WAIT_S."""
    asked = otherwise
    with suppress(ValueError, OverflowError):
        asked = float(retry_after) if retry_after.strip()[:1].isdigit() else _seconds_until(retry_after, otherwise)
    return min(max(asked, 0.0), LONGEST_WAIT_S) if asked == asked else otherwise


def _seconds_until(moment: str, otherwise: float) -> float:
    return parsedate_to_datetime(moment).timestamp() - time.time() if moment.strip() else otherwise


def split_place(place: str) -> tuple[str, str]:
    """Return the address and the model of "http://127.0.0.1:8080/v1#bge-m3". Raises ToolError saying what is wrong."""
    example = "write openai:http://127.0.0.1:8080/v1#MODEL"
    try:
        parts = urlsplit(place)
        is_port_good = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ToolError(f"openai:{place}: {error}; {example}") from error
    if parts.username is not None or parts.password is not None or parts.query:
        raise ToolError(
            f"an encoder's address holds no name, password or question; {example}, and put the key in MARSAD_ENCODER_KEY"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_port_good or not parts.fragment:
        raise ToolError(f"openai:{place} names no server and model; {example}")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}".removesuffix("/embeddings"), parts.fragment


def open_server(place: str) -> ServerEncoder:
    """Return the encoder at *place*, address and model: "http://127.0.0.1:8080/v1#bge-m3". Raises ToolError."""
    address, model = split_place(place)
    return ServerEncoder(address, model, read_options())
