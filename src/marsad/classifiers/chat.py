"""Ask a chat model on any OpenAI-compatible server. What it says is used only where it quotes words that stand in the page."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from marsad.classifiers.options import Options, read_options
from marsad.classifiers.post import TRIES, Server, split_place
from marsad.classifiers.prompt import VERSION, messages
from marsad.classifiers.reply import content_of, read_reply
from marsad.pipeline.stances.question import JUDGED, NoAnswer, Reason, StanceAnswer, StanceQuestion

TRUST = 0.8  # a chat model gives a label without a probability: this is said of it, and is measured by nobody
MOST_WORDS = 400  # tokens of an answer
MOST_REMEMBERED = 5_000
_WHY = Reason(
    "حكم به نموذج محادثة خارجي، واقتباسه موجود في النص", "judged by an outside chat model; its quote stands in the text"
)


class ChatClassifier:
    """A model behind `POST ADDRESS/chat/completions`. The same question is asked once in a run."""

    def __init__(
        self, address: str, model: str, options: Options, *, sleep: Callable[[float], None] = time.sleep, tries: int = TRIES
    ) -> None:
        """Make ready; the server is asked with the first question, and may be away until then."""
        self._server = Server(address, options, sleep, tries)
        self._model = model
        self._known: OrderedDict[bytes, StanceAnswer | str] = OrderedDict()
        self.name = f"chat:{address}#{model}"
        self.version = f"chat {model} {VERSION}"[:80]

    @property
    def calls(self) -> int:
        """Return how often the server was asked."""
        return self._server.calls

    def judge(self, asked: StanceQuestion) -> StanceAnswer:
        """Return the model's answer to *asked*. Raises NoAnswer, saying why, where there is none that can be relied on."""
        question = {
            "model": self._model,
            "messages": messages(asked),
            "temperature": 0,
            "max_tokens": MOST_WORDS,
            "response_format": {"type": "json_object"},
        }
        key = sha256(json.dumps([question, asked.page.text], sort_keys=True).encode()).digest()
        known = self._known.get(key)
        if isinstance(known, StanceAnswer):
            return known
        if known is not None:
            raise NoAnswer(known)
        content, _model = content_of(self._server.ask("/chat/completions", question))
        try:
            answer = self._answer(content, asked)
        except NoAnswer as error:  # asked again, it would say the same
            self._remember(key, str(error))
            raise
        self._remember(key, answer)
        return answer

    def _answer(self, content: str, asked: StanceQuestion) -> StanceAnswer:
        reply = read_reply(content, asked.page)
        rest = (1 - TRUST) / (len(JUDGED) - 1)
        first, second, third = (TRUST if stance == reply.stance else rest for stance in JUDGED)
        return StanceAnswer(
            stance=reply.stance,
            rung=reply.rung,
            chances=(first, second, third),
            start=reply.quote.start,
            end=reply.quote.end,
            reasons=(_WHY,),
            version=self.version,
        )

    def _remember(self, key: bytes, answer: StanceAnswer | str) -> None:
        self._known[key] = answer
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)


def open_chat(place: str) -> ChatClassifier:
    """Return the classifier at *place*, address and model: "http://127.0.0.1:8080/v1#qwen". Raises ToolError."""
    address, model = split_place(place)
    return ChatClassifier(address, model, read_options())
