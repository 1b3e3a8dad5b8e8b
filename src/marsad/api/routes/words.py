"""What each route is called, in English for the OpenAPI document and in Arabic beside it."""

from __future__ import annotations

from typing import Any

ARABIC_SUMMARY = "x-summary-ar"


def about(en: str, ar: str) -> dict[str, Any]:
    """Return the summary of a route in both languages, for its decorator."""
    return {"summary": en, "openapi_extra": {ARABIC_SUMMARY: ar}}
