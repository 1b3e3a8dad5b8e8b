"""Read what is exchanged of promises: the table's rows and the keys that a row may name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from marsad.domain.promise_checks import Known
from marsad.pipeline.promises.likeness import KnownPromise
from marsad.store.models import Body, Government, Lineage, Person, Programme, Promise, PromiseProposal, Sector

TEXTS = ("title_ar", "title_en", "text_ar", "text_en", "justification_ar", "justification_en", "page_ref", "deadline")


def known_keys() -> Known:
    """Return the keys that a table may name."""
    return Known(
        governments=frozenset(Government.objects.values_list("key", flat=True)),
        programmes=dict(Programme.objects.values_list("key", "government__key")),
        sectors=frozenset(Sector.objects.values_list("key", flat=True)),
        bodies=frozenset(Body.objects.values_list("key", flat=True)),
        promises=dict(Promise.objects.everything().values_list("key", "government__key")),
    )


def promise_table(*, government: str = "", programme: str = "", keys: Iterable[str] | None = None) -> list[dict[str, str]]:
    """Return the promises as rows of the table, by key: of a government or programme, or those of *keys*, or all."""
    rows = Promise.objects.everything()
    if government:
        rows = rows.filter(government__key=government)
    if programme:
        rows = rows.filter(programme__key=programme)
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    found = list(rows.select_related("government", "programme", "sector", "body").order_by("key"))
    ties = _ties({promise.pk for promise in found})
    return [_row(promise, ties.get(promise.pk, [])) for promise in found]


def _ties(promises: set[int]) -> dict[int, list[str]]:
    told: defaultdict[int, list[str]] = defaultdict(list)
    links = Lineage.objects.standing().order_by("earlier__key").values_list("later_id", "kind", "earlier__key")
    for later, kind, earlier in links:
        if later in promises:
            told[later].append(f"{kind}:{earlier}")
    return told


def _row(promise: Promise, ties: list[str]) -> dict[str, str]:
    programme, body = promise.programme, promise.body
    return {
        "key": promise.key,
        "government": promise.government.key,
        "government_name": promise.government.name_ar,
        "programme": programme.key if programme else "",
        "programme_name": programme.title_ar if programme else "",
        "sector": promise.sector.key,
        "sector_name": promise.sector.name_ar,
        "body": body.key if body else "",
        "body_name": body.name_ar if body else "",
        **{name: getattr(promise, name) for name in TEXTS},
        "is_published": "yes" if promise.is_published else "no",
        "lineages": " ".join(ties),
    }


def key_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the keys of governments, programmes, sectors and bodies, each with its Arabic name."""
    return {
        "government": tuple(Government.objects.values_list("key", "name_ar")),
        "programme": tuple(Programme.objects.order_by("key").values_list("key", "title_ar")),
        "sector": tuple(Sector.objects.values_list("key", "name_ar")),
        "body": tuple(Body.objects.values_list("key", "name_ar")),
    }


def known_promises() -> tuple[KnownPromise, ...]:
    """Return the promises of the record as new ones are laid beside them."""
    rows = Promise.objects.everything().values_list("key", "title_ar", "text_ar", "government__key", "government__began_on")
    return tuple(KnownPromise(key, title, text, cabinet, began.isoformat()) for key, title, text, cabinet, began in rows)


def last_decided(person: Person) -> PromiseProposal | None:
    """Return the find of a programme that *person* decided last, None where there is none."""
    return PromiseProposal.objects.filter(decided_by=person).order_by("-decided_at", "-pk").first()
