"""The frame of every answer: methods, origins, conditions, problems."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.api.urls import urlpatterns
from marsad.newsroom import publish
from tests import observatory
from tests.site.conftest import propose, prove

pytestmark = pytest.mark.django_db
FIXED = sorted(str(one.pattern) for one in urlpatterns if "<" not in str(one.pattern) and one.name != "nowhere")
PROMISES = "/api/v1/promises/"


@pytest.mark.parametrize("route", FIXED)
def test_every_list_answers_an_empty_record(client, route):
    answer = client.get(f"/api/v1/{route}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    assert answer["ETag"].startswith('W/"')
    assert answer["Last-Modified"]


@pytest.mark.parametrize("route", FIXED)
def test_an_answer_is_open_to_all_origins_and_sets_no_cookie(client, route):
    answer = client.get(f"/api/v1/{route}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert not {"Cookie", "Accept-Language"} & set(answer.get("Vary", "").replace(" ", "").split(","))
    assert "Content-Language" not in answer


def test_options_and_head_answer_without_a_body(client, rated):
    whole, head, options = client.get(PROMISES), client.head(PROMISES), client.options(PROMISES)
    assert options.status_code == 204
    assert options["Allow"] == "GET, HEAD, OPTIONS"
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)(PROMISES)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"


def test_an_etag_is_answered_before_anything_heavy_is_read(client, rated):
    etag = client.get(f"{PROMISES}coalition/")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"{PROMISES}coalition/", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert len(queries) == 2  # the head of the ledger, and the last decision of the team


def test_a_day_that_was_sent_is_answered_so_too(client, rated):
    moment = client.get(PROMISES)["Last-Modified"]
    assert client.get(PROMISES, headers={"If-Modified-Since": moment}).status_code == 304
    assert client.get(f"{PROMISES}nothing/", headers={"If-Modified-Since": moment}).status_code == 404


def test_what_is_published_makes_another_etag(client, rated, zahra, omar):
    before = client.get(PROMISES)["ETag"]
    day = dt.date(2025, 10, 5)
    publish.publish(propose(rated, zahra, [prove(rated, zahra), prove(rated, zahra)], effective_on=day).pk, omar)
    assert client.get(PROMISES, headers={"If-None-Match": before}).status_code == 200
    assert client.get(PROMISES)["ETag"] != before


def test_another_question_has_another_etag(client, rated):
    asked = [PROMISES, f"{PROMISES}?limit=1", f"{PROMISES}?as_of=2021-01-01", "/api/v1/evidence/"]
    assert len({client.get(one)["ETag"] for one in asked}) == len(asked)


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("promises/?limit=0", 400, "bad-question"),
        ("promises/?limit=201", 400, "bad-question"),
        ("promises/?limit=many", 400, "bad-question"),
        ("promises/?colour=red", 400, "bad-question"),
        ("promises/?sort=colour", 400, "bad-question"),
        ("promises/?sort=key&sort=title", 400, "bad-question"),
        ("promises/?as_of=2025-02-30", 400, "bad-question"),
        ("promises/?as_of=20250101", 400, "bad-question"),
        ("promises/?as_of=", 400, "bad-question"),
        ("promises/?since=", 400, "bad-question"),
        ("promises/?since=2025-02-30", 400, "bad-question"),
        ("promises/?deadline=never", 400, "bad-question"),
        ("promises/?q=%00", 400, "bad-question"),
        ("promises/?cursor=abc", 400, "bad-cursor"),
        ("promises/?cursor=%D9%85", 400, "bad-cursor"),
        ("promises/nothing/", 404, "not-found"),
        ("governments/%00/", 404, "not-found"),
        ("evidence/99999999999999999999/", 400, "bad-question"),
        ("evidence/0/", 400, "bad-question"),
        ("ledger/entries/9007199254740991/", 404, "not-found"),
        ("codebooks/a/b/", 404, "not-found"),
        ("reports/nobody/", 404, "not-found"),
        ("nowhere/at/all", 404, "not-found"),
        ("nowhere/?colour=red", 404, "not-found"),
        ("promises/line%0A/", 404, "not-found"),
        ("nowhere/line%0Aafter%0A", 404, "not-found"),
    ],
)
def test_a_question_without_an_answer_is_told_why_in_three_languages(client, address, status, kind):
    answer = client.get(f"/api/v1/{address}")
    problem = json.loads(answer.content)
    assert answer.status_code == problem["status"] == status
    assert answer["Content-Type"] == "application/problem+json"
    assert problem["type"].endswith(f"/api/#problem-{kind}")
    assert problem["title"].isascii()
    assert problem["detail"]
    assert any("\u0600" <= letter <= "\u06ff" for letter in problem["title_ar"] + problem["detail_ar"])
    assert all(set(problem[name]) & set("ەێۆڕڵیک") for name in ("title_ckb", "detail_ckb"))


def test_a_problem_names_the_parameters_at_fault(client):
    problem = client.get(f"{PROMISES}?limit=0&sort=colour").json()
    assert {one["parameter"] for one in problem["errors"]} == {"limit", "sort"}
    assert all(one["detail"] and one["detail_ar"] for one in problem["errors"])
    assert all(set(one["detail_ckb"]) & set("ەێۆڕڵیک") for one in problem["errors"])


def test_a_fault_of_ours_is_a_problem_too(client, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("secret words")

    monkeypatch.setattr("marsad.api.routes.promises.cut_promises", fail)
    client.raise_request_exception = False  # as a server answers, not as a test is told
    answer = client.get(PROMISES)
    assert answer.status_code == 500
    assert answer.json()["type"].endswith("problem-broken")
    assert b"secret" not in answer.content


def test_an_address_without_its_last_stroke_leads_on(client):
    answer = client.get("/api/v1/promises?limit=3")
    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/promises/?limit=3"


def test_a_withdrawn_promise_is_gone_with_its_reason(client, rated, omar):
    from marsad.newsroom import revise

    revise.withdraw_promise(rated.pk, omar, reason_ar="كُتب مرتين.", reason_en="It was written twice.")
    answer = client.get(f"{PROMISES}coalition/")
    assert answer.status_code == 410
    assert "It was written twice." in answer.json()["detail"]


def test_a_promise_before_its_day_is_not_yet(client, rated):
    observatory.promise("late", at=dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC))
    answer = client.get(f"{PROMISES}late/?as_of=2026-01-31")
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("not-yet")
