"""The interface: its routes, how it writes JSON, how it says no, and the document that describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from marsad.api.asked import ARABIC, IN_PATHS
from marsad.api.cursors import bad_cursor
from marsad.api.problems import MEDIA_TYPE, Problem, missing, tell_problem, unreadable
from marsad.api.routes import groups, ledger, method, notices, promises, verdicts
from marsad.store.queries.cuts import PlaceError

ROOT = "/api/v1/"
VERSION = "1.0"
_LINK = {
    "description": 'Where the list goes on: `<ADDRESS>; rel="next"`, as `next` in the body. Left away at its end.',
    "schema": {"type": "string"},
}


class PlainJson(BaseRenderer):
    """Writes Arabic as it stands, not as escapes three times as long."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """Return *data* as JSON."""
        return json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False, separators=(",", ":"))


class _Interface(NinjaAPI):
    """Says where a list goes on in its head too, so that a program need not read the body for it (RFC 8288)."""

    def create_response(self, request: HttpRequest, data: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the answer that tells *data*."""
        answer = super().create_response(request, data, *args, **kwargs)
        follows = data.get("next") if isinstance(data, dict) else None
        if follows:
            answer.headers["Link"] = f'<{follows}>; rel="next"'
        return answer


api = _Interface(
    title="Marsad: open data",
    version=VERSION,
    description="What an observatory of promises publishes: promises, verdicts, evidence, replies, corrections, and the ledger "
    "that seals them. Read only. Every answer says as of which day it is known (`as_of`) and where the ledger stood.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    renderer=PlainJson(),
)
for _part in (groups, promises, verdicts, notices, ledger, method):
    api.add_router("", _part.router)


@api.exception_handler(Problem)
def _tell(request: HttpRequest, problem: Problem) -> HttpResponse:
    return tell_problem(problem)


@api.exception_handler(PlaceError)
def _misplaced(request: HttpRequest, error: PlaceError) -> HttpResponse:
    return tell_problem(bad_cursor())


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return tell_problem(missing("thing"))


@api.exception_handler(ValidationError)
def _refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return tell_problem(unreadable(error.errors))


def make_document() -> dict[str, Any]:
    """Return the OpenAPI document, with what ninja cannot know: problem details, conditions, Arabic beside English."""
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    document["servers"] = [{"url": settings.OPERATOR.base_url}]
    document["info"]["license"] = {"name": settings.OPERATOR.data_licence}
    document["info"]["contact"] = _contact()
    document["externalDocs"] = {"url": f"{settings.OPERATOR.base_url}/api/"}
    for operation in operations(document):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                parameter.setdefault("description", IN_PATHS[parameter["name"]])
            parameter["x-description-ar"] = ARABIC.get(parameter["name"], "")
        answers = operation["responses"]
        for status, answer in list(answers.items()):
            if int(status) >= 400:
                answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        if _goes_on(document, answers["200"]):
            answers["200"]["headers"] = {"Link": _LINK}
        answers["304"] = {"description": "Nothing is new since the ETag or the day that was sent."}
    return document


def _contact() -> dict[str, str]:
    page = {"url": f"{settings.OPERATOR.base_url}/about/"}
    return page if settings.ABOUT is None else {"name": settings.ABOUT.name.ar, **page, "email": settings.ABOUT.mail}


def _goes_on(document: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    name = answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return "next_cursor" in document["components"]["schemas"][name]["properties"]


def operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each operation of *document*."""
    for ways in document["paths"].values():
        yield from ways.values()
