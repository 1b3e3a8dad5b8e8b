"""Small roads for the engines' tests, importable so that they reach other processes."""

from dataclasses import replace

from marsad.domain.reading import Page, Reading
from marsad.pipeline.step import Step


class Stamp:
    """A tool that counts how often it was made in this process."""

    made = 0

    def __init__(self):
        Stamp.made += 1
        self.ink = "ختم"


def read(page, _):
    if "عطل" in page.text:
        raise ValueError("نص معطوب")
    yield Reading(id=page.id, text=page.text)


def double(reading, _):
    if "طي" in reading.text:
        return
    yield reading
    if "نسختان" in reading.text:
        yield replace(reading, id=reading.id + "+")


def stamp(reading, tool):
    if "بياض" in reading.text:
        yield reading
        raise RuntimeError("لا حبر")
    yield replace(reading, outlet=tool.ink)


ROAD = (Step("read", "1", read), Step("double", "1", double), Step("stamp", "1", stamp, tool="stamp"))
TOOLS = {"stamp": Stamp}
PAGES = tuple(Page(id=f"p{n}", text=text) for n, text in enumerate(["خبر", "عطل", "نسختان", "طي", "بياض", "خبر آخر"] * 8))
