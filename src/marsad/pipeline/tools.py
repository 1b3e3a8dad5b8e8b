"""Make the tools that the road names. An engine makes each once for a worker, from these factories."""

from __future__ import annotations

from collections.abc import Sequence

from marsad import plugins
from marsad.domain.reading import PromiseText
from marsad.pipeline.match import Matcher, build_matcher

ENCODER = "use"


def make_matcher(promises: Sequence[PromiseText], encoder: str = ENCODER) -> Matcher:
    """Return a matcher for *promises* with the encoder called *encoder*, or with none for "".

    Raises ValueError naming the choices where no encoder is called so.
    """
    return build_matcher(promises, plugins.load("encoder", encoder) if encoder else None)
