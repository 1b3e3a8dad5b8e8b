"""Find whom a page credits for what it prints, as a chain: whoever stands nearest to the page first, the origin last.

A credit is a label («المصدر: واع»), a place line («بغداد – (د ب أ)»), a relay («نقلا عن رويترز», «ذكرت رويترز») or a statement
given to somebody else («قال لرويترز»): the page has the words from there. Whoever is only spoken of («مراسل رويترز قتل») is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from marsad.pipeline.page.agency_names import NAMES, PATTERN, SHORT_NAMES, name_of_agency
from marsad.text.fold import fold

WIRES = "وكالات"
_NEAREST, _IN_TEXT = 0, 1
# How far before and behind a name the words that make it a credit stand.
_BEFORE, _BEHIND = 60, 30
LONGEST_LABEL = 90
_OPEN = r"[\s\"«(\[/“”'_–—:-]{0,4}$"
_SAYS = (
    r"(?:نقل|ذكر|قال|افاد|اورد|اكد|نشر|اوضح|كشف|بث|كتب|اعلن|اضاف|رصد|علم|اطلع|تلق|حصل|ابلغ|اخبر|صرح|تحدث|ترجم|اشار|بين|زود|خص"
    r"|تابع|ورد|وصل|سال|حاور|التق|نوه|لفت)(?:ت|ي|ا)?(?:ه|ها|هم)?"
)
_KIND = r"(?:(?:ال)?(?:وكاله|موقع|قناه|شبكه|صحيفه|جريده|منصه|مجله|تلفزيون|اذاعه)(?: (?:الانباء|انباء|الاخبار))? )?"
_REPORTER = r"(?: (?:مراسل|مراسله|مندوب|مندوبه|محرر|موفد|موفده))?"
_TO_WHOM = r"(?: (?:عن|ل|الي|علي|في|من|له|به|منه|عنه|عنها|عليه|عليها|نسخه منه|خاص ل|خاص الي)){0,2}"
_RELAYED = re.compile(
    r"(?:(?<!\w)[وف]?(?:نقلا عن|بحسب|حسب|وفق|وفقا ل|وفقا لما (?:ذكرته|نقلته|اوردته|افادت به)|استنادا الي)"
    r"|(?<!\w)(?:مقابل|لقاء|حوار|حديث|اتصال|تصريح)\w{0,4}(?: خاصه?)? (?:مع|الي)"
    r"|(?<!\w)\w?(?:نقل|ترجم)\w{0,4}(?: \S{1,20}){0,4} عن"
    rf"|(?<!\w)(?:[وف]|كما |حسبما |بحسب ما |وفق ما )?(?:ت|ي)?{_SAYS}{_TO_WHOM}{_REPORTER}) ?ـ? ?{_KIND}(?:ل ?)?{_OPEN}"
)
_SPEECH = re.compile(
    rf"(?<!\w)(?:[وف]?[يت]?{_SAYS}|تصريح\w{{0,3}}|حديث\w{{0,2}}|مقابله|حوار|بيان\w?|قول\w{{1,2}}|احصاء|استطلاع|تقرير|تحقيق)(?!\w)"
)
_TO_ONE = re.compile(rf"(?<!\w)[وف]?(?:لل?(?=\w){_KIND}{_OPEN}|ل[\s–—-]{{0,3}}[\"«]?\s?$)")
_TOLD = re.compile(r"[\s\"»]{0,3}[,،]?\s{0,2}(?:ان|بان|انه|بانه|انها|بانها|انهم)(?!\w)")
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:ال)?(?:شركه|مكتب|مقر|مبني|مصور|صحفي|صحفيي|صحافي|صحافيي|موظف|موظفي|مدير|رييس|بعثه|طاقم|سهم|اسهم|موسسه|مراسل"
    rf"|مراسله|فريق|ضد|علي) (?:شركه )?{_KIND}{_OPEN}"
)
_ANNOUNCED = re.compile(r"(?:وكاله|وكاله انباء|وكالات|نقلا عن|(?<!\w)عن|[(«\"/–—-])\s*$")
_CLOSED = re.compile(r"\s{0,3}(?:[)»\"/\]–—:-]|$)")
_RELAYS = re.compile(r"[»\")\s]{0,3}،? ?(?:نقلا عن|في خبر نقل|قد (?:نقل|ذكر|افاد|اورد|نشر|قال|كشف)ت?(?!\w))")
_PHOTO = re.compile(r"\s{0,2}[/-]?\s{0,2}(?:photo|images|getty)", re.IGNORECASE)
_LISTED = re.compile(r"\s{0,3}[,،/+–-]\s{0,3}و?|\s{1,3}و\s{0,2}")
_ENCLOSED = re.compile(r"[(«\[/]\s{0,2}$")
LABEL = re.compile(
    r"^[\W_]{0,4}(?:(?:ال)?مصدر(?: الخبر)?|متابعه|متابعات|نقلا عن|source|via)\s{0,3}[:/|–—-]?\s{0,3}", re.IGNORECASE
)
_RAW_LABEL = re.compile(r"^[\W_]{0,4}(?:ال)?(?:مصدر)(?: الخبر)?\s{0,3}[:/|–—-]\s{0,3}(?P<names>[^\n]{2,80})$")
_WIRES = re.compile(r"(?:^|[(/:–—|+،-])\s{0,3}(?:و?متابعات|متابعه)?\s{0,2}[/،–-]?\s{0,2}و?(?:ال)?وكالات\s{0,3}(?:$|[)/–—|:+-])")
_TURNED = re.compile(rf"(?<!\w)(?:نقلت|اورد|اوردت|ترجمت|تناقلت|بثت|نشرت)(?:ه|ها)(?: عنه| عنها)? {_KIND}{_OPEN}")
_QUOTED_SITE = re.compile(
    r"(?:نقلاً? عن|بحسب|وفق|ذكرت?|[اأ]فادت?|نقلت?(?: عن)?|[اأ]وردت?) (?:موقع|صحيفة|قناة|وكالة|شبكة|مجلة) "
    r"[«\"“]([^»\"”\n]{2,40})[»\"”]"
)
_SPLIT = re.compile(r"\s{0,3}(?:[/|+،,؛]|\s[-–—]\s)\s{0,3}")
_LONGEST_NAME, _MOST_NAME_WORDS = 50, 5


def find_agencies(text: str) -> tuple[str, ...]:
    """Return the Arabic names of the agencies that *text* credits: of labels and place lines, then the others as they come."""
    found: list[tuple[int, str]] = []
    for line in text.split("\n"):
        found += credits_in(line)
    return chain(name for tier in (_NEAREST, _IN_TEXT) for rank, name in found if rank == tier)


def credits_in(line: str) -> list[tuple[int, str]]:
    """Return (tier, name) of each credit in *line*, in the order of the chain."""
    key = fold(line)
    found: list[tuple[int, str, int]] = []
    is_label = len(key) <= LONGEST_LABEL and LABEL.match(key) is not None
    for match in PATTERN.finditer(key):
        before = key[max(0, match.start() - _BEFORE) : match.start()]
        # «(د ب أ، أ ف ب)»: what is listed behind a credit is one too.
        is_listed = bool(found) and _LISTED.fullmatch(key, found[-1][2], match.start()) is not None
        tier = _NEAREST if is_label else found[-1][0] if is_listed else _tier(key, match, before)
        if tier is None:
            continue
        name = NAMES[match["name"]]
        # «قالت رويترز في خبر نقلته العين الإخبارية»: the second stands nearer to the page than the first.
        is_turned = bool(found) and _TURNED.search(before) is not None and match.start() - found[-1][2] < 160
        found.insert(len(found) - 1 if is_turned else len(found), (tier, name, match.end()))
    if "وكالات" in key and len(key) <= LONGEST_LABEL and _WIRES.search(key):
        found.append((_NEAREST, WIRES, 0))
    named = [(tier, name) for tier, name, _end in found]
    if not named and ("موقع" in line or "«" in line or '"' in line):
        named = [(_IN_TEXT, name_of_agency(name)) for name in _QUOTED_SITE.findall(line)]
    if not named and is_label and (label := _RAW_LABEL.match(line)):
        named = [(_NEAREST, name) for name in _split_names(label["names"])]
    return named


def _split_names(names: str) -> Iterator[str]:
    for part in _SPLIT.split(names):
        name = part.strip(' \t.:«»"()[]')
        if (
            name
            and len(name) <= _LONGEST_NAME
            and len(name.split()) <= _MOST_NAME_WORDS
            and not re.search(r"\d|https?|www", name)
        ):
            yield name_of_agency(name)


def _tier(line: str, match: re.Match[str], before: str) -> int | None:
    """Return how near a name's credit stands to the page, or None where the name is no credit."""
    behind = line[match.end() : match.end() + _BEHIND]
    is_line_start = match.start() <= 3 and not match["joined"]
    is_closed = _CLOSED.match(behind) is not None
    if _PHOTO.match(behind):
        return None
    if match["name"] in SHORT_NAMES:
        if not _is_short_credit(line, before, is_closed):
            return None
        return _NEAREST if len(line) <= LONGEST_LABEL or match.end() < _BEFORE else _IN_TEXT
    if is_closed and (is_line_start or _ENCLOSED.search(before) or len(line) <= LONGEST_LABEL):
        is_place_line = len(line) <= LONGEST_LABEL or match.end() < _BEFORE
        quotes = before.rstrip().endswith(("«", '"')) and len(line) > LONGEST_LABEL
        if not quotes and (is_place_line or behind.strip() in (")", "/)", ".)", ").")):
            return _NEAREST if not _SPOKEN_OF.search(before) else None
    if _RELAYS.match(behind):
        return _NEAREST if is_line_start and len(line) <= LONGEST_LABEL else _IN_TEXT
    if _RELAYED.search(before):
        return _IN_TEXT if not _is_spoken_of(before) else None
    if (match["joined"] or "").endswith("ل") or _TO_ONE.search(before):
        return _IN_TEXT if _SPEECH.search(before) or _TOLD.match(behind) else None
    return None


def _is_spoken_of(before: str) -> bool:
    found = _SPOKEN_OF.search(before)
    return found is not None and not _SPEECH.search(before[: found.start()][-25:])


def _is_short_credit(line: str, before: str, is_closed: bool) -> bool:
    """Tell whether a short name stands where credits stand: announced, closed by a bracket or a bar, or alone at a line's end."""
    if _ANNOUNCED.search(before[-20:]):
        return is_closed or not before.rstrip().endswith("عن")
    return len(line) <= LONGEST_LABEL and is_closed and (not before or before[-1] in " /-–—(")


def chain(*credits: Iterable[str], outlet: str = "") -> tuple[str, ...]:
    """Return *credits* as one chain, each name once where it first stands; an outlet's credit to itself is left out."""
    own = name_of_agency(outlet) if outlet else ""
    return tuple(dict.fromkeys(name for names in credits for name in names if name and name != own))
