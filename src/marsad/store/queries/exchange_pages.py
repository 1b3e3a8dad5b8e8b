"""Read programmes as files and what was found in them, for the pages of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from marsad.store.models import Body, Programme, ProgrammeFile, Promise, PromiseProposal, Sector

AROUND = 3  # lines shown before and after the words
OPEN = "proposed"
STATES = ("proposed", "accepted", "dismissed", "all")
_GONE = ("joined", "split")


@dataclass(frozen=True, slots=True)
class FileLine:
    """A programme's file in the desk's list, with how many of its finds are decided."""

    file: ProgrammeFile
    decided: int
    total: int


@dataclass(frozen=True, slots=True)
class FilePage:
    """One programme's file: the finds asked for, how many stand where, and the sentences that were left out."""

    file: ProgrammeFile
    rows: tuple[PromiseProposal, ...]
    counts: dict[str, int]
    left_out: tuple[tuple[str, str, str, str], ...]
    next_open: int | None

    @property
    def decided(self) -> int:
        """How many are decided."""
        return self.counts["all"] - self.counts["proposed"]

    @property
    def percent(self) -> int:
        """How much of the work is done, for the bar."""
        return round(100 * self.decided / self.counts["all"]) if self.counts["all"] else 100


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the programme around the words; *is_within*: the words stand in it."""

    page: int
    number: int
    text: str
    is_within: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """All that is needed to decide on one find. *number* of *total* in its programme; *neighbours* may be joined with it."""

    row: PromiseProposal
    lines: tuple[ShownLine, ...]
    number: int
    decided: int
    total: int
    following: int | None
    preceding: int | None
    neighbours: tuple[PromiseProposal, ...]
    is_made: bool


def _standing(file_id: int) -> QuerySet[PromiseProposal]:
    return PromiseProposal.objects.filter(file=file_id).exclude(status__in=_GONE)


def programme_files() -> tuple[FileLine, ...]:
    """Return the programmes' files, the newest first."""
    total = Count("proposals", filter=~Q(proposals__status__in=_GONE))
    decided = Count("proposals", filter=Q(proposals__status__in=["accepted", "dismissed"]))
    rows = ProgrammeFile.objects.defer("lines", "left_out").select_related("programme__government", "uploaded_by")
    return tuple(FileLine(row, row.decided, row.total) for row in rows.annotate(total=total, decided=decided))


def programmes() -> tuple[Programme, ...]:
    """Return the programmes that a file may be of, the newest government's first."""
    return tuple(Programme.objects.select_related("government").order_by("-government__began_on", "key"))


def find_file(file_id: int, status: str) -> FilePage:
    """Return one file with its finds in *status* ("all" for any); raise ProgrammeFile.DoesNotExist."""
    file = ProgrammeFile.objects.select_related("programme__government", "uploaded_by").get(pk=file_id)
    standing = _standing(file_id)
    counts = dict(standing.order_by().values_list("status").annotate(times=Count("pk")))
    counted = {state: counts.get(state, 0) for state in STATES[:-1]} | {"all": sum(counts.values())}
    rows = standing if status == "all" else standing.filter(status=status)
    left = tuple((_place(file, first), text, ar, en) for first, _, text, ar, en in file.left_out)
    first_open = standing.filter(status=OPEN).values_list("pk", flat=True).first()
    return FilePage(file, tuple(rows.select_related("sector", "promise", "like", "decided_by")), counted, left, first_open)


def _place(file: ProgrammeFile, line: int) -> str:
    page, number = file.lines[line][:2]
    return f"ص {page} س {number}" if file.pages > 1 else f"س {number}"


def find_proposal(proposal_id: int) -> ProposalPage:
    """Return one find as the desk shows it; raise PromiseProposal.DoesNotExist."""
    related = ("file__programme__government", "sector", "body", "like__government", "promise", "decided_by", "split_from")
    row = PromiseProposal.objects.select_related(*related).get(pk=proposal_id)
    order = list(_standing(row.file_id).values_list("pk", "status"))
    keys = [key for key, _ in order]
    at = keys.index(row.pk) if row.pk in keys else -1
    ahead = [key for key, status in order[at + 1 :] if status == OPEN] if at >= 0 else []
    behind = [key for key, status in order[: max(at, 0)] if status == OPEN]
    beside = {*ahead[:2], *behind[-2:]}
    neighbours = PromiseProposal.objects.filter(pk__in=beside) if row.status == OPEN else PromiseProposal.objects.none()
    return ProposalPage(
        row=row,
        lines=_around(row),
        number=at + 1,
        decided=sum(status != OPEN for _, status in order),
        total=len(order),
        following=ahead[0] if ahead else (behind[0] if behind else None),
        preceding=behind[-1] if behind else None,
        neighbours=tuple(neighbours),
        is_made=row.split_from_id is not None or row.made_of.exists(),
    )


def _around(row: PromiseProposal) -> tuple[ShownLine, ...]:
    first, last = max(0, row.first_line - AROUND), row.last_line + AROUND + 1
    lines = enumerate(row.file.lines[first:last], first)
    return tuple(ShownLine(page, number, text, row.first_line <= at <= row.last_line) for at, (page, number, _, text, _) in lines)


def choices_of(row: PromiseProposal) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the sectors, the bodies, and the promises of other governments that the find may continue, as (key, name)."""
    sectors = [(sector.key, sector.name) for sector in Sector.objects.all()]
    bodies = [(body.key, body.name) for body in Body.objects.all()]
    cabinet = row.file.programme.government
    earlier = Promise.objects.everything().exclude(government=cabinet).filter(government__began_on__lte=cabinet.began_on)
    promises = [
        (promise.key, promise.title) for promise in earlier.defer("text_ar", "text_en", "search_key").order_by("title_ar")
    ]
    return sectors, bodies, promises
