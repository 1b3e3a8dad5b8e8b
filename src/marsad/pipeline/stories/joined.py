"""Join texts that are one into stories, and never two unlike ends by way of what stands between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from marsad.pipeline.stories.alike import Text, overlap

ASKED = 6  # members of a story that are asked whether they are akin to another's; the rest are copies of these


def join(
    keys: Iterable[str],
    alike: Iterable[tuple[float, str, str]],
    text: Callable[[str], Text],
    together: Iterable[Iterable[str]] = (),
) -> dict[str, str]:
    """Return key → the smallest key of its story. *alike* are (how surely, key, key); *together* are stories that stand.

    The surest pairs join first, and two stories only where more than half of their pairs are akin. Without that a page of
    short items would make one story of all the texts it takes them from. The order of what comes in does not matter.
    """
    top = {key: key for key in keys}
    members = {key: [key] for key in top}

    def joined(one: str, other: str) -> None:
        first, second = sorted((one, other))
        members[first] = sorted(members[first] + members.pop(second))
        for member in members[first]:
            top[member] = first

    for story in together:
        first, *others = sorted(story)
        for other in others:
            if top[first] != top[other]:
                joined(top[first], top[other])
    for _surely, left, right in sorted(alike, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        one, other = top[left], top[right]
        if one != other and _are_akin(members[one], members[other], text):
            joined(one, other)
    return top


def _are_akin(these: list[str], those: list[str], text: Callable[[str], Text]) -> bool:
    if len(these) == len(those) == 1:
        return True
    asked = [(text(one), text(other)) for one in these[:ASKED] for other in those[:ASKED]]
    return sum(overlap(one, other).is_akin for one, other in asked) * 2 > len(asked)
