"""A count of sources without their voices is the count of the voices."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.origins import Carrier, count_sources, sources, told_of

NAMES = st.sampled_from(["", "واع", "نهر", "وزارة"])
CARRIERS = st.builds(
    Carrier, st.sampled_from(["1", "2", "3", "4"]), NAMES, NAMES, st.booleans(), st.sampled_from(["", "واع", "صحيفة النهر"])
)


@given(st.lists(CARRIERS, max_size=14))
def test_stories_counted_one_by_one_are_as_many_sources_as_when_told_together(carriers):
    stories = {}
    for carrier in carriers:
        stories.setdefault(carrier.story, []).append(carrier)
    together = sources(dict.fromkeys(one for carried in stories.values() for one in carried))
    assert count_sources(map(told_of, stories.values())) == (together.independent, together.outlets)
