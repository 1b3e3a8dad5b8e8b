"""Copies, light rewrites and shorter versions are one story; one frame about two events is two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Reading
from marsad.pipeline.deduplicate import stories
from marsad.pipeline.stories.alike import overlap, sameness, text_of
from marsad.pipeline.stories.joined import join
from marsad.pipeline.stories.sketch import LEAST, pairs, sketch
from marsad.pipeline.stories.words import is_spelt_alike, kinds, run_keys, word_keys
from tests.pipeline.story_texts import APART, BRIDGE, ONE, SCHOOLS, WATER


def story_of(*texts: str) -> list[str]:
    found = stories(Reading(id=str(number), text=text) for number, text in enumerate(texts))
    return [found[str(number)] for number in range(len(texts))]


@pytest.mark.parametrize("name", ONE)
def test_one_text_in_another_dress_is_one_story(name: str):
    assert len(set(story_of(*ONE[name]))) == 1


@pytest.mark.parametrize("name", APART)
def test_one_frame_about_two_events_is_two_stories(name: str):
    assert len(set(story_of(*APART[name]))) == len(APART[name])


def test_all_of_them_together_stay_what_they_are():
    texts = [(name, text) for table in (ONE, APART) for name, group in table.items() for text in group]
    found = story_of(*[text for _, text in texts])
    for name, group in APART.items():
        own = {story for (other, _), story in zip(texts, found, strict=True) if other == name}
        assert len(own) == len(group), name


def test_a_round_up_does_not_make_one_story_of_its_items():
    pages = [BRIDGE, SCHOOLS, WATER, f"{BRIDGE} {SCHOOLS}", f"{SCHOOLS} {WATER}", f"{WATER} {BRIDGE}"]
    assert len(set(story_of(*pages)[:3])) == 3


def test_a_copy_of_a_bulletin_is_a_copy():
    one, other = APART["oil of two days"]
    found = story_of(one, other, f"شفق نيوز / {one}", f"واع - {other}")
    assert found[0] == found[2] != found[1] == found[3]


def test_names_that_the_gazetteer_knows_tell_events_apart():
    frame = "عقد المسؤول المحلي في {0} اجتماعا مع المديرين لبحث خطة الشتاء وتجهيز المدارس بالوقود في {0}"
    texts = [text_of(frame.format(place), frozenset({place})) for place in ("كركوك", "نينوى")]
    assert overlap(*texts).alike > 0.5
    assert not sameness(*texts)


def test_spellings_of_one_word_are_told_from_two_words():
    american, us, french = (int(word_keys(word)[0]) for word in ("أميركي", "الأمريكي", "الفرنسي"))
    assert is_spelt_alike(american, us)
    assert not is_spelt_alike(american, french)


def test_numbers_are_the_same_in_digits_words_and_reversed_fractions():
    assert list(word_keys("سبعة")) == list(word_keys("7")) == list(word_keys("٧"))
    assert sorted(word_keys("63ر54")) == sorted(word_keys("54.63"))
    assert set(kinds(word_keys("السبت يوليو 2015م"))) == {2}


def test_a_short_text_in_a_long_one_is_found():
    texts = [text_of(text) for text in (WATER, f"{BRIDGE} {WATER} {SCHOOLS}")]
    assert list(pairs([sketch(text.runs) for text in texts])) == [(0, 1)]


def test_a_sketch_is_never_empty_where_there_are_words():
    assert len(sketch(run_keys(word_keys("كلمة")))) == 1
    assert len(sketch(run_keys(word_keys(BRIDGE)))) >= LEAST
    assert list(pairs([])) == []


words = st.sampled_from(["جسر", "نهر", "مدرسة", "وزير", "ماء", "خطة", "12", "الأحد", "كلفة", "عام", "طريق", "بيت"])
texts_of_words = st.lists(words, max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts_of_words, max_size=8), st.randoms())
def test_neither_order_nor_a_second_reading_changes_a_story(texts, chance):
    readings = [Reading(id=str(number), text=text) for number, text in enumerate(texts)]
    shuffled = chance.sample(readings, len(readings))
    assert stories(readings) == stories(shuffled) == stories(readings + readings)


@settings(max_examples=60, deadline=None)
@given(texts_of_words, texts_of_words)
def test_sameness_is_mutual_and_a_text_is_itself(left, right):
    one, other = text_of(left), text_of(right)
    assert sameness(one, other) == sameness(other, one)
    assert 0 <= sameness(one, other) <= 1
    assert not one.words.size or sameness(one, one) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([text for group in (*ONE.values(), *APART.values()) for text in group]), min_size=1, max_size=6))
def test_a_story_is_named_after_one_of_its_members(texts):
    together = story_of(*texts)
    alone = {story_of(text)[0] for text in texts}
    assert set(together) <= alone


def test_a_text_that_joins_leaves_the_name_or_gives_a_smaller_one():
    before = story_of(BRIDGE)[0]
    after = story_of(BRIDGE, ONE["its first two sentences"][1])[0]
    assert after <= before


def test_stories_that_stand_are_not_torn_apart():
    texts = {"a": text_of(BRIDGE), "b": text_of(SCHOOLS), "c": text_of(f"واع: {BRIDGE}")}
    found = join(texts, [(0.9, "a", "c")], texts.__getitem__, together=[["a", "b", "c"]])
    assert set(found.values()) == {"a"}
