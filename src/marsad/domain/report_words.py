"""The words of the final report in three languages: its headings, what its figures mean, and its method in brief."""

from __future__ import annotations

from types import MappingProxyType

from marsad.domain.codebook_values import Label
from marsad.domain.reading import RUNGS, STANCES
from marsad.domain.report import KEEPINGS, MOST_QUOTES, MOST_WITH_QUOTES, Report

WORDS = MappingProxyType(
    {
        "final": Label("التقييم النهائي", "Final report", "ڕاپۆرتی کۆتایی"),
        "interim": Label("تقييم الحصيلة", "Report so far", "ڕاپۆرتی تا ئێستا"),
        "draft": Label("مسودة: لم تنته الولاية", "Draft: the term has not ended", "ڕەشنووس: ماوەکە کۆتایی نەهاتووە"),
        "leader": Label("برئاسة", "Led by", "بە سەرۆکایەتیی"),
        "term": Label("الولاية", "Term", "ماوەی حکوومەت"),
        "still": Label("لم تنته", "not ended", "کۆتایی نەهاتووە"),
        "as_of": Label("كما عُرف في نهاية يوم", "As known at the end of", "وەک لە کۆتایی ئەم ڕۆژەدا زانراوە:"),
        "promises": Label("الوعود", "Promises", "بەڵێنەکان"),
        "assessed": Label("لها حكم", "with a verdict", "بڕیاریان هەیە"),
        "closing_count": Label("بتقييم ختامي", "with a closing assessment", "بە هەڵسەنگاندنی کۆتایی"),
        "by_verdict": Label("الوعود بحسب الحكم", "Promises by verdict", "بەڵێنەکان بەپێی بڕیار"),
        "verdict": Label("الحكم", "Verdict", "بڕیار"),
        "count": Label("العدد", "Number", "ژمارە"),
        "share": Label("النسبة", "Share", "ڕێژە"),
        "unrated": Label("لم يُقيَّم", "Not assessed", "هەڵنەسەنگێنراوە"),
        "by_sector": Label("بحسب القطاع", "By sector", "بەپێی کەرت"),
        "sector": Label("القطاع", "Sector", "کەرت"),
        "total": Label("المجموع", "Total", "کۆی گشتی"),
        "by_keeping": Label("المواعيد", "Deadlines", "دوا وادەکان"),
        "by_cause": Label(
            "أسباب النكث وتعذر التحقق", "Why promises were broken or cannot be verified", "هۆکاری شکاندن و پشتڕاستنەکرانەوە"
        ),
        "by_outlook": Label("ما يُنتظر", "Outlook", "ئاسۆ"),
        "disputes": Label("ما تختلف فيه المصادر", "What sources dispute", "ئەوەی سەرچاوەکان لەسەری ناکۆکن"),
        "corrections": Label("التصحيحات", "Corrections", "ڕاستکردنەوەکان"),
        "was_wrong": Label("كان الخطأ", "What was wrong", "هەڵەکە ئەمە بوو"),
        "is_right": Label("والصواب", "What is right", "ڕاستەکەی ئەمەیە"),
        "withdrawn": Label("أحكام سُحبت", "Verdicts withdrawn", "بڕیارە کشێنراوەکان"),
        "none": Label("لا شيء.", "None.", "هیچ."),
        "method": Label("الطريقة بإيجاز", "The method in brief", "ڕێباز بە کورتی"),
        "codebook": Label("دليل الترميز", "Codebook", "ڕێبەری کۆدکردن"),
        "agreement": Label(
            "اتفاق المرمّزين، في المرصد كله",
            "Agreement of coders, over the whole observatory",
            "هاوڕایی کۆدکاران لە هەموو ڕوانگەکەدا",
        ),
        "alpha": Label("ألفا كريبندورف", "Krippendorff’s alpha", "ئەلفای کریپندۆرف"),
        "interval": Label("بفترة ثقة 95%", "95% interval", "مەودای متمانەی 95%"),
        "units": Label("وحدات رُمّزت مرتين", "units coded twice", "یەکەی دوو جار کۆدکراو"),
        "each": Label("الوعود وعدا وعدا", "Promise by promise", "بەڵێن بە بەڵێن"),
        "closing": Label("تقييم ختامي", "Closing assessment", "هەڵسەنگاندنی کۆتایی"),
        "effective": Label("يسري من", "Effective from", "کاری پێ دەکرێت لە"),
        "published": Label("نُشر في", "Published on", "ڕۆژی بڵاوکردنەوە"),
        "by": Label("كتبه وأقره", "Written and seconded by", "نووسینی و پشتڕاستکردنەوەی"),
        "deadline": Label("الموعد", "Deadline", "دوا وادە"),
        "body": Label("الجهة المعنية", "Responsible body", "لایەنی بەرپرس"),
        "cause": Label("السبب", "Cause", "هۆکار"),
        "outlook": Label("المنتظر", "Outlook", "ئاسۆ"),
        "sources": Label("المصادر المستقلة", "Independent sources", "سەرچاوەی سەربەخۆ"),
        "outlets": Label("جهات النشر", "Outlets", "دەزگای میدیایی"),
        "entry": Label("قيد السجل", "Ledger entry", "بڕگەی تۆمار"),
        "snapshot": Label("صفحة محفوظة", "Archived page", "پەڕەی ئەرشیفکراو"),
        "from_public": Label("من مواطن", "Sent by a member of the public", "لە هاووڵاتییەکەوە"),
        "unknown_outlet": Label("جهة نشر لا تُعرف", "outlet not known", "دەزگایەکی نەزانراو"),
        "undated": Label("بلا تاريخ", "no known day", "بێ ڕۆژی زانراو"),
        "no_verdict": Label(
            "لم يُنشر حكم على هذا الوعد.",
            "No verdict has been published on this promise.",
            "هیچ بڕیارێک لەسەر ئەم بەڵێنە بڵاو نەکراوەتەوە.",
        ),
        "no_quotes": Label(
            "لا يستند إلى دليل مقتبس.", "It rests on no quoted evidence.", "لەسەر هیچ بەڵگەیەکی وەرگیراو نەوەستاوە."
        ),
        "quotes": Label("الاقتباسات", "Quotes", "وتە وەرگیراوەکان"),
        "to_its_page": Label("الوعد بأدلته", "The promise with its evidence", "بەڵێنەکە و بەڵگەکانی"),
        "left_to_pages": Label(
            "عدد الوعود {promises} وعدد الاقتباسات {quotes}، والتقرير لا يورد الاقتباسات إلا إلى {most_promises} وعد "
            "و{most_quotes} اقتباس. فهذا التقرير يعدّ الوعود كلها ويسردها، كل وعد بحكمه ويومه ومن كتبه وأقره، ويترك الاقتباسات "
            "لصفحات الوعود، وإليها يقود كل عنوان.",
            "There are {promises} promises and {quotes} quotes; a report prints quotes up to {most_promises} promises and "
            "{most_quotes} quotes. So this one counts all promises and lists each, with its verdict, its day and who wrote and "
            "seconded it, and leaves the quotes to the promises’ pages, to which each title leads.",
            "ژمارەی بەڵێنەکان {promises} و ژمارەی وتە وەرگیراوەکان {quotes}ە؛ ڕاپۆرت وتەکان تەنیا تا {most_promises} بەڵێن و "
            "{most_quotes} وتە دەنووسێت. بۆیە ئەم ڕاپۆرتە هەموو بەڵێنەکان دەژمێرێت و یەک بە یەک ڕیزیان دەکات، هەر بەڵێنێک بە "
            "بڕیار و ڕۆژەکەی و ئەوانەی نووسیویانە و پشتڕاستیان کردووەتەوە، و وتەکان بۆ پەڕەی بەڵێنەکان بەجێ دەهێڵێت کە هەر "
            "ناونیشانێک دەتباتە سەری.",
        ),
        "overridden": Label(
            "تجاوزت رئاسة التحرير قاعدة", "The chief editor set a rule aside", "سەرنووسەری باڵا ڕێسایەکی تێپەڕاندووە"
        ),
        "sealed": Label("مختوم بالسجل العلني", "Sealed by the public ledger", "بە تۆماری گشتی مۆر کراوە"),
        "head": Label("رأس السجل", "Ledger head", "سەری تۆمار"),
        "head_entry": Label("عند القيد", "at entry", "لە بڕگەی"),
        "page": Label("صفحة", "Page", "پەڕە"),
        "check": Label(
            "من شاء أعاد حساب السجل من أوله فوجد هذه البصمة أو وجد ما غُيّر.",
            "Anyone can recompute the ledger from its beginning and find this hash, or find what was changed.",
            "هەر کەسێک دەتوانێت تۆمارەکە لە سەرەتاوە بژمێرێتەوە و ئەم هاشە بدۆزێتەوە، یان ئەوە بدۆزێتەوە کە گۆڕدراوە.",
        ),
    }
)
KEEPING_WORDS = MappingProxyType(
    {
        "on_time": Label("أُنجز في موعده", "done in time", "لە وادەی خۆیدا جێبەجێکراوە"),
        "late": Label("أُنجز بعد موعده", "done late", "دوای وادەکە جێبەجێکراوە"),
        "undated": Label("أُنجز ولم يكن له موعد", "done; no deadline was set", "جێبەجێکراوە و وادەی بۆ دانەنرابوو"),
        "missed": Label("فات موعده ولم يُنجز", "deadline passed, not done", "وادەی بەسەرچووە و جێبەجێ نەکراوە"),
        "ahead": Label(
            "لم يُحسم، ولم يفت له موعد", "open; no deadline has passed", "یەکلا نەبووەتەوە و هیچ وادەیەکی بەسەر نەچووە"
        ),
        "settled": Label(
            "حُسم بغير إنجاز، ولم يفت له موعد",
            "settled, not done; no deadline has passed",
            "بێ جێبەجێکردن یەکلا بووەتەوە و هیچ وادەیەکی بەسەر نەچووە",
        ),
    }
)
RUNG_WORDS = MappingProxyType(
    {
        "announced": Label("أُعلن", "announced", "ڕاگەیەنراو"),
        "decided": Label("تقرر", "decided", "بڕیاری لەسەر دراوە"),
        "funded": Label("مُوّل", "funded", "پارەی بۆ دابین کراوە"),
        "under_way": Label("يجري", "under way", "لە جێبەجێکردندایە"),
        "delivered": Label("سُلّم", "delivered", "ئەنجامدراو"),
    }
)
STANCE_WORDS = MappingProxyType(
    {
        "supports": Label("يؤيد", "supports", "پشتگیری دەکات"),
        "refutes": Label("يناقض", "refutes", "ڕەتی دەکاتەوە"),
        "discusses": Label("يناقش", "discusses", "باسی دەکات"),
        "unrelated": Label("لا صلة له", "unrelated", "پەیوەندی نییە"),
    }
)
AXIS_WORDS = MappingProxyType(
    {
        "verdict": Label("الحكم", "verdict", "بڕیار"),
        "fulfilment": Label("الإنجاز", "fulfilment", "جێبەجێکردن"),
        "outlook": Label("المآل", "outlook", "ئاسۆ"),
        "rung": Label("الدرجة", "rung", "پلە"),
    }
)
METHOD = (
    Label(
        "يقرأ المرصد ما تنشره المصادر، ويعرض الحاسوب على راصديه ما يتصل بكل وعد، ولا ينشر الحاسوب شيئا: كل دليل قبله إنسان، "
        "وكل حكم كتبه شخص وأقره غيره.",
        "The observatory reads what sources publish; a machine lays before its monitors what bears on each promise, and "
        "publishes nothing: a person accepted each piece of evidence, one wrote each verdict and another seconded it.",
        "ڕوانگەکە ئەوە دەخوێنێتەوە کە سەرچاوەکان بڵاوی دەکەنەوە. ئامێرێک ئەوەی پەیوەندی بە هەر بەڵێنێکەوە هەیە دەخاتە بەردەم "
        "چاودێران و خۆی هیچ بڵاو ناکاتەوە: هەر بەڵگەیەک مرۆڤێک پەسەندی کردووە، و هەر بڕیارێک کەسێک نووسیویەتی و کەسێکی تر "
        "پشتڕاستی کردووەتەوە.",
    ),
    Label(
        "لكل حكم ما يشترطه دليل الترميز من درجة الدليل وعدد المصادر المستقلة؛ والنسخ ونصوص الوكالة الواحدة مصدر واحد، والإعلان "
        "وحده لا يرفع حكما، ولا يقوم حكم على دليل أحدث من يوم سريانه.",
        "Each verdict requires of its evidence what the codebook says: a rung, and a number of independent sources. Copies and "
        "the texts of one agency are one source, an announcement alone raises no verdict, and none rests on evidence that is "
        "later than its day.",
        "ڕێبەری کۆدکردن بۆ هەر بڕیارێک دیاری دەکات بەڵگە دەبێت لە چ پلەیەکدا بێت و چەند سەرچاوەی سەربەخۆ پێویستن. کۆپییەکان و "
        "دەقەکانی یەک ئاژانس یەک سەرچاوەن، ڕاگەیاندن بە تەنیا هیچ بڕیارێک بەرز ناکاتەوە، و هیچ بڕیارێک لەسەر بەڵگەیەک ناوەستێت "
        "کە لە ڕۆژی کارپێکردنی نوێتر بێت.",
    ),
    Label(
        "ما نُشر لا يُمحى ولا يُعدّل: حكم جديد يحل محل القديم، والخطأ يُصحح علنا، والحكم المسحوب يبقى بسببه. وكل نشر قيد في سجل "
        "مسلسل البصمات.",
        "What was published is neither removed nor edited: a new verdict supersedes the old, mistakes are corrected in public, "
        "and a withdrawn verdict stays with its reason. Every act of publishing is an entry in a ledger chained by hashes.",
        "ئەوەی بڵاوکراوەتەوە نە دەسڕدرێتەوە و نە دەستکاری دەکرێت: بڕیاری نوێ جێی کۆنەکە دەگرێتەوە، هەڵە بە ئاشکرا ڕاست "
        "دەکرێتەوە، و بڕیاری کشێنراوە بە هۆکارەکەیەوە دەمێنێتەوە. هەر بڵاوکردنەوەیەک بڕگەیەکە لە تۆمارێکدا کە بڕگەکانی بە هاش "
        "بە یەکەوە بەستراون.",
    ),
)
for _words, _keys in ((KEEPING_WORDS, KEEPINGS), (RUNG_WORDS, RUNGS), (STANCE_WORDS, STANCES)):
    if set(_words) != set(_keys):
        raise RuntimeError(f"words without a value or values without a word: {set(_words) ^ set(_keys)}")


def word(key: str, language: str) -> str:
    """Return the report's word for *key* in *language*; raise KeyError for a word that it does not have."""
    return WORDS[key].in_language(language)


def left_to_pages(report: Report) -> str:
    """Return in the words of *report* why it prints no quotes, and where they are; "" where it prints them."""
    if report.has_quotes:
        return ""
    told = word("left_to_pages", report.language)
    return told.format(promises=report.total, quotes=report.quotes, most_promises=MOST_WITH_QUOTES, most_quotes=MOST_QUOTES)
