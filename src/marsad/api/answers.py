"""Every answer of the interface: open to all origins, known by the ledger's head before anything heavy is read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from marsad import __version__
from marsad.api.asked import read_day
from marsad.api.problems import Fault, Problem, missing, tell_problem
from marsad.store.queries.ledger import last_entry

View = Callable[..., HttpResponseBase]
State = Callable[[], str]
PLACES = ("/api/v1/", "/data/files/")
LANGUAGE = "ar"  # in which a name is told that the record holds in one language only
_ALLOW = "GET, HEAD, OPTIONS"
_EDITION = f"{__version__} 1"


def served(view: View, parameters: Iterable[str] | None, *, state: State | None = None, is_fixed: bool = False) -> View:
    """Return *view* as the interface answers: methods, CORS, problems, and conditions by the ledger's head.

    *parameters* are those of the query that it takes; any other is refused, but where there is None. *state* adds to the head
    what the answer rests on besides; *is_fixed*: the address always exists, so that a bare If-Modified-Since is answered early.
    """
    known = None if parameters is None else frozenset(parameters)

    def answer(request: HttpRequest, **parts: str | int) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204, headers={"Allow": _ALLOW}))
        is_head = request.method == "HEAD"
        try:
            with translation.override(LANGUAGE):
                found = _answer(view, request, known, parts, state, is_fixed)
        except Problem as problem:
            found = tell_problem(problem)
        except Http404:
            found = tell_problem(missing("thing"))
        return _open(_without_body(found) if is_head else found)

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written: a POST is told so in our own words
    return answer


def broken(request: HttpRequest) -> HttpResponseBase:
    """Answer a program when something of ours broke; Django has logged it. Uses no database."""
    problem = Problem(
        "broken",
        "The fault is noted. Ask again later, or ask a smaller question.",
        "سُجل الخلل. أعد المحاولة لاحقا، أو اسأل سؤالا أصغر.",
    )
    return _open(tell_problem(problem))


def _answer(
    view: View,
    request: HttpRequest,
    known: frozenset[str] | None,
    parts: dict[str, str | int],
    state: State | None,
    is_fixed: bool,
) -> HttpResponseBase:
    if request.method not in ("GET", "HEAD"):
        raise Problem("wrong-method", "Ask with GET.", "اسأل بالطريقة GET.")
    if known is not None:
        _check(request, known)
    etag, moment = _stands_at(request, state() if state else "")
    if _may_be_early(request, is_fixed):
        early = get_conditional_response(request, etag=etag, last_modified=moment)
        if early is not None:
            return _marked(early, etag, moment)
    method, request.method = request.method, "GET"
    try:
        found = view(request, **parts)
    finally:
        request.method = method
    if found.status_code != 200:
        return found
    late = get_conditional_response(request, etag=etag, last_modified=moment, response=_plain(found))
    return _marked(late or found, etag, moment)


def _not_taken(name: str, known: Sequence[str]) -> Fault:
    if not known:
        return Fault(name, "This address takes no parameters.", "لا يأخذ هذا العنوان معاملات.")
    choices = ", ".join(f"“{one}”" for one in known), "، ".join(f"«{one}»" for one in known)
    return Fault(name, f"This address takes {choices[0]}.", f"يأخذ هذا العنوان {choices[1]}.")


def _plain(found: HttpResponseBase) -> HttpResponse | None:
    return found if isinstance(found, HttpResponse) else None


def _check(request: HttpRequest, known: frozenset[str]) -> None:
    """Raise Problem for a parameter that the address does not take, one given twice, or text that no database keeps."""
    faults = []
    for name, values in request.GET.lists():
        if name not in known:
            faults.append(_not_taken(name[:80], sorted(known)))
        elif len(values) > 1:
            faults.append(Fault(name, "Give it once.", "أعطه مرة واحدة."))
        elif "\x00" in values[0] or any("\ud800" <= letter <= "\udfff" for letter in values[0]):
            faults.append(Fault(name, "It holds a character that no text has.", "فيه محرف لا يحمله نص."))
    if faults:
        raise Problem(
            "bad-question",
            "Mend the parameters that `errors` names.",
            "أصلح ما تسميه `errors` من المعاملات.",
            errors=tuple(faults[:20]),
        )


def _may_be_early(request: HttpRequest, is_fixed: bool) -> bool:
    """Return whether the question alone says that the address exists: its ETag was given out, or it always does."""
    given = request.headers.get("If-None-Match", "")
    return ("*" not in given) if given else is_fixed


def _stands_at(request: HttpRequest, state: str) -> tuple[str, int]:
    """Return the ETag of the answer and when it may have changed last, from the ledger's last entry: one row."""
    last = last_entry()
    known_on = read_day(request.GET.get("as_of") or None)
    told = dt.datetime.fromisoformat(last.at) if last else timezone.now().replace(year=2020, month=1, day=1)
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    # As of today, days pass: a deadline is ahead before midnight and behind after it.
    moment = told if known_on else max(told, begun)
    parts = (_EDITION, last.hash if last else "", "" if known_on else str(begun.date()), settings.OPERATOR.base_url, state)
    question = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
    seal = hashlib.sha256("\n".join((*parts, question)).encode()).hexdigest()[:32]
    return quote_etag(f'W/"{seal}"'), int(moment.timestamp())


def _marked(answer: HttpResponseBase, etag: str, moment: int) -> HttpResponseBase:
    if "ETag" in answer.headers:  # it is known by its own bytes
        return answer
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(moment)
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


def _without_body(answer: HttpResponseBase) -> HttpResponseBase:
    if isinstance(answer, HttpResponse):
        answer.headers.setdefault("Content-Length", str(len(answer.content)))
        length = answer.headers["Content-Length"]
        answer.content = b""
        answer.headers["Content-Length"] = length
        return answer
    bare = HttpResponse(status=answer.status_code, headers=dict(answer.items()))
    answer.close()
    return bare


def _open(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Allow-Methods"] = _ALLOW
    answer.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since, Range"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Content-Disposition"
    answer.headers["Access-Control-Max-Age"] = "86400"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


class OneLanguage:
    """Middleware, outside Django's own: answers of the interface are the same in every language, and caches may keep one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; take away what says that the answer would be another in another language."""
        answer = self.get_response(request)
        if request.path_info.startswith(PLACES):
            for name in ("Vary", "Content-Language"):
                answer.headers.pop(name, None)
        return answer
