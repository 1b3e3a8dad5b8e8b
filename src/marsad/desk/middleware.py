"""Before the desk opens: whoever needs a second factor sets one up. After each answer: which session was used is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from marsad.desk.accounts import address_of
from marsad.newsroom import sessions
from marsad.store.models import Person
from marsad.store.queries.people import has_second_factor

_GUARDED = ("/desk/", "/operator/")
_OPEN = ("/desk/language/", "/desk/join/")
_PLACES = (*_GUARDED, "/accounts/")
_SEEN_EVERY_S = 300


class AtTheDesk:
    """Middleware, after accounts: the second factor that a role needs, and the list of open sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead to the page where a second factor is set up."""
        if not request.path_info.startswith(_PLACES):
            return self.get_response(request)
        if _lacks_factor(request):
            return redirect("mfa_index")
        response = self.get_response(request)
        _note(request)
        return response


def _lacks_factor(request: HttpRequest) -> bool:
    person = request.user
    if not settings.MFA_REQUIRED or not isinstance(person, Person) or not person.needs_second_factor:
        return False
    if not request.path_info.startswith(_GUARDED) or request.path_info.startswith(_OPEN):
        return False
    return not has_second_factor(person)


def _note(request: HttpRequest) -> None:
    """Keep that this session was used, at most every few minutes: a page that is only looked at should not write."""
    person, key = request.user, request.session.session_key
    if not isinstance(person, Person) or not key:
        return
    if cache.add(f"seen:{hashlib.sha256(key.encode()).hexdigest()}", 1, _SEEN_EVERY_S):
        sessions.seen(person, key, agent=request.headers.get("User-Agent", ""), address=address_of(request))
