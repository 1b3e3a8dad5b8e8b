"""Read off a promise's words its deadline, responsible body, sector and a short title."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.domain.reading import Reading
from marsad.pipeline.milestones.days import Ahead, before, days_ahead
from marsad.text.dates.find import find_dates
from marsad.text.fold import fold
from marsad.text.names.gazetteer import Gazetteer
from marsad.text.tokens import stems

TITLE_LETTERS = 110
_ENOUGH_LETTERS = 25
_BY = re.compile(
    r"(?:(?:^|\s)[وف]?(?:قبل|حتى|لغاية|بحلول|خلال|غضون|أقصاه|أقصاها|موعد|نهاية|مطلع|بداية|منتصف|في|عام|سنة|شهر|ثم|تاريخ|يوم)\s*){1,4}$"
)
_BEFORE = re.compile(r"(?:^|\s)[وف]?قبل\s*$")
_EDGES = ("نهاية", "منتصف", "انتهاء", "أواخر", "اواخر", "آخر", "ختام")
_NTH = re.compile(r"\s*ال(?:أولى|اولى|أول|ثاني|ثالث|رابع|خامس)")
_NAMED = re.compile(r"(?:موازنة|قانون|اتفاق|اتفاقية|موسم|خطة|استراتيجية|رؤية|دستور|انتخابات)(?:\s+(?:عام|سنة))?\s*$")
_ORDINALS = ("اول", "ثان", "ثالث", "رابع", "خامس")
_YEAR_OF_TERM = re.compile(
    r"(?:(?:ال)?سن[هة]|(?:ال)?عام)\s+(?:ال)?(?P<nth>اول|ثان|ثالث|رابع|خامس)(?:ي|يه|ه|ا)?(?:\s|$|[،.])|اول\s+سنه"
)
_HUNDRED = re.compile(r"(?:اول\s+)?(?:مئه|مءه|مايه|ماءه|100)\s+يوم(?:\s+(?:ال)?اول[يه]?)?")
_TERM = re.compile(r"(?:مده|عمر|ولايه|نهايه\s+ولايه|دوره)\s+(?:هذه\s+)?(?:ال)?حكوم[هت]")
_LEADS = re.compile(
    r"^[وف]?(?:كما\s+)?(?:(?:سوف\s+)?(?:س?[تنيا]عمل|س?[تن]سعى)(?:\s+(?:الحكومة|الوزارة))?\s+(?:على|إلى)"
    r"|س?[تني]لتزم(?:\s+الحكومة)?\s+ب|س?[تني]تعهد(?:\s+الحكومة)?\s+ب(?:أن\s+)?)\s*"
)
_CUTS = re.compile(r"\s*(?:[،,؛:(–]|\s(?:بما|وذلك|على أن|من خلال|عبر|بهدف|لغرض|بغية|خلال|قبل|بحلول|في غضون|في موعد|حتى نهاية)\s)")
_AFTER = " .،؛:|-–«»\"'"
_THEMES = tuple(
    frozenset(stem for word in row.split() for stem in stems(word))
    for row in (
        "كهرباء طاقة غاز نفط محطة ميغاواط مصفى وقود شمسية توليد",
        "صحة مستشفى مستشفيات دواء أدوية طبيب علاج مرضى صحي",
        "تربية تعليم مدرسة مدارس جامعة مناهج معلم طلبة تلاميذ",
        "أمن سلاح جيش شرطة إرهاب سيادة دفاع حدود قوات",
        "ماء مياه سدود ري أنهار مائية تحلية",
        "زراعة فلاحين زراعي محاصيل حنطة بذور",
        "سكن إسكان إعمار مجاري بلديات خدمات شبكات بنى تحتية",
        "نقل موانئ ميناء مطار سكك طرق طريق مترو",
        "مال مالية موازنة ضرائب ضريبة مصارف مصرف اقتصاد استثمار عجز رواتب",
        "نزاهة فساد شفافية رقابة تدقيق ذمم",
        "عمل بطالة حماية ضمان اجتماعية رعاية أجور تقاعد فقر",
        "هجرة نازحين مهجرين مخيمات عودة",
        "بيئة مناخ تلوث تشجير غبار أشجار",
        "خارجية سفارات علاقات دبلوماسية قمة",
        "شباب رياضة ثقافة سياحة آثار",
        "عدالة قضاء محاكم قانون حقوق",
        "رقمنة إلكترونية اتصالات بيانات حوكمة إدارة",
        "تخطيط إحصاء تعداد",
        "إصلاح سياسي انتخابات دستور أحزاب",
    )
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known besides the words: the programme's day and the government's, its end, and the rows a promise may name."""

    published_on: dt.date | None
    began_on: dt.date
    ended_on: dt.date | None
    sectors: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]


def deadline_of(text: str, setting: Setting) -> tuple[str, str]:
    """Return the deadline that *text* sets, as EDTF, and its words; ("", "") where it sets none."""
    published = (setting.published_on or setting.began_on).isoformat()
    reading = Reading(id="", text=text, published=published, dates=find_dates(text, published))
    best: tuple[str, str] = ("", "")
    for ahead in days_ahead(reading):
        if told := _set_by(text, ahead):
            best = told, text[ahead.start : ahead.end]
    return best if best[0] else _of_the_term(text, setting)


def _set_by(text: str, ahead: Ahead) -> str:
    """Return the value of a day that is set for something, "" for one that only names a law or a budget."""
    lead = text[max(0, ahead.start - 40) : ahead.start]
    if _NAMED.search(lead):
        return ""
    if _NTH.match(text[ahead.end :]):
        return ""  # «نهاية السنة الثانية» is of the term, not of the calendar
    alone = lead.rstrip().endswith("|") or not lead.strip()
    words_of = text[ahead.start : ahead.end]
    if not (ahead.is_span or alone or _BY.search(lead) or _BY.match(f" {words_of.split()[0]} ".rstrip() + " ")):
        return ""
    value = before(ahead.value) if _BEFORE.search(lead) and not words_of.startswith(_EDGES) else ahead.value
    return value.split("/")[-1] if ahead.is_span and "/" in value and not value.endswith("..") else value


def _of_the_term(text: str, setting: Setting) -> tuple[str, str]:
    folded = fold(text)
    if found := _HUNDRED.search(folded):
        return (setting.began_on + dt.timedelta(days=100)).isoformat(), found[0]
    if found := _YEAR_OF_TERM.search(folded):
        years = _ORDINALS.index(found["nth"]) + 1 if found["nth"] else 1
        return _years_on(setting.began_on, years), found[0].strip(" ،.")
    if setting.ended_on and (found := _TERM.search(folded)):
        return setting.ended_on.isoformat(), found[0]
    return "", ""


def _years_on(day: dt.date, years: int) -> str:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last)).isoformat()


def body_of(text: str, setting: Setting, gazetteer: Gazetteer | None) -> tuple[str, str]:
    """Return the key of the first body of the record that *text* names, and the name; of one not in the record the name alone."""
    folded = f" {fold(text)} "
    places = ((_place(folded, fold(name)), -len(name), key, name) for key, name in setting.bodies)
    known = min((place for place in places if place[0] >= 0), default=None)
    if known is not None:
        return known[2], known[3]
    if gazetteer is None:
        return "", ""
    for mention in gazetteer.find(text):
        entry = gazetteer.entry(mention.id)
        if mention.kind not in ("ministry", "body") or entry is None or entry.id in ("body-government", "body-parliament"):
            continue
        forms = {fold(form.replace("(", "").replace(")", "")) for form in entry.forms}
        own = next(((key, name) for key, name in setting.bodies if fold(name) in forms), None)
        return own or ("", entry.forms[0].replace("(", "").replace(")", ""))
    return "", ""


def _place(folded: str, name: str) -> int:
    found = re.search(rf"\s(?:[وفبلك]|وب|ول)?{re.escape(name)}(?=[\s.،؛|:])", folded)
    return found.start() if found else -1


def sector_of(text: str, headings: Sequence[str], setting: Setting) -> tuple[str, str]:
    """Return the key and name of the sector that the headings over *text*, else its own words, speak of; ("", "") for none."""
    for told, weight in (*((heading, 2.0) for heading in reversed(headings)), (text, 1.0)):
        own = frozenset(stems(told))
        scored = sorted(((_likeness(own, name), key, name) for key, name in setting.sectors), reverse=True)
        if scored and scored[0][0] * weight >= 2 and (len(scored) == 1 or scored[0][0] > scored[1][0]):
            return scored[0][1], scored[0][2]
    return "", ""


def _likeness(own: frozenset[str], name: str) -> float:
    """Return how much words share with a sector's name: its own words twice, words of its themes once."""
    named = frozenset(stems(name))
    themes = frozenset(stem for theme in _THEMES if theme & named for stem in theme)
    return 2.0 * len(own & named) + len((own & themes) - named)


def title_of(text: str) -> str:
    """Return a short title for the promise *text*: what is done, without who says so, reasons and dates, whole words."""
    bare = _LEADS.sub("", text).strip(_AFTER) or text
    cut = _CUTS.search(bare, _ENOUGH_LETTERS)
    short = bare[: cut.start()] if cut else bare
    if len(short) > TITLE_LETTERS:
        short = short[:TITLE_LETTERS].rsplit(" ", 1)[0] + "…"
    return short.strip(_AFTER)[:300]
