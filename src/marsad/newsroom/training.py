"""Learn from what monitors accepted and rejected: new models of matching and stance, how much better they are, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from marsad.domain.reading import Page, Reading
from marsad.engines.inline import run
from marsad.newsroom.encoder_choice import encoder_in_use, vector_place
from marsad.newsroom.model_choice import Models, choose_models, keep_models
from marsad.pipeline.lessons.curve import CurvePoint, learning_curve
from marsad.pipeline.lessons.matching import Band, Judged, MatchExample, log_loss, reliability, train_matching
from marsad.pipeline.lessons.worlds import World, examples_of, starting_worlds
from marsad.pipeline.road import build_road
from marsad.pipeline.stances.question import StanceQuestion, page_of
from marsad.pipeline.stances.starting_set import StartingSet, read_starting_set
from marsad.pipeline.stances.starting_set import examples as stance_examples
from marsad.pipeline.stances.training import Example, train_stances
from marsad.pipeline.tools import make_encoder, road_tools, shipped_model
from marsad.store.models import Candidate, Evidence
from marsad.store.queries.newsroom import promise_texts
from marsad.store.queries.readings import reading_of

DESK_COUNT = 2.0  # a decision taken here counts as much as two that Marsad brings
FEWEST_DECISIONS = 20  # below which nothing can be said of what they taught
_LESSONS = ("unrelated", "other_country", "other_government")  # rejections that say "does not bear"; a duplicate does


@dataclass(frozen=True, slots=True)
class Trained:
    """What training made and what it is worth: losses in nats over the desk's decisions, each with its promise left out."""

    models: Models
    decisions: int
    accepted: int
    stances: int
    loss_before: float
    loss_after: float
    bands: tuple[Band, ...]
    curve: tuple[CurvePoint, ...]

    @property
    def is_better(self) -> bool:
        """Whether the desk's decisions are foretold better than by the model that ships, which saw none of them."""
        return self.decisions >= FEWEST_DECISIONS and self.loss_after < self.loss_before


def train(*, precision: float, on_stage: Callable[[str], object]) -> Trained:
    """Train models on the starting set and the desk's decisions, keep them, and say what they are worth; use nothing yet.

    *on_stage* is told what is being done. Raises ToolError where the encoder in use cannot be made.
    """
    encoder = make_encoder(encoder_in_use().name, vector_place())
    on_stage("reading the starting set")
    told = read_starting_set(settings.DATA_FILES / "starting")
    readings = read_pages([one.page for one in told.pages])
    desk = desk_world()
    on_stage("laying judged pages beside promises")
    starting = [one for world in starting_worlds(told, lambda _: readings) for one in examples_of(world, encoder)]
    decided = _in_order(examples_of(desk, encoder), desk)
    on_stage("learning")
    made_from: dict[str, Any] = {"starting": len(starting), "decisions": len(decided)}
    matching, judged = train_matching([*starting, *decided], made_from, precision)
    examples = [one for _, one in stance_examples(_bearings(told, readings), told.promises.__getitem__)]
    own = list(evidence_examples())
    stances = train_stances([*examples, *own], f"the starting set and {len(own)} judgements of this newsroom")
    mine = [one for one in judged if one.example.origin == desk.origin]
    return Trained(
        models=keep_models(matching, stances),
        decisions=len(decided),
        accepted=sum(one.is_right for one in decided),
        stances=len(own),
        loss_before=log_loss(Judged(one, shipped_model().score(one.signals)) for one in decided),
        loss_after=log_loss(mine),
        bands=reliability(mine),
        curve=learning_curve(starting, decided),
    )


def use(name: str) -> Models:
    """Read pages with the models called *name* from now on. Raises Refusal where there are none."""
    return choose_models(name)


def desk_world() -> World:
    """Return the decisions taken at the desk as a world: accepted pages bear, pages rejected as unrelated do not."""
    rows = list(decisions())
    documents = {row.document_id: row.document for row in rows}
    right = frozenset((str(row.document_id), row.promise.key) for row in rows if row.status == Candidate.Status.ACCEPTED)
    return World(
        promises=promise_texts(),
        readings=tuple(reading_of(documents[number]) for number in sorted(documents)),
        right=right,
        origin="desk",
        judged=frozenset((str(row.document_id), row.promise.key) for row in rows),
        count=DESK_COUNT,
    )


def decisions() -> Iterable[Candidate]:
    """Return the decided candidates from which something can be learnt, in the order they were decided."""
    rows = Candidate.objects.filter(status__in=[Candidate.Status.ACCEPTED, Candidate.Status.REJECTED])
    rows = rows.exclude(document__reader_version="import").select_related("promise", "document__outlet")
    for row in rows.prefetch_related("document__claims").order_by("decided_at", "pk"):
        if row.status == Candidate.Status.ACCEPTED or row.reason.split(":")[0] in _LESSONS:
            yield row


def evidence_examples() -> Iterable[Example]:
    """Yield what monitors said that accepted words do to a promise, and how far the work has come."""
    promises = {promise.id: promise for promise in promise_texts()}
    rows = Evidence.objects.filter(withdrawn_at__isnull=True, candidate__isnull=False, document__isnull=False)
    pages: dict[int, Any] = {}
    for row in rows.select_related("promise", "document__outlet").prefetch_related("document__claims").order_by("pk"):
        document = row.document
        if document is None or row.promise.key not in promises or row.start >= row.end:
            continue
        if document.text[row.start : row.end] != row.quote:  # the page was read anew: other words stand there now
            continue
        page = pages.setdefault(document.pk, page_of(reading_of(document)))
        asked = StanceQuestion(page, promises[row.promise.key], row.start, row.end)
        yield Example(asked, row.stance, row.rung, DESK_COUNT)


def _in_order(examples: Iterable[MatchExample], desk: World) -> list[MatchExample]:
    place = {(str(row.document_id), row.promise.key): number for number, row in enumerate(decisions())}
    return sorted(examples, key=lambda one: place[one.page_id, one.promise_id])


def read_pages(pages: Sequence[Page]) -> Mapping[str, Reading]:
    """Return *pages* by their id, read along the road without matching."""
    done = run(build_road(with_matching=False), pages, road_tools(names=settings.OWN_NAMES))
    return {row.id: row for row in done if isinstance(row, Reading)}


def _bearings(told: StartingSet, readings: Mapping[str, Reading]) -> Iterable[tuple[Reading, Any]]:
    return ((readings[one.page.id], one.bears) for one in told.pages if one.page.id in readings)
