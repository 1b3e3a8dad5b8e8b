"""Make the tools that the road names. An engine makes each once for a worker, from these factories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from marsad import plugins
from marsad.domain.outlet_reader import OutletReader
from marsad.domain.reading import PromiseText
from marsad.pipeline.gazetteer import read_gazetteers
from marsad.pipeline.match import Matcher
from marsad.pipeline.matching.encoder import Encoder, VectorPlace
from marsad.pipeline.matching.model import MatchModel, read_model
from marsad.pipeline.matching.rarity import Rarity
from marsad.pipeline.stances.judge import StanceJudge, make_judge
from marsad.pipeline.stances.model import StanceModel
from marsad.shipped import SHIPPED
from marsad.text.names.gazetteer import Gazetteer

ENCODER = "use"
CLASSIFIER = "small"
NO_ENCODER = "none"  # words alone decide
AS_IT_IS = frozenset({"use", "use-apart", "apart:use"})  # the score was tuned to it; others are brought to its scale


def road_tools(
    promises: Sequence[PromiseText] = (),
    readers: Sequence[OutletReader] = (),
    names: Path | None = None,
    encoder: str = ENCODER,
    vectors: VectorPlace | None = None,
    model: MatchModel | None = None,
    rarity: Rarity | None = None,
    classifier: str = CLASSIFIER,
    stances: StanceModel | None = None,
) -> dict[str, Callable[[], Any]]:
    """Return what makes each tool of the road, by its name.

    *readers* are the outlets' own, as their files declare them; *names* is a folder with more names than Marsad ships;
    *vectors* is where what the encoder said is kept for another time, nowhere unless given; *model*, *rarity*,
    *classifier* and *stances* are as `make_matcher` takes them.
    """
    return {
        "gazetteer": partial(make_gazetteer, names),
        "readers": partial(tuple, tuple(readers)),
        "matcher": partial(make_matcher, tuple(promises), encoder, vectors, model, rarity, classifier, stances),
    }


def make_gazetteer(extra: Path | None = None) -> Gazetteer:
    """Return the gazetteer that Marsad ships, and with it the files of the folder *extra*, where there is one.

    Raises ValueError naming the file and the entry with a mistake in it.
    """
    return read_gazetteers(SHIPPED / "gazetteer", *([extra] if extra is not None else []))


def make_encoder(name: str, vectors: VectorPlace | None = None) -> Encoder | None:
    """Return the encoder called *name*, or None for "none" and ""; with *vectors*, it keeps what it says there.

    Raises ValueError naming the choices where no encoder is called so, and `plugins.ToolError` where it cannot be made.
    """
    if name in ("", NO_ENCODER):
        return None
    made: Encoder = plugins.load("encoder", name)
    if vectors is not None:
        made = plugins.find("vectors", "kept")(made, vectors)
    return made if name in AS_IT_IS else cast(Encoder, plugins.find("vectors", "level")(made))


def make_matcher(
    promises: Sequence[PromiseText],
    encoder: str = ENCODER,
    vectors: VectorPlace | None = None,
    model: MatchModel | None = None,
    rarity: Rarity | None = None,
    classifier: str = CLASSIFIER,
    stances: StanceModel | None = None,
) -> Matcher:
    """Return a matcher for *promises* with the encoder called *encoder*; raises what `make_encoder` raises.

    *model* and *stances* are those that Marsad ships unless given, *rarity* that of the words in the pages *model* was made
    from. *classifier* names who judges stances; what cannot be made raises as an encoder does.
    """
    return build_matcher(promises, make_encoder(encoder, vectors), model, rarity, make_judge(classifier, stances))


def build_matcher(
    promises: Sequence[PromiseText],
    encoder: Encoder | None,
    model: MatchModel | None = None,
    rarity: Rarity | None = None,
    judge: StanceJudge | None = None,
) -> Matcher:
    """Return a matcher for *promises* with *encoder* itself, or with words alone; the rest is as for `make_matcher`."""
    chosen = model or shipped_model()
    return Matcher(promises, encoder, chosen, rarity or Rarity(), judge)


@cache
def shipped_model() -> MatchModel:
    """Return the model of matching that Marsad ships, made from the starting set."""
    return read_model(SHIPPED / "models" / "matching.json")
