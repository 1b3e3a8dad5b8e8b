"""The tables that an observatory gives out: their columns, what each holds, in Arabic and English. Pure: holds no rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

STRING, INTEGER, BOOLEAN, DATE, DATETIME = KINDS = ("string", "integer", "boolean", "date", "datetime")
Value = str | int | bool | dt.date | dt.datetime | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, which of KINDS its values are, and what it holds."""

    name: str
    kind: str
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: *key* is the column by which its rows are named; *points* are columns that name rows of other tables."""

    name: str
    ar: str
    en: str
    key: str
    columns: tuple[Column, ...]
    points: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def _columns(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_SCALES = (
    ("politifact", STRING, "اسم الحكم في مقياس بوليتيفاكت", "the verdict on PolitiFact's scale"),
    ("full_fact", STRING, "اسم الحكم في متعقب فُل فاكت", "the verdict on Full Fact's Government Tracker"),
    ("three_way", STRING, "اسم الحكم في المقياس الثلاثي", "the verdict on the three-way academic scale"),
    ("polimetre", STRING, "اسم الحكم في مقياس بوليمتر", "the verdict on the Polimètre"),
)
_VERDICT = (
    ("verdict", STRING, "مفتاح الحكم؛ فارغ ما لم يُنشر حكم", "key of the verdict; empty before one is published"),
    ("verdict_ar", STRING, "الحكم بالعربية", "the verdict in Arabic"),
    ("verdict_en", STRING, "الحكم بالإنجليزية", "the verdict in English"),
    ("fulfilment", STRING, "موضعه على محور التنفيذ", "where it lies on the axis of fulfilment"),
    ("outlook", STRING, "المآل المتوقع", "the outlook"),
    ("cause", STRING, "سبب النكث أو تعذر التحقق", "why it was broken or cannot be verified"),
    ("summary_ar", STRING, "السبب في جملة، بالعربية", "the reason in one sentence, in Arabic"),
    ("summary_en", STRING, "السبب في جملة، بالإنجليزية", "the reason in one sentence, in English"),
)
_HOLDS = (
    ("effective_on", DATE, "اليوم الذي يسري فيه الحكم", "the day as of which the verdict holds"),
    ("published_at", DATETIME, "متى نُشر (UTC)", "when it was published (UTC)"),
    ("is_closing", BOOLEAN, "هل هو التقييم الختامي", "whether it is the closing assessment"),
)
_CODEBOOK = ("codebook", STRING, "دليل الترميز ونسخته", "the codebook and its version")

PROMISES = Table(
    "promises",
    "الوعود كما تقف اليوم",
    "Promises, and the verdict that each stands on",
    "key",
    _columns(
        ("key", STRING, "مفتاح الوعد، لا يتغير", "key of the promise, which never changes"),
        ("title_ar", STRING, "العنوان بالعربية", "title in Arabic"),
        ("title_en", STRING, "العنوان بالإنجليزية", "title in English"),
        ("text_ar", STRING, "نص الوعد بالعربية", "words of the promise in Arabic"),
        ("text_en", STRING, "نص الوعد بالإنجليزية", "words of the promise in English"),
        ("page_ref", STRING, "موضعه في المنهاج", "where it stands in the programme"),
        ("government", STRING, "مفتاح الحكومة", "key of the government"),
        ("government_ar", STRING, "اسم الحكومة بالعربية", "name of the government in Arabic"),
        ("government_en", STRING, "اسم الحكومة بالإنجليزية", "name of the government in English"),
        ("sector", STRING, "مفتاح القطاع", "key of the sector"),
        ("sector_ar", STRING, "اسم القطاع بالعربية", "name of the sector in Arabic"),
        ("sector_en", STRING, "اسم القطاع بالإنجليزية", "name of the sector in English"),
        ("body", STRING, "مفتاح الجهة المسؤولة", "key of the responsible body"),
        ("body_ar", STRING, "اسم الجهة بالعربية", "name of the body in Arabic"),
        ("body_en", STRING, "اسم الجهة بالإنجليزية", "name of the body in English"),
        ("deadline", STRING, "الموعد بصيغة EDTF", "the deadline, in EDTF"),
        ("deadline_on", DATE, "آخر أيام الموعد", "the last day of the deadline"),
        ("is_disputed", BOOLEAN, "هل تختلف فيه المصادر", "whether readers are told that sources differ"),
        *_VERDICT,
        ("assessment", INTEGER, "رقم التقييم القائم", "number of the assessment that stands"),
        *_HOLDS,
        (
            "last_checked_on",
            DATE,
            "آخر يوم بتّ فيه الفريق في شيء من أمره",
            "the last day on which the team decided anything",
        ),
        _CODEBOOK,
        *_SCALES,
    ),
)
ASSESSMENTS = Table(
    "assessments",
    "كل حكم نُشر",
    "Every verdict that was published",
    "number",
    _columns(
        ("number", INTEGER, "رقم التقييم، كما في السجل", "number of the assessment, as in the ledger"),
        ("promise", STRING, "مفتاح الوعد", "key of the promise"),
        ("government", STRING, "مفتاح الحكومة", "key of the government"),
        ("state", STRING, "قائم، أو جاء بعده غيره، أو مسحوب", "stands, superseded, or withdrawn"),
        *_VERDICT,
        ("reasons_ar", STRING, "الأسباب كاملة بالعربية", "the whole reasons, in Arabic"),
        *_HOLDS,
        ("is_imported", BOOLEAN, "هل نُقل من سجل سابق", "whether it was carried over from an earlier record"),
        ("author", STRING, "من كتبه", "who wrote it"),
        ("seconder", STRING, "من ثنّى عليه", "who seconded it"),
        _CODEBOOK,
        ("corrects", INTEGER, "رقم التقييم الذي يصححه", "number of the assessment that it corrects"),
        ("withdrawn_at", DATETIME, "متى سُحب (UTC)", "when it was withdrawn (UTC)"),
        ("withdrawn_reason_ar", STRING, "لماذا سُحب، بالعربية", "why it was withdrawn, in Arabic"),
        ("withdrawn_reason_en", STRING, "لماذا سُحب، بالإنجليزية", "why it was withdrawn, in English"),
        ("evidence", INTEGER, "عدد الأدلة التي يراها القراء تحته", "how many pieces of evidence readers see under it"),
        ("entry", INTEGER, "رقم القيد الذي يختمه", "number of the ledger's entry that seals it"),
        *_SCALES,
    ),
    (("promise", "promises", "key"),),
)
EVIDENCE = Table(
    "evidence",
    "الأدلة تحت الأحكام المنشورة",
    "The evidence under published verdicts",
    "number",
    _columns(
        ("number", INTEGER, "رقم الدليل، كما في السجل", "number of the piece, as in the ledger"),
        ("promise", STRING, "مفتاح الوعد", "key of the promise"),
        ("assessments", STRING, "أرقام التقييمات التي تقوم عليه، بينها فراغ", "numbers of the assessments that rest on it"),
        ("stance", STRING, "يؤيد أو ينفي أو يناقش", "supports, refutes, or discusses"),
        ("rung", STRING, "الدرجة: من الإعلان إلى التنفيذ", "the rung, from announced to delivered"),
        ("said_on", DATE, "اليوم الذي قيل فيه", "the day on which it was said"),
        ("quote", STRING, "الكلمات نفسها", "the words themselves"),
        ("source", STRING, "وثيقة، أو بلاغ من الناس", "document, or submission by a member of the public"),
        ("outlet", STRING, "مفتاح جهة النشر", "key of the outlet"),
        ("outlet_name", STRING, "اسم جهة النشر", "name of the outlet"),
        ("url", STRING, "عنوان الصفحة", "address of the page"),
        ("title", STRING, "عنوان الخبر", "title of the page"),
        ("published_on", DATE, "يوم نشر الصفحة", "the day on which the page was published"),
        ("language", STRING, "لغة الصفحة", "language of the page"),
        ("copies", INTEGER, "كم وثيقة حملت النص نفسه", "how many documents carry the same text"),
        ("snapshot", INTEGER, "رقم الصفحة المؤرشفة", "number of the archived page"),
        ("snapshot_sha256", STRING, "SHA-256 للصفحة المؤرشفة", "SHA-256 of the archived page"),
        ("fetched_at", DATETIME, "متى جُلبت (UTC)", "when it was fetched (UTC)"),
    ),
    (("promise", "promises", "key"),),
)
LEDGER = Table(
    "ledger",
    "السجل العام، قيدا قيدا",
    "The public ledger, entry by entry",
    "sequence",
    _columns(
        ("sequence", INTEGER, "رقم القيد", "number of the entry"),
        ("at", STRING, "لحظته (UTC) كما دخلت في البصمة", "its moment (UTC), as it entered the hash"),
        ("actor", STRING, "من فعل", "who acted"),
        ("kind", STRING, "نوعه", "its kind"),
        ("promise", STRING, "مفتاح الوعد الذي يخصه", "key of the promise that it tells of"),
        ("payload", STRING, "حمولته: JSON قانوني (RFC 8785)", "its payload: canonical JSON (RFC 8785)"),
        ("previous_hash", STRING, "بصمة القيد السابق", "hash of the entry before"),
        ("hash", STRING, "بصمته", "its hash"),
    ),
)
TABLES = {table.name: table for table in (PROMISES, ASSESSMENTS, EVIDENCE, LEDGER)}
