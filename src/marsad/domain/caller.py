"""What may be kept of a caller: the address without its last part, and the browser and system in words."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

_BROWSERS = (  # the first that is named wins: most browsers name others too
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def network_of(address: str) -> str:
    """Return *address* without its last part (/24, or /48 of IPv6), "" where it is none: enough to tell a city, not a home."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    mapped = None if isinstance(parsed, IPv4Address) else parsed.ipv4_mapped
    known = mapped or parsed
    return str(ip_network((known, 24 if isinstance(known, IPv4Address) else 48), strict=False))


def device_of(agent: str) -> str:
    """Return the browser and system that a User-Agent header names, as "Firefox · Android"; "" where it names neither."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(name for name in (browser, system) if name)
