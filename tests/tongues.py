"""Find the words of a page that are in another language than the page says: what no catalogue has, what nobody marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

ARABIC_ONLY = re.compile("[يكةىأإآؤ]")
KURDISH_ONLY = re.compile("[ەێۆڕڵڤگچپژکی]")
ARABIC = re.compile("[\u0621-\u064a]")
LATIN_WORD = re.compile(r"[A-Za-z][a-z]{2,}")
# What is the same in every language: names of formats, standards, licences and companies, and what a machine reads.
SAME = re.compile(
    r"https?://\S+|\b[\w.+-]+@[\w.-]+|\b\w+\.\w+[\w./=-]*|/\S*|[\w-]+=\S*|\b(?:Marsad|Excel|Parquet|Frictionless|Arrow|Atom|Telegram|Wikidata"
    r"|OpenAPI|Krippendorff|PolitiFact|Google|Outlook|Apple|Fact|Tracker|Government|Full|English|Creative|Commons|Django"
    r"|Python|QR|JSON Feed|BibTeX|RIS|CSV|XLSX|Creative Commons Attribution)\b"
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SPOKEN = ("aria-label", "title", "placeholder", "alt")
UNMARKED = frozenset({*SPOKEN, "title", "option", "content", "value"})
SILENT = frozenset({"script", "style", "code", "kbd", "pre"})


class _Reader(HTMLParser):
    """Gather what stands in no language of its own, with the language that the page gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = []  # tag, language, whether it holds words for machines
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attributes}
        _, language, is_silent = self.open[-1] if self.open else ("", "", False)
        language = of.get("lang") or language
        is_silent = is_silent or tag in SILENT or "code" in of.get("class", "").split()
        if not is_silent:
            self.found += [(f"{language} {name}", of[name]) for name in SPOKEN if of.get(name)]
        if tag == "input" and of.get("type") in ("submit", "button"):
            self.found.append((f"{language} value", of.get("value", "")))
        if tag == "meta" and (of.get("name") == "description" or of.get("property") in ("og:description", "og:site_name")):
            self.found.append((f"{language} content", of.get("content", "")))
        if tag not in VOID:
            self.open.append((tag, language, is_silent))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        if self.open and not self.open[-1][2] and text.strip():
            self.found.append((f"{self.open[-1][1]} {self.open[-1][0]}", " ".join(text.split())))


def strange_words(html: str, names: Iterable[str] = ()) -> list[str]:
    """Return each text of the page that is not in the language that the page says it is in, with that language before it.

    *names* are the record's own words: where no mark can stand, in titles, choices and attributes, they are let be.
    """
    reader = _Reader()
    reader.feed(html)
    longest_first = sorted(names, key=len, reverse=True)
    return [f"{where}: {text}" for where, text in reader.found if _is_strange(*_bare(where, text, longest_first))]


def _bare(where: str, text: str, names: Sequence[str]) -> tuple[str, str]:
    language, _, place = where.partition(" ")
    if place in UNMARKED:
        for name in names:
            text = text.replace(name, "")
    return language, text


def _is_strange(language: str, text: str) -> bool:
    if language == "en":
        return bool(ARABIC.search(text))
    kurdish, arabic = len(KURDISH_ONLY.findall(text)), len(ARABIC_ONLY.findall(text))
    if language == "ckb" and arabic > kurdish:
        return True
    if language == "ar" and kurdish > arabic:
        return True
    return language in ("ar", "ckb") and not ARABIC.search(text) and bool(LATIN_WORD.search(SAME.sub("", text)))
