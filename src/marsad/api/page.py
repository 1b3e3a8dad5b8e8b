"""The interface's page: every address with what it takes and gives, drawn from the OpenAPI document, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marsad.api.interface import ROOT, make_document
from marsad.api.problems import problem_kinds
from marsad.api.routes.words import ARABIC_SUMMARY
from marsad.store.models.localised import tell_pair

_MARKED = re.compile(r"\*(\w+)\*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: what it asks, what it may be, and what it is where it is left away."""

    name: str
    about: str
    choices: tuple[str, ...]
    limits: str
    default: str
    is_in_path: bool


@dataclass(frozen=True, slots=True)
class Address:
    """An address: what it is called, what it takes, and the value that it gives."""

    path: str
    example: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    gives: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a value: its name, its kind, and the value it holds where it has a description of its own."""

    name: str
    kind: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A value that answers hold, with its fields."""

    name: str
    about: str
    fields: tuple[Field, ...]


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Answer with the interface explained."""
    addresses, shapes = _read(get_language() or settings.LANGUAGE_CODE, settings.OPERATOR.base_url)
    told = {
        "addresses": addresses,
        "shapes": shapes,
        "root": ROOT,
        "problems": problem_kinds(),
        "licence": settings.OPERATOR.data_licence,
    }
    return render(request, "api/documentation.html", told)


@cache
def _read(language: str, base_url: str) -> tuple[tuple[Address, ...], tuple[Shape, ...]]:
    document = make_document()
    shapes = tuple(_shape(name, shape) for name, shape in sorted(document["components"]["schemas"].items()))
    named = frozenset(shape.name for shape in shapes if shape.fields and not shape.name.startswith("Asked"))
    return tuple(_addresses(document, language, base_url)), tuple(shape for shape in shapes if shape.name in named)


def _addresses(document: Mapping[str, Any], language: str, base_url: str) -> Iterator[Address]:
    for path, ways in document["paths"].items():
        way = ways["get"]
        yield Address(
            path,
            f"{base_url}{path}" if "{" not in path else "",
            tell_pair(way[ARABIC_SUMMARY], way["summary"]),
            way.get("description", "") if language.startswith("en") else "",
            tuple(_parameter(one) for one in way.get("parameters", ())),
            way["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2],
        )


def _parameter(one: Mapping[str, Any]) -> Parameter:
    schema = next((part for part in one["schema"].get("anyOf", ()) if part.get("type") != "null"), one["schema"])
    least, most = schema.get("minimum"), schema.get("maximum")
    default = schema.get("default", one["schema"].get("default"))
    return Parameter(
        one["name"],
        tell_pair(one["x-description-ar"], one.get("description", schema.get("description", ""))),
        tuple(choice for choice in schema.get("enum", ()) if choice),
        f"{least}–{most}" if least is not None and most is not None and most < 10**6 else "",
        "" if default in (None, "") else str(default).lower(),
        one["in"] == "path",
    )


def _shape(name: str, shape: Mapping[str, Any]) -> Shape:
    about = _MARKED.sub(r"\1", " ".join(shape.get("description", "").split())).replace("`", "")
    return Shape(name, about, tuple(_field(key, value) for key, value in shape.get("properties", {}).items()))


def _field(name: str, value: Mapping[str, Any]) -> Field:
    parts = value.get("anyOf", [value])
    kinds, leads_to = [], ""
    for part in parts:
        inner = part.get("items", part)
        if "$ref" in inner:
            leads_to = inner["$ref"].rpartition("/")[2]
            kinds.append("list of" if part.get("type") == "array" else "")
        elif part.get("type") == "array":
            kinds.append(f"list of {inner.get('type', '')}")
        else:
            kinds.append(str(part.get("format") or part.get("type", "")))
    return Field(name, ", ".join(kind for kind in kinds if kind), leads_to)
