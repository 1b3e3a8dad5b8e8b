"""Pages that stand alone, where none of the site's own could be made: the reader's language first, then both others."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import translation

from marsad.site.language import asked_language


def tell_alone(request: HttpRequest, template: str, **told: object) -> str:
    """Return the page *template* in the language of the address. Uses no database, and nothing of who asks but the cookie."""
    with translation.override(asked_language(request)):
        return render_to_string(template, {"request": request, **told})


class ToldWhenNotAllowed:
    """Middleware: an answer 405 without words says what to do, in the look of the site: Django gives nothing to read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; put the page where nothing stands."""
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and not answer.content:
            is_read = "GET" in answer.headers["Allow"]
            answer.content = tell_alone(request, "405.html" if is_read else "site/only_sent.html")
            answer.headers["Content-Type"] = "text/html; charset=utf-8"
            answer.headers["Content-Length"] = str(len(answer.content))  # else that of nothing: a server would send no more
        return answer
