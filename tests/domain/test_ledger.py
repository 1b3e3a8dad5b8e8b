import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.ledger import GENESIS, Link, canonical, chain_hash, find_breaks


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


def test_the_ledger_takes_no_floats_and_no_arabic_keys():
    with pytest.raises(ValueError, match="no floats"):
        canonical({"share": 0.5})
    with pytest.raises(ValueError, match="ASCII"):
        canonical({"حكم": "منجز"})


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text() | st.integers() | st.none()))
def test_the_order_of_keys_does_not_matter(payload):
    assert canonical(payload) == canonical(dict(reversed(payload.items())))
