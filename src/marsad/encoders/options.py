"""What an operator may set for encoders that are not bundled, read from the environment, which workers inherit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from marsad.plugins import ToolError


@dataclass(frozen=True, slots=True)
class Options:
    """*prefix* is written before every text, as e5-like models want it; *key* is never shown, logged or kept."""

    prefix: str = ""
    key: str = field(default="", repr=False)
    timeout_s: int = 60
    batch: int = 32

    def signed(self, version: str) -> str:
        """Return *version* with the prefix told: other words before a text make other vectors."""
        return f"{version} {self.prefix!r}" if self.prefix else version


def read_options(environment: Mapping[str, str] | None = None) -> Options:
    """Return the options that *environment*, else this process's, gives. Raises ToolError naming a bad one."""
    given = os.environ if environment is None else environment
    return Options(
        prefix=given.get("MARSAD_ENCODER_PREFIX", ""),
        key=given.get("MARSAD_ENCODER_KEY", "").strip(),
        timeout_s=_positive(given, "MARSAD_ENCODER_TIMEOUT_S", 60),
        batch=_positive(given, "MARSAD_ENCODER_BATCH", 32),
    )


def _positive(given: Mapping[str, str], name: str, usual: int) -> int:
    value = given.get(name) or str(usual)
    if not (value.isascii() and value.isdecimal()) or int(value) < 1:
        raise ToolError(f"{name}={value!r} is not a whole number above 0")
    return int(value)
