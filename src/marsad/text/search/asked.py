"""The language of the search box: words, "phrases", -words, and field:value; fields by their names in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.text.fold import fold
from marsad.text.search.prepare import keys, prepare
from marsad.text.search.words import asks_for, is_idle
from marsad.text.tokens import tokens

LONGEST_QUESTION = 300  # letters
MOST_WORDS = 16  # of a question that are looked for: what stands beyond them narrows nothing
# The names of a field as a reader may write them; the first of each is ours.
FIELDS = {
    "title": ("title", "عنوان", "العنوان", "ناونیشان", "سەردێڕ"),
    "sector": ("sector", "قطاع", "القطاع", "کەرت", "کەرتی"),
    "body": ("body", "جهة", "الجهة", "وزارة", "لایەن", "لایەنی", "وەزارەت", "وەزارەتی"),
    "outlet": ("outlet", "source", "مصدر", "المصدر", "سەرچاوە", "سەرچاوەی"),
    "government": ("government", "حكومة", "الحكومة", "حکوومەت", "حکومەت", "حکوومەتی", "حکومەتی"),
    "after": ("after", "since", "بعد", "منذ", "دوای", "لەدوای", "پاش"),
    "before": ("before", "until", "قبل", "حتى", "پێش"),
}
_FIELD_OF = {fold(name): field for field, names in FIELDS.items() for name in names}
_QUOTED = r"\"[^\"]*\"|«[^»]*»|“[^”]*”|„[^“”]*[“”]"
_PART = re.compile(
    rf"(?P<minus>(?<!\S)[-−])?(?:(?P<field>[^\W\d_]{{3,12}}):(?P<value>{_QUOTED}|[^\s\"«»“”]+)|(?P<quoted>{_QUOTED})|(?P<rest>[^\s\"«“„]+|.))",
    re.DOTALL,
)
_QUOTE_MARKS = '"«»“”„'
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word that is looked for: folded, its stem, and as it was written."""

    word: str
    stem: str
    written: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for.

    *words* in the order of the question, those of phrases among them; *phrases* are folded words that must stand together;
    *without* stems that must not stand; *fields* pairs of a field's name and its value; *wants* what a question wants.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    wants: frozenset[str] = frozenset()

    def field(self, name: str) -> tuple[str, ...]:
        """Return the values that the field called *name* is asked to have."""
        return tuple(value for field, value in self.fields if field == name)


def read_question(text: str) -> Asked:
    """Return what *text* asks for. Never raises: what is no field, phrase or sign is a word."""
    phrases: list[tuple[str, ...]] = []
    without: list[str] = []
    fields: list[tuple[str, str]] = []
    plain: list[str] = []
    for part in _PART.finditer(text.replace("\x00", " ")[:LONGEST_QUESTION]):
        field = _FIELD_OF.get(fold(part["field"] or ""))
        words = (part["quoted"] or part["value"] or part["rest"] or "").strip(_QUOTE_MARKS)
        if part["minus"] and field is None:
            without += prepare(f"{part['field'] or ''} {words}").stems.split()
        elif field is not None:
            fields.append((field, words))
            if field == "title":
                plain.append(words)
        elif part["quoted"] and (phrase := tuple(prepare(words).words.split())):
            phrases.append(phrase)
            plain.append(words)
        elif not part["quoted"]:
            plain.append(part.group())
    return _asked(" ".join(plain), tuple(phrases), tuple(without), tuple(fields))


def _asked(
    text: str, phrases: tuple[tuple[str, ...], ...], without: tuple[str, ...], fields: tuple[tuple[str, str], ...]
) -> Asked:
    found = tuple(Word(*keys(token), text[token.start : token.end]) for token in tokens(text))
    found = tuple(word for word in found if word.word)
    telling = tuple(word for word in found if not is_idle(word.word)) or (found if phrases or len(found) == 1 else ())
    once = tuple({word.stem: word for word in reversed(telling)}.values())[::-1][:MOST_WORDS]
    return Asked(once, phrases, without, fields, asks_for(tuple(word.word for word in found), len(telling)))


def first_day(value: str) -> str | None:
    """Return the first day of *value*, a year, month or day such as 2024, 2024-05 or 2024-05-31; None for what is none."""
    match = _DAY.fullmatch(fold(value).strip())
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 and year else None
