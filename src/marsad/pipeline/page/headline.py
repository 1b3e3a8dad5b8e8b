"""Choose the headline of a page, without the name of its site, or that of a plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any

from marsad.pipeline.page.blocks import squeeze
from marsad.pipeline.page.furniture import PLAIN, furniture_spans, is_prose, text_lines
from marsad.pipeline.page.metadata import Metadata, host_of
from marsad.pipeline.page.published import dateline_day
from marsad.pipeline.page.structured import text_in
from marsad.pipeline.page.title_boxes import called_title
from marsad.text.fold import fold

# A bar needs no space beside it; a dash, a colon or a quotation mark parts a title only where space stands around it.
_SEPARATOR = re.compile(r"\s{1,5}[|–—«»:•·~/>-]{1,3}\s{1,5}|\s{0,5}(?:[|¦]{1,2}|::)\s{0,5}|\s{1,5}»\s{0,5}|(?<=[^\W\d_])-\s{1,5}")
_GENERIC = re.compile(
    r"\b(?:(?:ال)?موقع|شبكه|وكاله|صحيفه|قناه(?! (?:السويس|بنما|البحرين))|جريده|بوابه|مجله|اذاعه|منصه"
    r"|نيوز|news|اونلاين|online|tv|net|com"
    r"|الرسمي|الرسميه|الاخباري|الاخباريه|الالكتروني|الالكترونيه|للانباء|الانباء|الاعلامي|الاعلاميه|الرئيسيه|official|website|agency)\b"
)
_NAME_AT = re.compile(r"(?:موقع|شبكه|وكاله|صحيفه|قناه(?! (?:السويس|بنما|البحرين))|جريده|بوابه|مجله|اذاعه|منصه|تلفزيون)\b")
_NAME_IN = re.compile(r"(?:^|\s)نيوز(?:\s|$)|\b(?:news|online|tv)\b")
_SIGN_MARKS = " \t\u00a0|¦:•·~/<>«»–—-"
_CUT = re.compile(r"\s*(?:…|\.{3,})\s*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CREDIT = re.compile(r"(?:المصدر|مصدر|كتب|كتبت|تحرير|ترجمة|تصوير|إعداد)\s*[:/–-]")
_FEWEST_TITLE_WORDS, _MOST_TITLE_WORDS = 4, 30
_HEAD, _HEAD_LINES = 4000, 12
_LONGEST_TITLE = 600
_FEWEST_WORDS, _MOST_NAME_WORDS, _FEWEST_ALONE = 3, 5, 4
# Sections of a site that stand in its titles beside its name.
_SECTION_WORDS = """
سياسه سياسي السياسه محليات محلي اخبار الاخبار رياضه اقتصاد اقتصادي عربي عربيه دولي دوليه ودولي منوعات مقالات اراء امن امني تقارير
ثقافه فن صحه تكنولوجيا مجتمع حوادث تحقيقات العراق العالم الرئيسيه عاجل سلايدر المزيد اهم
"""
_SECTIONS = frozenset(_SECTION_WORDS.split())


def _bare(key: str) -> str:
    """Return the folded name of a site without words that any site may have, for comparing: «وكالة شفق نيوز» is «شفق»."""
    return re.sub(r"[\W_]+", " ", _GENERIC.sub(" ", key.replace(".", " "))).strip()


class SiteNames:
    """The names by which a page's site may stand in its title."""

    def __init__(self, names: Iterable[str]) -> None:
        self._keys = {fold(name).strip() for name in names if name and name.strip()}
        self._bare = {_bare(key) for key in self._keys} - {""}

    def with_names(self, names: Iterable[str]) -> SiteNames:
        """Return these names and *names*."""
        wider = SiteNames(names)
        wider._keys |= self._keys
        wider._bare |= self._bare
        return wider

    def is_named(self, part: str) -> bool:
        """Tell whether *part* is the site's name, or one with the site's section or slogan behind it."""
        key = fold(part).strip(" \t|:»«-–—")
        if not key or len(key) > 100:
            return False
        if key in self._keys:
            return True
        bare = _bare(key)
        if not bare:
            # «وكالة الأنباء» and no more: generic words alone are a name and never a headline.
            return True
        if bare in self._bare:
            return True
        # «وكالة الفرات العراقية» is «الفرات»; but one word is not a longer name: «العراق» is not «العراق اليوم».
        return any(
            len(name) > 3 and f" {name} " in f" {bare} " and len(bare.split()) <= len(name.split()) + 3 for name in self._bare
        ) or (len(bare) > 5 and " " in bare and any(f" {bare} " in f" {name} " for name in self._bare))


def site_names(metadata: Metadata, url: str | None) -> SiteNames:
    """Return the names of the site of the page at *url*: as it calls itself, its publisher, its host and the host's name."""
    host = host_of(url or metadata.address) or ""
    labels = sorted(host.split(".")[:-1], key=len)
    names = [metadata.site_name, host, labels[-1] if labels else "", text_in(metadata.article, "publisher")]
    return SiteNames([*names, metadata.first("application-name", "apple-mobile-web-app-title", "twitter:site") or ""])


def _is_name(part: str) -> bool:
    """Tell whether *part* reads like the name of some outlet: «قناة …», «… نيوز»."""
    key = fold(part).strip()
    return bool(_NAME_AT.match(key) or _NAME_IN.search(key))


def strip_site(title: str, names: SiteNames) -> str:
    """Return *title* without the site's name at its end or start: a part that names it, or a short one behind a bar."""
    marks = list(_SEPARATOR.finditer(title[:_LONGEST_TITLE]))
    if not marks:
        return title
    # The name at the start, and what else stands before the headline only where the rest is long enough to be one.
    is_cut = False
    while marks:
        first, rest = title[: marks[0].start()], title[marks[0].end() :]
        is_name = names.is_named(first) or (len(first.split()) <= 4 and _is_name(first))
        is_name = is_name or (is_cut and set(fold(first).split()) <= _SECTIONS)
        if not is_name or len(rest.split()) < _FEWEST_WORDS:
            break
        is_cut = True
        title, marks = rest, list(_SEPARATOR.finditer(rest[:_LONGEST_TITLE]))
    has_name = False
    while marks:
        head, mark, tail = title[: marks[-1].start()], marks[-1].group().strip(), title[marks[-1].end() :]
        count, left = len(tail.split()), len(head.split())
        if left < 2:
            break
        is_short = count <= _MOST_NAME_WORDS
        is_name = names.is_named(tail) or (is_short and _is_name(tail))
        is_behind_bar = mark in ("|", "||", "¦", "::", "»", "«", "•") and is_short and left >= _FEWEST_WORDS and count <= left
        is_section = has_name and left >= _FEWEST_ALONE and set(fold(tail).split()) <= _SECTIONS
        if not is_name and not is_behind_bar and not is_section:
            break
        title, has_name = head, True
        marks.pop()
    return title


def _agrees(heading: str, declared: Sequence[str]) -> bool:
    """Tell whether the head of the page confirms *heading*: equal to a title or a part of one, or one cut short of the other."""
    key = fold(heading)
    for other in declared:
        if key == other or any(key == part.strip() for part in _SEPARATOR.split(other[:_LONGEST_TITLE])):
            return True
        stem = _CUT.sub("", other)
        if len(stem) > 15 and (stem in key if stem == other else key.startswith(stem)):
            return True
        if len(key.split()) > 3 and (key in other or (_CUT.search(key) and other.startswith(_CUT.sub("", key)))):
            return True
        if _is_alike(key, other):
            return True
    return False


def _is_alike(key: str, other: str) -> bool:
    """Tell whether two folded titles are one but for their marks, or for a word or two."""
    mine, its = set(re.findall(r"\w+", key)), set(re.findall(r"\w+", other))
    return len(mine) >= 4 and len(mine & its) * 5 >= 4 * len(mine | its)


def read_title(metadata: Metadata, url: str | None, markup: str = "", root: Any = None) -> str | None:
    """Return the headline: the first-level heading that the head of the page confirms, else the title without the site's name.

    *markup* tells whether a part of the title stands somewhere on the page by itself: then the rest was a name or a section.
    Where the title is as short as a name, an element under *root* that its template calls a title comes first.
    """
    names = site_names(metadata, url)
    stated = squeeze(text_in(metadata.article, "headline"))
    shared = metadata.first("og:title", "twitter:title", "headline", "dc.title", "title")
    # Some templates escape a title twice.
    declared = [html.unescape(text[:_LONGEST_TITLE]) for text in (shared, metadata.page_title, stated) if text]
    keys = [fold(text) for text in declared]
    signs = [heading for heading in metadata.headings if _is_sign(heading, declared, names, markup)]
    names = names.with_names(signs) if signs else names
    for heading in metadata.headings:
        is_whole = len(heading.split()) >= 2 and len(heading) <= _LONGEST_TITLE and not _CUT.search(heading)
        if is_whole and _agrees(heading, keys) and not names.is_named(heading):
            return strip_named(heading, names)
    for sign in signs:
        declared = [_behind_sign(text, sign) for text in declared]
    stripped = [text for text in (strip_site(text, names).strip() for text in declared) if text]
    for text in stripped:
        if names.is_named(text) and not (len(text.split()) > _MOST_NAME_WORDS):
            continue
        called = called_title(root, text) if len(text.split()) <= _MOST_NAME_WORDS else None
        return called or _alone(_whole_of(text, stripped), declared, markup)
    shown = (squeeze(text) for text in (*metadata.headings, stated) if text.strip() and not names.is_named(text))
    return next(shown, None) or called_title(root, "")


def _is_sign(heading: str, declared: Sequence[str], names: SiteNames, markup: str) -> bool:
    """Tell whether a first-level *heading* is the sign of the site: a short part at an end of a title, whose longer rest the page
    shows by itself too."""
    if len(heading.split()) > _MOST_NAME_WORDS or not heading:
        return False
    for text in declared:
        rest = text.removesuffix(heading) if text.endswith(heading) else text.removeprefix(heading)
        rest = rest.strip(_SIGN_MARKS)
        is_longer = len(rest.split()) >= _FEWEST_WORDS and len(rest) > len(heading)
        is_headline = is_longer and not _is_name(rest) and not names.is_named(rest)
        if rest != text and is_headline and markup.count(rest) > markup.count(text):
            return True
    return False


def _behind_sign(text: str, sign: str) -> str:
    """Return *text* without the *sign* of the site and a colon before it: «مدونة فلان: العنوان»."""
    rest = text.removeprefix(sign).lstrip() if text.startswith(sign) else ""
    return rest[1:].strip() if rest.startswith(":") else text


def _alone(text: str, declared: Sequence[str], markup: str) -> str:
    """Return the part of *text* that the page shows without the parts beside it, where it may be a headline; else *text*."""
    for mark in _SEPARATOR.finditer(text):
        for part in (text[: mark.start()], text[mark.end() :]):
            is_most = len(part.split()) >= _FEWEST_ALONE and len(part) * 5 >= 3 * len(text)
            if is_most and part not in declared and markup.count(part) > markup.count(text):
                return part
    return text


def strip_named(heading: str, names: SiteNames) -> str:
    """Return *heading* without the site's own name at its end or start; a heading seldom has it, so nothing else is cut."""
    parts = _SEPARATOR.split(heading)
    marks = list(_SEPARATOR.finditer(heading))
    if marks and names.is_named(parts[-1]) and len(heading[: marks[-1].start()].split()) >= _FEWEST_WORDS:
        return heading[: marks[-1].start()]
    if marks and names.is_named(parts[0]) and len(heading[marks[0].end() :].split()) >= _FEWEST_WORDS:
        return heading[marks[0].end() :]
    return heading


def _whole_of(text: str, others: Sequence[str]) -> str:
    """Return the title that *text* was cut short of, or that repeats it without a name; else *text*."""
    stem = _CUT.sub("", text)
    if stem != text and len(stem) > 10:
        return next((other for other in others if other.startswith(stem) and not _CUT.search(other)), text)
    parts = [part for part in _SEPARATOR.split(text) if part and len(part.split()) >= _FEWEST_WORDS]
    return next((other for other in others if other != text and other in parts), text)


def title_of_text(text: str) -> str | None:
    """Return the headline of a plain text: a line above the first sentence that is long enough and is no dateline."""
    unwanted = set(furniture_spans(text))
    for line in list(text_lines(text[:_HEAD]))[:_HEAD_LINES]:
        if (line.start, line.end) in unwanted or line.kind != PLAIN:
            continue
        if _is_headline(line.text):
            return line.text
        if is_prose(line.text):
            return None
    return None


def _is_headline(line: str) -> bool:
    """Tell whether *line* may be a headline: four words or more, not ended like a sentence, not a place, date or credit line."""
    count = len(_WORD.findall(line))
    if not _FEWEST_TITLE_WORDS <= count <= _MOST_TITLE_WORDS or line.endswith((".", "،", ":", "؛")) or _CREDIT.match(line):
        return False
    return dateline_day(line) is None and not (is_prose(line) and count > 20)
