"""Lists of verdicts for programs: all that were published, those withdrawn among them, cut after a given one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from marsad.store.models import Assessment, Entry, Evidence
from marsad.store.queries.cuts import Column, Cut, Place, a_number, cut_rows
from marsad.store.queries.names_known import people_as_told, told_by
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.public import Standing, end_of, is_known, make_standing, read_codebooks, standing_first
from marsad.store.queries.wordings import revisions_known

STATES = ("stands", "superseded", "withdrawn")
_COLUMNS = (Column("pk", a_number),)


@dataclass(frozen=True, slots=True)
class WantedVerdicts:
    """What a list of verdicts is asked for: keys, or "" for any; *state* is one of STATES or ""."""

    promise: str = ""
    government: str = ""
    verdict: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ListedVerdict:
    """A verdict in a list: *evidence* numbers the pieces that readers see, *state* is one of STATES, *entry* sealed it."""

    standing: Standing
    state: str
    evidence: tuple[int, ...]
    entry: int | None


def cut_verdicts(wanted: WantedVerdicts, *, after: Place | None, size: int, known_on: dt.date | None) -> Cut[ListedVerdict]:
    """Return the *size* verdicts that *wanted* asks for after *after*, in the order of their numbers; raise PlaceError."""
    rows = _asked(wanted, known_on)
    found, goes_on = cut_rows(_with(rows, known_on), _COLUMNS, after, size)
    return Cut(_listed(found, known_on), (str(found[-1].pk),) if goes_on else None)


def find_verdict(number: int, known_on: dt.date | None) -> ListedVerdict | None:
    """Return the published verdict numbered *number*, today or as known on a day; None where there is none."""
    found = _listed(list(_with(_asked(WantedVerdicts(), known_on).filter(pk=number), known_on)), known_on)
    return found[0] if found else None


def verdicts_published(known_on: dt.date | None) -> QuerySet[Assessment]:
    """Return all verdicts that were published by the end of *known_on*, or are today, on promises that readers see."""
    if known_on is None:
        rows = Assessment.objects.filter(promise__is_published=True)
        return rows.filter(is_known(None) | Q(status=Assessment.Status.WITHDRAWN))
    public = revisions_known(known_on).filter(promise=OuterRef("promise")).order_by()
    published = (Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED, Assessment.Status.WITHDRAWN)
    return Assessment.objects.filter(Exists(public), published_at__lt=end_of(known_on), status__in=published)


def _asked(wanted: WantedVerdicts, known_on: dt.date | None) -> QuerySet[Assessment]:
    rows = verdicts_published(known_on)
    names = {"promise__key": wanted.promise, "promise__government__key": wanted.government, "verdict": wanted.verdict}
    rows = rows.filter(**{name: value for name, value in names.items() if value})
    if not wanted.state:
        return rows
    if wanted.state == "withdrawn":
        return rows.exclude(is_known(known_on))
    rows = with_standing(rows.filter(is_known(known_on)), known_on)
    return rows.filter(pk=Subquery(_first(known_on))) if wanted.state == "stands" else rows.exclude(pk=Subquery(_first(known_on)))


def _first(known_on: dt.date | None) -> QuerySet[Assessment, int]:
    return standing_first("promise", known_on).values_list("pk", flat=True)[:1]


def with_standing(rows: QuerySet[Assessment], known_on: dt.date | None) -> QuerySet[Assessment]:
    """Return *rows* each with *stands_pk*, the number of the verdict that its promise stands on."""
    return rows.annotate(stands_pk=Subquery(_first(known_on)))


def _with(rows: QuerySet[Assessment], known_on: dt.date | None) -> QuerySet[Assessment]:
    shown = evidence_known(known_on).only("pk").order_by("pk")
    rows = rows.select_related("promise__government", "author", "seconder", "withdrawn_by")
    return with_standing(rows, known_on).prefetch_related(Prefetch("evidence", queryset=shown, to_attr="shown_evidence"))


def _listed(rows: list[Assessment], known_on: dt.date | None) -> tuple[ListedVerdict, ...]:
    if not rows:
        return ()
    codebooks = read_codebooks()
    sealed = Entry.objects.filter(kind="assessment.published", assessment__in=[row.pk for row in rows])
    entries = dict(sealed.order_by("-sequence").values_list("assessment", "sequence"))
    people_as_told((person for row in rows for person in (row.author, row.seconder)), told_by(known_on))
    return tuple(
        ListedVerdict(make_standing(row.promise, row, codebooks), state_of(row, known_on), _numbers(row), entries.get(row.pk))
        for row in rows
    )


def state_of(row: Assessment, known_on: dt.date | None) -> str:
    """Return which of STATES *row* was in at the end of *known_on*, or is in; it comes from `with_standing`."""
    if row.withdrawn_at is not None and (known_on is None or row.withdrawn_at < end_of(known_on)):
        return "withdrawn"
    return "stands" if row.pk == getattr(row, "stands_pk", None) else "superseded"


def _numbers(row: Assessment) -> tuple[int, ...]:
    shown: list[Evidence] = getattr(row, "shown_evidence", [])
    return tuple(item.pk for item in shown)
