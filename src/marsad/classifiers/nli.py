"""Run a transformer for textual inference from a folder of this machine. Its library is the operator's to install."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

from marsad.domain.reading import PromiseText
from marsad.pipeline.stances.features import look
from marsad.pipeline.stances.promise_words import promise_words
from marsad.pipeline.stances.question import JUDGED, NoAnswer, Reason, StanceAnswer, StanceQuestion
from marsad.pipeline.stances.small import SmallClassifier
from marsad.plugins import ToolError

LEAST = 0.5  # an entailment or contradiction less likely than this is a discussion
LONGEST = 1_200  # characters of premise: past what such models read
_MEANING = {"entailment": "supports", "contradiction": "refutes", "neutral": "discusses"}
_WHY = {
    "supports": Reason("نموذج استدلال: الجملة تستلزم الوعد", "inference model: the sentence entails the promise"),
    "refutes": Reason("نموذج استدلال: الجملة تناقض الوعد", "inference model: the sentence contradicts the promise"),
    "discusses": Reason("نموذج استدلال: الجملة لا تثبت ولا تنفي", "inference model: the sentence does neither"),
}

Pipe = Callable[..., Any]


class InferenceClassifier:
    """A model that says whether a premise entails, contradicts or leaves open a hypothesis.

    The premise is the headline with the sentence that decides, the hypothesis the promise as a sentence. Which sentence decides,
    and the rung, are the small model's: inference knows nothing of either.
    """

    def __init__(self, folder: str, pipe: Pipe | None = None) -> None:
        """Load the model at *folder*. Raises ToolError, saying what is missing, where the folder or the library will not do."""
        path = Path(folder).expanduser()
        if pipe is None and not (path / "config.json").is_file():
            raise ToolError(f"{path} holds no model: there is no config.json in it; give the folder that `save_pretrained` wrote")
        self._pipe = pipe or _load(path)
        self._small = SmallClassifier()
        self.name = f"nli:{folder}"
        self.version = f"nli {path.name[:40]} {_fingerprint(path)}"

    def judge(self, asked: StanceQuestion) -> StanceAnswer:
        """Return the model's answer to *asked*. Raises NoAnswer where it gives no probabilities of the three."""
        seen, small = look(asked), self._small.judge(asked)
        premise = f"{asked.page.title}. {asked.page.text[seen.here.start : seen.here.end]}".strip(". ")[-LONGEST:]
        try:
            told = self._pipe({"text": premise, "text_pair": hypothesis(asked.promise)}, top_k=None, truncation=True)
        except (RuntimeError, ValueError, LookupError, TypeError, OSError) as error:
            raise NoAnswer(f"the inference model failed: {type(error).__name__}") from error
        chances = read_chances(told)
        best = max(range(len(JUDGED)), key=lambda place: chances[place])
        stance = JUDGED[best] if chances[best] >= LEAST else "discusses"
        return StanceAnswer(stance, small.rung, chances, small.start, small.end, (_WHY[stance],), self.version)


def hypothesis(promise: PromiseText) -> str:
    """Return *promise* as a sentence that can be true: a claim as it is, a promise as being kept."""
    title = promise.title.strip(" .") or promise.text.strip(" .")
    return f"{title}." if promise_words(promise).is_claim else f"تتقدم الحكومة في تنفيذ ما وعدت به: {title}."


def read_chances(told: Any) -> tuple[float, float, float]:
    """Return the probabilities of supports, refutes and discusses in what a text-classification pipeline said."""
    rows = told[0] if isinstance(told, list) and told and isinstance(told[0], list) else told
    if not isinstance(rows, Sequence) or isinstance(rows, str | bytes):
        raise NoAnswer("the inference model gave no list of labels")
    found: dict[str, float] = {}
    for row in rows:
        label, score = (row.get("label"), row.get("score")) if isinstance(row, dict) else (None, None)
        stance = _MEANING.get(str(label).strip().lower())
        if stance is None or not isinstance(score, int | float) or not math.isfinite(score) or score < 0:
            raise NoAnswer(
                f"the inference model gave {str(label)[:40]!r}; its config must name {', '.join(_MEANING)} in id2label"
            )
        found[stance] = float(score)
    whole = sum(found.values())
    if set(found) != set(JUDGED) or whole <= 0:
        raise NoAnswer(f"the inference model gave {', '.join(found) or 'nothing'} and not all three labels")
    return found["supports"] / whole, found["refutes"] / whole, found["discusses"] / whole


def _fingerprint(path: Path) -> str:
    """Return what tells the model at *path* from another: names and sizes of its files, and its config."""
    digest = blake2b(digest_size=6)
    for file in sorted(one for one in path.glob("*") if one.is_file() and not one.name.startswith(".")) if path.is_dir() else ():
        digest.update(f"{file.name} {file.stat().st_size}\n".encode())
        if file.name == "config.json":
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _load(path: Path) -> Pipe:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"  # read when the library is first imported: without them a hub is asked for what is missing
    try:
        library = import_module("transformers")
    except ImportError as error:
        raise ToolError(
            f"transformers cannot be imported ({error}): it is no part of Marsad; install it and torch into the same environment "
            "and see docs/en/stance.md"
        ) from error
    try:
        made: Pipe = library.pipeline(
            "text-classification", model=str(path), tokenizer=str(path), device=-1, trust_remote_code=False
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, ImportError) as error:
        raise ToolError(f"{path} cannot be loaded: {type(error).__name__}: {str(error)[:300]}") from error
    return made
