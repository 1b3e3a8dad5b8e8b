"""Every figure of the interface is that of the page: counts, verdicts, sources, evidence; a cursor loses nothing."""

import datetime as dt
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.domain.ledger import canonical, chain_hash
from marsad.domain.scales import SCALE_KEYS
from marsad.store.models import Document, Entry, Outlet, Promise
from marsad.store.queries.ledger import read_heads
from tests import observatory
from tests.api.test_files import read_csv
from tests.sky import read_sky

pytestmark = pytest.mark.django_db
DAYS = ("", "&as_of=2021-01-01")


def walk(ask, address):
    """Follow a list to its end and return its rows."""
    rows, follows = [], address
    while follows:
        told = ask(follows.partition("/api/v1/")[2] or follows)
        rows += told["items"]
        follows = told["next"]
        assert (told["next_cursor"] is None) == (follows is None)
        assert len(rows) < 1000
    return rows


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "query",
    [
        *("", "verdict=half_done", "verdict=assessed", "verdict=unrated", "sector=water", "body=defence"),
        *("deadline=ahead", "deadline=passed", "deadline=none", "deadline=overdue", "deadline=soon"),
        *("since=2020-01-01", "since=2999-01-01", "since=0001-01-01"),
    ],
)
def test_the_list_counts_and_names_what_the_page_does(client, ask, rated, noise, query, day):
    today = dt.date(2021, 1, 1) if day else timezone.localdate()
    for number, days in enumerate((-400, -1, 0, 1, 90, 91)):
        deadline = today + dt.timedelta(days=days)
        at = dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC)
        observatory.promise(f"due-{number}", at=at, deadline=deadline.isoformat(), deadline_on=deadline)
    told = ask(f"promises/?limit=200&sort=sector&{query}{day}")
    page = client.get(f"/promises/?{query.replace('0001', '1901')}{day}").context["listing"]
    assert told["count"] == page.page.paginator.count
    assert [one["key"] for one in told["items"]] == [one.promise.key for one in page.standings]
    assert [one["verdict"] and one["verdict"]["key"] for one in told["items"]] == [
        one.verdict.key if one.verdict else None for one in page.standings
    ]
    assert "hidden" not in str(told)


def test_a_list_says_in_its_head_where_it_goes_on(client, rated, noise):
    whole = client.get("/api/v1/promises/?limit=1")
    assert whole["Link"] == f'<{whole.json()["next"]}>; rel="next"'
    assert client.head("/api/v1/promises/?limit=1")["Link"] == whole["Link"]
    last = client.get(whole.json()["next"].partition("/api")[1] + whole.json()["next"].partition("/api")[2])
    assert last.json()["next"] is None
    assert "Link" not in last
    assert "Link" not in client.get("/api/v1/promises/coalition/")


@pytest.mark.parametrize("day", ["", "?as_of=2021-01-01"])
def test_governments_count_what_the_front_page_counts(client, ask, rated, noise, day):
    told, sky = ask(f"governments/{day}"), read_sky(known_on=dt.date(2021, 1, 1) if day else None)
    page = client.get(f"/{day or '?'}&government=all").context["glance"]
    assert told["promises"] == len(sky.standings) == page.count
    assert {one["verdict"]: one["count"] for one in told["by_verdict"]} == {one.key: one.count for one in page.tallies}
    for group in sky.governments:
        one = next(one for one in told["items"] if one["key"] == group.key)
        assert one["promises"] == len(group.standings)
        assert {row["verdict"]: row["count"] for row in one["by_verdict"]} == {row.key: row.count for row in group.tallies}


@pytest.mark.parametrize("day", ["", "?as_of=2026-06-01"])
def test_a_promise_says_all_that_its_page_shows(client, ask, full, day):
    told = ask(f"promises/coalition/{day}")["item"]
    dossier = client.get(f"/promises/coalition/{day}").context["dossier"]
    current = dossier.current
    assert told["verdict"] is None or told["verdict"]["key"] == dossier.standing.verdict.key
    assert len(told["course"]) == len(dossier.course.lines)
    assert [one["number"] for one in told["disputes"]] == [one.id for one in dossier.disputes]
    assert [len(one["points"]) for one in told["series"]] == [len(one.points) for one in dossier.figures]
    assert [(one["number"], one["state"]) for one in told["milestones"]] == [(one.id, one.state) for one in dossier.milestones]
    assert len(told["corrections"]) == dossier.course.corrections
    assert len(told["wordings"]) == len(dossier.revisions)
    if current is not None:
        step = next(one for one in told["course"] if one["assessment"]["state"] == "stands")
        assert step["sources"]["independent"] == current.sources
        assert [one["quote"] for one in step["evidence"]] == [one.passage.words for one in current.proofs]
        assert step["assessment"]["entry"] == current.entry.sequence


def test_full_record_is_told_with_both_languages_and_every_scale(ask, full):
    told = ask("promises/coalition/")["item"]
    assert told["disputes"][0]["explanation"] == {"ar": "الثاني أحدث.", "en": "The second is newer."}
    assert set(told["scales"]) == set(SCALE_KEYS)
    assert {one["assessment"]["state"] for one in told["course"]} == {"stands", "superseded", "withdrawn"}
    assert told["earlier"][0]["promise"] == "coalition-before"
    book = ask("codebooks/")["items"][0]
    assert all(set(one["scales"]) == set(SCALE_KEYS) for one in book["verdicts"])
    assert ask(f"codebooks/{book['key']}/{book['version']}/")["item"] == book


def test_one_thing_is_what_its_list_says(ask, full):
    for name in ("assessments", "evidence", "governments", "sectors", "bodies", "outlets"):
        for one in ask(f"{name}/")["items"]:
            assert ask(f"{name}/{one.get('key') or one.get('number')}/")["item"] == one
    for one in ask("ledger/entries/?limit=5")["items"]:
        assert ask(f"ledger/entries/{one['sequence']}/")["item"] == one


def test_the_verdicts_of_a_promise_are_those_of_its_course(ask, full):
    course = {one["assessment"]["number"]: one["assessment"] for one in ask("promises/coalition/")["item"]["course"]}
    for one in ask("assessments/?promise=coalition")["items"]:
        same = ("state", "verdict", "scales", "summary", "effective_on", "author", "withdrawn_reason")
        assert {key: one[key] for key in same} == {key: course[one["number"]][key] for key in same}
    for state in ("stands", "superseded", "withdrawn"):
        assert {one["state"] for one in ask(f"assessments/?state={state}")["items"]} == {state}


def test_the_ledger_can_be_recomputed_from_the_interface(ask, full):
    previous = "0" * 64
    rows = walk(ask, "ledger/entries/?limit=7")
    for one in rows:
        sealed = chain_hash(
            sequence=one["sequence"],
            at=one["at"],
            actor=one["actor"],
            kind=one["kind"],
            payload=canonical(one["payload"]),
            previous_hash=previous,
        )
        assert sealed == one["hash"]
        previous = one["hash"]
    assert len(rows) == Entry.objects.count()
    assert ask("ledger/")["items"][0]["hash"] == previous == read_heads()[0].hash
    assert ask("promises/")["ledger"]["hash"] == previous


def test_the_report_says_what_its_page_says(client, ask, full):
    key = Promise.objects.get(key="coalition").government.key
    told, report = ask(f"reports/{key}/")["item"], client.get(f"/governments/{key}/report/").context["report"]
    assert (told["promises"], told["assessed"], told["withdrawn"]) == (report.total, report.assessed, report.withdrawn)
    assert [(one["key"], one["count"]) for one in told["by_verdict"]] == [(one.key, one.count) for one in report.by_verdict]
    assert ask(f"reports/{key}/?language=en")["item"]["name"].startswith("Government")


def test_replies_and_corrections_are_those_of_their_pages(client, ask, full):
    told = [one["number"] for one in ask("corrections/")["items"]]
    assert told == [one.row.pk for one in client.get("/corrections/").context["listing"].told]


@pytest.mark.parametrize("sort", ["key", "sector", "changed", "deadline", "title"])
@pytest.mark.parametrize("day", DAYS)
def test_a_cursor_shows_every_promise_once(ask, rated, noise, sort, day):
    for number in range(7):
        deadline = "" if number % 2 else f"2026-0{number + 1}"
        values = {"deadline": deadline, "deadline_on": dt.date(2026, number + 1, 1)} if deadline else {}
        observatory.promise(f"more-{number}", title=f"وعد {number % 3}", sector=f"s{number % 2}", **values)
    for size in (1, 2, 3, 200):
        keys = [one["key"] for one in walk(ask, f"promises/?limit={size}&sort={sort}{day}")]
        assert sorted(keys) == sorted(Promise.objects.published().values_list("key", flat=True))
        assert keys == [one["key"] for one in ask(f"promises/?limit=200&sort={sort}{day}")["items"]]


def test_what_is_published_meanwhile_repeats_no_row_and_hides_none(ask, rated):
    for name in "bdfhj":
        observatory.promise(name)
    there = set(Promise.objects.published().values_list("key", flat=True))
    first = ask("promises/?limit=3")
    for name in ("aa", "c", "e", "g", "zz"):
        observatory.promise(name)
    rest = walk(ask, first["next"])
    keys = [one["key"] for one in (*first["items"], *rest)]
    assert len(keys) == len(set(keys))
    assert there <= set(keys)


def test_outlets_are_those_of_their_page_today_and_on_a_past_day(client, ask, rated):
    river = Outlet.objects.create(key="river", name_ar="صحيفة النهر", name_en="The River")
    Document.objects.filter(outlet_name="صحيفة النهر").update(outlet=river)
    Outlet.objects.create(key="unread", name_ar="لا تُقرأ")
    for day in ("", "?as_of=2999-01-01", "?as_of=2001-01-01"):
        shown = client.get(f"/outlets/{day}").context["outlets"]
        told = ask(f"outlets/{day}")["items"]
        assert [(one["key"], one["read"], one["cited"], one["is_silent"]) for one in told] == [
            (one.outlet.key, one.read, one.cited, one.is_silent) for one in shown
        ]
    assert [one["key"] for one in ask("outlets/")["items"]] == ["river"]
    assert ask("outlets/river/")["item"]["page"].endswith("/outlets/river/")
    assert client.get("/api/v1/outlets/unread/").status_code == 404
    assert client.get("/api/v1/outlets/river/?as_of=2001-01-01").status_code == 404


def test_a_page_that_is_read_makes_another_etag_of_the_outlets(client, rated):
    river = Outlet.objects.create(key="river", name_ar="صحيفة النهر", name_en="The River")
    before = client.get("/api/v1/outlets/")["ETag"]
    assert client.get("/api/v1/outlets/", headers={"If-None-Match": before}).status_code == 304
    page = observatory.document()
    Document.objects.filter(pk=page.pk).update(outlet=river)
    assert client.get("/api/v1/outlets/", headers={"If-None-Match": before}).status_code == 200


def test_a_cursor_is_refused_by_another_question(client, ask, rated, noise):
    cursor = ask("promises/?limit=1&sort=key")["next_cursor"]
    for query in ("sort=title", "sort=key&sector=water", "as_of=2021-01-01"):
        assert client.get(f"/api/v1/promises/?limit=1&{query}&cursor={cursor}").status_code == 400
    assert client.get(f"/api/v1/evidence/?cursor={cursor}").status_code == 400
    assert client.get(f"/api/v1/promises/?limit=2&cursor={cursor}").status_code == 200
    assert client.get(f"/api/v1/promises/?limit=2&cursor={cursor[:-2]}xx").status_code == 400


@pytest.mark.parametrize(
    "address", ["promises/", "promises/?sort=changed", "promises/?disputed=true", "assessments/", "evidence/"]
)
def test_the_number_of_queries_does_not_grow(client, rated, zahra, omar, address):
    from marsad.newsroom import publish
    from tests.site.conftest import propose, prove

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/{address}").status_code == 200
        return len(queries)

    count()
    few = count()
    for number in range(8):
        about = observatory.promise(f"more-{number}")
        publish.publish(
            propose(about, zahra, [prove(about, zahra), prove(about, zahra), prove(about, zahra, stance="refutes")]).pk, omar
        )
    assert count() <= max(few, 12)
    assert count() == count()


def test_disputed_promises_are_those_whose_page_says_so(client, ask, full):
    told = {one["key"]: one["is_disputed"] for one in ask("promises/")["items"]}
    assert {one["key"] for one in ask("promises/?disputed=true")["items"]} == {key for key, is_so in told.items() if is_so}
    assert told["coalition"]
    assert ask("promises/coalition/")["item"]["is_disputed"]
    assert not told["coalition-before"]
    assert [one["key"] for one in ask("promises/?disputed=true&as_of=2021-01-01")["items"]] == []


def test_evidence_carries_the_seal_of_its_archived_page(ask, full):
    for one in ask("evidence/")["items"]:
        assert one["quote"]
        assert len(one["archived"]["sha256"]) == len(hashlib.sha256().hexdigest())
        assert one["archived"]["page"].endswith(f"/archive/{one['archived']['number']}/")


def test_the_table_the_interface_and_the_page_agree(client, ask, full):
    (row,) = (row for row in read_csv(client, "promises") if row["key"] == "coalition")
    told = ask("promises/coalition/")["item"]
    standing = client.get("/promises/coalition/").context["dossier"].standing
    assert row["verdict"] == told["verdict"]["key"] == standing.verdict.key
    assert row["assessment"] == str(told["assessment"]) == str(standing.assessment.pk)
    assert row["published_at"][:19] == standing.assessment.published_at.astimezone(dt.UTC).isoformat()[:19]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80), name=st.sampled_from(["cursor", "q", "government", "verdict", "sort", "as_of", "limit", "x"]))
def test_no_parameter_makes_a_fault_of_ours(client, db, text, name):
    answer = client.get("/api/v1/promises/", {name: text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
    assert answer.status_code in {200, 400}
