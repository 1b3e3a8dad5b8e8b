"""Find what a question asks for: the database gives the likeliest rows by their rarest words, `text.search` ranks them.

What the database is asked and how its rows are chosen is the same on SQLite and PostgreSQL; only how it is written differs.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import F, Q, Subquery

from marsad.store.models import SearchRow, SearchState, SearchTerm
from marsad.store.queries.search_index import Choosing, Index, choose, names
from marsad.store.queries.search_scope import Scope
from marsad.text.search.asked import Asked, Word, read_question
from marsad.text.search.plan import Plan, Term, kin, make_plan, parts, strangers
from marsad.text.search.prepare import key_of, stem_of
from marsad.text.search.rank import Text, rank
from marsad.text.search.spelling import head, most_slips, tail

MOST_FOUND = 100  # rows that are ranked; what a reader pages through
_MOST_LIKES = 600  # words laid beside a stranger
_MOST_KIN = 400
_Row = tuple[str, int, int, str, str, str, dt.date | None, str, str, str, str]
_COLUMNS = (
    *("kind", "object_id", "pk", "government", "sector", "verdict", "day"),
    *("title_words", "title_stems", "words", "stems"),
)
_NUMBERS = SearchRow.objects.values("pk")
_WITH_ENDS = SearchState.objects.annotate(
    first_row=Subquery(_NUMBERS.order_by("pk")[:1]), last_row=Subquery(_NUMBERS.order_by("-pk")[:1])
)
_LITTLE = 4  # where less than a fourth is public, the index is asked for the public alone; else looking at rows is faster
# PostgreSQL takes reading a row's words for cheap, and would read all rows rather than ask the index for those that hold them.
# Statements that are sent in one are one transaction: what is set holds for no other.
_BY_WORDS = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; "
_SHORTEST_BEGUN = 3  # letters of a word that is completed: the index of words goes by three
_JOINED = ("وال", "بال", "ال", "لل", "و", "ب", "ل")


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, best first: numbers of rows of the index, what they tell of, and the plan that they answer.

    *is_cut*: more was found than is ranked; *counts*: of what is ranked, by what a reader may narrow by and its key.
    """

    plan: Plan
    keys: tuple[tuple[str, int], ...]
    rows: Mapping[tuple[str, int], int]
    is_cut: bool
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def mended(self) -> str:
        """The question as it was meant, where a word of it is not known; "" else."""
        return self.plan.mended


def find(text: str, scope: Scope, *, most: int = MOST_FOUND, completes: bool = False) -> Found:
    """Return at most *most* rows of *scope* that answer *text*, best first. The number of queries does not grow.

    With *completes* the last word may be the beginning of one, as of a reader who is still typing.
    """
    asked = read_question(_completed(text, scope) if completes else text)
    state = _WITH_ENDS.first() or SearchState()
    plan = _plan(asked, scope, state)
    is_little_public = state.public_rows * _LITTLE < state.rows
    texts = state.public_rows if scope.is_public else state.rows
    index = Index(texts, getattr(state, "first_row", None) or 0, getattr(state, "last_row", None) or 0)
    numbers, is_cut = _choose(plan, scope, most, index, is_little_public)
    found = {(row[0], row[1]): row for row in SearchRow.objects.filter(pk__in=numbers).values_list(*_COLUMNS)}
    rows = {key: row[2] for key, row in found.items()}
    if plan.groups:
        ranked = rank(plan, (Text(key, *row[7:]) for key, row in found.items()))
        if names(plan):
            ranked = tuple(sorted(ranked, key=lambda row: not (row.is_named and row.key[0] == SearchRow.Kind.PROMISE)))
        keys = tuple(row.key for row in ranked)
    else:
        places = {pk: place for place, pk in enumerate(numbers)}
        keys = tuple(sorted(rows, key=lambda key: places[rows[key]]))
    return Found(plan, keys, rows, is_cut, _counts(found[key] for key in keys))


def _counts(found: Iterable[_Row]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("kind", "government", "sector", "verdict", "year")}
    for kind, _, _, government, sector, verdict, day, *_ in found:
        told = (kind, government, sector, verdict, str(day.year) if day else "")
        for counted, key in zip(counts.values(), told, strict=True):
            counted[key] += bool(key)
    return counts


def _completed(text: str, scope: Scope) -> str:
    """Return *text* with its last word completed to the most usual word that begins so, where it is none itself."""
    *_, last = ("", *text.split())
    word = key_of(last)[0]
    if len(word) < _SHORTEST_BEGUN:
        return text
    often = "in_public" if scope.is_public else "everywhere"
    begun = stem_of(word)
    rows = SearchTerm.objects.filter(head=head(begun), stem__startswith=begun, **{f"{often}__gt": 0})
    words = dict(rows.order_by(f"-{often}", "stem").values_list("stem", "word")[:20])
    return text if not words or begun in words else f"{text.rstrip().removesuffix(last)}{next(iter(words.values()))}"


def _plan(asked: Asked, scope: Scope, state: SearchState) -> Plan:
    texts, words = (state.public_rows, state.public_words) if scope.is_public else (state.rows, state.words)
    stems, roots = kin(asked)
    known = _known(Q(stem__in=stems) | Q(root__in=roots) | Q(verb_root__in=roots), scope) if stems else {}
    unknown = strangers(asked, known)
    likes: dict[str, list[tuple[str, int]]] = {}
    if unknown:
        known |= _likes(unknown, scope, likes)
    return make_plan(asked, known, likes, texts, words / texts if texts else 1.0)


def _known(wanted: Q, scope: Scope, most: int = _MOST_KIN) -> dict[str, Term]:
    often = "in_public" if scope.is_public else "everywhere"
    rows = SearchTerm.objects.filter(wanted, **{f"{often}__gt": 0}).order_by(f"-{often}", "stem")
    columns = rows.values_list("stem", often, "word", "root", "verb_root")[:most]
    return {stem: Term(stem, count, word, tuple(filter(None, roots))) for stem, count, word, *roots in columns}


def _likes(unknown: Sequence[Word], scope: Scope, likes: dict[str, list[tuple[str, int]]]) -> dict[str, Term]:
    """Lay words that begin or end alike beside each of *unknown*, in *likes*; return what is known of them all."""
    wanted = Q()
    bare = {word.word: _bare(word.word) for word in unknown}
    for forms in bare.values():
        for form in forms:
            wanted |= Q(head=head(form)) | Q(tail=tail(form))
    apart = [part.stem for word in unknown for part in parts(word)]
    known = _known(wanted | Q(stem__in=apart), scope, _MOST_LIKES * len(unknown))
    if missing := [stem for stem in apart if stem not in known]:
        known |= _known(Q(stem__in=missing), scope)
    for word, forms in bare.items():
        longest = most_slips(word)
        likes[word] = [
            (term.word, term.often)
            for term in known.values()
            if any(abs(len(term.word) - len(form)) <= longest for form in forms)
        ]
    stems = {stem_of(term.word): term for term in tuple(known.values())}
    return {**{stem: term for stem, term in stems.items() if stem == term.stem}, **known}


def _bare(word: str) -> tuple[str, ...]:
    return (word, *(word[len(start) :] for start in _JOINED if word.startswith(start) and len(word) - len(start) >= 4))


def _choose(plan: Plan, scope: Scope, most: int, index: Index, is_little_public: bool) -> tuple[list[int], bool]:
    """Return the numbers of the rows that are ranked: those with the most telling words, the newest row of equals first."""
    if not plan.groups:
        if not (plan.asked.fields or scope.is_narrow):
            return [], False
        rows = list(
            scope.rows(plan.asked).order_by(F("day").desc(nulls_last=True), "-pk").values_list("pk", flat=True)[: most + 1]
        )
        return rows[:most], len(rows) > most
    weights: dict[int, float] = {}
    for row, weight in _arms(choose(plan, scope, index, is_little_public=is_little_public)):
        weights[row] = weights.get(row, 0.0) + weight
    best = sorted(weights, key=lambda row: (-round(weights[row], 9), -row))
    return best[:most], len(best) > most


def _arms(choosing: Choosing) -> Iterable[tuple[int, float]]:
    if not choosing.statement:
        return
    before = _BY_WORDS if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(before + choosing.statement, choosing.values)
        while before and cursor.nextset():
            pass  # what was set gives no rows
        for number, row in cursor.fetchall():
            yield row, choosing.weights[number]
