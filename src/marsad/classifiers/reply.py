"""Read what a chat model answered: one of three stances, one of five rungs, and a quote that stands in the text; or no answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from marsad.domain.reading import RUNGS
from marsad.pipeline.stances.question import JUDGED, NoAnswer, StancePage
from marsad.pipeline.stances.quotes import Span, find_quote

LONGEST_REPLY = 8_000  # characters: a stance, a rung and a sentence need a few hundred


@dataclass(frozen=True, slots=True)
class Reply:
    """A stance and a rung, and where the quote stands in the text of the page."""

    stance: str
    rung: str
    quote: Span


def content_of(body: bytes) -> tuple[str, str]:
    """Return what the model wrote in the answer *body* of a chat server, and the model's name or "". Raises NoAnswer."""
    told = _json(body.decode("utf-8", "replace"))
    try:
        content = told["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise NoAnswer("the server's answer holds no message") from error
    if not isinstance(content, str):
        raise NoAnswer("the server's message is no text")
    model = told.get("model")
    return content, " ".join(model.split())[:80] if isinstance(model, str) and model.isprintable() else ""


def read_reply(content: str, page: StancePage) -> Reply:
    """Return what *content* says of *page*. Raises NoAnswer, saying why, for anything that cannot be relied on."""
    if len(content) > LONGEST_REPLY:
        raise NoAnswer(f"the message has {len(content)} characters, {LONGEST_REPLY} would do")
    told = _json(_inner(content))
    stance, rung, quote = (told.get(name) for name in ("stance", "rung", "quote"))
    if stance not in JUDGED:
        raise NoAnswer(f"the stance is none of {', '.join(JUDGED)}")
    if rung not in RUNGS:
        raise NoAnswer(f"the rung is none of {', '.join(RUNGS)}")
    if not isinstance(quote, str):
        raise NoAnswer("there is no quote")
    span = find_quote(quote, page.text)
    if span is None:
        raise NoAnswer("the quote does not stand in the text")
    return Reply(stance, rung, span)


def _inner(content: str) -> str:
    """Return the JSON object in *content*, which models like to wrap in a fence of code."""
    bare = content.strip()
    if bare.startswith("```") and bare.endswith("```") and "\n" in bare:
        bare = bare[bare.index("\n") : -3].strip()
    return bare


def _json(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("the answer is no JSON") from error
    if not isinstance(told, dict):
        raise NoAnswer("the answer is no JSON object")
    return told
