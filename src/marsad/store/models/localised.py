"""Choose between a text's Arabic and its English by the language that the reader has chosen."""

from django.db import models
from django.utils.translation import get_language


def localised(ar: str, en: str) -> str:
    """Return the English where the reader reads English and there is one, else the Arabic, else whatever there is."""
    return (en or ar) if (get_language() or "ar").startswith("en") else (ar or en)


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
