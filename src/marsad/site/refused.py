"""A page for a request in a way that its address does not take: Django answers those with nothing to read. Uses no database."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string


class ToldWhenNotAllowed:
    """Middleware: an answer 405 without words says in three languages what to do, in the look of the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; put the page where nothing stands."""
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and not answer.content:
            answer.content = render_to_string("405.html")
            answer.headers["Content-Type"] = "text/html; charset=utf-8"
        return answer
