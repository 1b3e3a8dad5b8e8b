"""Fetch pages from the web politely: robots.txt, a pause for each host, limits on everything. Keeps no file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

import httpcore
import httpx

from marsad.gather.address import Resolver, Target, resolve, split_url
from marsad.gather.connect import CheckedBackend
from marsad.gather.decode import binary_kind
from marsad.gather.robots import ROBOTS_BYTES, RobotsRules, parse_robots, robots_refused
from marsad.gather.unpack import UnpackError, unpack

USER_AGENT = "Marsad/0.1 (+https://marsad.example/bot)"
_KINDS = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "application/json")
_GZIP_KINDS = ("application/gzip", "application/x-gzip")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_LIFE_S = 24 * 3600.0
_REFUSAL_LIFE_S = 3600.0


class FetchError(ValueError):
    """A page that did not come. The message says why and what to do; *retry_after_s* is set where waiting may help."""

    def __init__(self, url: str, reason: str, *, retry_after_s: float | None = None, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.retry_after_s = retry_after_s
        self.status = status


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How politely and how much to fetch. *allow_hosts* ("host:port") opens addresses that are otherwise refused."""

    user_agent: str = USER_AGENT
    delay_s: float = 5.0
    max_wait_s: float = 900.0
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 30.0
    total_timeout_s: float = 120.0
    max_bytes: int = 20 * 2**20
    max_redirects: int = 5
    allow_hosts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Raise ValueError for a limit that is not above zero, or a user agent that names nobody."""
        for name in ("max_wait_s", "connect_timeout_s", "read_timeout_s", "total_timeout_s", "max_bytes"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be above 0")
        if self.delay_s < 0 or self.max_redirects < 0:
            raise ValueError(f"delay_s ({self.delay_s}) and max_redirects ({self.max_redirects}) cannot be below 0")
        if not self.user_agent.strip():
            raise ValueError("user_agent is empty; name the crawler and where its owner can be reached")


@dataclass(frozen=True, slots=True)
class Fetched:
    """One page as one fetch returned it: the body unpacked, the headers as sent, the SHA-256 of the body."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    sha256: str

    def header(self, name: str) -> str:
        """Return the first header of that name, in any case, or ""."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server's word that nothing changed since the etag or moment it was given."""

    url: str
    fetched_at: datetime


class Fetcher:
    """Fetches one page at a time. Use as a context manager, in one thread; clock and sleep come from outside.

    *now* gives the moment (with time zone) that stands in what is fetched, *clock* counts seconds and never goes
    back, *sleep* waits. *resolver* and *network* are for tests. No proxy of the environment is used: it would look
    hosts up itself, unchecked.
    """

    def __init__(
        self,
        limits: FetchLimits,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        resolver: Resolver = resolve,
        network: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.limits = limits
        self._now, self._clock, self._sleep = now, clock, sleep
        self._backend = CheckedBackend(
            allow_hosts=limits.allow_hosts, resolver=resolver, inner=network or httpcore.SyncBackend(), clock=clock
        )
        self._pool = httpcore.ConnectionPool(max_connections=4, keepalive_expiry=30, network_backend=self._backend)
        self._free_at: dict[str, float] = {}
        self._robots: dict[tuple[str, str, int], tuple[float, RobotsRules | None]] = {}

    def __enter__(self) -> Fetcher:
        """Return the fetcher itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close every connection."""
        self._pool.close()

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "", delay_s: float = 0.0) -> Fetched | NotModified:
        """Return the page at *url*, or NotModified where *etag* or *last_modified* still holds.

        Waits so that a host is asked no oftener than the longest of the limits' delay, *delay_s*, and what its
        robots.txt asks. Raises FetchError, or AddressRefused for an address outside the public web.
        """
        headers = [(name, value) for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value]
        target = split_url(url, allow_hosts=self.limits.allow_hosts)
        for _ in range(self.limits.max_redirects + 1):
            rules = self._rules(target)
            if not rules.allows(target.url):
                raise FetchError(target.url, rules.reason or "robots.txt does not allow it; leave it out, or ask the outlet")
            answer = self._ask(target, headers, max(delay_s, rules.delay_s, self.limits.delay_s), self.limits.max_bytes)
            if answer.status in _REDIRECTS:
                target = self._next_hop(target, answer)
                continue
            if answer.status == 304 and headers:
                return NotModified(url, answer.fetched_at)
            self._check_status(target, answer)
            self._check_kind(target, answer)
            return Fetched(url, target.url, answer.status, answer.headers, answer.body, answer.fetched_at, answer.sha256)
        raise FetchError(url, f"redirects more than {self.limits.max_redirects} times; it may need a cookie or be in a loop")

    def _next_hop(self, target: Target, answer: Fetched) -> Target:
        """Return where a redirect leads, its form checked; its host is checked when it is connected to."""
        location = answer.header("location")
        if not location:
            raise FetchError(target.url, f"redirects ({answer.status}) without saying where")
        try:
            joined = str(httpx.URL(target.url).join(location))
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(target.url, f"redirects to {location[:200]!r}, which is no web address") from error
        return split_url(joined, allow_hosts=self.limits.allow_hosts)

    def _rules(self, target: Target) -> RobotsRules:
        """Return what the host's robots.txt allows, asked once a day, or once an hour while it is out of reach."""
        key = (target.scheme, target.host, target.port)
        good_until, rules = self._robots.get(key, (0.0, None))
        if rules is None or self._clock() >= good_until:
            rules = self._fetch_robots(target)
            self._robots[key] = (self._clock() + (_REFUSAL_LIFE_S if rules.reason else _ROBOTS_LIFE_S), rules)
        return rules

    def _fetch_robots(self, target: Target) -> RobotsRules:
        """Return the rules of RFC 9309: absent allows, out of reach disallows."""
        hop = split_url(str(httpx.URL(target.url).join("/robots.txt")), allow_hosts=self.limits.allow_hosts)
        for _ in range(6):
            try:
                answer = self._ask(hop, [], self.limits.delay_s, ROBOTS_BYTES, starts_pause=False)
                if answer.status in _REDIRECTS:
                    hop = self._next_hop(hop, answer)
                    continue
            except FetchError as error:
                return robots_refused(f"its robots.txt could not be read ({error.reason})")
            return parse_robots(answer.status, answer.body, self.limits.user_agent)
        return robots_refused("its robots.txt redirects in a loop; ask the outlet")

    def _wait(self, host: str, delay_s: float) -> None:
        """Wait until *host* may be asked again. Raises FetchError where that is further off than anyone would wait."""
        free_at = self._free_at.get(host)
        wait_s = 0.0 if free_at is None else free_at + delay_s - self._clock()
        if wait_s > self.limits.max_wait_s:
            reason = f"asks for {wait_s:.0f} s before the next page, more than max_wait_s allows"
            raise FetchError(host, reason, retry_after_s=wait_s)
        if wait_s > 0:
            self._sleep(wait_s)

    def _ask(
        self, target: Target, conditions: list[tuple[str, str]], delay_s: float, max_bytes: int, *, starts_pause: bool = True
    ) -> Fetched:
        """Return one answer, whatever its status, with no redirect followed. Raises FetchError or AddressRefused."""
        self._wait(target.host, delay_s)
        self._backend.deadline = self._clock() + self.limits.total_timeout_s
        headers = [
            ("User-Agent", self.limits.user_agent),
            ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"),
            ("Accept-Encoding", "gzip, deflate"),
            ("Accept-Language", "ar,en;q=0.5"),
            *conditions,
        ]
        connect_s, read_s = self.limits.connect_timeout_s, self.limits.read_timeout_s
        timeouts = {"connect": connect_s, "read": read_s, "write": read_s, "pool": connect_s}
        try:
            with self._pool.stream("GET", target.url, headers=headers, extensions={"timeout": timeouts}) as response:
                answer = self._read(target, response, max_bytes)
        except httpcore.TimeoutException as error:
            raise FetchError(target.url, f"took too long ({error or type(error).__name__}); try again later") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchError(target.url, f"the connection failed ({error or type(error).__name__}); try again later") from error
        except UnpackError as error:
            raise FetchError(target.url, f"its body {error}; open it by hand and raise max_bytes if it is a real page") from error
        finally:
            if starts_pause:
                self._free_at[target.host] = self._clock()
        self._heed_retry_after(target, answer)
        return answer

    def _read(self, target: Target, response: httpcore.Response, max_bytes: int) -> Fetched:
        """Return the answer with its body unpacked, empty but for a 200. Raises UnpackError for one that is too long."""
        headers = tuple((_decode(name), _decode(value)) for name, value in response.headers)
        named = {name.lower(): value for name, value in reversed(headers)}
        length = named.get("content-length", "")
        body = b""
        if response.status == 200:
            if length.isdecimal() and (len(length) > 15 or int(length) > max_bytes):
                raise UnpackError(f"is longer than the limit of {max_bytes:,} bytes")
            body = unpack(response.iter_stream(), named.get("content-encoding", ""), max_bytes)
        digest = hashlib.sha256(body).hexdigest()
        return Fetched(target.url, target.url, response.status, headers, body, self._now(), digest)

    def _heed_retry_after(self, target: Target, answer: Fetched) -> None:
        """Leave the host alone for as many seconds as it asks; ten minutes where it asks in another form."""
        asked = answer.header("retry-after").strip()
        if answer.status == 429 or (answer.status == 503 and asked):
            self._free_at[target.host] = self._clock() + (min(float(asked), 86400.0) if asked.isdecimal() else 600.0)

    def _check_status(self, target: Target, answer: Fetched) -> None:
        """Raise FetchError for an answer that holds no page."""
        status = answer.status
        if status == 200:
            return
        advice = {
            401: "asks for a password; Marsad reads only what is public",
            403: "refuses us; ask the outlet to allow our user agent",
            404: "is not there; check the address",
            410: "is gone for good; take the address out",
            429: "asks us to slow down; raise delay_s for this outlet",
        }.get(status, "the server is in trouble; try again later" if status >= 500 else "holds no page")
        retry_s = max(0.0, self._free_at.get(target.host, 0.0) - self._clock()) if status in {429, 503} else None
        raise FetchError(target.url, f"the server answered {status}: {advice}", retry_after_s=retry_s, status=status)

    def _check_kind(self, target: Target, answer: Fetched) -> None:
        """Raise FetchError for an answer that is no page, feed or sitemap, by its header and by its first bytes."""
        kind = answer.header("content-type").split(";")[0].strip().lower()
        is_gzip = kind in _GZIP_KINDS or (kind in {"application/octet-stream", ""} and httpx.URL(target.url).path.endswith(".gz"))
        if is_gzip:
            return
        if kind.startswith("image/") or (kind and kind not in _KINDS and not kind.endswith(("+xml", "+json"))):
            raise FetchError(target.url, f"is {kind}, not a page; known are {', '.join(_KINDS)}, feeds and gzip sitemaps")
        found = binary_kind(answer.body)
        if found is not None:
            raise FetchError(target.url, f"holds {found}, though it calls itself {kind or 'nothing'}")


def _decode(header: bytes) -> str:
    """Return a header as text: UTF-8, which Arabic servers send raw, or else Latin-1, which the standard says."""
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")
