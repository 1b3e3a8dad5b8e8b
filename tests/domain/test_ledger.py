import dataclasses

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.ledger import GENESIS, Link, canonical, chain_hash, day_heads, find_breaks


def chain(*payloads):
    links, previous = [], GENESIS
    for number, payload in enumerate(payloads, 1):
        facts = {
            "sequence": number,
            "at": f"2026-01-{number:02}T00:00:00.000000+00:00",
            "actor": "عمر",
            "kind": "assessment.published",
            "payload": canonical({"text": payload}),
            "previous_hash": previous,
        }
        previous = chain_hash(**facts)
        links.append(Link(**facts, hash=previous))
    return links


def test_an_untouched_chain_holds():
    assert list(find_breaks(chain("أ", "ب", "ج"))) == []


@pytest.mark.parametrize("name", ["at", "actor", "kind", "payload", "previous_hash", "hash"])
def test_a_change_of_any_field_is_found_and_named(name):
    links = chain("أ", "ب", "ج")
    links[1] = dataclasses.replace(links[1], **{name: getattr(links[1], name) + "x"})
    assert 2 in {found.sequence for found in find_breaks(links)}


def test_a_missing_entry_is_found():
    links = chain("أ", "ب", "ج")
    del links[1]
    assert any("missing" in found.reason for found in find_breaks(links))


def test_entries_out_of_order_are_found():
    links = chain("أ", "ب", "ج")
    assert list(find_breaks([links[0], links[2], links[1]]))


def test_a_day_that_is_over_keeps_its_head_whatever_comes_later():
    links = chain("أ", "ب", "ج")
    backdated = dataclasses.replace(links[2], at="2025-01-01T00:00:00.000000+00:00")
    before, after = list(day_heads(links[:2])), list(day_heads([*links[:2], backdated]))
    assert [(head.day, head.sequence, head.entries) for head in before] == [("2026-01-01", 1, 1), ("2026-01-02", 2, 1)]
    assert after[0] == before[0]
    assert (after[1].day, after[1].sequence, after[1].entries) == ("2026-01-02", 3, 2)
    assert list(day_heads([])) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=6), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=6), VALUES))
def test_canonical_json_is_that_of_rfc_8785(payload):
    assert canonical(payload).encode() == rfc8785.dumps(payload)


def test_the_ledger_takes_no_number_that_a_reader_of_json_may_round():
    assert canonical({"most": 2**53 - 1})
    with pytest.raises(ValueError, match="2\\^53"):
        canonical({"more": 2**53})


def test_the_ledger_takes_no_floats_and_no_arabic_keys():
    with pytest.raises(ValueError, match="no floats"):
        canonical({"share": 0.5})
    with pytest.raises(ValueError, match="ASCII"):
        canonical({"حكم": "منجز"})


@given(
    st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.none())
)
def test_the_order_of_keys_does_not_matter(payload):
    assert canonical(payload) == canonical(dict(reversed(payload.items())))
