"""A letter is asked of one file alone: where a light font came late, a browser would fetch the heavy one that has it as well."""

import re
from pathlib import Path

import pytest

import marsad.site

STYLES = Path(marsad.site.__file__).parent / "static/marsad"
FACE = re.compile(r"fonts/([a-z-]+)-(\d+)\.woff2\).*?unicode-range:([^}]*)}")


def letters(told):
    found = set()
    for part in told.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize("style", ["marsad.css", "embed.css"])
@pytest.mark.parametrize("weight", ["400", "600"])
def test_no_letter_stands_in_the_ranges_of_two_fonts(style, weight):
    faces = {
        name: letters(told) for name, told_weight, told in FACE.findall((STYLES / style).read_text()) if told_weight == weight
    }
    assert {"plex-arabic", "plex-latin", "text", "digits"} <= faces.keys()
    assert sum(map(len, faces.values())) == len(set().union(*faces.values()))
    assert {ord(letter) for letter in "ابتثێۆڕڵە“”«»…Az09٠٩"} <= faces["text"] | faces["digits"]
