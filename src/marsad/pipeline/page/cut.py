"""Walk the tree of a page once and cut it into blocks, boxes and scopes. Judges no text."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

from marsad.pipeline.page.hints import CONTENT, FIRM, INLINE, NEITHER, NEVER, PERHAPS, judge

# Stands in `Block.raw` where one inline element ends and the next begins without a space: a template's two labels, or a name.
JOINT = "\x1f"
_CLOSED_JOINT = re.compile(rf"([»”)\]؟!:،.]){JOINT}(?=\w)")
# No brackets: text about markup stays as it is.
_ESCAPED = re.compile(
    r"&(?:amp;)?(?:quot|amp|apos|nbsp|[lr][sd]quo|[lr]aquo|hellip|[nm]dash|middot|bull|zwnj|zwj|rlm|lrm|shy|copy"
    r"|#(?:3[249]|1[56]\d\d|8[12]\d\d|160|171|187|x2[0-9a-f]|x6[0-9a-f]{2}|x20[0-9a-f]{2}));"
)


# These are made by the thousand a page, where a tuple costs a third of a frozen dataclass.
class Block(NamedTuple):
    """A run of text between two breaks. *raw* keeps its white space and has a JOINT between elements that touch.

    *linked* counts characters inside links. *place* is the number of its box in `CutPage`; *scope* the innermost `Scope`
    over it (0: none).
    """

    element: Any
    tag: str
    text: str
    raw: str
    linked: int
    place: int = 0
    scope: int = 0

    @property
    def link_density(self) -> float:
        """Return the share of the text that stands in links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text))) if self.linked else 0.0


class Box(NamedTuple):
    """An element that breaks lines: its number is its place in reading order, so that a box's inside is one run of numbers."""

    element: Any
    parent: int
    is_content: bool
    tag: str


class Scope(NamedTuple):
    """An element that its template names as furniture. *is_firm*: by a name that no template gives to the article."""

    parent: int
    is_firm: bool


class Piece(NamedTuple):
    """A part of a block that runs through scopes."""

    text: str
    scope: int
    is_linked: bool


class CutPage(NamedTuple):
    """A page in blocks. *boxes* are numbered in reading order and *ends* holds the number behind the last box inside each.

    *guarded* are the scopes that hold a headline or the body itself, whatever they are called. *pieces* gives, for the number
    of a block that runs through scopes («text <span class=share>…</span> text»), its text piece by piece.
    """

    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]
    ends: tuple[int, ...]
    scopes: tuple[Scope, ...]
    guarded: frozenset[int]
    pieces: dict[int, tuple[Piece, ...]]


def squeeze(text: str) -> str:
    """Return *text* with each run of white space as one space, and signs whose entities were escaped twice («&amp;quot;»)."""
    if "\u200b" in text:
        text = text.replace("\u200b", " ")
    if "&" in text:
        text = _ESCAPED.sub(lambda entity: unescape(entity.group()), text)
    return " ".join(text.split())


def unjoin(raw: str) -> str:
    """Return *raw* without its joints: two elements that touch are one word, but not behind a closing sign («end»next)."""
    return _CLOSED_JOINT.sub(r"\1 ", raw).replace(JOINT, "")


class _Cutter:
    """Walk a tree once: gather text until a break, and remember boxes, scopes and what guards them."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.boxes: list[Box] = []
        self.ends: list[int] = []
        self.scopes: list[Scope] = [Scope(0, False)]
        self.guarded: set[int] = set()
        self.pieces: dict[int, tuple[Piece, ...]] = {}

    def cut(self, place: int, parts: list[str], marks: list[int]) -> None:
        """Hand over *parts* as a block of the box at *place*. A mark is twice the number of the scope, and one more in a link."""
        box = self.boxes[place]
        if len(parts) == 1:
            raw, mark = parts[0], marks[0]
            if text := squeeze(raw):
                self.found.append(Block(box.element, box.tag, text, raw, len(text) if mark & 1 else 0, place, mark >> 1))
            return
        raw = "".join(parts)
        text = squeeze(unjoin(raw) if JOINT in raw else raw)
        if not text:
            return
        pieces = tuple(Piece(part, mark >> 1, bool(mark & 1)) for part, mark in zip(parts, marks, strict=True))
        scopes = {piece.scope for piece in pieces if not piece.text.isspace()}
        linked = sum(len(piece.text.strip()) for piece in pieces if piece.is_linked)
        if len(scopes) > 1:
            self.pieces[len(self.found)] = pieces
            scopes = {0}
        self.found.append(Block(box.element, box.tag, text, raw, linked, place, scopes.pop()))

    def guard(self, scope: int) -> None:
        """Mark *scope* and all around it as more than furniture."""
        while scope and scope not in self.guarded:
            self.guarded.add(scope)
            scope = self.scopes[scope].parent

    def walk(self, root: Any) -> None:
        """Walk all under *root*. Time is linear in the tree."""
        # Written for speed: most of the time that an article's text costs is spent in this loop. *owner* is the innermost
        # open box, and *above* holds those around it; so with *scoped* and *scopes_above*.
        boxes, ends = self.boxes, self.ends
        owner: Any = None
        place = 0
        above: list[tuple[Any, int]] = []
        scoped: Any = None
        scopes_above: list[tuple[Any, int]] = []
        parts: list[str] = []
        marks: list[int] = []
        mark = links = 0
        is_joint = False
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            tag = element.tag
            if event == "end":
                if element is owner:
                    if parts:
                        self.cut(place, parts, marks)
                        parts, marks = [], []
                    ends[place] = len(boxes)
                    owner, place = above.pop()
                elif tag == "a":
                    links -= 1
                    mark = mark if links else mark & -2
                if element is scoped:
                    scoped, outer = scopes_above.pop()
                    mark = (mark & 1) | outer
                text = element.tail
                if not text:
                    is_joint = tag in INLINE
                elif (parts or not text.isspace()) and element is not root:
                    parts.append(text)
                    marks.append(mark)
                    is_joint = False
                continue
            is_inline = tag in INLINE
            verdict = judge(tag, element) if isinstance(tag, str) else NEVER
            if parts and not is_inline:
                self.cut(place, parts, marks)
                parts, marks = [], []
            if verdict == NEVER:
                # Its end still comes, and brings the text behind it.
                steps.skip_subtree()
                continue
            if tag == "br":
                continue
            if not is_inline or owner is None:
                above.append((owner, place))
                boxes.append(Box(element, place, verdict == CONTENT, tag))
                ends.append(0)
                owner, place = element, len(boxes) - 1
            if verdict != NEITHER or tag == "form" or tag == "h1":
                if verdict in (PERHAPS, FIRM) or (tag == "form" and verdict == NEITHER):
                    scopes_above.append((scoped, mark & -2))
                    self.scopes.append(Scope(mark >> 1, verdict == FIRM))
                    scoped = element
                    mark = (mark & 1) | ((len(self.scopes) - 1) << 1)
                elif mark > 1 and (tag == "h1" or _has_paragraphs(element)):
                    self.guard(mark >> 1)
            if tag == "a":
                links += 1
                mark |= 1
            text = element.text
            if text and (parts or not text.isspace()):
                if is_joint and parts:
                    parts.append(JOINT)
                    marks.append(marks[-1])
                is_joint = False
                parts.append(text)
                marks.append(mark)
        self.ends = [end or len(boxes) for end in ends]


def _has_paragraphs(element: Any) -> bool:
    """Tell whether *element* itself is laid out in paragraphs, which a teaser under the same class is not."""
    return len(element.findall("p")) >= 2 or len(element.findall("br")) >= 2


def cut_page(root: Any) -> CutPage:
    """Return the page under *root* in blocks, with what its template says of each."""
    cutter = _Cutter()
    cutter.walk(root)
    found, boxes, ends, scopes = tuple(cutter.found), tuple(cutter.boxes), tuple(cutter.ends), tuple(cutter.scopes)
    return CutPage(found, boxes, ends, scopes, frozenset(cutter.guarded), cutter.pieces)
