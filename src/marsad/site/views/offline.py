"""What a reader's browser keeps for when the observatory cannot be reached: a page that says so, and the worker that shows it.

The worker is a service worker (https://www.w3.org/TR/service-workers/), in force on HTTPS and on the reader's own machine.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from marsad.site.addresses import UNNAMED, address_in
from marsad.site.refused import tell_alone

# What the page is set in; a font is asked for as soon as a letter of it is met, and these hold every letter of the page.
_PARTS = ("marsad.css", "site.css", "line.js", "moon.svg", "fonts/text-400.woff2", "fonts/text-600.woff2")
_WORKER = Path(__file__).resolve().parent.parent / "worker" / "worker.js"


@require_safe
def unreached(request: HttpRequest) -> HttpResponse:
    """Answer with the page that stands in for every other where the observatory cannot be reached; uses no database."""
    return HttpResponse(tell_alone(request, "site/unreached.html"))


def _tag(request: HttpRequest) -> str:
    return quote_etag(_told(get_script_prefix())[0])


@require_safe
@cache_control(no_cache=True)
@condition(etag_func=_tag)  # a browser asks for it anew after every page
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the worker, in which the pages and parts that it keeps are named; their version changes as any of them does."""
    return HttpResponse(_told(get_script_prefix())[1], content_type="text/javascript; charset=utf-8")


@lru_cache(maxsize=4)
def _told(prefix: str) -> tuple[str, str]:
    """Return the version of the worker, and the worker; *prefix* is where the site begins."""
    begins = sorted(((address_in(code, "site:home"), code) for code, _ in settings.LANGUAGES), key=lambda one: -len(one[0]))
    kept: dict[str, object] = {
        "pages": [(beginning, address_in(code, "site:unreached")) for beginning, code in begins],
        "parts": [static(f"marsad/{part}") for part in _PARTS],
        "untouched": UNNAMED,
    }
    text = _WORKER.read_text(encoding="utf-8")
    kept["version"] = version = _version(text)
    return version, f"const KEPT = {json.dumps(kept)};\n{text}"


def _version(text: str) -> str:
    """Return a mark of all that the worker keeps, and of the worker's own *text*."""
    marks = sha256(text.encode())
    for code, _ in settings.LANGUAGES:
        request = HttpRequest()
        request.path = request.path_info = address_in(code, "site:unreached")
        marks.update(tell_alone(request, "site/unreached.html").encode())
    for part in _PARTS:
        found = finders.find(f"marsad/{part}")
        marks.update(Path(found).read_bytes() if isinstance(found, str) else b"")
    return marks.hexdigest()[:16]
