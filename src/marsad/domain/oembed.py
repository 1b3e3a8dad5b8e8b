"""Answer what a page looks like when it is embedded: oEmbed 1.0, as JSON and as XML. Knows no pages."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from html import escape

from marsad.domain.xml_text import xml_text

WIDTH, LEAST_WIDTH = 600, 280
_WIDE, _WIDE_HEIGHT, _NARROW_HEIGHT = 520, 300, 420
HEIGHT_AT_ANY_WIDTH = 320  # of a frame as wide as its place: whole at a desk, and on a phone but for the longest titles
THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class Embed:
    """A page that may be embedded: *frame_url* is what stands in the frame, *picture_url* a picture of 1200 by 630."""

    title: str
    site_name: str
    site_url: str
    frame_url: str
    picture_url: str
    kept_s: int


def frame_height(width: int) -> int:
    """Return how high a frame of *width* has to be to show a card whole."""
    return _WIDE_HEIGHT if width >= _WIDE else _NARROW_HEIGHT


def frame(embed: Embed, width: str, height: int) -> str:
    """Return the element to put into a page. It needs no script and no style: many pages allow neither."""
    return (
        f'<iframe src="{escape(embed.frame_url)}" width="{width}" height="{height}" title="{escape(embed.title)}" '
        'frameborder="0" loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )


def describe(embed: Embed, max_width: int = WIDTH, max_height: int = 0) -> dict[str, str | int]:
    """Return the answer for a place of at most *max_width* by *max_height* (0: any height)."""
    width = max(LEAST_WIDTH, min(WIDTH, max_width))
    height = min(frame_height(width), max_height) if max_height else frame_height(width)
    return {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": embed.site_name,
        "provider_url": embed.site_url,
        "cache_age": embed.kept_s,
        "html": frame(embed, str(width), height),
        "width": width,
        "height": height,
        "thumbnail_url": embed.picture_url,
        "thumbnail_width": THUMBNAIL_WIDTH,
        "thumbnail_height": THUMBNAIL_HEIGHT,
    }


def write_oembed_json(told: dict[str, str | int]) -> str:
    """Return the answer as JSON."""
    return json.dumps(told, ensure_ascii=False)


def write_oembed_xml(told: dict[str, str | int]) -> bytes:
    """Return the answer as XML, in UTF-8."""
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = xml_text(str(value))
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n' + body
