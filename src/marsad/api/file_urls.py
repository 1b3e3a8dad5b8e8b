"""The addresses of files, below /data/files/: tables as they stand, and releases."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path

from marsad.api.answers import served
from marsad.api.files import file_of
from marsad.api.narrowed import Narrowed
from marsad.api.problems import missing
from marsad.api.released import released_file
from marsad.domain.open_tables import PROMISES, TABLES
from marsad.store.queries.checks import checks_stand_at
from marsad.tables.write import MEDIA_TYPES

app_name = "files"


def _nowhere(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer an address that leads nowhere."""
    raise missing("file")


_STATES = {PROMISES.name: checks_stand_at}  # what a table rests on besides the ledger


def _parameters(name: str, form: str) -> tuple[str, ...]:
    narrowing = tuple(Narrowed.model_fields) if name == PROMISES.name else ()
    return ("as_of", *(("bom",) if form == "csv" else ()), *narrowing)


urlpatterns: list[URLPattern] = [
    *(
        path(
            f"{name}.{form}",
            served(partial(file_of, name=name, form=form), _parameters(name, form), state=_STATES.get(name), is_fixed=True),
            name=f"{name}_{form}",
        )
        for name in TABLES
        for form in MEDIA_TYPES
    ),
    path("releases/<str:name>.zip", served(released_file, ()), name="release"),
    path("releases/<str:name>/<str:file>", served(released_file, ()), name="released"),
    re_path(r"^(?P<rest>[\s\S]+)\Z", served(_nowhere, None), name="nowhere"),  # also where a line ends within it
]
