"""Querysets compiled once: Django's ORM writes the SQL of a question the first time, and later only its values change.

To write the SQL of a question costs Django several times what SQLite needs to answer it. A page that asks ten questions, each
always the same but for a key, a day and some numbers, need not have them written anew for every reader.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

from marsad.store.queries.public import end_of, ledger_end_of

LONGEST = 1024  # numbers in one list; a question with more of them is written anew
Row = TypeVar("Row")
Value = str | int | dt.date | Collection[int] | None
_PLACE = re.compile("(?<!%)%s")  # of a parameter
_FAR = dt.date(9000, 1, 1)
_BEYOND = 9_000_000_000


class NotCompiledError(TypeError):
    """The SQL of a question rests on more than the values it is asked with, so that it may not be kept."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question as Django wrote it: its rows (never asked themselves), its SQL, and where each value stands among parameters."""

    rows: QuerySet[Any]
    compiler: Any
    sql: str
    constants: Sequence[object]
    places: Sequence[tuple[int, str]]
    converters: dict[int, dict[int, Any]]


class CompiledOnce(Generic[Row]):
    """A function that returns a queryset, asked for its rows: see `compiled_once`."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._questions: dict[tuple[object, ...], _Question | None] = {}
        self.__doc__ = build.__doc__

    def __call__(self, *values: Value) -> tuple[Row, ...]:
        """Return the rows for *values*; raise NotCompiledError where the queryset rests on anything but them."""
        padded = tuple(_padded(value) for value in values)
        shape = tuple(_shape(value) for value in padded)
        if any(isinstance(one, int) and one > LONGEST for one in shape):
            return tuple(self._build(*values))
        if shape not in self._questions:
            self._questions[shape] = self._compile(padded)
        question = self._questions[shape]
        return () if question is None else tuple(_ask(question, padded))

    def _compile(self, values: Sequence[Value]) -> _Question | None:
        """Have Django write the SQL twice, with other stand-ins for the values; None where it can have no rows."""
        first, second = (_write(self._build, values, turn) for turn in (0, 1))
        if first is None or second is None:
            return None
        if first[2] != second[2]:
            raise NotCompiledError(f"{self._build.__qualname__}: its SQL is another for other values")
        places = []
        for number, (one, other) in enumerate(zip(first[3], second[3], strict=True)):
            name = _name_of(one, first[4])
            if name is not None and name == _name_of(other, second[4]):
                places.append((number, name))
            elif one != other:
                raise NotCompiledError(f"{self._build.__qualname__}: {one!r} is made of a value in a way that is not known here")
        return _Question(first[0], first[1], *_folded(first[2], first[3], places), {})


def compiled_once(build: Callable[..., QuerySet[Any, Row]]) -> CompiledOnce[Row]:
    """Make *build*, which returns a queryset for a key, days (or None) and lists of numbers, return its rows instead.

    The SQL is written once for each shape: which values are None, and how long lists are (rounded up to a power of two, the
    last number repeated). *build* may rest on nothing but its arguments: not on the clock, the language or the reader.
    """
    return CompiledOnce(build)


def _padded(value: Value) -> Value:
    if value is None or isinstance(value, str | int | dt.date):
        return value
    numbers = sorted(set(value))
    wanted = 1 << (len(numbers) - 1).bit_length() if numbers else 0
    return (*numbers, *numbers[-1:] * (wanted - len(numbers)))


def _shape(value: Value) -> object:
    """Return what of a padded *value* its SQL depends on."""
    if isinstance(value, tuple):
        return len(value)
    return type(value).__name__


def _named(values: Sequence[Value]) -> Iterator[tuple[str, Any]]:
    """Yield what each of *values* may stand as among the parameters of SQL, with a name of its place."""
    for place, value in enumerate(values):
        if isinstance(value, tuple):
            yield from ((f"{place}.{number}", one) for number, one in enumerate(value))
        elif isinstance(value, dt.date):
            yield from ((f"{place}.day", value), (f"{place}.end", end_of(value)), (f"{place}.ledger", ledger_end_of(value)))
        elif value is not None:
            yield str(place), value


def _stand_in(value: Value, place: int, turn: int) -> Value:
    """Return a value of the shape of *value* that no question holds by itself."""
    odd = place * 2 + turn
    if isinstance(value, tuple):
        return tuple(_BEYOND + odd * LONGEST * 2 + number for number in range(len(value)))
    if isinstance(value, dt.date):
        return _FAR + dt.timedelta(days=3 * odd)
    if isinstance(value, int):
        return _BEYOND - 1 - odd
    return None if value is None else f"\N{REPLACEMENT CHARACTER}{odd}"


def _adapted(value: Any) -> Any:
    """Return *value* as it stands among the parameters that the database is given."""
    if not isinstance(value, dt.date):
        return value
    operations = connection.ops
    if isinstance(value, dt.datetime):
        return operations.adapt_datetimefield_value(value)
    return operations.adapt_datefield_value(value)


def _write(
    build: Callable[..., QuerySet[Any]], values: Sequence[Value], turn: int
) -> tuple[QuerySet[Any], Any, str, Sequence[object], Mapping[object, str]] | None:
    """Return the queryset for stand-ins, what wrote it, its SQL with parameters, and the name of the place of each stand-in."""
    stand_ins = tuple(_stand_in(value, place, turn) for place, value in enumerate(values))
    rows = build(*stand_ins)
    compiler: Any = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    return rows, compiler, sql, tuple(parameters), {_adapted(value): name for name, value in _named(stand_ins)}


def _folded(
    sql: str, parameters: Sequence[object], places: Sequence[tuple[int, str]]
) -> tuple[str, Sequence[object], Sequence[tuple[int, str]]]:
    """Return *sql* with the words and numbers that never change written into it, the other parameters, and their places.

    SQLite plans a statement anew for each parameter that an index of some rows might serve: longer than it takes to answer.
    """
    named = dict(places)
    texts = _PLACE.split(sql)
    if len(texts) != len(parameters) + 1:
        raise NotCompiledError(f"{len(parameters)} parameters for {len(texts) - 1} places: {sql}")
    written = [texts[0]]
    kept: list[object] = []
    moved: list[tuple[int, str]] = []
    for number, (parameter, text) in enumerate(zip(parameters, texts[1:], strict=True)):
        if number in named:
            moved.append((len(kept), named[number]))
        if number in named or isinstance(parameter, bool) or not isinstance(parameter, str | int):
            kept.append(parameter)
            written.append("%s")
        elif isinstance(parameter, str):
            written.append("'" + str(parameter).replace("'", "''").replace("%", "%%") + "'")
        else:
            written.append(str(int(parameter)))
        written.append(text)
    return "".join(written), tuple(kept), moved


def _name_of(parameter: object, names: Mapping[object, str]) -> str | None:
    try:
        return names.get(parameter)
    except TypeError:  # a list is no stand-in
        return None


def _converters(question: _Question, columns: Sequence[Any]) -> dict[int, Any]:
    """Return what turns the values of *columns*, all or the first of a question's, into Python's: dear to find."""
    if len(columns) not in question.converters:
        question.converters[len(columns)] = question.compiler.get_converters(columns)
    return question.converters[len(columns)]


def _ask(question: _Question, values: Sequence[Value]) -> Iterator[Any]:
    """Yield the rows of *question* with *values* in their places."""
    named = {name: _adapted(value) for name, value in _named(values)}
    parameters = list(question.constants)
    for number, name in question.places:
        parameters[number] = named[name]
    compiler = copy.copy(question.compiler)
    compiler.connection = connections[DEFAULT_DB_ALIAS]  # that of this thread
    compiler.as_sql = lambda *_, **__: (question.sql, tuple(parameters))
    compiler.get_converters = lambda columns: _converters(question, columns)
    rows = question.rows.all()
    query: Any = rows.query
    query.get_compiler = lambda *_, **__: compiler
    return iter(rows)
