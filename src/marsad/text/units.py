"""What an amount counts: the noun after the number, and nouns whose dual is a number of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.domain.reading import AmountMention
from marsad.text.number_words import NUMBER_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOUN = re.compile(r" {0,2}\)? {0,2}[»\"]? {0,1}(?P<noun>[ء-ي][^\W\d_]+)")
_SIGN = re.compile(r" {0,1}(?P<noun>[$€£])")
_SECOND = re.compile(r" {1,2}(?P<noun>[^\W\d_]{2,})")
_SMALL_WORDS = _words(
    "بينهم بينها بمتوسط بمعدل بقيمه بواقع لاستيعاب اخرين اخرون اخري اخر في من الي علي عن مع بين حتي خلال منذ قبل بعد "
    "ان انه انها التي الذي الذين كان كانت هو هي هم هذا هذه ذلك تلك كما "
    "فيما بينما لكن ثم او ام لا لم لن ما مما بما كل بعض غير سوي فقط تقريبا حاليا ايضا وفق وفقا حسب بحسب ضد لدي عند "
    "عبر نحو حوالي قرابه يوميا سنويا شهريا اكثر اقل مقابل ضمن وفي ومن وعلي الا اذا لان بسبب اثر دون بدون حيث قد سوف "
    "ليس بلغ بلغت منها منهم منه فيها فيه بالميه بالمايه علما مقارنه بدلا ليصل لتصل اي جميعا تم يتم سيتم قال قالت "
    "انتهي انتهت"
)
_PARTICLE = re.compile(r"(?:وال|فال|بال|لل|كال)\w+")
_SECOND_WORDS = {
    "متر": "مكعب مربع طولي",
    "امتار": "مكعبه مربعه",
    "مترا": "مكعبا مربعا",
    "قدم": "مكعب مكعبه مربع مربعه قياسي",
    "كيلومتر": "مربع",
    "كيلومترا": "مربعا",
    "كم": "مربع",
    "دولار": "امريكي اميركي",
    "دولارا": "امريكيا اميركيا",
    "دينار": "عراقي اردني كويتي تونسي ليبي جزايري",
    "دينارا": "عراقيا اردنيا تونسيا",
    "ريال": "سعودي قطري يمني عماني ايراني",
    "جنيه": "مصري استرليني سوداني",
    "درهم": "اماراتي مغربي",
    "ليره": "سوريه لبنانيه تركيه",
    "وحده": "سكنيه حراريه",
    "فرصه": "عمل",
    "مركز": "صحي",
    "برميل": "نفط",
    "نقطه": "مييويه ميويه",
    "درجه": "ميويه",
}
_DUALS = _words(
    "يومين يومان شهرين شهران عامين عامان سنتين سنتان اسبوعين اسبوعان ساعتين ساعتان دقيقتين دقيقتان عقدين عقدان قرنين "
    "جنديين جنديان عسكريين عسكريان شخصين شخصان قتيلين قتيلان جريحين جريحان طفلين طفلان مشروعين مشروعان موقعين موقعان "
    "مصدرين مصدران قرارين قراران قانونين قانونان بندين بندان صاروخين صاروخان انفجارين انفجاران هجومين هجومان مستشفيين "
    "مستشفيان مطارين مطاران جسرين جسران سدين سدان حقلين حقلان خطين خطان طنين مترين كيلومترين برميلين دولارين دينارين "
    "ضعفين ضعفي مقعدين مقعدان حزبين حزبان وزيرين وزيران نايبين نايبان"
)
_DUAL = re.compile(r"(?<!\w)[وفبل]?(?P<noun>[^\W\d_]{2,14}(?:ين|ان|ضعفي))(?!\w)")
_NO_DUAL = re.compile(
    r"(?:ستان|بستان|بساتين|ثابتين|بوتين|لاتين|روتين|اثنتين|اثنتان|مايتين|مايتان|ميتين|ميتان|كتان|بهتان|متين|ثلثين|موقتين|صامتين|شتان|كوانتين|كريستين|مارتين|فالنتين)$"
)
_WAW_STEMS = ("وحد", "وزار", "وزير", "وظيف", "وظاي", "ولاي", "وكال", "وكيل", "وفا", "وفد", "وثيق", "وثاي", "وجب", "ورش", "واط")
_WAW_NOUNS = frozenset({"وعدا", "وعد", "وعود", "وفود", "وزراء", "وحدات", "وقود"})


def unit_after(text: str, position: int, *, is_part: bool = False) -> tuple[str, int]:
    """Return the noun after the number that ends at *position* of the smooth text, one word or two, and where it ends.

    The noun is "" where none is counted; a definite one is counted only in parts: "two thirds of the forces" (*is_part*).
    """
    sign = _SIGN.match(text, position)
    if sign:
        return sign["noun"], sign.end()
    found = _NOUN.match(text, position)
    if found is None or found["noun"] in _SMALL_WORDS or found["noun"] in NUMBER_WORDS or _PARTICLE.fullmatch(found["noun"]):
        return "", position
    noun, end = found["noun"], found.end()
    if noun.startswith("ال") and len(noun) > 4 and not is_part:
        return "", position
    if noun.startswith("و") and noun not in _WAW_NOUNS and not noun.startswith(_WAW_STEMS):
        return "", position
    second = _SECOND.match(text, end)
    if second and second["noun"] in _SECOND_WORDS.get(noun, "").split():
        return text[found.start("noun") : second.end()], second.end()
    return noun, end


def dual_nouns(text: str) -> Iterator[AmountMention]:
    """Yield the nouns of the smooth *text* that stand in the dual without a number: "two rounds", "two days"."""
    last_end = 0
    for found in _DUAL.finditer(text):
        noun = found["noun"]
        is_feminine = noun.endswith(("تين", "تان")) and len(noun) >= 6 and not noun.startswith("ال") and not _NO_DUAL.search(noun)
        if last_end and text[last_end : found.start()].strip(" ") == "" and found.start() == found.start("noun"):
            last_end = found.end()  # an adjective of the dual before it
        elif noun in _DUALS or is_feminine:
            last_end = found.end()
            yield AmountMention(found.start("noun"), found.end(), 2.0, noun)
