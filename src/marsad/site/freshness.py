"""When an answer made of the ledger alone is still good: as long as nothing was published since. One query asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from marsad import __version__
from marsad.store.queries.ledger import last_entry

_P = ParamSpec("_P")
_View = Callable[Concatenate[HttpRequest, _P], HttpResponse]


def made_of_the_ledger(seconds: int, *, state: Callable[[], str] | None = None) -> Callable[[_View[_P]], _View[_P]]:
    """Return a decorator for a view whose answer changes only with the ledger; callers may keep it for *seconds* unasked.

    *state* adds to the ledger's head what the answer rests on besides. It answers 304 to whoever holds it. Pages of other sites
    may read it, for nothing in it is of the reader.
    """

    def decorate(view: _View[_P]) -> _View[_P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
            last = last_entry()
            told = [__version__, settings.SITE_NAME, settings.OPERATOR.base_url, str(settings.IS_DEMO), get_language() or ""]
            told += [request.get_full_path(), last.hash if last else ""]
            told += [state()] if state else []
            etag = quote_etag(sha256("\n".join(told).encode()).hexdigest()[:32])
            changed = int(dt.datetime.fromisoformat(last.at).timestamp()) if last and not state else None
            response = get_conditional_response(request, etag=etag, last_modified=changed)
            if response is None:
                response = view(request, *args, **kwargs)
            if response.status_code in {200, 304}:
                response.headers.setdefault("ETag", etag)
                if changed is not None:
                    response.headers.setdefault("Last-Modified", http_date(changed))
                response.headers["Access-Control-Allow-Origin"] = "*"
                patch_cache_control(response, public=True, max_age=seconds)
            return response

        return answer

    return decorate
