"""Where search looks: what readers may see or all that the store holds, narrowed by what a reader chose and typed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import CharField, F, QuerySet, Value

from marsad.store.models import Body, Government, SearchRow, Sector
from marsad.text.fold import fold
from marsad.text.search.asked import Asked, first_day

_MARKED = {"kind": "_", "government": "_g", "sector": "_s", "verdict": "_v"}
_MARK = re.compile(r"\w+", re.ASCII)
_MOST_MARKS = 20
Marks = tuple[tuple[str, ...], ...]
Names = dict[str, dict[str, tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows to look among. *is_public* holds to what readers may see; the others narrow, "" for any. *year* is of the day."""

    is_public: bool = True
    kind: str = ""
    government: str = ""
    sector: str = ""
    body: str = ""
    verdict: str = ""
    year: str = ""
    names: Names | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether a reader chose anything."""
        return any((self.kind, self.government, self.sector, self.body, self.verdict, self.year))

    def rows(self, asked: Asked) -> QuerySet[SearchRow]:
        """Return the rows of this scope that the fields of *asked* allow."""
        rows = SearchRow.objects.all()
        for column, values in self.limits(asked):
            rows = rows.filter(**{f"{column}__in": values}) if isinstance(values, tuple) else rows.filter(**{column: values})
        return rows

    def limits(self, asked: Asked) -> tuple[tuple[str, object], ...]:
        """Return pairs of a column (with Django's lookup where it is not equality) and the value that it must have."""
        found: list[tuple[str, object]] = [("is_public", True)] if self.is_public else []
        found += [(name, value) for name in ("kind", "government", "sector", "body", "verdict") if (value := getattr(self, name))]
        if self.year.isdecimal() and len(self.year) == 4 and self.year > "0000":
            found += [("day__gte", f"{self.year}-01-01"), ("day__lte", f"{self.year}-12-31")]
        for field in ("government", "sector", "body"):
            found += [(field, self._keys(field, value)) for value in asked.field(field)]
        found += [("outlet_key__contains", fold(value)) for value in asked.field("outlet")]
        for field, lookup in (("after", "day__gte"), ("before", "day__lt")):
            found += [(lookup, day) for value in asked.field(field) if (day := _real(first_day(value)))]
        return tuple(found)

    def marks(self, asked: Asked, *, with_public: bool) -> Marks:
        """Return the marks (migration 0021) that a row of this scope bears, one of each tuple; limits still hold."""
        found: list[tuple[str, ...]] = (
            [(f"_y{self.year}",)] if self.year.isdecimal() and len(self.year) == 4 and self.year > "0000" else []
        )
        for column, value in self.limits(asked):
            if column == "is_public" and with_public:
                found.append(("_public",))
            elif column in _MARKED:
                keys = value if isinstance(value, tuple) else (str(value),)
                found.append(tuple(f"{_MARKED[column]}{key.replace('-', '_')}" for key in keys))
        return tuple(marks for marks in found if 0 < len(marks) <= _MOST_MARKS and all(map(_MARK.fullmatch, marks)))

    def _keys(self, field: str, value: str) -> tuple[str, ...]:
        """Return the keys of what is called *value*, or is partly."""
        wanted = fold(value)
        names = (self.names or {}).get(field, {})
        return tuple(key for key, told in names.items() if key == wanted or any(wanted in fold(name) for name in told if name))


def _real(day: str | None) -> str | None:
    try:
        return dt.date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        return None


def read_names() -> Names:
    """Return the names, Arabic, English and Kurdish, of governments, sectors and bodies by key; one query."""
    queries = [
        model.objects.order_by().values_list(Value(noun, output_field=CharField()), "key", "name_ar", "name_en", kurdish)
        for noun, model, kurdish in (
            ("government", Government, Value("", output_field=CharField())),
            ("sector", Sector, F("name_ckb")),
            ("body", Body, Value("", output_field=CharField())),
        )
    ]
    names: Names = {"government": {}, "sector": {}, "body": {}}
    for noun, key, *told in queries[0].union(*queries[1:], all=True):
        names[noun][key] = told[0], told[1], told[2]
    return names
