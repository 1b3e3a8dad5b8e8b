"""Two statements that cannot both hold, as a value: where each stands, of what kind the conflict is, and why."""

from __future__ import annotations

from dataclasses import dataclass

CONFLICT_KINDS = ("amount", "day", "happened", "extent", "who")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one page says in a conflict: start..end are the words in dispute, quote_start..quote_end the sentence they stand in.

    *value* is those words as a machine compares them: "15", "335..335 متر مكعب / يوم", "2024-07-31", "no".
    """

    page_id: str
    start: int
    end: int
    quote_start: int
    quote_end: int
    value: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError where the words do not stand in the quote."""
        if not 0 <= self.quote_start <= self.start < self.end <= self.quote_end:
            raise ValueError(f"words {self.start}..{self.end} do not stand in the quote {self.quote_start}..{self.quote_end}")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both hold. Both may stand on one page, which then contradicts itself.

    *shared* are the words, as written, by which both were taken to speak of one thing; *score* (0 to 1) says how many and how
    telling they are. It orders a list; it is no probability.
    """

    left: Statement
    right: Statement
    kind: str
    reason_ar: str
    reason_en: str
    shared: tuple[str, ...] = ()
    score: float = 0.0

    def __post_init__(self) -> None:
        """Raise ValueError for a kind that is not in CONFLICT_KINDS, a missing reason, or a score outside [0, 1]."""
        if self.kind not in CONFLICT_KINDS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(CONFLICT_KINDS)}")
        if not self.reason_ar or not self.reason_en:
            raise ValueError("a conflict is shown to people: it needs its reason in both languages")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not in [0, 1]")

    @property
    def a(self) -> str:
        """Return the id of the page of the left statement."""
        return self.left.page_id

    @property
    def b(self) -> str:
        """Return the id of the page of the right statement."""
        return self.right.page_id

    @property
    def is_internal(self) -> bool:
        """Return whether one page contradicts itself."""
        return self.a == self.b
