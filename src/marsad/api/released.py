"""Releases as files, at /data/files/releases/: what is written once is answered so that it may be kept for ever."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from marsad.api.problems import missing
from marsad.store.releases import read_release, released_path

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}


def released_file(request: HttpRequest, name: str, file: str = "") -> HttpResponseBase:
    """Answer with a file of a release, or with the zip of all of it."""
    path, release = released_path(name, file or f"{name}.zip"), read_release(name)
    if path is None or release is None:
        raise missing("release")
    digest = next((one.sha256 for one in (release.zip, *release.files) if one.name == path.name), release.zip.sha256)
    told = {"ETag": quote_etag(digest), "Cache-Control": "public, max-age=31536000, immutable"}
    known = get_conditional_response(request, etag=told["ETag"])
    if known is not None:
        for name, value in told.items():
            known.headers[name] = value
        return known
    kind = _TYPES.get(path.suffix.removeprefix("."), "text/plain; charset=utf-8")
    if request.META["REQUEST_METHOD"] == "HEAD":
        return HttpResponse(headers=told | {"Content-Type": kind})
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=kind, headers=told)
