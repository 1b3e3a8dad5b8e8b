"""What the desk tells of a candidate: why it was proposed, how likely it is right, what decides its stance, who read it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from marsad.desk.passage import paragraphs
from marsad.desk.templatetags.candidates import chance_words, chances_of, rival_stance, surety, told
from marsad.newsroom import review
from marsad.store.models import Candidate, Evidence
from tests import observatory
from tests.desk.conftest import words

DECIDING = observatory.TEXT.index("وأضافت")
READ = {
    "start": 0,
    "end": 52,
    "quote_start": DECIDING,
    "quote_end": len(observatory.TEXT),
    "chances": [0.5, 0.42, 0.08],
    "stance_reasons": [["«أضافت» في الجملة الحاسمة: خطوة تمت", "“أضافت” in the deciding sentence: a step taken"]],
    "stance_version": "small abc",
}
PAIRS = [["في العنوان: «انسحاب»", "in the headline: “انسحاب”"], ["يدور في العراق", "set in the promise’s country (“العراق”)"]]


@pytest.fixture
def found(about):
    made = observatory.candidate(about, **READ)
    made.reasons = PAIRS
    made.save()
    return made


def in_english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.django_db
def test_reasons_are_told_in_the_language_of_the_desk(monitor, found):
    page = words(monitor.get(f"/desk/candidates/{found.pk}/"))
    assert "في العنوان: « انسحاب »" in page
    assert "in the headline" not in page
    page = words(in_english(monitor).get(f"/desk/candidates/{found.pk}/"))
    assert "in the headline: “ انسحاب ”" in page
    assert "a step taken" in page
    assert "في العنوان" not in page


@pytest.mark.django_db
def test_the_queue_tells_the_first_reason(monitor, found, noise):
    assert "في العنوان: « انسحاب »" in words(monitor.get("/desk/"))


@pytest.mark.django_db
def test_reasons_of_old_rows_are_shown_as_they_are(monitor, about):
    made = observatory.candidate(about)
    made.reasons = ["يذكر: التحالف"]
    made.save()
    assert "يذكر: التحالف" in words(in_english(monitor).get(f"/desk/candidates/{made.pk}/"))


@pytest.mark.django_db
def test_the_two_sentences_are_marked_apart_and_named(monitor, found):
    page = monitor.get(f"/desk/candidates/{found.pk}/").content.decode()
    assert page.count('<small class="marks"') == 2
    assert 'class="matched' in page
    assert f'<mark data-start="{DECIDING}"' in page


@pytest.mark.django_db
def test_one_sentence_that_does_both_is_marked_without_names(monitor, about):
    made = observatory.candidate(about, **(READ | {"quote_start": 0, "quote_end": 52}))
    page = monitor.get(f"/desk/candidates/{made.pk}/").content.decode()
    assert 'class="marks"' not in page
    assert "<mark" in page


@pytest.mark.django_db
def test_accepting_takes_the_deciding_sentence_and_what_was_read(monitor, found, noise):
    page = monitor.get(f"/desk/candidates/{found.pk}/").content.decode()
    assert 'value="supports" checked' in page
    assert '<option value="under_way" selected>' in page
    monitor.post(f"/desk/candidates/{found.pk}/accept/", {"stance": "supports", "rung": "under_way"})
    assert Evidence.objects.get(candidate=found).quote == observatory.TEXT[DECIDING:]


@pytest.mark.django_db
def test_accepting_without_a_deciding_sentence_takes_the_one_that_matched(about, zahra):
    made = observatory.candidate(about)
    assert review.accept(made.pk, zahra, stance="supports", rung="decided").quote == made.sentence


@pytest.mark.django_db
def test_the_page_says_how_likely_how_sure_and_by_which_versions(monitor, found):
    page = words(monitor.get(f"/desk/candidates/{found.pk}/"))
    for said in ("نحو 8 من كل 10 مثل هذا صحيح", "بتردد", "قد يكون: يناقض", "يؤيد 50%", "small abc", "tests"):
        assert said in page, said


@pytest.mark.django_db
def test_what_a_person_laid_there_has_no_score(monitor, about):
    made = observatory.candidate(about)
    made.matcher_version, made.reasons = "person", [["أضافه راصد", "added by a monitor"]]
    made.save()
    page = words(in_english(monitor).get(f"/desk/candidates/{made.pk}/"))
    assert "added by a monitor" in page
    assert "matches like this are right" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("span", [(5, 5), (9, 5), (5, 0)])
def test_a_deciding_sentence_has_words_or_is_not_there(about, span):
    with pytest.raises(IntegrityError), transaction.atomic():
        observatory.candidate(about, quote_start=span[0], quote_end=span[1])


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (1.0, "more than 9 in 10"),
        (0.95, "more than 9 in 10"),
        (0.94, "about 9 in 10"),
        (0.8, "about 8 in 10"),
        (0.05, "about 1 in 10"),
        (0.02, "fewer than 1 in 20"),
    ],
)
def test_a_score_is_told_as_a_share_of_matches(score, said):
    with translation.override("en"):
        assert chance_words(score) == f"{said} matches like this are right"


@pytest.mark.parametrize(
    ("chances", "said", "rival"),
    [
        ([0.9, 0.05, 0.05], "quite sure", ""),
        ([0.7, 0.1, 0.2], "fairly sure", ""),
        ([0.4, 0.2, 0.4], "in doubt", "discusses"),
        ([0.3, 0.6, 0.1], "in doubt", "refutes"),
        ([], "", ""),
        ([None, None, None], "", ""),
    ],
)
def test_a_reading_in_doubt_names_the_next_likely_stance(chances, said, rival):
    made = Candidate(stance="supports", chances=chances)
    with translation.override("en"):
        assert surety(made) == said
    assert rival_stance(made) == rival
    assert len(chances_of(made)) in {0, 3}


def test_hostile_words_in_a_reason_stay_words():
    assert told(["«<b>x</b>»", ""]) == "<bdi>«<bdi>&lt;b&gt;x&lt;/b&gt;</bdi>»</bdi>"
    assert told("<i>") == "<bdi>&lt;i&gt;</bdi>"


def test_a_mark_opens_once_however_many_lines_it_runs_over():
    text = "سطر أول.\nسطر ثان.\nسطر ثالث."
    made = [segment for line in paragraphs(text, (0, 17), [], (18, len(text))) for segment in line.segments]
    assert [(one.is_decisive, one.is_matched, one.opens) for one in made] == [
        (True, False, True),
        (True, False, False),
        (False, True, True),
    ]


@pytest.mark.django_db
def test_what_a_kurdish_reason_quotes_in_arabic_is_marked_so(monitor, found):
    monitor.cookies["django_language"] = "ckb"
    page = monitor.get(f"/desk/candidates/{found.pk}/").content.decode()
    assert 'لە سەردێڕدا: «<bdi lang="ar">انسحاب</bdi>»' in page
