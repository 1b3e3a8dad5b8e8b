"""What every page of the site and the desk is told: the observatory's name, its demonstration mark, and its other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from marsad.site.addresses import in_language


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language."""

    code: str
    name: str
    url: str


def observatory(request: HttpRequest) -> dict[str, object]:
    """Return the observatory's name, whether this is the demonstration, and this page's address in other languages."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.IS_DEMO,
        "debug": settings.DEBUG,
        "mfa_required": settings.MFA_REQUIRED,
        "language": get_language() or settings.LANGUAGE_CODE,
        "language_links": _language_links(request),
        "base_url": settings.OPERATOR.base_url,
    }


def _language_links(request: HttpRequest) -> tuple[LanguageLink, ...]:
    question = request.get_full_path()[len(request.path) :]
    others = ((code, name, in_language(request, code)) for code, name in settings.LANGUAGES if code != get_language())
    return tuple(LanguageLink(code, name, url + question) for code, name, url in others if url != request.path)
