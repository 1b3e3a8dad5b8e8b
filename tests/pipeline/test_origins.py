"""Whose text a document prints."""

import pytest

from marsad.pipeline.origins import is_party, origin_of, outlet_known_as


@pytest.mark.parametrize(
    ("agencies", "outlet", "kind", "origin"),
    [
        ((), "المدى", "paper", ""),
        (("رويترز",), "المدى", "paper", "رويترز"),
        (("شفق نيوز", "رويترز"), "المدى", "paper", "رويترز"),
        (("وكالات",), "المدى", "paper", ""),
        (("رويترز", "وكالات"), "المدى", "paper", "رويترز"),
        ((), "وكالة رويترز", "website", "رويترز"),
        ((), "السومرية نيوز", "channel", "السومرية"),
        ((), "وكالة تجريبية", "agency", "وكالة تجريبية"),
        ((), "وزارة النفط", "ministry", "وزارة النفط"),
        (("واع",), "وزارة النفط", "ministry", "واع"),
        ((), "", "", ""),
    ],
)
def test_the_end_of_the_chain_is_the_origin_else_an_agency_or_the_party_itself(agencies, outlet, kind, origin):
    assert origin_of(agencies, outlet, kind) == origin


def test_an_outlet_that_is_an_agency_has_one_name():
    assert outlet_known_as("السومرية نيوز") == outlet_known_as("السومرية") == "السومرية"
    assert outlet_known_as("المدى") == "المدى"


def test_a_ministry_is_the_party():
    assert is_party("ministry")
    assert not is_party("agency")
