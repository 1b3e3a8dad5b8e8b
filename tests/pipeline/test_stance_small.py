"""The small model of stances: it never fails on a page with words, quotes the page, and is what its weights say."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import RUNGS, Claim, DateMention, PromiseText, Reading
from marsad.pipeline.stances.model import SHIPPED_MODEL, ModelError, read_model, write_model
from marsad.pipeline.stances.question import JUDGED, StanceAnswer, StanceQuestion, page_of
from marsad.pipeline.stances.small import SmallClassifier, shipped_model
from marsad.pipeline.stances.training import Example, train_stances

SCHOOLS = PromiseText("p1", "بناء ألف مدرسة نموذجية", "تبني الحكومة ألف مدرسة", government="حكومة التجربة")
BREAD = PromiseText("c1", "رفعت الحكومة سعر الخبز إلى 300 دينار", country="")
SMALL = SmallClassifier()
POOL = """
بناء مدرسة مدارس نموذجية ألف افتتحت أنجز لم لن تأجيل نفت شائعة خبير يتوقع سيتم تم وقعت . ؟ ، الخبز سعر 300 ٣٠٠ دينار رفعت وزارة
صحيح غير إلا لا صحة Ministry 12 ـــ «قال» ‏ بعد منذ حتى
"""
WORDS = [*POOL.split(), "\n", "\u200f"]


def ask(text: str, promise: PromiseText = SCHOOLS, title: str = "", **more) -> StanceAnswer:
    page = page_of(Reading("d", text, title=title, **more))
    return SMALL.judge(StanceQuestion(page, promise, 0, len(text)))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), st.lists(st.sampled_from(WORDS), max_size=8), st.booleans())
def test_any_page_gets_an_answer_that_quotes_it(said, headline, is_claim):
    text, title = " ".join(said), " ".join(headline)
    page = page_of(Reading("d", text, title=title))
    if not page.sentences:
        return
    answer = SMALL.judge(StanceQuestion(page, BREAD if is_claim else SCHOOLS, 0, len(text)))
    assert answer.stance in JUDGED
    assert answer.rung in RUNGS
    assert abs(sum(answer.chances) - 1) < 1e-6
    assert max(answer.chances) == answer.chances[JUDGED.index(answer.stance)]
    assert 0 <= answer.start < answer.end <= len(text)
    assert text[answer.start : answer.end].strip()
    assert all(reason.ar and reason.en for reason in answer.reasons)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.integers(-5, 400))
def test_strange_text_is_judged_or_has_no_sentence(text, title, start):
    page = page_of(Reading("d", text, title=title))
    question = StanceQuestion(page, SCHOOLS, max(start, 0), max(start, 0) + 1)
    if page.sentences:
        answer = SMALL.judge(question)
        assert answer.end <= len(text)
    else:
        with pytest.raises(ValueError, match="sentence"):
            SMALL.judge(question)


def test_the_same_page_is_judged_the_same_twice():
    text = "أعلنت الوزارة تأجيل بناء المدارس النموذجية إلى العام المقبل.\nوقال خبير إن الأمر متوقع."
    assert ask(text) == ask(text)


def test_reasons_show_the_word_as_it_was_written():
    answer = ask("أعلنت الوزارة تأجيل بناء المدارس النموذجية إلى العام المقبل.", title="إرجاء مشروع المدارس")
    assert answer.stance == "refutes"
    assert any("«تأجيل» في الجملة الحاسمة" in reason.ar for reason in answer.reasons)
    assert any("“إرجاء” in the headline" in reason.en for reason in answer.reasons)


def test_who_speaks_and_which_days_are_named_are_looked_at():
    text = "قالت المفوضية إنها نقلت موعد بناء المدارس من أيار إلى أيلول."
    told = ask(text, claims=(Claim(0, len(text), "المفوضية", source_kind="official"),), dates=(DateMention(40, 44, "2024-05"),))
    assert told.stance in JUDGED


def test_a_model_is_read_as_it_was_written(tmp_path):
    model = shipped_model()
    write_model(model, tmp_path / "model.json")
    assert read_model(tmp_path / "model.json") == model
    assert read_model(tmp_path / "model.json").version == model.version == json.loads(SHIPPED_MODEL.read_text())["version"]


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told | {"format": 9},
        lambda told: told | {"stances": {}},
        lambda told: told | {"rungs": told["rungs"] | {"classes": ["kept"]}},
        lambda told: told | {"stances": told["stances"] | {"weights": {"base": [1, 2]}}},
        lambda told: told | {"stances": told["stances"] | {"weights": {"x": [1, 2, "?"], "base": [1, 2, 3]}}},
        lambda told: told | {"stances": told["stances"] | {"weights": {"x": [1, 2, float("nan")], "base": [1, 2, 3]}}},
        lambda told: [],
    ],
)
def test_a_file_that_is_no_model_is_refused(tmp_path, change):
    path = tmp_path / "model.json"
    path.write_text(json.dumps(change(json.loads(SHIPPED_MODEL.read_text(encoding="utf-8")))), encoding="utf-8")
    with pytest.raises(ModelError):
        read_model(path)


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"none\.json"):
        read_model(tmp_path / "none.json")


def test_a_model_for_other_features_is_not_used(tmp_path):
    told = json.loads(SHIPPED_MODEL.read_text(encoding="utf-8"))
    told["stances"]["weights"] = {"other": [0, 0, 0], "base": [0, 0, 0]}
    (tmp_path / "model.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelError, match="train it anew"):
        SmallClassifier(read_model(tmp_path / "model.json"))


def _example(text: str, stance: str, rung: str = "announced") -> Example:
    return Example(StanceQuestion(page_of(Reading("d", text)), SCHOOLS, 0, len(text)), stance, rung)


def test_what_people_judged_changes_what_is_judged():
    text = "زار الوفد بناء مدرسة نموذجية"
    before = SmallClassifier(train_stances([_example(text, "supports")])).judge(_example(text, "").asked)
    after = SmallClassifier(train_stances([_example(text, "discusses")] * 40)).judge(_example(text, "").asked)
    assert (before.stance, after.stance) == ("supports", "discusses")


def test_training_is_the_same_on_every_run_and_counts_what_it_is_told():
    told = [_example("افتتحت الوزارة مدرسة", "supports", "delivered"), _example("توقف بناء المدرسة", "refutes")]
    assert train_stances(told) == train_stances(list(told))
    assert train_stances(told).version != train_stances(told[:1]).version


def test_nothing_is_learnt_from_no_stance():
    with pytest.raises(ValueError, match="nothing"):
        train_stances([_example("مدرسة", "unrelated")])


@pytest.mark.parametrize(
    "wrong",
    [
        {"stance": "unrelated"},
        {"rung": "none"},
        {"chances": (0.5, 0.6, 0.1)},
        {"chances": (float("nan"), 0.5, 0.5)},
        {"start": 4, "end": 4},
        {"start": -1},
    ],
)
def test_an_answer_that_says_nothing_true_cannot_be_made(wrong):
    told = {"stance": "supports", "rung": "announced", "chances": (1.0, 0.0, 0.0), "start": 0, "end": 4}
    with pytest.raises(ValueError, match=r"stance|rung|chances|quote"):
        StanceAnswer(**{**told, "reasons": (), "version": "x", **wrong})
