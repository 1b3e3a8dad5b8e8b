"""Write an amount of a series for readers: "about 2,500", "less than 2,000", "1.3 million", in the reader's language."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext

_GROUPED, _MILLION, _BILLION, _TRILLION = 1e4, 1e6, 1e9, 1e12


class Amount(Protocol):
    """What is written: *low* and *high* are as a page told them, None where open."""

    @property
    def value(self) -> float:
        """The number, the lower end of a stretch."""

    @property
    def low(self) -> float | None:
        """The least it may be."""

    @property
    def high(self) -> float | None:
        """The most it may be."""

    @property
    def relation(self) -> str:
        """As a page says it: =, ~, <, >, <= or >=."""


def write_number(value: float, unit: str = "") -> str:
    """Return *value* in Western digits, short from a million on; percentages with their sign."""
    size = abs(value)
    if unit == "%":
        return f"{value:g}%"
    if size >= _TRILLION:
        return gettext("%(n)s trillion") % {"n": _digits(value / _TRILLION)}
    if size >= _BILLION:
        return gettext("%(n)s billion") % {"n": _digits(value / _BILLION)}
    if size >= _MILLION:
        return gettext("%(n)s million") % {"n": _digits(value / _MILLION)}
    return f"{value:,.0f}" if size >= _GROUPED else _digits(value)


def _digits(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def write_amount(amount: Amount, unit: str = "") -> str:
    """Return *amount* with what its page says of it: about, less than, between."""
    number = write_number(amount.value, unit)
    if amount.low is not None and amount.high is not None and amount.low != amount.high:
        ends = {"low": write_number(amount.low, unit), "high": write_number(amount.high, unit)}
        return gettext("%(low)s to %(high)s") % ends
    words = {
        "~": gettext("about %(n)s"),
        "<": gettext("less than %(n)s"),
        "<=": gettext("at most %(n)s"),
        ">": gettext("more than %(n)s"),
        ">=": gettext("at least %(n)s"),
    }.get(amount.relation, "%(n)s")
    return words % {"n": number}
