"""Cases of schemathesis asked through WSGI, as a server would ask, within the transaction of a test."""

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


class Interface:
    """The interface behind WSGI."""

    def __init__(self):
        self._app = get_wsgi_application()

    def ask(self, case, *more):
        """Return the answer to *case* once it was held against the document, and against *more* checks."""
        for signal in (request_started, request_finished):  # the connection of the test stays open, and with it its transaction
            signal.disconnect(close_old_connections)
        try:
            headers = {"Host": "127.0.0.1", "Accept-Encoding": "identity"}
            answer = case.call(app=self._app, base_url="http://127.0.0.1", headers=headers)
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)
        case.validate_response(answer, checks=[*CHECKS, *more])
        return answer
