"""When two blind codings agree, and in what they differ. Pure: nothing of who coded, or when."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.domain.codebook import Codebook

AXES = ("verdict", "outlook", "cause", "rung", "evidence")


@dataclass(frozen=True, slots=True)
class CodedVerdict:
    """What one coder found: keys of the codebook, the highest rung shown ("" for none), and the evidence picked, by id."""

    verdict: str
    outlook: str = ""
    cause: str = ""
    rung: str = ""
    evidence: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One axis in which two codings differ. *is_dispute*: they make no assessment before somebody decides between them."""

    axis: str
    is_dispute: bool


def differences(first: CodedVerdict, second: CodedVerdict, codebook: Codebook) -> tuple[Difference, ...]:
    """Return in what *first* and *second* differ, in the order of AXES; raise CodebookError for an unknown verdict.

    Verdict and outlook dispute. A cause disputes where the verdict needs one. The rung and the evidence picked are kept and
    shown, and dispute nothing: two people may rest one verdict on different pages.
    """
    needs_cause = any(codebook.verdict(one.verdict).causes for one in (first, second))
    disputing = {"verdict", "outlook"} | ({"cause"} if needs_cause else set())
    return tuple(Difference(axis, axis in disputing) for axis in AXES if getattr(first, axis) != getattr(second, axis))


def agree(first: CodedVerdict, second: CodedVerdict, codebook: Codebook) -> bool:
    """Return whether *first* and *second* make one assessment."""
    return not any(difference.is_dispute for difference in differences(first, second, codebook))
