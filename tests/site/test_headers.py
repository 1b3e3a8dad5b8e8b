import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory

from marsad.environment import read_settings
from marsad.site.headers import TrustedProxy


def caller(settings, header, *, behind_proxy="1"):
    settings.OPERATOR = read_settings({"MARSAD_BEHIND_PROXY": behind_proxy, "MARSAD_DATA": "/nowhere"})
    seen = []
    middleware = TrustedProxy(lambda request: seen.append(request.META["REMOTE_ADDR"]) or HttpResponse())
    middleware(RequestFactory().get("/", headers={"X-Forwarded-For": header}, REMOTE_ADDR="127.0.0.1"))
    return seen[0]


def test_behind_the_operators_proxy_the_caller_is_who_the_proxy_saw(settings):
    assert caller(settings, "203.0.113.9") == "203.0.113.9"


def test_what_a_caller_wrote_into_the_header_is_not_believed(settings):
    assert caller(settings, "198.51.100.1, 203.0.113.9") == "203.0.113.9"
    assert caller(settings, "nonsense") == "127.0.0.1"


def test_without_a_proxy_the_header_is_not_read(settings):
    with pytest.raises(MiddlewareNotUsed):
        caller(settings, "203.0.113.9", behind_proxy="0")


def test_a_body_longer_than_a_whole_submission_is_not_read(client):
    answer = client.post("/receipt/", {"code": "x"}, CONTENT_LENGTH=str(10**10))
    assert answer.status_code == 413
    assert "أرسل ملفات أقل أو أصغر" in answer.content.decode()
