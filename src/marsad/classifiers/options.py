"""What an operator may set for classifiers from outside, read from the environment, which workers inherit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from marsad.plugins import ToolError


@dataclass(frozen=True, slots=True)
class Options:
    """*key* is never shown, logged or kept; *calls* is the most that one worker sends in one run, retries counted."""

    key: str = field(default="", repr=False)
    timeout_s: int = 60
    calls: int = 2_000


def read_options(environment: Mapping[str, str] | None = None) -> Options:
    """Return the options that *environment*, else this process's, gives. Raises ToolError naming a bad one."""
    given = os.environ if environment is None else environment
    return Options(
        key=given.get("MARSAD_CLASSIFIER_KEY", "").strip(),
        timeout_s=_positive(given, "MARSAD_CLASSIFIER_TIMEOUT_S", 60),
        calls=_positive(given, "MARSAD_CLASSIFIER_CALLS", 2_000),
    )


def _positive(given: Mapping[str, str], name: str, usual: int) -> int:
    value = given.get(name) or str(usual)
    if not (value.isascii() and value.isdecimal()) or int(value) < 1:
        raise ToolError(f"{name}={value!r} is not a whole number above 0")
    return int(value)
