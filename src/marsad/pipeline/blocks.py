"""Cut a parsed page into blocks of text in reading order, each knowing its element, its links and its place in the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from marsad.pipeline.hints import CONTENT, FIRM, HEADINGS, INLINE, NEITHER, NEVER, PERHAPS, judge

__all__ = ["HEADINGS", "JOINT", "LONGEST_PAGE", "Block", "CutPage", "blocks", "cut_page", "parse", "squeeze"]

LONGEST_PAGE = 20_000_000
# Stands in `Block.raw` where one inline element ends and the next begins without a space: a template's two labels, or a name.
JOINT = "\x1f"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two breaks. *raw* keeps its white space and has a JOINT between elements that touch.

    *linked* counts characters inside links.
    *place* is the number of its box in `CutPage`; *scope* the innermost `Scope` over it (0: none).
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
        return min(1.0, self.linked / max(1, len(self.text)))


@dataclass(frozen=True, slots=True)
class Box:
    """An element that breaks lines: its number is its place in reading order, so that a box's inside is one run of numbers."""

    element: Any
    parent: int
    is_content: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Scope:
    """An element that its template names as furniture. *is_firm*: by a name that no template gives to the article."""

    parent: int
    is_firm: bool


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page in blocks. *boxes* are numbered in reading order and *ends* holds the number behind the last box inside each.

    *guarded* are the scopes that hold a headline or the body itself, whatever they are called. *pieces* gives, for a block
    that runs through scopes («text <span class=share>…</span> text»), its text piece by piece.
    """

    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]
    ends: tuple[int, ...]
    scopes: tuple[Scope, ...]
    guarded: frozenset[int]
    pieces: dict[int, tuple[tuple[str, int, bool], ...]]


def parse(markup: str) -> Any | None:
    """Return the root element of *markup*, however broken, or None where there is none."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=True)
    clean = markup.replace("\x00", "").encode("utf-8", "replace")
    if not clean.strip():
        return None
    try:
        return etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:
        return None


def squeeze(text: str) -> str:
    """Return *text* with each run of white space as one space."""
    if "\u200b" in text:
        text = text.replace("\u200b", " ")
    return " ".join(text.split())


@dataclass(slots=True)
class _Cutter:
    """Walk a tree once: gather text until a break, and remember boxes, scopes and what guards them."""

    found: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=lambda: [Scope(0, False)])
    guarded: set[int] = field(default_factory=set)
    pieces: dict[int, tuple[tuple[str, int, bool], ...]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    marks: list[tuple[int, bool]] = field(default_factory=list)
    is_joint: bool = False

    def cut(self, place: int) -> None:
        """Hand over what was gathered as a block of the box at *place*."""
        parts, marks = self.parts, self.marks
        if not parts:
            return
        self.parts, self.marks = [], []
        raw = parts[0] if len(parts) == 1 else "".join(parts)
        text = squeeze(raw.replace(JOINT, "") if JOINT in raw else raw)
        if not text:
            return
        box = self.boxes[place]
        scope, is_linked = marks[0]
        if len(parts) == 1:
            self.found.append(Block(box.element, box.tag, text, raw, len(text) if is_linked else 0, place, scope))
            return
        said = {mark for part, mark in zip(parts, marks, strict=True) if not part.isspace()}
        scopes = {scope for scope, _linked in said}
        linked = 0
        if any(is_linked for _scope, is_linked in said):
            linked = sum(len(part.strip()) for part, (_scope, is_linked) in zip(parts, marks, strict=True) if is_linked)
        if len(scopes) > 1:
            self.pieces[len(self.found)] = tuple((part, *mark) for part, mark in zip(parts, marks, strict=True))
            scopes = {0}
        self.found.append(Block(box.element, box.tag, text, raw, linked, place, scopes.pop()))

    def guard(self, scope: int) -> None:
        """Mark *scope* and all around it as more than furniture."""
        while scope and scope not in self.guarded:
            self.guarded.add(scope)
            scope = self.scopes[scope].parent

    def walk(self, root: Any) -> None:
        """Walk all under *root*. Time is linear in the tree."""
        owners: list[int] = []
        opened: list[tuple[Any, int]] = []
        scope = links = 0
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            tag = element.tag
            if event == "end":
                if opened and opened[-1][0] is element:
                    scope = opened.pop()[1]
                if tag == "a":
                    links -= 1
                elif tag not in INLINE and tag != "br" and owners and self.boxes[owners[-1]].element is element:
                    self.cut(owners[-1])
                    self.ends[owners.pop()] = len(self.boxes)
                text = element.tail
                if not text:
                    self.is_joint = tag in INLINE
                elif (self.parts or not text.isspace()) and element is not root:
                    self.parts.append(text)
                    self.marks.append((scope, links > 0))
                    self.is_joint = False
                continue
            verdict = judge(tag, element) if isinstance(tag, str) else NEVER
            if verdict == NEVER:
                if tag not in INLINE and owners:
                    self.cut(owners[-1])
                # Its end still comes, and brings the text behind it.
                links += tag == "a"
                steps.skip_subtree()
                continue
            if tag not in INLINE:
                if owners:
                    self.cut(owners[-1])
                if tag == "br":
                    continue
                owners.append(len(self.boxes))
                self.boxes.append(Box(element, owners[-2] if len(owners) > 1 else 0, verdict == CONTENT, tag))
                self.ends.append(0)
            elif not owners:
                owners.append(len(self.boxes))
                self.boxes.append(Box(element, 0, False, tag))
                self.ends.append(0)
            if tag == "form" and verdict == NEITHER:
                verdict = PERHAPS
            if verdict in (PERHAPS, FIRM):
                opened.append((element, scope))
                self.scopes.append(Scope(scope, verdict == FIRM))
                scope = len(self.scopes) - 1
            elif scope and (tag == "h1" or (verdict == CONTENT and _has_paragraphs(element))):
                self.guard(scope)
            links += tag == "a"
            text = element.text
            if text and (self.parts or not text.isspace()):
                if self.is_joint and self.parts:
                    self.parts.append(JOINT)
                    self.marks.append(self.marks[-1])
                self.is_joint = False
                self.parts.append(text)
                self.marks.append((scope, links > 0))
        if owners:
            self.cut(owners[0])
        self.ends = [end or len(self.boxes) for end in self.ends]


def _has_paragraphs(element: Any) -> bool:
    """Tell whether *element* itself is laid out in paragraphs, which a teaser under the same class is not."""
    return len(element.findall("p")) >= 2 or len(element.findall("br")) >= 2


def cut_page(root: Any) -> CutPage:
    """Return the page under *root* in blocks, with what its template says of each."""
    cutter = _Cutter()
    cutter.walk(root)
    return CutPage(
        tuple(cutter.found),
        tuple(cutter.boxes),
        tuple(cutter.ends),
        tuple(cutter.scopes),
        frozenset(cutter.guarded),
        cutter.pieces,
    )


def unwanted_scopes(page: CutPage, weights: Sequence[float], titled: frozenset[int] = frozenset()) -> frozenset[int]:
    """Return the scopes of *page* not to be read; *weights* says how much prose each of its blocks is.

    A doubtful name does not drop a box that holds most of the page's prose: «widget-wrap» may be the article's own. Nor
    does any name where the page's title stands in it too; *titled* are the scopes in which it does.
    """
    guarded = page.guarded | _majority(page, weights, titled)
    unwanted: set[int] = set()
    for number, scope in enumerate(page.scopes[1:], 1):
        if scope.parent in unwanted or (scope.is_firm and number not in guarded):
            unwanted.add(number)
    inside = [0.0] * len(page.scopes)
    for block, weight in zip(page.blocks, weights, strict=True):
        inside[block.scope] += max(weight, 0.0) if block.scope not in unwanted else 0.0
    for number in range(len(page.scopes) - 1, 0, -1):
        inside[page.scopes[number].parent] += inside[number]
    for number, scope in enumerate(page.scopes[1:], 1):
        if scope.parent in unwanted or (number not in guarded and inside[number] * 2 <= inside[0]):
            unwanted.add(number)
    return frozenset(unwanted)


def _majority(page: CutPage, weights: Sequence[float], titled: frozenset[int]) -> frozenset[int]:
    """Return those of *titled* and the scopes around them that hold most of the prose of *page*."""
    if not titled:
        return frozenset()
    inside = [0.0] * len(page.scopes)
    for block, weight in zip(page.blocks, weights, strict=True):
        inside[block.scope] += max(weight, 0.0)
    for number in range(len(page.scopes) - 1, 0, -1):
        inside[page.scopes[number].parent] += inside[number]
    around: set[int] = set()
    for titled_scope in titled:
        scope = titled_scope
        while scope and scope not in around:
            around.add(scope)
            scope = page.scopes[scope].parent
    return frozenset(number for number in around if inside[number] * 2 > inside[0])


def kept_blocks(page: CutPage, unwanted: frozenset[int]) -> tuple[Block, ...]:
    """Return the blocks of *page* without what stands in *unwanted* scopes, cutting down blocks that run through one."""
    kept: list[Block] = []
    for number, block in enumerate(page.blocks):
        pieces = page.pieces.get(number)
        if pieces is None:
            if block.scope not in unwanted:
                kept.append(block)
            continue
        rest = [(part, is_linked) for part, scope, is_linked in pieces if scope not in unwanted]
        raw = "".join(part for part, _linked in rest)
        linked = sum(len(part.strip()) for part, is_linked in rest if is_linked)
        if text := squeeze(raw.replace(JOINT, "")):
            kept.append(Block(block.element, block.tag, text, raw, linked, block.place))
    return tuple(kept)


def blocks(root: Any, by_hints: bool = True) -> Iterator[Block]:
    """Yield the blocks of text under *root* in reading order. Paragraphs split by <br> are blocks of the same element."""
    page = cut_page(root)
    if not by_hints:
        yield from page.blocks
        return
    yield from kept_blocks(page, unwanted_scopes(page, [0.0] * len(page.blocks)))
