"""Who may open which page of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from marsad.desk.role_names import ROLE_NAMES
from marsad.domain.roles import CODE, EDIT, REVIEW, may, permission
from marsad.store.models import Person
from marsad.store.queries.desk import desk_counts

P = ParamSpec("P")
_NUL = "\x00"
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def who(request: HttpRequest) -> Person:
    """Return the person who signed in; only for views that `at_desk` guards."""
    return cast(Person, request.user)


def at_desk(view: View[P]) -> View[P]:
    """Guard *view*: only who is signed in gets in, nothing is cached, and what no form sends is no question to the record."""

    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if _NUL in request.path_info:
            raise Http404("no address holds a NUL")
        if any(_NUL in value for _, values in request.POST.lists() for value in values):
            raise SuspiciousOperation("a NUL was sent, which PostgreSQL does not take as text")
        return view(request, *args, **kwargs)

    return never_cache(login_required(cast("View[P]", asked)))


def _only(is_allowed: Callable[[Person], bool], roles: tuple[str, ...]) -> Callable[[View[P]], View[P]]:
    """Return a guard that lets in whom *is_allowed* names, and tells the others whose page it is."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not is_allowed(who(request)):
                return forbidden(request, roles)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return guard


def forbidden(request: HttpRequest, roles: Iterable[str]) -> HttpResponse:
    """Answer that this is for *roles* only."""
    context = {"roles": [name for role, name in ROLE_NAMES.items() if role in set(roles)], "person": who(request)}
    return render(request, "desk/forbidden.html", context, status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address of the desk that leads nowhere, within the desk."""
    return render(request, "desk/not_found.html", {"person": who(request), "counts": desk_counts()}, status=404)


def for_act(act: str) -> Callable[[View[P]], View[P]]:
    """Guard a view of the desk by the table of `domain.roles`: only who may do *act* gets in."""
    row = permission(act)
    return _only(lambda person: may(person.role, row.act), tuple(row.roles))


def for_reviewers(view: View[P]) -> View[P]:
    """Guard *view* of the desk further: monitors and up get in, operators do not."""
    return _only(lambda person: person.may_review, tuple(REVIEW))(view)


def for_coders(view: View[P]) -> View[P]:
    """Guard *view* of the desk further: coders, editors and chief editors get in."""
    return _only(lambda person: person.may_code, tuple(CODE))(view)


def for_editors(view: View[P]) -> View[P]:
    """Guard *view* of the desk further: editors and chief editors get in."""
    return _only(lambda person: person.is_editor, tuple(EDIT))(view)
