"""A model of textual inference from a folder: its three labels become stances, all else leaves the small model's answer."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from marsad.classifiers.nli import InferenceClassifier, hypothesis, read_chances
from marsad.domain.reading import PromiseText
from marsad.pipeline.stances.guard import GuardedClassifier
from marsad.pipeline.stances.question import NoAnswer
from marsad.pipeline.stances.small import SmallClassifier
from marsad.plugins import ToolError
from tests.classifiers.conftest import BRIDGES, TEXT


def said(entailment: float, contradiction: float, neutral: float) -> list[dict[str, object]]:
    told = {"entailment": entailment, "CONTRADICTION": contradiction, "Neutral": neutral}
    return [{"label": label, "score": score} for label, score in told.items()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a model's config, and a library that answers what `answer` holds."""
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    state = SimpleNamespace(path=tmp_path, answer=said(0.1, 0.8, 0.1), asked=[], made={})

    def pipeline(task, **options):
        state.made = {"task": task, **options}

        def pipe(question, **more):
            state.asked.append(question)
            if isinstance(state.answer, Exception):
                raise state.answer
            return state.answer

        return pipe

    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace(pipeline=pipeline))
    return state


@pytest.mark.parametrize(
    ("chances", "stance"),
    [
        ((0.9, 0.05, 0.05), "supports"),
        ((0.1, 0.8, 0.1), "refutes"),
        ((0.1, 0.1, 0.8), "discusses"),
        ((0.4, 0.3, 0.3), "discusses"),
    ],
)
def test_labels_become_stances_and_an_unsure_one_a_discussion(folder, asked, chances, stance):
    folder.answer = said(*chances)
    answer = InferenceClassifier(str(folder.path)).judge(asked)
    assert answer.stance == stance
    assert answer.chances == pytest.approx(chances)
    assert TEXT[answer.start : answer.end]
    assert answer.rung == SmallClassifier().judge(asked).rung


def test_the_sentence_that_decides_is_the_premise_and_the_promise_the_hypothesis(folder, asked):
    InferenceClassifier(str(folder.path)).judge(asked)
    assert "تأجيل بناء الجسور" in folder.asked[0]["text"]
    assert BRIDGES.title in folder.asked[0]["text_pair"]
    assert folder.made["model"] == str(folder.path)


def test_a_claim_is_its_own_hypothesis():
    assert hypothesis(PromiseText("c", "أغلق المعبر أمس.", country="")) == "أغلق المعبر أمس."


@pytest.mark.parametrize(
    "told",
    [
        None,
        "entailment",
        [],
        [{"label": "LABEL_0", "score": 1.0}],
        [{"label": "entailment", "score": float("nan")}],
        [{"label": "entailment", "score": -1}],
        [{"label": "entailment"}],
        said(1, 0, 0)[:2],
        said(0, 0, 0),
        [7],
        RuntimeError("out of memory"),
        IndexError("index out of range in self"),
    ],
)
def test_what_is_no_answer_leaves_the_small_models(folder, asked, told):
    folder.answer = told
    guarded = GuardedClassifier(InferenceClassifier(str(folder.path)), SmallClassifier())
    assert guarded.judge(asked).version == SmallClassifier().version
    assert guarded.refused.total() == 1


def test_a_list_of_a_list_is_read_too():
    assert read_chances([said(0.2, 0.3, 0.5)]) == pytest.approx((0.2, 0.3, 0.5))
    with pytest.raises(NoAnswer):
        read_chances([[]])


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ToolError, match=r"config\.json"):
        InferenceClassifier(str(tmp_path))


def test_a_missing_library_is_named(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ToolError, match="install it"):
        InferenceClassifier(str(folder.path))


def test_a_model_that_cannot_be_loaded_is_named(folder, monkeypatch):
    def pipeline(*_, **__):
        raise OSError("no weights")

    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace(pipeline=pipeline))
    with pytest.raises(ToolError, match="no weights"):
        InferenceClassifier(str(folder.path))


def test_another_model_in_the_folder_is_another_version(folder):
    first = InferenceClassifier(str(folder.path)).version
    (folder.path / "model.safetensors").write_bytes(b"weights")
    assert InferenceClassifier(str(folder.path)).version != first
