"""What a host's robots.txt allows us, by RFC 9309. Never fetches it."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

ROBOTS_BYTES = 2 * 2**20


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one host allows one user agent. *reason* is set where it allows nothing at all."""

    user_agent: str = ""
    parsed: Protego | None = None
    reason: str = ""

    def allows(self, url: str) -> bool:
        """Return whether *url* may be fetched."""
        if self.reason:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.user_agent))

    @property
    def delay_s(self) -> float:
        """The pause between two pages that the host asks for, in seconds; 0.0 where it asks for none."""
        if self.parsed is None:
            return 0.0
        delay = float(self.parsed.crawl_delay(self.user_agent) or 0.0)
        rate = self.parsed.request_rate(self.user_agent)
        return max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0, 0.0)


def parse_robots(status: int, body: bytes, user_agent: str) -> RobotsRules:
    """Return the rules in a robots.txt that came with *status*: absent (4xx) allows all, out of reach (5xx, 429) nothing."""
    if status == 200:
        return RobotsRules(user_agent.split("/")[0].strip(), Protego.parse(body.decode("utf-8", errors="replace")))
    if status == 429 or not 400 <= status < 500:
        return robots_refused(f"its robots.txt answers {status}, which forbids everything for now; try again later")
    return RobotsRules()


def robots_refused(reason: str) -> RobotsRules:
    """Return rules that allow nothing, and say why."""
    return RobotsRules(reason=reason)
