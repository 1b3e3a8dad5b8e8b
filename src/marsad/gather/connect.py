"""Open connections only to addresses that were checked, and never past a deadline. Knows nothing of pages."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from marsad.gather.address import Resolver, checked_addresses


class CheckedBackend(httpcore.NetworkBackend):
    """A network backend that looks a host up once, checks what it finds, and connects to exactly that.

    TLS still verifies the certificate against the host's name: only the name's look-up is taken out of reach.
    """

    def __init__(
        self, *, allow_hosts: frozenset[str], resolver: Resolver, inner: httpcore.NetworkBackend, clock: Callable[[], float]
    ) -> None:
        self._allow_hosts = allow_hosts
        self._resolver = resolver
        self._inner = inner
        self._clock = clock
        self.deadline = float("inf")

    def remaining(self, timeout: float | None) -> float | None:
        """Return *timeout*, cut to what is left before the deadline. Raises httpcore.ReadTimeout past it."""
        left = self.deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole exchange took too long")
        return left if timeout is None and left != float("inf") else timeout if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a stream to the first checked address that answers. Raises AddressRefused, or the last httpcore error."""
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        host = host.rstrip(".")
        for address in checked_addresses(host, port, allow_hosts=self._allow_hosts, resolver=self._resolver):
            try:
                stream = self._inner.connect_tcp(address, port, self.remaining(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self)
        raise failed or httpcore.ConnectError(f"{host}: no address answered")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: no page lives in a socket file."""
        raise httpcore.UnsupportedProtocol(f"{path}: socket files are not fetched")

    def sleep(self, seconds: float) -> None:
        """Wait before the pool tries a connection again."""
        self._inner.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A stream each of whose reads and writes ends by its backend's deadline: a server may not drip for ever."""

    def __init__(self, inner: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return up to *max_bytes* that have come."""
        return self._inner.read(max_bytes, self._backend.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send *buffer*."""
        self._inner.write(buffer, self._backend.remaining(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the stream under TLS, the certificate checked for *server_hostname*."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._backend.remaining(timeout))
        return _TimedStream(inner, self._backend)

    def get_extra_info(self, info: str) -> Any:
        """Return what the socket knows of itself."""
        return self._inner.get_extra_info(info)
