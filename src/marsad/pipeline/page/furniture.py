"""Tell a page's furniture from its text, line by line: menus, share lines, staff boxes, related headlines, comment forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.pipeline.page import furniture_words as words
from marsad.text.fold import fold

PLAIN, FURNITURE, CLOCK, POSTED, STAFF, ASIDE, TAIL = "plain", "furniture", "clock", "posted", "staff", "aside", "tail"


def _fold_pattern(pattern: str) -> str:
    """Fold the letters of *pattern* and keep its escapes: \\S must not become \\s."""
    return "".join(part if part.startswith("\\") else fold(part) for part in re.split(r"(\\.)", pattern))


def _compile(patterns: str) -> re.Pattern[str]:
    """Return one pattern out of a block with one pattern a line."""
    known = patterns.replace("STORY", words.STORY).replace("NETWORKS", words.NETWORKS).replace("AGENCY", words.AGENCY)
    return re.compile("|".join(f"(?:{_fold_pattern(line)})" for line in known.strip().split("\n")))


_COMMENTS = _compile(words.COMMENTS)
_KINDS = (
    (POSTED, _compile(words.POSTED)),
    (CLOCK, _compile(words.CLOCK)),
    (STAFF, _compile(words.STAFF)),
    (TAIL, _compile(words.TAIL)),
    (TAIL, _COMMENTS),
    (ASIDE, _compile(words.ASIDE)),
    (FURNITURE, _compile(words.OTHER)),
)
_ORNAMENT = " \t\u00a0*•●▪■►▶»«›‹–—-|/+#_~:؛،.…\"'“”()[]◄←→⬇👇🔴✅🔹🔸⏰📌"
_STYLE_RULE = re.compile(r"[.#@][\w-]+[ .#>:\w-]{0,60}\{|\bfunction ?\(|\bvar \w+ ?=|window\.\w+|document\.\w+\(|<!--|googletag")
_STYLE_MARKS = ("{", "function", "var ", "window.", "document.", "<!--", "googletag")
_MENU_BREAK = re.compile(r"\s*[|•·›»/>–]\s+|[ \u00a0]{3,}|\t+")
_MENU_MARK = re.compile(r"[|•·›»/>–\t]|[ \u00a0]{3}")
_SENTENCE_END = re.compile(r"[.!؟?…][\"'”’»)\]]*\s*$")
_TRUNCATED = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
_LONGEST_END = 24
_LONGEST_HEADLINE = 160
_LONGEST_KEYED = 400
# A line longer than this is a sentence that happens to open so: «نشرت صحيفة…», «تم النشر…».
_LONGEST = {CLOCK: 120, POSTED: 90, STAFF: 60, ASIDE: 300, FURNITURE: 400, TAIL: 4000}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with its place; *start* and *end* leave out the white space around it."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def word_count(self) -> int:
        """Return how many words the line has."""
        return len(self.text.split())


def line_kind(line: str) -> str:
    """Return what *line* is by its opening words: plain, furniture, clock, posted, staff, aside (a link) or tail (many links)."""
    if len(line) > _LONGEST[TAIL]:
        return FURNITURE if _has_style(line[:_LONGEST_KEYED]) else PLAIN
    return _short_line_kind(line)


# Lines of a page are judged for its body, its day and its title: once each.
@lru_cache(maxsize=1024)
def _short_line_kind(line: str) -> str:
    if _has_style(line[:_LONGEST_KEYED]):
        return FURNITURE
    key = fold(line[:_LONGEST_KEYED]).strip(_ORNAMENT)
    if not key:
        return FURNITURE
    for kind, pattern in _KINDS:
        if len(line) <= _LONGEST[kind] and pattern.match(key):
            return kind
    return FURNITURE if is_menu(line) else PLAIN


def is_comment_form(line: str) -> bool:
    """Tell whether *line*, a tail, is the head of a form for readers' comments."""
    return bool(_COMMENTS.match(fold(line[:_LONGEST_KEYED]).strip(_ORNAMENT)))


def _has_style(head: str) -> bool:
    return any(mark in head for mark in _STYLE_MARKS) and bool(_STYLE_RULE.search(head))


def is_menu(line: str) -> bool:
    """Tell whether *line* is three or more short unpunctuated items between bars, bullets or wide gaps."""
    if len(line) > _LONGEST[TAIL] or "،" in line or not _MENU_MARK.search(line):
        return False
    items = [item for item in _MENU_BREAK.split(line.strip()) if item]
    if len(items) < 3 or _ends_like(_SENTENCE_END, line):
        return False
    # A date line «weekday | day | hour» has bars too, and is kept for what it says.
    return all(len(item) < 90 for item in items) and sum(any(c.isdigit() for c in item) for item in items) < 2


def is_prose(line: str) -> bool:
    """Tell whether *line* reads as a sentence of the article and not as a headline: long, or ended like a sentence."""
    count = len(line.split(maxsplit=30))
    if count < 6:
        return False
    if _ends_like(_TRUNCATED, line):
        return count >= 30
    return count >= 25 or (count >= 12 and "،" in line) or _ends_like(_SENTENCE_END, line)


def _ends_like(pattern: re.Pattern[str], line: str) -> bool:
    return bool(pattern.search(line[-_LONGEST_END:] if line[-1:].strip() else line.rstrip()[-_LONGEST_END:]))


def _is_sentence(line: str) -> bool:
    return len(line.split(maxsplit=8)) >= 8 and _ends_like(_SENTENCE_END, line) and not _ends_like(_TRUNCATED, line)


def text_lines(text: str) -> Iterator[Line]:
    """Yield the lines of *text* that have words, in order."""
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped)
            yield Line(start, start + len(stripped), stripped, line_kind(stripped))
        position += len(raw) + 1


def furniture_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each line of *text* that is furniture, in order.

    A tail («related news», «write a comment») runs to the end unless more of the article follows it than precedes it.
    Time is linear in the text.
    """
    lines = list(text_lines(text))
    ahead, sizes = 0, [0] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        ahead += len(lines[number].text) if lines[number].kind == PLAIN and _is_sentence(lines[number].text) else 0
        sizes[number] = ahead
    spans: list[tuple[int, int]] = []
    in_aside = after_staff = False
    seen_prose = False
    for number, line in enumerate(lines):
        prose = line.kind == PLAIN and is_prose(line.text)
        if line.kind == TAIL and sizes[0] - sizes[number] > sizes[number]:
            spans.extend((rest.start, rest.end) for rest in lines[number:])
            break
        is_name = after_staff and line.kind == PLAIN and line.word_count <= 4
        is_link = in_aside and not prose and len(line.text) <= _LONGEST_HEADLINE
        is_section = not seen_prose and line.kind == PLAIN and _is_section_name(line)
        if line.kind != PLAIN or is_name or is_link or is_section:
            spans.append((line.start, line.end))
        after_staff = line.kind == STAFF
        in_aside = (line.kind in (ASIDE, TAIL) and line.word_count <= 4) or is_link
        seen_prose = seen_prose or prose
    return tuple(spans)


def _is_section_name(line: Line) -> bool:
    """Tell whether a line above the article names a section of the site: up to three words, no place line, no date."""
    return line.word_count <= 3 and not re.search(r"[\d/–—:()-]", line.text)


def body_span(text: str) -> tuple[int, int]:
    """Return (start, end) from the first to the last line of *text* that is not furniture; (0, len) where all is."""
    unwanted = set(furniture_spans(text))
    kept = [line for line in text_lines(text) if (line.start, line.end) not in unwanted]
    return (kept[0].start, kept[-1].end) if kept else (0, len(text))
