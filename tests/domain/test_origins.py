"""Who stands behind what several outlets carried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.origins import Carrier, sources


def carrier(story, outlet="", origin="", *, is_party=False):
    return Carrier(story, outlet, origin, is_party)


# name → who carried what, outlets, independent sources, the party's own voices
CASES = {
    "nobody": ([], 0, 0, 0),
    "one outlet's own text": ([carrier("1", "المدى")], 1, 1, 0),
    "three outlets with one text": ([carrier("1", "المدى"), carrier("1", "الصباح"), carrier("1", "السومرية")], 3, 1, 0),
    "two outlets with texts of their own": ([carrier("1", "المدى"), carrier("2", "الصباح")], 2, 2, 0),
    "two texts of one outlet": ([carrier("1", "المدى"), carrier("2", "المدى")], 1, 1, 0),
    "two texts that both credit one agency": ([carrier("1", "المدى", "رويترز"), carrier("2", "الصباح", "رويترز")], 2, 1, 0),
    "two texts that credit two agencies": ([carrier("1", "المدى", "رويترز"), carrier("2", "الصباح", "واع")], 2, 2, 0),
    "an agency and an outlet that credits it": ([carrier("1", "رويترز", "رويترز"), carrier("2", "المدى", "رويترز")], 2, 1, 0),
    "one text, credited by one of two": (
        [carrier("1", "المدى"), carrier("1", "الصباح", "رويترز"), carrier("2", "بغداد", "رويترز")],
        3,
        1,
        0,
    ),
    "who copied an agency once may report on its own": (
        [carrier("1", "المدى"), carrier("1", "الصباح", "رويترز"), carrier("2", "المدى")],
        2,
        2,
        0,
    ),
    "a text nobody credits is its first outlet's": (
        [carrier("1", "المدى"), carrier("1", "الصباح"), carrier("2", "الصباح")],
        2,
        2,
        0,
    ),
    "and the first outlet's next text is the same source": (
        [carrier("1", "المدى"), carrier("1", "الصباح"), carrier("2", "المدى")],
        2,
        1,
        0,
    ),
    "outlets that are not known": ([carrier("1"), carrier("2")], 0, 2, 0),
    "a page of an unknown outlet beside a known one": ([carrier("1"), carrier("1", "المدى")], 1, 1, 0),
    "a member of the public": ([carrier("submission 4"), carrier("1", "المدى")], 1, 2, 0),
    "the ministry's own site": ([carrier("1", "وزارة النفط", "وزارة النفط", is_party=True)], 1, 0, 1),
    "the ministry's text in two papers": (
        [carrier("1", "المدى"), carrier("1", "وزارة النفط", "وزارة النفط", is_party=True), carrier("1", "الصباح")],
        3,
        0,
        1,
    ),
    "the ministry and a paper that saw for itself": (
        [carrier("1", "وزارة النفط", "وزارة النفط", is_party=True), carrier("2", "المدى")],
        2,
        1,
        1,
    ),
    "the ministry prints an agency's report": (
        [carrier("1", "وزارة النفط", "رويترز", is_party=True), carrier("2", "المدى", "رويترز")],
        2,
        1,
        0,
    ),
    "two ministries": (
        [
            carrier("1", "وزارة النفط", "وزارة النفط", is_party=True),
            carrier("2", "وزارة المالية", "وزارة المالية", is_party=True),
        ],
        2,
        0,
        2,
    ),
    "who most of them credit": (
        [carrier("1", "أ", "واع"), carrier("1", "ب", "رويترز"), carrier("1", "ج", "رويترز"), carrier("2", "د", "رويترز")],
        4,
        1,
        0,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_independent_sources_are_counted_by_text_and_by_origin(name):
    carriers, outlets, independent, parties = CASES[name]
    found = sources(carriers)
    assert (found.outlets, found.independent, found.parties) == (outlets, independent, parties)


def test_a_voice_says_who_stands_behind_it_and_who_relays_it():
    (voice,) = sources([carrier("1", "المدى", "رويترز"), carrier("1", "الصباح"), carrier("2", "رويترز", "رويترز")]).voices
    assert (voice.origin, voice.outlets, voice.relaying) == ("رويترز", ("المدى", "الصباح", "رويترز"), ("المدى", "الصباح"))
    assert voice.is_credited
    assert voice.stories == ("1", "2")


def test_a_first_outlet_is_behind_its_text_though_nobody_says_so():
    (voice,) = sources([carrier("1", "المدى"), carrier("1", "الصباح")]).voices
    assert (voice.origin, voice.relaying, voice.is_credited) == ("المدى", ("الصباح",), False)


def test_names_are_those_of_the_reader_and_the_count_is_not():
    (voice,) = sources([Carrier("1", "المدى", name="Al-Mada"), Carrier("1", "رويترز", "رويترز", name="Reuters")]).voices
    assert (voice.key, voice.origin, voice.outlets) == ("origin رويترز", "Reuters", ("Al-Mada", "Reuters"))


def test_there_is_something_to_tell_where_outlets_share_a_text_or_a_source():
    assert not sources([carrier("1", "المدى"), carrier("2", "الصباح")]).is_shared
    assert sources([carrier("1", "المدى"), carrier("1", "الصباح")]).is_shared
    assert sources([carrier("1", "المدى", "رويترز")]).is_shared


def test_a_carrier_of_no_story_is_refused():
    with pytest.raises(ValueError, match="needs a story"):
        Carrier("")


carriers = st.builds(
    Carrier,
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["", "أ", "ب", "ج"]),
    st.sampled_from(["", "رويترز", "أ"]),
    st.booleans(),
)


@given(st.lists(carriers, max_size=8))
def test_there_are_never_more_sources_than_texts_and_none_is_lost(rows):
    found = sources(rows)
    assert found.independent + found.parties == len(found.voices) <= len({row.story for row in rows})
    assert sorted(story for voice in found.voices for story in voice.stories) == sorted({row.story for row in rows})
    assert {outlet for voice in found.voices for outlet in voice.outlets} == {row.outlet for row in rows} - {""}


@given(st.lists(carriers, max_size=8))
def test_a_copy_adds_no_source(rows):
    assert len(sources([*rows, *rows]).voices) == len(sources(rows).voices)
