"""Which country a text is set in."""

import pytest

from marsad.pipeline.matching.places import countries, hints, home_share
from marsad.text.fold import fold
from marsad.text.tokens import tokens

IRAQ = fold("العراق")


def share(text, domain="", expected=frozenset()):
    found = tokens(text)
    return home_share(IRAQ, countries(found), hints(found, domain), expected)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("للعراق", "العراق"),
        ("والعراقيون", "العراق"),
        ("قرب دير الزور", "سوريا"),
        ("السورية", "سوريا"),
        ("بالمغرب", "المغرب"),
        ("الولايات المتحدة", "أمريكا"),
        ("سلطنة عمان", "سلطنة عمان"),
    ],
)
def test_names_are_known_with_their_particles_and_endings(text, country):
    assert countries(tokens(text))[fold(country)] >= 1


def test_a_text_set_at_home_is_at_home_though_it_names_a_power():
    assert share("أعلنت بغداد والبصرة اتفاقا مع واشنطن وموسكو") > 0.7


def test_a_text_set_elsewhere_is_not_at_home_though_it_names_home():
    assert share("دمشق وحلب وحمص في سوريا، قرب حدود العراق") < 0.4


def test_a_text_that_names_no_place_tells_nothing():
    assert share("أعلنت الوزارة صرف الرواتب") is None


def test_the_outlets_domain_tells_where_the_text_does_not():
    assert share("أعلنت الوزارة صرف الرواتب", "news.example.ma") == 0
    assert share("أعلنت الوزارة صرف الرواتب", "example.iq") == 1
    assert share("أعلنت وزارة الصحة في البصرة صرف الرواتب", "news.example.ma") == 1


def test_a_country_that_the_promise_names_is_no_sign_of_elsewhere():
    text = "اتفاق عراقي صيني توقعه شركات صينية في الصين"
    assert share(text, expected=frozenset({fold("الصين")})) == 1
