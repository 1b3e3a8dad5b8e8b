"""Ask the index of words which rows may answer, in one statement: by the rarest words in full, by the usual ones among those.

On SQLite the index is an FTS5 table, on PostgreSQL a column of type tsvector (migration 0018). Stems are letters and digits
alone (`text.search.prepare`), and so need no escaping in either.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db import connection

from marsad.store.queries.search_scope import Marks, Scope
from marsad.text.search.plan import Group, Plan
from marsad.text.search.prepare import prepare, stem_of

_MOST_ROWS = 800  # rows in which a word may stand to be asked for in full
_MOST_IN_ALL = 1600
_MOST_MATED = 300  # rows, the newest, that bear no more of a word than its root
_MOST_USUAL = 400  # rows, the newest, where every word of a question is a usual one
_ALSO_IN_TITLE = 0.1  # of the rows in which a word stands, about: decides how they are read, not which
_IN_TITLE = 0.5  # of a word's weight, once more where it stands in the title
_MATES = 0.4
_PROMISE = "_promise"  # the mark of one (migration 0021)
_NAMED = 3.0  # of all words in the title of a promise: more than any row has from the other arms
_MOST_NAMED = 50
_LOOKUPS = {"gte": ">=", "lte": "<=", "lt": "<"}


@dataclass(frozen=True, slots=True)
class Index:
    """How large the index is: the *texts* among which words were counted, and the numbers of its *first* and *last* row."""

    texts: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Choosing:
    """One statement that gives pairs of an arm's number and a row's; *weights* are of the arms."""

    statement: str
    values: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Arm:
    match: str
    weight: float
    most: int
    often: float = 0  # rows that it matches, about; 0 where nobody knows


def names(plan: Plan) -> bool:
    """Return whether *plan* may name something, as a title does: promises so named come before all that tells of them."""
    return bool(plan.groups) and not plan.asked.wants and all(group.forms for group in plan.groups)


def choose(plan: Plan, scope: Scope, index: Index, *, is_little_public: bool = False) -> Choosing:
    """Return the statement by which the rows are chosen that answer *plan* within *scope*; "" where nothing is known of it.

    With *is_little_public* the index is asked for public rows alone; without it, each row that it gives is looked at.
    """
    write = _Postgres(index) if connection.vendor == "postgresql" else _Sqlite()
    arms = _arms(plan, write, max(1, index.texts))
    if names(plan) and not scope.kind:
        named = write.all_of([*(write.in_title(_stems(group)) for group in plan.groups), write.any_of([_PROMISE])])
        arms.append(_Arm(named, _NAMED * sum(group.rarity for group in plan.groups), _MOST_NAMED))
    if not arms:
        return Choosing("", (), ())
    marks = scope.marks(plan.asked, with_public=is_little_public)
    besides = _besides(plan, marks, write)
    where, values = _where(plan, scope)
    narrows = len(scope.limits(plan.asked)) > scope.is_public
    selects: list[str] = []
    given: list[str] = []
    for number, arm in enumerate(arms):
        often = 0 if besides[0] or narrows else arm.often
        newest, times = write.newest(f"{write.select(number)}{where}", arm.most, often)
        selects.append(f"SELECT * FROM ({newest}) AS arm_{number}")  # noqa: S608
        given += [write.besides(arm.match, besides), *values] * times
    return Choosing(" UNION ALL ".join(selects), tuple(given), tuple(arm.weight for arm in arms))


def _arms(plan: Plan, write: _Postgres | _Sqlite, texts: int) -> list[_Arm]:
    groups = sorted((group for group in plan.groups if group.forms or group.mates), key=lambda group: (group.often, group.word))
    rare: list[Group] = []
    taken = 0
    for group in groups:
        if group.forms and taken + group.often <= _MOST_IN_ALL and group.often <= _MOST_ROWS:
            rare.append(group)
            taken += group.often
    arms: list[_Arm] = []
    for group in rare:
        arms += _of(group, write, "", _MOST_ROWS)
    usual = [group for group in groups if group.forms and group not in rare]
    if rare:
        among = write.any_of([stem for group in rare for stem in _stems(group)])
        for group in usual:
            arms += _of(group, write, among, _MOST_ROWS, taken / texts)[:1]
    elif usual:
        first, rest = usual[0], usual[1:]
        for group in rest:
            arms += _of(group, write, write.any_of(_stems(first)), _MOST_USUAL, first.often / texts)
        arms += _of(first, write, "", _MOST_USUAL)
        if rest:
            every = write.all_of([write.any_of(_stems(group)) for group in usual])
            often = texts * math.prod(group.often / texts for group in usual)
            arms.append(_Arm(every, sum(group.rarity for group in usual), _MOST_USUAL, often))
    for group in groups:
        if group.mates and (not group.forms or group.often < _MOST_USUAL):
            arms.append(_Arm(write.any_of(group.mates), _MATES * group.mates_rarity, _MOST_MATED, group.mates_often))
    return arms


def _of(group: Group, write: _Postgres | _Sqlite, among: str, most: int, share: float = 1.0) -> list[_Arm]:
    """Return the arms of *group*, anywhere and in titles, *among* the rows that match so: a *share* of all, about."""
    stems = _stems(group)
    match, title = write.any_of(stems), write.in_title(stems)
    if among:
        match, title = write.all_of([match, among]), write.all_of([title, among])
    often = group.often * share
    return [
        _Arm(match, group.rarity, most, often),
        _Arm(title, _IN_TITLE * group.rarity, most, often * _ALSO_IN_TITLE),
    ]


def _stems(group: Group) -> tuple[str, ...]:
    return tuple(stem for stem, _ in group.forms)


def _besides(plan: Plan, marks: Marks, write: _Postgres | _Sqlite) -> tuple[list[str], list[str]]:
    """Return what every row must match, and what none may."""
    must = [write.phrase([stem_of(word) for word in phrase]) for phrase in plan.asked.phrases]
    must += [write.in_title([stem]) for value in plan.asked.field("title") for stem in prepare(value).stems.split()]
    must += [write.any_of(one) for one in marks]
    return must, [write.any_of([stem]) for stem in plan.asked.without]


def _where(plan: Plan, scope: Scope) -> tuple[str, list[str]]:
    clauses: list[str] = []
    values: list[str] = []
    for column, value in scope.limits(plan.asked):
        name, _, lookup = column.partition("__")
        if value is True:
            clauses.append(f"r.{name}")
        elif isinstance(value, tuple):
            clauses.append(f"r.{name} IN ({', '.join(['%s'] * len(value))})" if value else "1 = 0")
            values += value
        elif lookup == "contains":
            clauses.append(f"r.{name} LIKE %s ESCAPE '!'")
            letters = str(value).replace("!", "!!").replace("%", "!%").replace("_", "!_")
            values.append(f"%{letters}%")
        else:
            clauses.append(f"r.{name} {_LOOKUPS.get(lookup, '=')} %s")
            values.append(str(value))
    return "".join(f" AND {clause}" for clause in clauses), values


class _Sqlite:
    """FTS5's way of writing. By its own number of a row it goes backwards by itself, and stops at the limit."""

    def newest(self, rows: str, most: int, often: float) -> tuple[str, int]:
        """Return the statement for the *most* newest of *rows*, and how many times it holds *rows*."""
        return f"{rows} ORDER BY store_searchindex.rowid DESC LIMIT {most}", 1

    def select(self, number: int) -> str:
        return (
            f"SELECT {number} AS arm, r.id AS row_id FROM store_searchindex JOIN store_searchrow r "  # noqa: S608
            "ON r.id = store_searchindex.rowid WHERE store_searchindex MATCH %s"
        )

    def any_of(self, stems: list[str] | tuple[str, ...]) -> str:
        return "(" + " OR ".join(f'"{stem}"' for stem in stems) + ")"

    def all_of(self, matches: list[str]) -> str:
        return "(" + " AND ".join(matches) + ")"

    def in_title(self, stems: list[str] | tuple[str, ...]) -> str:
        return f"(title_stems : {self.any_of(stems)})"

    def phrase(self, stems: list[str]) -> str:
        return '("' + " ".join(stems) + '")'

    def besides(self, match: str, besides: tuple[list[str], list[str]]) -> str:
        must, never = besides
        whole = self.all_of([match, *must])
        return f"({whole} NOT ({' OR '.join(never)}))" if never else whole


class _Postgres:
    """The way of tsquery. Words of the title stand once more with low lines before them.

    Its index knows no order: for the newest of many rows it would fetch them all. So they are looked for among the newest
    rows first, as many as should hold _AHEAD times those that are wanted, and among the others only where they did not.
    """

    _AHEAD = 1.5
    _NUMBERS_A_ROW = 80  # numbers of rows are gone through in the time that fetching one row takes, about

    def __init__(self, index: Index) -> None:
        self._index = index

    def newest(self, rows: str, most: int, often: float) -> tuple[str, int]:
        """Return the statement for the *most* newest of *rows*, about *often* in all, and how many times it holds *rows*."""
        order = f"ORDER BY r.id + 0 DESC LIMIT {most}"  # by the number itself, it would go through all and read each one's words
        wanted = self._AHEAD * most
        if often > wanted:
            last = self._index.last
            among = math.ceil(wanted * (last - self._index.first + 1) / often)
            if among / self._NUMBERS_A_ROW + wanted < often:
                new, old = (f"({rows} AND r.id {which} {last - among} {order})" for which in (">", "<="))
                return f"{new} UNION ALL {old} LIMIT {most}", 2  # one after the other: the old where the new are too few
        return f"{rows} {order}", 1

    def select(self, number: int) -> str:
        return f"SELECT {number} AS arm, r.id AS row_id FROM store_searchrow r WHERE r.found_by @@ %s::tsquery"  # noqa: S608

    def any_of(self, stems: list[str] | tuple[str, ...]) -> str:
        return "(" + " | ".join(f"'{stem}'" for stem in stems) + ")"

    def all_of(self, matches: list[str]) -> str:
        return "(" + " & ".join(matches) + ")"

    def in_title(self, stems: list[str] | tuple[str, ...]) -> str:
        return "(" + " | ".join(f"'__{stem}'" for stem in stems) + ")"

    def phrase(self, stems: list[str]) -> str:
        return "(" + " <-> ".join(f"'{stem}'" for stem in stems) + ")"

    def besides(self, match: str, besides: tuple[list[str], list[str]]) -> str:
        must, never = besides
        return self.all_of([match, *must, *(f"!{one}" for one in never)])
