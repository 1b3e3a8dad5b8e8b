"""Post to an address that somebody gave, behind the same checks as what is fetched: never into this server's own network."""

from __future__ import annotations

import time
from dataclasses import dataclass

import httpcore

from marsad.gather.address import AddressRefused, Resolver, resolve, split_url
from marsad.gather.connect import CheckedBackend

CONNECT_S, READ_S, WHOLE_S = 10.0, 15.0, 30.0
_MOST_BYTES = 64 * 1024  # of an answer that is read at all


class PostError(Exception):
    """A post that was not answered; the message names no path, for a path may hold a secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the far end said. *retry_after_s* is what it asked for in its header."""

    status: int
    body: bytes
    retry_after_s: float | None = None


def post(
    url: str,
    body: bytes,
    headers: dict[str, str],
    *,
    user_agent: str,
    allow_hosts: frozenset[str] = frozenset(),
    resolver: Resolver = resolve,
) -> Answer:
    """Return the answer to *body* posted to *url*, whatever its status; redirects are not followed.

    The connection goes to the address that was checked, over https (http only to what *allow_hosts* names), and ends within
    WHOLE_S. Raises PostError, or AddressRefused for an address outside the public web.
    """
    target = split_url(url, allow_hosts=allow_hosts)
    if target.scheme != "https" and f"{target.host}:{target.port}" not in allow_hosts:
        raise AddressRefused(f"{target.host}: only https is posted to")
    backend = CheckedBackend(allow_hosts=allow_hosts, resolver=resolver, inner=httpcore.SyncBackend(), clock=time.monotonic)
    backend.deadline = time.monotonic() + WHOLE_S
    timeouts = {"connect": CONNECT_S, "read": READ_S, "write": READ_S, "pool": CONNECT_S}
    sent = [("User-Agent", user_agent), *headers.items()]
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend) as pool,
            pool.stream("POST", target.url, headers=sent, content=body, extensions={"timeout": timeouts}) as response,
        ):
            return Answer(response.status, _read(response), _retry_after(response))
    except httpcore.TimeoutException as error:
        raise PostError(f"{target.host} took too long to answer") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise PostError(f"the connection to {target.host} failed ({type(error).__name__})") from error


def _read(response: httpcore.Response) -> bytes:
    read = b""
    for piece in response.iter_stream():
        read += piece
        if len(read) >= _MOST_BYTES:
            break
    return read[:_MOST_BYTES]


def _retry_after(response: httpcore.Response) -> float | None:
    found = next((value for name, value in response.headers if name.lower() == b"retry-after"), b"").strip()
    return float(found) if found.isdigit() and len(found) < 8 else None
