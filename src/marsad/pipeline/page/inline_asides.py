"""Cut links to other articles out of the middle of a paragraph: a label («اقرأ أيضاً:») with the linked headline behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from marsad.pipeline.page.cut import Block, squeeze
from marsad.pipeline.page.furniture import is_prose

_LABEL = re.compile(
    r"(?:(?<!\w)(?:[اإ]قر[أاإ]|[إا]قرئي|طالع|شاهد|تابع|انظر|للمزيد)(?:وا)?\s{1,3}(?:[أا]يضًا|[أا]يضاً|[أا]يضا|كذلك|المزيد)"
    r"|(?<!\w)read (?:also|more)|(?<!\w)see also)"
    r"\s{0,3}[:|.…»–—-]{0,3}\s{0,3}",
    re.IGNORECASE,
)
# A page may have any number of lines in one element: what is looked at for each is bounded.
_MOST_LABELS, _MOST_LINKS, _MOST_PARTS, _LONGEST_LINK = 5, 60, 10, 300
_FEWEST_WORDS = 3


def without_asides(block: Block) -> Block:
    """Return *block* without each label whose very next words are a link, and without that link.

    Words that only look like a label («شاهد أيضاً الوزير…») have no link behind them and stay.
    """
    if not _LABEL.search(block.text):
        return block
    links = [
        squeeze("".join(islice(link.itertext(), _MOST_PARTS))[:_LONGEST_LINK])
        for link in islice(block.element.iter("a"), _MOST_LINKS)
    ]
    text = block.text
    for start, end in reversed(list(_asides(text, [link for link in links if link]))):
        text = f"{text[:start].rstrip(' (|[')} {text[end:].lstrip(' )|]')}".strip()
    if text == block.text or not (is_prose(text) or (text.endswith((".", "!", "؟")) and len(text.split()) >= _FEWEST_WORDS)):
        # A line that is nothing but a label and its link is known as such by its words.
        return block
    cut = len(block.text) - len(text)
    return block._replace(text=text, raw=text, linked=max(0, block.linked - cut))


def _asides(text: str, links: list[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each label in *text* with the one of *links* behind it."""
    for label in islice(_LABEL.finditer(text), _MOST_LABELS):
        # The label itself may be part of the link.
        for place in (label.end(), label.start()):
            link = next((link for link in links if text.startswith(link, place)), None)
            if link and place + len(link) > label.end():
                yield label.start(), place + len(link)
                break
