"""How the interface says no: a problem detail (RFC 9457) in English, Arabic and Kurdish, with what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from marsad.store.models.localised import tell_pair

MEDIA_TYPE = "application/problem+json"
_MOST_FAULTS = 20
_CHOICE = re.compile("'([^']*)'")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter of the question."""

    parameter: str
    detail: str
    detail_ar: str
    detail_ckb: str = ""


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """Why there is no answer (RFC 9457): *type* leads to the explanation, *detail* says what to do, *errors* names parameters."""

    type: str
    title: str
    title_ar: str
    title_ckb: str
    status: int
    detail: str
    detail_ar: str
    detail_ckb: str
    errors: tuple[Fault, ...] = ()


_TITLES = {
    "bad-question": (400, "The question cannot be read", "تعذرت قراءة السؤال"),
    "bad-cursor": (400, "The cursor is not of this list", "المؤشر ليس من هذه القائمة"),
    "not-found": (404, "There is no such thing", "لا يوجد شيء كهذا"),
    "not-yet": (404, "It had not been published by that day", "لم يكن قد نُشر في ذلك اليوم"),
    "wrong-method": (405, "The interface is read only", "الواجهة للقراءة فقط"),
    "withdrawn": (410, "It was withdrawn from readers", "سُحب من القراء"),
    "not-offered": (501, "This form is not offered here", "هذه الصيغة غير متاحة هنا"),
    "broken": (500, "Something of ours broke", "حدث خلل عندنا"),
}


class Problem(Exception):
    """A question without an answer. *name* is one of the kinds that the interface's page explains."""

    def __init__(self, name: str, en: str, ar: str, *, errors: tuple[Fault, ...] = ()) -> None:
        super().__init__(en)
        self.name, self.en, self.ar, self.errors = name, en, ar, errors

    @property
    def status(self) -> int:
        """The status of the answer."""
        return _TITLES[self.name][0]


THINGS = {
    "address": "عنوان",
    "body": "جهة",
    "codebook": "دليل ترميز",
    "entry": "قيد",
    "evidence": "دليل",
    "file": "ملف",
    "government": "حكومة",
    "outlet": "جهة نشر",
    "promise": "وعد",
    "release": "إصدار",
    "report": "تقرير",
    "sector": "قطاع",
    "thing": "شيء",
    "verdict": "حكم",
}


def missing(thing: str) -> Problem:
    """Return the problem of one of THINGS that readers do not see, or that is not there: the two are told alike."""
    return Problem(
        "not-found",
        f"No {thing} of that name is published. Check the key; `as_of` may name a day before it was.",
        f"لا يوجد {THINGS[thing]} منشور بهذا الاسم. تحقق من المفتاح؛ وقد يسبق اليوم في `as_of` نشره.",
    )


def unreadable(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """Return the problem of parameters that do not fit, of what pydantic found wrong with them."""
    faults = tuple(_fault(one) for one in errors)[:_MOST_FAULTS]
    return Problem(
        "bad-question",
        "Mend the parameters that `errors` names.",
        "أصلح ما تسميه `errors` من المعاملات.",
        errors=faults,
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    name, limits = str(error["loc"][-1]), error.get("ctx", {})
    if "ge" in limits:
        return Fault(name, f"Give a number not below {limits['ge']}.", f"أعط رقما لا يقل عن {limits['ge']}.")
    if "le" in limits:
        return Fault(name, f"Give a number not above {limits['le']}.", f"أعط رقما لا يزيد على {limits['le']}.")
    if "expected" in limits:
        choices = _CHOICE.findall(str(limits["expected"]))
        listed = ", ".join(f"“{one}”" for one in choices), "، ".join(f"«{one}»" for one in choices)
        return Fault(name, f"Choose one of {listed[0]}.", f"اختر واحدا من {listed[1]}.")
    if "max_length" in limits:
        most = limits["max_length"]
        return Fault(name, f"Give {most} characters at most.", f"لا يزيد طوله على {most} حرفا.")
    return Fault(
        name,
        f"The value does not fit this parameter: “{error['msg']}”. See the interface’s page.",
        f"القيمة لا تناسب هذا المعامل: «{error['msg']}». انظر صفحة الواجهة.",
    )


def _in_kurdish(ar: str, en: str) -> str:
    with translation.override("ckb"):
        return tell_pair(ar, en)


def tell_problem(problem: Problem) -> HttpResponse:
    """Return the answer that tells of *problem*."""
    status, title, title_ar = _TITLES[problem.name]
    body = ProblemDetail(
        type=f"{settings.OPERATOR.base_url}/api/#problem-{problem.name}",
        title=title,
        title_ar=title_ar,
        title_ckb=_in_kurdish(title_ar, title),
        status=status,
        detail=problem.en,
        detail_ar=problem.ar,
        detail_ckb=_in_kurdish(problem.ar, problem.en),
        errors=tuple(replace(one, detail_ckb=_in_kurdish(one.detail_ar, one.detail)) for one in problem.errors),
    )
    told = asdict(body)
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store" if status >= 500 else "public, no-cache"
    if status == 405:
        answer["Allow"] = "GET, HEAD, OPTIONS"
    return answer


def problem_kinds() -> tuple[tuple[str, int, str, str], ...]:
    """Return each kind of problem with its status and its title in English and Arabic, for the interface's page."""
    return tuple((name, *told) for name, told in _TITLES.items())
