"""Who may open which page of the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from marsad.store.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def who(request: HttpRequest) -> Person:
    """Return the person who signed in; only for views that `at_desk` guards."""
    return cast(Person, request.user)


def at_desk(view: View[P]) -> View[P]:
    """Guard *view*: only who is signed in gets in, and nothing is cached."""
    return never_cache(login_required(view))


def for_editors(view: View[P]) -> View[P]:
    """Guard *view* of the desk further: monitors are told that it is the editors'."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not who(request).is_editor:
            return render(request, "desk/forbidden.html", status=403)
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)
