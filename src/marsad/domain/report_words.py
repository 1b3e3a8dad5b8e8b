"""The words of the final report, in Arabic and English: its headings, what its figures mean, and its method in brief."""

from __future__ import annotations

from types import MappingProxyType

from marsad.domain.codebook_values import Label
from marsad.domain.reading import RUNGS, STANCES
from marsad.domain.report import KEEPINGS

WORDS = MappingProxyType(
    {
        "final": Label("التقييم النهائي", "Final report"),
        "interim": Label("تقييم الحصيلة", "Report so far"),
        "draft": Label("مسودة: لم تنته الولاية", "Draft: the term has not ended"),
        "leader": Label("برئاسة", "Led by"),
        "term": Label("الولاية", "Term"),
        "still": Label("لم تنته", "not ended"),
        "as_of": Label("كما عُرف في نهاية يوم", "As known at the end of"),
        "promises": Label("الوعود", "Promises"),
        "assessed": Label("لها حكم", "with a verdict"),
        "closing_count": Label("بتقييم ختامي", "with a closing assessment"),
        "by_verdict": Label("الوعود بحسب الحكم", "Promises by verdict"),
        "verdict": Label("الحكم", "Verdict"),
        "count": Label("العدد", "Number"),
        "share": Label("النسبة", "Share"),
        "unrated": Label("لم يُقيَّم", "Not assessed"),
        "by_sector": Label("بحسب القطاع", "By sector"),
        "sector": Label("القطاع", "Sector"),
        "total": Label("المجموع", "Total"),
        "by_keeping": Label("المواعيد", "Deadlines"),
        "by_cause": Label("أسباب النكث وتعذر التحقق", "Why promises were broken or cannot be verified"),
        "by_outlook": Label("ما يُنتظر", "Outlook"),
        "disputes": Label("ما تختلف فيه المصادر", "What sources dispute"),
        "corrections": Label("التصحيحات", "Corrections"),
        "was_wrong": Label("كان الخطأ", "What was wrong"),
        "is_right": Label("والصواب", "What is right"),
        "withdrawn": Label("أحكام سُحبت", "Verdicts withdrawn"),
        "none": Label("لا شيء.", "None."),
        "method": Label("الطريقة بإيجاز", "The method in brief"),
        "codebook": Label("دليل الترميز", "Codebook"),
        "agreement": Label("اتفاق المرمّزين، في المرصد كله", "Agreement of coders, over the whole observatory"),
        "alpha": Label("ألفا كريبندورف", "Krippendorff’s alpha"),
        "interval": Label("بفترة ثقة 95%", "95% interval"),
        "units": Label("وحدات رُمّزت مرتين", "units coded twice"),
        "each": Label("الوعود وعدا وعدا", "Promise by promise"),
        "closing": Label("تقييم ختامي", "Closing assessment"),
        "effective": Label("يسري من", "Effective from"),
        "published": Label("نُشر في", "Published on"),
        "by": Label("كتبه وأقره", "Written and seconded by"),
        "deadline": Label("الموعد", "Deadline"),
        "body": Label("الجهة المعنية", "Responsible body"),
        "cause": Label("السبب", "Cause"),
        "outlook": Label("المنتظر", "Outlook"),
        "sources": Label("المصادر المستقلة", "Independent sources"),
        "outlets": Label("جهات النشر", "Outlets"),
        "entry": Label("قيد السجل", "Ledger entry"),
        "snapshot": Label("صفحة محفوظة", "Archived page"),
        "from_public": Label("من مواطن", "Sent by a member of the public"),
        "unknown_outlet": Label("جهة نشر لا تُعرف", "outlet not known"),
        "undated": Label("بلا تاريخ", "no known day"),
        "no_verdict": Label("لم يُنشر حكم على هذا الوعد.", "No verdict has been published on this promise."),
        "no_quotes": Label("لا يستند إلى دليل مقتبس.", "It rests on no quoted evidence."),
        "overridden": Label("تجاوزت رئاسة التحرير قاعدة", "The chief editor set a rule aside"),
        "sealed": Label("مختوم بالسجل العلني", "Sealed by the public ledger"),
        "head": Label("رأس السجل", "Ledger head"),
        "head_entry": Label("عند القيد", "at entry"),
        "page": Label("صفحة", "Page"),
        "check": Label(
            "من شاء أعاد حساب السجل من أوله فوجد هذه البصمة أو وجد ما غُيّر.",
            "Anyone can recompute the ledger from its beginning and find this hash, or find what was changed.",
        ),
    }
)
KEEPING_WORDS = MappingProxyType(
    {
        "on_time": Label("أُنجز في موعده", "done in time"),
        "late": Label("أُنجز بعد موعده", "done late"),
        "undated": Label("أُنجز ولم يكن له موعد", "done; no deadline was set"),
        "missed": Label("فات موعده ولم يُنجز", "deadline passed, not done"),
        "ahead": Label("لم يُحسم، ولم يفت له موعد", "open; no deadline has passed"),
        "settled": Label("حُسم بغير إنجاز، ولم يفت له موعد", "settled, not done; no deadline has passed"),
    }
)
RUNG_WORDS = MappingProxyType(
    {
        "announced": Label("أُعلن", "announced"),
        "decided": Label("تقرر", "decided"),
        "funded": Label("مُوّل", "funded"),
        "under_way": Label("يجري", "under way"),
        "delivered": Label("سُلّم", "delivered"),
    }
)
STANCE_WORDS = MappingProxyType(
    {
        "supports": Label("يؤيد", "supports"),
        "refutes": Label("يناقض", "refutes"),
        "discusses": Label("يناقش", "discusses"),
        "unrelated": Label("لا صلة له", "unrelated"),
    }
)
AXIS_WORDS = MappingProxyType(
    {
        "verdict": Label("الحكم", "verdict"),
        "fulfilment": Label("الإنجاز", "fulfilment"),
        "outlook": Label("المآل", "outlook"),
        "rung": Label("الدرجة", "rung"),
    }
)
METHOD = (
    Label(
        "يقرأ المرصد ما تنشره المصادر، ويعرض الحاسوب على راصديه ما يتصل بكل وعد، ولا ينشر الحاسوب شيئا: كل دليل قبله إنسان، "
        "وكل حكم كتبه شخص وأقره غيره.",
        "The observatory reads what sources publish; a machine lays before its monitors what bears on each promise, and "
        "publishes nothing: a person accepted each piece of evidence, one wrote each verdict and another seconded it.",
    ),
    Label(
        "لكل حكم ما يشترطه دليل الترميز من درجة الدليل وعدد المصادر المستقلة؛ والنسخ ونصوص الوكالة الواحدة مصدر واحد، والإعلان "
        "وحده لا يرفع حكما، ولا يقوم حكم على دليل أحدث من يوم سريانه.",
        "Each verdict requires of its evidence what the codebook says: a rung, and a number of independent sources. Copies and "
        "the texts of one agency are one source, an announcement alone raises no verdict, and none rests on evidence that is "
        "later than its day.",
    ),
    Label(
        "ما نُشر لا يُمحى ولا يُعدّل: حكم جديد يحل محل القديم، والخطأ يُصحح علنا، والحكم المسحوب يبقى بسببه. وكل نشر قيد في سجل "
        "مسلسل البصمات.",
        "What was published is neither removed nor edited: a new verdict supersedes the old, mistakes are corrected in public, "
        "and a withdrawn verdict stays with its reason. Every act of publishing is an entry in a ledger chained by hashes.",
    ),
)
for _words, _keys in ((KEEPING_WORDS, KEEPINGS), (RUNG_WORDS, RUNGS), (STANCE_WORDS, STANCES)):
    if set(_words) != set(_keys):
        raise RuntimeError(f"words without a value or values without a word: {set(_words) ^ set(_keys)}")


def word(key: str, language: str) -> str:
    """Return the report's word for *key* in *language*; raise KeyError for a word that it does not have."""
    return WORDS[key].in_language(language)
