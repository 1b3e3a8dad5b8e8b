"""The rules of assessment by name: how strict each is where a codebook does not say, and what it asks, in words for readers."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.domain.codebook_values import Codebook


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its *code*, and what it asks. *level* holds in a codebook that names levels but not this rule's; *early* in one
    from before rules had levels.

    *is_firm*: it always blocks, and nobody may set it aside.
    """

    code: str
    level: str
    early: str
    ar: str
    en: str
    ckb: str
    is_firm: bool = False


RULES = (
    Rule(
        "evidence-later",
        "block",
        "block",
        "لا يقوم حكم على دليل مؤرخ بعد يوم سريانه.",
        "No verdict rests on evidence later than the day from which it holds.",
        "هیچ بڕیارێک لەسەر بەڵگەیەک ناوەستێت کە مێژووەکەی دوای ڕۆژی کارپێکردنی بێت.",
    ),
    Rule(
        "evidence-undated",
        "warn",
        "warn",
        "كل دليل معروف اليوم، وإلا نُبه إليه.",
        "Every piece of evidence has a known day.",
        "ڕۆژی هەموو بەڵگەیەک زانراوە، ئەگەرنا ئاگاداریی لەبارەوە دەدرێت.",
    ),
    Rule(
        "evidence-withdrawn",
        "block",
        "block",
        "لا يقوم حكم على دليل سُحب.",
        "No verdict rests on evidence that was withdrawn.",
        "هیچ بڕیارێک لەسەر بەڵگەیەکی کشێنراوە ناوەستێت.",
        is_firm=True,
    ),
    Rule(
        "evidence-stale",
        "warn",
        "off",
        "يستند الحكم إلى دليل حديث العهد بيوم سريانه.",
        "The newest evidence is not much older than the verdict.",
        "نوێترین بەڵگە زۆر لە ڕۆژی کارپێکردنی بڕیارەکە کۆنتر نییە.",
    ),
    Rule(
        "before-term",
        "block",
        "block",
        "لا حكم قبل بدء ولاية الحكومة.",
        "No verdict before the government’s term began.",
        "پێش دەستپێکی ماوەی حکوومەتەکە هیچ بڕیارێک نادرێت.",
    ),
    Rule(
        "after-term",
        "block",
        "block",
        "لا حكم بعد نهاية الولاية إلا التقييم الختامي.",
        "No verdict after the term ended, but for the closing assessment.",
        "دوای کۆتایی ماوەی حکوومەتەکە هیچ بڕیارێک نادرێت، جگە لە هەڵسەنگاندنی کۆتایی.",
    ),
    Rule(
        "closing-early",
        "warn",
        "off",
        "لا تقييم ختاميا قبل نهاية الولاية.",
        "No closing assessment before the term ended.",
        "پێش کۆتایی ماوەی حکوومەتەکە هەڵسەنگاندنی کۆتایی ناکرێت.",
    ),
    Rule(
        "closing-verdict",
        "block",
        "off",
        "التقييم الختامي يحسم: لا يبقى الوعد بعده قيد التنفيذ.",
        "A closing assessment settles: it leaves no promise merely under way.",
        "هەڵسەنگاندنی کۆتایی یەکلاکەرەوەیە: دوای ئەوە هیچ بەڵێنێک لە جێبەجێکردندا نامێنێتەوە.",
    ),
    Rule(
        "deadline-passed",
        "warn",
        "warn",
        "الموعد الذي فات من دون تسليم يُذكر في التعليل.",
        "A deadline that passed without delivery is spoken of in the reasons.",
        "ئەو وادەیەی بەسەرچووە و هیچی تێدا ئەنجام نەدراوە، لە هۆکارەکاندا باسی دەکرێت.",
    ),
    Rule(
        "deadline-verdict",
        "block",
        "off",
        "بعد فوات الموعد ومهلته لا يجوز إلا ما يسميه الدليل من أحكام.",
        "After a deadline and its days of grace only the verdicts that the codebook names may stand.",
        "دوای بەسەرچوونی وادە و ڕۆژانی مۆڵەتی، تەنیا ئەو بڕیارانە دەدرێن کە ڕێبەری کۆدکردن ناویان دەبات.",
    ),
    Rule(
        "no-evidence",
        "block",
        "block",
        "لا حكم بلا دليل، إلا ما لا يشترط الدليل له شيئا.",
        "No verdict without evidence, but for those that require none.",
        "هیچ بڕیارێک بێ بەڵگە نادرێت، جگە لەوەی ڕێبەرەکە هیچی بۆ داوا ناکات.",
    ),
    Rule(
        "announcement-only",
        "block",
        "block",
        "الإعلان وحده لا يرفع الحكم.",
        "An announcement alone does not raise a verdict.",
        "ڕاگەیاندن بە تەنیا هیچ بڕیارێک بەرز ناکاتەوە.",
    ),
    Rule(
        "rung-missing",
        "block",
        "block",
        "لكل حكم دليل من الدرجة التي يشترطها.",
        "Every verdict has evidence of the rung that it requires.",
        "هەر بڕیارێک بەڵگەی لەو پلەیە هەیە کە داوای دەکات.",
    ),
    Rule(
        "too-few-sources",
        "block",
        "block",
        "لكل حكم ما يشترطه من المصادر المستقلة.",
        "Every verdict has the number of independent sources that it requires.",
        "هەر بڕیارێک ئەو ژمارەیە سەرچاوەی سەربەخۆی هەیە کە داوای دەکات.",
    ),
    Rule(
        "source-kinds",
        "block",
        "off",
        "لكل حكم مصدر من النوع الذي يشترطه.",
        "Every verdict has a source of a kind that it requires.",
        "هەر بڕیارێک سەرچاوەیەکی لەو جۆرە هەیە کە داوای دەکات.",
    ),
    Rule(
        "one-story",
        "warn",
        "off",
        "لا يقوم حكم على نص واحد منقول مهما تعدد ناقلوه.",
        "Several pieces of evidence are more than one text told again.",
        "هیچ بڕیارێک لەسەر یەک دەقی گوازراوە ناوەستێت، با زۆریش گوازرابێتەوە.",
    ),
    Rule(
        "refuted",
        "warn",
        "warn",
        "حكم الإنجاز مع دليل يناقضه يُعلَّل.",
        "A verdict of completion over evidence against it is argued.",
        "بڕیاری جێبەجێکردن لەگەڵ بەڵگەیەکدا کە ڕەتی دەکاتەوە، هۆکاری بۆ دەنووسرێت.",
    ),
    Rule(
        "conflict-open",
        "warn",
        "off",
        "التضارب بين الأدلة يُحسم أو يُشرح قبل النشر.",
        "A conflict among the evidence is settled or explained before publishing.",
        "ناکۆکیی نێوان بەڵگەکان پێش بڵاوکردنەوە یەکلا دەکرێتەوە یان ڕوون دەکرێتەوە.",
    ),
    Rule(
        "done-undelivered",
        "warn",
        "off",
        "لا يُعد الوعد منجزا بلا موعد وبلا دليل تسليم.",
        "No promise is done with neither a deadline nor evidence of delivery.",
        "هیچ بەڵێنێک بێ وادە و بێ بەڵگەی ئەنجامدان بە جێبەجێکراو دانانرێت.",
    ),
    Rule(
        "deliverable-missing",
        "warn",
        "off",
        "ما يسميه الوعد من مخرج (جدول زمني، قانون، عقد…) يذكره دليل الإنجاز.",
        "What the promise names as its outcome (a timetable, a law, a contract…) is named in the evidence of completion.",
        "ئەوەی بەڵێنەکە ناوی دەبات (خشتەیەک، یاسایەک، گرێبەستێک…) لە بەڵگەی جێبەجێکردندا باسی دەکرێت.",
    ),
    Rule(
        "deliverable-denied",
        "warn",
        "off",
        "لا يُعد الوعد منجزا وآخر أدلته يقول إن مخرجا منه لم يصدر.",
        "No promise is done while its latest evidence says that an outcome was never issued.",
        "هیچ بەڵێنێک بە جێبەجێکراو دانانرێت کاتێک دوا بەڵگەی دەڵێت بەشێکی دەرنەچووە.",
    ),
    Rule(
        "cause-missing",
        "block",
        "off",
        "يُذكر سبب نكث الوعد، وسبب تعذر التحقق منه.",
        "Why a promise was broken, or cannot be verified, is told.",
        "هۆکاری شکاندنی بەڵێن، یان هۆکاری پشتڕاستنەکرانەوەی، باس دەکرێت.",
    ),
    Rule(
        "cause-unknown",
        "block",
        "block",
        "السبب من أسباب دليل الترميز.",
        "The cause is one of the codebook’s.",
        "هۆکارەکە یەکێکە لە هۆکارەکانی ڕێبەری کۆدکردن.",
        is_firm=True,
    ),
    Rule(
        "leap",
        "warn",
        "off",
        "لا يتغير الحكم أكثر من درجة بلا دليل جديد.",
        "No verdict moves by more than one step without new evidence.",
        "هیچ بڕیارێک بێ بەڵگەی نوێ لە پلەیەک زیاتر ناگۆڕێت.",
    ),
    Rule(
        "effective-backwards",
        "warn",
        "off",
        "لا يسري حكم جديد قبل يوم الحكم القائم.",
        "No new verdict takes effect before the one that stands.",
        "هیچ بڕیارێکی نوێ پێش ڕۆژی بڕیاری ئێستا کاری پێ ناکرێت.",
    ),
    Rule(
        "single-coding",
        "off",
        "off",
        "يرمّز الوعدَ شخصان لا يرى أحدهما ما كتب الآخر.",
        "Two people code a promise, neither seeing what the other wrote.",
        "دوو کەس بەڵێنەکە کۆد دەکەن و هیچیان نووسینی ئەوی تر نابینێت.",
    ),
    Rule(
        "own-coding",
        "block",
        "block",
        "من رمّز الوعد لا ينشر حكمه.",
        "Whoever coded a promise does not publish its verdict.",
        "ئەوەی بەڵێنەکەی کۆد کردووە، بڕیارەکەی بڵاو ناکاتەوە.",
        is_firm=True,
    ),
    Rule(
        "own-seconder",
        "block",
        "block",
        "لا يقرّ الحكم من كتبه.",
        "Nobody seconds a verdict of their own.",
        "کەس بڕیاری خۆی پشتڕاست ناکاتەوە.",
        is_firm=True,
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}


def level_of(codebook: Codebook, code: str) -> str:
    """Return how strict *codebook* is about the rule *code*: "block", "warn" or "off". Raises KeyError for no rule of ours."""
    rule = BY_CODE[code]
    if rule.is_firm:
        return rule.level
    if code == "single-coding":
        return codebook.double_coding
    if codebook.levels is None:
        return rule.early
    return dict(codebook.levels).get(code, rule.level)
