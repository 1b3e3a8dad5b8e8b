"""Ask the site for a page as a reader who is signed in nowhere would, in this process, without a socket or a kept copy."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, HttpResponse
from django.utils import translation

from marsad.mirror.places import Address


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered: *view* is the name of the address; of a file there is the open *stream* in place of a body."""

    status: int
    kind: str
    body: bytes
    view: str
    stream: BinaryIO | None = None


class Reader:
    """A reader of the site. Signals of requests are not sent: the connection, and so the moment that is read, stays one."""

    def __init__(self) -> None:
        base = urlsplit(settings.OPERATOR.base_url)
        self._host, self._scheme = base.hostname or "localhost", base.scheme or "http"
        self._port = str(base.port or (443 if self._scheme == "https" else 80))
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def ask(self, address: Address) -> Answer:
        """Return what the site answers at *address*."""
        path, _, query = address.url.partition("?")
        request = WSGIRequest(
            {
                "REQUEST_METHOD": "GET",
                "SCRIPT_NAME": "",
                "PATH_INFO": unquote(path).encode().decode("latin-1"),
                "QUERY_STRING": query,
                "SERVER_NAME": self._host,
                "SERVER_PORT": self._port,
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.url_scheme": self._scheme,
                "wsgi.input": io.BytesIO(),
                "marsad.fresh": True,
            }
        )
        before = translation.get_language()
        try:
            response = self._handler.get_response(request)
            body, stream = _whole(response)
        finally:
            translation.activate(before or settings.LANGUAGE_CODE)
        view = request.resolver_match.view_name if request.resolver_match else ""
        return Answer(response.status_code, response.get("Content-Type", ""), body, view, stream)


def _whole(response: object) -> tuple[bytes, BinaryIO | None]:
    if isinstance(response, FileResponse):
        assert response.file_to_stream is not None
        return b"", response.file_to_stream
    assert isinstance(response, HttpResponse)
    return response.content, None
