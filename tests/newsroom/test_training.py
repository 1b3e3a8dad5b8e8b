"""Training on the desk's decisions: what counts as a lesson, what is kept, and which models read from then on."""

import pytest

from marsad.newsroom import model_choice, review, training
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.tools import shipped_model
from tests import observatory

pytestmark = pytest.mark.django_db

BEARS = "أعلنت اللجنة العسكرية العليا العراقية إنهاء مهمة التحالف الدولي في قاعدة رقم {} وخروج آخر مستشاريه من العراق."
RESEMBLES = "قالت وزارة النقل العراقية إن التحالف الذي فاز بعقد الطريق رقم {} أكمل المسح، وإن الحكومة تنتظر الجدول الزمني."


@pytest.fixture(autouse=True)
def models(settings, tmp_path, monkeypatch):
    """The newsroom's models in a folder of their own, and words alone to read with: no encoder is needed here."""
    settings.MODELS_ROOT = tmp_path / "models"
    monkeypatch.setattr(training, "make_encoder", lambda *_: None)
    monkeypatch.setattr(training, "read_pages", observatory.read_once)


@pytest.fixture
def decided(zahra):
    """Twelve pages accepted for a promise and twelve rejected as unrelated."""
    promise = observatory.promise()
    for number in range(12):
        right = observatory.candidate(promise, of=observatory.document(text=BEARS.format(number)))
        review.accept(right.pk, zahra, stance="supports", rung="under_way")
        wrong = observatory.candidate(promise, of=observatory.document(text=RESEMBLES.format(number)))
        review.reject(wrong.pk, zahra, reason="unrelated")
    return promise


def told(**more):
    return training.train(precision=0.8, on_stage=lambda _: None, **more)


def test_accepted_pages_bear_and_pages_rejected_as_unrelated_do_not(decided):
    world = training.desk_world()
    assert len(world.judged) == 24
    assert len(world.right) == 12


@pytest.mark.parametrize("reason", ["duplicate", "unreliable", "old_news"])
def test_a_page_rejected_for_what_it_is_teaches_nothing_of_what_it_bears_on(noise, zahra, reason):
    row = observatory.candidate(observatory.promise())
    review.reject(row.pk, zahra, reason=reason)
    assert list(training.decisions()) == []


def test_a_waiting_candidate_is_no_lesson(noise):
    observatory.candidate(observatory.promise())
    assert list(training.decisions()) == []


def test_what_is_taken_back_is_no_lesson_any_more(decided, zahra):
    row = next(iter(training.decisions()))
    review.undo(row.pk, zahra)
    assert len(list(training.decisions())) == 23
    assert len(list(training.evidence_examples())) == 11


def test_a_page_read_anew_teaches_nothing_by_words_that_stand_elsewhere_now(decided):
    document = next(iter(training.decisions())).document
    document.text = "مقدمة جديدة. " + document.text
    document.save()
    assert len(list(training.evidence_examples())) == 11


def test_training_keeps_models_and_tells_what_they_are_worth(decided):
    trained = told()
    assert (trained.decisions, trained.accepted, trained.stances) == (24, 12, 12)
    assert trained.loss_after > 0
    assert [point.lessons for point in trained.curve] == [0, 2, 6, 12, 18, 24]
    assert model_choice.names() == ("shipped", trained.models.name)
    assert model_choice.models_in_use().name == "shipped"


def test_chosen_models_read_from_then_on_and_one_can_go_back(decided):
    trained = told()
    training.use(trained.models.name)
    assert model_choice.models_in_use().matching.version == trained.models.matching.version
    training.use("shipped")
    assert model_choice.models_in_use().matching is shipped_model()


def test_without_a_decision_the_starting_set_alone_teaches(db):
    trained = told()
    assert (trained.decisions, trained.curve, trained.is_better) == (0, (), False)


@pytest.mark.parametrize("name", ["no-such", "../elsewhere", ""])
def test_models_that_are_not_there_are_refused_with_what_there_is(name):
    with pytest.raises(Refusal, match="shipped"):
        model_choice.choose_models(name)


def test_models_that_cannot_be_read_are_refused_with_the_way_back(decided):
    trained = told()
    training.use(trained.models.name)
    (model_choice.folder() / trained.models.name / "matching.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Refusal, match="--use shipped"):
        model_choice.models_in_use()
