"""The interface's addresses, below /api/v1/. What leads nowhere is answered as a problem too, not as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, URLPattern, path, re_path, resolve

from marsad.api.answers import served
from marsad.api.interface import ROOT, api, make_document
from marsad.api.problems import missing
from marsad.api.told.common import head
from marsad.store.queries.checks import checks_stand_at
from marsad.store.queries.states import agreement_state, outlets_state

app_name = "api"
_CONVERTED = re.compile(r"<\w+:(\w+)>")
# What an answer rests on besides the ledger.
_STATES: dict[str, Callable[[], str]] = {
    "promises": checks_stand_at,
    "promise": checks_stand_at,
    "agreement": agreement_state,
    "report": agreement_state,
    "outlets": outlets_state,
    "outlet": outlets_state,
}


def _document(request: HttpRequest) -> HttpResponse:
    text = json.dumps(make_document(), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _index(request: HttpRequest) -> HttpResponse:
    """Answer where to begin: what there is, and where it is explained."""
    base = settings.OPERATOR.base_url
    told = {
        "name": settings.SITE_NAME,
        "licence": settings.OPERATOR.data_licence,
        "about": f"{base}/about/",
        "documentation": f"{base}/api/",
        "openapi": f"{base}{ROOT}openapi.json",
        "files": f"{base}/data/",
        "ledger": asdict(head(None)),
        "addresses": [f"{base}{ROOT}{one.pattern}" for one in urlpatterns[:-3] if "<" not in str(one.pattern)],
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")


def _nowhere(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Answer an address that leads nowhere, or lead on to the one that it is without its last stroke."""
    if rest and not rest.endswith("/"):
        try:
            found = resolve(f"{ROOT}{rest}/")
        except Resolver404:
            found = None
        if found is not None and found.url_name != "nowhere":
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{ROOT}{rest}/{f'?{query}' if query else ''}")
    raise missing("address")


def _patterns() -> list[URLPattern]:
    found, taken = [], _parameters()
    for router in (one for one in api.urls[0] if isinstance(one, URLPattern)):
        name = router.name or ""
        if name == "api-root":
            continue
        route = str(router.pattern)
        names = taken[ROOT + _CONVERTED.sub(r"{\1}", route)]
        made = served(router.callback, names, state=_STATES.get(name), is_fixed="<" not in route)
        found.append(path(route, made, name=name))
    return found


def _parameters() -> dict[str, frozenset[str]]:
    """Return the names of the query's parameters that each path of the document takes."""
    paths = api.get_openapi_schema(path_prefix=ROOT)["paths"]
    return {
        path: frozenset(row["name"] for way in ways.values() for row in way.get("parameters", ()) if row["in"] == "query")
        for path, ways in paths.items()
    }


urlpatterns: list[URLPattern] = [
    *_patterns(),
    path("", served(_index, (), is_fixed=True), name="index"),
    path("openapi.json", served(_document, (), state=lambda: repr(settings.ABOUT), is_fixed=True), name="document"),
    re_path(r"^(?P<rest>[\s\S]*)\Z", served(_nowhere, None), name="nowhere"),  # also where a line ends within it
]
