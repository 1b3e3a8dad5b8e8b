"""Refuse addresses that lead anywhere but the public web, so that nobody can have this server read its own network."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

MAX_URL_CHARS = 4096
_PORTS = {"http": 80, "https": 443}
# Ranges that Python 3.11 still calls global though packets to them stay inside, or go where an inner address says.
_CLOSED = tuple(
    ip_network(block)
    for block in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "5f00::/16", "fec0::/10")
)
_AUTHORITY_END = re.compile(r"[/?#]")
_NAT64 = ip_network("64:ff9b::/96")

Resolver = Callable[[str, int], tuple[str, ...]]


class AddressRefused(ValueError):
    """An address that Marsad will not connect to; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart. *url* is percent-encoded, *host* in ASCII; *addresses* are checked, once resolved."""

    url: str
    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...] = ()


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses of *host*, asking the system's resolver. Raises AddressRefused where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"{host}: no such host was found ({error}); check the spelling and this server's DNS") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_url(url: str, *, allow_hosts: frozenset[str] = frozenset(), resolver: Resolver = resolve) -> Target:
    """Return *url* taken apart, with the addresses that may be connected to.

    Only http and https, no user name, ports 80 and 443, and a host all of whose addresses are public. *allow_hosts*
    names exceptions as "host:port". Raises AddressRefused. A connection must go to `addresses`, never to the name
    again: a second look-up may answer otherwise.
    """
    target = split_url(url, allow_hosts=allow_hosts)
    addresses = checked_addresses(target.host, target.port, allow_hosts=allow_hosts, resolver=resolver)
    return Target(target.url, target.scheme, target.host, target.port, addresses)


def split_url(url: str, *, allow_hosts: frozenset[str] = frozenset()) -> Target:
    """Return *url* taken apart, its form checked, its host not yet looked up. Raises AddressRefused."""
    shown = url if len(url) <= 200 else f"{url[:200]}…"
    if len(url) > MAX_URL_CHARS:
        raise AddressRefused(f"{shown}: longer than {MAX_URL_CHARS:,} characters")
    if "\\" in url or any(char.isspace() or ord(char) < 32 or ord(char) == 127 for char in url):
        raise AddressRefused(f"{shown!r}: has a space, backslash or control character in it; write it percent-encoded")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise AddressRefused(f"{shown}: is no web address ({error})") from error
    if parsed.scheme not in _PORTS:
        raise AddressRefused(f"{shown}: begins with {parsed.scheme or 'nothing'!r}; only http and https are fetched")
    if parsed.userinfo or "@" in _AUTHORITY_END.split(url.partition("//")[2], maxsplit=1)[0]:
        raise AddressRefused(f"{shown}: holds a user name before the host, which can hide where it leads")
    host = parsed.raw_host.decode("ascii").rstrip(".")
    if not host or "%" in host:
        raise AddressRefused(f"{shown}: names no host")
    port = parsed.port or _PORTS[parsed.scheme]
    if port not in _PORTS.values() and f"{host}:{port}" not in allow_hosts:
        raise AddressRefused(f"{shown}: port {port} is closed; only 80 and 443 are open, or what allow_hosts names")
    return Target(str(parsed.copy_with(fragment=None)), parsed.scheme, host, port)


def checked_addresses(host: str, port: int, *, allow_hosts: frozenset[str], resolver: Resolver) -> tuple[str, ...]:
    """Return the addresses of *host*, having made sure that every one of them is public. Raises AddressRefused."""
    addresses = resolver(host, port)
    if not addresses:
        raise AddressRefused(f"{host}: no such host was found")
    if f"{host}:{port}" in allow_hosts:
        return addresses
    for address in addresses:
        why = why_closed(address)
        if why is not None:
            raise AddressRefused(f"{host}: leads to {address}, {why}; only public addresses are fetched")
    return addresses


def why_closed(address: str) -> str | None:
    """Return why an IP address is not to be connected to ("a loopback address"), or None where it is public."""
    try:
        found = ip_address(address)
    except ValueError:
        return "which is no IP address"
    inner = _inner(found)
    if inner is not None:
        why = why_closed(str(inner))
        return None if why is None else f"which carries {inner}, {why}"
    kinds = (
        (found.is_loopback, "a loopback address"),
        (found.is_link_local, "a link-local address (cloud metadata lives there)"),
        (found.is_multicast, "a multicast address"),
        (found.is_unspecified, "the unspecified address"),
        (any(found in block for block in _CLOSED if block.version == found.version), "an address of a closed range"),
        (found.is_private, "a private address"),
        (found.is_reserved or not found.is_global, "a reserved address"),
    )
    return next((why for is_so, why in kinds if is_so), None)


def _inner(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for (mapped, 6to4, NAT64), or None."""
    if isinstance(found, IPv4Address):
        return None
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour
