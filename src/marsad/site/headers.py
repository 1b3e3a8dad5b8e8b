"""Headers that keep a page to itself: no script, style, font or frame from elsewhere, none inline; who calls, and how much."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from marsad.site.forms import MAX_FILES
from marsad.site.refused import tell_alone

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


class TrustedProxy:
    """Middleware: behind the operator's own proxy, the caller is the last address that the proxy wrote down."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.OPERATOR.behind_proxy:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with REMOTE_ADDR set; what a caller wrote into the header stands before it and is not believed."""
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        with suppress(ValueError):  # the proxy said nothing that is an address
            request.META["REMOTE_ADDR"] = str(ip_address(told))
        return self.get_response(request)


class LargestBody:
    """Middleware: refuse a body longer than a whole submission before any of it is written to the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._most_bytes = MAX_FILES * settings.OPERATOR.upload_mb * 2**20 + settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 for a body that says it is too long; of one that does not say its length Django reads nothing."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length[:20]) > self._most_bytes:
            return HttpResponse(tell_alone(request, "413.html"), status=413)
        return self.get_response(request)


class ContentSecurityPolicy:
    """Middleware: put the content security policy and the permissions policy on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers set, unless a view set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
        return response


def takes_gzip(request: HttpRequest) -> bool:
    """Tell whether the reader's browser unpacks gzip: names it, and not with a weight of nought."""
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


class PackedText(GZipMiddleware):
    """Middleware: pack text on its way, once. Django adds noise to the length, so that it tells nothing of what a page holds."""

    _KINDS = (
        "text/",
        "application/javascript",
        "application/json",
        "application/problem+json",
        "application/xml",
        "image/svg+xml",
    )

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return *response*, packed where it is text that is not packed yet; fonts and pictures are small already."""
        if not takes_gzip(request) or not response.get("Content-Type", "").startswith(self._KINDS):
            return response
        return super().process_response(request, response)
