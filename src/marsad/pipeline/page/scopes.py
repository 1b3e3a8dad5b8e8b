"""Leave out of a cut page the boxes that their template names as furniture, unless they hold what cannot be furniture."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.page.cut import Block, CutPage, squeeze, unjoin


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
        rest = [piece for piece in pieces if piece.scope not in unwanted]
        raw = "".join(piece.text for piece in rest)
        linked = sum(len(piece.text.strip()) for piece in rest if piece.is_linked)
        if text := squeeze(unjoin(raw)):
            kept.append(Block(block.element, block.tag, text, raw, linked, block.place))
    return tuple(kept)
