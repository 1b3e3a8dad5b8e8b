"""The language that a page is asked for in: that of its address; at the desk and of accounts the one chosen, kept in a cookie."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from marsad.site.addresses import UNNAMED


def asked_language(request: HttpRequest) -> str:
    """Return the language that *request* asks for, where nothing else has settled it yet. Never a browser's own wish."""
    return chosen_language(request) or translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def chosen_language(request: HttpRequest) -> str:
    """Return the language of the cookie, "" where it names none of ours or the address carries its own."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if request.path_info.startswith(UNNAMED) and chosen in dict(settings.LANGUAGES) else ""


class ChosenLanguage:
    """Middleware, after Django's own: below addresses that never carry a language, Django would not ask the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie, where it names one of ours."""
        if chosen := chosen_language(request):
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)
