import json
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.oembed import LEAST_WIDTH, WIDTH, Embed, describe, frame, write_oembed_json, write_oembed_xml


def embed(**changes):
    values = {
        "title": "إنهاء المهمة: نصف منجز",
        "site_name": "مرصد",
        "site_url": "https://w.example/",
        "frame_url": "https://w.example/embed/promises/a/?lang=ar",
        "picture_url": "https://w.example/cards/a.png",
        "kept_s": 300,
    }
    return Embed(**(values | changes))


class Reader(HTMLParser):
    """Keeps every element that it meets."""

    def __init__(self):
        super().__init__()
        self.met = []

    def handle_starttag(self, tag, attrs):
        self.met.append((tag, dict(attrs)))


def test_it_is_rich_with_its_size_and_its_picture():
    told = describe(embed())
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", WIDTH)
    assert told["thumbnail_url"] == "https://w.example/cards/a.png"
    assert f'width="{WIDTH}" height="{told["height"]}"' in told["html"]


def test_it_keeps_to_the_place_there_is():
    assert describe(embed(), 400)["width"] == 400
    assert describe(embed(), 400)["height"] > describe(embed(), WIDTH)["height"]
    assert describe(embed(), 10)["width"] == LEAST_WIDTH
    assert describe(embed(), WIDTH, 200)["height"] == 200


def test_both_forms_tell_the_same():
    told = describe(embed())
    root = ElementTree.fromstring(write_oembed_xml(told))
    assert {child.tag: child.text for child in root} == {key: str(value) for key, value in told.items()}
    assert json.loads(write_oembed_json(told)) == told


@given(st.text(max_size=100))
def test_no_title_leaves_its_place(title):
    reader = Reader()
    reader.feed(frame(embed(title=title, frame_url=f"https://w.example/{title}"), "100%", 320))
    assert [tag for tag, _ in reader.met] == ["iframe"]
    assert set(reader.met[0][1]) == {"src", "width", "height", "title", "frameborder", "loading", "referrerpolicy"}
