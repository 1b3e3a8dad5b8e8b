"""Choose among a text's languages by the one that the reader has chosen: what the record holds is in Arabic, and in English."""

import re

from django.db import models
from django.utils.translation import get_language, pgettext

# Of a sentence of the code's: whose act it tells of, what it quotes, days, numbers.
_PARTS = re.compile(
    r"^.+?(?= has already decided | wrote (?:this promise anew|an answer) while )"
    r"|“[^”]*”(?:, “[^”]*”)*|\d{4}-\d\d-\d\d|\d+(?:[.,]\d+)*"
)
_AS_ARABIC = str.maketrans({"“": "«", "”": "»", ",": "،"})
_CONTEXT = "told"  # of such sentences in the catalogues
_QUOTED = re.compile(r"«[^»]*»(?:، «[^»]*»)*")
_ENGLISH_QUOTE, _ARABIC_QUOTE = re.compile("“([^”]*)”"), re.compile("«([^»]*)»")


def localised(ar: str, en: str, ckb: str = "") -> str:
    """Return the text in the reader's language where there is one, else the Arabic, else whatever there is."""
    language = get_language() or "ar"
    if language.startswith("ckb") and ckb:
        return ckb
    return (en or ar) if language.startswith("en") else (ar or en)


def tell_pair(ar: str, en: str) -> str:
    """Return what the code tells as a pair, in the reader's language. Never for the record's own texts.

    The Kurdish stands in the catalogues under the English, in the context "told", with {0}, {1} for its numbers, days and what it
    quotes; quoted are words of the code's own in Kurdish, all others as the Arabic quotes them. Where no Kurdish stands there,
    the Arabic is returned.
    """
    if not (get_language() or "ar").startswith("ckb") or not en:
        return localised(ar, en)
    return _in_kurdish(ar, en) or ar


def _in_kurdish(ar: str, en: str) -> str:
    """Return the Kurdish of a pair, "" where the catalogues hold none."""
    found = pgettext(_CONTEXT, en)
    if found != en:
        return found
    parts = _PARTS.findall(en)
    places = iter(range(len(parts)))
    pattern = _PARTS.sub(lambda _: f"{{{next(places)}}}", en)
    found = pgettext(_CONTEXT, pattern) if parts else pattern
    return "" if found == pattern else found.format(*_spoken(parts, ar))


def _spoken(parts: list[str], ar: str) -> list[str]:
    """Return *parts* of an English sentence as its Kurdish quotes them: by the Arabic, where that quotes as much."""
    quoted = [part for part in parts if part.startswith("“")]
    arabic = _QUOTED.findall(ar)
    if len(arabic) != len(quoted):
        arabic = [part.translate(_AS_ARABIC) for part in quoted]
    spoken = iter(_quoted(en, said) for en, said in zip(quoted, arabic, strict=True))
    return [next(spoken) if part.startswith("“") else part for part in parts]


def _quoted(en: str, ar: str) -> str:
    """Return a list of quotations: each in Kurdish where the code says it, as a rung, else as the Arabic quotes it."""
    english, arabic = _ENGLISH_QUOTE.findall(en), _ARABIC_QUOTE.findall(ar)
    if len(english) != len(arabic):
        return ar
    return "، ".join(f"«{_in_kurdish(said, word) or said}»" for word, said in zip(english, arabic, strict=True))


class Named(models.Model):
    """A row with a key for addresses and a name in both languages; the Arabic is never empty."""

    key = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return localised(self.name_ar, self.name_en)
