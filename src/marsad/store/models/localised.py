"""Choose between a text's Arabic and its English by the language that the reader has chosen."""

from django.utils.translation import get_language


def localised(ar: str, en: str) -> str:
    """Return the English where the reader reads English and there is one, else the Arabic, else whatever there is."""
    return (en or ar) if (get_language() or "ar").startswith("en") else (ar or en)
