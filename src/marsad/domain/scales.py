"""Say a verdict on the scales of others: PolitiFact, Full Fact, the three-way scale of the academy, and the Polimètre."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.domain.codebook_values import Codebook, Label


class ScaleError(ValueError):
    """A scale that is not known; the message names the choices."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a scale, as its makers write it, and what it means to Arabic and Kurdish readers."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of others. *by_fulfilment* is where a verdict falls that its codebook does not map; *unrated* is for none yet."""

    key: str
    label: Label
    source: str
    values: tuple[Value, ...]
    by_fulfilment: tuple[tuple[str, str], ...]
    unrated: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of its values."""
        return tuple(value.key for value in self.values)


def _values(*words: tuple[str, str, str]) -> tuple[Value, ...]:
    return tuple(Value(key, Label(ar, key, ckb)) for key, ar, ckb in words)


SCALES = (
    Scale(
        "politifact",
        Label("بوليتيفاكت", "PolitiFact", "پۆلیتیفاکت"),
        "https://www.politifact.com/truth-o-meter/promises/",
        _values(
            ("Promise Kept", "وعد مُوفى", "بەڵێنی جێبەجێکراو"),
            ("Compromise", "حل وسط", "چارەسەری مامناوەند"),
            ("Promise Broken", "وعد منكوث", "بەڵێنی شکێنراو"),
            ("Stalled", "متوقف", "وەستاو"),
            ("In the Works", "قيد العمل", "کاری تێدا دەکرێت"),
            ("Not Yet Rated", "لم يُقيَّم بعد", "هێشتا هەڵنەسەنگێنراوە"),
        ),
        (
            ("not_started", "Not Yet Rated"),
            ("started", "In the Works"),
            ("half_done", "Compromise"),
            ("done", "Promise Kept"),
            ("broken", "Promise Broken"),
            ("not_verifiable", "Not Yet Rated"),
        ),
        "Not Yet Rated",
    ),
    Scale(
        "full_fact",
        Label("متعقب فُل فاكت للحكومة", "Full Fact Government Tracker", "بەدواداچوونی فوڵ فاکت بۆ حکوومەت"),
        "https://fullfact.org/government-tracker/",
        _values(
            ("Achieved", "تحقق", "هاتووەتە دی"),
            ("Appears on track", "يبدو على المسار", "وا دیارە لەسەر ڕێڕەوە"),
            ("In progress", "قيد التقدم", "بەرەو پێش دەچێت"),
            ("Wait and see", "ننتظر لنرى", "چاوەڕێ دەکەین"),
            ("Appears off track", "يبدو خارج المسار", "وا دیارە لە ڕێڕەو لایداوە"),
            ("Not kept", "لم يوفَ به", "جێبەجێ نەکراوە"),
            ("Unclear or disputed", "غير واضح أو مختلف فيه", "ناڕوون یان جێی ناکۆکی"),
        ),
        (
            ("not_started", "Wait and see"),
            ("started", "In progress"),
            ("half_done", "In progress"),
            ("done", "Achieved"),
            ("broken", "Not kept"),
            ("not_verifiable", "Unclear or disputed"),
        ),
        "Wait and see",
    ),
    Scale(
        "three_way",
        Label("المقياس الثلاثي الأكاديمي", "Three-way academic scale", "پێوەری سێ پلەیی ئەکادیمی"),
        "https://comparativepledges.net/",
        _values(
            ("kept", "موفى كله", "بە تەواوی جێبەجێکراو"),
            ("partially kept", "موفى بعضه", "بەشێکی جێبەجێکراو"),
            ("broken", "منكوث", "شکێنراو"),
            ("unrated", "غير مقيَّم", "هەڵنەسەنگێنراو"),
        ),
        (
            ("not_started", "unrated"),
            ("started", "unrated"),
            ("half_done", "partially kept"),
            ("done", "kept"),
            ("broken", "broken"),
            ("not_verifiable", "unrated"),
        ),
        "unrated",
    ),
    Scale(
        "polimetre",
        Label("بوليمتر", "Polimètre", "پۆلیمێتەر"),
        "https://www.polimetre.org/",
        _values(
            ("Kept", "موفى", "جێبەجێکراو"),
            ("Kept in part or in the works", "موفى بعضه أو قيد العمل", "بەشێکی جێبەجێکراوە یان کاری تێدا دەکرێت"),
            ("Broken", "منكوث", "شکێنراو"),
            ("Not yet rated", "لم يُقيَّم بعد", "هێشتا هەڵنەسەنگێنراوە"),
        ),
        (
            ("not_started", "Not yet rated"),
            ("started", "Kept in part or in the works"),
            ("half_done", "Kept in part or in the works"),
            ("done", "Kept"),
            ("broken", "Broken"),
            ("not_verifiable", "Not yet rated"),
        ),
        "Not yet rated",
    ),
)
SCALE_KEYS = tuple(scale.key for scale in SCALES)


def scale(key: str) -> Scale:
    """Return the scale named *key*; raise ScaleError, with the choices, where there is none."""
    for known in SCALES:
        if known.key == key:
            return known
    raise ScaleError(f"scale {key!r} is none of {', '.join(SCALE_KEYS)}")


def on_scale(codebook: Codebook, verdict: str, scale_key: str, outlook: str = "") -> str:
    """Return what *verdict* ("" for a promise not assessed) is called on another scale, beside *outlook* where that matters.

    What the codebook says goes first; a codebook that is silent on a scale falls back on the verdict's fulfilment, so that every
    verdict has a value on every scale. Raises CodebookError for an unknown verdict, ScaleError for an unknown scale.
    """
    other = scale(scale_key)
    if not verdict:
        return other.unrated
    found = codebook.verdict(verdict)
    return found.mapped(scale_key, outlook) or dict(other.by_fulfilment)[found.fulfilment]
