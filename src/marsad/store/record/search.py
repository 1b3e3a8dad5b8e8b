"""Write what search looks in: rows that can be found, and the words that are known, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from marsad.store.findable import Findable, Key
from marsad.store.fit import fit
from marsad.store.models import SearchRow, SearchState, SearchTerm
from marsad.text.fold import fold
from marsad.text.roots import roots
from marsad.text.search.prepare import prepare
from marsad.text.search.spelling import head, tail

_AT_ONCE = 500
_COLUMNS = (
    "is_public",
    "promise",
    "government",
    "sector",
    "body",
    "verdict",
    "day",
    "outlet",
    "outlet_key",
    "size",
    "digest",
    "title",
    "title_words",
    "title_stems",
    "words",
    "stems",
    "text",
)
_INSERT = "INSERT INTO store_searchterm (stem, word, root, verb_root, head, tail, everywhere, in_public)"
_ADD = (
    "ON CONFLICT (stem) DO UPDATE SET everywhere = store_searchterm.everywhere + excluded.everywhere, "
    "in_public = store_searchterm.in_public + excluded.in_public"
)


@dataclass(slots=True)
class _Change:
    """What a batch changes in what is known: counts of stems, and of rows and words."""

    everywhere: Counter[str]
    in_public: Counter[str]
    forms: dict[str, str]
    rows: int = 0
    public_rows: int = 0
    words: int = 0
    public_words: int = 0

    def count(self, row: SearchRow, by: int) -> None:
        """Count *row* in (*by* 1) or out (-1)."""
        stems = {*row.title_stems.split(), *row.stems.split()}
        self.everywhere.update(dict.fromkeys(stems, by))
        self.rows += by
        self.words += by * row.size
        if row.is_public:
            self.in_public.update(dict.fromkeys(stems, by))
            self.public_rows += by
            self.public_words += by * row.size
        if by > 0:
            for words, found in ((row.title_words, row.title_stems), (row.words, row.stems)):
                for word, stem in zip(words.split(), found.split(), strict=True):
                    self.forms.setdefault(stem, word)


@transaction.atomic
def save_findable(wanted: Iterable[Findable], *, gone: Iterable[Key] = (), last_entry: int | None = None) -> int:
    """Record that each of *wanted* can be found and *gone* cannot; return how many rows changed. What is as it was stays."""
    SearchState.objects.get_or_create(pk=1)
    state = SearchState.objects.select_for_update().get(pk=1)  # one writer at a time: counts are of whole batches
    change, changed = _Change(Counter(), Counter(), {}), 0
    rows = {one.key: one for one in wanted}
    for kind, numbers in _by_kind(key for key in gone if key not in rows).items():
        old = list(SearchRow.objects.filter(kind=kind, object_id__in=numbers))
        for row in old:
            change.count(row, -1)
        SearchRow.objects.filter(pk__in=[row.pk for row in old]).delete()
        changed += len(old)
    known = {
        (row.kind, row.object_id): row
        for kind, numbers in _by_kind(rows).items()
        for row in SearchRow.objects.filter(kind=kind, object_id__in=numbers).defer("text", "title")
    }
    added: list[SearchRow] = []
    altered: list[SearchRow] = []
    for key, one in rows.items():
        there = known.get(key)
        if there is not None and there.digest == one.digest:
            continue
        if there is not None:
            change.count(there, -1)
        made = _fill(there or SearchRow(kind=one.kind, object_id=one.object_id), one)
        change.count(made, 1)
        (added if there is None else altered).append(made)
    SearchRow.objects.bulk_create(added, batch_size=200)
    SearchRow.objects.bulk_update(altered, _COLUMNS, batch_size=50)
    _count_terms(change)
    SearchState.objects.filter(pk=state.pk).update(
        rows=F("rows") + change.rows,
        public_rows=F("public_rows") + change.public_rows,
        words=F("words") + change.words,
        public_words=F("public_words") + change.public_words,
        last_entry=state.last_entry if last_entry is None else last_entry,
    )
    return changed + len(added) + len(altered)


@transaction.atomic
def forget_findable() -> None:
    """Forget all that can be found and every known word, so that both are made anew."""
    SearchRow.objects.all().delete()
    SearchTerm.objects.all().delete()
    SearchState.objects.all().delete()


def _by_kind(keys: Iterable[Key]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for kind, number in keys:
        found.setdefault(kind, []).append(number)
    return found


def _fill(row: SearchRow, one: Findable) -> SearchRow:
    title, text = prepare(one.title), prepare(one.text)
    for name in ("is_public", "promise", "government", "sector", "body", "verdict", "day", "digest"):
        setattr(row, name, getattr(one, name))
    row.outlet, row.outlet_key = fit(one.outlet, 200), fit(fold(one.outlet), 200)
    row.size = text.size
    row.title, row.text = fit(one.title), fit(one.text)
    row.title_words, row.title_stems = title.words, title.stems
    row.words, row.stems = text.words, text.stems
    return row


def _count_terms(change: _Change) -> None:
    """Add what changed to the counts of stems: in their order, so that two writers never wait for each other in a ring."""
    rows = [_term(stem, change) for stem in sorted(change.everywhere) if change.everywhere[stem] or change.in_public[stem]]
    with connection.cursor() as cursor:
        for first in range(0, len(rows), _AT_ONCE):
            part = rows[first : first + _AT_ONCE]
            places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(f"{_INSERT} VALUES {places} {_ADD}", [value for row in part for value in row])
    SearchTerm.objects.filter(everywhere__lte=0).delete()


def _term(stem: str, change: _Change) -> tuple[str | int, ...]:
    word = change.forms.get(stem, stem)
    first, second = (*roots(stem), "", "")[:2]
    return stem, word, first, second, head(stem), tail(word), change.everywhere[stem], change.in_public[stem]
